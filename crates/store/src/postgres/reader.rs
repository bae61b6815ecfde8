//! Reads on PostgreSQL: one flight of a pooled connection, whatever it asks.

use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Address, Connection, Request, pipeline};
use crate::cells::Rows;
use crate::failure::Failure;
use crate::statement::Statement;

/// How many connections read at once.
const READERS: usize = 8;
/// All reads of a flight see one state.
const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Connections that only read.
#[derive(Debug)]
pub(crate) struct Readers {
    address: Address,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Readers {
    /// Readers of the database, of which none is connected yet.
    pub(crate) fn new(address: Address) -> Self {
        Self { address, idle: Mutex::new(Vec::new()), permits: Semaphore::new(READERS) }
    }

    /// Runs the statements in order and on one snapshot. What fails on a connection that was kept
    /// is asked again on a fresh one: the server may have been restarted meanwhile.
    pub(crate) async fn read(&self, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
        let _permit = self
            .permits
            .acquire()
            .await
            .map_err(|_| Failure::Broken("the readers are closed".to_owned()))?;
        if let Some(mut kept) = self.take()
            && let Ok(answers) = fly(&mut kept, statements).await
        {
            self.keep(kept);
            return Ok(answers);
        }
        let mut fresh = self.address.connect().await?;
        // A connection that fails, or whose asker is cancelled, is dropped: nobody shall find it
        // inside a transaction.
        let answers = fly(&mut fresh, statements).await?;
        self.keep(fresh);
        Ok(answers)
    }

    fn keep(&self, connection: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
    }

    fn take(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|connection| !connection.is_closed());
        idle.pop()
    }
}

async fn fly(connection: &mut Connection, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
    let unknown = connection.unknown(statements.iter().map(|statement| statement.sql));
    connection.prepare(unknown).await?;
    let connection = &*connection;
    if let [one] = statements {
        return Ok(vec![connection.query(one).await?]);
    }
    let mut requests: Vec<Request<'_, Result<Option<Rows>, Failure>>> =
        Vec::with_capacity(statements.len() + 2);
    requests.push(Box::pin(async { connection.say(SNAPSHOT).await.map(|()| None) }));
    for statement in statements {
        requests.push(Box::pin(async { connection.query(statement).await.map(Some) }));
    }
    requests.push(Box::pin(async { connection.say("COMMIT").await.map(|()| None) }));
    let answers: Vec<Option<Rows>> = pipeline(requests)
        .await
        .into_iter()
        .collect::<Result<_, _>>()?;
    Ok(answers.into_iter().flatten().collect())
}
