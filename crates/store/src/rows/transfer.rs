//! Transfers at rest: as columns of their own tables, and within messages.

use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};
use serde::{Deserialize, Serialize};

use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::statement::{Value, params};

/// A transfer's parameters: the key of its object, and then in the order of [`from_row`].
pub(crate) fn columns(key: Value, transfer: &Transfer) -> Vec<Value> {
    params![
        key,
        transfer.gaining.as_str(),
        transfer.losing.as_str(),
        transfer.requested,
        transfer.acted,
        transfer.state.as_str(),
        transfer.expires,
    ]
}

/// A transfer from: gaining, losing, requested, acted, state, expires.
pub(crate) fn from_row(row: Row<'_>) -> Result<Transfer, Failure> {
    Ok(Transfer {
        gaining: row.registrar(0)?,
        losing: row.registrar(1)?,
        requested: row.time(2)?,
        acted: row.time(3)?,
        state: state(row.text(4)?)?,
        expires: row.opt_time(5)?,
    })
}

fn state(text: &str) -> Result<TransferState, Failure> {
    TransferState::parse(text).ok_or_else(|| Failure::stored("transfer state", text))
}

/// A transfer within a message.
#[derive(Serialize, Deserialize)]
pub(super) struct TransferDoc {
    gaining: String,
    losing: String,
    requested: i64,
    acted: i64,
    state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<i64>,
}

impl From<&Transfer> for TransferDoc {
    fn from(transfer: &Transfer) -> Self {
        Self {
            gaining: transfer.gaining.to_string(),
            losing: transfer.losing.to_string(),
            requested: transfer.requested.micros(),
            acted: transfer.acted.micros(),
            state: transfer.state.as_str().to_owned(),
            expires: super::micros(transfer.expires),
        }
    }
}

impl TryFrom<TransferDoc> for Transfer {
    type Error = Failure;

    fn try_from(doc: TransferDoc) -> Result<Self, Failure> {
        Ok(Self {
            gaining: cells::registrar(&doc.gaining)?,
            losing: cells::registrar(&doc.losing)?,
            requested: Timestamp::from_micros(doc.requested),
            acted: Timestamp::from_micros(doc.acted),
            state: state(&doc.state)?,
            expires: super::instant(doc.expires),
        })
    }
}
