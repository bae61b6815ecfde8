//! Changes of zones.

use foral_model::name::DomainName;

use crate::statement::{Step, params};

/// A zone's policy is put in force.
pub(super) fn put(name: &DomainName, policy: &str) -> Step {
    const SQL: &str = "INSERT INTO zone (name, policy) VALUES (?1, ?2) \
        ON CONFLICT (name) DO UPDATE SET policy = excluded.policy";
    Step::one(SQL, params![name.as_str(), policy])
}
