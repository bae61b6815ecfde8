//! Registering a name (RFC 5731, section 3.2.1), or applying for it (RFC 8334, section 3.3).

mod launched;
mod people;

use std::sync::Arc;

use foral_model::allocation::{AllocationToken, Uses};
use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::command::DomainCreate;
use foral_model::contact::Contact;
use foral_model::domain::{Domain, GraceKind, Lifecycle, National};
use foral_model::id::{DomainId, HostId};
use foral_model::journal::{Billed, Deed};
use foral_model::launch::Made;
use foral_model::launch::application::PaidAt;
use foral_model::ledger::Purpose;
use foral_model::mail::{Letter, MailDraft};
use foral_model::name::DomainName;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::{Digest, Secret};
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_model::zone::{Offer, PricedVerb, Zone};

use super::check::{Occupancy, is_open_to};
use super::inspection::{self, Seen};
use crate::case::{is_active, may_sell, offers_national, to_contact};
use crate::organisation::link;
use crate::prices::{self, Quote};
use crate::rule::{Rule, judge, require};
use crate::strength::is_hard_to_guess;
use crate::{application, delegation, launch, lifecycle, money, naming, period, terms};
use launched::{
    claim_is_answered, mark_is_shown, nobody_waits_for_it, phase, phase_is_open, record,
};
use people::{contacts_are_complete, hosts_are_known, registrant_is_known};

pub(crate) use people::contacts_fit;

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
    /// The allocation token that was given, if it is known.
    pub token: Option<AllocationToken>,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// What is known of marks and claims.
    pub launch: launch::Facts,
    /// What was seen of the name servers, if somebody looked.
    pub seen: Option<Seen>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainCreate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the name lies in a zone of ours and has its form", check: name_fits },
    Rule { name: "the name is free", check: name_is_free },
    Rule { name: "the registrar may sell in this zone", check: zone_is_accredited },
    Rule { name: "the zone takes new names", check: zone_is_open },
    Rule { name: "the extensions are offered in this zone", check: extensions_are_offered },
    Rule { name: "the phase of the launch is open", check: phase_is_open },
    Rule { name: "nobody waits for the name who applied for it", check: nobody_waits_for_it },
    Rule { name: "the allocation token is good for the name", check: token_entitles },
    Rule { name: "the name is not reserved", check: name_is_not_reserved },
    Rule { name: "a proven mark is shown where one is demanded", check: mark_is_shown },
    Rule { name: "the notice of a claim was accepted", check: claim_is_answered },
    Rule { name: "the table of letters is the zone's", check: table_is_known },
    Rule { name: "the period is on offer", check: period_is_offered },
    Rule { name: "the registrant is known", check: registrant_is_known },
    Rule { name: "the contacts are known and complete", check: contacts_are_complete },
    Rule { name: "the name servers fit", check: servers_fit },
    Rule { name: "every host is known", check: hosts_are_known },
    Rule { name: "the delegation signers can be used", check: signers_fit },
    Rule { name: "the times to live are in bounds", check: ttls_fit },
    Rule { name: "the organisations may be linked in their roles", check: organisations_fit },
    Rule { name: "the code is strong enough", check: code_is_strong },
    Rule { name: "the registrar agrees to the fee", check: fee_is_agreed },
    Rule { name: "the account covers the fee", check: credit_covers_fee },
    Rule { name: "the name servers answer as the zone demands", check: servers_are_ready },
];

