//! Maintenances (RFC 9167): announced, changed, called off by staff; begun and ended by time.

use foral_model::command::MaintenancePut;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::maintenance::{Environment, Maintenance, MaintenanceId, Occasion, Phase, Work};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Registrar, RegistrarState};
use foral_model::time::Timestamp;

use crate::rule::{Rule, judge, require};

/// The longest text of a maintenance, in characters.
const TEXT_MAX: usize = 1_000;
/// The longest host name, in characters (`eppcom:labelType`).
const HOST_MAX: usize = 255;

/// What is known when staff says something about a maintenance.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The maintenance of this identifier, if there is one.
    pub known: Option<Maintenance>,
    /// The registry's zones.
    pub zones: Vec<DomainName>,
    /// All registrars.
    pub registrars: Vec<Registrar>,
}

/// What must hold, in this order.
pub const RULES: &[Rule<MaintenancePut, Facts>] = &[
    Rule { name: "what is over stays as it is", check: is_not_over },
    Rule { name: "it ends after it begins, and after now", check: ends_after_it_begins },
    Rule { name: "it touches a system", check: touches_a_system },
    Rule { name: "it touches zones of ours, each named once", check: touches_our_zones },
    Rule { name: "its texts can be read", check: can_be_read },
    Rule { name: "it is described once in each language", check: is_described_once },
    Rule { name: "a change changes something", check: changes_something },
];

/// Announces a maintenance, or changes one that is not over; every active registrar that sells in
/// a zone that it touches, or did touch, is told.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn put(it: &MaintenancePut, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, it, facts, now)?;
    let known = facts.known.as_ref();
    let after = Maintenance {
        id: it.id.clone(),
        work: it.work.clone(),
        phase: if it.work.start <= now { Phase::Begun } else { Phase::Announced },
        created: known.map_or(now, |known| known.created),
        updated: known.map(|_| now),
        version: known.map_or(0, |known| known.version),
    };
    let before = known.map_or(&[][..], |known| &known.work.zones);
    let zones: Vec<_> = before.iter().chain(&it.work.zones).cloned().collect();
    let (occasion, deed) = match known {
        None => (Occasion::Planned, Deed::Created),
        Some(_) => (Occasion::Changed, Deed::Updated(vec!["data"])),
    };
    Ok(told(after, occasion, (deed, None), &zones, &facts.registrars))
}

/// Calls a maintenance off; one that has begun ends now.
///
/// # Errors
/// [`Refusal::MaintenanceUnknown`], [`Refusal::MaintenanceOver`].
pub fn cancel(id: &MaintenanceId, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let known = facts.known.clone();
    let mut after = known.ok_or_else(|| Refusal::MaintenanceUnknown(id.to_string()))?;
    require(after.is_ahead(now), || Refusal::MaintenanceOver(id.to_string()))?;
    after.updated = Some(now);
    let (phase, occasion, deed) = if after.work.start <= now {
        after.work.end = now;
        (Phase::Over, Occasion::Over, Deed::Ended)
    } else {
        (Phase::Cancelled, Occasion::Cancelled, Deed::Removed)
    };
    after.phase = phase;
    let zones = after.work.zones.clone();
    Ok(told(after, occasion, (deed, None), &zones, &facts.registrars))
}

/// What time has done to a maintenance by `now` without its being told, if it has done something.
/// Of one that began and ended meanwhile only the end is told.
pub fn step(known: &Maintenance, registrars: &[Registrar], now: Timestamp) -> Option<Plan> {
    if known.next_due().is_none_or(|due| now < due) {
        return None;
    }
    let work = &known.work;
    let (phase, occasion, deed, at) = if work.end <= now {
        (Phase::Over, Occasion::Over, Deed::Ended, work.end)
    } else {
        (Phase::Begun, Occasion::Begun, Deed::Begun, work.start)
    };
    let zones = &work.zones;
    let after = Maintenance { phase, ..known.clone() };
    Some(told(after, occasion, (deed, Some(at)), zones, registrars))
}

