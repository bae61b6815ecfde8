//! Choosing a new password with the link of a letter.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::actor::Who;
use foral_model::command::{Command, PasswordReset};
use foral_model::outcome::Outcome;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_registry::error::Error;
use foral_words::Words;
use http::StatusCode;
use http::header::HeaderMap;
use serde::Deserialize;

use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::link::Link;
use crate::query;
use crate::settings::Web;

/// Its token stays long enough to think of a password.
const LINK: Link =
    Link { cookie: Cookie::Recovery, kept: Kept::Seconds(20 * 60), goal: "/recover/new" };

/// The page that asks for a new password.
#[derive(Template)]
#[template(path = "reset.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) token: String,
    pub(crate) handle: String,
    pub(crate) error: Option<String>,
}

/// The page that says that the link is dead.
#[derive(Template)]
#[template(path = "dead_link.html")]
pub(crate) struct Dead {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    password: String,
    token: String,
}

/// `GET /recover/{token}`: changes nothing, and takes the token out of the address, where the
/// browser's history and a shoulder's owner could read it.
pub(crate) async fn arrive(Path(token): Path<String>) -> Response {
    LINK.keep(&token)
}

/// `GET /recover/new`.
pub(crate) async fn show(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    ask(&web, &reader, &headers, None).await
}

/// `POST /recover/new`.
pub(crate) async fn submit(
    State(web): State<Web>,
    reader: Reader,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    reader.checked(&web, &entry.token)?;
    let words = Words::of(reader.visit.lang);
    if entry.password.is_empty() {
        return ask(&web, &reader, &headers, Some(words.reset_missing())).await;
    }
    let Some(token) = LINK.token(&headers) else {
        return dead(&web, &reader);
    };
    let actor = reader.visit.actor(Who::Public);
    let password = Secret::new(entry.password);
    let command = Command::PasswordReset(PasswordReset { token, password });
    match web.registry.execute(&actor, &command).await {
        Ok(Outcome::PasswordReset { handle }) => Ok(done(handle.as_str())),
        Ok(_) => Ok(done("")),
        Err(Error::Refused(Refusal::LinkDead)) => dead(&web, &reader),
        Err(Error::Refused(refusal)) => {
            ask(&web, &reader, &headers, Some(words.refusal(&refusal))).await
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

async fn ask(
    web: &Web,
    reader: &Reader,
    headers: &HeaderMap,
    error: Option<String>,
) -> Result<Response, Failure> {
    let Some(token) = LINK.token(headers) else {
        return dead(web, reader);
    };
    let Some(handle) = web.registry.recovery_handle(&token).await? else {
        return dead(web, reader);
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = reader.frame(web);
    let page = Page {
        t: frame.words,
        token: reader.tokens(web).token("/recover/new", reader.visit.now),
        handle: handle.to_string(),
        error,
        frame,
    };
    frame::page(status, &page)
}

fn dead(web: &Web, reader: &Reader) -> Result<Response, Failure> {
    let frame = reader.frame(web);
    let t = frame.words;
    Ok(LINK.forget(frame::page(StatusCode::GONE, &Dead { frame, t })?))
}

/// The command ended all sessions of the account, one in this browser too if it was theirs.
fn done(handle: &str) -> Response {
    let to = query::link("/login", &[("note", "changed"), ("handle", handle)]);
    LINK.forget(Redirect::to(&to).into_response())
}
