//! Writes on SQLite: one thread commits whole groups of waiting jobs with one fsync.

use std::path::Path;

use rusqlite::Connection;
use tokio::sync::{mpsc, watch};

use super::reader::run;
use super::{bind, broken, connect, judge};
use crate::failure::Failure;
use crate::statement::{Expect, GROUP, Job, LAST_LINE, Statement, Step, Waiting};

/// Starts the writer. It ends when nobody can send it a job any more.
pub(crate) fn start(
    path: &Path,
    jobs: mpsc::Receiver<Waiting>,
    committed: watch::Sender<u64>,
) -> Result<(), Failure> {
    let connection = connect(path)?;
    std::thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(move || work(&connection, jobs, &committed))
        .map(drop)
        .map_err(|error| Failure::Broken(format!("the writer's thread: {error}")))
}

fn work(
    connection: &Connection,
    mut jobs: mpsc::Receiver<Waiting>,
    committed: &watch::Sender<u64>,
) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let answers = commit(connection, &mut group);
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
fn commit(connection: &Connection, group: &mut [Waiting]) -> Vec<Result<(), Failure>> {
    match attempt(connection, group) {
        Ok(answers) => answers,
        Err(failure) => {
            if !connection.is_autocommit()
                && let Err(error) = connection.execute_batch("ROLLBACK")
            {
                tracing::error!(%error, "a failed group could not be rolled back");
            }
            vec![Err(failure); group.len()]
        }
    }
}

fn attempt(
    connection: &Connection,
    group: &mut [Waiting],
) -> Result<Vec<Result<(), Failure>>, Failure> {
    simple(connection, "BEGIN IMMEDIATE")?;
    let last = Statement { sql: LAST_LINE, params: Vec::new() };
    let mut next = run(connection, &last).map_err(broken)?.number()? + 1;
    let mut answers = Vec::with_capacity(group.len());
    for waiting in group {
        waiting.job.settle(next);
        simple(connection, "SAVEPOINT job")?;
        let answer = carry_out(connection, &waiting.job);
        match answer {
            Ok(()) => next += waiting.job.lines,
            Err(_) => simple(connection, "ROLLBACK TO job")?,
        }
        simple(connection, "RELEASE job")?;
        answers.push(answer);
    }
    simple(connection, "COMMIT")?;
    Ok(answers)
}

fn carry_out(connection: &Connection, job: &Job) -> Result<(), Failure> {
    let mut found = Vec::with_capacity(job.probes.len());
    for probe in &job.probes {
        found.push(run(connection, probe).map_err(broken)?.exist()?);
    }
    let wanted = |step: &&Step| !step.unless.is_some_and(|probe| found[probe]);
    for step in job.steps.iter().filter(wanted) {
        let touched = bind(connection, &step.statement)
            .and_then(|mut prepared| prepared.raw_execute())
            .map_err(judge)?;
        if let Expect::Rows(rows) = step.expect
            && rows != touched as u64
        {
            return Err(Failure::Conflict);
        }
    }
    Ok(())
}

fn simple(connection: &Connection, sql: &'static str) -> Result<(), Failure> {
    connection
        .prepare_cached(sql)
        .and_then(|mut prepared| prepared.execute(()))
        .map(drop)
        .map_err(broken)
}
