//! Many changes for a while, at an even pace: whether publishing keeps up, and who answers when.

use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::serial;
use foral_dns::wire::Name;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use super::changes::Changes;
use super::lag::Lag;
use super::peer::{self, Peer};
use super::primary::Primary;
use crate::failed::Failed;
use crate::process::Watched;

/// Changes of so long are published together, as the registry's feed does.
const GATHER: Duration = Duration::from_millis(50);

/// What many changes do.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Sustained {
    /// Changes in a second.
    pub per_second: u32,
    /// How long.
    pub seconds: f64,
    /// Changes that were published.
    pub changes: usize,
    /// Serials that they went out in.
    pub serials: usize,
    /// Changes that waited when a serial was begun, on average over the first third.
    pub waiting_first: f64,
    /// The same over the last third.
    pub waiting_last: f64,
    /// The most that waited at once.
    pub waiting_most: usize,
    /// CPU of this process, in milliseconds for each change: publishing, handing out, asking.
    pub cpu_ms: f64,
    /// From a change until it was published.
    pub publication: Lag,
    /// From a change until each server answered with its serial.
    pub servers: Vec<Lag>,
    /// Seconds after the last change until each server had everything.
    pub behind: Vec<f64>,
}

impl Sustained {
    /// Whether no more waited at the end than at the beginning, give or take one publication's.
    fn keeps_up(&self) -> bool {
        let each = self.changes as f64 / self.serials.max(1) as f64;
        self.waiting_last <= self.waiting_first + each
    }

    pub(super) fn sentences(&self, bar_ms: f64) -> Vec<String> {
        let Self { per_second, seconds, changes, serials, cpu_ms, .. } = self;
        let word = if self.keeps_up() { "it keeps up: met" } else { "it falls behind: MISSED" };
        let mut lines = vec![
            format!(
                "{per_second} changes a second for {seconds:.0} s: {changes} changes in {serials} \
                 serials, {cpu_ms:.2} ms CPU each"
            ),
            format!(
                "waiting        {:8.1} in the first third, {:.1} in the last, {} at most ({word})",
                self.waiting_first, self.waiting_last, self.waiting_most
            ),
            self.publication.line(None),
        ];
        for (lag, behind) in self.servers.iter().zip(&self.behind) {
            lines.push(format!("{}; all {behind:.1} s after the last", lag.line(Some(bar_ms))));
        }
        lines
    }
}

/// A serial that went out.
#[derive(Clone, Debug)]
struct Out {
    serial: u32,
    /// When each of its changes was made.
    made: Arc<[Instant]>,
    /// A name with a signer that came in it.
    name: Option<Name>,
}

/// Makes changes, and watches.
pub(super) async fn run(
    primary: &mut Primary,
    peers: &[Arc<Peer>],
    per_second: u32,
    span: Duration,
) -> Result<Sustained, Failed> {
    let mut told = Vec::new();
    let mut watchers = Vec::new();
    for peer in peers {
        let (tell, hear) = mpsc::unbounded_channel();
        told.push(tell);
        watchers.push(tokio::spawn(watch(Arc::clone(peer), hear)));
    }
    let watched = Watched::Alone(std::process::id());
    let (cpu, busy) = (watched.cpu()?, peer::busy(peers)?);
    let mut made = Making::new(primary.current().delegations(), per_second, span);
    made.all(primary, &told).await?;
    drop(told);
    let cpu = watched.cpu()?.saturating_sub(cpu);
    let ended = Instant::now();
    let (mut servers, mut behind) = (Vec::new(), Vec::new());
    for ((peer, watcher), busy) in peers.iter().zip(watchers).zip(busy) {
        let seen = watcher
            .await
            .map_err(|error| Failed::new("who asks", error))??;
        let lag = Lag::of(peer.software, seen.delays);
        servers.push(lag.costing(peer.cpu()?.saturating_sub(busy)));
        behind.push(seen.last.saturating_duration_since(ended).as_secs_f64());
    }
    let third = made.waiting.len() / 3;
    let mean = |counts: &[usize]| counts.iter().sum::<usize>() as f64 / counts.len().max(1) as f64;
    Ok(Sustained {
        per_second,
        seconds: span.as_secs_f64(),
        changes: made.done,
        serials: made.waiting.len(),
        waiting_first: mean(&made.waiting[..third]),
        waiting_last: mean(&made.waiting[made.waiting.len() - third..]),
        waiting_most: made.waiting.iter().copied().max().unwrap_or_default(),
        cpu_ms: cpu.as_secs_f64() * 1_000.0 / made.done.max(1) as f64,
        publication: Lag::of("published", made.delays),
        servers,
        behind,
    })
}

