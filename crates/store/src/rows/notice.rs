//! Messages for registrars at rest.

use foral_model::id::DomainId;
use foral_model::launch::application::ApplicationNotice;
use foral_model::poll::Notice;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::MoneyDoc;
use super::application::ToldDoc;
use super::maintenance::{MaintenanceDoc, OccasionDoc};
use super::reference::ReferenceDoc;
use super::transfer::TransferDoc;
use super::verdict::VerdictDoc;
use crate::cells;
use crate::failure::Failure;
use crate::rows;

/// What a message says.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum NoticeDoc {
    DomainTransferred {
        name: String,
        transfer: TransferDoc,
    },
    ContactTransferred {
        handle: String,
        transfer: TransferDoc,
    },
    CodeCreated {
        name: String,
        expires: i64,
        recently_recovered: bool,
    },
    CodeRevoked {
        name: String,
    },
    AutoRenewed {
        name: String,
        expires: i64,
    },
    Expired {
        name: String,
        renewable_until: i64,
    },
    PendingDelete {
        name: String,
        purge: i64,
    },
    Purged {
        name: String,
        id: i64,
        at: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<ReferenceDoc>,
    },
    Redemption {
        name: String,
        until: i64,
    },
    RestoreLapsed {
        name: String,
        until: i64,
    },
    UpdateDecided {
        name: String,
        verdict: VerdictDoc,
        asked: i64,
        at: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<ReferenceDoc>,
    },
    ChangedByRegistry {
        name: String,
        what: String,
    },
    Application {
        told: Box<ToldDoc>,
    },
    DelegationHeld {
        name: String,
        findings: Vec<String>,
    },
    DelegationReleased {
        name: String,
    },
    Maintenance {
        occasion: OccasionDoc,
        maintenance: Box<MaintenanceDoc>,
    },
    LowBalance {
        balance: MoneyDoc,
    },
}

/// The word for a message's kind, as its document and its column have it.
pub(crate) const fn kind(notice: &Notice) -> &'static str {
    match notice {
        Notice::DomainTransferred { .. } => "domain-transferred",
        Notice::ContactTransferred { .. } => "contact-transferred",
        Notice::CodeCreated { .. } => "code-created",
        Notice::CodeRevoked { .. } => "code-revoked",
        Notice::AutoRenewed { .. } => "auto-renewed",
        Notice::Expired { .. } => "expired",
        Notice::PendingDelete { .. } => "pending-delete",
        Notice::Purged { .. } => "purged",
        Notice::Redemption { .. } => "redemption",
        Notice::RestoreLapsed { .. } => "restore-lapsed",
        Notice::UpdateDecided { .. } => "update-decided",
        Notice::ChangedByRegistry { .. } => "changed-by-registry",
        Notice::Application(_) => "application",
        Notice::DelegationHeld { .. } => "delegation-held",
        Notice::DelegationReleased { .. } => "delegation-released",
        Notice::Maintenance { .. } => "maintenance",
        Notice::LowBalance { .. } => "low-balance",
    }
}

/// A message's document.
pub(crate) fn doc(notice: &Notice) -> Result<String, Failure> {
    rows::to_json(&NoticeDoc::from(notice))
}

/// A message from its document.
pub(crate) fn read(text: &str) -> Result<Notice, Failure> {
    rows::from_json::<NoticeDoc>(text)?.try_into()
}

