//! Making a contact (RFC 5733, section 3.2.1), or finding the one that is there already.

use foral_model::auth_code::{CodeFate, StoredCode};
use foral_model::command::ContactCreate;
use foral_model::contact::{Contact, Phone};
use foral_model::extension::Extensions;
use foral_model::id::Handle;
use foral_model::identity::{Identity, NotAnIdentity};
use foral_model::journal::Deed;
use foral_model::lang::Lang;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::{Novelty, Outcome};
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::repository::{Handles, Repository};
use foral_model::secret::Digest;
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_model::zone::Requirement;

use super::{additional_email_is_one, email_can_be_written_to};
use crate::case::is_active;
use crate::organisation::link;
use crate::rule::{Rule, judge, require};
use crate::strength::is_hard_to_guess;

/// All that a creation must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// What the repository demands of contacts.
    pub repository: Repository,
    /// The taxpayer number that was given, as it reads.
    pub identity: Option<Result<Identity, NotAnIdentity>>,
    /// The contact that has this taxpayer number already.
    pub known: Option<Contact>,
    /// The handle that a new contact will have, if the repository assigns it.
    pub handle: Handle,
    /// The contact that has the proposed handle already.
    pub namesake: Option<Handle>,
    /// Extensions that zones of the repository offer.
    pub offered: Extensions,
    /// The number that a new contact will have.
    pub number: i64,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// Digest of the code that the registrar sets, if it sets one.
    pub code: Option<Digest>,
}

/// Days that a registrar's code of a contact works.
const CODE_DAYS: i64 = 30;

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<ContactCreate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "the extensions are offered in this repository",
        check: |c, f, _| extensions_are_offered(c.uses, f.offered),
    },
    Rule {
        name: "a handle is proposed where registrars choose, and is free",
        check: handle_is_free,
    },
    Rule { name: "a taxpayer number is given where it is needed", check: identity_is_given },
    Rule {
        name: "the taxpayer number is one",
        check: |c, f, _| identity_is_right(c.identity.as_deref(), f.identity.as_ref()),
    },
    Rule {
        name: "the e-mail address can be written to",
        check: |c, _, _| {
            email_can_be_written_to(&c.email)?;
            c.additional_email
                .as_deref()
                .map_or(Ok(()), additional_email_is_one)
        },
    },
    Rule {
        name: "a number that is given where registrars choose handles is one",
        check: has_numbers,
    },
    Rule {
        name: "the organisations may be linked in their roles",
        check: |c, f, _| link::made(&c.organisations, &f.organisations, &f.registrar).map(drop),
    },
    Rule {
        name: "the code is hard to guess",
        check: |c, f, _| is_hard_to_guess(&c.auth_info, f.repository.code_bits),
    },
];

/// Makes a contact. If its taxpayer number is known, the handle on file comes back and the data on
/// file wins: one person is one handle, across all registrars.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(create: &ContactCreate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, create, facts, now)?;
    if let Some(known) = &facts.known {
        return Ok(Plan::answering(Outcome::ContactCreated {
            handle: known.handle.clone(),
            created: known.created,
            novelty: Novelty::Known,
        }));
    }
    let contact = contact(create, facts, now);
    let mut plan = Plan::answering(Outcome::ContactCreated {
        handle: contact.handle.clone(),
        created: now,
        novelty: Novelty::New,
    });
    plan.events.push(super::event(&contact, Deed::Created));
    let object = LinkedObject::Contact(contact.handle.clone());
    plan.changes.push(Change::ContactInsert(Box::new(contact)));
    let (links, known) = (&create.organisations, &facts.organisations);
    link::put_new(&mut plan, object, links, known, &facts.registrar)?;
    Ok(plan)
}

fn contact(create: &ContactCreate, facts: &Facts, now: Timestamp) -> Contact {
    let country = create
        .postal
        .first()
        .map_or("", |postal| postal.country.as_str());
    Contact {
        handle: handle(create, facts),
        number: facts.number,
        repository: facts.repository.name.clone(),
        sponsor: facts.registrar.id.clone(),
        created_by: facts.registrar.id.clone(),
        created: now,
        updated_by: None,
        updated: None,
        transferred: None,
        postal: create.postal.clone(),
        voice: create.voice.clone().filter(is_number),
        fax: create.fax.clone().filter(is_number),
        mobile: create.mobile.clone(),
        email: create.email.clone(),
        additional_email: create.additional_email.clone(),
        identity: facts.identity.clone().and_then(Result::ok),
        lang: create.lang.unwrap_or_else(|| Lang::of_country(country)),
        verification: create.verification.clone(),
        disclose: create.disclose.clone(),
        statuses: Statuses::NONE,
        code: stored_code(facts.code.as_ref(), now),
        pending_transfer: None,
        version: 0,
    }
}

/// What is kept of a code that a registrar sets for a contact.
pub(crate) fn stored_code(digest: Option<&Digest>, now: Timestamp) -> Option<StoredCode> {
    digest.map(|digest| StoredCode {
        digest: digest.clone(),
        made: now,
        expires: now.plus_days(CODE_DAYS),
        fate: CodeFate::Live,
    })
}

fn handle(create: &ContactCreate, facts: &Facts) -> Handle {
    match (&facts.repository.handles, &create.proposed) {
        (Handles::Chosen, Some(chosen)) => chosen.clone(),
        _ => facts.handle.clone(),
    }
}

fn handle_is_free(create: &ContactCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    if facts.repository.handles != Handles::Chosen {
        return Ok(());
    }
    require(create.proposed.is_some(), || Refusal::Required("id"))?;
    match &facts.namesake {
        Some(taken) => Err(Refusal::ContactTaken(taken.to_string())),
        None => Ok(()),
    }
}

/// Clients of the national kind send empty elements for numbers that nobody gave; where registrars
/// choose handles, as generic registries do, that is a fault.
fn has_numbers(create: &ContactCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    if facts.repository.handles != Handles::Chosen {
        return Ok(());
    }
    let given = |phone: &Option<Phone>| phone.as_ref().is_none_or(is_number);
    require(given(&create.voice), || Refusal::Required("voice"))?;
    require(given(&create.fax), || Refusal::Required("fax"))
}

fn is_number(phone: &Phone) -> bool {
    !phone.number.is_empty()
}

/// Refuses an extension that no zone of the repository offers.
pub(crate) fn extensions_are_offered(uses: Extensions, offered: Extensions) -> Result<(), Refusal> {
    match uses.iter().find(|used| !offered.has(*used)) {
        Some(extension) => Err(Refusal::ExtensionNotOffered(extension.as_str())),
        None => Ok(()),
    }
}

fn identity_is_given(create: &ContactCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match (&create.identity, facts.repository.identity) {
        (None, Requirement::Required) => Err(Refusal::IdentityMissing),
        (Some(given), Requirement::Forbidden) => Err(Refusal::NotOffered("vat", given.clone())),
        _ => Ok(()),
    }
}

/// Refuses a taxpayer number that does not read as one.
pub(crate) fn identity_is_right(
    given: Option<&str>,
    read: Option<&Result<Identity, NotAnIdentity>>,
) -> Result<(), Refusal> {
    match read {
        Some(Err(why)) => Err(Refusal::IdentityInvalid(given.unwrap_or_default().to_owned(), *why)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
