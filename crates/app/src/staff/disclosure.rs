//! `foral disclosure` and `foral authority`.

use foral_model::command::{AuthorityAdd as Admission, Command, DisclosureAnswer};
use foral_model::disclosure::{
    Authority, AuthorityId, DisclosureId, DisclosureRequest, DisclosureState, DisclosureVerdict,
    LegalGround,
};
use foral_model::refusal::Refusal;
use foral_model::secret::{Digest, Secret};
use foral_model::time::Timestamp;
use foral_model::zone::Offer;
use foral_registry::disclosure::Which;
use foral_registry::{Registry, mint};
use serde::Serialize;

use crate::cli::{AuthorityAdd, AuthorityTask, DisclosureTask, Instance};
use crate::failure::Failure;
use crate::output::{self, Row};

/// A request as it is listed.
#[derive(Serialize)]
struct Line {
    id: String,
    domain: String,
    requester: String,
    email: String,
    ground: &'static str,
    state: &'static str,
    due: Option<String>,
    /// Hours until the answer is due; negative if it is late.
    hours_left: Option<i64>,
}

/// A request as it is shown.
#[derive(Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

/// An authority as it is listed.
#[derive(Serialize)]
struct AuthorityLine {
    id: String,
    name: String,
    ground: &'static str,
    zones: Vec<String>,
    reverse_search: bool,
    expires: String,
    state: &'static str,
}

/// Carries out a task about requests.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &DisclosureTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        DisclosureTask::List { all, listing } => {
            let which = if *all { Which::Latest } else { Which::Open };
            let now = registry.moment().await?;
            let requests = registry.disclosure_requests(which).await?;
            let lines: Vec<Line> = requests.iter().map(|request| line(request, now)).collect();
            output::list(&lines, super::format(*listing))
        }
        DisclosureTask::Show { id, listing } => {
            let id = reference(id)?;
            let request = registry.disclosure_request(&id).await?;
            let request = request.ok_or_else(|| Refusal::RequestUnknown(id.to_string()))?;
            let facts = facts(&request, registry.moment().await?);
            output::list(&facts, super::format(*listing))
        }
        DisclosureTask::Grant { id } => {
            answer(&registry, id, DisclosureVerdict::Granted).await?;
            output::say(format!("{id} is granted; the data go out by letter"));
            Ok(())
        }
        DisclosureTask::Refuse { id, reason } => {
            answer(&registry, id, DisclosureVerdict::Refused(reason.clone())).await?;
            output::say(format!("{id} is refused; the reason goes out by letter"));
            Ok(())
        }
    }
}

async fn answer(registry: &Registry, id: &str, verdict: DisclosureVerdict) -> Result<(), Failure> {
    let command = Command::DisclosureAnswer(DisclosureAnswer { id: reference(id)?, verdict });
    super::execute(registry, &command).await
}

/// Carries out a task about authorities.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run_authority(
    instance: &Instance,
    task: &AuthorityTask,
) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        AuthorityTask::Add(add) => {
            let token = mint::text::<32>()?;
            let authority = authority(&registry, add).await?;
            let admission = Admission { token: Secret::new(token.clone()), authority };
            super::execute(&registry, &Command::AuthorityAdd(admission)).await?;
            output::say(token);
            Ok(())
        }
        AuthorityTask::List(listing) => {
            let now = registry.moment().await?;
            let authorities = registry.authorities().await?;
            let line = |authority: &Authority| authority_line(authority, now);
            let lines: Vec<AuthorityLine> = authorities.iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
        AuthorityTask::Revoke { id } => {
            let command = Command::AuthorityRevoke(authority_id(id)?);
            super::execute(&registry, &command).await?;
            output::say(format!("the token of {id} works no more"));
            Ok(())
        }
    }
}

async fn authority(registry: &Registry, add: &AuthorityAdd) -> Result<Authority, Failure> {
    let ground = LegalGround::parse(&add.ground).ok_or_else(|| {
        let known: Vec<_> = LegalGround::ALL
            .iter()
            .map(|ground| ground.as_str())
            .collect();
        Failure::says(format!("“{}” is none of {}", add.ground, known.join(", ")))
    })?;
    let now = registry.moment().await?;
    Ok(Authority {
        id: authority_id(&add.id)?,
        name: add.name.clone(),
        token: Digest(String::new()),
        ground,
        zones: super::zones(registry, &add.zones)?,
        reverse_search: if add.reverse_search { Offer::Offered } else { Offer::Absent },
        created: now,
        expires: now.plus_days(i64::from(add.days)),
        revoked: None,
        version: 0,
    })
}

