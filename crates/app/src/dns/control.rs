//! How the command line speaks with the server that publishes the zones: over a socket in their
//! directory, which only its owner enters. A question and an answer are a line of JSON each.

mod standing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use foral_dns::feed::{Answer, Order, Roll, Task, Withdraw};
use foral_dns::keys::Algorithm;
use foral_dns::publish::Claim;
use foral_model::name::DomainName;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::failure::Failure;
use crate::files;
use crate::shutdown::{self, Shutdown};

#[cfg(test)]
pub(crate) use standing::Held;
pub(crate) use standing::{Departed, Failing, Found, KeyLine, Standing, Withdrawal};

/// The longest question, in octets: more than a command line can hold, whatever names it has. Only
/// the directory's owner asks here.
const QUESTION: u64 = 4 * 1024 * 1024;
/// How long a question may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// Publishers by zone: where each takes orders.
pub(crate) type Desks = BTreeMap<DomainName, mpsc::Sender<Order>>;

/// What is asked.
#[derive(Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) zone: String,
    pub(crate) task: Asked,
}

/// What is asked for.
#[derive(Serialize, Deserialize, Clone, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Asked {
    Status,
    Diff,
    Release,
    Rollback,
    Resume(Vec<String>),
    Find(String),
    Export(PathBuf),
    Keys,
    RollZoneSigning,
    RollKeySigning,
    RollAlgorithm(u8),
    Confirm(u16),
    WithdrawAsk,
    WithdrawGone,
    WithdrawCancel,
}

/// What is answered.
#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reply {
    Status(Box<Standing>),
    Diff(Vec<String>),
    Keys(Vec<KeyLine>),
    Found(Found),
    Done { serial: u32 },
    Refused(String),
}

/// Where the socket is.
pub(crate) fn socket(directory: &Path) -> PathBuf {
    directory.join("control")
}

/// Answers the command line until shutdown.
///
/// # Errors
/// If the socket cannot be made.
pub(crate) fn listen(directory: &Path) -> Result<UnixListener, Failure> {
    let path = socket(directory);
    // The directory's lock is ours, so that whoever made it is gone.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::new(path.display(), error));
        }
        _ => {}
    }
    UnixListener::bind(&path).map_err(|error| Failure::new(path.display(), error))
}

/// Answers the command line until shutdown.
pub(crate) async fn serve(listener: UnixListener, desks: Desks, shutdown: Shutdown) {
    let ending = shutdown::begun(shutdown);
    tokio::pin!(ending);
    loop {
        tokio::select! {
            () = &mut ending => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    tokio::spawn(converse(stream, desks.clone()));
                }
                Err(error) => tracing::warn!(%error, "a command was not heard"),
            },
        }
    }
}

async fn converse(stream: UnixStream, desks: Desks) {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    let mut reading = BufReader::new(reading).take(QUESTION);
    match timeout(PATIENCE, reading.read_line(&mut line)).await {
        Ok(Ok(_)) => {}
        _ => return,
    }
    let reply = match serde_json::from_str(&line) {
        Ok(question) => answer(&question, &desks).await,
        Err(error) => Reply::Refused(format!("the question is none: {error}")),
    };
    if let Ok(mut text) = serde_json::to_string(&reply) {
        text.push('\n');
        // Whoever asked may have gone.
        writing.write_all(text.as_bytes()).await.ok();
    }
}

async fn answer(question: &Question, desks: &Desks) -> Reply {
    let desk = DomainName::parse(&question.zone)
        .ok()
        .and_then(|zone| desks.get(&zone));
    let Some(desk) = desk else {
        return Reply::Refused(format!("{} is not published here", question.zone));
    };
    let (answer, answered) = oneshot::channel();
    let task = match task(&question.task) {
        Ok(task) => task,
        Err(why) => return Reply::Refused(why),
    };
    let order = Order { task, answer };
    let gone = || Reply::Refused("the publisher of the zone has ended".to_owned());
    if desk.send(order).await.is_err() {
        return gone();
    }
    match answered.await {
        Ok(Ok(answer)) => told(&question.zone, answer),
        Ok(Err(why)) => Reply::Refused(why),
        Err(_) => gone(),
    }
}

