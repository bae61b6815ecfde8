//! Why there is no answer (RFC 9083, section 6; RFC 7480, sections 5.3 to 5.5).

use foral_words::Words;
use http::StatusCode;

use super::frame::Frame;
use super::json::{self, SHORT};
use super::limits::Wait;
use super::notice::{About, Notices};
use super::query::{Misasked, Wrong};

/// Why there is no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// The question is none, or none that is answered here.
    Misasked(Misasked),
    /// There is no such domain, name server or entity.
    NotFound(&'static str, String),
    /// The path is not below this server's.
    NoSuchService,
    /// Neither GET nor HEAD.
    Method,
    /// This is not for the public, or the token is unknown.
    NoToken,
    /// The token does not permit it.
    NotPermitted,
    /// Nobody searches here.
    NoSearch,
    /// Too many questions from one address.
    TooMany(Wait),
    /// We broke; the reference is that of the log.
    Broke(String),
}

impl From<Misasked> for Fault {
    fn from(misasked: Misasked) -> Self {
        Self::Misasked(misasked)
    }
}

impl From<foral_registry::error::Incident> for Fault {
    fn from(incident: foral_registry::error::Incident) -> Self {
        Self::Broke(incident.to_string())
    }
}

/// The body of an answer that is none.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    rdap_conformance: &'static [&'static str],
    notices: Notices<'a>,
    lang: &'static str,
    error_code: u16,
    title: String,
    description: [String; 1],
}

impl Fault {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Misasked(Misasked::TooLong) => StatusCode::URI_TOO_LONG,
            Self::Misasked(Misasked::Malformed(_)) => StatusCode::BAD_REQUEST,
            Self::Misasked(Misasked::Unsupported) | Self::NoSearch => StatusCode::NOT_IMPLEMENTED,
            Self::Misasked(Misasked::Pattern) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound(..) | Self::NoSuchService => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::NotPermitted => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Broke(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The body, which cannot fail to be written.
    pub(crate) fn body(&self, frame: Frame<'_>) -> Vec<u8> {
        let words = frame.texts.words;
        let body = Body {
            rdap_conformance: &["rdap_level_0"],
            notices: Notices::of(frame, About::Other),
            lang: words.lang().tag(),
            error_code: self.status().as_u16(),
            title: self.title(words),
            description: [self.description(words, frame)],
        };
        json::written(&body, SHORT).unwrap_or_default()
    }

    fn title(&self, words: Words) -> String {
        match self {
            Self::Misasked(Misasked::TooLong) => words.rdap_error_414(),
            Self::Misasked(Misasked::Malformed(_)) => words.rdap_error_400(),
            Self::Misasked(Misasked::Unsupported) | Self::NoSearch => words.rdap_error_501(),
            Self::Misasked(Misasked::Pattern) => words.rdap_error_422(),
            Self::NotFound(..) | Self::NoSuchService => words.rdap_error_404(),
            Self::Method => words.rdap_error_405(),
            Self::NoToken => words.rdap_error_401(),
            Self::NotPermitted => words.rdap_error_403(),
            Self::TooMany(_) => words.rdap_error_429(),
            Self::Broke(_) => words.rdap_error_500(),
        }
    }

    fn description(&self, words: Words, frame: Frame<'_>) -> String {
        match self {
            Self::Misasked(Misasked::Malformed(wrong)) => said(*wrong, words),
            Self::Misasked(Misasked::Pattern) => words.rdap_wrong_pattern(),
            Self::Misasked(Misasked::TooLong) => words.rdap_error_414(),
            Self::Misasked(Misasked::Unsupported) | Self::NoSuchService => {
                words.rdap_no_such_service()
            }
            Self::NotFound("nameserver", name) => words.rdap_not_found_nameserver(name),
            Self::NotFound("entity", handle) => words.rdap_not_found_entity(handle),
            Self::NotFound(_, name) => words.rdap_not_found_domain(name),
            Self::Method => words.rdap_methods(),
            Self::NoToken | Self::NotPermitted => words.rdap_token(),
            Self::NoSearch => super::help::searching(frame),
            Self::TooMany(Wait(seconds)) => {
                words.rdap_wait(i64::try_from(*seconds).unwrap_or(i64::MAX))
            }
            Self::Broke(incident) => words.rdap_broke(incident),
        }
    }
}

fn said(wrong: Wrong, words: Words) -> String {
    match wrong {
        Wrong::Path => words.rdap_wrong_path(),
        Wrong::Escape => words.rdap_wrong_escape(),
        Wrong::Name => words.rdap_wrong_name(),
        Wrong::Handle => words.rdap_wrong_handle(),
        Wrong::Address => words.rdap_wrong_address(),
        Wrong::Parameters => words.rdap_wrong_parameters(),
        Wrong::Twice => words.rdap_wrong_twice(),
        Wrong::Several => words.rdap_wrong_several(),
        Wrong::Missing => words.rdap_wrong_missing(),
        Wrong::Nobody => words.rdap_wrong_nobody(),
        Wrong::Email => words.rdap_wrong_email(),
        Wrong::Role => words.rdap_wrong_role(),
        Wrong::Count => words.rdap_wrong_count(),
        Wrong::Sort => words.rdap_wrong_sort(),
        Wrong::Cursor => words.rdap_wrong_cursor(),
        Wrong::Fields => words.rdap_wrong_fields(),
    }
}
