//! What can be asked in a flight, by subject.

mod allocation;
mod application;
mod contact;
pub(crate) mod directory;
mod disclosure;
mod domain;
mod host;
mod inspection;
mod journal;
mod kept;
pub(crate) mod ledger;
mod maintenance;
pub(crate) mod organisation;
pub(crate) mod people;
mod poll;
mod publication;
mod registrar;
pub(crate) mod standing;
mod user;
pub(crate) mod whole;
mod zone;
