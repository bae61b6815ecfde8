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

    /// Runs the statements in order and on one snapshot. A connection that broke while it was
    /// idle or during the flight is replaced once.
    pub(crate) async fn read(&self, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
        let _permit = self
            .permits
            .acquire()
            .await
            .map_err(|_| Failure::Broken("the readers are closed".to_owned()))?;
        let mut connection = match self.take() {
            Some(connection) => connection,
            None => self.address.connect().await?,
        };
        let mut answers = fly(&mut connection, statements).await;
        if answers.is_err() && connection.is_closed() {
            connection = self.address.connect().await?;
            answers = fly(&mut connection, statements).await;
        }
        // A connection that failed, or whose asker was cancelled, is closed: nobody shall find it
        // inside a transaction.
        if answers.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        answers
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
    let answers: Vec<Option<Rows>> = pipeline(requests).await.into_iter().collect::<Result<_, _>>()?;
    Ok(answers.into_iter().flatten().collect())
}
