//! Requests for data that is not public: asked, confirmed by a link, answered by staff in time.

use foral_model::command::{DisclosureAnswer, DisclosureAsk};
use foral_model::contact::{Contact, ContactRole};
use foral_model::disclosure::{
    Authority, DisclosureId, DisclosureRequest, DisclosureState, DisclosureVerdict, RequestFault,
};
use foral_model::domain::Domain;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::mail::{Letter, MailDraft};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::secret::{Digest, Sealed};
use foral_model::time::Timestamp;
use foral_model::zone::DirectoryRole;

use crate::contact::email_can_be_written_to;
use crate::domain::transfer::MintedLink;
use crate::rule::{Rule, judge, require};

/// Hours in which a request must be confirmed.
const LINK_HOURS: i64 = 48;
/// Hours in which it must be answered, from the confirmation on.
const ANSWER_HOURS: i64 = 72;
/// Letters that strangers can have sent to one address within a day.
const LETTERS: i64 = 3;
/// Longest name, and longest purpose, in characters.
const NAME: usize = 255;
const PURPOSE: usize = 4000;

/// What must be known of a request before it is accepted.
#[derive(Clone, Debug)]
pub struct AskFacts {
    /// Its reference.
    pub id: DisclosureId,
    /// Whether the name is registered here.
    pub domain: Option<Domain>,
    /// How many requests the address has not confirmed within a day.
    pub unconfirmed: i64,
    /// The link.
    pub link: MintedLink,
}

const RULES: &[Rule<DisclosureAsk, AskFacts>] = &[
    Rule {
        name: "the request says who asks, where the answer goes, why and what for",
        check: is_whole,
    },
    Rule { name: "the name is registered", check: is_registered },
];

/// Takes a request, and sends the link that confirms it. To an address that did not confirm what it
/// was sent nothing more is sent, and whoever asks cannot tell.
///
/// # Errors
/// [`Refusal::RequestIncomplete`] with all that is wrong, [`Refusal::DomainUnknown`].
pub fn ask(ask: &DisclosureAsk, facts: &AskFacts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, ask, facts, now)?;
    let ground = ask.ground.ok_or_else(no_ground)?;
    let mut plan = Plan::answering(Outcome::Done);
    if facts.unconfirmed >= LETTERS {
        return Ok(plan);
    }
    let until = now.plus_minutes(60 * LINK_HOURS);
    let request = DisclosureRequest {
        id: facts.id.clone(),
        domain: ask.domain.clone(),
        requester: ask.requester.clone(),
        ground,
        purpose: ask.purpose.trim().to_owned(),
        state: DisclosureState::Unconfirmed { link: facts.link.digest.clone(), until },
        asked: now,
        version: 0,
    };
    plan.mail.push(letter(
        &request,
        Letter::DisclosureAsked {
            domain: request.domain.clone(),
            token: facts.link.sealed.clone(),
            expires: until,
        },
    ));
    plan.events.push(event(&request, Deed::Created));
    plan.changes.push(Change::DisclosurePut(Box::new(request)));
    Ok(plan)
}

/// The link was used: the clock of the answer begins.
///
/// # Errors
/// [`Refusal::LinkDead`] if it is wrong, was used or has lapsed.
pub fn confirm(known: Option<&DisclosureRequest>, now: Timestamp) -> Result<Plan, Refusal> {
    let mut request = known.ok_or(Refusal::LinkDead)?.clone();
    let live = matches!(request.state, DisclosureState::Unconfirmed { until, .. } if now < until);
    require(live, || Refusal::LinkDead)?;
    let due = now.plus_minutes(60 * ANSWER_HOURS);
    request.state = DisclosureState::Open { confirmed: now, due };
    let mut plan = Plan::answering(Outcome::Done);
    plan.mail.push(letter(
        &request,
        Letter::DisclosureReceived {
            request: request.id.clone(),
            domain: request.domain.clone(),
            due,
        },
    ));
    plan.events.push(event(&request, Deed::Confirmed));
    plan.changes.push(Change::DisclosurePut(Box::new(request)));
    Ok(plan)
}

