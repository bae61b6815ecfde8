//! What registrars do to names, in the model.

use std::collections::BTreeSet;

use crate::book::{
    Book, Code, Domain, Handing, Kind, Life, Moving, Name, Told, Waiting, due, ensure, law,
};
use crate::law::{HORIZON, LABELS, Moves};
use crate::links::About;
use crate::step::{CLIENT, Deed, Given};
use crate::time::without;
use crate::tokens::reduced;

impl Book {
    pub(crate) fn create(&mut self, name: Name, who: usize, deed: Deed) -> Told {
        let Deed::Create { years, contact, server, claim, code, token } = deed else {
            return Ok("Done");
        };
        let law = law(name);
        self.settle(name);
        ensure(!self.names.contains_key(&name), "name-taken")?;
        let terms = token
            .map(|place| self.entitled(name, place, who))
            .transpose()?;
        let opened = terms.is_some_and(|terms| terms.label.is_some());
        ensure(LABELS[name.1] != "www" || opened, "name-reserved")?;
        ensure(law.periods.contains(&years), "period-not-offered")?;
        ensure(self.contacts.contains_key(&(name.0, contact)), "contact-unknown")?;
        let server = server.filter(|_| law.hosts);
        let host = server.map(|host| self.hosts.get(&(name.0, host)).map(|host| host.id));
        ensure(host != Some(None), "host-unknown")?;
        let has_code = code && law.code_days.is_some();
        ensure(!code || has_code, "code-not-offered")?;
        let paid = due(law, who, reduced(law.create_fee(name.1, years), terms));
        ensure(claim || !law.is_premium(name.1) || paid == 0, "fee-unclaimed")?;
        self.pay(who, paid)?;
        let code = law.code_days.filter(|_| code).map(|days| self.code(days));
        let grace = law.grace.map(|grace| Waiting {
            kind: Kind::Add,
            until: self.days(grace.add),
            years,
            before: self.now,
            paid,
        });
        let domain = Domain {
            id: self.fresh(),
            sponsor: who,
            expires: self.now.plus_years(i64::from(years)),
            holder: contact,
            contact,
            servers: host.flatten().into_iter().collect(),
            statuses: BTreeSet::new(),
            life: Life::Registered,
            graces: grace.into_iter().collect(),
            moving: None,
            handing: None,
            timed: Vec::new(),
            disputed: false,
            wish: false,
            code,
        };
        self.use_up(name.0, token, domain.id);
        self.names.insert(name, domain);
        Ok("DomainCreated")
    }

    fn code(&mut self, days: i64) -> Code {
        Code { number: self.fresh(), expires: self.days(days), used: false }
    }

