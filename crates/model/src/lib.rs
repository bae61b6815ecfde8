//! What things are: the nouns of the registry, and nothing that they do.
//!
//! Depends on no other crate of ours, reads no clock, and carries no derive for
//! SQL, XML or JSON: formats change for reasons that the nouns must not know.

pub mod actor;
pub mod allocation;
pub mod auth_code;
pub mod command;
pub mod contact;
pub mod disclosure;
pub mod domain;
pub mod extension;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod host;
pub mod id;
pub mod identity;
pub mod inspection;
pub mod journal;
pub mod lang;
pub mod launch;
pub mod ledger;
pub mod login;
pub mod mail;
pub mod maintenance;
pub mod money;
pub mod name;
pub mod organisation;
pub mod outcome;
pub mod period;
pub mod plan;
pub mod poll;
pub mod publication;
pub mod refusal;
pub mod registrar;
pub mod repository;
pub mod secret;
pub mod status;
pub mod time;
pub mod transfer;
pub mod user;
pub mod zone;
