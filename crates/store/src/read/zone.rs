//! Questions about zones.

use foral_model::name::DomainName;

use crate::cells::Rows;
use crate::flight::{Flight, Slot};

impl Flight {
    /// All zones with the text of their policies, by name.
    pub fn zones(&mut self) -> Slot<Vec<(DomainName, String)>> {
        self.ask("SELECT name, policy FROM zone ORDER BY name", Vec::new(), |rows| {
            rows.each(|row| Ok((row.name(0)?, row.text(1)?.to_owned())))
        })
    }

    /// The latest line of the journal that tells of a zone's policy; 0 if there is none.
    pub fn policies_line(&mut self) -> Slot<i64> {
        const SQL: &str = "SELECT COALESCE(MAX(seq), 0) FROM journal WHERE subject_kind = 'zone'";
        self.ask(SQL, Vec::new(), Rows::number)
    }
}
