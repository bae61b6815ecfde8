//! How time passes in the model.

use foral_model::time::Timestamp;

use crate::book::{Book, Domain, Kind, Life, Moving, Name, Waiting, due, law};
use crate::law::{HORIZON, Moves, Renews};

/// What time does next to a name.
#[derive(Clone, Copy, Debug)]
enum Next {
    Answer,
    GraceEnds,
    HandingLapses,
    StatusLapses(usize),
    Life,
}

impl Book {
    /// Everything that is due happens to everything.
    pub(crate) fn tick(&mut self) {
        let names: Vec<Name> = self.names.keys().copied().collect();
        for name in names {
            self.settle(name);
        }
        let contacts: Vec<Name> = self.contacts.keys().copied().collect();
        for contact in contacts {
            self.settle_contact(contact);
        }
    }

    /// Everything that is due happens to one name.
    pub(crate) fn settle(&mut self, name: Name) {
        while let Some((at, next)) = self.next(name).filter(|(at, _)| *at <= self.now) {
            self.pass(name, at, next);
        }
    }

    /// Everything that is due happens to the names of a zone: what they refer to may be free by it.
    pub(crate) fn settle_zone(&mut self, zone: usize) {
        let names: Vec<Name> = self.names.keys().copied().collect();
        for name in names.into_iter().filter(|name| name.0 == zone) {
            self.settle(name);
        }
    }

    pub(crate) fn settle_contact(&mut self, contact: Name) {
        let now = self.now;
        let Some(known) = self.contacts.get_mut(&contact) else { return };
        if let Some((gaining, _)) = known.moving.filter(|(_, acts)| *acts <= now) {
            let losing = known.sponsor;
            (known.sponsor, known.code, known.moving) = (gaining, None, None);
            self.queues[losing] += 1;
            self.queues[gaining] += 1;
        }
    }

    fn next(&self, name: Name) -> Option<(Timestamp, Next)> {
        let domain = self.names.get(&name)?;
        let mut all: Vec<(Timestamp, Next)> = Vec::new();
        all.extend(domain.moving.map(|moving| (moving.acts, Next::Answer)));
        all.extend(
            domain
                .graces
                .iter()
                .map(|grace| (grace.until, Next::GraceEnds)),
        );
        all.extend(
            domain
                .handing
                .map(|handing| (handing.lapses, Next::HandingLapses)),
        );
        let timed = domain.timed.iter().enumerate();
        all.extend(timed.map(|(place, (_, at))| (*at, Next::StatusLapses(place))));
        let kept = domain.is_kept();
        all.extend(match domain.life {
            Life::Registered => Some((domain.expires, Next::Life)),
            _ if kept => None,
            Life::Expired(at) | Life::Redemption(at) | Life::PendingDelete(at) => {
                Some((at, Next::Life))
            }
            Life::PendingRestore { report_by, .. } => Some((report_by, Next::Life)),
        });
        all.into_iter().min_by_key(|(at, _)| *at)
    }

    fn pass(&mut self, name: Name, at: Timestamp, next: Next) {
        let Some(domain) = self.names.get_mut(&name) else { return };
        match next {
            Next::Answer => {
                let frozen = domain.disputed
                    || domain.has("clientTransferProhibited")
                    || domain.has("serverTransferProhibited");
                let approves = matches!(law(name).moves, Moves::UnlessObjected(_)) && !frozen;
                self.end_moving(name, approves, at, true, true);
            }
            Next::GraceEnds => domain.graces.retain(|grace| grace.until > at),
            Next::HandingLapses => self.end_handing(name),
            Next::StatusLapses(place) => {
                let kept = domain.is_kept();
                let (status, _) = domain.timed.remove(place);
                domain.statuses.remove(status);
                if kept && !domain.is_kept() {
                    give_time(domain, name, at);
                }
                self.queues[domain.sponsor] += 1;
            }
            Next::Life => self.live(name, at),
        }
    }

    fn live(&mut self, name: Name, at: Timestamp) {
        let law = law(name);
        let Some(domain) = self.names.get_mut(&name) else { return };
        let sponsor = domain.sponsor;
        self.queues[sponsor] += 1;
        match domain.life {
            Life::Registered if law.renews == Renews::Always || domain.wish => {
                let paid = due(law, sponsor, law.renew_fee(name.1, 1));
                domain.expires = at.plus_years(1);
                if let Some(grace) = law.grace {
                    let until = at.plus_days(grace.auto_renew);
                    let kind = Kind::AutoRenew;
                    domain
                        .graces
                        .push(Waiting { kind, until, years: 1, before: at, paid });
                }
                self.balances[sponsor] -= paid;
            }
            Life::Registered => domain.life = Life::Expired(at.plus_days(law.renewable)),
            Life::Expired(_) => self.begin_deletion(name, at, true),
            Life::PendingRestore { report_by, until } => {
                domain.life = Life::Redemption(until.max(report_by));
            }
            Life::Redemption(_) => {
                domain.life = Life::PendingDelete(at.plus_days(law.pending_delete));
            }
            Life::PendingDelete(_) => self.purge(name),
        }
    }

