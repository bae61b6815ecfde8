//! Double-entry money: every entry's postings add up to nothing.

use crate::id::RegistrarId;
use crate::money::Money;

/// An account of the ledger.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Account {
    /// What a registrar has paid in and not used.
    Registrar(RegistrarId),
    /// What the registry has earned.
    Revenue,
    /// Money that came from, or went back to, a bank.
    Bank,
}

impl Account {
    /// The account's name in the store: `registrar:ALFA`, `revenue`, `bank`.
    pub fn name(&self) -> String {
        match self {
            Self::Registrar(id) => format!("registrar:{id}"),
            Self::Revenue => "revenue".to_owned(),
            Self::Bank => "bank".to_owned(),
        }
    }
}

/// What an entry is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A registration.
    Create,
    /// A renewal that a registrar asked for.
    Renew,
    /// A renewal at expiry.
    AutoRenew,
    /// A registrar's payment to the registry.
    Deposit,
}

impl Purpose {
    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Renew => "renew",
            Self::AutoRenew => "auto-renew",
            Self::Deposit => "deposit",
        }
    }
}

/// One movement of money: from one account to another, so it balances by construction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is for.
    pub purpose: Purpose,
    /// The name that it is about, if it is about one.
    pub about: String,
    /// Whose balance falls.
    pub from: Account,
    /// Whose balance rises.
    pub to: Account,
    /// How much; not negative.
    pub amount: Money,
    /// Whether the payer's credit limits it. An auto-renewal may leave a debt.
    pub guard: Guard,
}

/// Whether a debit may exceed what is available.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guard {
    /// The commit fails if the balance would fall below the credit limit.
    WithinCredit,
    /// The debit happens whatever the balance is.
    Unlimited,
}
