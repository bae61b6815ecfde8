//! Answering what a domain waits for, with the link of a letter. Looking changes nothing.

mod form;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use foral_model::actor::Who;
use foral_model::command::{Agent, Command, Decision, Verdict};
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_registry::decision::DecisionView;
use foral_registry::error::Error;
use http::StatusCode;
use http::header::HeaderMap;

use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::frame;
use crate::guard::Reader;
use crate::link::Link;
use crate::settings::Web;

pub(crate) use form::{Dead, Entry, Page, assemble, decided};

/// The path of the page that asks.
const PATH: &str = "/decide/answer";

/// Its token stays long enough to read, and to ask somebody.
const LINK: Link = Link { cookie: Cookie::Decision, kept: Kept::Seconds(60 * 60), goal: PATH };

/// `GET /decide/{token}`: takes the token out of the address.
pub(crate) async fn arrive(Path(token): Path<String>) -> Response {
    LINK.keep(&token)
}

/// `GET /decide/answer`.
pub(crate) async fn show(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(token) = LINK.token(&headers) else { return dead(&web, &reader) };
    match asked(&web, &token).await? {
        Some(view) => frame::page(StatusCode::OK, &form(&web, &reader, &token, &view)),
        None => dead(&web, &reader),
    }
}

/// `POST /decide/answer`.
pub(crate) async fn submit(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    let Some(token) = LINK.token(&headers) else { return dead(&web, &reader) };
    // Another link may have been opened since: an answer is good for the question that was read.
    reader.checked_for(&web, &subject(&token), &entry.token)?;
    let Some(view) = asked(&web, &token).await? else { return dead(&web, &reader) };
    let (verdict, agent) = match entry.read(reader.frame(&web).words, &view.question) {
        Ok(answer) => answer,
        Err(problem) => {
            let page = form(&web, &reader, &token, &view).after(&entry, problem);
            return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match answer(&web, &reader, token.clone(), (verdict, agent)).await {
        Ok(()) => {
            let page = decided(reader.frame(&web).about(&web, &view.domain), &view, verdict);
            Ok(LINK.forget(frame::page(StatusCode::OK, &page)?))
        }
        Err(Error::Refused(refusal)) if is_over(&refusal) => dead(&web, &reader),
        Err(Error::Refused(refusal)) => {
            let page = form(&web, &reader, &token, &view);
            let problem = page.t.refusal(&refusal);
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page.after(&entry, problem))
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

/// Whether nothing waits for the answer any more.
pub(crate) const fn is_over(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::LinkDead
            | Refusal::NotPendingTransfer
            | Refusal::HolderChangeNone
            | Refusal::DomainUnknown(_)
    )
}

async fn answer(
    web: &Web,
    reader: &Reader,
    token: Secret,
    (verdict, agent): (Verdict, Agent),
) -> Result<(), Error> {
    let actor = reader.visit.actor(Who::Public);
    let command = Command::Decide(Decision { token, verdict, agent });
    web.registry.execute(&actor, &command).await.map(|_| ())
}

async fn asked(web: &Web, token: &Secret) -> Result<Option<DecisionView>, Failure> {
    match web.registry.decision_view(token).await {
        Ok(view) => Ok(Some(view)),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

fn form(web: &Web, reader: &Reader, token: &Secret, view: &DecisionView) -> Page {
    let token = reader.tokens(web).token(&subject(token), reader.visit.now);
    assemble(reader.frame(web).about(web, &view.domain), view, PATH.to_owned(), token)
}

/// What a form of this page is good for: one path and one question.
fn subject(token: &Secret) -> String {
    format!("{PATH} {}", token.expose())
}

fn dead(web: &Web, reader: &Reader) -> Result<Response, Failure> {
    let frame = reader.frame(web);
    let page = Dead { t: frame.words, frame };
    Ok(LINK.forget(frame::page(StatusCode::GONE, &page)?))
}
