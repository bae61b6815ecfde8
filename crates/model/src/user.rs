//! People who sign in.

use crate::id::{Handle, RegistrarId};
use crate::lang::Lang;
use crate::secret::Digest;
use crate::time::Timestamp;

/// Somebody who can sign in to a portal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// A holder's NIC handle, or a name of staff's or a registrar's choosing; upper case.
    pub login: Handle,
    /// What the person may do.
    pub role: Role,
    /// Argon2id hash, or nothing until a first password is set through recovery.
    pub password: Option<Digest>,
    /// Language of pages.
    pub lang: Lang,
    /// When access was last recovered by e-mail.
    pub recovered: Option<Timestamp>,
    /// Wrong passwords in a row.
    pub failures: i64,
    /// When the last wrong password came.
    pub failed: Option<Timestamp>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// What a signed-in person is here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// The holder whose NIC handle is the login.
    Holder,
    /// Works for a registrar.
    Registrar(RegistrarId),
    /// Works for the registry.
    Staff,
}
