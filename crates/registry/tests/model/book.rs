//! What the model remembers, and how a step becomes an answer: tried on a copy, kept if it was done.

use std::collections::{BTreeMap, BTreeSet};

use foral_model::time::Timestamp;

use crate::law::{LAWS, Law};
use crate::links::Link;
use crate::step::{Deed, Step, TokenTerms};

/// The registrars of the story.
pub(crate) const REGISTRARS: [&str; 3] = ["ALFA", "BETA", "GAMA"];
/// What each has at the beginning, in cents.
pub(crate) const DEPOSIT: i64 = 40_000;

/// How far below zero the commands of each may bring its balance; GAMA pays later, whatever it owes.
pub(crate) const CREDIT: [i64; 3] = [0, 5_000, i64::MAX / 4];
/// The registrar that accounts for tax itself.
pub(crate) const EXEMPT: usize = 1;

/// A name, by the places of its zone and label.
pub(crate) type Name = (usize, usize);
/// What was done, or the name of the rule that refused it.
pub(crate) type Told = Result<&'static str, &'static str>;

/// The model: nothing but maps.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) now: Timestamp,
    pub(crate) names: BTreeMap<Name, Domain>,
    /// By zone and place.
    pub(crate) hosts: BTreeMap<Name, Host>,
    pub(crate) contacts: BTreeMap<Name, Contact>,
    /// Links in letters, in the order in which they were written.
    pub(crate) links: Vec<Link>,
    /// By zone and place.
    pub(crate) tokens: BTreeMap<Name, Token>,
    pub(crate) balances: [i64; 3],
    pub(crate) queues: [i64; 3],
    /// Wrong codes: domain and registrar, with how many and when the last.
    pub(crate) guesses: BTreeMap<(u64, usize), (i64, Timestamp)>,
    pub(crate) numbers: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Domain {
    pub(crate) id: u64,
    pub(crate) sponsor: usize,
    pub(crate) expires: Timestamp,
    pub(crate) holder: usize,
    /// The contact of every role.
    pub(crate) contact: usize,
    /// Places of hosts.
    pub(crate) servers: BTreeSet<u64>,
    pub(crate) statuses: BTreeSet<&'static str>,
    pub(crate) life: Life,
    pub(crate) graces: Vec<Waiting>,
    pub(crate) moving: Option<Moving>,
    pub(crate) handing: Option<Handing>,
    pub(crate) timed: Vec<(&'static str, Timestamp)>,
    pub(crate) disputed: bool,
    pub(crate) wish: bool,
    pub(crate) code: Option<Code>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Life {
    Registered,
    Expired(Timestamp),
    Redemption(Timestamp),
    PendingRestore { report_by: Timestamp, until: Timestamp },
    PendingDelete(Timestamp),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Kind {
    Add,
    Renew,
    AutoRenew,
    Transfer,
}

/// A fee that can still go back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    pub(crate) kind: Kind,
    pub(crate) until: Timestamp,
    pub(crate) years: u8,
    pub(crate) before: Timestamp,
    pub(crate) paid: i64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Moving {
    pub(crate) gaining: usize,
    pub(crate) acts: Timestamp,
    pub(crate) paid: i64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Handing {
    pub(crate) to: usize,
    pub(crate) asked_by: usize,
    /// Whether the present holder has agreed.
    pub(crate) agreed: bool,
    pub(crate) lapses: Timestamp,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    pub(crate) number: u64,
    pub(crate) expires: Timestamp,
    pub(crate) used: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Host {
    pub(crate) id: u64,
    pub(crate) sponsor: usize,
    /// The domain's number.
    pub(crate) below: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) sponsor: usize,
    pub(crate) code: Option<Code>,
    /// Who asked for it, and when silence approves.
    pub(crate) moving: Option<(usize, Timestamp)>,
}

/// An allocation token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) terms: TokenTerms,
    pub(crate) made: Timestamp,
    /// The domain that used it up, if it is good once.
    pub(crate) used_by: Option<u64>,
}

impl Book {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self {
            now,
            names: BTreeMap::new(),
            hosts: BTreeMap::new(),
            contacts: BTreeMap::new(),
            links: Vec::new(),
            tokens: BTreeMap::new(),
            balances: [DEPOSIT; 3],
            queues: [0; 3],
            guesses: BTreeMap::new(),
            numbers: 0,
        }
    }

    /// A step of a registrar: done as a whole or not at all, but a wrong code is counted.
    pub(crate) fn play(&mut self, step: &Step, who: usize) -> Told {
        let mut next = self.clone();
        let told = next.act(step, who);
        if told.is_ok() || told == Err("code-wrong") && matches!(step.deed, Deed::Request(_)) {
            *self = next;
        }
        told
    }

    fn act(&mut self, step: &Step, who: usize) -> Told {
        let name = (step.zone, step.label);
        match step.deed {
            Deed::Create { .. } => self.create(name, who, step.deed),
            Deed::TokenAdd { place, terms } => self.token_add((step.zone, place), terms),
            Deed::Renew { years, right_date } => self.renew(name, who, years, right_date),
            Deed::Delete => self.delete(name, who),
            Deed::RestoreRequest => self.restore(name, who),
            Deed::RestoreReport => self.report(name, who),
            Deed::Request(given) => self.request(name, who, given),
            Deed::Approve | Deed::Reject | Deed::Cancel => self.answer(name, who, step.deed),
            Deed::Status { .. }
            | Deed::SetCode
            | Deed::Holder(_)
            | Deed::Server { .. }
            | Deed::Wish(_) => self.update(name, who, step.deed),
            Deed::HolderAgrees(party) => self.holder_agrees(name, party),
            Deed::HolderRefuses(party) => self.holder_refuses(name, party),
            Deed::HolderCancel => self.holder_cancel(name, who),
            Deed::Link { back, agrees } => self.answer_by_link(name, back, agrees),
            Deed::HostCreate(host) => self.host_create((step.zone, host), who),
            Deed::HostDelete(host) => self.host_delete((step.zone, host), who),
            Deed::HostRename(from, to) => self.host_rename(step.zone, from, to, who),
            Deed::ContactCreate(contact) => self.contact_create((step.zone, contact), who),
            Deed::ContactDelete(contact) => self.contact_delete((step.zone, contact), who),
            Deed::ContactRequest { contact, given } => {
                self.contact_request((step.zone, contact), who, given)
            }
            Deed::ContactAnswer { contact, answer } => {
                self.contact_answer((step.zone, contact), who, answer)
            }
            Deed::Ack => self.ack(who),
            Deed::Deposit(cents) => {
                self.balances[who] += cents;
                Ok("Done")
            }
            Deed::Dispute(begins) => self.dispute(name, begins),
            Deed::Lock { add, which, days } => self.lock(name, add, which, days),
            Deed::Tick => {
                self.tick();
                Ok("Done")
            }
            Deed::Wait(_) | Deed::Restart => Ok("Done"),
        }
    }

    fn ack(&mut self, who: usize) -> Told {
        if self.queues[who] == 0 {
            return Err("message-unknown");
        }
        self.queues[who] -= 1;
        Ok("PollAcked")
    }

    pub(crate) fn pay(&mut self, who: usize, fee: i64) -> Result<(), &'static str> {
        if fee > 0 && self.balances[who] + CREDIT[who] < fee {
            return Err("credit-too-low");
        }
        self.balances[who] -= fee;
        Ok(())
    }

    pub(crate) fn fresh(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn days(&self, days: i64) -> Timestamp {
        self.now.plus_days(days)
    }
}

pub(crate) fn law(name: Name) -> &'static Law {
    &LAWS[name.0]
}

/// What a fee comes to with tax.
pub(crate) const fn due(law: &Law, who: usize, fee: i64) -> i64 {
    if who == EXEMPT { fee } else { fee + fee * law.tax / 100 }
}

impl Domain {
    pub(crate) fn has(&self, status: &str) -> bool {
        self.statuses.contains(status)
    }

    /// Refuses if one of these is set.
    pub(crate) fn permits(&self, statuses: &[&str]) -> Result<(), &'static str> {
        let set = statuses.iter().any(|status| self.has(status));
        if set { Err("status-prohibits") } else { Ok(()) }
    }

    pub(crate) const fn is_leaving(&self) -> bool {
        !matches!(self.life, Life::Registered | Life::Expired(_))
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.disputed || self.has("serverDeleteProhibited")
    }

    /// Refuses while others have to answer.
    pub(crate) const fn nothing_waits(&self) -> Result<(), &'static str> {
        if self.moving.is_some() {
            return Err("status-prohibits");
        }
        if self.handing.is_some() {
            return Err("holder-change-pending");
        }
        Ok(())
    }
}

pub(crate) const fn ensure(met: bool, refusal: &'static str) -> Result<(), &'static str> {
    if met { Ok(()) } else { Err(refusal) }
}
