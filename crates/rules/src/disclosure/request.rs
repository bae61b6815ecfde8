//! Requests for data that is not public: asked, confirmed by a link, answered by staff in time.

use foral_model::command::{DisclosureAnswer, DisclosureAsk};
use foral_model::contact::{Contact, ContactRole};
use foral_model::disclosure::{
    Authority, DisclosureId, DisclosureRequest, DisclosureState, DisclosureVerdict,
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
    Rule { name: "the requester says who they are", check: is_somebody },
    Rule { name: "the answer can be sent", check: can_be_written_to },
    Rule { name: "the request says what for", check: has_a_purpose },
    Rule { name: "the name is registered", check: is_registered },
];

/// Takes a request, and sends the link that confirms it. To an address that did not confirm what it
/// was sent nothing more is sent, and whoever asks cannot tell.
///
/// # Errors
/// [`Refusal::Required`], [`Refusal::EmailSyntax`], [`Refusal::NotOffered`] for what is too long,
/// [`Refusal::DomainUnknown`].
pub fn ask(ask: &DisclosureAsk, facts: &AskFacts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, ask, facts, now)?;
    let mut plan = Plan::answering(Outcome::Done);
    if facts.unconfirmed >= LETTERS {
        return Ok(plan);
    }
    let until = now.plus_minutes(60 * LINK_HOURS);
    let request = DisclosureRequest {
        id: facts.id.clone(),
        domain: ask.domain.clone(),
        requester: ask.requester.clone(),
        ground: ask.ground,
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
/// [`Refusal::NotOffered`] for a request that is not there, [`Refusal::ChangeHasNoEffect`] for one
/// that waits for no answer, [`Refusal::Required`] for a refusal without a reason,
/// [`Refusal::DomainUnknown`] for data of a name that nobody holds any more.
pub fn answer(it: &DisclosureAnswer, facts: &AnswerFacts, now: Timestamp) -> Result<Plan, Refusal> {
    let unknown = || Refusal::NotOffered("request", it.id.to_string());
    let mut request = facts.request.clone().ok_or_else(unknown)?;
    let DisclosureState::Open { confirmed, due } = request.state else {
        return Err(Refusal::ChangeHasNoEffect(it.id.to_string()));
    };
    let mut plan = Plan::answering(Outcome::Done);
    let (reason, data) = match &it.verdict {
        DisclosureVerdict::Refused(reason) => {
            require(!reason.trim().is_empty(), || Refusal::Required("reason"))?;
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
/// [`Refusal::Duplicate`] if the identifier is taken, [`Refusal::Required`] without a name,
/// [`Refusal::NotOffered`] for an end that has passed.
pub fn admit(
    authority: &Authority,
    known: Option<&Authority>,
    token: Digest,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::Duplicate(authority.id.to_string()))?;
    require(!authority.name.trim().is_empty(), || Refusal::Required("name"))?;
    require(now < authority.expires, || {
        Refusal::NotOffered("expiry", authority.expires.to_string())
    })?;
    let admitted =
        Authority { token, created: now, revoked: None, version: 0, ..authority.clone() };
    Ok(changed(admitted, Deed::Created))
}

/// Takes an authority's token away.
///
/// # Errors
/// [`Refusal::NotOffered`] if there is no such authority, [`Refusal::ChangeHasNoEffect`] if it was
/// revoked before.
pub fn revoke(known: Option<&Authority>, id: &str, now: Timestamp) -> Result<Plan, Refusal> {
    let known = known.ok_or_else(|| Refusal::NotOffered("authority", id.to_owned()))?;
    require(known.revoked.is_none(), || Refusal::ChangeHasNoEffect(id.to_owned()))?;
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

fn fits(text: &str, name: &'static str, longest: usize) -> Result<(), Refusal> {
    require(!text.trim().is_empty(), || Refusal::Required(name))?;
    let odd = |c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t';
    let fits = text.chars().count() <= longest && !text.contains(odd);
    require(fits, || Refusal::NotOffered(name, String::new()))
}

fn is_somebody(ask: &DisclosureAsk, _: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    let requester = &ask.requester;
    is_one_line(&requester.name, "name")?;
    let organisation = requester.organisation.as_deref();
    organisation.map_or(Ok(()), |organisation| is_one_line(organisation, "organisation"))
}

/// A name of two lines would be two rows wherever requests are listed.
fn is_one_line(text: &str, name: &'static str) -> Result<(), Refusal> {
    fits(text, name, NAME)?;
    require(!text.contains(char::is_control), || Refusal::NotOffered(name, String::new()))
}

fn can_be_written_to(ask: &DisclosureAsk, _: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    email_can_be_written_to(&ask.requester.email)
}

fn has_a_purpose(ask: &DisclosureAsk, _: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    fits(&ask.purpose, "purpose", PURPOSE)
}

fn is_registered(ask: &DisclosureAsk, facts: &AskFacts, _: Timestamp) -> Result<(), Refusal> {
    require(facts.domain.is_some(), || Refusal::DomainUnknown(ask.domain.clone()))
}

#[cfg(test)]
mod tests;
