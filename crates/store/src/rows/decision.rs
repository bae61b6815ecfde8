//! Letters about what waits for somebody's answer, at rest, without their sealed parts.

use foral_model::mail::Letter;
use foral_model::secret::Sealed;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::pending::PartyDoc;
use super::verdict::VerdictDoc;
use crate::cells;
use crate::failure::Failure;

/// What such a letter says.
#[derive(Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(super) enum DecisionDoc {
    TransferAsked { handle: String, domain: String, gaining: String, acts: i64 },
    TransferEnded { handle: String, domain: String, gaining: String, at: i64 },
    HolderChangeAsked { handle: String, domain: String, party: PartyDoc, lapses: i64 },
    HolderChangeDecided { handle: String, domain: String, verdict: VerdictDoc, at: i64 },
}

/// The document of a letter that is one of these.
pub(super) fn close(letter: &Letter) -> Result<DecisionDoc, Failure> {
    Ok(match letter {
        Letter::TransferAsked { handle, domain, gaining, acts, token: _ } => {
            DecisionDoc::TransferAsked {
                handle: handle.to_string(),
                domain: domain.to_string(),
                gaining: gaining.clone(),
                acts: acts.micros(),
            }
        }
        Letter::TransferEnded { handle, domain, gaining, at } => DecisionDoc::TransferEnded {
            handle: handle.to_string(),
            domain: domain.to_string(),
            gaining: gaining.clone(),
            at: at.micros(),
        },
        Letter::HolderChangeAsked { handle, domain, party, lapses, token: _ } => {
            DecisionDoc::HolderChangeAsked {
                handle: handle.to_string(),
                domain: domain.to_string(),
                party: (*party).into(),
                lapses: lapses.micros(),
            }
        }
        Letter::HolderChangeDecided { handle, domain, verdict, at } => {
            DecisionDoc::HolderChangeDecided {
                handle: handle.to_string(),
                domain: domain.to_string(),
                verdict: (*verdict).into(),
                at: at.micros(),
            }
        }
        _ => {
            return Err(Failure::Broken("a letter that decides nothing is no decision".to_owned()));
        }
    })
}

/// A letter from its document and the sealed part, where it has one.
pub(super) fn open(doc: DecisionDoc, sealed: Option<Sealed>) -> Result<Letter, Failure> {
    let at = Timestamp::from_micros;
    Ok(match doc {
        DecisionDoc::TransferAsked { handle, domain, gaining, acts } => Letter::TransferAsked {
            handle: cells::handle(&handle)?,
            domain: cells::name(&domain)?,
            gaining,
            acts: at(acts),
            token: sealed,
        },
        DecisionDoc::TransferEnded { handle, domain, gaining, at: ended } => {
            Letter::TransferEnded {
                handle: cells::handle(&handle)?,
                domain: cells::name(&domain)?,
                gaining,
                at: at(ended),
            }
        }
        DecisionDoc::HolderChangeAsked { handle, domain, party, lapses } => {
            Letter::HolderChangeAsked {
                handle: cells::handle(&handle)?,
                domain: cells::name(&domain)?,
                party: party.into(),
                lapses: at(lapses),
                token: sealed.ok_or_else(super::letter::unsealed)?,
            }
        }
        DecisionDoc::HolderChangeDecided { handle, domain, verdict, at: decided } => {
            Letter::HolderChangeDecided {
                handle: cells::handle(&handle)?,
                domain: cells::name(&domain)?,
                verdict: verdict.into(),
                at: at(decided),
            }
        }
    })
}
