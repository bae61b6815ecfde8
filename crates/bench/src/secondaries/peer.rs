//! A real secondary, and what it answers.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::ask::{Question, Way};
use foral_dns::message::soa_serial;
use foral_dns::serial;
use foral_dns::tsig::Key;
use foral_dns::wire::{Name, Rtype};
use foral_peers::{Kept, Place, Software, Supply};
use foral_registry::clock::Clock;

use crate::failed::Failed;
use crate::made::{child, origin};
use crate::process::Watched;

/// The secret of TSIG, for traffic inside of this machine and as long as the measurement lasts.
const SECRET: &str = "Zm9yYWwtYmVuY2gtc2VjcmV0LTAxMjM0NTY3ODlhYmNkZWY=";
/// The key's name.
const KEY: &str = "bench";
/// Its algorithm.
const ALGORITHM: &str = "hmac-sha256";
/// How long a server may take to have the whole zone, or to follow.
const PATIENCE: Duration = Duration::from_mins(10);
/// How long one answer is waited for.
const ANSWER: Duration = Duration::from_millis(100);
/// Between two questions.
const PAUSE: Duration = Duration::from_millis(4);

/// The key that both sides sign with.
pub(super) fn key() -> Result<Arc<Key>, Failed> {
    let name = child(&Name::root(), KEY.as_bytes())?;
    let key = Key::parse(name, ALGORITHM, SECRET);
    key.map(Arc::new)
        .ok_or_else(|| Failed::says("the key of TSIG does not read"))
}

/// CPU so far of each server.
pub(super) fn busy(peers: &[Arc<Peer>]) -> Result<Vec<Duration>, Failed> {
    peers.iter().map(|peer| peer.cpu()).collect()
}

/// The serial of a zone that a server answers with, if it answers.
pub(crate) async fn serial_at(server: SocketAddr, zone: &Name) -> Option<u32> {
    let question = Question::of(zone.clone(), Rtype::SOA);
    let now = Clock::system().now();
    let answer = question.ask(server, Way::Udp, ANSWER, now).await.ok()?;
    let mut answers = answer.answer.iter();
    let soa = answers.find(|record| record.rtype == Rtype::SOA)?;
    soa_serial(&soa.rdata)
}

/// A running secondary.
#[derive(Debug)]
pub(crate) struct Peer {
    /// Who wrote it.
    pub(crate) software: Software,
    /// Where it answers.
    address: SocketAddr,
    /// The zone that it is asked about.
    zone: Name,
    kept: Kept,
}

impl Peer {
    /// Starts one of the zone that is made up; it may take a while until it answers.
    pub(super) fn start(
        software: Software,
        address: SocketAddr,
        directory: &Path,
        primary: SocketAddr,
    ) -> Result<Self, Failed> {
        let supply = Supply {
            zones: vec![origin()?.to_string().trim_end_matches('.').to_owned()],
            catalog: None,
            primary,
            encrypted: false,
            key: (KEY.to_owned(), ALGORITHM.to_owned(), SECRET.to_owned()),
        };
        let settings =
            |directory: &Path| Ok(Place { directory, address }.secondary(software, &supply));
        let kept = Kept::start(software, Some(directory), settings).map_err(Failed::says)?;
        Ok(Self { software, address, zone: origin()?, kept })
    }

    /// One that runs already, of another zone.
    pub(crate) fn of(kept: Kept, address: SocketAddr, zone: Name) -> Self {
        Self { software: kept.software(), address, zone, kept }
    }

    /// CPU so far of the server and whatever it has started.
    pub(crate) fn cpu(&self) -> Result<Duration, Failed> {
        Watched::Group(self.kept.group()).cpu()
    }

    /// The serial that it answers with, if it answers.
    pub(crate) async fn serial(&self) -> Option<u32> {
        serial_at(self.address, &self.zone).await
    }

    /// Asks until it answers with a DS of a name.
    pub(crate) async fn until_signer(&self, name: &Name) -> Result<(), Failed> {
        let began = Instant::now();
        while !self.has_signer(name).await {
            self.wait(began).await?;
        }
        Ok(())
    }

    /// Whether it answers with a DS of a name.
    async fn has_signer(&self, name: &Name) -> bool {
        let question = Question::of(name.clone(), Rtype::DS);
        let now = Clock::system().now();
        let answer = question.ask(self.address, Way::Udp, ANSWER, now).await;
        answer.is_ok_and(|answer| answer.answer.iter().any(|record| record.rtype == Rtype::DS))
    }

    /// Asks until it answers with a serial or one ahead of it, and gives what it answered with.
    pub(crate) async fn until(&self, wanted: u32) -> Result<u32, Failed> {
        let began = Instant::now();
        loop {
            match self.serial().await {
                Some(held) if !serial::is_ahead(wanted, held) => return Ok(held),
                _ => self.wait(began).await?,
            }
        }
    }

    /// Waits until it is asked again.
    ///
    /// # Errors
    /// If it has ended, or does not follow for too long since `began`.
    pub(crate) async fn wait(&self, began: Instant) -> Result<(), Failed> {
        self.kept.check().map_err(Failed::says)?;
        if began.elapsed() > PATIENCE {
            return Err(Failed::new(
                format_args!("{} does not follow; the end of its log", self.software),
                self.kept.last_lines(),
            ));
        }
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }
}
