//! Asking for data that is not public, and confirming the request with the link of a letter.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::actor::Who;
use foral_model::command::{Command, DisclosureAsk};
use foral_model::disclosure::{DisclosureRequest, LegalGround, Requester};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_registry::directory::Onlooker;
use foral_registry::error::Error;
use foral_words::Words;
use http::StatusCode;
use http::header::HeaderMap;
use serde::Deserialize;

use super::recover::FieldError;
use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::link::Link;
use crate::query;
use crate::settings::Web;

/// The path of the page that confirms.
const PATH: &str = "/disclosure/confirm";

/// Its token stays long enough to read.
const LINK: Link = Link { cookie: Cookie::Disclosure, kept: Kept::Seconds(60 * 60), goal: PATH };

/// The form.
#[derive(Template)]
#[template(path = "disclosure.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) token: String,
    pub(crate) domain: String,
    pub(crate) entry: Entry,
    pub(crate) grounds: Vec<Ground>,
    pub(crate) errors: Vec<FieldError>,
}

/// A legal ground of the list.
pub(crate) struct Ground {
    pub(crate) value: &'static str,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "disclosure_said.html")]
pub(crate) struct Said {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// The page that asks for the confirmation.
#[derive(Template)]
#[template(path = "disclosure_confirm.html")]
pub(crate) struct Confirm {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) token: String,
    pub(crate) domain: String,
}

/// Which name it is about.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Question {
    name: String,
}

/// What somebody entered.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Entry {
    pub(crate) domain: String,
    pub(crate) name: String,
    pub(crate) organisation: String,
    pub(crate) email: String,
    pub(crate) ground: String,
    pub(crate) purpose: String,
    pub(crate) token: String,
}

/// The token of the page that confirms.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Confirmation {
    token: String,
}

impl Page {
    /// What is wrong with a field, if anything is.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        let mut errors = self.errors.iter();
        let error = errors.find(|error| error.field == field);
        error.map(|error| error.text.as_str())
    }
}

/// `GET /disclosure`. Without a name that somebody holds there is nothing to ask for: the look-up
/// takes one, or says why not.
pub(crate) async fn show(
    State(web): State<Web>,
    reader: Reader,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let asked = question.name.trim();
    web.limits.lookup(reader.visit.from)?;
    let Some(name) = held(&web, asked).await? else {
        let lookup = query::link("/lookup", &[("name", asked)]);
        return Ok(Redirect::to(&lookup).into_response());
    };
    let token = reader.tokens(&web).token("/disclosure", reader.visit.now);
    let page = assemble(reader.frame(&web), &name, token, Entry::default(), Vec::new());
    frame::page(StatusCode::OK, &page)
}

/// The name, if somebody holds it.
async fn held(web: &Web, asked: &str) -> Result<Option<DomainName>, Failure> {
    let Ok(name) = DomainName::parse(asked) else { return Ok(None) };
    let known = web
        .registry
        .directory_domain(&Onlooker::PUBLIC, &name)
        .await?;
    Ok(known.map(|domain| domain.name))
}

