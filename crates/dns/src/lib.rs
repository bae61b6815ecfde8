//! The zone in the DNS: built from delegations, signed, kept on disk, handed to who serves it.
//!
//! Time comes in as an argument. Names are only ever in wire form; text is made for people alone.

pub mod ask;
pub mod catalog;
pub mod check;
pub mod child;
pub mod content;
pub mod delegation;
pub mod feed;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod guard;
pub mod keys;
pub mod message;
pub mod notify;
pub mod parent;
pub mod publish;
pub mod serial;
pub mod serve;
pub mod sign;
pub mod tsig;
pub mod validate;
pub mod wire;
pub mod zone;