/// The plan that stores a maintenance and tells of it.
fn told(
    after: Maintenance,
    occasion: Occasion,
    (deed, at): (Deed, Option<Timestamp>),
    zones: &[DomainName],
    registrars: &[Registrar],
) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let hears = |registrar: &&Registrar| {
        let sells = registrar.zones.iter().any(|zone| zones.contains(zone));
        registrar.state == RegistrarState::Active && sells
    };
    let message = |registrar: &Registrar| {
        let maintenance = Box::new(Maintenance { version: 0, ..after.clone() });
        let notice = Notice::Maintenance { occasion, maintenance };
        PollDraft { registrar: registrar.id.clone(), notice }
    };
    plan.messages = registrars.iter().filter(hears).map(message).collect();
    let subject = Subject::Maintenance(after.id.clone());
    plan.events.push(Event { subject, deed, at, billed: None });
    plan.changes.push(Change::MaintenancePut(Box::new(after)));
    plan
}

fn is_not_over(it: &MaintenancePut, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let over = facts
        .known
        .as_ref()
        .is_some_and(|known| !known.is_ahead(now));
    require(!over, || Refusal::MaintenanceOver(it.id.to_string()))
}

fn ends_after_it_begins(it: &MaintenancePut, _: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let (start, end) = (it.work.start, it.work.end);
    require(start < end && now < end, || Refusal::MaintenanceBackwards { start, end })
}

fn touches_a_system(it: &MaintenancePut, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(!it.work.systems.is_empty(), || Refusal::Required("system"))
}

fn touches_our_zones(it: &MaintenancePut, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let zones = &it.work.zones;
    require(!zones.is_empty(), || Refusal::Required("zone"))?;
    for (place, zone) in zones.iter().enumerate() {
        require(facts.zones.contains(zone), || Refusal::ZoneUnknown(zone.clone()))?;
        let twice = zones.iter().take(place).any(|earlier| earlier == zone);
        require(!twice, || Refusal::Duplicate(zone.to_string()))?;
    }
    Ok(())
}

fn can_be_read(it: &MaintenancePut, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    for (element, text) in texts(&it.work) {
        let most = if element == "host" { HOST_MAX } else { TEXT_MAX };
        let fits = (1..=most).contains(&text.trim().chars().count());
        let readable = fits && !text.chars().any(char::is_control);
        require(readable, || Refusal::NotOffered(element, text.to_owned()))?;
    }
    let Some(uri) = &it.work.detail else { return Ok(()) };
    let scheme = ["https://", "http://"]
        .iter()
        .find_map(|scheme| uri.strip_prefix(scheme));
    let link = scheme.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_of_uri));
    require(link, || Refusal::NotOffered("detail", uri.clone()))
}

/// RFC 3986, section 2; what it escapes must come escaped.
const fn is_of_uri(character: char) -> bool {
    let unwise = matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    character.is_ascii_graphic() && !unwise
}

/// All texts of a maintenance but the URI, each with its element.
fn texts(work: &Work) -> impl Iterator<Item = (&'static str, &str)> {
    let name = work.name.iter().map(|name| ("name", name.text.as_str()));
    let types = work.types.iter().map(|kind| ("type", kind.text.as_str()));
    let described = work.descriptions.iter();
    let descriptions = described.map(|text| ("description", text.text.as_str()));
    let names = work
        .systems
        .iter()
        .map(|system| ("system", system.name.as_str()));
    let hosts = work
        .systems
        .iter()
        .filter_map(|system| Some(("host", system.host.as_deref()?)));
    let environment = match &work.environment {
        Environment::Custom(name) => Some(("environment", name.as_str())),
        _ => None,
    };
    name.chain(types)
        .chain(descriptions)
        .chain(names)
        .chain(hosts)
        .chain(environment)
}

fn is_described_once(it: &MaintenancePut, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let texts = &it.work.descriptions;
    let twice = texts.iter().enumerate().find(|(place, text)| {
        let mut earlier = texts.iter().take(*place);
        earlier.any(|earlier| earlier.lang == text.lang)
    });
    match twice {
        Some((_, text)) => Err(Refusal::Duplicate(text.lang.tag().to_owned())),
        None => Ok(()),
    }
}

fn changes_something(it: &MaintenancePut, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let same = facts
        .known
        .as_ref()
        .is_some_and(|known| known.work == it.work);
    require(!same, || Refusal::ChangeIsEmpty)
}

#[cfg(test)]
mod tests;
