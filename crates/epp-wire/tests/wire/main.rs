//! What the crate promises to others: bytes, both ways.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

mod applications;
mod beside;
mod commands;
mod contacts;
mod domains;
mod earlier;
mod extension_refusals;
mod extensions;
mod extensions_told;
mod golden;
mod hostile;
mod marks;
mod objects;
mod organisations;
mod properties;
mod refusals;
mod replies;
mod sessions;
mod strictness;
mod values;

use foral_epp_wire::command::{Body, Envelope, Frame};
use foral_model::command::Command;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

/// A name, known to be one.
fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// A handle, known to be one.
fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

/// A registrar, known to be one.
fn registrar(text: &str) -> RegistrarId {
    RegistrarId::parse(text).unwrap()
}

/// An instant.
fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A command in an envelope with a reference.
fn sent(body: Body) -> Envelope {
    Envelope { client_trid: Some("ALFA-0001".to_owned()), ..Envelope::new(body) }
}

/// A command that changes something.
fn change(command: Command) -> Envelope {
    sent(Body::Do(command))
}

/// Reads a command that must be one.
fn read_command(bytes: &[u8]) -> Envelope {
    match foral_epp_wire::read(bytes) {
        Ok(Frame::Command(envelope)) => envelope,
        other => panic!("{other:?} from {}", String::from_utf8_lossy(bytes)),
    }
}
