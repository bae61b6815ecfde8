//! What a registrar is told of its own security, in EPP's words (RFC 8807, section 4.1).

use foral_epp_wire::ext::login_sec::{Event, EventKind, Level};
use foral_epp_wire::told::Words as Said;
use foral_model::login::{self as model, LoginEvent};
use foral_words::Words;

/// The time that failed logins are counted in.
const DAY: &str = "P1D";

/// Shows the events, with their words, to `tell`.
pub(crate) fn shown<T>(
    events: &[LoginEvent],
    words: Words,
    tell: impl FnOnce(&[Event<'_>]) -> T,
) -> T {
    let texts: Vec<(String, String)> = events
        .iter()
        .map(|event| (sentence(event, words), value(event)))
        .collect();
    let lang = words.lang().tag();
    let all: Vec<Event<'_>> = events
        .iter()
        .zip(&texts)
        .map(|(event, (text, value))| Event { value: some(value), ..plain(event, text, lang) })
        .collect();
    tell(&all)
}

fn plain<'t>(event: &LoginEvent, text: &'t str, lang: &'t str) -> Event<'t> {
    let (kind, level, expires) = match event {
        LoginEvent::Password { expires, level } => (EventKind::Password, *level, Some(*expires)),
        LoginEvent::Certificate { expires, level } => {
            (EventKind::Certificate, *level, Some(*expires))
        }
        LoginEvent::NewPassword => (EventKind::NewPassword, model::Level::Error, None),
        LoginEvent::FailedLogins { .. } => (EventKind::Statistics, model::Level::Warning, None),
    };
    let counted = matches!(event, LoginEvent::FailedLogins { .. });
    Event {
        kind,
        name: counted.then_some("failedLogins"),
        level: match level {
            model::Level::Warning => Level::Warning,
            model::Level::Error => Level::Error,
        },
        expires,
        value: None,
        duration: counted.then_some(DAY),
        words: Said { text, lang },
    }
}

fn value(event: &LoginEvent) -> String {
    match event {
        LoginEvent::FailedLogins { count } => count.to_string(),
        _ => String::new(),
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn sentence(event: &LoginEvent, words: Words) -> String {
    use model::Level::{Error, Warning};
    match event {
        LoginEvent::Password { expires, level: Warning } => {
            words.security_password_ends(words.moment(*expires))
        }
        LoginEvent::Password { expires, level: Error } => {
            words.security_password_over(words.moment(*expires))
        }
        LoginEvent::Certificate { expires, level: Warning } => {
            words.security_certificate_ends(words.moment(*expires))
        }
        LoginEvent::Certificate { expires, level: Error } => {
            words.security_certificate_over(words.moment(*expires))
        }
        LoginEvent::NewPassword => words.security_password_weak(),
        LoginEvent::FailedLogins { count } => words.security_failed_logins(*count),
    }
}
