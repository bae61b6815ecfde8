//! EPP sessions over TLS (RFC 5730, RFC 5734).
//!
//! A connection is a task: it reads frames, has them carried out one after the other, and answers
//! in the same order. What a command means is the registry's matter; here it is only translated.

#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod gate;
mod keys;
mod launch;
mod launched;
mod limits;
mod login;
mod maintenance;
mod meter;
mod money;
mod offer;
mod picture;
mod query;
mod queue;
mod reply;
mod security;
mod server;
mod session;
mod tls;
mod whole;
mod wire;

pub use limits::Limits;
pub use server::{Server, Settings};
pub use tls::{TlsError, fingerprint};