impl From<&Notice> for NoticeDoc {
    fn from(notice: &Notice) -> Self {
        match notice {
            Notice::DomainTransferred { name, transfer } => {
                Self::DomainTransferred { name: name.to_string(), transfer: transfer.into() }
            }
            Notice::ContactTransferred { handle, transfer } => {
                Self::ContactTransferred { handle: handle.to_string(), transfer: transfer.into() }
            }
            Notice::CodeCreated { name, expires, recently_recovered } => Self::CodeCreated {
                name: name.to_string(),
                expires: expires.micros(),
                recently_recovered: *recently_recovered,
            },
            Notice::CodeRevoked { name } => Self::CodeRevoked { name: name.to_string() },
            Notice::AutoRenewed { name, expires } => {
                Self::AutoRenewed { name: name.to_string(), expires: expires.micros() }
            }
            Notice::Expired { name, renewable_until } => {
                Self::Expired { name: name.to_string(), renewable_until: renewable_until.micros() }
            }
            Notice::PendingDelete { name, purge } => {
                Self::PendingDelete { name: name.to_string(), purge: purge.micros() }
            }
            Notice::Purged { name, id, at, reference } => Self::Purged {
                name: name.to_string(),
                id: id.0,
                at: at.micros(),
                reference: reference.as_ref().map(Into::into),
            },
            Notice::Redemption { name, until } => {
                Self::Redemption { name: name.to_string(), until: until.micros() }
            }
            Notice::RestoreLapsed { name, until } => {
                Self::RestoreLapsed { name: name.to_string(), until: until.micros() }
            }
            Notice::UpdateDecided { name, verdict, asked, at, reference } => Self::UpdateDecided {
                name: name.to_string(),
                verdict: (*verdict).into(),
                asked: asked.micros(),
                at: at.micros(),
                reference: reference.as_ref().map(Into::into),
            },
            Notice::ChangedByRegistry { name, what } => {
                Self::ChangedByRegistry { name: name.to_string(), what: what.clone() }
            }
            Notice::Application(told) => Self::Application { told: Box::new(told.as_ref().into()) },
            Notice::DelegationHeld { name, findings } => {
                Self::DelegationHeld { name: name.to_string(), findings: findings.clone() }
            }
            Notice::DelegationReleased { name } => {
                Self::DelegationReleased { name: name.to_string() }
            }
            Notice::Maintenance { occasion, maintenance } => Self::Maintenance {
                occasion: (*occasion).into(),
                maintenance: Box::new(maintenance.as_ref().into()),
            },
            Notice::LowBalance { balance } => Self::LowBalance { balance: (*balance).into() },
        }
    }
}

impl TryFrom<NoticeDoc> for Notice {
    type Error = Failure;

    fn try_from(doc: NoticeDoc) -> Result<Self, Failure> {
        let at = Timestamp::from_micros;
        let name = |text: String| cells::name(&text);
        Ok(match doc {
            NoticeDoc::DomainTransferred { name: text, transfer } => {
                Self::DomainTransferred { name: name(text)?, transfer: transfer.try_into()? }
            }
            NoticeDoc::ContactTransferred { handle, transfer } => Self::ContactTransferred {
                handle: cells::handle(&handle)?,
                transfer: transfer.try_into()?,
            },
            NoticeDoc::CodeCreated { name: text, expires, recently_recovered } => {
                Self::CodeCreated { name: name(text)?, expires: at(expires), recently_recovered }
            }
            NoticeDoc::CodeRevoked { name: text } => Self::CodeRevoked { name: name(text)? },
            NoticeDoc::AutoRenewed { name: text, expires } => {
                Self::AutoRenewed { name: name(text)?, expires: at(expires) }
            }
            NoticeDoc::Expired { name: text, renewable_until } => {
                Self::Expired { name: name(text)?, renewable_until: at(renewable_until) }
            }
            NoticeDoc::PendingDelete { name: text, purge } => {
                Self::PendingDelete { name: name(text)?, purge: at(purge) }
            }
            NoticeDoc::Purged { name: text, id, at: released, reference } => Self::Purged {
                name: name(text)?,
                id: DomainId(id),
                at: at(released),
                reference: reference.map(Into::into),
            },
            NoticeDoc::Redemption { name: text, until } => {
                Self::Redemption { name: name(text)?, until: at(until) }
            }
            NoticeDoc::RestoreLapsed { name: text, until } => {
                Self::RestoreLapsed { name: name(text)?, until: at(until) }
            }
            NoticeDoc::UpdateDecided { name: text, verdict, asked, at: decided, reference } => {
                Self::UpdateDecided {
                    name: name(text)?,
                    verdict: verdict.into(),
                    asked: at(asked),
                    at: at(decided),
                    reference: reference.map(Into::into),
                }
            }
            NoticeDoc::ChangedByRegistry { name: text, what } => {
                Self::ChangedByRegistry { name: name(text)?, what }
            }
            NoticeDoc::Application { told } => Self::Application(applied(*told)?),
            NoticeDoc::DelegationHeld { name: text, findings } => {
                Self::DelegationHeld { name: name(text)?, findings }
            }
            NoticeDoc::DelegationReleased { name: text } => {
                Self::DelegationReleased { name: name(text)? }
            }
            NoticeDoc::Maintenance { occasion, maintenance } => Self::Maintenance {
                occasion: occasion.into(),
                maintenance: Box::new((*maintenance).try_into()?),
            },
            NoticeDoc::LowBalance { balance } => Self::LowBalance { balance: balance.try_into()? },
        })
    }
}

fn applied(doc: ToldDoc) -> Result<Box<ApplicationNotice>, Failure> {
    doc.try_into().map(Box::new)
}
