//! What became of a change in the DNS.

use crate::inspection::Shown;
use crate::name::DomainName;
use crate::time::Timestamp;

/// A change of a domain that changed the zone, and who was seen to have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The line of the journal that tells of the change.
    pub seq: i64,
    /// The serial that said so first.
    pub serial: u32,
    /// When the change was committed.
    pub committed: Timestamp,
    /// When the serial went out.
    pub published: Timestamp,
    /// The secondaries that were seen to have it, each with when that was first so.
    pub served: Vec<(String, Timestamp)>,
}

/// Delegations that left a zone within a minute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Departure {
    /// When the minute began.
    pub at: Timestamp,
    /// How many.
    pub names: u32,
}

/// What leaves a zone with a publication, as the guard counts it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaving {
    /// So many delegations. What left before `since` counts no more.
    Counted {
        /// What leaves now.
        departure: Departure,
        /// When the time begins that the zone's policy looks back.
        since: Timestamp,
    },
    /// Staff let it go: the count begins anew.
    Released,
}

/// A name that stays in its zone as it was published, whatever the registry says, since staff dropped
/// a publication.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The name.
    pub name: DomainName,
    /// Since when.
    pub since: Timestamp,
    /// A line of the journal after this one that touches the name ends it.
    pub seq: i64,
    /// What is published of it meanwhile; nothing if it is not in the zone.
    pub published: Option<Shown>,
}
