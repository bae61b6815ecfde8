//! What waits for an answer, at rest.

use foral_model::contact::PendingContactTransfer;
use foral_model::domain::{Party, PendingHolder, PendingTransfer, Silence};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::ChargeDoc;
use super::reference::ReferenceDoc;
use crate::cells;
use crate::failure::Failure;
use crate::rows;

/// A domain's transfer that waits.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingTransferDoc {
    gaining: String,
    requested: i64,
    acts: i64,
    silence: SilenceDoc,
    years: u8,
    paid: ChargeDoc,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SilenceDoc {
    Approves,
    Cancels,
}

/// A change of holder that waits.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingHolderDoc {
    to: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<ReferenceDoc>,
    requested: i64,
    awaits: PartyDoc,
    lapses: i64,
}

/// A party to a change of holder.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartyDoc {
    Present,
    New,
}

/// A contact's transfer that waits.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingContactTransferDoc {
    gaining: String,
    requested: i64,
    acts: i64,
}

impl From<&PendingTransfer> for PendingTransferDoc {
    fn from(pending: &PendingTransfer) -> Self {
        Self {
            gaining: pending.gaining.to_string(),
            requested: pending.requested.micros(),
            acts: pending.acts.micros(),
            silence: match pending.silence {
                Silence::Approves => SilenceDoc::Approves,
                Silence::Cancels => SilenceDoc::Cancels,
            },
            years: pending.years,
            paid: pending.paid.into(),
        }
    }
}

impl TryFrom<PendingTransferDoc> for PendingTransfer {
    type Error = Failure;

    fn try_from(doc: PendingTransferDoc) -> Result<Self, Failure> {
        Ok(Self {
            gaining: cells::registrar(&doc.gaining)?,
            requested: Timestamp::from_micros(doc.requested),
            acts: Timestamp::from_micros(doc.acts),
            silence: match doc.silence {
                SilenceDoc::Approves => Silence::Approves,
                SilenceDoc::Cancels => Silence::Cancels,
            },
            years: doc.years,
            paid: doc.paid.try_into()?,
        })
    }
}

impl From<&PendingHolder> for PendingHolderDoc {
    fn from(pending: &PendingHolder) -> Self {
        Self {
            to: pending.to.to_string(),
            asked_by: pending.asked_by.as_ref().map(ToString::to_string),
            reference: pending.reference.as_ref().map(Into::into),
            requested: pending.requested.micros(),
            awaits: pending.awaits.into(),
            lapses: pending.lapses.micros(),
        }
    }
}

impl TryFrom<PendingHolderDoc> for PendingHolder {
    type Error = Failure;

    fn try_from(doc: PendingHolderDoc) -> Result<Self, Failure> {
        Ok(Self {
            to: cells::handle(&doc.to)?,
            asked_by: rows::opt_registrar(doc.asked_by.as_deref())?,
            reference: doc.reference.map(Into::into),
            requested: Timestamp::from_micros(doc.requested),
            awaits: doc.awaits.into(),
            lapses: Timestamp::from_micros(doc.lapses),
        })
    }
}

impl From<Party> for PartyDoc {
    fn from(party: Party) -> Self {
        match party {
            Party::Present => Self::Present,
            Party::New => Self::New,
        }
    }
}

impl From<PartyDoc> for Party {
    fn from(doc: PartyDoc) -> Self {
        match doc {
            PartyDoc::Present => Self::Present,
            PartyDoc::New => Self::New,
        }
    }
}

impl From<&PendingContactTransfer> for PendingContactTransferDoc {
    fn from(pending: &PendingContactTransfer) -> Self {
        Self {
            gaining: pending.gaining.to_string(),
            requested: pending.requested.micros(),
            acts: pending.acts.micros(),
        }
    }
}

impl TryFrom<PendingContactTransferDoc> for PendingContactTransfer {
    type Error = Failure;

    fn try_from(doc: PendingContactTransferDoc) -> Result<Self, Failure> {
        Ok(Self {
            gaining: cells::registrar(&doc.gaining)?,
            requested: Timestamp::from_micros(doc.requested),
            acts: Timestamp::from_micros(doc.acts),
        })
    }
}
