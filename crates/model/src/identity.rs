//! Who somebody is to the tax office: the key that makes one person one NIC handle.

mod eu;
mod pt;

use std::fmt;

/// An ISO 3166-1 alpha-2 country code in upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Portugal.
    pub const PT: Self = Self(*b"PT");

    /// Reads an assigned code, in any case. `EL`, the tax offices' code for Greece, is `GR`.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        let code = if upper == "EL" { "GR" } else { upper.as_str() };
        let bytes: [u8; 2] = code.as_bytes().try_into().ok()?;
        COUNTRIES.contains(code).then_some(Self(bytes))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }

    /// Every assigned code, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.split(' ').filter_map(Self::parse)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A taxpayer number in its country, in the form in which it is compared and stored.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    country: Country,
    number: String,
}

/// What kind of person a number belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PersonClass {
    /// A human being.
    Natural,
    /// A company, a body, a fund, an estate.
    Legal,
    /// The number does not tell.
    Unknown,
}

/// Why a text is not a taxpayer number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAnIdentity {
    /// Nothing, or more than 20 characters.
    Length {
        /// How many characters the country's number has, where it is fixed.
        wanted: Option<u8>,
    },
    /// A character that no number has.
    Character,
    /// The check digit or letter disagrees.
    CheckDigit,
    /// The shape is not one of the country's.
    Shape,
}

impl Identity {
    /// Reads what a person typed: spaces, dots, hyphens, slashes and the country's own prefix do
    /// not matter.
    ///
    /// # Errors
    /// [`NotAnIdentity`] where the country's number has a known form and this is not it.
    pub fn parse(country: Country, typed: &str) -> Result<Self, NotAnIdentity> {
        let ignored = |c: &char| !c.is_whitespace() && !matches!(c, '.' | '-' | '/');
        let number: String = typed
            .chars()
            .filter(ignored)
            .collect::<String>()
            .to_ascii_uppercase();
        if number.is_empty() || number.len() > 20 {
            return Err(NotAnIdentity::Length { wanted: None });
        }
        if !number
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'*')
        {
            return Err(NotAnIdentity::Character);
        }
        let number = match country.as_str() {
            "PT" => pt::check(number.strip_prefix("PT").unwrap_or(&number))?,
            _ => eu::check(country, &number)?,
        };
        Ok(Self { country, number })
    }

    /// Reads a number that carries its country in front, such as `PT510664024`; without one,
    /// `fallback` is its country.
    ///
    /// # Errors
    /// As [`Identity::parse`].
    pub fn parse_prefixed(typed: &str, fallback: Country) -> Result<Self, NotAnIdentity> {
        let typed = typed.trim();
        let prefix = typed
            .get(..2)
            .filter(|p| p.bytes().all(|b| b.is_ascii_alphabetic()));
        match prefix.and_then(Country::parse) {
            Some(country) => Self::parse(country, typed.get(2..).unwrap_or_default()),
            None => Self::parse(fallback, typed),
        }
    }

    /// The country whose number it is.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The number without prefix or punctuation.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The number with its country in front: `PT510664024`.
    pub fn prefixed(&self) -> String {
        format!("{}{}", self.country, self.number)
    }

    /// Whose number it is, as far as it tells.
    pub fn class(&self) -> PersonClass {
        match self.country.as_str() {
            "PT" => pt::class(&self.number),
            "ES" => eu::spanish_class(&self.number),
            _ => PersonClass::Unknown,
        }
    }

    /// The number with its middle hidden, for pages: `PT 51…024`.
    pub fn masked(&self) -> String {
        let n = &self.number;
        let (head, tail) = (n.get(..2), n.get(n.len().saturating_sub(3)..));
        match (head, tail) {
            (Some(head), Some(tail)) if n.len() > 6 => format!("{} {head}…{tail}", self.country),
            _ => format!("{} …", self.country),
        }
    }
}

/// Personal data: only its country is shown.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({} …)", self.country)
    }
}

const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI \
BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ \
DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ \
GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT \
PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM \
ZW";
