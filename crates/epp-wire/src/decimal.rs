//! `xsd:decimal` as amounts of money are written: exact, and never in floating point.

use std::fmt;

use crate::element::Element;
use crate::malformed::Malformed;

/// Digits that an amount has at most, decimals included.
const DIGITS_MAX: usize = 15;

/// A decimal number. What is finer than hundredths is kept, so that it can be refused by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Decimal {
    /// The digits without a point.
    units: i64,
    /// How many of them stand behind it, without zeros at the end.
    scale: u8,
}

impl Decimal {
    /// An amount of so many hundredths.
    pub const fn from_minor(minor: i64) -> Self {
        let mut decimal = Self { units: minor, scale: 2 };
        while decimal.scale > 0 && decimal.units % 10 == 0 {
            decimal.units /= 10;
            decimal.scale -= 1;
        }
        decimal
    }

    /// The amount in hundredths; nothing if it is finer than that.
    pub fn minor(self) -> Option<i64> {
        let missing = 2u32.checked_sub(u32::from(self.scale))?;
        self.units.checked_mul(10i64.checked_pow(missing)?)
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Reads `[+-]` digits, and a point among them; at most fifteen digits that count.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.as_bytes().first()? {
            b'-' => (-1, text.get(1..)?),
            b'+' => (1, text.get(1..)?),
            _ => (1, text),
        };
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = format!("{whole}{decimals}");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        let digits = format!("{}{decimals}", whole.trim_start_matches('0'));
        if digits.len() > DIGITS_MAX {
            return None;
        }
        let units: i64 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        Some(Self { units: sign * units, scale: u8::try_from(decimals.len()).ok()? })
    }
}

/// With at least two decimals: `9.60`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = 2usize.saturating_sub(usize::from(self.scale));
        let scale = usize::from(self.scale) + missing;
        let digits = format!("{}{}", self.units.unsigned_abs(), "0".repeat(missing));
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{decimals}")
    }
}

/// Reads `xsd:decimal`, with these attributes allowed.
pub(crate) fn decimal(element: Element<'_, '_>, known: &[&str]) -> Result<Decimal, Malformed> {
    let text = element.token_with(known)?;
    Decimal::parse(&text).ok_or_else(|| element.invalid(&text, "not an amount such as 9.60"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for (text, shown, minor) in [
            ("5", "5.00", Some(500)),
            ("+005.0", "5.00", Some(500)),
            ("-9.6", "-9.60", Some(-960)),
            (".5", "0.50", Some(50)),
            ("5.", "5.00", Some(500)),
            ("0.00000", "0.00", Some(0)),
            ("-0", "0.00", Some(0)),
            ("0.001", "0.001", None),
            ("1000000000000.00", "1000000000000.00", Some(100_000_000_000_000)),
        ] {
            let read = Decimal::parse(text).unwrap();
            assert_eq!((read.to_string().as_str(), read.minor()), (shown, minor), "{text}");
            assert_eq!(Decimal::parse(shown), Some(read), "{text}");
            assert_eq!(read.minor().map_or(read, Decimal::from_minor), read, "{text}");
        }
        for bad in ["", ".", "+", "-", "1e3", "1,5", "--1", "NaN", "1234567890123456", "1 0"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
    }
}