/// Changes on their way out.
struct Making {
    changes: Changes,
    began: Instant,
    /// Between a change and the next.
    step: Duration,
    total: usize,
    done: usize,
    /// Changes that waited when each serial was begun.
    waiting: Vec<usize>,
    delays: Vec<Duration>,
}

impl Making {
    fn new(delegations: usize, per_second: u32, span: Duration) -> Self {
        Self {
            changes: Changes::new(delegations, "many"),
            began: Instant::now(),
            step: Duration::from_secs(1) / per_second.max(1),
            total: (span.as_secs_f64() * f64::from(per_second)) as usize,
            done: 0,
            waiting: Vec::new(),
            delays: Vec::new(),
        }
    }

    async fn all(
        &mut self,
        primary: &mut Primary,
        told: &[mpsc::UnboundedSender<Out>],
    ) -> Result<(), Failed> {
        let mut gather = interval(GATHER);
        gather.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while self.done < self.total {
            gather.tick().await;
            let due = (self.began.elapsed().as_secs_f64() / self.step.as_secs_f64()) as usize;
            let due = due.min(self.total);
            if due == self.done {
                continue;
            }
            let made: Vec<Instant> = (self.done..due)
                .map(|number| self.began + self.step.mul_f64(number as f64))
                .collect();
            let changes = (self.done..due).map(|_| self.changes.next());
            let changes = changes.collect::<Result<Vec<_>, _>>()?;
            let signed = changes.iter().rev().find(|(_, desired)| {
                desired
                    .as_ref()
                    .is_some_and(|desired| desired.ds.len() == 1)
            });
            let name = signed.map(|(name, _)| name.clone());
            self.waiting.push(due - self.done);
            let serial = primary.publish(&changes)?;
            let out = Instant::now();
            self.delays.extend(made.iter().map(|made| out - *made));
            self.done = due;
            let out = Out { serial, made: made.into(), name };
            // Whoever asks has ended only if he failed, and why is told by him.
            if told.iter().any(|tell| tell.send(out.clone()).is_err()) {
                return Ok(());
            }
            primary.keep_short()?;
        }
        Ok(())
    }
}

/// What was seen of a server.
struct Seen {
    delays: Vec<Duration>,
    /// When it had the last serial.
    last: Instant,
}

/// Asks a server for its serial all the time, and whether what came in it is there.
async fn watch(peer: Arc<Peer>, mut told: mpsc::UnboundedReceiver<Out>) -> Result<Seen, Failed> {
    let mut seen = Seen { delays: Vec::new(), last: Instant::now() };
    while let Some(first) = told.recv().await {
        let mut missing = vec![first];
        let began = Instant::now();
        while !missing.is_empty() {
            while let Ok(next) = told.try_recv() {
                missing.push(next);
            }
            let held = peer.serial().await;
            let has = |out: &mut Out| held.is_some_and(|held| !serial::is_ahead(out.serial, held));
            let arrived: Vec<Out> = missing.extract_if(.., has).collect();
            // A server of several processes may still answer with what was before.
            if let Some(name) = arrived.iter().rev().find_map(|out| out.name.as_ref()) {
                peer.until_signer(name).await?;
            }
            let now = Instant::now();
            for out in arrived {
                seen.delays.extend(out.made.iter().map(|made| now - *made));
                seen.last = now;
            }
            // While changes are made it may be as late as it likes.
            let waited = if told.is_closed() { began } else { Instant::now() };
            peer.wait(waited).await?;
        }
    }
    Ok(seen)
}
