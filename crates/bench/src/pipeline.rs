//! Commands that do not wait for each other's answers, which come in order all the same
//! (RFC 5734, section 3).

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use foral_epp_wire::answer::read_answer;

use crate::connection::Connection;
use crate::failed::Failed;
use crate::instance::Instance;
use crate::load::Source;
use crate::report::Sample;

/// Commands that are sent at once.
const BATCH: u64 = 20;

/// Sends checks in batches, and sees that answers come in the order of the questions. The delay of
/// a command is its batch's.
pub(crate) async fn run(
    instance: &Instance,
    source: &Arc<Source>,
    sessions: usize,
    span: Duration,
) -> Result<Sample, Failed> {
    let mut connections = Vec::with_capacity(sessions);
    for _ in 0..sessions {
        connections.push(instance.alfa.log_in().await?);
    }
    let cpu = instance.cpu()?;
    let began = Instant::now();
    let tasks: Vec<_> = connections
        .into_iter()
        .map(|connection| tokio::spawn(work(connection, Arc::clone(source), began, span)))
        .collect();
    let mut sample = Sample::default();
    for task in tasks {
        let delays = task
            .await
            .map_err(|error| Failed::new("a session", error))??;
        sample.delays.extend(delays);
    }
    sample.wall = began.elapsed();
    sample.cpu = instance.cpu()?.saturating_sub(cpu);
    Ok(sample)
}

async fn work(
    mut connection: Connection,
    source: Arc<Source>,
    began: Instant,
    span: Duration,
) -> Result<Vec<Duration>, Failed> {
    let mut delays = Vec::new();
    while began.elapsed() < span {
        let first = source.turn.fetch_add(BATCH, Ordering::Relaxed);
        for turn in first..first + BATCH {
            connection.add(source.check(turn, 1), &format!("bench-{turn}"));
        }
        let asked = Instant::now();
        connection.send().await?;
        for turn in first..first + BATCH {
            let answer = read_answer(connection.receive().await?)
                .map_err(|fault| Failed::new("an answer to check", fault))?;
            if answer.client_trid != Some(format!("bench-{turn}")) {
                let came = answer.client_trid.unwrap_or_default();
                return Err(Failed::says(format!(
                    "answers out of order: {came} came where bench-{turn} was due"
                )));
            }
        }
        delays.extend([asked.elapsed(); BATCH as usize]);
    }
    Ok(delays)
}
