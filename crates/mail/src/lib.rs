//! Letters of the registry: words from the outbox become messages, and messages are delivered.
//!
//! A [`Letter`](foral_model::mail::Letter) says what happened; [`render`] gives it words in the
//! reader's language; a [`Postman`] puts them into an RFC 5322 message and hands it to a relay or
//! a directory; the [`Courier`] does so for whatever waits in the outbox.

mod content;
mod courier;
mod delivery;
mod directory;
mod envelope;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod links;
mod postman;
mod render;
mod safe_text;

pub use courier::Courier;
pub use delivery::{Delivery, Login, NotDelivered, Refused, Security, Smtp};
pub use envelope::{NotASender, Sender};
pub use links::{NotAPortal, PortalUrl};
pub use postman::Postman;
pub use render::{Message, Unrenderable, render};

#[cfg(test)]
mod tests;
