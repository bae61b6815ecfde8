//! What the registry's staff does.

mod domain;
pub mod maintenance;
mod money;
mod registrar;
mod token;
mod user;

pub use domain::{dispute, server_status};
pub use money::{correct, deposit};
pub use registrar::{
    change_registrar_password, create_registrar, epp_password_fits, pin_certificate,
    unpin_certificate, update_registrar,
};
pub use token::add_allocation_token;
pub use user::put_user;

use foral_model::id::RegistrarId;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;

fn known_registrar(id: &RegistrarId, known: Option<&Registrar>) -> Result<Registrar, Refusal> {
    known
        .cloned()
        .ok_or_else(|| Refusal::RegistrarUnknown(id.to_string()))
}

fn event(id: &RegistrarId, deed: Deed) -> Event {
    Event { subject: Subject::Registrar(id.clone()), deed, at: None, billed: None }
}

#[cfg(test)]
mod tests;
