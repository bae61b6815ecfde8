//! `organisation_roles`: what organisations may be here (RFC 8543, section 7.3).

use foral_model::extension::Extension;
use foral_model::organisation::OrganisationRole;
use foral_model::zone::{Offer, Zone};

/// The roles that a list of words names; without a list, those that IANA has registered.
pub(super) fn read(words: Option<&[String]>) -> Result<Vec<OrganisationRole>, String> {
    let all: Vec<&str> = match words {
        Some(words) => words.iter().map(String::as_str).collect(),
        None => OrganisationRole::REGISTERED.to_vec(),
    };
    if all.is_empty() {
        return Err("organisation_roles: at least one is needed; to have no organisations, take \
                    orgext out of extensions"
            .to_owned());
    }
    let mut roles = Vec::new();
    for word in all {
        let role = OrganisationRole::parse(word).ok_or_else(|| {
            format!(
                "organisation_roles: {word} is not one word of lower-case letters, digits and \
                 hyphens, such as reseller"
            )
        })?;
        if roles.contains(&role) {
            return Err(format!("organisation_roles: {word} is there twice"));
        }
        roles.push(role);
    }
    Ok(roles)
}

/// Refuses roles of organisations that nobody can make.
pub(super) fn are_offered(said: Offer, zone: &Zone) -> Result<(), String> {
    if said == Offer::Absent || zone.extensions.has(Extension::OrgLinks) {
        return Ok(());
    }
    Err("organisation_roles: there are no organisations without orgext in extensions".to_owned())
}