    /// The name as it is now, if it is there and this registrar's.
    fn own(&mut self, name: Name, who: usize) -> Result<&mut Domain, &'static str> {
        self.settle(name);
        let domain = self.names.get_mut(&name).ok_or("domain-unknown")?;
        ensure(domain.sponsor == who, "not-sponsor")?;
        Ok(domain)
    }

    pub(crate) fn renew(&mut self, name: Name, who: usize, years: u8, right_date: bool) -> Told {
        let (law, now) = (law(name), self.now);
        let domain = self.own(name, who)?;
        ensure(!domain.is_leaving(), "domain-pending-delete")?;
        domain.permits(&["serverRenewProhibited", "clientRenewProhibited"])?;
        domain.nothing_waits()?;
        ensure(right_date, "expiry-mismatch")?;
        ensure(law.periods.contains(&years), "period-not-offered")?;
        let before = domain.expires;
        let expires = before.plus_years(i64::from(years));
        ensure(now < expires, "period-not-offered")?;
        ensure(expires <= now.plus_years(HORIZON), "renewal-too-far")?;
        let paid = due(law, who, law.renew_fee(name.1, years));
        domain.expires = expires;
        domain.life = Life::Registered;
        if let Some(grace) = law.grace {
            let until = now.plus_days(grace.renew);
            domain
                .graces
                .push(Waiting { kind: Kind::Renew, until, years, before, paid });
        }
        self.pay(who, paid)?;
        Ok("DomainRenewed")
    }

    pub(crate) fn delete(&mut self, name: Name, who: usize) -> Told {
        let now = self.now;
        let domain = self.own(name, who)?;
        ensure(!domain.is_leaving(), "domain-pending-delete")?;
        ensure(!domain.disputed, "domain-in-dispute")?;
        domain.permits(&["serverDeleteProhibited", "clientDeleteProhibited"])?;
        domain.nothing_waits()?;
        let id = domain.id;
        let graces = std::mem::take(&mut domain.graces);
        for grace in graces.iter().rev() {
            domain.expires = without(domain.expires, grace);
        }
        ensure(self.hosts.values().all(|host| host.below != Some(id)), "domain-has-hosts")?;
        self.balances[who] += graces.iter().map(|grace| grace.paid).sum::<i64>();
        if graces.iter().any(|grace| grace.kind == Kind::Add) {
            self.give_back(id);
            self.purge(name);
            return Ok("DomainDeleted");
        }
        self.begin_deletion(name, now, false);
        Ok("DomainDeletionPending")
    }

    pub(crate) fn restore(&mut self, name: Name, who: usize) -> Told {
        let (law, now) = (law(name), self.now);
        let domain = self.own(name, who)?;
        let Life::Redemption(until) = domain.life else { return Err("not-in-redemption") };
        ensure(!domain.disputed, "domain-in-dispute")?;
        let report_by = now.plus_days(law.redemption.map_or(0, |(_, days)| days));
        let before = domain.expires;
        let mut years = 0u8;
        while domain.expires <= report_by {
            years += 1;
            domain.expires = before.plus_years(i64::from(years));
        }
        domain.life = Life::PendingRestore { report_by, until };
        self.pay(who, due(law, who, law.restore + law.renew_fee(name.1, years)))?;
        Ok("DomainRestored")
    }

    pub(crate) fn report(&mut self, name: Name, who: usize) -> Told {
        let domain = self.own(name, who)?;
        ensure(matches!(domain.life, Life::PendingRestore { .. }), "not-pending-restore")?;
        ensure(!domain.disputed, "domain-in-dispute")?;
        domain.life = Life::Registered;
        Ok("Done")
    }

    pub(crate) fn request(&mut self, name: Name, who: usize, given: Given) -> Told {
        let (law, now) = (law(name), self.now);
        self.settle(name);
        let domain = self.names.get(&name).ok_or("domain-unknown")?.clone();
        ensure(domain.moving.is_none(), "transfer-pending")?;
        ensure(domain.sponsor != who, "transfer-to-self")?;
        ensure(!domain.is_leaving(), "domain-pending-delete")?;
        ensure(domain.life == Life::Registered, "domain-expired")?;
        ensure(!domain.disputed, "domain-in-dispute")?;
        domain.permits(&["serverTransferProhibited", "clientTransferProhibited"])?;
        ensure(domain.handing.is_none(), "holder-change-pending")?;
        ensure(!law.code_needed || given != Given::Nothing, "code-missing")?;
        let guesses = self.guesses.get(&(domain.id, who)).copied();
        let guesses = guesses.filter(|(_, last)| now < last.plus_days(1));
        let tried_often = guesses.is_some_and(|(count, last)| {
            count >= 5 && now < last.plus_minutes((1 << (count - 5).min(6)).min(60))
        });
        ensure(!tried_often, "code-throttled")?;
        match (given, domain.code) {
            (Given::Nothing, _) => {}
            (Given::Good, Some(code)) => {
                ensure(!code.used, "code-used")?;
                ensure(now < code.expires, "code-expired")?;
            }
            (Given::Good | Given::Wrong, _) => {
                let count = guesses.map_or(0, |(count, _)| count) + 1;
                self.guesses.insert((domain.id, who), (count, now));
                return Err("code-wrong");
            }
        }
        let before = domain
            .graces
            .iter()
            .rfind(|grace| grace.kind == Kind::AutoRenew);
        let before = before.map_or(domain.expires, |grace| without(domain.expires, grace));
        let expires = before.plus_years(i64::from(law.years));
        ensure(law.years == 0 || expires <= now.plus_years(HORIZON), "renewal-too-far")?;
        let paid = due(law, who, law.transfer_fee(name.1));
        self.pay(who, paid)?;
        self.queues[domain.sponsor] += 1;
        self.guesses.remove(&(domain.id, who));
        let days = match law.moves {
            Moves::AtOnce => 0,
            Moves::UnlessObjected(days) | Moves::IfConfirmed(days) => days,
        };
        let moving = Moving { gaining: who, acts: self.days(days), paid };
        match law.moves {
            Moves::AtOnce => self.hand_over(name, moving, now),
            _ => self.names.get_mut(&name).ok_or("domain-unknown")?.moving = Some(moving),
        }
        if matches!(law.moves, Moves::IfConfirmed(_)) {
            self.write_link(name, About::Moving, domain.contact, moving.acts);
        }
        Ok("DomainTransferred")
    }

    pub(crate) fn answer(&mut self, name: Name, who: usize, deed: Deed) -> Told {
        self.settle(name);
        let domain = self.names.get(&name).ok_or("domain-unknown")?;
        let moving = domain.moving.ok_or("not-pending-transfer")?;
        let withdraws = matches!(deed, Deed::Cancel);
        let may = if withdraws {
            moving.gaining == who
        } else {
            domain.sponsor == who && matches!(law(name).moves, Moves::UnlessObjected(_))
        };
        ensure(may, "not-transfer-party")?;
        let approves = matches!(deed, Deed::Approve);
        if approves {
            ensure(!domain.disputed, "domain-in-dispute")?;
            domain.permits(&["serverTransferProhibited", "clientTransferProhibited"])?;
        }
        self.end_moving(name, approves, self.now, withdraws, !withdraws);
        Ok("DomainTransferred")
    }

    pub(crate) fn update(&mut self, name: Name, who: usize, deed: Deed) -> Told {
        let law = law(name);
        let contact = match deed {
            Deed::Holder(to) => self.contacts.contains_key(&(name.0, to)),
            _ => true,
        };
        let host = match deed {
            Deed::Server { host, .. } => self.hosts.get(&(name.0, host)).map(|host| host.id),
            _ => None,
        };
        let code = law.code_days.map(|days| self.code(days));
        let lapses = self.days(law.agreement.unwrap_or(0));
        let domain = self.own(name, who)?;
        ensure(!matches!(deed, Deed::Wish(_)) || law.zone == "pt", "extension-not-offered")?;
        ensure(!domain.is_leaving(), "domain-pending-delete")?;
        let lifts = matches!(deed, Deed::Status { add: false, which: 2 });
        domain.permits(&["serverUpdateProhibited"])?;
        domain.permits(if lifts { &[] } else { &["clientUpdateProhibited"] })?;
        domain.nothing_waits()?;
        let changed = match deed {
            Deed::Status { add: true, which } => domain.statuses.insert(CLIENT[which]),
            Deed::Status { add: false, which } => domain.statuses.remove(CLIENT[which]),
            Deed::Server { add: true, .. } => domain.servers.insert(host.ok_or("host-unknown")?),
            Deed::Server { add: false, .. } => host.is_some_and(|id| domain.servers.remove(&id)),
            Deed::SetCode => {
                ensure(code.is_some(), "code-not-offered")?;
                domain.code = code;
                true
            }
            Deed::Wish(wish) => {
                domain.wish = wish;
                true
            }
            Deed::Holder(to) if to != domain.holder => {
                ensure(!domain.disputed, "domain-in-dispute")?;
                ensure(contact, "contact-unknown")?;
                if law.agreement.is_some() {
                    let handing = Handing { to, asked_by: who, agreed: false, lapses };
                    domain.handing = Some(handing);
                    let present = domain.holder;
                    self.write_link(name, About::GivingAway, present, lapses);
                    return Ok("UpdatePending");
                }
                domain.holder = to;
                true
            }
            _ => true,
        };
        ensure(changed, "change-has-no-effect")?;
        Ok("Done")
    }
}
