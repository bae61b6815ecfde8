//! `[directory]`: what WHOIS, RDAP and the portal's look-up say of a zone's names.

use foral_model::zone::{
    ContactField, ContactFields, DirectoryPolicy, DirectoryRole, Objection, WhoisFormat,
};
use serde::Deserialize;

/// The table. What it does not say is as in [`DirectoryPolicy::default`].
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    whois: Option<Format>,
    roles: Option<Vec<String>>,
    legal: Option<Vec<String>>,
    natural: Option<Vec<String>>,
    consent: Option<Vec<String>>,
    objection: Option<Weight>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Format {
    Pt,
    Icann,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Weight {
    Heeded,
    Overruled,
}

impl Table {
    /// The policy.
    pub(super) fn read(&self) -> Result<DirectoryPolicy, String> {
        let usual = DirectoryPolicy::default();
        Ok(DirectoryPolicy {
            whois: match self.whois {
                None | Some(Format::Pt) => WhoisFormat::Pt,
                Some(Format::Icann) => WhoisFormat::Icann,
            },
            roles: self.roles.as_deref().map_or(Ok(usual.roles), roles)?,
            legal: fields("legal", self.legal.as_deref(), usual.legal)?,
            natural: fields("natural", self.natural.as_deref(), usual.natural)?,
            consent: fields("consent", self.consent.as_deref(), usual.consent)?,
            objection: match self.objection {
                None | Some(Weight::Overruled) => Objection::Overruled,
                Some(Weight::Heeded) => Objection::Heeded,
            },
        })
    }
}

fn roles(texts: &[String]) -> Result<Vec<DirectoryRole>, String> {
    let mut roles = Vec::new();
    for text in texts {
        let role = DirectoryRole::parse(text).ok_or_else(|| {
            format!("directory.roles: {text} is none of registrant, admin, tech and billing")
        })?;
        if roles.contains(&role) {
            return Err(format!("directory.roles: {text} is there twice"));
        }
        roles.push(role);
    }
    roles.sort_unstable();
    Ok(roles)
}

fn fields(
    key: &str,
    texts: Option<&[String]>,
    usual: ContactFields,
) -> Result<ContactFields, String> {
    let Some(texts) = texts else { return Ok(usual) };
    let read = |text: &String| {
        ContactField::parse(text).ok_or_else(|| {
            let known: Vec<_> = ContactField::ALL
                .iter()
                .map(|field| field.as_str())
                .collect();
            format!("directory.{key}: {text} is none of {}", known.join(", "))
        })
    };
    texts.iter().map(read).collect()
}
