//! Questions about the queues of messages.

use foral_model::id::{MessageId, RegistrarId};
use foral_model::poll::PollMessage;

use crate::cells::Row;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows::notice;
use crate::statement::params;

impl Flight {
    /// How many messages wait for a registrar, and the oldest of them.
    pub fn queue(&mut self, registrar: &RegistrarId) -> Slot<(i64, Option<PollMessage>)> {
        const SQL: &str = "SELECT id, registrar, at, data, \
            COALESCE((SELECT waiting FROM queue WHERE registrar = ?1), 0) \
            FROM message WHERE registrar = ?1 ORDER BY id LIMIT 1";
        self.ask(SQL, params![registrar.as_str()], |rows| {
            let head = rows.one(|row| Ok((row.int(4)?, message(row)?)))?;
            Ok(head.map_or((0, None), |(count, message)| (count, Some(message))))
        })
    }

    /// One message of a registrar's queue.
    pub fn message(&mut self, registrar: &RegistrarId, id: MessageId) -> Slot<Option<PollMessage>> {
        const SQL: &str =
            "SELECT id, registrar, at, data FROM message WHERE registrar = ?1 AND id = ?2";
        self.ask(SQL, params![registrar.as_str(), id.0], |rows| rows.one(message))
    }
}

fn message(row: Row<'_>) -> Result<PollMessage, Failure> {
    Ok(PollMessage {
        id: MessageId(row.int(0)?),
        registrar: row.registrar(1)?,
        at: row.time(2)?,
        notice: notice::read(row.text(3)?)?,
    })
}
