//! Pages about the portal itself.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use foral_words::Words;
use http::StatusCode;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::settings::Web;

/// What works for whom, and what does not yet.
#[derive(Template)]
#[template(path = "accessibility.html")]
pub(crate) struct Accessibility {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
}

/// What is kept, and why.
#[derive(Template)]
#[template(path = "privacy.html")]
pub(crate) struct Privacy {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
}

/// `GET /accessibility`.
pub(crate) async fn accessibility(
    State(web): State<Web>,
    reader: Reader,
) -> Result<Response, Failure> {
    let frame = reader.frame(&web);
    let t = frame.words;
    frame::page(StatusCode::OK, &Accessibility { frame, t })
}

/// `GET /privacy`.
pub(crate) async fn privacy(State(web): State<Web>, reader: Reader) -> Result<Response, Failure> {
    let frame = reader.frame(&web);
    let t = frame.words;
    frame::page(StatusCode::OK, &Privacy { frame, t })
}
