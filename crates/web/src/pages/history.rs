//! All of a domain's history.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use foral_model::journal::HistoryLine;
use foral_model::name::DomainName;
use foral_model::publication::Receipt;
use foral_words::Words;
use http::StatusCode;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::SignedIn;
use crate::pages::domain::Title;
use crate::settings::Web;

/// The page.
#[derive(Template)]
#[template(path = "history.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) lines: Vec<Happening>,
}

/// Something that happened.
pub(crate) struct Happening {
    pub(crate) text: String,
    pub(crate) actor: String,
    pub(crate) at: String,
    /// The same instant for machines.
    pub(crate) stamp: String,
    /// What became of it in the DNS.
    pub(crate) receipt: Option<String>,
}

/// `GET /domains/{name}/history`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let name = DomainName::parse(&name).map_err(|_| Failure::NotFound)?;
    let lines = web
        .registry
        .domain_history(signed_in.holder(), &name)
        .await?;
    let lines = lines.ok_or(Failure::NotFound)?;
    let frame = signed_in.frame(&web).about(&web, &name);
    let t = frame.words;
    let receipts = web.registry.receipts(&name).await?;
    let lines = lines
        .iter()
        .map(|line| happening(t, line, &receipts))
        .collect();
    frame::page(StatusCode::OK, &Page { t, title: Title::of(&name), lines, frame })
}

/// A line of the journal in words.
pub(crate) fn happening(t: Words, line: &HistoryLine, receipts: &[Receipt]) -> Happening {
    let receipt = receipts.iter().find(|receipt| receipt.seq == line.seq);
    Happening {
        receipt: receipt.map(|receipt| t.history_receipt(receipt)),
        text: t.history(line),
        actor: t.history_actor(line),
        at: t.date_time(line.at),
        stamp: line.at.to_string(),
    }
}
