//! The pages that say that there is no page.

use askama::Template;
use axum::response::Response;
use foral_registry::view::Session;
use foral_words::Words;
use http::StatusCode;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::settings::Web;
use crate::visit::Visit;

/// What the page says.
#[derive(Template)]
#[template(path = "oops.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) reference: String,
}

/// The page for a status; `failure` says more if a page of ours failed.
pub(crate) fn page(
    web: &Web,
    visit: &Visit,
    session: Option<&Session>,
    status: StatusCode,
    failure: Option<Failure>,
) -> Result<Response, Failure> {
    let frame = Frame::new(web, visit, session);
    let t = frame.words;
    let (title, text) = sentences(t, status, failure.as_ref());
    let reference = match failure {
        Some(Failure::Broken(incident)) if !incident.0.is_empty() => incident.0,
        _ => visit.request_id.clone(),
    };
    frame::page(status, &Page { frame, t, title, text, reference })
}

fn sentences(t: Words, status: StatusCode, failure: Option<&Failure>) -> (String, String) {
    match (status, failure) {
        (_, Some(Failure::TooMany(wait))) => {
            let seconds = i64::try_from(wait.0).unwrap_or(i64::MAX);
            (t.oops_too_many_title(), t.oops_too_many(seconds))
        }
        (StatusCode::NOT_FOUND, _) => (t.oops_not_found_title(), t.oops_not_found()),
        (StatusCode::FORBIDDEN, _) => (t.oops_forbidden_title(), t.oops_forbidden()),
        (StatusCode::METHOD_NOT_ALLOWED, _) => (t.oops_method_title(), t.oops_request()),
        (StatusCode::SERVICE_UNAVAILABLE, _) => (t.oops_timeout_title(), t.oops_timeout()),
        (status, _) if status.is_client_error() => (t.oops_request_title(), t.oops_request()),
        _ => (t.oops_broken_title(), t.oops_broken()),
    }
}
