//! Double-entry money: every entry's postings add up to nothing.

use crate::id::RegistrarId;
use crate::money::{Charge, Money};

/// An account of the ledger.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Account {
    /// What a registrar has paid in and not used.
    Registrar(RegistrarId),
    /// What the registry has earned for good.
    Revenue,
    /// What has been paid and may still go back: fees within their grace period, and fees of
    /// transfers that wait for an answer.
    Grace,
    /// Tax that the registry collects for the state.
    Tax,
    /// Money that came from, or went back to, a bank.
    Bank,
}

impl Account {
    /// The account's name in the store: `registrar:ALFA`, `revenue`, `grace`, `tax`, `bank`.
    pub fn name(&self) -> String {
        match self {
            Self::Registrar(id) => format!("registrar:{id}"),
            Self::Revenue => "revenue".to_owned(),
            Self::Grace => "grace".to_owned(),
            Self::Tax => "tax".to_owned(),
            Self::Bank => "bank".to_owned(),
        }
    }
}

/// What an entry is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// A registration.
    Create,
    /// A renewal that a registrar asked for.
    Renew,
    /// A renewal at expiry.
    AutoRenew,
    /// A transfer.
    Transfer,
    /// A restoration out of the redemption period.
    Restore,
    /// A fee that goes back, because its deed was undone within its grace period.
    Refund,
    /// A fee whose grace period is over: it is earned.
    Earn,
    /// A registrar's payment to the registry.
    Deposit,
    /// Money that staff books by hand, with a reason.
    Correction,
}

impl Purpose {
    const NAMES: [(Self, &'static str); 9] = [
        (Self::Create, "create"),
        (Self::Renew, "renew"),
        (Self::AutoRenew, "auto-renew"),
        (Self::Transfer, "transfer"),
        (Self::Restore, "restore"),
        (Self::Refund, "refund"),
        (Self::Earn, "earn"),
        (Self::Deposit, "deposit"),
        (Self::Correction, "correction"),
    ];

    /// The word in the store.
    pub fn as_str(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(purpose, _)| *purpose == self)
            .map_or("", |(_, word)| word)
    }

    /// Reads the word in the store.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, word)| *word == text)
            .map(|(purpose, _)| *purpose)
    }
}

/// One account's part of an entry: what it gains, or loses if negative.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Posting {
    /// Whose balance changes.
    pub account: Account,
    /// By how many minor units.
    pub minor: i64,
}

/// One movement of money. It balances by construction: whatever one account gains, others lose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is for.
    pub purpose: Purpose,
    /// The name that it is about, or a reason, if it is about one.
    pub about: String,
    /// The currency of all postings.
    pub currency: crate::money::Currency,
    /// Two or more that add up to nothing.
    postings: Vec<Posting>,
    /// Whether the payer's credit limits it. An auto-renewal may leave a debt.
    pub guard: Guard,
}

impl Entry {
    /// Moves `amount` from one account to another.
    pub fn moving(
        purpose: Purpose,
        about: String,
        from: Account,
        to: Account,
        amount: Money,
    ) -> Self {
        Self::splitting(purpose, about, from, &[(to, amount)])
    }

    /// Moves money from one account to several, all in the currency of the first amount. Amounts
    /// of nothing leave no posting.
    pub fn splitting(
        purpose: Purpose,
        about: String,
        from: Account,
        to: &[(Account, Money)],
    ) -> Self {
        let currency = to
            .first()
            .map_or(crate::money::Currency::EUR, |(_, m)| m.currency);
        let total: i64 = to.iter().map(|(_, amount)| amount.minor).sum();
        let gains = to
            .iter()
            .filter(|(_, amount)| amount.minor != 0)
            .map(|(account, amount)| Posting { account: account.clone(), minor: amount.minor });
        let postings = std::iter::once(Posting { account: from, minor: -total })
            .chain(gains)
            .collect();
        Self { purpose, about, currency, postings, guard: Guard::Unlimited }
    }

    /// A registrar pays a fee with its tax; the fee goes to `to`.
    pub fn paying(
        purpose: Purpose,
        about: String,
        payer: &RegistrarId,
        charge: Charge,
        to: Account,
    ) -> Self {
        let from = Account::Registrar(payer.clone());
        Self::splitting(purpose, about, from, &[(to, charge.fee), (Account::Tax, charge.tax)])
    }

    /// A fee with its tax goes back to a registrar, out of the account of graces.
    pub fn refunding(about: String, payee: &RegistrarId, charge: Charge) -> Self {
        let mut entry = Self::paying(Purpose::Refund, about, payee, charge, Account::Grace);
        for posting in &mut entry.postings {
            posting.minor = -posting.minor;
        }
        entry
    }

    /// The same entry, which fails at commit if the payer's credit does not cover it.
    #[must_use]
    pub const fn within_credit(mut self) -> Self {
        self.guard = Guard::WithinCredit;
        self
    }

    /// The postings; they add up to nothing.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// What an account gains by the entry, in minor units.
    pub fn gain_of(&self, account: &Account) -> i64 {
        self.postings
            .iter()
            .filter(|posting| posting.account == *account)
            .map(|posting| posting.minor)
            .sum()
    }
}

/// Whether a debit may exceed what is available.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guard {
    /// The commit fails if a registrar's balance would fall below its credit limit.
    WithinCredit,
    /// The debit happens whatever the balance is.
    Unlimited,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn sum(entry: &Entry) -> i64 {
        entry.postings().iter().map(|posting| posting.minor).sum()
    }

    #[test]
    fn every_entry_adds_up_to_nothing() {
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let charge =
            Charge { fee: Money::new(960, Currency::EUR), tax: Money::new(221, Currency::EUR) };
        let pays = Entry::paying(Purpose::Create, "a.pt".into(), &alfa, charge, Account::Grace);
        let back = Entry::refunding("a.pt".into(), &alfa, charge);
        assert_eq!((sum(&pays), sum(&back)), (0, 0));
        let account = Account::Registrar(alfa);
        assert_eq!(pays.gain_of(&account), -1181);
        assert_eq!(back.gain_of(&account), 1181);
        assert_eq!(back.gain_of(&Account::Tax), -221);
    }

    #[test]
    fn no_tax_leaves_no_posting() {
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let charge = Charge::untaxed(Money::new(960, Currency::EUR));
        let pays = Entry::paying(Purpose::Renew, "a.pt".into(), &alfa, charge, Account::Revenue);
        assert_eq!(pays.postings().len(), 2);
    }
}
