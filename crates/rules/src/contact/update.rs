//! Changing a contact (RFC 5733, section 3.2.5).

use foral_model::auth_code::CodeFate;
use foral_model::command::{ContactUpdate, PostalChange};
use foral_model::contact::{Contact, Postal};
use foral_model::domain::Domain;
use foral_model::extension::Extensions;
use foral_model::identity::{Identity, NotAnIdentity};
use foral_model::journal::Deed;
use foral_model::mail::Letter;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, NextDue, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::repository::{FrozenIdentity, Repository};
use foral_model::secret::Digest;
use foral_model::status::Status;
use foral_model::time::Timestamp;

use super::create::{extensions_are_offered, identity_is_right, stored_code};
use super::delete::{exists, is_sponsored, permits};
use super::lifecycle::nothing_waits;
use super::{additional_email_is_one, email_can_be_written_to};
use crate::case::{is_active, to_contact};
use crate::domain::update::statuses_after;
use crate::organisation::link;
use crate::rule::{Rule, judge, require};
use crate::strength::is_hard_to_guess;

/// All that an update must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The contact, if it is there.
    pub contact: Option<Contact>,
    /// What the repository demands of contacts.
    pub repository: Repository,
    /// The taxpayer number that was given, as it reads.
    pub identity: Option<Result<Identity, NotAnIdentity>>,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// Digest of the code that the registrar sets, if it sets one.
    pub code: Option<Digest>,
    /// Extensions that zones of the repository offer.
    pub offered: Extensions,
    /// Settled domains that the contact holds and for which it has a live code, each with when time
    /// will next change it.
    pub coded: Vec<(Domain, NextDue)>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<ContactUpdate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the contact exists", check: |c, f, _| exists(&c.handle, f.contact.as_ref()) },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.contact.as_ref(), &f.registrar),
    },
    Rule {
        name: "the extensions are offered in this repository",
        check: |c, f, _| extensions_are_offered(c.uses, f.offered),
    },
    Rule { name: "no status forbids it", check: statuses_permit },
    Rule {
        name: "no transfer waits for an answer",
        check: |_, f, _| f.contact.as_ref().map_or(Ok(()), nothing_waits),
    },
    Rule { name: "only client statuses are set and cleared", check: statuses_are_clients },
    Rule { name: "name and taxpayer number stay as they are", check: identity_stays },
    Rule {
        name: "the taxpayer number is one",
        check: |c, f, _| identity_is_right(c.identity.as_deref(), f.identity.as_ref()),
    },
    Rule {
        name: "the e-mail address can be written to",
        check: |c, _, _| {
            c.email.as_deref().map_or(Ok(()), email_can_be_written_to)?;
            let additional = c.additional_email.as_ref().and_then(Option::as_deref);
            additional.map_or(Ok(()), additional_email_is_one)
        },
    },
    Rule {
        name: "the organisations may be linked in their roles",
        check: |c, f, _| link::after(&c.organisations, &f.organisations, &f.registrar).map(drop),
    },
    Rule {
        name: "the code is hard to guess",
        check: |c, f, _| {
            let least = f.repository.code_bits;
            c.auth_info
                .as_ref()
                .map_or(Ok(()), |code| is_hard_to_guess(code, least))
        },
    },
];

/// Changes a contact. Another e-mail address ends the holder's codes and recovery links, and is
/// told to the old address and to the new one.
///
/// # Errors
/// The first refusal of [`RULES`], or of what the contact would become.
pub fn decide(update: &ContactUpdate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, update, facts, now)?;
    let before = facts
        .contact
        .as_ref()
        .ok_or_else(|| Refusal::ContactUnknown(update.handle.to_string()))?;
    let mut contact = before.clone();
    contact.statuses =
        statuses_after(contact.statuses, &update.remove_statuses, &update.add_statuses)?;
    for change in &update.postal {
        change_postal(&mut contact.postal, change)?;
    }
    take(&mut contact.voice, &update.voice);
    take(&mut contact.fax, &update.fax);
    take(&mut contact.mobile, &update.mobile);
    take(&mut contact.email, &update.email);
    take(&mut contact.additional_email, &update.additional_email);
    take(&mut contact.disclose, &update.disclose.clone().map(Some));
    take(&mut contact.verification, &update.verification.clone().map(Some));
    if let Some(Ok(identity)) = &facts.identity {
        contact.identity = Some(identity.clone());
    }
    if let Some(code) = &update.auth_info {
        contact.code = stored_code(facts.code.as_ref().filter(|_| !code.is_empty()), now);
    }
    contact.updated = Some(now);
    contact.updated_by = Some(facts.registrar.id.clone());
    let mut plan = Plan::answering(Outcome::Done);
    if contact.email != before.email {
        email_changed(&mut plan, before, &contact, facts, now);
    }
    plan.events
        .push(super::event(&contact, Deed::Updated(parts(update))));
    let object = LinkedObject::Contact(contact.handle.clone());
    plan.changes
        .insert(0, Change::ContactUpdate(Box::new(contact)));
    let (change, known) = (&update.organisations, &facts.organisations);
    link::put_changed(&mut plan, object, change, known, &facts.registrar)?;
    Ok(plan)
}

