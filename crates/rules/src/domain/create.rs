//! Registering a name (RFC 5731, section 3.2.1).

use std::sync::Arc;

use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::command::DomainCreate;
use foral_model::contact::{Contact, ContactRole};
use foral_model::domain::{Domain, Lifecycle, National};
use foral_model::id::{DomainId, Handle, HostId};
use foral_model::journal::Deed;
use foral_model::ledger::{Account, Entry, Guard, Purpose};
use foral_model::mail::Letter;
use foral_model::money::Money;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::{Digest, Secret};
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_model::zone::{Extension, Requirement, Zone};

use super::check::{Occupancy, is_open_to};
use crate::case::{is_active, offers_national, to_contact};
use crate::rule::{Rule, judge, require};
use crate::{delegation, lifecycle, naming};

/// All that one create must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The zone that the name would lie in.
    pub zone: Option<Arc<Zone>>,
    /// Whether somebody holds the name now.
    pub occupancy: Occupancy,
    /// The contact that is named as registrant.
    pub registrant: Option<Contact>,
    /// Handles of contacts that are not known.
    pub contacts_unknown: Vec<String>,
    /// Host objects that are named, with their numbers if they exist.
    pub hosts: Vec<(DomainName, Option<HostId>)>,
    /// The number that the domain will have.
    pub id: DomainId,
    /// Digest of the code that the registrar sets, if it sets one.
    pub code: Option<Digest>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainCreate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the name lies in a zone of ours and fits it", check: name_fits },
    Rule { name: "the name is free", check: name_is_free },
    Rule { name: "the registrar may sell in this zone", check: zone_is_accredited },
    Rule { name: "the zone takes new names", check: zone_is_open },
    Rule { name: "the extension is offered in this zone", check: extension_is_offered },
    Rule { name: "the period is on offer", check: period_is_offered },
    Rule { name: "the registrant is known", check: registrant_is_known },
    Rule { name: "the contacts are known and complete", check: contacts_are_complete },
    Rule { name: "the name servers fit", check: servers_fit },
    Rule { name: "every host is known", check: hosts_are_known },
    Rule { name: "the delegation signers can be used", check: signers_fit },
    Rule { name: "the code is strong enough", check: code_is_strong },
    Rule { name: "the account covers the fee", check: credit_covers_fee },
];

/// Registers a name.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, create, facts, now)?;
    let zone = zone(create, facts)?;
    let domain = domain(create, facts, zone, now);
    let price = price(create, zone);
    let mut plan = Plan::answering(Outcome::DomainCreated {
        id: domain.id,
        name: domain.name.clone(),
        created: now,
        expires: domain.expires,
        price,
    });
    plan.entries.push(Entry {
        purpose: Purpose::Create,
        about: domain.name.to_string(),
        from: Account::Registrar(facts.registrar.id.clone()),
        to: Account::Revenue,
        amount: price,
        guard: Guard::WithinCredit,
    });
    plan.mail.extend(facts.registrant.as_ref().map(|holder| {
        to_contact(
            holder,
            Letter::Registered {
                handle: holder.handle.clone(),
                domain: domain.name.clone(),
                process_id: domain.id.0,
                registrar: facts.registrar.name.clone(),
                expires: domain.expires,
            },
        )
    }));
    plan.events.push(super::event(&domain, Deed::Created));
    let due = lifecycle::next_due(&domain, zone);
    plan.changes
        .push(Change::DomainInsert(Box::new(domain), due));
    Ok(plan)
}

fn domain(create: &DomainCreate, facts: &Facts, zone: &Zone, now: Timestamp) -> Domain {
    let sponsor = facts.registrar.id.clone();
    let kept = National::default();
    Domain {
        id: facts.id,
        name: create.name.clone(),
        zone: zone.name.clone(),
        sponsor: sponsor.clone(),
        created_by: sponsor,
        created: now,
        updated_by: None,
        updated: None,
        transferred: None,
        expires: now.plus_years(i64::from(period(create, zone))),
        registrant: create.registrant.clone(),
        contacts: create.contacts.clone(),
        name_servers: create.name_servers.clone(),
        signers: create.signers.clone(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        disputed: false,
        national: create
            .national
            .as_ref()
            .map_or(kept.clone(), |said| super::national_after(kept, said)),
        codes: AuthCodes { registrar: stored_code(facts.code.as_ref(), zone, now), holder: None },
        version: 0,
    }
}

/// What is kept of a code that a registrar sets.
pub(crate) fn stored_code(
    digest: Option<&Digest>,
    zone: &Zone,
    now: Timestamp,
) -> Option<StoredCode> {
    digest.map(|digest| StoredCode {
        digest: digest.clone(),
        made: now,
        expires: now.plus_days(i64::from(zone.codes.days)),
        fate: CodeFate::Live,
    })
}

fn period(create: &DomainCreate, zone: &Zone) -> u8 {
    create
        .period
        .map_or_else(|| zone.periods.first().copied().unwrap_or(1), Period::as_years)
}

fn price(create: &DomainCreate, zone: &Zone) -> Money {
    zone.prices.create.times(i64::from(period(create, zone)))
}

fn zone<'f>(create: &DomainCreate, facts: &'f Facts) -> Result<&'f Zone, Refusal> {
    facts
        .zone
        .as_deref()
        .ok_or_else(|| Refusal::NameNotInZone(create.name.clone()))
}

