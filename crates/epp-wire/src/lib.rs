//! EPP bytes to types and back, one file per verb (RFC 5730 to 5734, RFC 5910, the `.pt` extension).
//!
//! [`read()`] turns a frame into a [`command::Frame`] and is as strict as the schemas;
//! [`reply::write_reply`] and [`greeting::write_greeting`] build what a server says.
//! [`write_command()`], [`answer::read_answer`] and [`greeting::read_greeting`] are the client's half.
//! Nothing here knows who asks or what is allowed.

pub mod answer;
mod auth_info;
mod check;
pub mod code;
pub mod command;
pub mod contact;
pub mod domain;
mod element;
mod ext;
pub mod frame;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod greeting;
mod guard;
pub mod host;
mod login;
pub mod malformed;
mod name;
pub mod namespace;
mod poll;
mod read;
pub mod reply;
pub mod roid;
mod status;
mod transfer;
mod value;
mod write;
mod xml;

pub use malformed::{Kind, Malformed};
pub use name::reason_of as reason_of_bad_name;
pub use read::read;
pub use write::{NoWireForm, write_command, write_hello};
