//! Requests for data that is not public, and authorities, at rest.

use foral_model::disclosure::{
    Authority, AuthorityId, DisclosureId, DisclosureRequest, DisclosureState, DisclosureVerdict,
    LegalGround, Requester,
};
use foral_model::mail::Letter;
use foral_model::secret::{Digest, Sealed};
use foral_model::time::Timestamp;
use foral_model::zone::Offer;
use serde::{Deserialize, Serialize};

use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

#[derive(Serialize, Deserialize)]
struct RequestDoc {
    domain: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    email: String,
    lang: String,
    ground: String,
    purpose: String,
    state: StateDoc,
    asked: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum StateDoc {
    Unconfirmed {
        link: String,
        until: i64,
    },
    Open {
        confirmed: i64,
        due: i64,
    },
    Answered {
        confirmed: i64,
        due: i64,
        at: i64,
        /// Why not, if not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refused: Option<String>,
    },
}

/// A request's document.
pub(crate) fn doc(request: &DisclosureRequest) -> Result<String, Failure> {
    let state = match &request.state {
        DisclosureState::Unconfirmed { link, until } => {
            StateDoc::Unconfirmed { link: link.0.clone(), until: until.micros() }
        }
        DisclosureState::Open { confirmed, due } => {
            StateDoc::Open { confirmed: confirmed.micros(), due: due.micros() }
        }
        DisclosureState::Answered { confirmed, due, at, verdict } => StateDoc::Answered {
            confirmed: confirmed.micros(),
            due: due.micros(),
            at: at.micros(),
            refused: match verdict {
                DisclosureVerdict::Granted => None,
                DisclosureVerdict::Refused(reason) => Some(reason.clone()),
            },
        },
    };
    rows::to_json(&RequestDoc {
        domain: request.domain.to_string(),
        name: request.requester.name.clone(),
        organisation: request.requester.organisation.clone(),
        email: request.requester.email.clone(),
        lang: request.requester.lang.tag().to_owned(),
        ground: request.ground.as_str().to_owned(),
        purpose: request.purpose.clone(),
        state,
        asked: request.asked.micros(),
    })
}

/// A request from: id, version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<DisclosureRequest, Failure> {
    let doc: RequestDoc = rows::from_json(row.text(2)?)?;
    let at = Timestamp::from_micros;
    Ok(DisclosureRequest {
        id: id(row.text(0)?)?,
        domain: cells::name(&doc.domain)?,
        requester: Requester {
            name: doc.name,
            organisation: doc.organisation,
            email: doc.email,
            lang: rows::lang(&doc.lang)?,
        },
        ground: ground(&doc.ground)?,
        purpose: doc.purpose,
        state: match doc.state {
            StateDoc::Unconfirmed { link, until } => {
                DisclosureState::Unconfirmed { link: Digest(link), until: at(until) }
            }
            StateDoc::Open { confirmed, due } => {
                DisclosureState::Open { confirmed: at(confirmed), due: at(due) }
            }
            StateDoc::Answered { confirmed, due, at: answered, refused } => {
                DisclosureState::Answered {
                    confirmed: at(confirmed),
                    due: at(due),
                    at: at(answered),
                    verdict: match refused {
                        None => DisclosureVerdict::Granted,
                        Some(reason) => DisclosureVerdict::Refused(reason),
                    },
                }
            }
        },
        asked: at(doc.asked),
        version: row.int(1)?,
    })
}

fn id(text: &str) -> Result<DisclosureId, Failure> {
    DisclosureId::parse(text).ok_or_else(|| Failure::stored("request", text))
}

fn ground(text: &str) -> Result<LegalGround, Failure> {
    LegalGround::parse(text).ok_or_else(|| Failure::stored("legal ground", text))
}

#[derive(Serialize, Deserialize)]
struct AuthorityDoc {
    name: String,
    ground: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    zones: Vec<String>,
    #[serde(default, skip_serializing_if = "rows::is_false")]
    reverse_search: bool,
    created: i64,
    expires: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revoked: Option<i64>,
}

/// An authority's document.
pub(crate) fn authority_doc(authority: &Authority) -> Result<String, Failure> {
    rows::to_json(&AuthorityDoc {
        name: authority.name.clone(),
        ground: authority.ground.as_str().to_owned(),
        zones: authority.zones.iter().map(ToString::to_string).collect(),
        reverse_search: authority.reverse_search == Offer::Offered,
        created: authority.created.micros(),
        expires: authority.expires.micros(),
        revoked: rows::micros(authority.revoked),
    })
}

/// An authority from: id, token, version, doc.
pub(crate) fn authority_from_row(row: Row<'_>) -> Result<Authority, Failure> {
    let doc: AuthorityDoc = rows::from_json(row.text(3)?)?;
    let id = row.text(0)?;
    Ok(Authority {
        id: AuthorityId::parse(id).ok_or_else(|| Failure::stored("authority", id))?,
        name: doc.name,
        token: Digest(row.text(1)?.to_owned()),
        ground: ground(&doc.ground)?,
        zones: doc
            .zones
            .iter()
            .map(|zone| cells::name(zone))
            .collect::<Result<_, _>>()?,
        reverse_search: if doc.reverse_search { Offer::Offered } else { Offer::Absent },
        created: Timestamp::from_micros(doc.created),
        expires: Timestamp::from_micros(doc.expires),
        revoked: rows::instant(doc.revoked),
        version: row.int(2)?,
    })
}

/// What a letter about a request says, without its sealed part.
#[derive(Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(super) enum DisclosureDoc {
    Asked {
        domain: String,
        expires: i64,
    },
    Received {
        request: String,
        domain: String,
        due: i64,
    },
    Answered {
        request: String,
        domain: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

/// The document of a letter that is one of these.
pub(super) fn close(letter: &Letter) -> Result<DisclosureDoc, Failure> {
    Ok(match letter {
        Letter::DisclosureAsked { domain, token: _, expires } => {
            DisclosureDoc::Asked { domain: domain.to_string(), expires: expires.micros() }
        }
        Letter::DisclosureReceived { request, domain, due } => DisclosureDoc::Received {
            request: request.to_string(),
            domain: domain.to_string(),
            due: due.micros(),
        },
        Letter::DisclosureAnswered { request, domain, reason, data: _ } => {
            DisclosureDoc::Answered {
                request: request.to_string(),
                domain: domain.to_string(),
                reason: reason.clone(),
            }
        }
        _ => return Err(Failure::Broken("a letter about no request".to_owned())),
    })
}

/// The letter of a document and its sealed part.
pub(super) fn open(doc: DisclosureDoc, sealed: Option<Sealed>) -> Result<Letter, Failure> {
    Ok(match doc {
        DisclosureDoc::Asked { domain, expires } => Letter::DisclosureAsked {
            domain: cells::name(&domain)?,
            token: sealed.ok_or_else(super::letter::unsealed)?,
            expires: Timestamp::from_micros(expires),
        },
        DisclosureDoc::Received { request, domain, due } => Letter::DisclosureReceived {
            request: id(&request)?,
            domain: cells::name(&domain)?,
            due: Timestamp::from_micros(due),
        },
        DisclosureDoc::Answered { request, domain, reason } => Letter::DisclosureAnswered {
            request: id(&request)?,
            domain: cells::name(&domain)?,
            data: match &reason {
                None => Some(sealed.ok_or_else(super::letter::unsealed)?),
                Some(_) => None,
            },
            reason,
        },
    })
}
