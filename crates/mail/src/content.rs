//! What a letter says, before it is text or HTML.

mod access;
mod decision;
mod disclosure;
mod domain;
mod transfer;

use foral_model::id::Handle;
use foral_model::mail::{Letter, MailDraft};
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_words::{Clocks, Words};

use crate::links::PortalUrl;
use crate::render::Unrenderable;
use crate::safe_text;

/// Longest subject, in characters.
const SUBJECT: usize = 60;

/// A link with its label.
pub(crate) struct Link {
    pub(crate) label: String,
    pub(crate) url: String,
}

/// A transfer code, for copying and for reading.
pub(crate) struct Code {
    pub(crate) label: String,
    pub(crate) line: String,
    pub(crate) groups: Vec<String>,
}

/// A letter's parts, in the order in which they are read.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) subject: String,
    pub(crate) what: Vec<String>,
    pub(crate) code: Option<Code>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) to_do: String,
    pub(crate) to_do_link: Option<Link>,
    pub(crate) to_stop: Option<String>,
    pub(crate) to_stop_link: Option<Link>,
}

/// Gives a letter its words. `secret` is the opened token or code of a letter that carries one.
pub(crate) fn content(
    draft: &MailDraft,
    secret: Option<&Secret>,
    (portal, clocks): (&PortalUrl, Clocks),
) -> Result<Content, Unrenderable> {
    let words = Words::of(draft.lang).by(clocks);
    let writer = Writer { words, portal, reader: draft.reader.as_ref() };
    let content = told(writer, &draft.letter, secret.filter(|secret| !secret.is_empty()))?;
    Ok(match draft.reader {
        None if !is_for_strangers(&draft.letter) => content.without_pages(),
        _ => content,
    })
}

/// What each letter says.
fn told(
    writer: Writer<'_>,
    letter: &Letter,
    secret: Option<&Secret>,
) -> Result<Content, Unrenderable> {
    let secret = || secret.ok_or(Unrenderable::SecretMissing);
    Ok(match letter {
        Letter::Recovery { handle, expires, .. } => writer.recovery(handle, *expires, secret()?),
        Letter::PasswordChanged { handle, at } => writer.password_changed(handle, *at),
        Letter::Code { handle, domain, process_id, expires, registrar, .. } => Content {
            code: Some(writer.code_panel(secret()?)),
            ..writer.code(handle, domain, *process_id, *expires, registrar)
        },
        Letter::CodeNotice { domain, at, recently_recovered } => Content {
            what: writer.code_notice_what(domain, *at, recovery_of(*recently_recovered)),
            ..writer.code_notice(domain, *at)
        },
        Letter::CodeRevoked { domain, at } => writer.code_revoked(domain, *at),
        Letter::Transferred { domain, process_id, losing, gaining, at, expires, reader } => {
            let (losing, gaining) = (safe_text::name(losing), safe_text::name(gaining));
            let facts = writer.transfer_facts(domain, *process_id, &losing, &gaining, *expires);
            Content { facts, ..writer.transferred(domain, &losing, &gaining, *at, *reader) }
        }
        Letter::TransferAsked { handle, domain, gaining, acts, token } => match token {
            Some(_) => writer.transfer_to_approve(handle, domain, gaining, *acts, secret()?),
            None => writer.transfer_announced(handle, domain, gaining, *acts),
        },
        Letter::TransferEnded { handle, domain, gaining, at } => {
            writer.transfer_ended(handle, domain, gaining, *at)
        }
        Letter::HolderChangeAsked { handle, domain, party, lapses, .. } => {
            writer.holder_change_asked(handle, domain, *party, *lapses, secret()?)
        }
        Letter::HolderChangeDecided { handle, domain, verdict, at } => {
            writer.holder_change_decided(handle, domain, *verdict, *at)
        }
        Letter::DisclosureAsked { domain, expires, .. } => {
            writer.disclosure_asked(domain, *expires, secret()?)
        }
        Letter::DisclosureReceived { request, domain, due } => {
            writer.disclosure_received(request, domain, *due)
        }
        Letter::DisclosureAnswered { request, domain, reason, .. } => match reason {
            Some(reason) => writer.disclosure_refused(request, domain, reason),
            None => writer.disclosure_granted(request, domain, secret()?),
        },
        Letter::Registered { handle, domain, process_id, registrar, expires } => {
            writer.registered(handle, domain, *process_id, registrar, *expires)
        }
        Letter::Expired { domain, registrar, renewable_until } => {
            writer.expired(domain, registrar, *renewable_until)
        }
        Letter::DeletionStarted { domain, registrar, purge } => {
            writer.deletion_started(domain, registrar, *purge)
        }
        Letter::DnssecChanged { domain, registrar, at, change } => {
            writer.dnssec_changed(domain, registrar, *at, *change)
        }
        Letter::EmailChanged { handle, at, registrar } => {
            writer.email_changed(handle, *at, registrar)
        }
    })
}

/// Whether a letter goes to somebody who is neither a holder nor a registrar, and whose page asks
/// nobody to sign in.
const fn is_for_strangers(letter: &Letter) -> bool {
    matches!(letter, Letter::DisclosureAsked { .. })
}

impl Content {
    /// For a registrar, who cannot sign in where the holders' pages are.
    fn without_pages(self) -> Self {
        Self { to_do_link: None, to_stop_link: None, ..self }
    }
}

/// Whether the holder's access was recovered shortly before a code was made.
#[derive(Clone, Copy)]
enum Recovery {
    Recent,
    None,
}

fn recovery_of(recently_recovered: bool) -> Recovery {
    if recently_recovered { Recovery::Recent } else { Recovery::None }
}

/// Writes to one reader in one language, with links to one portal.
struct Writer<'a> {
    words: Words,
    portal: &'a PortalUrl,
    reader: Option<&'a Handle>,
}

impl Writer<'_> {
    fn when(&self, domain: &DomainName, at: Timestamp) -> Vec<(String, String)> {
        let mut facts = vec![(self.words.mail_fact_domain(), domain.unicode())];
        facts.extend(self.handle());
        facts.push((self.words.mail_fact_at(), self.moment(at)));
        facts
    }

    /// The NIC handle under which the reader is known; registrars have none.
    fn handle(&self) -> Option<(String, String)> {
        self.reader
            .map(|handle| (self.words.mail_fact_handle(), handle.to_string()))
    }

    fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at)
    }
}

fn link(label: String, url: String) -> Option<Link> {
    Some(Link { label, url })
}

/// A subject about a domain: a name that is too long for it is shortened, not the sentence.
fn subject(domain: &DomainName, sentence: impl Fn(&str) -> String) -> String {
    let taken = sentence("").chars().count();
    sentence(&safe_text::shortened(&domain.unicode(), SUBJECT.saturating_sub(taken)))
}
