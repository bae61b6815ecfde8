//! The repository that most tests have.

use foral_model::identity::Country;
use foral_model::repository::{FrozenIdentity, Handles, Repository, RepositoryName};
use foral_model::zone::Requirement;

/// Like `.pt`'s: the registry gives the handles, and whoever is in it has a taxpayer number for good.
pub fn national(name: RepositoryName) -> Repository {
    Repository {
        name,
        suffix: "PT".to_owned(),
        handles: Handles::Assigned("@@@@-######-PT".to_owned()),
        identity: Requirement::Required,
        identity_country: Country::PT,
        frozen_identity: FrozenIdentity::Frozen,
        transfer_days: 0,
        code_bits: 0,
    }
}
