//! What both sides show of a name, made comparable.

use std::collections::BTreeSet;

use foral_model::domain::{self, GraceKind, Lifecycle};
use foral_model::time::Timestamp;

use crate::book::{Book, Domain, Kind, Life, Name, REGISTRARS};
use crate::objects::host_name;

/// The model counts commands where Foral's clock counts microseconds: instants of one story lie this
/// close together, and apart from others.
const TOLERANCE: i64 = 3_600;

/// What a name looks like.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Sight {
    sponsor: String,
    holder: String,
    servers: BTreeSet<String>,
    statuses: BTreeSet<String>,
    life: &'static str,
    /// Of a renewal that time made and nobody has committed yet a reader does not know the tax: what
    /// was paid is compared by the balances.
    graces: Vec<&'static str>,
    disputed: bool,
}

/// A name as one side shows it: what must be the same, and instants that must be close.
pub(crate) type Shown = Option<(Sight, Vec<Timestamp>)>;

/// Says what differs.
pub(crate) fn differ(theirs: &Shown, ours: &Shown) -> Result<(), String> {
    let same = match (theirs, ours) {
        (None, None) => true,
        (Some((theirs, at)), Some((ours, then))) => {
            let close = |(a, b): (&Timestamp, &Timestamp)| a.seconds_since(*b).abs() < TOLERANCE;
            theirs == ours && at.len() == then.len() && at.iter().zip(then).all(close)
        }
        _ => false,
    };
    if same { Ok(()) } else { Err(format!("Foral shows\n{theirs:?}\nthe model\n{ours:?}")) }
}

/// What the model shows, as of its now. `handle` names its contacts.
pub(crate) fn modelled(book: &Book, name: Name, handle: impl Fn(usize) -> String) -> Shown {
    let mut seen = book.clone();
    seen.settle(name);
    let domain = seen.names.get(&name)?;
    let servers = |id: &u64| seen.hosts.iter().find(|(_, host)| host.id == *id);
    let mut graces: Vec<_> = domain.graces.iter().map(|g| word(g.kind)).collect();
    graces.sort_unstable();
    let sight = Sight {
        sponsor: REGISTRARS[domain.sponsor].to_owned(),
        holder: handle(domain.holder),
        servers: domain
            .servers
            .iter()
            .filter_map(servers)
            .map(|(h, _)| host_name(*h))
            .collect(),
        statuses: domain
            .statuses
            .iter()
            .map(|status| (*status).to_owned())
            .collect(),
        life: life(domain),
        graces,
        disputed: domain.disputed,
    };
    let mut times = vec![domain.expires];
    match domain.life {
        Life::Registered => {}
        Life::Expired(at) | Life::Redemption(at) | Life::PendingDelete(at) => times.push(at),
        Life::PendingRestore { report_by, until } => times.extend([report_by, until]),
    }
    times.extend(domain.moving.map(|moving| moving.acts));
    times.extend(domain.handing.map(|handing| handing.lapses));
    let mut ends: Vec<Timestamp> = domain.graces.iter().map(|grace| grace.until).collect();
    ends.sort_unstable();
    times.extend(ends);
    Some((sight, times))
}

const fn life(domain: &Domain) -> &'static str {
    match domain.life {
        Life::Registered => "registered",
        Life::Expired(_) => "expired",
        Life::Redemption(_) => "redemption",
        Life::PendingRestore { .. } => "pending restore",
        Life::PendingDelete(_) => "pending delete",
    }
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Add => "add",
        Kind::Renew => "renew",
        Kind::AutoRenew => "auto-renew",
        Kind::Transfer => "transfer",
    }
}

/// What Foral shows, as of `now`.
pub(crate) fn shown(domain: &domain::Domain, now: Timestamp) -> Shown {
    let mut times = vec![domain.expires];
    let life = match domain.lifecycle {
        Lifecycle::Registered => "registered",
        Lifecycle::Expired { renewable_until } => {
            times.push(renewable_until);
            "expired"
        }
        Lifecycle::Redemption { until } => {
            times.push(until);
            "redemption"
        }
        Lifecycle::PendingRestore { report_by, redemption_until } => {
            times.extend([report_by, redemption_until]);
            "pending restore"
        }
        Lifecycle::PendingDelete { purge } => {
            times.push(purge);
            "pending delete"
        }
    };
    times.extend(domain.pending_transfer.as_ref().map(|pending| pending.acts));
    times.extend(domain.pending_holder.as_ref().map(|pending| pending.lapses));
    let running = domain.graces.iter().filter(|grace| now < grace.until);
    let mut ends: Vec<Timestamp> = running.clone().map(|grace| grace.until).collect();
    ends.sort_unstable();
    times.extend(ends);
    let mut graces: Vec<_> = running.map(|grace| word(kind(grace.kind))).collect();
    graces.sort_unstable();
    let sight = Sight {
        sponsor: domain.sponsor.to_string(),
        holder: domain
            .registrant
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        servers: domain
            .name_servers
            .iter()
            .map(|server| server.name().to_string())
            .collect(),
        statuses: domain
            .statuses
            .iter()
            .map(|status| status.to_string())
            .collect(),
        life,
        graces,
        disputed: domain.disputed,
    };
    Some((sight, times))
}

const fn kind(kind: GraceKind) -> Kind {
    match kind {
        GraceKind::Add => Kind::Add,
        GraceKind::Renew => Kind::Renew,
        GraceKind::AutoRenew => Kind::AutoRenew,
        GraceKind::Transfer => Kind::Transfer,
    }
}