/// What must be known for an answer.
#[derive(Clone, Debug)]
pub struct AnswerFacts {
    /// The request.
    pub request: Option<DisclosureRequest>,
    /// The domain, if it is registered still.
    pub domain: Option<Domain>,
    /// The text of [`data`], sealed.
    pub data: Sealed,
}

/// Staff answers: the data, or the refusal, go out by letter.
///
/// # Errors
/// [`Refusal::RequestUnknown`], [`Refusal::RequestUnconfirmed`] and [`Refusal::RequestAnswered`] for
/// one that waits for no answer, [`Refusal::RequestReasonMissing`] for a refusal without a reason,
/// [`Refusal::DomainUnknown`] for data of a name that nobody holds any more.
pub fn answer(it: &DisclosureAnswer, facts: &AnswerFacts, now: Timestamp) -> Result<Plan, Refusal> {
    let id = || it.id.to_string();
    let unknown = || Refusal::RequestUnknown(id());
    let mut request = facts.request.clone().ok_or_else(unknown)?;
    let (confirmed, due) = match request.state {
        DisclosureState::Open { confirmed, due } => (confirmed, due),
        DisclosureState::Unconfirmed { .. } => return Err(Refusal::RequestUnconfirmed(id())),
        DisclosureState::Answered { .. } => return Err(Refusal::RequestAnswered(id())),
    };
    let mut plan = Plan::answering(Outcome::Done);
    let (reason, data) = match &it.verdict {
        DisclosureVerdict::Refused(reason) => {
            require(!reason.trim().is_empty(), || Refusal::RequestReasonMissing)?;
            (Some(reason.trim().to_owned()), None)
        }
        DisclosureVerdict::Granted => {
            let gone = || Refusal::DomainUnknown(request.domain.clone());
            let domain = facts.domain.as_ref().ok_or_else(gone)?;
            plan.events.push(Event {
                subject: Subject::Directory(domain.id.to_string(), domain.name.to_string()),
                deed: Deed::Seen {
                    ground: Some(request.ground.as_str()),
                    request: Some(request.id.to_string()),
                },
                at: None,
                billed: None,
            });
            (None, Some(facts.data.clone()))
        }
    };
    request.state =
        DisclosureState::Answered { confirmed, due, at: now, verdict: it.verdict.clone() };
    plan.mail.push(letter(
        &request,
        Letter::DisclosureAnswered {
            request: request.id.clone(),
            domain: request.domain.clone(),
            reason,
            data,
        },
    ));
    plan.events.push(event(&request, Deed::Answered));
    plan.changes.push(Change::DisclosurePut(Box::new(request)));
    Ok(plan)
}

/// All that is known of the people behind a name, a fact on each line: role, field, value, with tabs
/// between them.
pub fn data(domain: &Domain, contacts: &[Contact]) -> String {
    let mut text = String::new();
    let named = domain
        .registrant
        .iter()
        .map(|handle| (DirectoryRole::Registrant, handle));
    let others = domain
        .contacts
        .iter()
        .map(|(role, handle): &(ContactRole, _)| (DirectoryRole::from(*role), handle));
    for (role, handle) in named.chain(others) {
        let Some(contact) = contacts.iter().find(|contact| contact.handle == *handle) else {
            continue;
        };
        for (field, value) in facts_of(contact) {
            let plain: String = value
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            text.push_str(&format!("{}\t{field}\t{plain}\n", role.as_str()));
        }
    }
    text
}

