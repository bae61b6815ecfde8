//! Registrars: who may speak EPP for holders.

use ipnet::IpNet;

use crate::id::RegistrarId;
use crate::money::Money;
use crate::secret::Digest;
use crate::time::Timestamp;

/// A registrar as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registrar {
    /// `clID`.
    pub id: RegistrarId,
    /// Its name, for people.
    pub name: String,
    /// Where the registry writes to it.
    pub email: String,
    /// Its web site.
    pub website: Option<String>,
    /// Its telephone, for holders.
    pub phone: Option<String>,
    /// Its number in IANA's register of registrars, for generic top-level domains.
    pub iana_id: Option<u32>,
    /// Where abuse of its names is reported by letter.
    pub abuse_email: Option<String>,
    /// Where abuse of its names is reported by telephone.
    pub abuse_phone: Option<String>,
    /// Whether it may work.
    pub state: RegistrarState,
    /// Argon2id hash of its EPP password.
    pub password: Digest,
    /// SHA-256 of its client certificates, lower-case hexadecimal.
    pub certificates: Vec<Certificate>,
    /// From where it may connect; from anywhere if empty.
    pub addresses: Vec<IpNet>,
    /// Zones that it may sell in.
    pub zones: Vec<crate::name::DomainName>,
    /// What it has paid and not used; negative is a debt.
    pub balance: Money,
    /// How far below zero its own commands may bring the balance; not negative.
    pub credit_limit: Money,
    /// When it pays.
    pub billing: Billing,
    /// Whether tax is added to its fees.
    pub taxation: Taxation,
    /// Below this balance it is warned, once each time that it falls below.
    pub low_balance: Option<Money>,
    /// Minutes within which a command with the same `clTRID` is taken for a repetition and gets
    /// the stored answer; `None` takes none for one.
    pub retry_minutes: Option<u16>,
    /// Days that a password works; `None` for good.
    pub password_days: Option<u16>,
    /// When the password was set, or its days began to count.
    pub password_set: Option<Timestamp>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

impl Registrar {
    /// When its password runs out, if it does.
    pub fn password_expires(&self) -> Option<Timestamp> {
        let days = i64::from(self.password_days?);
        self.password_set.map(|at| at.plus_days(days))
    }

    /// What its next command may cost at most.
    pub const fn available(&self) -> Money {
        Money::new(
            self.balance.minor.saturating_add(self.credit_limit.minor),
            self.balance.currency,
        )
    }
}

/// When a registrar pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Billing {
    /// Before: its commands are covered by its balance and credit.
    Prepaid,
    /// After: its balance may fall without limit.
    Postpaid,
}

/// Whether tax is added to a registrar's fees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taxation {
    /// It is, at the zone's rate.
    Taxed,
    /// It is not: the registrar accounts for it itself, or owes none.
    Exempt,
}

/// A client certificate that is pinned to a registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// SHA-256 of the DER form, lower-case hexadecimal.
    pub fingerprint: String,
    /// A word for people.
    pub label: String,
    /// When it was pinned.
    pub added: Timestamp,
}

/// Whether a registrar may work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RegistrarState {
    /// Works.
    Active,
    /// May log in and read; may not change anything.
    Suspended,
    /// May not log in.
    Closed,
}
