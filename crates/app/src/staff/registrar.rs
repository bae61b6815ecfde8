//! `foral registrar`.

use foral_model::command::{self as model, Command, RegistrarCreate};
use foral_model::registrar::{Billing, RegistrarState, Taxation};
use foral_registry::Registry;
use foral_registry::view::RegistrarRow;
use serde::Serialize;

use crate::cli::{
    BillingTerm, Instance, Listing, RegistrarAdd, RegistrarTask, RegistrarUpdate, StateTerm,
    TaxTerm,
};
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::secret_input;

/// How long a password for EPP may be: `pwType` of RFC 5730 ends at 16 characters.
const EPP_PASSWORD: std::ops::RangeInclusive<usize> = 8..=16;

/// Takes a term away.
const NONE: &str = "none";

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

/// One thing that is known of a registrar.
#[derive(Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

impl Row for Fact {
    const HEADINGS: &'static [&'static str] = &["WHAT", "VALUE"];

    fn cells(&self) -> Vec<String> {
        vec![self.name.to_owned(), self.value.clone()]
    }
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &RegistrarTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        RegistrarTask::Add(add) => {
            let creation = creation(&registry, add)?;
            super::execute(&registry, &Command::RegistrarCreate(creation)).await?;
            output::say(format!("{} is a registrar now", add.id));
            Ok(())
        }
        RegistrarTask::List(listing) => {
            let rows = registry.registrar_rows().await?;
            let lines: Vec<Line> = rows.iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
        RegistrarTask::Show { id, listing } => show(&registry, id, *listing).await,
        RegistrarTask::Deposit { id, amount, currency } => {
            let money = super::money(amount, currency)?;
            let command = Command::Deposit(super::registrar_id(id)?, money);
            super::execute(&registry, &command).await?;
            output::say(format!("{money} booked for {id}"));
            Ok(())
        }
        RegistrarTask::Update(terms) => {
            let update = update(&registry, terms)?;
            super::execute(&registry, &Command::RegistrarUpdate(update)).await?;
            output::say(format!("the terms of {} are changed", terms.id));
            Ok(())
        }
        RegistrarTask::Statement(options) => super::statement::run(&registry, options).await,
    }
}

async fn show(registry: &Registry, id: &str, listing: Listing) -> Result<(), Failure> {
    let id = super::registrar_id(id)?;
    let found = registry.directory_registrar(&id).await?;
    let shown = found.ok_or_else(|| Failure::says(format!("{id} is no registrar")))?;
    let card = &shown.card;
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let facts = [
        ("id", card.id.to_string()),
        ("name", card.name.clone()),
        ("email", card.email.clone()),
        ("website", or_none(&card.website)),
        ("phone", or_none(&card.phone)),
        ("iana-id", shown.iana_id.map(|id| id.to_string()).unwrap_or_default()),
        ("abuse-email", or_none(&shown.abuse_email)),
        ("abuse-phone", or_none(&shown.abuse_phone)),
    ];
    let facts: Vec<Fact> = facts
        .into_iter()
        .map(|(name, value)| Fact { name, value })
        .collect();
    output::list(&facts, super::format(listing))
}

fn creation(registry: &Registry, add: &RegistrarAdd) -> Result<RegistrarCreate, Failure> {
    let password = secret_input::password(&add.id, add.password_file.as_deref())?;
    if !EPP_PASSWORD.contains(&password.expose().chars().count()) {
        return Err(Failure::says("the password for EPP needs 8 to 16 characters (RFC 5730)"));
    }
    Ok(RegistrarCreate {
        id: super::registrar_id(&add.id)?,
        name: add.name.clone(),
        email: add.email.clone(),
        website: add.website.clone(),
        phone: add.phone.clone(),
        iana_id: add.iana_id,
        abuse_email: add.abuse_email.clone(),
        abuse_phone: add.abuse_phone.clone(),
        addresses: add.networks.clone(),
        zones: super::zones(registry, &add.zones)?,
        credit_limit: super::money(&add.credit_limit, "EUR")?,
        password,
    })
}

fn update(registry: &Registry, terms: &RegistrarUpdate) -> Result<model::RegistrarUpdate, Failure> {
    let money = |text: &String| super::money(text, &terms.currency);
    let low_balance = match terms.low_balance.as_deref() {
        Some(NONE) => Some(None),
        _ => terms.low_balance.as_ref().map(money).transpose()?.map(Some),
    };
    let zones = super::zones(registry, &terms.zones)?;
    Ok(model::RegistrarUpdate {
        id: super::registrar_id(&terms.id)?,
        state: terms.state.map(|state| match state {
            StateTerm::Active => RegistrarState::Active,
            StateTerm::Suspended => RegistrarState::Suspended,
            StateTerm::Closed => RegistrarState::Closed,
        }),
        billing: terms.billing.map(|billing| match billing {
            BillingTerm::Prepaid => Billing::Prepaid,
            BillingTerm::Postpaid => Billing::Postpaid,
        }),
        taxation: terms.taxation.map(|taxation| match taxation {
            TaxTerm::Taxed => Taxation::Taxed,
            TaxTerm::Exempt => Taxation::Exempt,
        }),
        credit_limit: terms.credit_limit.as_ref().map(money).transpose()?,
        low_balance,
        retry_minutes: terms
            .retry_minutes
            .as_deref()
            .map(retry_minutes)
            .transpose()?,
        password_days: terms
            .password_days
            .as_deref()
            .map(password_days)
            .transpose()?,
        zones: (!zones.is_empty()).then_some(zones),
        iana_id: terms.iana_id.as_deref().map(iana_id).transpose()?,
        abuse_email: terms.abuse_email.as_deref().map(unless_none),
        abuse_phone: terms.abuse_phone.as_deref().map(unless_none),
    })
}

fn unless_none(text: &str) -> Option<String> {
    (text != NONE).then(|| text.to_owned())
}

fn iana_id(text: &str) -> Result<Option<u32>, Failure> {
    match text.parse() {
        Ok(number) => Ok(Some(number)),
        _ if text == NONE => Ok(None),
        _ => Err(Failure::says(format!("“{text}” is no number, and not {NONE}"))),
    }
}

/// Answers are kept for a day, so no longer time would be one.
fn retry_minutes(text: &str) -> Result<Option<u16>, Failure> {
    match text.parse() {
        Ok(minutes @ 1..=1440) => Ok(Some(minutes)),
        _ if text == NONE => Ok(None),
        _ => Err(Failure::says(format!("“{text}” is not 1 to 1440 minutes, and not {NONE}"))),
    }
}

fn password_days(text: &str) -> Result<Option<u16>, Failure> {
    match text.parse() {
        Ok(days @ 1..=3650) => Ok(Some(days)),
        _ if text == NONE => Ok(None),
        _ => Err(Failure::says(format!("“{text}” is not 1 to 3650 days, and not {NONE}"))),
    }
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
    fn repetitions_count_for_a_day_at_most() {
        assert_eq!(retry_minutes("60").unwrap(), Some(60));
        assert_eq!(retry_minutes("none").unwrap(), None);
        for wrong in ["0", "1441", "-1", "soon"] {
            assert!(retry_minutes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_works_for_days_or_for_good() {
        assert_eq!(password_days("90").unwrap(), Some(90));
        assert_eq!(password_days("none").unwrap(), None);
        for wrong in ["0", "3651", "-1", "soon"] {
            assert!(password_days(wrong).is_err(), "{wrong}");
        }
    }
}