/// `POST /disclosure`.
pub(crate) async fn submit(
    State(web): State<Web>,
    reader: Reader,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    reader.checked(&web, &entry.token)?;
    let name = DomainName::parse(entry.domain.trim()).map_err(|_| Failure::NotFound)?;
    web.limits
        .recovery(reader.visit.from, &entry.email.trim().to_lowercase())?;
    let frame = reader.frame(&web);
    let again = |frame: Frame, errors: Vec<FieldError>| {
        let token = reader.tokens(&web).token("/disclosure", reader.visit.now);
        let page = assemble(frame, &name, token, entry.clone(), errors);
        frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let command = Command::DisclosureAsk(ask(&reader, &name, &entry));
    let actor = reader.visit.actor(Who::Public);
    match web.registry.execute(&actor, &command).await {
        Ok(_) => {
            let t = frame.words;
            let (title, text) = (t.disclosure_sent_title(), t.disclosure_sent_text());
            frame::page(StatusCode::OK, &Said { frame, t, title, text })
        }
        Err(Error::Refused(refusal)) => {
            let errors = errors(frame.words, &refusal);
            again(frame, errors)
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

/// What the core has against a request, at the fields that it is about.
fn errors(t: Words, refusal: &Refusal) -> Vec<FieldError> {
    match refusal {
        Refusal::RequestIncomplete(faults) => faults
            .iter()
            .map(|fault| FieldError { field: fault.part().as_str(), text: t.request_fault(*fault) })
            .collect(),
        refusal => vec![FieldError { field: "domain", text: t.refusal(refusal) }],
    }
}

fn ask(reader: &Reader, name: &DomainName, entry: &Entry) -> DisclosureAsk {
    let organisation = entry.organisation.trim();
    DisclosureAsk {
        domain: name.clone(),
        requester: Requester {
            name: entry.name.trim().to_owned(),
            organisation: (!organisation.is_empty()).then(|| organisation.to_owned()),
            email: entry.email.trim().to_owned(),
            lang: reader.visit.lang,
        },
        ground: LegalGround::parse(&entry.ground),
        purpose: entry.purpose.trim().to_owned(),
    }
}

/// The form, filled in with what was entered.
pub(crate) fn assemble(
    frame: Frame,
    name: &DomainName,
    token: String,
    mut entry: Entry,
    errors: Vec<FieldError>,
) -> Page {
    let t = frame.words;
    let ground = |ground: LegalGround| Ground {
        value: ground.as_str(),
        label: t.legal_ground(ground),
        current: ground.as_str() == entry.ground,
    };
    let grounds = LegalGround::ALL.into_iter().map(ground).collect();
    entry.domain = name.to_string();
    Page { t, frame, token, domain: name.unicode(), grounds, entry, errors }
}

/// `GET /disclosure/confirm/{token}`: takes the token out of the address.
pub(crate) async fn arrive(Path(token): Path<String>) -> Response {
    LINK.keep(&token)
}

/// `GET /disclosure/confirm`.
pub(crate) async fn doubt(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let frame = reader.frame(&web);
    let t = frame.words;
    match waiting(&web, &headers).await? {
        Some((link, request)) => {
            let token = reader.tokens(&web).token(&subject(&link), reader.visit.now);
            let domain = request.domain.unicode();
            frame::page(StatusCode::OK, &Confirm { frame, t, token, domain })
        }
        None => dead(frame),
    }
}

/// `POST /disclosure/confirm`.
pub(crate) async fn confirm(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
    Form(confirmation): Form<Confirmation>,
) -> Result<Response, Failure> {
    let frame = reader.frame(&web);
    let Some(link) = LINK.token(&headers) else { return dead(frame) };
    reader.checked_for(&web, &subject(&link), &confirmation.token)?;
    let actor = reader.visit.actor(Who::Public);
    let command = Command::DisclosureConfirm(link);
    match web.registry.execute(&actor, &command).await {
        Ok(_) => {
            let t = frame.words;
            let (title, text) = (t.disclosure_confirmed_title(), t.disclosure_confirmed_text());
            let page = Said { frame, t, title, text };
            Ok(LINK.forget(frame::page(StatusCode::OK, &page)?))
        }
        Err(Error::Refused(_)) => dead(frame),
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

async fn waiting(
    web: &Web,
    headers: &HeaderMap,
) -> Result<Option<(Secret, DisclosureRequest)>, Failure> {
    let Some(link) = LINK.token(headers) else { return Ok(None) };
    let request = web.registry.disclosure_to_confirm(&link).await?;
    Ok(request.map(|request| (link, request)))
}

/// What a form of this page is good for: one path and one request.
fn subject(link: &Secret) -> String {
    format!("{PATH} {}", link.expose())
}

fn dead(frame: Frame) -> Result<Response, Failure> {
    let t = frame.words;
    let (title, text) = (t.disclosure_dead_title(), t.disclosure_dead_text());
    let page = Said { frame, t, title, text };
    Ok(LINK.forget(frame::page(StatusCode::GONE, &page)?))
}
