//! What `demo.json` says of each door, as its zones' policy has it.

use std::path::Path;

use foral_model::zone::{HostModel, Requirement, SignerForm, Zone, ZoneState};
use foral_registry::Registry;

use super::description::{Endpoint, Registrar, Samples};
use super::people::THIRD;
use super::seed::{SOLD, Seeded};
use super::{GTLD, PT, gtld};
use crate::failure::Failure;

/// Describes both doors. Their addresses are those of a later moment.
///
/// # Errors
/// If a zone is not there.
pub(super) fn describe(
    registry: &Registry,
    seeded: &Seeded,
    ca: &Path,
) -> Result<Vec<Endpoint>, Failure> {
    let registrars: Vec<Registrar> = seeded
        .registrars
        .iter()
        .filter(|registrar| registrar.id != THIRD)
        .cloned()
        .collect();
    let doors: [(&str, &[&str], &Samples); 2] =
        [(PT, &SOLD, &seeded.pt), (GTLD, &gtld::ZONES, &seeded.gtld)];
    let describe = |(name, zones, samples): (&str, &[&str], &Samples)| {
        let all = registry.zones();
        let known = |text: &&str| all.iter().find(|zone| zone.name.as_str() == *text);
        let open: Vec<&Zone> = zones
            .iter()
            .filter_map(known)
            .map(|zone| &**zone)
            .filter(|zone| zone.state == ZoneState::Open)
            .collect();
        let policy = open
            .first()
            .ok_or_else(|| Failure::says(format!("no zone of {name} is open")))?;
        Ok(Endpoint {
            name: name.to_owned(),
            address: String::new(),
            server_name: "localhost".to_owned(),
            ca: ca.to_owned(),
            zones: open.iter().map(|zone| zone.name.to_string()).collect(),
            host_model: host_model(policy).to_owned(),
            secdns: signer_form(policy).to_owned(),
            required_contacts: required_contacts(policy),
            registrars: registrars.clone(),
            samples: samples.clone(),
        })
    };
    doors.into_iter().map(describe).collect()
}

/// Where a zone takes both, most clients know name servers as a part of the domain.
const fn host_model(zone: &Zone) -> &'static str {
    match zone.hosts {
        HostModel::Objects => "objects",
        HostModel::Attributes | HostModel::Either => "attributes",
    }
}

const fn signer_form(zone: &Zone) -> &'static str {
    match zone.signer_form {
        SignerForm::Ds | SignerForm::Either => "dsData",
        SignerForm::Key => "keyData",
    }
}

fn required_contacts(zone: &Zone) -> Vec<String> {
    let registrant = (zone.registrant == Requirement::Required).then_some("registrant");
    let roles = zone.required_roles.iter().map(|role| role.as_str());
    registrant
        .into_iter()
        .chain(roles)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use foral_registry::policy;

    use super::*;
    use crate::init::{GENERIC, ZONES};

    #[test]
    fn each_kind_of_zone_is_told_in_the_words_of_test_suites() {
        let zone = policy::parse(GENERIC[0].1).unwrap();
        assert_eq!((host_model(&zone), signer_form(&zone)), ("objects", "dsData"));
        assert_eq!(required_contacts(&zone), ["registrant", "admin", "tech"]);
        let zone = policy::parse(ZONES[0].1).unwrap();
        assert_eq!(host_model(&zone), "attributes");
        assert_eq!(required_contacts(&zone), ["registrant"]);
    }
}
