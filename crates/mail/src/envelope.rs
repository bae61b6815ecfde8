//! A message between its headers (RFC 5322): nothing from outside can add one.

use std::fmt;
use std::time::{Duration, SystemTime};

use foral_model::lang::Lang;
use foral_model::mail::{Letter, OutboxItem};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

use crate::render::Message;
use crate::safe_text;

/// Who the letters are from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sender {
    mailbox: Mailbox,
    host: String,
}

/// The text is not a name with an address, or an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotASender(pub String);

impl fmt::Display for NotASender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not like “Name <address@example.pt>”", self.0)
    }
}

impl std::error::Error for NotASender {}

impl Sender {
    /// Reads `Name <address>` or an address alone.
    ///
    /// # Errors
    /// [`NotASender`] if it is neither.
    pub fn parse(text: &str) -> Result<Self, NotASender> {
        let refused = || NotASender(text.to_owned());
        let (name, typed) = match text
            .trim()
            .strip_suffix('>')
            .and_then(|t| t.rsplit_once('<'))
        {
            Some((name, typed)) => (safe_text::name(name.trim().trim_matches('"')), typed),
            None => (String::new(), text),
        };
        let address = address(typed).ok_or_else(refused)?;
        let host = address.domain().to_owned();
        Ok(Self { mailbox: Mailbox::new(Some(name).filter(|n| !n.is_empty()), address), host })
    }
}

/// Puts a rendered letter between its headers; `None` if its address is not one. The identifier
/// is the same at each attempt, so that a reader who gets a letter twice sees it once.
pub(crate) fn envelope(
    item: &OutboxItem,
    message: Message,
    sender: &Sender,
    now: Timestamp,
) -> Option<lettre::Message> {
    let reader = Some(safe_text::name(&item.mail.name)).filter(|name| !name.is_empty());
    let id = format!("<letter-{}.{}@{}>", item.id, item.at.micros(), sender.host);
    lettre::Message::builder()
        .from(sender.mailbox.clone())
        .to(Mailbox::new(reader, address(&item.mail.to)?))
        .subject(message.subject)
        .date(system_time(now))
        .message_id(Some(id))
        .raw_header(fixed("Auto-Submitted", "auto-generated"))
        .raw_header(fixed("X-Auto-Response-Suppress", "All"))
        .raw_header(fixed("Content-Language", language(item.mail.lang)))
        .multipart(MultiPart::alternative_plain_html(message.text, message.html))
        .ok()
}

/// An address with its domain in A-labels, so that any relay takes it; `None` if it is not one.
pub(crate) fn address(text: &str) -> Option<Address> {
    let text = text.trim();
    if text.len() > 254 || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let (user, domain) = text.rsplit_once('@')?;
    let host = DomainName::parse(domain).ok()?;
    Address::new(user, host.as_str()).ok()
}

/// The word for a letter's kind in logs and file names.
pub(crate) fn template(letter: &Letter) -> &'static str {
    match letter {
        Letter::Recovery { .. } => "recovery",
        Letter::PasswordChanged { .. } => "password-changed",
        Letter::Code { .. } => "code",
        Letter::CodeNotice { .. } => "code-notice",
        Letter::CodeRevoked { .. } => "code-revoked",
        Letter::Transferred { .. } => "transferred",
        Letter::Registered { .. } => "registered",
        Letter::TransferAsked { .. } => "transfer-asked",
        Letter::TransferEnded { .. } => "transfer-ended",
        Letter::HolderChangeAsked { .. } => "holder-change-asked",
        Letter::HolderChangeDecided { .. } => "holder-change-decided",
        Letter::DisclosureAsked { .. } => "disclosure-asked",
        Letter::DisclosureReceived { .. } => "disclosure-received",
        Letter::DisclosureAnswered { .. } => "disclosure-answered",
        Letter::Expired { .. } => "expired",
        Letter::DeletionStarted { .. } => "deletion-started",
        Letter::DnssecChanged { .. } => "dnssec-changed",
        Letter::EmailChanged { .. } => "email-changed",
    }
}

fn fixed(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Pt => "pt-PT",
        Lang::En => "en-GB",
        Lang::Es => "es-ES",
    }
}

fn system_time(at: Timestamp) -> SystemTime {
    let micros = u64::try_from(at.micros()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_addresses_are_none() {
        for text in [
            "",
            "maria",
            "@example.pt",
            "maria@",
            "a@b@c",
            "maria@example.pt\r\nBcc: x@y.z",
            "maria@example.pt, x@y.z",
            "maria@example.pt>\r\nRCPT TO:<x@y.z",
            "maria faria@example.pt",
            "<maria@example.pt>",
            "maria@exa_mple.pt",
        ] {
            assert_eq!(address(text), None, "{text:?}");
        }
    }

    #[test]
    fn domains_travel_as_a_labels() {
        let at = address("maria@açúcar.pt").map(|a| a.to_string());
        assert_eq!(at.as_deref(), Some("maria@xn--acar-0oa8i.pt"));
    }

    #[test]
    fn a_sender_has_a_name_or_not() {
        assert!(Sender::parse("Registo Água <no-reply@registo.pt>").is_ok());
        assert!(Sender::parse("\"Registo\" <no-reply@registo.pt>").is_ok());
        assert!(Sender::parse("no-reply@registo.pt").is_ok());
        assert!(Sender::parse("Registo <no-reply>").is_err());
        assert!(Sender::parse("a@b.pt\r\nBcc: c@d.pt").is_err());
    }
}
