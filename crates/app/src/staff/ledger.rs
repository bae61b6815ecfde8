//! `foral ledger`.

use foral_model::command::Command;
use foral_model::money::{Currency, Money};
use foral_registry::Registry;
use foral_registry::books::Difference;

use crate::cli::{Instance, LedgerTask};
use crate::failure::Failure;
use crate::output;

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses, or the books do not agree.
pub(crate) async fn run(instance: &Instance, task: &LedgerTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        LedgerTask::Prove => prove(&registry).await,
        LedgerTask::Correct { id, amount, reason, currency } => {
            let money = signed(amount, currency)?;
            let command = Command::Correction(super::registrar_id(id)?, money, reason.clone());
            super::execute(&registry, &command).await?;
            output::say(format!("{money} corrected for {id}"));
            Ok(())
        }
    }
}

async fn prove(registry: &Registry) -> Result<(), Failure> {
    let proof = registry.prove_ledger().await?;
    let accounts = proof.balances.len();
    if proof.differences.is_empty() {
        output::say(format!("the ledger agrees: {accounts} accounts as of {}", proof.as_of));
        return Ok(());
    }
    for difference in &proof.differences {
        output::say(told(difference));
    }
    let count = proof.differences.len();
    Err(Failure::says(format!(
        "the ledger does not agree; differences: {count}, accounts: {accounts}"
    )))
}

fn told(difference: &Difference) -> String {
    let money = |minor: i64, currency: Currency| Money::new(minor, currency);
    match difference {
        Difference::Balance(balance) => {
            let (kept, posted) = (balance.balance, balance.posted);
            let [kept, posted] = [kept, posted].map(|minor| money(minor, balance.currency));
            format!("account {}: its balance is {kept}, its postings {posted}", balance.account)
        }
        Difference::Entry { number, currency, sum } => {
            format!("entry {number}: its postings add up to {}", money(*sum, *currency))
        }
        Difference::Billed { registrar, currency, billed, charged } => {
            let [billed, charged] = [*billed, *charged].map(|minor| money(minor, *currency));
            format!("registrar {registrar}: billed {billed}, charged {charged}")
        }
    }
}

/// An amount, negative with a minus before it.
fn signed(amount: &str, currency: &str) -> Result<Money, Failure> {
    match amount.strip_prefix('-') {
        Some(amount) => Ok(super::money(amount, currency)?.times(-1)),
        None => super::money(amount, currency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_goes_either_way() {
        assert_eq!(signed("-5.00", "EUR").unwrap(), Money::new(-500, Currency::EUR));
        assert_eq!(signed("9.6", "EUR").unwrap(), Money::new(960, Currency::EUR));
        assert!(signed("--5", "EUR").is_err());
    }

    #[test]
    fn a_difference_is_told_in_a_line() {
        let billed = Difference::Billed {
            registrar: "ALFA".to_owned(),
            currency: Currency::EUR,
            billed: 960,
            charged: 0,
        };
        assert_eq!(told(&billed), "registrar ALFA: billed 9.60 EUR, charged 0.00 EUR");
    }
}
