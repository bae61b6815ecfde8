//! `[codes]`: transfer codes.

use foral_model::zone::CodePolicy;
use serde::Deserialize;

use super::offer;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    by_holder: bool,
    by_registrar: bool,
    #[serde(default = "a_month")]
    days: u16,
    registrar_min: Option<u8>,
    registrar_bits: Option<u16>,
    #[serde(default = "five")]
    per_day: u8,
    #[serde(default = "five")]
    free_attempts: u8,
    #[serde(default)]
    notice: bool,
}

/// The shortest code of a registrar, if the file does not say another.
const SHORTEST: u8 = 8;

impl Table {
    /// The law of codes.
    pub(super) fn read(&self) -> Result<CodePolicy, String> {
        if self.days == 0 {
            return Err("codes.days: a code that works for 0 days moves nothing".to_owned());
        }
        if self.by_holder && self.per_day == 0 {
            return Err("codes.per_day: holders make codes here, but 0 a day".to_owned());
        }
        for (key, given) in [
            ("registrar_min", self.registrar_min.is_some()),
            ("registrar_bits", self.registrar_bits.is_some_and(|bits| bits > 0)),
            ("notice", self.notice),
        ] {
            if given && !self.by_registrar {
                return Err(format!("codes.{key}: registrars set no codes (codes.by_registrar)"));
            }
        }
        Ok(CodePolicy {
            by_holder: offer(self.by_holder),
            by_registrar: offer(self.by_registrar),
            days: self.days,
            registrar_min: self.registrar_min.unwrap_or(SHORTEST),
            registrar_bits: self.registrar_bits.unwrap_or(0),
            per_day: self.per_day,
            free_attempts: self.free_attempts,
            notice: offer(self.notice),
        })
    }
}

const fn a_month() -> u16 {
    30
}

const fn five() -> u8 {
    5
}
