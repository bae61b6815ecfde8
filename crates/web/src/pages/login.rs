//! Signing in and out.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::actor::Who;
use foral_model::secret::Secret;
use foral_registry::view::{OpenedSession, SignInRefused};
use foral_words::Words;
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER, SET_COOKIE};
use serde::Deserialize;

use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::limits::Wait;
use crate::query;
use crate::settings::{Demo, Web};

/// The sign-in page.
#[derive(Template)]
#[template(path = "login.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) token: String,
    pub(crate) handle: String,
    pub(crate) next: String,
    /// Something to say that is no error.
    pub(crate) note: Option<String>,
    /// An error of the whole form.
    pub(crate) problem: Option<String>,
    pub(crate) handle_error: Option<String>,
    pub(crate) password_error: Option<String>,
    pub(crate) demo: Option<Demo>,
}

impl Page {
    fn new(web: &Web, reader: &Reader) -> Self {
        let frame = reader.frame(web);
        Self {
            t: frame.words,
            token: reader.tokens(web).token("/login", reader.visit.now),
            frame,
            handle: String::new(),
            next: String::new(),
            note: None,
            problem: None,
            handle_error: None,
            password_error: None,
            demo: web.settings.demo.clone(),
        }
    }

    /// Whether something has to be mended.
    pub(crate) fn failed(&self) -> bool {
        self.problem.is_some() || self.handle_error.is_some() || self.password_error.is_some()
    }
}

/// What a link to the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Arrival {
    handle: String,
    next: String,
    note: String,
}

/// The form.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Entry {
    handle: String,
    password: String,
    next: String,
    token: String,
}

/// `GET /login`.
pub(crate) async fn show(
    State(web): State<Web>,
    reader: Reader,
    Query(arrival): Query<Arrival>,
) -> Result<Response, Failure> {
    if reader.session.is_some() {
        return Ok(Redirect::to(query::local(&arrival.next).unwrap_or("/domains")).into_response());
    }
    let mut page = Page::new(&web, &reader);
    page.note = match arrival.note.as_str() {
        "changed" => Some(page.t.login_changed()),
        "out" => Some(page.t.login_signed_out()),
        "needed" => Some(page.t.login_needed()),
        _ => None,
    };
    page.handle = arrival.handle.chars().take(32).collect();
    page.next = arrival.next;
    frame::page(StatusCode::OK, &page)
}

/// `POST /login`.
pub(crate) async fn submit(
    State(web): State<Web>,
    reader: Reader,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    reader.checked(&web, &entry.token)?;
    let mut page = Page::new(&web, &reader);
    page.handle = entry.handle.trim().to_owned();
    page.next = entry.next;
    if page.handle.is_empty() {
        page.handle_error = Some(page.t.login_handle_missing());
    }
    if entry.password.is_empty() {
        page.password_error = Some(page.t.login_password_missing());
    }
    if page.failed() {
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    if let Err(wait) = web.limits.sign_in(reader.visit.from) {
        return throttled(page, &reader, wait);
    }
    let actor = reader.visit.actor(Who::Public);
    let password = Secret::new(entry.password);
    match web
        .registry
        .sign_in(&actor, &page.handle, &password)
        .await?
    {
        Ok(opened) => welcome(&web, &reader, &opened, &page.next).await,
        Err(SignInRefused::Wrong) => {
            page.problem = Some(page.t.login_wrong());
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(SignInRefused::Throttled(until)) => {
            let seconds = until.seconds_since(reader.visit.now).max(1).unsigned_abs();
            throttled(page, &reader, Wait(seconds))
        }
    }
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(
    State(web): State<Web>,
    reader: Reader,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    // Without a session there is nothing to protect: it has ended in the meantime.
    if let Some((token, _)) = &reader.session {
        reader.checked(&web, &entry.token)?;
        web.registry.sign_out(token).await?;
    }
    let mut response = Redirect::to("/login?note=out").into_response();
    if let Some(field) = Cookie::Session.write("", Kept::Never) {
        response.headers_mut().append(SET_COOKIE, field);
    }
    Ok(response)
}

/// The session that was there ends; the new one has a token that nobody saw before.
async fn welcome(
    web: &Web,
    reader: &Reader,
    opened: &OpenedSession,
    next: &str,
) -> Result<Response, Failure> {
    if let Some((old, _)) = &reader.session {
        web.registry.sign_out(old).await?;
    }
    if let Some(lang) = reader
        .visit
        .chosen
        .filter(|lang| *lang != opened.session.lang)
    {
        web.registry.choose_language(&opened.token, lang).await?;
    }
    let goal = query::local(next).unwrap_or("/domains");
    let mut response = Redirect::to(goal).into_response();
    let field = Cookie::Session
        .write(opened.token.expose(), Kept::WhileOpen)
        .ok_or(Failure::Unreadable)?;
    response.headers_mut().append(SET_COOKIE, field);
    Ok(response)
}

fn throttled(mut page: Page, reader: &Reader, wait: Wait) -> Result<Response, Failure> {
    let seconds = i64::try_from(wait.0).unwrap_or(i64::MAX);
    // The minute after: who waits as long as they are told must not be refused again.
    let until = reader.visit.now.plus_seconds(seconds).plus_minutes(1);
    page.problem = Some(page.t.login_throttled(page.t.date_time(until)));
    let mut response = frame::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(wait.0));
    Ok(response)
}
