//! Changes of zones.

use foral_model::name::DomainName;
use foral_model::repository::RepositoryName;

use crate::statement::{Step, params};

/// A zone's policy is put in force.
pub(super) fn put(name: &DomainName, repository: &RepositoryName, policy: &str) -> Step {
    const SQL: &str = "INSERT INTO zone (name, repository, policy) VALUES (?1, ?2, ?3) \
        ON CONFLICT (name) DO UPDATE SET repository = excluded.repository, \
        policy = excluded.policy";
    Step::one(SQL, params![name.as_str(), repository.as_str(), policy])
}