fn name_fits(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    naming::fits(&create.name, zone(create, facts)?)
}

fn name_is_free(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(facts.occupancy == Occupancy::Free, || Refusal::NameTaken(create.name.clone()))
}

fn zone_is_accredited(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    let accredited = facts.registrar.zones.contains(&zone.name);
    require(accredited, || Refusal::ZoneNotAccredited(zone.name.clone()))
}

fn zone_is_open(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    is_open_to(zone(create, facts)?, &facts.registrar.id, now)
}

fn extension_is_offered(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(national) = &create.national else { return Ok(()) };
    offers_national(zone(create, facts)?)?;
    // A process ID before there is a process can only be the empty one of the earlier form.
    let claimed = national.process_id.as_deref().unwrap_or_default().trim();
    require(claimed.is_empty(), || Refusal::ProcessIdContradicts(claimed.to_owned()))
}

fn period_is_offered(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    let years = period(create, zone);
    require(zone.periods.contains(&years), || Refusal::PeriodNotOffered(years))
}

fn registrant_is_known(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match (&create.registrant, zone(create, facts)?.registrant) {
        (None, Requirement::Required) => Err(Refusal::Required("registrant")),
        (None, _) => Ok(()),
        (Some(_), Requirement::Forbidden) => Err(Refusal::RegistrantUnwanted),
        (Some(handle), _) => {
            require(facts.registrant.is_some(), || Refusal::ContactUnknown(handle.to_string()))
        }
    }
}

fn contacts_are_complete(
    create: &DomainCreate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    contacts_fit(&create.contacts, zone(create, facts)?)?;
    match facts.contacts_unknown.first() {
        Some(handle) => Err(Refusal::ContactUnknown(handle.clone())),
        None => Ok(()),
    }
}

/// Refuses contacts that are too many, doubled, or short of a role that the zone demands.
pub(crate) fn contacts_fit(contacts: &[(ContactRole, Handle)], zone: &Zone) -> Result<(), Refusal> {
    for (at, contact) in contacts.iter().enumerate() {
        let twice = contacts[..at].contains(contact);
        require(!twice, || Refusal::Duplicate(contact.1.to_string()))?;
        let of_role = contacts
            .iter()
            .filter(|(role, _)| *role == contact.0)
            .count();
        require(of_role <= usize::from(zone.contacts_max), || {
            Refusal::NotOffered("contact", contact.0.as_str().to_owned())
        })?;
    }
    let filled = |wanted: ContactRole| contacts.iter().any(|(role, _)| *role == wanted);
    match zone.required_roles.iter().find(|role| !filled(**role)) {
        Some(role) => Err(Refusal::ContactMissing(role.as_str())),
        None => Ok(()),
    }
}

fn servers_fit(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    delegation::servers_fit(&create.name, &create.name_servers, zone(create, facts)?)
}

fn hosts_are_known(_: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match facts.hosts.iter().find(|(_, id)| id.is_none()) {
        Some((name, _)) => Err(Refusal::HostUnknown(name.clone())),
        None => Ok(()),
    }
}

fn signers_fit(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    delegation::signers_fit(&create.signers, zone(create, facts)?)
}

fn code_is_strong(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    strong_code(&create.auth_info, zone(create, facts)?)
}

/// Refuses a registrar's code where the zone does not take one, or a longer one. Empty sets none.
pub(crate) fn strong_code(code: &Secret, zone: &Zone) -> Result<(), Refusal> {
    if code.is_empty() {
        return Ok(());
    }
    let offered = zone.codes.by_registrar == Extension::Offered;
    require(offered, || Refusal::CodeNotOffered(zone.name.clone()))?;
    let least = zone.codes.registrar_min;
    let long = code.expose().chars().count() >= usize::from(least);
    require(long, || Refusal::CodeTooWeak(least))
}

fn credit_covers_fee(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let needed = price(create, zone(create, facts)?);
    covers(&facts.registrar, needed)
}

/// Refuses what the registrar cannot pay.
pub(crate) fn covers(registrar: &Registrar, needed: Money) -> Result<(), Refusal> {
    let available = registrar.available();
    let enough = available.currency == needed.currency && available.minor >= needed.minor;
    require(enough, || Refusal::CreditTooLow { needed, available })
}
