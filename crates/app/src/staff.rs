//! What staff does at the command line. Each task is a command or a look-up of the registry.

pub(crate) mod application;
pub(crate) mod certificate;
pub(crate) mod clock;
pub(crate) mod disclosure;
pub(crate) mod domain;
mod keys;
pub(crate) mod ledger;
pub(crate) mod letter;
pub(crate) mod lordn;
pub(crate) mod maintenance;
mod publication;
pub(crate) mod registrar;
mod statement;
pub(crate) mod token;
pub(crate) mod user;
pub(crate) mod zone;

use std::sync::Arc;

use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_registry::Registry;

use crate::cli::{Instance, Listing};
use crate::failure::Failure;
use crate::instance;
use crate::output::Format;

/// Opens the registry of the configuration.
async fn open(instance: &Instance) -> Result<Arc<Registry>, Failure> {
    instance::open(&instance::config(instance)?).await
}

/// Lets staff carry out one command.
async fn execute(registry: &Registry, command: &Command) -> Result<(), Failure> {
    registry
        .execute(&instance::staff(registry), command)
        .await?;
    Ok(())
}

fn registrar_id(text: &str) -> Result<RegistrarId, Failure> {
    let wrong = || {
        Failure::says(format!(
            "“{text}” is no registrar's identifier: 3 to 16 letters, digits, hyphens or underscores"
        ))
    };
    RegistrarId::parse(text).ok_or_else(wrong)
}

fn domain_name(text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| Failure::says(format!("“{text}” is no domain name")))
}

/// An amount that is not negative.
fn money(amount: &str, currency: &str) -> Result<Money, Failure> {
    let wrong = || Failure::says(format!("“{amount} {currency}” is no amount such as 5000.00 EUR"));
    let currency = Currency::parse(currency).ok_or_else(wrong)?;
    Money::parse(amount, currency).ok_or_else(wrong)
}

/// An instant in RFC 3339, or the beginning of a day in UTC.
fn instant(text: &str) -> Result<Timestamp, Failure> {
    Timestamp::parse(text)
        .or_else(|| Timestamp::parse(&format!("{text}T00:00:00Z")))
        .ok_or_else(|| {
            Failure::says(format!(
                "“{text}” is no day such as 2027-03-01, and no instant such as 2027-03-01T12:00:00Z"
            ))
        })
}

/// Names of zones, each of which must be there.
fn zones(registry: &Registry, texts: &[String]) -> Result<Vec<DomainName>, Failure> {
    let there = registry.zones();
    let read = |text: &String| {
        let name = domain_name(text)?;
        if there.iter().any(|zone| zone.name == name) {
            return Ok(name);
        }
        let name = name.unicode();
        Err(Failure::says(format!(
            "there is no zone {name} here; `foral zone list` shows those that there are"
        )))
    };
    texts.iter().map(read).collect()
}

fn format(listing: Listing) -> Format {
    if listing.json { Format::Json } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(money("5000.00", "EUR").unwrap(), Money::new(500_000, Currency::EUR));
        for (amount, currency) in [("5,000", "EUR"), ("-1", "EUR"), ("1.001", "EUR"), ("1", "eur")]
        {
            assert!(money(amount, currency).is_err(), "{amount} {currency}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_utc() {
        let midnight = Timestamp::parse("2027-03-01T00:00:00Z").unwrap();
        assert_eq!(instant("2027-03-01").unwrap(), midnight);
        assert_eq!(instant("2027-03-01T01:00:00+01:00").unwrap(), midnight);
        assert!(instant("1 March").is_err());
    }
}
