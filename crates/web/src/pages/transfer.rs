//! Moving a domain: what will happen, the password again, and the code.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::command::Command;
use foral_model::outcome::Outcome;
use foral_model::time::Timestamp;
use foral_registry::error::Error;
use foral_registry::view::{DomainView, ShownCode};
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::confirm::wrong_password;
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::SignedIn;
use crate::pages::domain::{LiveCode, Title, find};
use crate::settings::Web;

/// The page that explains and asks.
#[derive(Template)]
#[template(path = "transfer.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) token: String,
    pub(crate) handle: String,
    pub(crate) email: String,
    pub(crate) registrar: String,
    pub(crate) expires: String,
    pub(crate) live: Option<LiveCode>,
    /// Why it is not possible now.
    pub(crate) obstacle: Option<String>,
    /// What is wrong with the password.
    pub(crate) error: Option<String>,
}

/// The page that shows the code.
#[derive(Template)]
#[template(path = "code.html")]
pub(crate) struct CodePage {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) process_id: String,
    pub(crate) registrar: String,
    pub(crate) email: String,
    pub(crate) state: CodeState,
}

/// What the page can say of a code.
pub(crate) enum CodeState {
    /// It may be read.
    Shown {
        /// Six groups.
        groups: Vec<String>,
        /// The thirty characters.
        whole: String,
        made: String,
        until: String,
        day: String,
        hidden_at: String,
        seconds_left: i64,
    },
    /// The ten minutes are over.
    Hidden { made: String, until: String },
    /// It was used, replaced or cancelled.
    Spent,
    /// None was made in this session.
    None,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    password: String,
    token: String,
}

/// `GET /domains/{name}/transfer`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    frame::page(StatusCode::OK, &explain(&web, &signed_in, &view))
}

/// `POST /domains/{name}/transfer`.
///
/// Who clicks twice sends the same form twice. The second waits for its turn, finds a code that is
/// younger than the form, and is led to it instead of making another.
pub(crate) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    let asked = signed_in.checked(&entry.token)?;
    let _turn = web.turn(&signed_in.token).lock().await;
    let view = find(&web, &signed_in, &name).await?;
    let name = &view.domain.name;
    let to_code = || Redirect::to(&format!("/domains/{name}/transfer/code")).into_response();
    let shown = web.registry.shown_code(&signed_in.token, name).await?;
    if shown.is_some_and(|shown| shown.made >= asked) {
        return Ok(to_code());
    }
    let mut page = explain(&web, &signed_in, &view);
    if page.obstacle.is_some() {
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    if let Some(error) = wrong_password(&web, &signed_in, entry.password).await? {
        page.error = Some(error);
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let command = Command::CodeCreate(name.clone());
    match web.registry.execute(&signed_in.actor(), &command).await {
        Ok(Outcome::CodeCreated { code, expires }) => {
            web.registry
                .show_code(&signed_in.token, name, &code, expires)
                .await?;
            Ok(to_code())
        }
        Ok(_) => Ok(to_code()),
        Err(Error::Refused(refusal)) => {
            page.obstacle = Some(page.t.refusal(&refusal));
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

/// `GET /domains/{name}/transfer/code`.
pub(crate) async fn code(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    let shown = web
        .registry
        .shown_code(&signed_in.token, &view.domain.name)
        .await?;
    let page = assemble_code(
        signed_in.frame(&web).about(&web, &view.domain.name),
        &view,
        shown.as_ref(),
        signed_in.visit.now,
    );
    frame::page(StatusCode::OK, &page)
}

fn explain(web: &Web, signed_in: &SignedIn, view: &DomainView) -> Page {
    let path = format!("/domains/{}/transfer", view.domain.name);
    let token = signed_in.form_token(&path);
    let handle = signed_in.holder().to_string();
    assemble(
        signed_in.frame(web).about(web, &view.domain.name),
        view,
        token,
        handle,
        signed_in.visit.now,
    )
}

/// Puts the page together; pure.
pub(crate) fn assemble(
    frame: Frame,
    view: &DomainView,
    token: String,
    handle: String,
    now: Timestamp,
) -> Page {
    let t = frame.words;
    let live = view.holder_code.as_ref().filter(|code| code.is_live(now));
    Page {
        t,
        title: Title::of(&view.domain.name),
        token,
        handle,
        email: view.holder.email.clone(),
        registrar: view.registrar.name.clone(),
        expires: t.date(view.domain.expires),
        live: live.map(|code| LiveCode {
            made: t.date_time(code.made),
            expires: t.date_time(code.expires),
        }),
        obstacle: view
            .code_obstacle
            .as_ref()
            .map(|refusal| t.refusal(refusal)),
        error: None,
        frame,
    }
}

/// Puts the page of the code together; pure.
pub(crate) fn assemble_code(
    frame: Frame,
    view: &DomainView,
    shown: Option<&ShownCode>,
    now: Timestamp,
) -> CodePage {
    CodePage {
        t: frame.words,
        title: Title::of(&view.domain.name),
        process_id: view.domain.id.to_string(),
        registrar: view.registrar.name.clone(),
        email: view.holder.email.clone(),
        state: state(frame.words, view, shown, now),
        frame,
    }
}

fn state(t: Words, view: &DomainView, shown: Option<&ShownCode>, now: Timestamp) -> CodeState {
    let Some(shown) = shown else {
        return CodeState::None;
    };
    // A code that another session made later has replaced the one of this session.
    let live = view
        .holder_code
        .as_ref()
        .is_some_and(|c| c.is_live(now) && c.made <= shown.made);
    let (made, until) = (t.date_time(shown.made), t.moment(shown.expires));
    match &shown.code {
        _ if !live => CodeState::Spent,
        Some(code) if now < shown.shown_until => CodeState::Shown {
            groups: code.groups(),
            whole: code.expose().to_owned(),
            made,
            until,
            day: t.date(shown.expires),
            hidden_at: t.date_time(shown.shown_until),
            seconds_left: shown.shown_until.seconds_since(now),
        },
        _ => CodeState::Hidden { made, until },
    }
}
