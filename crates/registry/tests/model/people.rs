//! Holders, contacts and staff, in the model.

use crate::book::{Book, Code, Contact, Name, Told, ensure, law};
use crate::links::About;
use crate::step::{Answer, Given, SERVER};
use crate::time::give_time;

/// Days that a registrar's code of a contact works.
const CONTACT_CODE_DAYS: i64 = 30;

impl Book {
    pub(crate) fn holder_agrees(&mut self, name: Name, party: usize) -> Told {
        self.asked(name, party)?;
        self.agree(name)
    }

    /// The party whose answer is awaited agrees.
    pub(crate) fn agree(&mut self, name: Name) -> Told {
        let lapses = self.days(law(name).agreement.unwrap_or(0));
        let known = |to| self.contacts.contains_key(&(name.0, to));
        let domain = self.names.get(&name).ok_or("domain-unknown")?;
        let handing = domain.handing.ok_or("holder-change-none")?;
        ensure(!domain.disputed, "domain-in-dispute")?;
        ensure(known(handing.to), "contact-unknown")?;
        let domain = self.names.get_mut(&name).ok_or("domain-unknown")?;
        if let Some(handing) = domain.handing.as_mut().filter(|handing| !handing.agreed) {
            (handing.agreed, handing.lapses) = (true, lapses);
            let (to, id) = (handing.to, domain.id);
            self.end_links(id);
            self.write_link(name, About::TakingOver, to, lapses);
            return Ok("UpdatePending");
        }
        domain.holder = handing.to;
        self.end_handing(name);
        Ok("Done")
    }

    pub(crate) fn holder_refuses(&mut self, name: Name, party: usize) -> Told {
        self.asked(name, party)?;
        self.end_handing(name);
        Ok("Done")
    }

    /// Refuses anybody but the party whose answer is awaited.
    fn asked(&mut self, name: Name, party: usize) -> Result<(), &'static str> {
        self.settle(name);
        let domain = self.names.get(&name).ok_or("domain-unknown")?;
        let awaited = domain.handing.map(|handing| match handing.agreed {
            true => handing.to,
            false => domain.holder,
        });
        ensure(awaited == Some(party), "holder-change-none")
    }

    pub(crate) fn holder_cancel(&mut self, name: Name, who: usize) -> Told {
        self.settle(name);
        let domain = self.names.get(&name).ok_or("domain-unknown")?;
        let theirs = domain
            .handing
            .is_some_and(|handing| handing.asked_by == who);
        ensure(theirs, "holder-change-none")?;
        self.end_handing(name);
        Ok("Done")
    }

    pub(crate) fn contact_create(&mut self, contact: Name, who: usize) -> Told {
        ensure(!self.contacts.contains_key(&contact), "contact-taken")?;
        let code =
            Code { number: self.fresh(), expires: self.days(CONTACT_CODE_DAYS), used: false };
        let made = Contact { sponsor: who, code: Some(code), moving: None };
        self.contacts.insert(contact, made);
        Ok("ContactCreated")
    }

    pub(crate) fn contact_delete(&mut self, contact: Name, who: usize) -> Told {
        self.settle_contact(contact);
        self.settle_zone(contact.0);
        let known = self.contacts.get(&contact).ok_or("contact-unknown")?;
        ensure(known.sponsor == who, "not-sponsor")?;
        ensure(known.moving.is_none(), "status-prohibits")?;
        let roles = !law(contact).roles.is_empty();
        let linked = self.names.iter().any(|(name, domain)| {
            let is_it = domain.holder == contact.1 || roles && domain.contact == contact.1;
            name.0 == contact.0 && is_it
        });
        ensure(!linked, "contact-is-linked")?;
        self.contacts.remove(&contact);
        Ok("Done")
    }

    pub(crate) fn contact_request(&mut self, contact: Name, who: usize, given: Given) -> Told {
        self.settle_contact(contact);
        let acts = self.days(law(contact).contact_days);
        let now = self.now;
        let known = self.contacts.get_mut(&contact).ok_or("contact-unknown")?;
        ensure(known.moving.is_none(), "transfer-pending")?;
        ensure(known.sponsor != who, "transfer-to-self")?;
        ensure(given != Given::Nothing, "code-missing")?;
        let code = known
            .code
            .filter(|_| given == Given::Good)
            .ok_or("code-wrong")?;
        ensure(now < code.expires, "code-expired")?;
        self.queues[known.sponsor] += 1;
        if acts > now {
            known.moving = Some((who, acts));
        } else {
            (known.sponsor, known.code) = (who, None);
        }
        Ok("ContactTransferred")
    }

    pub(crate) fn contact_answer(&mut self, contact: Name, who: usize, answer: Answer) -> Told {
        self.settle_contact(contact);
        let known = self.contacts.get_mut(&contact).ok_or("contact-unknown")?;
        let (gaining, _) = known.moving.ok_or("not-pending-transfer")?;
        let (party, other) = match answer {
            Answer::Cancel => (gaining, known.sponsor),
            Answer::Approve | Answer::Reject => (known.sponsor, gaining),
        };
        ensure(party == who, "not-transfer-party")?;
        known.moving = None;
        if answer == Answer::Approve {
            (known.sponsor, known.code) = (gaining, None);
        }
        self.queues[other] += 1;
        Ok("ContactTransferred")
    }

    pub(crate) fn dispute(&mut self, name: Name, begins: bool) -> Told {
        self.settle(name);
        let now = self.now;
        let domain = self.names.get_mut(&name).ok_or("domain-unknown")?;
        ensure(domain.disputed != begins, "change-has-no-effect")?;
        let kept = domain.is_kept();
        domain.disputed = begins;
        if kept && !domain.is_kept() {
            give_time(domain, name, now);
        }
        self.queues[domain.sponsor] += 1;
        Ok("Done")
    }

    pub(crate) fn lock(&mut self, name: Name, add: bool, which: usize, days: Option<i64>) -> Told {
        self.settle(name);
        let now = self.now;
        let domain = self.names.get_mut(&name).ok_or("domain-unknown")?;
        let (kept, status) = (domain.is_kept(), SERVER[which]);
        if add {
            ensure(domain.statuses.insert(status), "change-has-no-effect")?;
            domain
                .timed
                .extend(days.map(|days| (status, now.plus_days(days))));
        } else {
            ensure(domain.statuses.remove(status), "change-has-no-effect")?;
            domain.timed.retain(|(timed, _)| *timed != status);
        }
        if kept && !domain.is_kept() {
            give_time(domain, name, now);
        }
        self.queues[domain.sponsor] += 1;
        Ok("Done")
    }
}
