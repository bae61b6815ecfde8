//! Money in integer minor units, never in floating point.

use std::fmt;

/// An ISO 4217 currency code, such as `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a three-letter upper-case code.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(code))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in minor units (cents) of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Money {
    /// Hundredths of the currency's unit.
    pub minor: i64,
    /// Which currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` hundredths.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a decimal such as `9.60`: at most two decimals, no sign.
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, ""));
        if whole.is_empty() || cents.len() > 2 {
            return None;
        }
        if !whole
            .bytes()
            .chain(cents.bytes())
            .all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let cents: i64 = format!("{cents:0<2}").parse().ok()?;
        Some(Self::new(whole.checked_mul(100)?.checked_add(cents)?, currency))
    }

    /// This amount `count` times.
    pub const fn times(self, count: i64) -> Self {
        Self { minor: self.minor.saturating_mul(count), currency: self.currency }
    }
}

/// A fee and the tax on it, both in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Charge {
    /// What the registry asks, without tax.
    pub fee: Money,
    /// The tax on it.
    pub tax: Money,
}

impl Charge {
    /// A fee that no tax is added to.
    pub const fn untaxed(fee: Money) -> Self {
        Self { fee, tax: Money::new(0, fee.currency) }
    }

    /// A fee with tax of so many hundredths of a percent, rounded half up to the minor unit.
    pub const fn taxed(fee: Money, basis_points: u32) -> Self {
        let hundredths = fee.minor.saturating_mul(basis_points as i64);
        let tax = hundredths.saturating_add(5_000).div_euclid(10_000);
        Self { fee, tax: Money::new(tax, fee.currency) }
    }

    /// Nothing to pay.
    pub const fn nothing(currency: Currency) -> Self {
        Self::untaxed(Money::new(0, currency))
    }

    /// Fee and tax.
    pub const fn total(&self) -> Money {
        Money::new(self.fee.minor.saturating_add(self.tax.minor), self.fee.currency)
    }

    /// Whether there is nothing to pay.
    pub const fn is_nothing(&self) -> bool {
        self.fee.minor == 0 && self.tax.minor == 0
    }
}

/// `9.60 EUR`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(f, "{sign}{}.{:02} {}", minor / 100, minor % 100, self.currency)
    }
}
