//! How a zone, its names and its keys stand, as lines of JSON say it.

use std::collections::BTreeMap;

use foral_dns::feed::{self, Apart, KeyState, Status};
use foral_dns::keys::{Role, State};
use foral_registry::zone_feed::Presence;
use serde::{Deserialize, Serialize};

/// How a zone stands.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Standing {
    pub(crate) zone: String,
    pub(crate) serial: u32,
    pub(crate) delegations: usize,
    pub(crate) journal: i64,
    pub(crate) waiting: usize,
    /// What left it lately.
    #[serde(default)]
    pub(crate) departed: Departed,
    /// Names whose new name servers wait for a look that finds nothing wrong.
    #[serde(default)]
    pub(crate) delayed: u64,
    /// What is wrong with the signatures.
    #[serde(default)]
    pub(crate) alarm: Option<String>,
    /// Since when changes are not published, and why.
    #[serde(default)]
    pub(crate) not_published: Option<Failing>,
    /// Since when signatures are not renewed, and why.
    #[serde(default)]
    pub(crate) not_renewed: Option<Failing>,
    /// What of the zone's policy is not followed yet.
    #[serde(default)]
    pub(crate) not_followed: Vec<String>,
    /// How far it has come on the way out of signing.
    #[serde(default)]
    pub(crate) withdrawal: Option<Withdrawal>,
    pub(crate) held: Option<Held>,
    /// Names that stay as they were published since a rollback, each with since when.
    #[serde(default)]
    pub(crate) kept: BTreeMap<String, String>,
    /// When the publisher began.
    #[serde(default)]
    pub(crate) began: String,
    /// The serial that each secondary was last seen with; nothing if it was not seen since then.
    pub(crate) secondaries: BTreeMap<String, Option<u32>>,
    /// Names whose servers do not answer as they should, and how.
    pub(crate) findings: BTreeMap<String, Vec<String>>,
}

/// The way of a zone out of signing.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Withdrawal {
    /// Since when the parent is asked to let the keys go.
    pub(crate) since: String,
    /// From when nobody remembers its DS, if it has let them go.
    pub(crate) forgotten: Option<String>,
}

/// Delegations that left within some hours, since staff released a publication last, and how many may.
#[derive(Serialize, Deserialize, Default, Debug)]
pub(crate) struct Departed {
    pub(crate) hours: u16,
    pub(crate) names: usize,
    pub(crate) most: usize,
}

/// Something that fails again and again.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Failing {
    pub(crate) since: String,
    pub(crate) why: String,
}

/// How a name stands in its zone.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Found {
    /// Whether it is there; nothing if the zone is not published yet.
    pub(crate) there: Option<bool>,
    /// Why it does not go by the registry, if so: `held`, `rolled-back` or `waits`.
    pub(crate) apart: Option<String>,
    /// Since when.
    pub(crate) since: Option<String>,
}

/// A publication that is held.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Held {
    pub(crate) since: String,
    pub(crate) alarms: Vec<String>,
    pub(crate) removed: usize,
    pub(crate) added: usize,
}

/// A key of a zone.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct KeyLine {
    pub(crate) tag: u16,
    /// `KSK` or `ZSK`.
    pub(crate) role: String,
    pub(crate) algorithm: u8,
    pub(crate) state: String,
    /// When time changes that.
    pub(crate) next: Option<String>,
    /// Whether the parent is asked to vouch for it.
    pub(crate) awaits_parent: bool,
    /// Its DS for the parent, if it is a key-signing key.
    pub(crate) ds: Option<String>,
}

pub(super) fn found(found: feed::Found) -> Found {
    Found {
        there: match found.presence {
            Presence::There => Some(true),
            Presence::NotThere => Some(false),
            Presence::Unknown => None,
        },
        apart: found.apart.map(|apart| apart.as_str().to_owned()),
        since: match found.apart {
            Some(Apart::Held(since) | Apart::Kept(since)) => Some(since.to_string()),
            Some(Apart::Waits) | None => None,
        },
    }
}

pub(super) fn key(key: &KeyState) -> KeyLine {
    KeyLine {
        tag: key.tag,
        role: match key.role {
            Role::KeySigning => "KSK".to_owned(),
            Role::ZoneSigning => "ZSK".to_owned(),
        },
        algorithm: key.algorithm.number(),
        state: match key.state {
            State::Waiting => "waiting",
            State::Unannounced => "unannounced",
            State::Published => "published",
            State::Active => "active",
            State::Retired => "retired",
            State::Removed => "removed",
        }
        .to_owned(),
        next: key.next.map(|at| at.to_string()),
        awaits_parent: key.awaits_parent,
        ds: key.ds.as_ref().map(ToString::to_string),
    }
}

fn failing(failure: feed::Failure) -> Failing {
    Failing { since: failure.since.to_string(), why: failure.why }
}

pub(super) fn standing(zone: &str, status: Status) -> Standing {
    Standing {
        zone: zone.to_owned(),
        serial: status.serial,
        delegations: status.delegations,
        journal: status.followed,
        waiting: status.waiting,
        departed: Departed {
            hours: status.departed.hours,
            names: status.departed.names,
            most: status.departed.most,
        },
        delayed: status.delayed,
        alarm: status.alarm,
        not_published: status.not_published.map(failing),
        not_renewed: status.not_renewed.map(failing),
        not_followed: status.not_followed,
        withdrawal: status.withdrawal.map(|withdrawal| Withdrawal {
            since: withdrawal.since.to_string(),
            forgotten: withdrawal.forgotten.map(|at| at.to_string()),
        }),
        held: status.held.map(|held| Held {
            since: held.since.to_string(),
            alarms: held.alarms,
            removed: held.removed,
            added: held.added,
        }),
        kept: status
            .kept
            .iter()
            .map(|(name, since)| (name.to_string(), since.to_string()))
            .collect(),
        began: status.began.to_string(),
        secondaries: status.secondaries.into_iter().collect(),
        findings: status
            .findings
            .into_iter()
            .map(|findings| (findings.name.to_string(), findings.found))
            .collect(),
    }
}
