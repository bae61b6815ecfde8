//! Handing a domain over to another holder: asking, and thinking better of it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::command::{Command, HolderChangeStep, HolderStep};
use foral_model::id::Handle;
use foral_model::refusal::Refusal;
use foral_model::zone::HolderChange;
use foral_registry::error::Error;
use foral_registry::view::DomainView;
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::confirm::wrong_password;
use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::SignedIn;
use crate::pages::domain::{Title, find};
use crate::pages::recover::FieldError;
use crate::settings::Web;

/// The page that explains and asks.
#[derive(Template)]
#[template(path = "handover.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) token: String,
    /// The reader's handle.
    pub(crate) reader: String,
    pub(crate) registrar: String,
    pub(crate) expires: String,
    pub(crate) days: i64,
    /// The new holder's handle, as it was typed.
    pub(crate) handle: String,
    /// Why it is not possible now.
    pub(crate) obstacle: Option<String>,
    pub(crate) errors: Vec<FieldError>,
}

/// The page that asks whether to withdraw.
#[derive(Template)]
#[template(path = "handover_cancel.html")]
pub(crate) struct Doubt {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) token: String,
    pub(crate) handle: String,
    pub(crate) problem: Option<String>,
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Entry {
    handle: String,
    password: String,
    token: String,
}

/// The form that withdraws.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Withdrawal {
    token: String,
}

impl Page {
    /// What is wrong with a field, if anything is.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.text.as_str())
    }
}

/// `GET /domains/{name}/holder`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    frame::page(StatusCode::OK, &explain(&web, &signed_in, &view)?)
}

/// `POST /domains/{name}/holder`.
///
/// Who clicks twice sends the same form twice: the second finds what the first asked for.
pub(crate) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    let asked = signed_in.checked(&entry.token)?;
    let _turn = web.turn(&signed_in.token).lock().await;
    let view = find(&web, &signed_in, &name).await?;
    let pending = view.domain.pending_holder.as_ref();
    if pending.is_some_and(|pending| pending.asked_by.is_none() && pending.requested >= asked) {
        return Ok(back(&view, "handover"));
    }
    let mut page = explain(&web, &signed_in, &view)?;
    page.handle = entry.handle.trim().to_owned();
    if page.obstacle.is_some() {
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let to = read(page.t, &page.handle)
        .map_err(|error| page.errors.push(error))
        .ok();
    if let Some(text) = wrong_password(&web, &signed_in, entry.password).await? {
        page.errors.push(FieldError { field: "password", text });
    }
    let Some(to) = to.filter(|_| page.errors.is_empty()) else {
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    // One that is unknown is refused as it was typed.
    let to = web.registry.contact_meant(&to).await?.unwrap_or(to);
    match step(&web, &signed_in, &view, HolderStep::Ask(to)).await {
        Ok(()) => Ok(back(&view, "handover")),
        Err(Error::Refused(refusal)) => {
            blame(&mut page, &refusal);
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

/// `GET /domains/{name}/holder/cancel`.
pub(crate) async fn doubt(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    match reconsider(&web, &signed_in, &view) {
        Some(page) => frame::page(StatusCode::OK, &page),
        None => Ok(back(&view, "handover-nothing")),
    }
}

/// `POST /domains/{name}/holder/cancel`.
pub(crate) async fn withdraw(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(entry): Form<Withdrawal>,
) -> Result<Response, Failure> {
    signed_in.checked(&entry.token)?;
    let view = find(&web, &signed_in, &name).await?;
    let Some(mut page) = reconsider(&web, &signed_in, &view) else {
        return Ok(back(&view, "handover-nothing"));
    };
    match step(&web, &signed_in, &view, HolderStep::Cancel).await {
        Ok(()) => Ok(back(&view, "handover-cancelled")),
        Err(Error::Refused(Refusal::HolderChangeNone)) => Ok(back(&view, "handover-nothing")),
        Err(Error::Refused(refusal)) => {
            page.problem = Some(page.t.refusal(&refusal));
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

async fn step(
    web: &Web,
    signed_in: &SignedIn,
    view: &DomainView,
    step: HolderStep,
) -> Result<(), Error> {
    let name = view.domain.name.clone();
    let command = Command::HolderChange(HolderChangeStep { name, step });
    web.registry
        .execute(&signed_in.actor(), &command)
        .await
        .map(|_| ())
}

fn back(view: &DomainView, note: &str) -> Response {
    Redirect::to(&format!("/domains/{}?note={note}", view.domain.name)).into_response()
}

fn read(t: Words, typed: &str) -> Result<Handle, FieldError> {
    let error = |text| FieldError { field: "handle", text };
    if typed.is_empty() {
        return Err(error(t.recover_handle_missing()));
    }
    Handle::typed(typed).ok_or_else(|| error(t.recover_handle_shape()))
}

/// A refusal belongs to what was typed, or to the domain.
fn blame(page: &mut Page, refusal: &Refusal) {
    let text = page.t.refusal(refusal);
    match refusal {
        Refusal::ContactUnknown(_) | Refusal::HolderUnchanged => {
            page.errors.push(FieldError { field: "handle", text });
        }
        _ => page.obstacle = Some(text),
    }
}

/// Only where the zone changes holders by agreement; elsewhere there is no such page.
fn explain(web: &Web, signed_in: &SignedIn, view: &DomainView) -> Result<Page, Failure> {
    let path = format!("/domains/{}/holder", view.domain.name);
    let token = signed_in.form_token(&path);
    let reader = signed_in.holder().to_string();
    assemble(signed_in.frame(web).about(web, &view.domain.name), view, token, reader)
        .ok_or(Failure::NotFound)
}

/// Puts the page together; pure.
pub(crate) fn assemble(
    frame: Frame,
    view: &DomainView,
    token: String,
    reader: String,
) -> Option<Page> {
    let HolderChange::ByAgreement { new_days, .. } = view.holder_change else { return None };
    let t = frame.words;
    Some(Page {
        t,
        title: Title::of(&view.domain.name),
        token,
        reader,
        registrar: view.registrar.name.clone(),
        expires: t.date(view.domain.expires),
        days: i64::from(new_days),
        handle: String::new(),
        obstacle: view
            .change_obstacle
            .as_ref()
            .map(|refusal| t.refusal(refusal)),
        errors: Vec::new(),
        frame,
    })
}

fn reconsider(web: &Web, signed_in: &SignedIn, view: &DomainView) -> Option<Doubt> {
    let path = format!("/domains/{}/holder/cancel", view.domain.name);
    assemble_doubt(
        signed_in.frame(web).about(web, &view.domain.name),
        view,
        signed_in.form_token(&path),
    )
}

/// Puts the page that withdraws together; pure. Nothing if nothing waits.
pub(crate) fn assemble_doubt(frame: Frame, view: &DomainView, token: String) -> Option<Doubt> {
    let pending = view.domain.pending_holder.as_ref()?;
    Some(Doubt {
        t: frame.words,
        title: Title::of(&view.domain.name),
        token,
        handle: pending.to.to_string(),
        problem: None,
        frame,
    })
}