fn email_changed(
    plan: &mut Plan,
    before: &Contact,
    after: &Contact,
    facts: &Facts,
    now: Timestamp,
) {
    let letter = || Letter::EmailChanged {
        handle: after.handle.clone(),
        at: now,
        registrar: facts.registrar.name.clone(),
    };
    plan.mail.push(to_contact(before, letter()));
    plan.mail.push(to_contact(after, letter()));
    plan.changes.push(Change::TokensEnd(after.handle.clone()));
    for (domain, due) in &facts.coded {
        let mut domain = domain.clone();
        if let Some(code) = &mut domain.codes.holder {
            code.fate = CodeFate::Revoked(now);
        }
        plan.events
            .push(crate::domain::event(&domain, Deed::CodeRevoked));
        plan.changes
            .push(Change::DomainUpdate(Box::new(domain), *due));
    }
}

fn take<T: Clone>(kept: &mut T, said: &Option<T>) {
    if let Some(said) = said {
        *kept = said.clone();
    }
}

/// Changes one form of the address. A form that is not there yet needs name and address.
fn change_postal(kept: &mut Vec<Postal>, change: &PostalChange) -> Result<(), Refusal> {
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    if let Some(postal) = kept.iter_mut().find(|postal| postal.form == change.form) {
        take(&mut postal.name, &change.name);
        if let Some(organisation) = &change.organisation {
            postal.organisation = text(organisation);
        }
        if let Some(address) = &change.address {
            postal.street.clone_from(&address.street);
            postal.city.clone_from(&address.city);
            postal.province.clone_from(&address.province);
            postal.postal_code.clone_from(&address.postal_code);
            postal.country = address.country;
        }
        return Ok(());
    }
    let name = change.name.clone().ok_or(Refusal::Required("name"))?;
    let address = change.address.clone().ok_or(Refusal::Required("addr"))?;
    kept.push(Postal {
        form: change.form,
        name,
        organisation: change.organisation.as_ref().and_then(text),
        street: address.street,
        city: address.city,
        province: address.province,
        postal_code: address.postal_code,
        country: address.country,
    });
    Ok(())
}

fn parts(update: &ContactUpdate) -> Vec<&'static str> {
    let statuses = !update.add_statuses.is_empty() || !update.remove_statuses.is_empty();
    let rest = !update.postal.is_empty()
        || update.voice.is_some()
        || update.fax.is_some()
        || update.mobile.is_some()
        || update.identity.is_some()
        || update.additional_email.is_some()
        || update.disclose.is_some()
        || update.verification.is_some();
    [
        (update.email.is_some(), "e-mail"),
        (statuses, "status"),
        (update.auth_info.is_some(), "auth code"),
        (!update.organisations.is_empty(), "organisations"),
        (rest, "data"),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
    .collect()
}

/// The sponsor's own prohibition may be lifted by the command that it would forbid.
fn statuses_permit(update: &ContactUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    permits(facts.contact.as_ref(), &[Status::ServerUpdateProhibited])?;
    let lifted = update
        .remove_statuses
        .contains(&Status::ClientUpdateProhibited);
    if lifted { Ok(()) } else { permits(facts.contact.as_ref(), &[Status::ClientUpdateProhibited]) }
}

/// RFC 5733 gives a contact three of the client statuses: no hold and no renewal.
fn statuses_are_clients(update: &ContactUpdate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let settable = |status: Status| {
        status.is_client() && !matches!(status, Status::ClientHold | Status::ClientRenewProhibited)
    };
    let mut all = update.add_statuses.iter().chain(&update.remove_statuses);
    match all.find(|status| !settable(**status)) {
        Some(status) => Err(Refusal::StatusNotClient(*status)),
        None => Ok(()),
    }
}

/// Only the registry changes who a contact is. Saying again what is on file is no change.
fn identity_stays(update: &ContactUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(contact) = &facts.contact else { return Ok(()) };
    if facts.repository.frozen_identity == FrozenIdentity::Free {
        return Ok(());
    }
    let renamed = update.postal.iter().any(|change| renames(contact, change));
    let renumbered = match &facts.identity {
        Some(Ok(identity)) => contact.identity.as_ref() != Some(identity),
        _ => false,
    };
    require(!renamed && !renumbered, || Refusal::IdentityFrozen)
}

fn renames(contact: &Contact, change: &PostalChange) -> bool {
    let kept = contact
        .postal
        .iter()
        .find(|postal| postal.form == change.form)
        .or(contact.postal());
    let Some(kept) = kept else { return false };
    let other_name = change.name.as_ref().is_some_and(|name| *name != kept.name);
    let organisation = kept.organisation.clone().unwrap_or_default();
    other_name
        || change
            .organisation
            .as_ref()
            .is_some_and(|said| *said != organisation)
}

#[cfg(test)]
mod tests;