/// Registers a name, or applies for it in a phase that collects applications.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, create, facts, now)?;
    let zone = zone(create, facts)?;
    let quote = quote(create, facts, zone, now);
    let domain = domain(create, facts, zone, &quote, now);
    let bill = money::bill(&facts.registrar, &quote, zone.life.grace.add);
    let phase = phase(create, facts, now)?;
    if let Some(phase) = phase.filter(|phase| phase.makes == Made::Application) {
        let opening = facts.launch.opening.as_ref();
        let opening = opening.ok_or_else(|| Refusal::ApplicationsNotOffered(zone.name.clone()))?;
        let id = domain.id;
        let asked = (domain, years(create, zone));
        let payer = (&facts.registrar, bill);
        let mut plan = application::apply::plan(create, asked, phase, opening, payer, now);
        use_up(&mut plan, facts, id);
        return Ok(plan);
    }
    let mut plan = Plan::answering(Outcome::DomainCreated {
        id: domain.id,
        name: domain.name.clone(),
        created: now,
        expires: domain.expires,
        bill,
    });
    let to = money::destination(zone.life.grace.add);
    let (payer, charge) = (&facts.registrar, quote.charge);
    money::pay(&mut plan, payer, Purpose::Create, &domain.name, charge, to);
    plan.mail
        .extend(welcome(&domain, facts.registrant.as_ref(), &facts.registrar));
    let mut event = super::event(&domain, Deed::Created);
    let amount = charge.total();
    event.billed = (amount.minor != 0).then(|| Billed { registrar: payer.id.clone(), amount });
    plan.events.push(event);
    use_up(&mut plan, facts, domain.id);
    plan.changes.extend(record(create, &domain, phase));
    inspection::keep(&mut plan, &domain, zone, facts.seen.as_ref(), now);
    let due = lifecycle::next_due(&domain, zone);
    let object = LinkedObject::Domain(domain.id);
    plan.changes
        .push(Change::DomainInsert(Box::new(domain), due));
    link::put_new(&mut plan, object, &create.organisations, &facts.organisations, payer)?;
    Ok(plan)
}

fn servers_are_ready(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    inspection::servers_are_ready(zone(create, facts)?, facts.seen.as_ref())
}

/// The holder hears of the new name.
pub(crate) fn welcome(
    domain: &Domain,
    holder: Option<&Contact>,
    registrar: &Registrar,
) -> Option<MailDraft> {
    let holder = holder?;
    Some(to_contact(
        holder,
        Letter::Registered {
            handle: holder.handle.clone(),
            domain: domain.name.clone(),
            process_id: domain.id.0,
            registrar: registrar.name.clone(),
            expires: domain.expires,
        },
    ))
}

/// A token that is good once is used up.
fn use_up(plan: &mut Plan, facts: &Facts, by: DomainId) {
    let Some(token) = facts
        .token
        .as_ref()
        .filter(|token| token.uses == Uses::Once)
    else {
        return;
    };
    let mut used = token.clone();
    used.used_by = Some(by);
    plan.changes
        .push(Change::AllocationTokenPut(Box::new(used)));
}

