//! The portal of the holders: pages made on the server that need no script.
//!
//! [`router`] takes the registry and a few settings and gives back an [`axum::Router`]; whoever
//! opens the socket serves it with the peer's address as `ConnectInfo<SocketAddr>`. The portal has
//! no law of its own: each page asks the registry, and each form becomes one of its commands.

mod assets;
mod confirm;
mod cookie;
mod failure;
mod form_token;
mod frame;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod guard;
mod headers;
mod limits;
mod link;
mod pages;
mod preference;
mod query;
mod router;
mod settings;
mod visit;

#[cfg(test)]
mod samples;

pub use router::router;
pub use settings::{Demo, DemoHolder, Portal, Settings};
