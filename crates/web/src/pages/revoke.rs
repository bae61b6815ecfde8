//! Cancelling the transfer codes of a domain.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::command::Command;
use foral_model::time::Timestamp;
use foral_registry::error::Error;
use foral_registry::view::DomainView;
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::SignedIn;
use crate::pages::domain::{Title, find};
use crate::settings::Web;

/// The page that asks.
#[derive(Template)]
#[template(path = "revoke.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) token: String,
    /// The codes that there are, in words.
    pub(crate) codes: Vec<String>,
    pub(crate) problem: Option<String>,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    token: String,
}

/// `GET /domains/{name}/transfer/cancel`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    let page = ask(&web, &signed_in, &view);
    if page.codes.is_empty() {
        return Ok(back(&view, "nothing"));
    }
    frame::page(StatusCode::OK, &page)
}

/// `POST /domains/{name}/transfer/cancel`.
pub(crate) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    signed_in.checked(&entry.token)?;
    let view = find(&web, &signed_in, &name).await?;
    let command = Command::CodeRevoke(view.domain.name.clone());
    match web.registry.execute(&signed_in.actor(), &command).await {
        Ok(_) => Ok(back(&view, "cancelled")),
        Err(Error::Refused(refusal)) => {
            let mut page = ask(&web, &signed_in, &view);
            page.problem = Some(page.t.refusal(&refusal));
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

fn back(view: &DomainView, note: &str) -> Response {
    Redirect::to(&format!("/domains/{}?note={note}", view.domain.name)).into_response()
}

fn ask(web: &Web, signed_in: &SignedIn, view: &DomainView) -> Page {
    let path = format!("/domains/{}/transfer/cancel", view.domain.name);
    assemble(
        signed_in.frame(web).about(web, &view.domain.name),
        view,
        signed_in.form_token(&path),
        signed_in.visit.now,
    )
}

/// Puts the page together; pure.
pub(crate) fn assemble(frame: Frame, view: &DomainView, token: String, now: Timestamp) -> Page {
    let t = frame.words;
    let yours = view.holder_code.as_ref().filter(|code| code.is_live(now));
    let registrars = view
        .registrar_code
        .as_ref()
        .filter(|code| code.is_live(now));
    let yours = yours.map(|code| t.cancel_yours(t.date_time(code.expires), t.date_time(code.made)));
    let registrars = registrars.map(|code| t.cancel_registrars(t.date_time(code.made)));
    Page {
        t,
        title: Title::of(&view.domain.name),
        token,
        codes: yours.into_iter().chain(registrars).collect(),
        problem: None,
        frame,
    }
}
