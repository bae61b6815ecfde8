//! What the registry's staff asks for.

use crate::id::{Handle, RegistrarId};
use crate::lang::Lang;
use crate::launch::application::ApplicationId;
use crate::maintenance::{MaintenanceId, Work};
use crate::money::Money;
use crate::name::DomainName;
use crate::secret::Secret;
use crate::user::Role;

/// Adds a registrar.
#[derive(Clone, PartialEq, Debug)]
pub struct RegistrarCreate {
    /// `clID`.
    pub id: RegistrarId,
    /// Its name.
    pub name: String,
    /// Where the registry writes to it.
    pub email: String,
    /// Its web site.
    pub website: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its number in IANA's register of registrars.
    pub iana_id: Option<u32>,
    /// Where abuse is reported by letter.
    pub abuse_email: Option<String>,
    /// Where abuse is reported by telephone.
    pub abuse_phone: Option<String>,
    /// Its EPP password.
    pub password: Secret,
    /// From where it may connect; from anywhere if empty.
    pub addresses: Vec<ipnet::IpNet>,
    /// Zones that it may sell in.
    pub zones: Vec<DomainName>,
    /// How far below zero its commands may bring the balance.
    pub credit_limit: Money,
}

/// Changes the terms of a registrar; what is not said stays.
#[derive(Clone, PartialEq, Debug)]
pub struct RegistrarUpdate {
    /// Which.
    pub id: RegistrarId,
    /// Whether it may work.
    pub state: Option<crate::registrar::RegistrarState>,
    /// When it pays.
    pub billing: Option<crate::registrar::Billing>,
    /// Whether tax is added.
    pub taxation: Option<crate::registrar::Taxation>,
    /// How far below zero its commands may bring the balance.
    pub credit_limit: Option<Money>,
    /// Below which balance it is warned; `Some(None)` never.
    pub low_balance: Option<Option<Money>>,
    /// Minutes within which a command with the same `clTRID` is a repetition; `Some(None)` never.
    pub retry_minutes: Option<Option<u16>>,
    /// Days that a password works; `Some(None)` for good.
    pub password_days: Option<Option<u16>>,
    /// Zones that it may sell in.
    pub zones: Option<Vec<DomainName>>,
    /// Its number in IANA's register; `Some(None)` takes it away.
    pub iana_id: Option<Option<u32>>,
    /// Where abuse is reported by letter; `Some(None)` takes it away.
    pub abuse_email: Option<Option<String>>,
    /// Where abuse is reported by telephone; `Some(None)` takes it away.
    pub abuse_phone: Option<Option<String>>,
}

/// Adds an allocation token.
#[derive(Clone, PartialEq, Debug)]
pub struct AllocationTokenAdd {
    /// Its text.
    pub text: Secret,
    /// What it is good for; digest, use and version are not read.
    pub token: crate::allocation::AllocationToken,
}

/// Says how an application for a name stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationJudgement {
    /// Which.
    pub id: ApplicationId,
    /// What becomes of it.
    pub verdict: ApplicationVerdict,
    /// Why; its registrar reads it.
    pub reason: Option<String>,
}

/// What becomes of an application.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApplicationVerdict {
    /// The right is good.
    Validate,
    /// The right is not good.
    Invalidate,
    /// It waits for the decision among several.
    Await,
    /// It has another status, of this name.
    Custom(String),
    /// It gets the name, and all others for the name are rejected.
    Allocate,
    /// It does not get the name.
    Reject,
}

/// Announces a maintenance, or changes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MaintenancePut {
    /// Which.
    pub id: MaintenanceId,
    /// All of it, also what stays as it was.
    pub work: Work,
}

/// Adds somebody who signs in.
#[derive(Clone, PartialEq, Debug)]
pub struct UserPut {
    /// A NIC handle for a holder, or a chosen name.
    pub login: Handle,
    /// What the person may do.
    pub role: Role,
    /// The password.
    pub password: Secret,
    /// Language of pages and letters; without it, what the person has, or the holder's own.
    pub lang: Option<Lang>,
}

/// Whether a dispute begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Freeze {
    /// It begins.
    Begin,
    /// It ends.
    End,
}
