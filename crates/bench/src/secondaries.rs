//! How soon NSD, Knot and BIND answer with a change, one at a time and under many; and what it
//! costs to hand the zone to them.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::zone::Denial;
use serde::Serialize;

use crate::failed::Failed;
use lag::Lag;
use peer::Peer;
use primary::Primary;
use transfer::Cost;

mod changes;
mod lag;
mod peer;
mod primary;
mod single;
mod sustained;
pub mod take;
mod transfer;

/// No server may take longer, in milliseconds, 99 of 100 times.
const BAR_MS: f64 = 1_000.0;

/// Who wrote a secondary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Software {
    /// NLnet Labs' NSD.
    Nsd,
    /// CZ.NIC's Knot DNS.
    Knot,
    /// ISC's BIND.
    Bind,
}

impl fmt::Display for Software {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nsd => "NSD",
            Self::Knot => "Knot",
            Self::Bind => "BIND",
        })
    }
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
    /// Seconds until each server had the whole zone, when all of them took it at once.
    pub loaded: Vec<(String, f64)>,
    /// From a change to the first answer with it, one at a time.
    pub single: Vec<Lag>,
    /// Under many changes.
    pub sustained: sustained::Sustained,
    /// What transfers cost the primary.
    pub transfers: Vec<Cost>,
}

impl Report {
    /// The report as sentences, with the bars.
    pub fn sentences(&self) -> Vec<String> {
        let mut lines = vec![format!("{} delegations, {} records", self.delegations, self.records)];
        for (server, seconds) in &self.loaded {
            lines.push(format!("{server:<14} has the whole zone after {seconds:.1} s"));
        }
        lines.push("one change at a time: from the change to an answer".to_owned());
        lines.extend(self.single.iter().map(|lag| lag.line(Some(BAR_MS))));
        lines.extend(self.sustained.sentences(BAR_MS));
        lines.push("what it costs to hand it out".to_owned());
        lines.extend(self.transfers.iter().map(Cost::line));
        lines
    }
}

/// Measures.
///
/// # Errors
/// If a server cannot be started, or does not follow.
pub async fn run(load: &Load, tell: &mut (dyn FnMut(&str) + Send)) -> Result<Report, Failed> {
    tell("loading and signing");
    let mut places = Vec::new();
    for software in &load.software {
        places.push((*software, peer::free_address()?));
    }
    let mut primary = Primary::start(load, &places).await?;
    let version = primary.current();
    let records = version
        .walk()
        .map(|piece| piece.records().len())
        .sum::<usize>()
        + 1;
    let mut peers = Vec::new();
    for (software, address) in places {
        tell(&format!("starting {software}"));
        let peer = Peer::start(software, address, &load.directory, primary.plain)?;
        peers.push(Arc::new(peer));
    }
    let (began, serial) = (Instant::now(), version.serial());
    drop(version);
    let waits: Vec<_> = peers
        .iter()
        .map(|peer| tokio::spawn(whole(Arc::clone(peer), serial, began)))
        .collect();
    let mut loaded = Vec::new();
    for (peer, wait) in peers.iter().zip(waits) {
        let seconds = wait
            .await
            .map_err(|error| Failed::new("who asks", error))??;
        tell(&format!("{} has the zone", peer.software));
        loaded.push((peer.software.to_string(), seconds));
    }
    tell("one change at a time");
    let single = single::run(&mut primary, &peers, load.changes).await?;
    tell("many changes");
    let before = primary.current().serial();
    let sustained = sustained::run(&mut primary, &peers, load.per_second, load.span).await?;
    drop(peers);
    tell("transfers");
    let transfers = transfer::run(&primary, &load.executable, before).await?;
    Ok(Report { delegations: load.delegations, records, loaded, single, sustained, transfers })
}

/// Seconds after `began` until a server answers with a serial.
async fn whole(peer: Arc<Peer>, serial: u32, began: Instant) -> Result<f64, Failed> {
    peer.until(serial).await?;
    Ok(began.elapsed().as_secs_f64())
}
