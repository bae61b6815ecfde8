//! `[life]`: grace, expiry, redemption and release.

use foral_model::zone::{AtExpiry, GraceDays, LifePolicy, RestorePolicy};
use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    at_expiry: Word,
    #[serde(default = "one")]
    at_expiry_years: u8,
    #[serde(default)]
    renewable_days: u16,
    #[serde(default)]
    redemption_days: u16,
    restore: Option<Restore>,
    report_days: Option<u16>,
    #[serde(default = "five")]
    pending_delete_days: u16,
    #[serde(default)]
    grace: Grace,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Renew,
    AsWished,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Restore {
    AtOnce,
    ByReport,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Grace {
    add: u16,
    renew: u16,
    auto_renew: u16,
    transfer: u16,
}

impl Table {
    /// How time treats names.
    pub(super) fn read(&self) -> Result<LifePolicy, String> {
        if self.at_expiry_years == 0 {
            return Err("life.at_expiry_years: a renewal adds at least one year".to_owned());
        }
        let years = self.at_expiry_years;
        Ok(LifePolicy {
            at_expiry: match self.at_expiry {
                Word::Renew => AtExpiry::Renew { years },
                Word::AsWished => AtExpiry::AsWished { years },
            },
            renewable_days: self.renewable_days()?,
            grace: GraceDays {
                add: self.grace.add,
                renew: self.grace.renew,
                auto_renew: self.grace.auto_renew,
                transfer: self.grace.transfer,
            },
            redemption_days: self.redemption_days,
            restore: self.restore()?,
            pending_delete_days: self.pending_delete_days,
        })
    }

    fn renewable_days(&self) -> Result<u16, String> {
        match (self.at_expiry, self.renewable_days) {
            (Word::Renew, 1..) => {
                Err("life.renewable_days: with at_expiry = \"renew\" no name is left expired"
                    .to_owned())
            }
            (_, days) => Ok(days),
        }
    }

    fn restore(&self) -> Result<RestorePolicy, String> {
        match (self.redemption_days, self.restore, self.report_days) {
            (0, None, None) => Ok(RestorePolicy::AtOnce),
            (0, Some(_), _) => {
                Err("life.restore: without life.redemption_days nothing can be restored".to_owned())
            }
            (_, Some(Restore::ByReport), Some(days @ 1..)) => Ok(RestorePolicy::ByReport { days }),
            (_, Some(Restore::ByReport), _) => {
                Err("life.report_days: at least one day is needed for the report".to_owned())
            }
            (_, _, Some(_)) => {
                Err("life.report_days: it goes with restore = \"by-report\" only".to_owned())
            }
            (_, Some(Restore::AtOnce), None) => Ok(RestorePolicy::AtOnce),
            (_, None, None) => {
                Err("life.restore: with life.redemption_days it must be \"at-once\" or \
                     \"by-report\""
                    .to_owned())
            }
        }
    }
}

const fn one() -> u8 {
    1
}

const fn five() -> u16 {
    5
}
