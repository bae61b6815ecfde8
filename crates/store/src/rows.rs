//! How things look at rest: private documents, so that nouns and storage change independently.

pub(crate) mod account;
pub(crate) mod allocation;
pub(crate) mod answered;
pub(crate) mod application;
pub(crate) mod code;
pub(crate) mod contact;
mod decision;
pub(crate) mod deed;
pub(crate) mod disclosure;
pub(crate) mod domain;
pub(crate) mod host;
pub(crate) mod inspection;
pub(crate) mod letter;
mod life;
pub(crate) mod maintenance;
pub(crate) mod notice;
mod octets;
pub(crate) mod organisation;
pub(crate) mod outcome;
mod pending;
mod reference;
pub(crate) mod registrar;
pub(crate) mod signer;
pub(crate) mod token;
pub(crate) mod transfer;
mod ttl;
mod verdict;

use foral_model::id::RegistrarId;
use foral_model::lang::Lang;
use foral_model::money::{Charge, Currency, Money};
use foral_model::repository::RepositoryName;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cells;
use crate::failure::Failure;

/// A document as text.
pub(crate) fn to_json<T: Serialize>(doc: &T) -> Result<String, Failure> {
    serde_json::to_string(doc).map_err(|error| Failure::Broken(format!("writing JSON: {error}")))
}

/// A text as a document.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text)
        .map_err(|error| Failure::Broken(format!("stored document cannot be read: {error}")))
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn micros(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::micros)
}

fn instant(micros: Option<i64>) -> Option<Timestamp> {
    micros.map(Timestamp::from_micros)
}

fn status_words(statuses: Statuses) -> Vec<String> {
    statuses
        .iter()
        .map(|status| status.as_str().to_owned())
        .collect()
}

fn statuses(words: &[String]) -> Result<Statuses, Failure> {
    let read = |word: &String| Status::parse(word).ok_or_else(|| Failure::stored("status", word));
    words.iter().map(read).collect()
}

fn opt_registrar(text: Option<&str>) -> Result<Option<RegistrarId>, Failure> {
    text.map(cells::registrar).transpose()
}

/// Reads a stored language.
pub(crate) fn lang(tag: &str) -> Result<Lang, Failure> {
    Lang::parse(tag).ok_or_else(|| Failure::stored("language", tag))
}

/// Reads a stored repository's name.
pub(crate) fn repository(text: &str) -> Result<RepositoryName, Failure> {
    RepositoryName::parse(text).ok_or_else(|| Failure::stored("repository", text))
}

/// Reads a stored currency.
pub(crate) fn currency(code: &str) -> Result<Currency, Failure> {
    Currency::parse(code).ok_or_else(|| Failure::stored("currency", code))
}

/// An amount.
#[derive(Serialize, Deserialize)]
struct MoneyDoc {
    minor: i64,
    currency: String,
}

impl From<Money> for MoneyDoc {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.as_str().to_owned() }
    }
}

impl TryFrom<MoneyDoc> for Money {
    type Error = Failure;

    fn try_from(doc: MoneyDoc) -> Result<Self, Failure> {
        Ok(Self::new(doc.minor, currency(&doc.currency)?))
    }
}

/// A fee and its tax.
#[derive(Serialize, Deserialize)]
struct ChargeDoc {
    fee: i64,
    tax: i64,
    currency: String,
}

impl From<Charge> for ChargeDoc {
    fn from(charge: Charge) -> Self {
        let currency = charge.fee.currency.as_str().to_owned();
        Self { fee: charge.fee.minor, tax: charge.tax.minor, currency }
    }
}

impl TryFrom<ChargeDoc> for Charge {
    type Error = Failure;

    fn try_from(doc: ChargeDoc) -> Result<Self, Failure> {
        let currency = currency(&doc.currency)?;
        Ok(Self { fee: Money::new(doc.fee, currency), tax: Money::new(doc.tax, currency) })
    }
}
