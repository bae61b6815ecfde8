//! `[contacts]`: who must, may and must not be named.

use foral_model::contact::ContactRole;
use foral_model::zone::Requirement;
use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    registrant: Need,
    #[serde(default)]
    required_roles: Vec<String>,
    #[serde(default = "four")]
    pub(super) per_role_max: u8,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Need {
    Required,
    Optional,
    Forbidden,
}

impl Table {
    /// Whether a holder must be named.
    pub(super) const fn registrant(&self) -> Requirement {
        match self.registrant {
            Need::Required => Requirement::Required,
            Need::Optional => Requirement::Optional,
            Need::Forbidden => Requirement::Forbidden,
        }
    }

    /// Roles that need a contact.
    pub(super) fn required_roles(&self) -> Result<Vec<ContactRole>, String> {
        let mut roles = Vec::new();
        for text in &self.required_roles {
            let role = ContactRole::parse(text).ok_or_else(|| {
                format!("contacts.required_roles: {text} is none of admin, billing and tech")
            })?;
            if roles.contains(&role) {
                return Err(format!("contacts.required_roles: {text} is there twice"));
            }
            roles.push(role);
        }
        if self.per_role_max == 0
            && let Some(role) = roles.first()
        {
            return Err(format!(
                "contacts.required_roles: {} is required, but contacts.per_role_max = 0 takes none",
                role.as_str()
            ));
        }
        Ok(roles)
    }
}

const fn four() -> u8 {
    4
}
