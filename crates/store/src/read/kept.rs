//! Questions about what of a zone does not go by the registry.

use foral_model::name::DomainName;
use foral_model::publication::Kept;

use crate::cells::Row;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows::inspection::published;
use crate::statement::params;

impl Flight {
    /// By which terms all of a zone was compared with the registry last.
    pub fn compared(&mut self, zone: &DomainName) -> Slot<Option<String>> {
        const SQL: &str = "SELECT terms FROM compared WHERE zone = ?1";
        self.ask(SQL, params![zone.as_str()], |rows| rows.one(|row| Ok(row.text(0)?.to_owned())))
    }

    /// The names of a zone that stay as they were published, by name.
    pub fn kept(&mut self, zone: &DomainName) -> Slot<Vec<Kept>> {
        const SQL: &str = "SELECT name, since, seq, doc FROM kept WHERE zone = ?1 ORDER BY name";
        self.ask(SQL, params![zone.as_str()], |rows| rows.each(kept))
    }
}

fn kept(row: Row<'_>) -> Result<Kept, Failure> {
    Ok(Kept {
        name: row.name(0)?,
        since: row.time(1)?,
        seq: row.int(2)?,
        published: published(row.text(3)?)?,
    })
}