    /// A name leaves; whatever waited for an answer ends.
    pub(crate) fn begin_deletion(&mut self, name: Name, at: Timestamp, by_time: bool) {
        if by_time {
            self.end_moving(name, false, at, true, true);
            self.end_handing(name);
        }
        let law = law(name);
        let Some(domain) = self.names.get_mut(&name) else { return };
        domain.life = match law.redemption {
            Some((days, _)) => Life::Redemption(at.plus_days(days)),
            None => Life::PendingDelete(at.plus_days(law.pending_delete)),
        };
    }

    /// A name is free, and hosts below it go with it.
    pub(crate) fn purge(&mut self, name: Name) {
        let Some(gone) = self.names.remove(&name) else { return };
        self.end_links(gone.id);
        let below: Vec<u64> = self
            .hosts
            .values()
            .filter(|host| host.below == Some(gone.id))
            .map(|h| h.id)
            .collect();
        self.hosts.retain(|_, host| host.below != Some(gone.id));
        for domain in self.names.values_mut() {
            domain.servers.retain(|id| !below.contains(id));
        }
        self.guesses.retain(|(id, _), _| *id != gone.id);
    }

    /// A transfer that waited happens or ends, and those who did not act hear of it.
    pub(crate) fn end_moving(
        &mut self,
        name: Name,
        approved: bool,
        at: Timestamp,
        tell_losing: bool,
        tell_gaining: bool,
    ) {
        let Some(domain) = self.names.get_mut(&name) else { return };
        let Some(moving) = domain.moving.take() else { return };
        let (losing, id) = (domain.sponsor, domain.id);
        self.end_links(id);
        self.queues[losing] += i64::from(tell_losing);
        self.queues[moving.gaining] += i64::from(tell_gaining);
        if approved {
            self.hand_over(name, moving, at);
        } else {
            self.balances[moving.gaining] += moving.paid;
        }
    }

    /// A name moves. Its years take the place of an automatic renewal that can still be undone.
    pub(crate) fn hand_over(&mut self, name: Name, moving: Moving, at: Timestamp) {
        let law = law(name);
        let Some(domain) = self.names.get_mut(&name) else { return };
        let years = i64::from(law.years);
        let undone = domain
            .graces
            .iter()
            .rfind(|grace| years > 0 && grace.kind == Kind::AutoRenew && grace.until > at);
        let mut before = domain.expires;
        if let Some(grace) = undone {
            self.balances[domain.sponsor] += grace.paid;
            before = without(domain.expires, grace);
        }
        let furthest = at.plus_years(HORIZON).max(domain.expires);
        domain.expires = before.plus_years(years).min(furthest);
        domain.graces.clear();
        if let Some(grace) = law.grace {
            let (kind, until) = (Kind::Transfer, at.plus_days(grace.transfer));
            let paid = moving.paid;
            domain
                .graces
                .push(Waiting { kind, until, years: law.years, before, paid });
        }
        domain.sponsor = moving.gaining;
        if let Some(code) = &mut domain.code {
            code.used = true;
        }
        let id = domain.id;
        for host in self
            .hosts
            .values_mut()
            .filter(|host| host.below == Some(id))
        {
            host.sponsor = moving.gaining;
        }
    }

    /// A change of holder ends; whoever asked for it hears of it.
    pub(crate) fn end_handing(&mut self, name: Name) {
        let Some(domain) = self.names.get_mut(&name) else { return };
        let (id, handing) = (domain.id, domain.handing.take());
        if let Some(handing) = handing {
            self.queues[handing.asked_by] += 1;
            self.end_links(id);
        }
    }
}

/// The expiry without the years of a deed.
pub(crate) fn without(expires: Timestamp, grace: &Waiting) -> Timestamp {
    expires
        .plus_years(-i64::from(grace.years))
        .max(grace.before)
}

/// What was kept has time again.
pub(crate) fn give_time(domain: &mut Domain, name: Name, at: Timestamp) {
    let law = law(name);
    let least = |days: i64| at.plus_days(days);
    let redemption = law.redemption.unwrap_or_default();
    domain.life = match domain.life {
        Life::Registered => Life::Registered,
        Life::Expired(until) => Life::Expired(until.max(least(law.renewable))),
        Life::Redemption(until) => Life::Redemption(until.max(least(redemption.0))),
        Life::PendingRestore { report_by, until } => {
            Life::PendingRestore { report_by: report_by.max(least(redemption.1)), until }
        }
        Life::PendingDelete(purge) => Life::PendingDelete(purge.max(least(law.pending_delete))),
    };
}
