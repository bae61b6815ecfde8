//! Questions about zones.

use foral_model::name::DomainName;

use crate::flight::{Flight, Slot};

impl Flight {
    /// All zones with the text of their policies, by name.
    pub fn zones(&mut self) -> Slot<Vec<(DomainName, String)>> {
        self.ask("SELECT name, policy FROM zone ORDER BY name", Vec::new(), |rows| {
            rows.each(|row| Ok((row.name(0)?, row.text(1)?.to_owned())))
        })
    }
}
