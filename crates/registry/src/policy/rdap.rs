//! `[rdap]`: how RDAP answers about a zone's names.

use foral_model::zone::{RdapPolicy, RdapProfile};
use serde::Deserialize;

/// The table. What it does not say is as in [`RdapPolicy::default`].
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default)]
    profile: Profile,
    terms: Option<String>,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Profile {
    #[default]
    Pt,
    Gtld,
}

impl Table {
    /// The policy.
    pub(super) fn read(&self) -> Result<RdapPolicy, String> {
        let profile = match self.profile {
            Profile::Pt => RdapProfile::Pt,
            Profile::Gtld => RdapProfile::Gtld,
        };
        let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        match &self.terms {
            Some(url) if !web(url) => Err(format!("rdap.terms: {url} is no address of a page")),
            None if profile == RdapProfile::Gtld => {
                Err("rdap.terms: ICANN's profile wants a page with the terms of use".to_owned())
            }
            terms => Ok(RdapPolicy { profile, terms: terms.clone() }),
        }
    }
}