fn facts_of(contact: &Contact) -> Vec<(&'static str, String)> {
    let mut facts = vec![("handle", contact.handle.to_string())];
    if let Some(postal) = contact.postal() {
        let place = [postal.postal_code.as_deref(), Some(&postal.city), postal.province.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let lines = postal.street.join(", ");
        facts.push(("name", postal.name.clone()));
        facts.extend(
            postal
                .organisation
                .clone()
                .map(|name| ("organisation", name)),
        );
        facts.push(("address", format!("{lines}, {}, {}", place.join(" "), postal.country)));
    }
    facts.push(("email", contact.email.clone()));
    facts.extend(
        contact
            .additional_email
            .clone()
            .map(|email| ("email", email)),
    );
    facts.extend(contact.voice.clone().map(|phone| ("phone", phone.number)));
    facts.extend(contact.mobile.clone().map(|phone| ("phone", phone)));
    facts
}

/// Admits an authority.
///
/// # Errors
/// [`Refusal::AuthorityTaken`] if the identifier is another's, [`Refusal::AuthorityNameMissing`],
/// [`Refusal::AuthorityExpiryPast`].
pub fn admit(
    authority: &Authority,
    known: Option<&Authority>,
    token: Digest,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::AuthorityTaken(authority.id.to_string()))?;
    require(!authority.name.trim().is_empty(), || Refusal::AuthorityNameMissing)?;
    require(now < authority.expires, || Refusal::AuthorityExpiryPast(authority.expires))?;
    let admitted =
        Authority { token, created: now, revoked: None, version: 0, ..authority.clone() };
    Ok(changed(admitted, Deed::Created))
}

/// Takes an authority's token away.
///
/// # Errors
/// [`Refusal::AuthorityUnknown`], [`Refusal::AuthorityRevoked`] if it was revoked before.
pub fn revoke(known: Option<&Authority>, id: &str, now: Timestamp) -> Result<Plan, Refusal> {
    let known = known.ok_or_else(|| Refusal::AuthorityUnknown(id.to_owned()))?;
    require(known.revoked.is_none(), || Refusal::AuthorityRevoked(id.to_owned()))?;
    Ok(changed(Authority { revoked: Some(now), ..known.clone() }, Deed::Ended))
}

fn changed(authority: Authority, deed: Deed) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let subject = Subject::Authority(authority.id.clone());
    plan.events
        .push(Event { subject, deed, at: None, billed: None });
    plan.changes.push(Change::AuthorityPut(Box::new(authority)));
    plan
}

fn letter(request: &DisclosureRequest, letter: Letter) -> MailDraft {
    MailDraft {
        to: request.requester.email.clone(),
        name: request.requester.name.clone(),
        reader: None,
        lang: request.requester.lang,
        letter,
    }
}

fn event(request: &DisclosureRequest, deed: Deed) -> Event {
    Event { subject: Subject::Disclosure(request.id.clone()), deed, at: None, billed: None }
}

/// Tells all at once, so that nobody sends a request five times.
fn is_whole(ask: &DisclosureAsk, _: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    let faults = faults(ask);
    require(faults.is_empty(), || Refusal::RequestIncomplete(faults))
}

/// All that is wrong with a request, in the order of its parts.
fn faults(ask: &DisclosureAsk) -> Vec<RequestFault> {
    let requester = &ask.requester;
    let is_missing = |text: &str| text.trim().is_empty();
    let organisation = requester.organisation.as_deref().unwrap_or_default();
    let email = email_can_be_written_to(&requester.email);
    let found = [
        is_missing(&requester.name).then_some(RequestFault::NameMissing),
        (!is_one_line(&requester.name)).then_some(RequestFault::NameUnfit),
        (!is_one_line(organisation)).then_some(RequestFault::OrganisationUnfit),
        match email {
            _ if is_missing(&requester.email) => Some(RequestFault::EmailMissing),
            Err(_) => Some(RequestFault::EmailUnfit),
            Ok(()) => None,
        },
        ask.ground.is_none().then_some(RequestFault::GroundMissing),
        is_missing(&ask.purpose).then_some(RequestFault::PurposeMissing),
        (!fits(&ask.purpose, PURPOSE)).then_some(RequestFault::PurposeUnfit),
    ];
    found.into_iter().flatten().collect()
}

fn no_ground() -> Refusal {
    Refusal::RequestIncomplete(vec![RequestFault::GroundMissing])
}

fn fits(text: &str, longest: usize) -> bool {
    let text = text.trim();
    let odd = |c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t';
    text.chars().count() <= longest && !text.contains(odd)
}

/// A name of two lines would be two rows wherever requests are listed.
fn is_one_line(text: &str) -> bool {
    fits(text, NAME) && !text.trim().contains(char::is_control)
}

fn is_registered(ask: &DisclosureAsk, facts: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    require(facts.domain.is_some(), || Refusal::DomainUnknown(ask.domain.clone()))
}

#[cfg(test)]
mod tests;