fn authority_id(text: &str) -> Result<AuthorityId, Failure> {
    let wrong = || {
        Failure::says(format!(
            "“{text}” is no authority's identifier: 3 to 32 lower-case letters, digits and hyphens"
        ))
    };
    AuthorityId::parse(text).ok_or_else(wrong)
}

fn reference(text: &str) -> Result<DisclosureId, Failure> {
    let wrong = || Failure::says(format!("“{text}” is no reference of a request"));
    DisclosureId::parse(text).ok_or_else(wrong)
}

/// Where a request stands, in a word.
fn state(request: &DisclosureRequest, now: Timestamp) -> &'static str {
    match &request.state {
        DisclosureState::Unconfirmed { .. } => "unconfirmed",
        DisclosureState::Open { .. } if request.is_overdue(now) => "OVERDUE",
        DisclosureState::Open { .. } => "open",
        DisclosureState::Answered { verdict: DisclosureVerdict::Granted, .. } => "granted",
        DisclosureState::Answered { verdict: DisclosureVerdict::Refused(_), .. } => "refused",
    }
}

fn due(request: &DisclosureRequest) -> Option<Timestamp> {
    match request.state {
        DisclosureState::Open { due, .. } => Some(due),
        DisclosureState::Unconfirmed { .. } | DisclosureState::Answered { .. } => None,
    }
}

fn line(request: &DisclosureRequest, now: Timestamp) -> Line {
    let due = due(request);
    Line {
        id: request.id.to_string(),
        domain: request.domain.unicode(),
        requester: request.requester.name.clone(),
        email: request.requester.email.clone(),
        ground: request.ground.as_str(),
        state: state(request, now),
        hours_left: due.map(|due| due.seconds_since(now).div_euclid(3600)),
        due: due.map(|due| due.to_string()),
    }
}

fn facts(request: &DisclosureRequest, now: Timestamp) -> Vec<Fact> {
    let line = line(request, now);
    let requester = &request.requester;
    let mut facts = vec![
        ("id", line.id),
        ("domain", line.domain),
        ("state", line.state.to_owned()),
        ("requester", line.requester),
        ("organisation", requester.organisation.clone().unwrap_or_default()),
        ("email", line.email),
        ("ground", line.ground.to_owned()),
        ("purpose", request.purpose.clone()),
        ("asked", request.asked.to_string()),
    ];
    if let (Some(due), Some(hours)) = (line.due, line.hours_left) {
        facts.push(("due", due));
        facts.push(("hours-left", hours.to_string()));
    }
    if let DisclosureState::Answered { at, verdict, .. } = &request.state {
        facts.push(("answered", at.to_string()));
        if let DisclosureVerdict::Refused(reason) = verdict {
            facts.push(("reason", reason.clone()));
        }
    }
    facts
        .into_iter()
        .map(|(name, value)| Fact { name, value })
        .collect()
}

fn authority_line(authority: &Authority, now: Timestamp) -> AuthorityLine {
    AuthorityLine {
        id: authority.id.to_string(),
        name: authority.name.clone(),
        ground: authority.ground.as_str(),
        zones: authority.zones.iter().map(|zone| zone.unicode()).collect(),
        reverse_search: authority.reverse_search == Offer::Offered,
        expires: authority.expires.to_string(),
        state: match authority.revoked {
            Some(_) => "revoked",
            None if authority.is_live(now) => "live",
            None => "expired",
        },
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["REQUEST", "DOMAIN", "REQUESTER", "E-MAIL", "GROUND", "STATE", "HOURS LEFT"];

    fn cells(&self) -> Vec<String> {
        let hours = self.hours_left.map(|hours| hours.to_string());
        let texts = [&self.id, &self.domain, &self.requester, &self.email].map(String::clone);
        let words = [self.ground.to_owned(), self.state.to_owned(), hours.unwrap_or_default()];
        texts.into_iter().chain(words).collect()
    }
}

impl Row for Fact {
    const HEADINGS: &'static [&'static str] = &["WHAT", "VALUE"];

    fn cells(&self) -> Vec<String> {
        vec![self.name.to_owned(), self.value.clone()]
    }
}

impl Row for AuthorityLine {
    const HEADINGS: &'static [&'static str] =
        &["AUTHORITY", "NAME", "GROUND", "ZONES", "REVERSE SEARCH", "STATE", "UNTIL"];

    fn cells(&self) -> Vec<String> {
        let reverse = if self.reverse_search { "yes" } else { "no" };
        vec![
            self.id.clone(),
            self.name.clone(),
            self.ground.to_owned(),
            self.zones.join(" "),
            reverse.to_owned(),
            self.state.to_owned(),
            self.expires.clone(),
        ]
    }
}
