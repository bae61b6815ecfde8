//! How the command line speaks with the server that publishes the zones: over a socket in their
//! directory, which only its owner enters. A question and an answer are a line of JSON each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use foral_dns::feed::{self, Answer, Apart, KeyState, Order, Roll, Status, Task, Withdraw};
use foral_dns::keys::{Algorithm, Role, State};
use foral_dns::publish::Claim;
use foral_model::name::DomainName;
use foral_registry::zone_feed::Presence;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::failure::Failure;
use crate::files;
use crate::shutdown::{self, Shutdown};

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

/// How a zone stands.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Standing {
    pub(crate) zone: String,
    pub(crate) serial: u32,
    pub(crate) delegations: usize,
    pub(crate) journal: i64,
    pub(crate) waiting: usize,
    /// What left it lately.
    #[serde(default)]
    pub(crate) departed: Departed,
    /// Names whose new name servers wait for a look that finds nothing wrong.
    #[serde(default)]
    pub(crate) delayed: u64,
    /// What is wrong with the signatures.
    #[serde(default)]
    pub(crate) alarm: Option<String>,
    /// Since when changes are not published, and why.
    #[serde(default)]
    pub(crate) not_published: Option<Failing>,
    /// Since when signatures are not renewed, and why.
    #[serde(default)]
    pub(crate) not_renewed: Option<Failing>,
    /// What of the zone's policy is not followed yet.
    #[serde(default)]
    pub(crate) not_followed: Vec<String>,
    /// How far it has come on the way out of signing.
    #[serde(default)]
    pub(crate) withdrawal: Option<Withdrawal>,
    pub(crate) held: Option<Held>,
    /// Names that stay as they were published since a rollback, each with since when.
    #[serde(default)]
    pub(crate) kept: BTreeMap<String, String>,
    /// When the publisher began.
    #[serde(default)]
    pub(crate) began: String,
    /// The serial that each secondary was last seen with; nothing if it was not seen since then.
    pub(crate) secondaries: BTreeMap<String, Option<u32>>,
    /// Names whose servers do not answer as they should, and how.
    pub(crate) findings: BTreeMap<String, Vec<String>>,
}

/// The way of a zone out of signing.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Withdrawal {
    /// Since when the parent is asked to let the keys go.
    pub(crate) since: String,
    /// From when nobody remembers its DS, if it has let them go.
    pub(crate) forgotten: Option<String>,
}

/// Delegations that left within some hours, since staff released a publication last, and how many may.
#[derive(Serialize, Deserialize, Default, Debug)]
pub(crate) struct Departed {
    pub(crate) hours: u16,
    pub(crate) names: usize,
    pub(crate) most: usize,
}

/// Something that fails again and again.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Failing {
    pub(crate) since: String,
    pub(crate) why: String,
}

/// How a name stands in its zone.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Found {
    /// Whether it is there; nothing if the zone is not published yet.
    pub(crate) there: Option<bool>,
    /// Why it does not go by the registry, if so: `held`, `rolled-back` or `waits`.
    pub(crate) apart: Option<String>,
    /// Since when.
    pub(crate) since: Option<String>,
}

/// A publication that is held.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Held {
    pub(crate) since: String,
    pub(crate) alarms: Vec<String>,
    pub(crate) removed: usize,
    pub(crate) added: usize,
}

/// A key of a zone.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct KeyLine {
    pub(crate) tag: u16,
    /// `KSK` or `ZSK`.
    pub(crate) role: String,
    pub(crate) algorithm: u8,
    pub(crate) state: String,
    /// When time changes that.
    pub(crate) next: Option<String>,
    /// Whether the parent is asked to vouch for it.
    pub(crate) awaits_parent: bool,
    /// Its DS for the parent, if it is a key-signing key.
    pub(crate) ds: Option<String>,
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
        Answer::Status(status) => Reply::Status(Box::new(standing(zone, *status))),
        Answer::Diff(lines) => Reply::Diff(lines),
        Answer::Keys(keys) => Reply::Keys(keys.iter().map(key).collect()),
        Answer::Found(found) => Reply::Found(self::found(found)),
        Answer::Done(serial) => Reply::Done { serial },
    }
}

fn found(found: feed::Found) -> Found {
    Found {
        there: match found.presence {
            Presence::There => Some(true),
            Presence::NotThere => Some(false),
            Presence::Unknown => None,
        },
        apart: found.apart.map(|apart| apart.as_str().to_owned()),
        since: match found.apart {
            Some(Apart::Held(since) | Apart::Kept(since)) => Some(since.to_string()),
            Some(Apart::Waits) | None => None,
        },
    }
}

fn key(key: &KeyState) -> KeyLine {
    KeyLine {
        tag: key.tag,
        role: match key.role {
            Role::KeySigning => "KSK".to_owned(),
            Role::ZoneSigning => "ZSK".to_owned(),
        },
        algorithm: key.algorithm.number(),
        state: match key.state {
            State::Waiting => "waiting",
            State::Unannounced => "unannounced",
            State::Published => "published",
            State::Active => "active",
            State::Retired => "retired",
            State::Removed => "removed",
        }
        .to_owned(),
        next: key.next.map(|at| at.to_string()),
        awaits_parent: key.awaits_parent,
        ds: key.ds.as_ref().map(ToString::to_string),
    }
}

fn failing(failure: feed::Failure) -> Failing {
    Failing { since: failure.since.to_string(), why: failure.why }
}

fn standing(zone: &str, status: Status) -> Standing {
    Standing {
        zone: zone.to_owned(),
        serial: status.serial,
        delegations: status.delegations,
        journal: status.followed,
        waiting: status.waiting,
        departed: Departed {
            hours: status.departed.hours,
            names: status.departed.names,
            most: status.departed.most,
        },
        delayed: status.delayed,
        alarm: status.alarm,
        not_published: status.not_published.map(failing),
        not_renewed: status.not_renewed.map(failing),
        not_followed: status.not_followed,
        withdrawal: status.withdrawal.map(|withdrawal| Withdrawal {
            since: withdrawal.since.to_string(),
            forgotten: withdrawal.forgotten.map(|at| at.to_string()),
        }),
        held: status.held.map(|held| Held {
            since: held.since.to_string(),
            alarms: held.alarms,
            removed: held.removed,
            added: held.added,
        }),
        kept: status
            .kept
            .iter()
            .map(|(name, since)| (name.to_string(), since.to_string()))
            .collect(),
        began: status.began.to_string(),
        secondaries: status.secondaries.into_iter().collect(),
        findings: status
            .findings
            .into_iter()
            .map(|findings| (findings.name.to_string(), findings.found))
            .collect(),
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
