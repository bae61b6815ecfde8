//! `fee-1.0` (RFC 8748): what commands cost, asked beforehand, agreed to, and charged.
//!
//! [`check`] is the question, [`agreed`] what a command says that it is ready to pay, [`charged`]
//! what an answer says that it did. Amounts are [`Decimal`]s, for the currency may be left out.

pub mod agreed;
pub mod charged;
pub mod check;

use foral_model::money::Currency;

use crate::decimal::{Decimal, decimal};
use crate::element::{Element, Sequence};
use crate::malformed::Malformed;
use crate::value::{attribute, boolean_attribute, is_duration, language, one_of, word_of};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:fee-1.0";

/// What a fee is for (section 3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verb {
    /// Registration.
    Create,
    /// Deletion.
    Delete,
    /// Renewal.
    Renew,
    /// Change.
    Update,
    /// Transfer.
    Transfer,
    /// Restoration (RFC 3915).
    Restore,
    /// Something else, which has a name of its own.
    Custom,
}

const VERBS: [(Verb, &str); 7] = [
    (Verb::Create, "create"),
    (Verb::Delete, "delete"),
    (Verb::Renew, "renew"),
    (Verb::Update, "update"),
    (Verb::Transfer, "transfer"),
    (Verb::Restore, "restore"),
    (Verb::Custom, "custom"),
];

impl Verb {
    /// The RFC's spelling.
    pub fn as_str(self) -> &'static str {
        word_of(&self, &VERBS)
    }
}

/// When a fee is taken (section 3.4.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applied {
    /// With the command.
    Immediate,
    /// Later, after a grace period perhaps.
    Delayed,
}

const APPLIED: [(Applied, &str); 2] =
    [(Applied::Immediate, "immediate"), (Applied::Delayed, "delayed")];

/// Whether a fee comes back within its grace period (section 3.4.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refund {
    /// It does.
    Possible,
    /// It does not.
    Excluded,
}

/// A fee (section 3.4). In commands only the amount and perhaps the description are of use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fee {
    /// How much; not below zero.
    pub amount: Decimal,
    /// What for.
    pub description: Option<String>,
    /// The language of the description, a tag of BCP 47.
    pub lang: Option<String>,
    /// Whether it comes back.
    pub refund: Option<Refund>,
    /// How long it may come back: a duration of ISO 8601, such as `P5D`.
    pub grace: Option<String>,
    /// When it is taken.
    pub applied: Option<Applied>,
}

impl Fee {
    /// A fee with nothing said about it.
    pub fn of(amount: Decimal) -> Self {
        Self { amount, ..Self::default() }
    }
}

/// A credit (section 3.4).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Credit {
    /// How much; not above zero.
    pub amount: Decimal,
    /// What for.
    pub description: Option<String>,
    /// The language of the description, a tag of BCP 47.
    pub lang: Option<String>,
}

/// Reads `currencyType`, if it is there.
fn currency(parts: &mut Sequence<'_, '_>) -> Result<Option<Currency>, Malformed> {
    let Some(element) = parts.optional("currency") else { return Ok(None) };
    // The schema does not collapse this one.
    element.only_attributes(&[])?;
    let text = element.whole_text_only()?;
    let read = Currency::parse(&text);
    read.map(Some)
        .ok_or_else(|| element.invalid(&text, "not a currency code such as EUR"))
}

/// Reads `feeType`.
fn fee(element: Element<'_, '_>) -> Result<Fee, Malformed> {
    let known = ["description", "lang", "refundable", "grace-period", "applied"];
    let amount = decimal(element, &known)?;
    if amount.is_negative() {
        return Err(element.invalid(&amount.to_string(), "a fee is not below zero"));
    }
    let refund = boolean_attribute(element, "refundable")?;
    let grace = attribute(element, "grace-period");
    if let Some(text) = grace.as_deref().filter(|text| !is_duration(text)) {
        return Err(element.invalid(text, "grace-period is a duration such as P5D"));
    }
    let applied = attribute(element, "applied");
    let applied = applied.map(|text| one_of(element, &text, &APPLIED));
    Ok(Fee {
        amount,
        description: attribute(element, "description"),
        lang: language(element)?,
        refund: refund.map(|yes| if yes { Refund::Possible } else { Refund::Excluded }),
        grace,
        applied: applied.transpose()?,
    })
}

/// Reads `creditType`.
fn credit(element: Element<'_, '_>) -> Result<Credit, Malformed> {
    let amount = decimal(element, &["description", "lang"])?;
    if !amount.is_negative() && !amount.is_zero() {
        return Err(element.invalid(&amount.to_string(), "a credit is not above zero"));
    }
    let (description, lang) = (attribute(element, "description"), language(element)?);
    Ok(Credit { amount, description, lang })
}

fn write_currency(xml: &mut Xml<'_>, currency: Option<Currency>) {
    if let Some(currency) = currency {
        xml.leaf("fee:currency", currency.as_str());
    }
}

fn write_fee(xml: &mut Xml<'_>, fee: &Fee) {
    let refund = fee.refund.map(|refund| match refund {
        Refund::Possible => "1",
        Refund::Excluded => "0",
    });
    let applied = fee.applied.map(|applied| word_of(&applied, &APPLIED));
    let grace = fee.grace.as_deref().filter(|text| is_duration(text));
    let attributes: Vec<(&str, &str)> = [
        ("description", fee.description.as_deref()),
        ("lang", fee.lang.as_deref()),
        ("refundable", refund),
        ("grace-period", grace),
        ("applied", applied),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    xml.leaf_with("fee:fee", &attributes, &fee.amount.to_string());
}

fn write_credit(xml: &mut Xml<'_>, credit: &Credit) {
    let said = [("description", &credit.description), ("lang", &credit.lang)];
    let attributes: Vec<(&str, &str)> = said
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .collect();
    xml.leaf_with("fee:credit", &attributes, &credit.amount.to_string());
}
