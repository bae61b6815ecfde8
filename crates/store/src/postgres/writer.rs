//! Writes on PostgreSQL: one task commits whole groups of waiting jobs with one fsync.
//!
//! An advisory lock makes groups of several front ends follow each other, so that the journal's
//! order is the order of commits and a reader can follow it by number.

use tokio::sync::{mpsc, watch};

use super::{Address, Connection, Request, pipeline};
use crate::cells::Rows;
use crate::failure::Failure;
use crate::statement::{Expect, GROUP, Job, LAST_LINE, Statement, Step, Waiting};

/// Begins a group; the number spells `FORAL`.
const BEGIN: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(301978501452)";

/// Begins a job.
const MARK: &str = "SAVEPOINT job";

/// How a job that was tried is put away, with the next request.
const KEEP: &str = "RELEASE SAVEPOINT job";
const UNDO: &str = "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job";

/// Starts the writer. It ends when nobody can send it a job any more.
pub(crate) fn start(
    address: Address,
    jobs: mpsc::Receiver<Waiting>,
    committed: watch::Sender<u64>,
) {
    tokio::spawn(work(address, jobs, committed));
}

async fn work(address: Address, mut jobs: mpsc::Receiver<Waiting>, committed: watch::Sender<u64>) {
    let mut connection = None;
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let answers = match commit(&address, &mut connection, &mut group).await {
            Ok(answers) => answers,
            Err(failure) => {
                // Whatever state it is in, closing the connection rolls it back.
                connection = None;
                vec![Err(failure); group.len()]
            }
        };
        committed.send_modify(|groups| *groups += 1);
        for (waiting, answer) in group.drain(..).zip(answers) {
            if let Some(asker) = waiting.asker {
                // Nobody listens if the asker was cancelled: the job is done all the same.
                let _ = asker.send(answer);
            }
        }
    }
}

/// Commits a group. A conflict is told only after the commit, so that its retry sees the winner.
async fn commit(
    address: &Address,
    slot: &mut Option<Connection>,
    group: &mut [Waiting],
) -> Result<Vec<Result<(), Failure>>, Failure> {
    let kept = match slot.take() {
        Some(mut kept) => open(&mut kept, group)
            .await
            .ok()
            .map(|opened| (kept, opened)),
        None => None,
    };
    let (connection, (last, found)) = match kept {
        Some(ready) => ready,
        // The server may have been restarted meanwhile; nothing is lost, for nothing was begun.
        None => {
            let mut fresh = address.connect().await?;
            let opened = open(&mut fresh, group).await?;
            (fresh, opened)
        }
    };
    let connection = &*slot.insert(connection);
    let mut found = found.into_iter();
    let mut next = last + 1;
    let mut answers = Vec::with_capacity(group.len());
    let mut before = None;
    for waiting in group {
        waiting.job.settle(next);
        let found: Vec<bool> = found.by_ref().take(waiting.job.probes.len()).collect();
        let answer = attempt(connection, before, &waiting.job, &found).await?;
        if answer.is_ok() {
            next += waiting.job.lines;
        }
        before = Some(if answer.is_ok() { KEEP } else { UNDO });
        answers.push(answer);
    }
    connection
        .say(&format!("{}; COMMIT", before.unwrap_or(KEEP)))
        .await?;
    Ok(answers)
}

/// All that a group will say.
fn texts(group: &[Waiting]) -> impl Iterator<Item = &'static str> {
    let said = group.iter().flat_map(|waiting| {
        let probes = waiting.job.probes.iter().map(|probe| probe.sql);
        probes.chain(waiting.job.steps.iter().map(|step| step.statement.sql))
    });
    said.chain([LAST_LINE])
}

/// Begins the transaction, takes the lock, and asks for the journal's end and all probes at once.
async fn open(connection: &mut Connection, group: &[Waiting]) -> Result<(i64, Vec<bool>), Failure> {
    let unknown = connection.unknown(texts(group));
    connection.prepare(unknown).await?;
    let connection = &*connection;
    let last = Statement { sql: LAST_LINE, params: Vec::new() };
    let probes = group.iter().flat_map(|waiting| &waiting.job.probes);
    let mut requests: Vec<Request<'_, Result<Rows, Failure>>> =
        vec![Box::pin(async { connection.say(BEGIN).await.map(|()| Rows::default()) })];
    for statement in std::iter::once(&last).chain(probes) {
        requests.push(Box::pin(connection.query(statement)));
    }
    let mut answers = pipeline(requests).await.into_iter();
    answers.next().transpose()?;
    let last = answers.next().transpose()?.unwrap_or_default().number()?;
    let found = answers
        .map(|rows| rows?.exist())
        .collect::<Result<_, _>>()?;
    Ok((last, found))
}

/// Tries a job in its own savepoint, in one flight with the end of the job before.
///
/// The outer error means that the connection is of no use any more.
async fn attempt(
    connection: &Connection,
    before: Option<&str>,
    job: &Job,
    found: &[bool],
) -> Result<Result<(), Failure>, Failure> {
    let begin = before.map_or_else(|| MARK.to_owned(), |before| format!("{before}; {MARK}"));
    let wanted = |step: &&Step| !step.unless.is_some_and(|probe| found[probe]);
    let steps: Vec<&Step> = job.steps.iter().filter(wanted).collect();
    let mut requests: Vec<Request<'_, Result<u64, Failure>>> =
        vec![Box::pin(async { connection.say(&begin).await.map(|()| 0) })];
    for step in &steps {
        requests.push(Box::pin(connection.execute(&step.statement)));
    }
    let mut answers = pipeline(requests).await.into_iter();
    answers.next().transpose()?;
    // The first failure is the cause; what follows it only says that the transaction is aborted.
    for (step, touched) in steps.iter().zip(answers) {
        let missed = |touched| matches!(step.expect, Expect::Rows(rows) if rows != touched);
        match touched {
            Err(failure) if connection.is_closed() => return Err(failure),
            Err(failure) => return Ok(Err(failure)),
            Ok(touched) if missed(touched) => return Ok(Err(Failure::Conflict)),
            Ok(_) => {}
        }
    }
    Ok(Ok(()))
}
