//! How time changes a name. One law with three callers: reading folds the steps in memory,
//! a command commits them before it is judged, and the ticker commits them for names that nobody
//! asks about.

mod advance;
mod announce;

pub(crate) use advance::{begin_deletion, give_time};

use foral_model::domain::{Domain, GraceKind, Lifecycle, PendingTransfer, Silence};
use foral_model::plan::{NextDue, Plan};
use foral_model::registrar::Taxation;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::{AtExpiry, Zone};

use crate::case::Case;

/// What time does to a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A transfer that nobody answered happens, or ends.
    AnswerTransfer(Silence),
    /// A fee can no longer go back.
    EndGrace(GraceKind),
    /// A change of holder that nobody answered ends.
    LapseHolderChange,
    /// A status clears itself.
    LapseStatus(Status),
    /// It renews itself at its expiry.
    AutoRenew,
    /// It passes its expiry.
    Expire,
    /// The time for renewing it is over.
    BeginDeletion,
    /// The report about its restoration did not come.
    LapseRestore,
    /// The time for restoring it is over.
    EndRedemption,
    /// It is free again.
    Purge,
}

/// The next step of a name's life, and when; none if nothing will happen by itself. Of steps that are due at the same instant, what was
/// waited for comes first, and the name's own life last.
pub fn next_step(domain: &Domain, zone: &Zone) -> Option<(Timestamp, Step)> {
    let transfer = domain
        .pending_transfer
        .iter()
        .map(|pending| (pending.acts, Step::AnswerTransfer(silence(domain, pending))));
    let graces = domain
        .graces
        .iter()
        .filter(|grace| !grace.paid.is_nothing())
        .map(|grace| (grace.until, Step::EndGrace(grace.kind)));
    let holder = domain
        .pending_holder
        .iter()
        .map(|pending| (pending.lapses, Step::LapseHolderChange));
    let statuses = domain
        .timed
        .iter()
        .map(|(status, at)| (*at, Step::LapseStatus(*status)));
    // Of equals the first is taken, so the order of the chain is the order of precedence.
    transfer
        .chain(graces)
        .chain(holder)
        .chain(statuses)
        .chain(life_step(domain, zone))
        .min_by_key(|(at, _)| *at)
}

/// What silence means now. A name that must not move any more stays, whoever was asked.
fn silence(domain: &Domain, pending: &PendingTransfer) -> Silence {
    let frozen = domain.disputed || domain.transfer_prohibited();
    if frozen { Silence::Cancels } else { pending.silence }
}

/// Whether the registry keeps a name, whatever its registrar does or leaves undone: nothing takes it
/// towards its deletion meanwhile, and afterwards there is time again (see [`give_time`]).
pub(crate) fn is_kept(domain: &Domain) -> bool {
    domain.disputed || domain.statuses.has(Status::ServerDeleteProhibited)
}

fn life_step(domain: &Domain, zone: &Zone) -> Option<(Timestamp, Step)> {
    let step = match domain.lifecycle {
        Lifecycle::Registered => match zone.life.at_expiry {
            AtExpiry::Renew { .. } => (domain.expires, Step::AutoRenew),
            AtExpiry::AsWished { .. } if domain.national.auto_renew => {
                (domain.expires, Step::AutoRenew)
            }
            AtExpiry::AsWished { .. } => (domain.expires, Step::Expire),
        },
        Lifecycle::Expired { renewable_until } => (renewable_until, Step::BeginDeletion),
        Lifecycle::PendingRestore { report_by, .. } => (report_by, Step::LapseRestore),
        Lifecycle::Redemption { until } => (until, Step::EndRedemption),
        Lifecycle::PendingDelete { purge } => (purge, Step::Purge),
    };
    let takes_away = !matches!(step.1, Step::AutoRenew | Step::Expire);
    (!takes_away || !is_kept(domain)).then_some(step)
}

/// When time will next change the name.
pub fn next_due(domain: &Domain, zone: &Zone) -> NextDue {
    next_step(domain, zone).map(|(at, _)| at)
}

/// The name as it is at `now`, or `None` if it has been released. Writes nothing.
pub fn settled(mut domain: Domain, zone: &Zone, now: Timestamp) -> Option<Domain> {
    while let Some((at, step)) = next_step(&domain, zone).filter(|(at, _)| *at <= now) {
        // What a renewal costs is nothing that a reader sees.
        domain = advance::after(domain, zone, Taxation::Exempt, at, step)?;
    }
    Some(domain)
}

/// The case as it is at `now` and the plans of the steps that brought it there, oldest first.
/// After a purge there is no case left.
pub fn settle(mut case: Case, now: Timestamp) -> (Option<Case>, Vec<Plan>) {
    let mut plans = Vec::new();
    while let Some((at, step)) = due(&case, now) {
        let taxation = case.sponsor.taxation;
        let Some(after) = advance::after(case.domain.clone(), &case.zone, taxation, at, step)
        else {
            plans.push(announce::purge(&case, at));
            return (None, plans);
        };
        let plan = announce::plan(&case, &after, at, step);
        account_for(&mut case, &plan);
        plans.push(plan);
        let moved = after.sponsor != case.domain.sponsor;
        case.domain = after;
        case.domain.version += 1;
        if moved && let Some(gaining) = case.gaining.take() {
            case.sponsor = gaining;
        }
    }
    (Some(case), plans)
}

/// The next step, if it is due.
fn due(case: &Case, now: Timestamp) -> Option<(Timestamp, Step)> {
    next_step(&case.domain, &case.zone).filter(|(at, _)| *at <= now)
}

/// What a step moved of the sponsor's balance is gone before the next step, or the command after.
fn account_for(case: &mut Case, plan: &Plan) {
    for registrar in std::iter::once(&mut case.sponsor).chain(case.gaining.as_mut()) {
        let account = foral_model::ledger::Account::Registrar(registrar.id.clone());
        for entry in &plan.entries {
            registrar.balance.minor += entry.gain_of(&account);
        }
    }
}

#[cfg(test)]
mod tests;
