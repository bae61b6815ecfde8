//! Questions about registrars.

use foral_model::id::RegistrarId;
use foral_model::registrar::Registrar;

use crate::flight::{Flight, Slot};
use crate::rows::registrar;
use crate::statement::params;

/// Registrars with their accounts, for a condition or in an order.
macro_rules! registrars {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.version, r.doc, a.balance, a.credit_limit, a.currency \
             FROM registrar r JOIN account a ON a.name = 'registrar:' || r.id ",
            $rest
        )
    };
}

impl Flight {
    /// The registrar of this identifier, with its balance.
    pub fn registrar(&mut self, id: &RegistrarId) -> Slot<Option<Registrar>> {
        const SQL: &str = registrars!("WHERE r.id = ?1");
        self.ask(SQL, params![id.as_str()], |rows| rows.one(registrar::from_row))
    }

    /// All registrars, by identifier.
    pub fn registrars(&mut self) -> Slot<Vec<Registrar>> {
        self.ask(registrars!("ORDER BY r.id"), Vec::new(), |rows| rows.each(registrar::from_row))
    }
}
