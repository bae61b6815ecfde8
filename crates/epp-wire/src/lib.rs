//! EPP bytes to types and back, one file per verb and per extension (RFC 5730 to 5734).
//!
//! [`read()`] and [`read_offered`] turn a frame into a [`command::Frame`] and are as strict as the
//! schemas; what extensions say beside a command is a [`beside::Beside`], and what they add to an
//! answer is [`told::Told`].
//! [`reply::write_reply`] and [`greeting::write_greeting`] build what a server says.
//! [`write_command()`], [`answer::read_answer`] and [`greeting::read_greeting`] are the client's half.
//! Nothing here knows who asks or what is allowed.

pub mod answer;
mod auth_info;
pub mod balance;
pub mod beside;
mod canonical;
mod check;
pub mod code;
pub mod command;
pub mod contact;
mod data;
pub mod decimal;
pub mod domain;
mod element;
pub mod ext;
pub mod frame;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod greeting;
mod guard;
pub mod host;
mod login;
pub mod maintenance;
pub mod malformed;
mod name;
pub mod namespace;
pub mod organisation;
mod poll;
mod raw;
mod read;
pub mod reply;
pub mod roid;
mod status;
pub mod told;
mod transfer;
mod value;
mod write;
mod xml;

pub use malformed::{Kind, Malformed};
pub use name::reason_of as reason_of_bad_name;
pub use read::{Offered, read, read_offered};
pub use write::{NoWireForm, write_command, write_hello};
