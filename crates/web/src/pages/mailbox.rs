//! The demonstration's mailbox: letters that were written as files, newest first.
//!
//! Letters may quote what strangers entered, so a page shows the text part, and the HTML part only
//! in a frame that has no script, no network and no origin.

use std::path::PathBuf;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use foral_model::time::Timestamp;
use foral_registry::error::Incident;
use foral_words::Words;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use mail_parser::{Address, Message, MessageParser};

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::Reader;
use crate::settings::Web;

/// How many letters are listed.
const LISTED: usize = 100;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

const LETTER_PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";
/// HTML mail styles itself inline; nothing else is let in, and a click leads to a page of its own.
const LETTER_BODY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    form-action 'none'; frame-ancestors 'self'; \
    sandbox allow-top-navigation-by-user-activation";

/// The list.
#[derive(Template)]
#[template(path = "mailbox.html")]
pub(crate) struct List {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) letters: Vec<Envelope>,
}

/// One letter.
#[derive(Template)]
#[template(path = "letter.html")]
pub(crate) struct Letter {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) envelope: Envelope,
    pub(crate) body: Vec<Piece>,
    pub(crate) html: bool,
}

/// The head of a letter.
pub(crate) struct Envelope {
    pub(crate) file: String,
    pub(crate) subject: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) at: String,
}

/// A piece of a letter's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// An address of a web page.
    Link(String),
}

/// `GET /mailbox`.
pub(crate) async fn list(State(web): State<Web>, reader: Reader) -> Result<Response, Failure> {
    let directory = directory(&web)?;
    let frame = reader.frame(&web);
    let t = frame.words;
    let mut letters = Vec::new();
    for name in names(&directory).await?.into_iter().take(LISTED) {
        // A file may go away between listing and reading.
        if let Ok(bytes) = read(&directory, &name).await
            && let Some(message) = MessageParser::default().parse(&bytes)
        {
            letters.push(envelope(t, &name, &message));
        }
    }
    frame::page(StatusCode::OK, &List { frame, t, letters })
}

/// `GET /mailbox/{file}`.
pub(crate) async fn letter(
    State(web): State<Web>,
    reader: Reader,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let bytes = read(&directory(&web)?, &file).await?;
    let message = MessageParser::default()
        .parse(&bytes)
        .ok_or(Failure::NotFound)?;
    let frame = reader.frame(&web);
    let t = frame.words;
    let text = message.body_text(0).unwrap_or_default();
    let page = Letter {
        t,
        envelope: envelope(t, &file, &message),
        body: pieces(&text),
        html: message.html_body_count() > 0,
        frame,
    };
    let mut response = frame::page(StatusCode::OK, &page)?;
    let policy = HeaderValue::from_static(LETTER_PAGE);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// `GET /mailbox/{file}/html`: the inside of the letter's frame.
pub(crate) async fn html(
    State(web): State<Web>,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let bytes = read(&directory(&web)?, &file).await?;
    let message = MessageParser::default()
        .parse(&bytes)
        .ok_or(Failure::NotFound)?;
    let html = message.body_html(0).ok_or(Failure::NotFound)?;
    // Links open in the window, not in the frame.
    let html = html.replacen("<head>", "<head><base target=\"_top\">", 1);
    let policy = [(CONTENT_SECURITY_POLICY, LETTER_BODY)];
    Ok((policy, Html(html)).into_response())
}

/// `GET /mailbox/{file}/original`.
pub(crate) async fn original(
    State(web): State<Web>,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let bytes = read(&directory(&web)?, &file).await?;
    let head = [(CONTENT_TYPE, "message/rfc822"), (CONTENT_DISPOSITION, "attachment")];
    Ok((head, bytes).into_response())
}

fn directory(web: &Web) -> Result<PathBuf, Failure> {
    let demo = web.settings.demo.as_ref();
    demo.and_then(|demo| demo.mailbox.clone())
        .ok_or(Failure::NotFound)
}

/// The files of the mailbox, newest first.
async fn names(directory: &PathBuf) -> Result<Vec<String>, Failure> {
    let mut entries = match tokio::fs::read_dir(directory).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(broken(&error)),
    };
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(|error| broken(&error))? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !plain(&name) {
            continue;
        }
        let changed = entry.metadata().await.and_then(|data| data.modified());
        found.push((changed.ok(), name));
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

async fn read(directory: &std::path::Path, file: &str) -> Result<Vec<u8>, Failure> {
    if !plain(file) {
        return Err(Failure::NotFound);
    }
    let path = directory.join(file);
    let size = tokio::fs::metadata(&path)
        .await
        .map_err(|_| Failure::NotFound)?
        .len();
    if size > LARGEST {
        return Err(Failure::NotFound);
    }
    tokio::fs::read(&path).await.map_err(|_| Failure::NotFound)
}

/// The name of a letter's file; nothing that leads out of the directory.
fn plain(name: &str) -> bool {
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@');
    name.ends_with(".eml") && !name.starts_with('.') && name.bytes().all(known)
}

fn broken(error: &std::io::Error) -> Failure {
    tracing::error!(%error, "the demo's mailbox cannot be read");
    Failure::Broken(Incident(String::new()))
}

fn envelope(t: Words, file: &str, message: &Message<'_>) -> Envelope {
    let at = message
        .date()
        .map(|date| Timestamp::from_micros(date.to_timestamp() * 1_000_000));
    Envelope {
        file: file.to_owned(),
        subject: message
            .subject()
            .map_or_else(|| t.mailbox_no_subject(), ToOwned::to_owned),
        from: people(message.from()),
        to: people(message.to()),
        at: at.map(|at| t.date_time(at)).unwrap_or_default(),
    }
}

fn people(address: Option<&Address<'_>>) -> String {
    let Some(address) = address else {
        return String::new();
    };
    let one = |person: &mail_parser::Addr<'_>| {
        let email = person.address().unwrap_or_default();
        person
            .name()
            .map_or_else(|| email.to_owned(), |name| format!("{name} <{email}>"))
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Cuts a text where web addresses begin and end.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = find_link(rest) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| c.is_whitespace() || "<>\"".contains(c))
            .unwrap_or(from.len());
        let link = from[..end].trim_end_matches(['.', ',', ')', ';', ':']);
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(Piece::Link(link.to_owned()));
        rest = &from[link.len()..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}

fn find_link(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .into_iter()
        .filter_map(|scheme| text.find(scheme))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_become_links() {
        let text = "Open http://localhost:8080/recover/abc.\nOr (https://a.example/x).";
        let text_of = |t: &str| Piece::Text(t.to_owned());
        let link = |t: &str| Piece::Link(t.to_owned());
        assert_eq!(
            pieces(text),
            [
                text_of("Open "),
                link("http://localhost:8080/recover/abc"),
                text_of(".\nOr ("),
                link("https://a.example/x"),
                text_of(").")
            ]
        );
        assert_eq!(pieces("no link: javascript:alert(1)").len(), 1);
    }

    #[test]
    fn no_name_leads_out_of_the_mailbox() {
        assert!(plain("0001-a@b.example.eml"));
        for bad in ["../x.eml", "/etc/passwd", "a/b.eml", ".eml", "x.txt", "a\\b.eml", "a\0.eml"] {
            assert!(!plain(bad), "{bad}");
        }
    }
}