fn task(asked: &Asked) -> Result<Task, String> {
    Ok(match asked {
        Asked::Status => Task::Status,
        Asked::Diff => Task::Diff,
        Asked::Release => Task::Release,
        Asked::Rollback => Task::Rollback,
        Asked::Resume(names) => {
            let names = names
                .iter()
                .map(|name| DomainName::parse(name).map_err(|_| format!("{name} is no name")));
            Task::Resume(names.collect::<Result<_, _>>()?)
        }
        Asked::Find(name) => {
            Task::Find(DomainName::parse(name).map_err(|_| format!("{name} is no name"))?)
        }
        Asked::Export(path) => Task::Export(path.clone()),
        Asked::Keys => Task::Keys,
        Asked::RollZoneSigning => Task::Roll(Roll::ZoneSigning),
        Asked::RollKeySigning => Task::Roll(Roll::KeySigning),
        Asked::RollAlgorithm(number) => {
            let algorithm = Algorithm::of_number(*number);
            let algorithm = algorithm.ok_or_else(|| format!("{number} is no algorithm here"))?;
            Task::Roll(Roll::Algorithm(algorithm))
        }
        Asked::Confirm(tag) => Task::Confirm(*tag),
        Asked::WithdrawAsk => Task::Withdraw(Withdraw::Ask),
        Asked::WithdrawGone => Task::Withdraw(Withdraw::Gone),
        Asked::WithdrawCancel => Task::Withdraw(Withdraw::Cancel),
    })
}

fn told(zone: &str, answer: Answer) -> Reply {
    match answer {
        Answer::Status(status) => Reply::Status(Box::new(standing::standing(zone, *status))),
        Answer::Diff(lines) => Reply::Diff(lines),
        Answer::Keys(keys) => Reply::Keys(keys.iter().map(standing::key).collect()),
        Answer::Found(found) => Reply::Found(standing::found(found)),
        Answer::Done(serial) => Reply::Done { serial },
    }
}

/// Asks the server that publishes from a directory.
///
/// # Errors
/// If none does, or it refuses.
pub(crate) async fn ask(directory: &Path, question: &Question) -> Result<Reply, Failure> {
    let path = socket(directory);
    let stream = UnixStream::connect(&path).await.map_err(|error| {
        let what = format!(
            "no server publishes zones from {}; `foral serve` does (its socket: {error})",
            directory.display()
        );
        Failure::says(what)
    })?;
    let broken = |error| Failure::new(path.display(), error);
    let (reading, mut writing) = stream.into_split();
    let text = serde_json::to_string(question).map_err(|error| Failure::new("JSON", error))?;
    writing.write_all(text.as_bytes()).await.map_err(broken)?;
    writing.write_all(b"\n").await.map_err(broken)?;
    let mut line = String::new();
    BufReader::new(reading)
        .read_line(&mut line)
        .await
        .map_err(broken)?;
    match serde_json::from_str(&line).map_err(|error| Failure::new("the server's answer", error))? {
        Reply::Refused(why) => Err(Failure::says(why)),
        reply => Ok(reply),
    }
}

/// The directory of the zones, for its owner alone, and for this process alone as long as the lock
/// is kept.
///
/// # Errors
/// If another process has it.
pub(crate) fn lock(directory: &Path) -> Result<Claim, Failure> {
    files::make_private_directory(directory)?;
    Claim::to(directory).map_err(|error| match error.kind() {
        std::io::ErrorKind::ResourceBusy => {
            Failure::says(format!("another process publishes zones from {}", directory.display()))
        }
        _ => Failure::new(directory.join("lock").display(), error),
    })
}

#[cfg(test)]
mod tests;
