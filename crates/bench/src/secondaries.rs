//! How soon NSD, Knot and BIND answer with a change, one at a time and under many; and what it
//! costs to hand the zone to them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::zone::Denial;
use foral_peers::{Software, free_address};
use serde::Serialize;

use crate::failed::Failed;
use lag::Lag;
use peer::Peer;
use primary::Primary;
use transfer::Cost;

mod changes;
pub(crate) mod lag;
pub(crate) mod peer;
mod primary;
mod single;
mod sustained;
pub mod take;
mod transfer;

/// No server may take longer, in milliseconds, 99 of 100 times.
const BAR_MS: f64 = 1_000.0;

/// Whether servers share the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Company {
    /// All of them follow at once.
    Together,
    /// First each of them alone, since a real secondary has a machine of its own.
    AloneFirst,
}

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Load {
    /// The program whose `bench take` takes the zone.
    pub executable: PathBuf,
    /// Delegations.
    pub delegations: usize,
    /// How absences are proven.
    pub denial: Denial,
    /// Who follows.
    pub software: Vec<Software>,
    /// Beside whom.
    pub company: Company,
    /// The shortest pause between two notifications.
    pub pace: Duration,
    /// Changes one at a time.
    pub changes: usize,
    /// Changes in a second, while many are made.
    pub per_second: u32,
    /// How long many are made.
    pub span: Duration,
    /// Where files are made; they need about 3 GB for each million.
    pub directory: PathBuf,
}

/// What was measured.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Report {
    /// Delegations.
    pub delegations: usize,
    /// Records in the zone.
    pub records: usize,
    /// What was measured of servers that followed at once.
    pub rounds: Vec<Round>,
    /// What transfers cost the primary.
    pub transfers: Vec<Cost>,
}

/// How servers followed that shared the machine.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Round {
    /// Seconds until each server had the whole zone, when all of them took it at once.
    pub loaded: Vec<(String, f64)>,
    /// From a change to the first answer with it, one at a time.
    pub single: Vec<Lag>,
    /// Under many changes.
    pub sustained: sustained::Sustained,
}

impl Report {
    /// The report as sentences, with the bars.
    pub fn sentences(&self) -> Vec<String> {
        let mut lines = vec![format!("{} delegations, {} records", self.delegations, self.records)];
        for round in &self.rounds {
            lines.push(String::new());
            lines.extend(round.sentences());
        }
        lines.extend([String::new(), "what it costs to hand it out".to_owned()]);
        lines.extend(self.transfers.iter().map(Cost::line));
        lines
    }
}

impl Round {
    fn sentences(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (server, seconds) in &self.loaded {
            lines.push(format!("{server:<14} has the whole zone after {seconds:.1} s"));
        }
        lines.push("one change at a time: from the change to an answer".to_owned());
        lines.extend(self.single.iter().map(|lag| lag.line(Some(BAR_MS))));
        lines.extend(self.sustained.sentences(BAR_MS));
        lines
    }
}

/// Measures.
///
/// # Errors
/// If a server cannot be started, ends, or does not follow.
pub async fn run(load: &Load, tell: &mut (dyn FnMut(&str) + Send)) -> Result<Report, Failed> {
    let each = load.software.iter().map(std::slice::from_ref);
    let mut rounds: Vec<&[Software]> = match load.company {
        Company::AloneFirst => each.collect(),
        Company::Together => Vec::new(),
    };
    if rounds.len() != 1 {
        rounds.push(&load.software);
    }
    let mut report = Report {
        delegations: load.delegations,
        records: 0,
        rounds: Vec::new(),
        transfers: Vec::new(),
    };
    let last = rounds.len() - 1;
    for (number, software) in rounds.into_iter().enumerate() {
        // Each round has a zone that nothing was changed of.
        let directory = tempfile::tempdir_in(&load.directory);
        let directory = directory.map_err(|error| Failed::new("a directory", error))?;
        let load = Load { directory: directory.path().to_owned(), ..load.clone() };
        let mut started = Started::begin(&load, software, tell).await?;
        report.records = started.records();
        let before = started.primary.current().serial();
        report.rounds.push(started.round(&load, tell).await?);
        started.peers.clear();
        if number == last {
            tell("transfers");
            report.transfers = transfer::run(&started.primary, &load.executable, before).await?;
        }
    }
    Ok(report)
}

/// A primary, and servers that are on their way to follow it.
struct Started {
    primary: Primary,
    peers: Vec<Arc<Peer>>,
    began: Instant,
}

impl Started {
    async fn begin(
        load: &Load,
        software: &[Software],
        tell: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Self, Failed> {
        tell("loading and signing");
        let mut places = Vec::new();
        for software in software {
            places.push((*software, free_address().map_err(Failed::says)?));
        }
        let primary = Primary::start(load, &places).await?;
        let mut peers = Vec::new();
        for (software, address) in places {
            tell(&format!("starting {software}"));
            let peer = Peer::start(software, address, &load.directory, primary.plain)?;
            peers.push(Arc::new(peer));
        }
        Ok(Self { primary, peers, began: Instant::now() })
    }

    fn records(&self) -> usize {
        let version = self.primary.current();
        version
            .walk()
            .map(|piece| piece.records().len())
            .sum::<usize>()
            + 1
    }

    async fn round(
        &mut self,
        load: &Load,
        tell: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Round, Failed> {
        let (serial, began) = (self.primary.current().serial(), self.began);
        let waits: Vec<_> = self
            .peers
            .iter()
            .map(|peer| tokio::spawn(whole(Arc::clone(peer), serial, began)))
            .collect();
        let mut loaded = Vec::new();
        for (peer, wait) in self.peers.iter().zip(waits) {
            let seconds = wait
                .await
                .map_err(|error| Failed::new("who asks", error))??;
            tell(&format!("{} has the zone", peer.software));
            loaded.push((peer.software.to_string(), seconds));
        }
        tell("one change at a time");
        let single = single::run(&mut self.primary, &self.peers, load.changes).await?;
        tell("many changes");
        let many = sustained::run(&mut self.primary, &self.peers, load.per_second, load.span);
        Ok(Round { loaded, single, sustained: many.await? })
    }
}

/// Seconds after `began` until a server answers with a serial.
async fn whole(peer: Arc<Peer>, serial: u32, began: Instant) -> Result<f64, Failed> {
    peer.until(serial).await?;
    Ok(began.elapsed().as_secs_f64())
}
