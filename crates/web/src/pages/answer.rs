//! Answering a change of holder after signing in, without the link of the letter.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use foral_model::command::{Command, HolderChangeStep, HolderStep, Verdict};
use foral_model::name::DomainName;
use foral_registry::decision::{DecisionView, Question};
use foral_registry::error::Error;
use http::StatusCode;

use crate::confirm::wrong_password;
use crate::failure::Failure;
use crate::frame;
use crate::guard::SignedIn;
use crate::pages::decide::{Dead, Entry, Page, assemble, decided, is_over};
use crate::settings::Web;

/// `GET /domains/{name}/answer`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    match asked(&web, &signed_in, &name).await? {
        Some(view) => frame::page(StatusCode::OK, &form(&web, &signed_in, &view)),
        None => nothing(&web, &signed_in),
    }
}

/// `POST /domains/{name}/answer`.
pub(crate) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(entry): Form<Entry>,
) -> Result<Response, Failure> {
    signed_in.checked(entry.token())?;
    let Some(view) = asked(&web, &signed_in, &name).await? else {
        return nothing(&web, &signed_in);
    };
    let page = form(&web, &signed_in, &view);
    // A browser that was left open answers nothing: a domain may change hands here.
    if let Some(problem) = wrong_password(&web, &signed_in, entry.password.clone()).await? {
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page.after(&entry, problem));
    }
    let (verdict, agent) = match entry.read(page.t, &view.question) {
        Ok(answer) => answer,
        Err(problem) => {
            return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page.after(&entry, problem));
        }
    };
    let step = match verdict {
        Verdict::Agree => HolderStep::Agree(agent),
        Verdict::Refuse => HolderStep::Refuse,
    };
    let command = Command::HolderChange(HolderChangeStep { name: view.domain.clone(), step });
    match web.registry.execute(&signed_in.actor(), &command).await {
        Ok(_) => frame::page(
            StatusCode::OK,
            &decided(signed_in.frame(&web).about(&web, &view.domain), &view, verdict),
        ),
        Err(Error::Refused(refusal)) if is_over(&refusal) => nothing(&web, &signed_in),
        Err(Error::Refused(refusal)) => {
            let problem = page.t.refusal(&refusal);
            frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page.after(&entry, problem))
        }
        Err(Error::Failed(incident)) => Err(incident.into()),
    }
}

/// The change of holder of this domain that waits for the reader. A transfer is answered with the
/// link alone: it asks whoever reads the letters of the administrative contact.
async fn asked(
    web: &Web,
    signed_in: &SignedIn,
    name: &str,
) -> Result<Option<DecisionView>, Failure> {
    let name = DomainName::parse(name).map_err(|_| Failure::NotFound)?;
    let waiting = web.registry.decisions_of(signed_in.holder()).await?;
    Ok(waiting
        .into_iter()
        .find(|view| view.domain == name && !matches!(view.question, Question::Transfer { .. })))
}

fn form(web: &Web, signed_in: &SignedIn, view: &DecisionView) -> Page {
    let path = format!("/domains/{}/answer", view.domain);
    let token = signed_in.form_token(&path);
    let reader = Some(signed_in.holder().to_string());
    Page { reader, ..assemble(signed_in.frame(web).about(web, &view.domain), view, path, token) }
}

fn nothing(web: &Web, signed_in: &SignedIn) -> Result<Response, Failure> {
    let frame = signed_in.frame(web);
    frame::page(StatusCode::GONE, &Dead { t: frame.words, frame })
}
