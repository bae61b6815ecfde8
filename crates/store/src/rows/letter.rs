//! Letters at rest. The sealed part is kept apart, so that what is logged never had it.

use foral_model::id::Handle;
use foral_model::mail::{DnssecChange, Letter, MailDraft, TransferReader};
use foral_model::secret::Sealed;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::decision::{self, DecisionDoc};
use super::disclosure::{self, DisclosureDoc};
use crate::cells;
use crate::failure::Failure;
use crate::rows;

#[derive(Serialize, Deserialize)]
struct MailDoc {
    to: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reader: Option<String>,
    lang: String,
    letter: LetterDoc,
}

/// What a letter says, without its sealed part.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum LetterDoc {
    Recovery {
        handle: String,
        expires: i64,
    },
    PasswordChanged {
        handle: String,
        at: i64,
    },
    Code {
        handle: String,
        domain: String,
        process_id: i64,
        expires: i64,
        registrar: String,
    },
    CodeNotice {
        domain: String,
        at: i64,
        recently_recovered: bool,
    },
    CodeRevoked {
        domain: String,
        at: i64,
    },
    Transferred {
        domain: String,
        process_id: i64,
        losing: String,
        gaining: String,
        at: i64,
        expires: i64,
        reader: ReaderDoc,
    },
    Registered {
        handle: String,
        domain: String,
        process_id: i64,
        registrar: String,
        expires: i64,
    },
    Expired {
        domain: String,
        registrar: String,
        renewable_until: i64,
    },
    DeletionStarted {
        domain: String,
        registrar: String,
        purge: i64,
    },
    DnssecChanged {
        domain: String,
        registrar: String,
        at: i64,
        change: DnssecDoc,
    },
    EmailChanged {
        handle: String,
        at: i64,
        registrar: String,
    },
    Decision(DecisionDoc),
    Disclosure(DisclosureDoc),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ReaderDoc {
    Holder,
    Losing,
    Gaining,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DnssecDoc {
    Begun,
    Renewed,
    Ended,
}

/// A letter's document and its sealed part.
pub(crate) fn doc(mail: &MailDraft) -> Result<(String, Option<String>), Failure> {
    let sealed = match &mail.letter {
        Letter::Recovery { token: sealed, .. }
        | Letter::Code { code: sealed, .. }
        | Letter::TransferAsked { token: Some(sealed), .. }
        | Letter::DisclosureAsked { token: sealed, .. }
        | Letter::DisclosureAnswered { data: Some(sealed), .. }
        | Letter::HolderChangeAsked { token: sealed, .. } => Some(sealed.0.clone()),
        _ => None,
    };
    let doc = MailDoc {
        to: mail.to.clone(),
        name: mail.name.clone(),
        reader: mail.reader.as_ref().map(Handle::to_string),
        lang: mail.lang.tag().to_owned(),
        letter: close(&mail.letter)?,
    };
    Ok((rows::to_json(&doc)?, sealed))
}

/// A letter from its document and its sealed part.
pub(crate) fn read(text: &str, sealed: Option<&str>) -> Result<MailDraft, Failure> {
    let doc: MailDoc = rows::from_json(text)?;
    Ok(MailDraft {
        to: doc.to,
        name: doc.name,
        reader: doc.reader.as_deref().map(cells::handle).transpose()?,
        lang: rows::lang(&doc.lang)?,
        letter: open(doc.letter, sealed)?,
    })
}

fn open(doc: LetterDoc, sealed: Option<&str>) -> Result<Letter, Failure> {
    let at = Timestamp::from_micros;
    let found = sealed.map(|text| Sealed(text.to_owned()));
    let sealed = || found.clone().ok_or_else(unsealed);
    Ok(match doc {
        LetterDoc::Recovery { handle, expires } => Letter::Recovery {
            handle: cells::handle(&handle)?,
            token: sealed()?,
            expires: at(expires),
        },
        LetterDoc::Code { handle, domain, process_id, expires, registrar } => Letter::Code {
            handle: cells::handle(&handle)?,
            domain: cells::name(&domain)?,
            process_id,
            code: sealed()?,
            expires: at(expires),
            registrar,
        },
        LetterDoc::Decision(doc) => decision::open(doc, found)?,
        LetterDoc::Disclosure(doc) => disclosure::open(doc, found)?,
        plain => open_plain(plain)?,
    })
}

/// What a letter in the outbox is that lost its sealed part.
pub(super) fn unsealed() -> Failure {
    Failure::Broken("a letter in the outbox lost its sealed part".to_owned())
}

/// The letters that have no sealed part.
fn open_plain(doc: LetterDoc) -> Result<Letter, Failure> {
    let at = Timestamp::from_micros;
    Ok(match doc {
        LetterDoc::Recovery { .. }
        | LetterDoc::Code { .. }
        | LetterDoc::Decision(_)
        | LetterDoc::Disclosure(_) => {
            return Err(Failure::Broken("a letter with a sealed part is not plain".to_owned()));
        }
        LetterDoc::PasswordChanged { handle, at: changed } => {
            Letter::PasswordChanged { handle: cells::handle(&handle)?, at: at(changed) }
        }
        LetterDoc::CodeNotice { domain, at: made, recently_recovered } => {
            Letter::CodeNotice { domain: cells::name(&domain)?, at: at(made), recently_recovered }
        }
        LetterDoc::CodeRevoked { domain, at: revoked } => {
            Letter::CodeRevoked { domain: cells::name(&domain)?, at: at(revoked) }
        }
        LetterDoc::Transferred {
            domain,
            process_id,
            losing,
            gaining,
            at: moved,
            expires,
            reader,
        } => Letter::Transferred {
            domain: cells::name(&domain)?,
            process_id,
            losing,
            gaining,
            at: at(moved),
            expires: at(expires),
            reader: reader.into(),
        },
        LetterDoc::Registered { handle, domain, process_id, registrar, expires } => {
            Letter::Registered {
                handle: cells::handle(&handle)?,
                domain: cells::name(&domain)?,
                process_id,
                registrar,
                expires: at(expires),
            }
        }
        LetterDoc::Expired { domain, registrar, renewable_until } => Letter::Expired {
            domain: cells::name(&domain)?,
            registrar,
            renewable_until: at(renewable_until),
        },
        LetterDoc::DeletionStarted { domain, registrar, purge } => {
            Letter::DeletionStarted { domain: cells::name(&domain)?, registrar, purge: at(purge) }
        }
        LetterDoc::DnssecChanged { domain, registrar, at: changed, change } => {
            let (domain, at, change) = (cells::name(&domain)?, at(changed), change.into());
            Letter::DnssecChanged { domain, registrar, at, change }
        }
        LetterDoc::EmailChanged { handle, at: changed, registrar } => {
            Letter::EmailChanged { handle: cells::handle(&handle)?, at: at(changed), registrar }
        }
    })
}

fn close(letter: &Letter) -> Result<LetterDoc, Failure> {
    Ok(match letter {
        Letter::Recovery { handle, token: _, expires } => {
            LetterDoc::Recovery { handle: handle.to_string(), expires: expires.micros() }
        }
        Letter::PasswordChanged { handle, at } => {
            LetterDoc::PasswordChanged { handle: handle.to_string(), at: at.micros() }
        }
        Letter::Code { handle, domain, process_id, code: _, expires, registrar } => {
            LetterDoc::Code {
                handle: handle.to_string(),
                domain: domain.to_string(),
                process_id: *process_id,
                expires: expires.micros(),
                registrar: registrar.clone(),
            }
        }
        Letter::CodeNotice { domain, at, recently_recovered } => {
            let (domain, at) = (domain.to_string(), at.micros());
            LetterDoc::CodeNotice { domain, at, recently_recovered: *recently_recovered }
        }
        Letter::CodeRevoked { domain, at } => {
            LetterDoc::CodeRevoked { domain: domain.to_string(), at: at.micros() }
        }
        Letter::Transferred { domain, process_id, losing, gaining, at, expires, reader } => {
            LetterDoc::Transferred {
                domain: domain.to_string(),
                process_id: *process_id,
                losing: losing.clone(),
                gaining: gaining.clone(),
                at: at.micros(),
                expires: expires.micros(),
                reader: (*reader).into(),
            }
        }
        Letter::Registered { .. }
        | Letter::Expired { .. }
        | Letter::DeletionStarted { .. }
        | Letter::DnssecChanged { .. }
        | Letter::EmailChanged { .. } => close_life(letter)?,
        Letter::TransferAsked { .. }
        | Letter::TransferEnded { .. }
        | Letter::HolderChangeAsked { .. }
        | Letter::HolderChangeDecided { .. } => LetterDoc::Decision(decision::close(letter)?),
        Letter::DisclosureAsked { .. }
        | Letter::DisclosureReceived { .. }
        | Letter::DisclosureAnswered { .. } => LetterDoc::Disclosure(disclosure::close(letter)?),
    })
}

/// The letters that tell of what became of a domain, or of a contact.
fn close_life(letter: &Letter) -> Result<LetterDoc, Failure> {
    Ok(match letter {
        Letter::Registered { handle, domain, process_id, registrar, expires } => {
            LetterDoc::Registered {
                handle: handle.to_string(),
                domain: domain.to_string(),
                process_id: *process_id,
                registrar: registrar.clone(),
                expires: expires.micros(),
            }
        }
        Letter::Expired { domain, registrar, renewable_until } => {
            let (domain, registrar) = (domain.to_string(), registrar.clone());
            LetterDoc::Expired { domain, registrar, renewable_until: renewable_until.micros() }
        }
        Letter::DeletionStarted { domain, registrar, purge } => {
            let (domain, registrar) = (domain.to_string(), registrar.clone());
            LetterDoc::DeletionStarted { domain, registrar, purge: purge.micros() }
        }
        Letter::DnssecChanged { domain, registrar, at, change } => {
            let (domain, registrar) = (domain.to_string(), registrar.clone());
            LetterDoc::DnssecChanged {
                domain,
                registrar,
                at: at.micros(),
                change: (*change).into(),
            }
        }
        Letter::EmailChanged { handle, at, registrar } => {
            let (handle, registrar) = (handle.to_string(), registrar.clone());
            LetterDoc::EmailChanged { handle, at: at.micros(), registrar }
        }
        _ => return Err(Failure::Broken("a letter is of another kind than was said".to_owned())),
    })
}

impl From<TransferReader> for ReaderDoc {
    fn from(reader: TransferReader) -> Self {
        match reader {
            TransferReader::Holder => Self::Holder,
            TransferReader::Losing => Self::Losing,
            TransferReader::Gaining => Self::Gaining,
        }
    }
}

impl From<ReaderDoc> for TransferReader {
    fn from(doc: ReaderDoc) -> Self {
        match doc {
            ReaderDoc::Holder => Self::Holder,
            ReaderDoc::Losing => Self::Losing,
            ReaderDoc::Gaining => Self::Gaining,
        }
    }
}

impl From<DnssecChange> for DnssecDoc {
    fn from(change: DnssecChange) -> Self {
        match change {
            DnssecChange::Begun => Self::Begun,
            DnssecChange::Renewed => Self::Renewed,
            DnssecChange::Ended => Self::Ended,
        }
    }
}

impl From<DnssecDoc> for DnssecChange {
    fn from(doc: DnssecDoc) -> Self {
        match doc {
            DnssecDoc::Begun => Self::Begun,
            DnssecDoc::Renewed => Self::Renewed,
            DnssecDoc::Ended => Self::Ended,
        }
    }
}