fn domain(
    create: &DomainCreate,
    facts: &Facts,
    zone: &Zone,
    quote: &Quote,
    now: Timestamp,
) -> Domain {
    let sponsor = facts.registrar.id.clone();
    let kept = National::default();
    let years = years(create, zone);
    let grace = money::grace(GraceKind::Add, zone.life.grace.add, (now, years), quote.charge, now);
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
        expires: now.plus_years(i64::from(years)),
        registrant: create.registrant.clone(),
        contacts: create.contacts.clone(),
        name_servers: create.name_servers.clone(),
        signers: create.signers.clone(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        graces: grace.into_iter().collect(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: create.ttls.clone(),
        disputed: false,
        national: create
            .national
            .as_ref()
            .map_or(kept.clone(), |said| super::national_after(kept, said)),
        codes: AuthCodes { registrar: stored_code(facts.code.as_ref(), zone, now), holder: None },
        deletion: None,
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

fn years(create: &DomainCreate, zone: &Zone) -> u8 {
    period::years(zone, PricedVerb::Create, create.period)
}

/// What the registration costs.
fn quote(create: &DomainCreate, facts: &Facts, zone: &Zone, now: Timestamp) -> Quote {
    let deed = prices::Deed {
        verb: PricedVerb::Create,
        name: &create.name,
        years: years(create, zone),
        token: facts.token.as_ref(),
    };
    prices::quote(zone, deed, facts.registrar.taxation, now)
}

fn zone<'f>(create: &DomainCreate, facts: &'f Facts) -> Result<&'f Zone, Refusal> {
    facts
        .zone
        .as_deref()
        .ok_or_else(|| Refusal::NameNotInZone(create.name.clone()))
}

fn name_fits(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    naming::has_form(&create.name, zone(create, facts)?)
}

/// A token for exactly this name opens a reserved one.
fn name_is_not_reserved(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let opened = facts
        .token
        .as_ref()
        .is_some_and(|token| token.name.is_some());
    if opened { Ok(()) } else { naming::is_not_reserved(&create.name, zone(create, facts)?) }
}

fn table_is_known(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(table) = &create.idn_table else { return Ok(()) };
    let known = zone(create, facts)?.syntax.table.as_ref() == Some(table);
    require(known, || Refusal::IdnTableUnknown(table.clone()))
}

fn name_is_free(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(facts.occupancy != Occupancy::Held, || Refusal::NameTaken(create.name.clone()))
}

fn zone_is_accredited(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    may_sell(&facts.registrar, zone(create, facts)?)
}

fn zone_is_open(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    is_open_to(zone(create, facts)?, Some(&facts.registrar.id), now)
}

fn extensions_are_offered(
    create: &DomainCreate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    terms::offers(zone(create, facts)?, create.terms.uses)?;
    let Some(national) = &create.national else { return Ok(()) };
    offers_national(zone(create, facts)?)?;
    // A process ID before there is a process can only be the empty one of the earlier form.
    let claimed = national.process_id.as_deref().unwrap_or_default().trim();
    require(claimed.is_empty(), || Refusal::ProcessIdContradicts(claimed.to_owned()))
}

fn period_is_offered(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    period::is_offered(zone, PricedVerb::Create, years(create, zone))
}

fn servers_fit(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    delegation::servers_fit(&create.name, &create.name_servers, zone(create, facts)?)
}

fn signers_fit(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    delegation::form_fits(create.terms.signer_form, &create.signers, zone)?;
    delegation::signers_fit(&create.signers, zone)
}

/// Of an application nothing is linked: it may never become a name.
fn organisations_fit(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let applies = phase(create, facts, now)?.is_some_and(|it| it.makes == Made::Application);
    if let Some(link) = create.organisations.first().filter(|_| applies) {
        return Err(Refusal::NotOffered("orgext:id", link.id.to_string()));
    }
    link::made(&create.organisations, &facts.organisations, &facts.registrar).map(drop)
}

fn code_is_strong(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    strong_code(&create.auth_info, zone(create, facts)?)
}

fn ttls_fit(create: &DomainCreate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    terms::ttls_fit(&create.ttls, zone(create, facts)?)
}

/// Refuses a registrar's code where the zone does not take one, or a longer or less guessable one.
/// Empty sets none.
pub(crate) fn strong_code(code: &Secret, zone: &Zone) -> Result<(), Refusal> {
    if code.is_empty() {
        return Ok(());
    }
    let offered = zone.codes.by_registrar == Offer::Offered;
    require(offered, || Refusal::CodeNotOffered(zone.name.clone()))?;
    let least = zone.codes.registrar_min;
    let long = code.expose().chars().count() >= usize::from(least);
    require(long, || Refusal::CodeTooWeak(least))?;
    is_hard_to_guess(code, zone.codes.registrar_bits)
}

fn token_entitles(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    if create.terms.token.is_none() {
        return Ok(());
    }
    terms::entitles(facts.token.as_ref(), &create.name, &facts.registrar.id, now)
}

fn fee_is_agreed(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    terms::agrees(&create.terms, &quote(create, facts, zone, now), zone)
}

fn credit_covers_fee(create: &DomainCreate, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let zone = zone(create, facts)?;
    let later = phase(create, facts, now)?.is_some_and(|phase| {
        phase.makes == Made::Application && phase.applications.paid == PaidAt::Allocation
    });
    if later {
        return Ok(());
    }
    money::covers(&facts.registrar, quote(create, facts, zone, now).charge)
}

#[cfg(test)]
mod tests;
