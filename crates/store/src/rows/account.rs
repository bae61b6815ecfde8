//! Names of accounts at rest.

use foral_model::ledger::{Account, Purpose};

use crate::cells;
use crate::failure::Failure;

/// Reads the name of an account.
pub(crate) fn parse(name: &str) -> Result<Account, Failure> {
    if let Some(id) = name.strip_prefix("registrar:") {
        return Ok(Account::Registrar(cells::registrar(id)?));
    }
    [Account::Revenue, Account::Grace, Account::Tax, Account::Bank]
        .into_iter()
        .find(|account| account.name() == name)
        .ok_or_else(|| Failure::stored("account", name))
}

/// Reads what an entry is for.
pub(crate) fn purpose(word: &str) -> Result<Purpose, Failure> {
    Purpose::parse(word).ok_or_else(|| Failure::stored("purpose of an entry", word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use foral_model::id::RegistrarId;

    #[test]
    fn every_account_reads_back() {
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let own = [Account::Revenue, Account::Grace, Account::Tax, Account::Bank];
        for account in own.into_iter().chain([Account::Registrar(alfa)]) {
            assert_eq!(parse(&account.name()), Ok(account));
        }
        assert!(parse("registrar:").is_err());
        assert!(parse("cash").is_err());
    }
}
