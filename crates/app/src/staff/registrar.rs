//! `foral registrar`.

use foral_model::command::{Command, RegistrarCreate};
use foral_model::money::{Currency, Money};
use foral_model::registrar::RegistrarState;
use foral_registry::view::RegistrarRow;
use serde::Serialize;

use crate::cli::{Instance, RegistrarAdd, RegistrarTask};
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::secret_input;

/// How long a password for EPP may be: `pwType` of RFC 5730 ends at 16 characters.
const EPP_PASSWORD: std::ops::RangeInclusive<usize> = 8..=16;

/// A registrar as it is listed.
#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    email: String,
    state: &'static str,
    balance: String,
    certificates: usize,
    zones: Vec<String>,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &RegistrarTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        RegistrarTask::Add(add) => {
            let creation = creation(add)?;
            let unknown = creation
                .zones
                .iter()
                .find(|zone| registry.zones().iter().all(|known| known.name != **zone));
            if let Some(zone) = unknown {
                let zone = zone.unicode();
                return Err(Failure::says(format!(
                    "there is no zone {zone} here; `foral zone list` shows those that there are"
                )));
            }
            super::execute(&registry, &Command::RegistrarCreate(creation)).await?;
            output::say(format!("{} is a registrar now", add.id));
            Ok(())
        }
        RegistrarTask::List(listing) => {
            let rows = registry.registrar_rows().await?;
            let lines: Vec<Line> = rows.iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
        RegistrarTask::Deposit { id, amount, currency } => {
            let money = money(amount, currency)?;
            let command = Command::Deposit(super::registrar_id(id)?, money);
            super::execute(&registry, &command).await?;
            output::say(format!("{money} booked for {id}"));
            Ok(())
        }
    }
}

fn creation(add: &RegistrarAdd) -> Result<RegistrarCreate, Failure> {
    let password = secret_input::password(&add.id, add.password_file.as_deref())?;
    if !EPP_PASSWORD.contains(&password.expose().chars().count()) {
        return Err(Failure::says("the password for EPP needs 8 to 16 characters (RFC 5730)"));
    }
    let zones = add.zones.iter().map(|zone| super::domain_name(zone));
    Ok(RegistrarCreate {
        id: super::registrar_id(&add.id)?,
        name: add.name.clone(),
        email: add.email.clone(),
        website: add.website.clone(),
        phone: add.phone.clone(),
        addresses: add.networks.clone(),
        zones: zones.collect::<Result<_, _>>()?,
        credit_limit: money(&add.credit_limit, "EUR")?,
        password,
    })
}

fn money(amount: &str, currency: &str) -> Result<Money, Failure> {
    let wrong = || Failure::says(format!("“{amount} {currency}” is no amount such as 5000.00 EUR"));
    let currency = Currency::parse(currency).ok_or_else(wrong)?;
    Money::parse(amount, currency).ok_or_else(wrong)
}

fn line(row: &RegistrarRow) -> Line {
    Line {
        id: row.card.id.to_string(),
        name: row.card.name.clone(),
        email: row.card.email.clone(),
        state: match row.state {
            RegistrarState::Active => "active",
            RegistrarState::Suspended => "suspended",
            RegistrarState::Closed => "closed",
        },
        balance: row.balance.to_string(),
        certificates: row.certificates.len(),
        zones: row.zones.iter().map(|zone| zone.unicode()).collect(),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["ID", "NAME", "E-MAIL", "STATE", "BALANCE", "CERTIFICATES", "ZONES"];

    fn cells(&self) -> Vec<String> {
        let texts = [&self.id, &self.name, &self.email].map(String::clone);
        let state = [self.state.to_owned(), self.balance.clone(), self.certificates.to_string()];
        texts
            .into_iter()
            .chain(state)
            .chain([self.zones.join(" ")])
            .collect()
    }
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
}
