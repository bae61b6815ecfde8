//! One step of time: the name before it, and after.

use foral_model::domain::{Domain, GraceKind, Lifecycle, Silence};
use foral_model::registrar::Taxation;
use foral_model::time::Timestamp;
use foral_model::zone::{PricedVerb, RestorePolicy, Zone};

use super::{Step, is_kept};
use crate::domain::transfer::moved;
use crate::prices::{self, Quote};
use crate::{graces, money};

/// The name after a step, or `None` if it is gone.
pub(super) fn after(
    mut domain: Domain,
    zone: &Zone,
    taxation: Taxation,
    at: Timestamp,
    step: Step,
) -> Option<Domain> {
    match step {
        Step::AnswerTransfer(Silence::Approves) => {
            let pending = domain.pending_transfer.take()?;
            return Some(moved(&domain, zone, &pending.into(), at).domain);
        }
        Step::AnswerTransfer(Silence::Cancels) => domain.pending_transfer = None,
        Step::EndGrace(kind) => graces::drop_ended(&mut domain.graces, kind, at),
        Step::LapseHolderChange => domain.pending_holder = None,
        Step::LapseStatus(status) => {
            let kept = is_kept(&domain);
            domain.statuses = domain.statuses.without(status);
            domain
                .timed
                .retain(|(timed, until)| (*timed, *until) != (status, at));
            if kept && !is_kept(&domain) {
                give_time(&mut domain, zone, at);
            }
        }
        Step::AutoRenew => auto_renew(&mut domain, zone, taxation, at),
        Step::Expire => {
            let renewable_until = at.plus_days(i64::from(zone.life.renewable_days));
            domain.lifecycle = Lifecycle::Expired { renewable_until };
        }
        Step::BeginDeletion => begin_deletion(&mut domain, zone, at),
        Step::LapseRestore => {
            if let Lifecycle::PendingRestore { redemption_until, report_by } = domain.lifecycle {
                let until = redemption_until.max(report_by);
                domain.lifecycle = Lifecycle::Redemption { until };
            }
        }
        Step::EndRedemption => domain.lifecycle = pending_delete(zone, at),
        Step::Purge => return None,
    }
    Some(domain)
}

/// Takes a name out of what is paid for: it can be restored for a while, if the zone has that, and
/// goes for good otherwise. What waited for an answer waits no longer.
pub(crate) fn begin_deletion(domain: &mut Domain, zone: &Zone, at: Timestamp) {
    domain.pending_transfer = None;
    domain.pending_holder = None;
    domain.lifecycle = match zone.life.redemption_days {
        0 => pending_delete(zone, at),
        days => Lifecycle::Redemption { until: at.plus_days(i64::from(days)) },
    };
}

/// Gives a name that the registry kept, and keeps no longer, the time that the zone gives any name in
/// its place: whoever could not act meanwhile can now.
pub(crate) fn give_time(domain: &mut Domain, zone: &Zone, at: Timestamp) {
    let least = |days: u16| at.plus_days(i64::from(days));
    let life = &zone.life;
    match &mut domain.lifecycle {
        Lifecycle::Registered => {}
        Lifecycle::Expired { renewable_until: until } => {
            *until = (*until).max(least(life.renewable_days));
        }
        Lifecycle::Redemption { until } => *until = (*until).max(least(life.redemption_days)),
        Lifecycle::PendingRestore { report_by, .. } => {
            let days = match life.restore {
                RestorePolicy::ByReport { days } => days,
                RestorePolicy::AtOnce => 0,
            };
            *report_by = (*report_by).max(least(days));
        }
        Lifecycle::PendingDelete { purge } => {
            *purge = (*purge).max(least(life.pending_delete_days))
        }
    }
}

/// What an automatic renewal costs.
pub(super) fn renewal(domain: &Domain, zone: &Zone, taxation: Taxation, at: Timestamp) -> Quote {
    let years = zone.life.at_expiry.years();
    let deed = prices::Deed { verb: PricedVerb::Renew, name: &domain.name, years, token: None };
    prices::quote(zone, deed, taxation, at)
}

fn auto_renew(domain: &mut Domain, zone: &Zone, taxation: Taxation, at: Timestamp) {
    let years = zone.life.at_expiry.years();
    let paid = renewal(domain, zone, taxation, at).charge;
    domain.expires = at.plus_years(i64::from(years));
    let days = zone.life.grace.auto_renew;
    graces::drop_free(&mut domain.graces, at);
    domain
        .graces
        .extend(money::grace(GraceKind::AutoRenew, days, (at, years), paid, at));
}

fn pending_delete(zone: &Zone, at: Timestamp) -> Lifecycle {
    Lifecycle::PendingDelete { purge: at.plus_days(i64::from(zone.life.pending_delete_days)) }
}
