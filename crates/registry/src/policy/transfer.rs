//! `[transfer]`: how a name moves to another registrar.

use foral_model::zone::{Approval, CodeNeed, TransferPolicy};
use serde::Deserialize;

use super::offer;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    approval: Word,
    approval_days: Option<u16>,
    #[serde(default)]
    code: Code,
    #[serde(default)]
    years: u8,
    #[serde(default)]
    lock_after_create_days: u16,
    #[serde(default)]
    lock_after_transfer_days: u16,
    #[serde(default)]
    days_before_expiry: u16,
    #[serde(default)]
    expired: bool,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Nobody,
    LosingRegistrar,
    AdministrativeContact,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Code {
    #[default]
    Needed,
    Optional,
}

impl Table {
    /// The law of transfers.
    pub(super) fn read(&self) -> Result<TransferPolicy, String> {
        Ok(TransferPolicy {
            approval: self.approval()?,
            code: match self.code {
                Code::Needed => CodeNeed::Needed,
                Code::Optional => CodeNeed::Optional,
            },
            years: self.years,
            lock_after_create_days: self.lock_after_create_days,
            lock_after_transfer_days: self.lock_after_transfer_days,
            days_before_expiry: self.days_before_expiry,
            expired: offer(self.expired),
        })
    }

    fn approval(&self) -> Result<Approval, String> {
        let days = match (self.approval, self.approval_days) {
            (Word::Nobody, None) => return Ok(Approval::Nobody),
            (Word::Nobody, Some(_)) => {
                return Err("transfer.approval_days: approval = \"nobody\" waits for nobody".into());
            }
            (_, None | Some(0)) => {
                return Err(
                    "transfer.approval_days: at least one day is needed for the answer".into()
                );
            }
            (_, Some(days)) => days,
        };
        Ok(match self.approval {
            Word::AdministrativeContact => Approval::AdministrativeContact { days },
            _ => Approval::LosingRegistrar { days },
        })
    }
}
