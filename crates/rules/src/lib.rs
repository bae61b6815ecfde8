//! What may happen: the law, as pure decisions.
//!
//! A verb has a file. Its `Facts` are all that it must know, its `RULES` say in order what must
//! hold, and its `decide` turns command and facts into a [`foral_model::plan::Plan`] or a
//! refusal. Nothing here knows of a database, a clock, a random number or a protocol.

pub mod access;
pub mod application;
pub mod authority;
pub mod case;
pub mod contact;
pub mod delegation;
pub mod disclosure;
pub mod domain;
#[cfg(test)]
mod fixture;
pub mod graces;
pub mod holder;
pub mod host;
pub mod launch;
pub mod lifecycle;
pub mod login;
pub mod money;
pub mod naming;
pub mod organisation;
pub mod password;
pub mod period;
pub mod poll;
pub mod prices;
pub mod publication;
pub mod rule;
pub mod staff;
pub mod strength;
pub mod terms;
