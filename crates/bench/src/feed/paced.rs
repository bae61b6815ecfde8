//! Commands at an even pace, however long answers take: new names with hosts and with signers,
//! signers of names that are there, names that go.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use foral_epp_wire::command::Body;
use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_registry::clock::Clock;
use tokio::time::sleep_until;

use crate::connection::Connection;
use crate::failed::Failed;
use crate::instance::Instance;
use crate::{frames, load};

/// A name goes so many seconds after it was made: its creation is answered by then.
const STAY: u64 = 2;

/// What is done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    /// Commands in a second.
    pub(super) per_second: u32,
    /// For so long.
    pub(super) span: Duration,
    /// In so many sessions.
    pub(super) sessions: usize,
    /// Domains `bench0.pt` and on that are there.
    pub(super) domains: u64,
}

/// What came of it.
pub(super) struct Answers {
    /// From when each command was due until its answer.
    pub(super) delays: Vec<Duration>,
    /// From the first command to the last answer.
    pub(super) lasted: Duration,
}

/// What the sessions share.
struct Commands {
    load: Load,
    holder: Handle,
    /// Makes names of this run unlike those of any other.
    tag: u64,
    next: AtomicU64,
    began: Instant,
}

impl Load {
    /// Runs it.
    pub(super) async fn run(self, instance: &Instance) -> Result<Answers, Failed> {
        let connections = load::log_in(&instance.alfa, self.sessions).await?;
        let commands = Arc::new(Commands {
            load: self,
            holder: instance.holder.clone(),
            tag: Clock::system().now().micros().unsigned_abs(),
            next: AtomicU64::new(0),
            began: Instant::now(),
        });
        let tasks: Vec<_> = connections
            .into_iter()
            .map(|connection| tokio::spawn(Arc::clone(&commands).work(connection)))
            .collect();
        let mut delays = Vec::new();
        for task in tasks {
            let part = task.await;
            delays.extend(part.map_err(|error| Failed::new("a session", error))??);
        }
        Ok(Answers { delays, lasted: commands.began.elapsed() })
    }
}

impl Commands {
    async fn work(self: Arc<Self>, mut connection: Connection) -> Result<Vec<Duration>, Failed> {
        let mut delays = Vec::new();
        let step = Duration::from_secs(1) / self.load.per_second.max(1);
        loop {
            let turn = self.next.fetch_add(1, Ordering::Relaxed);
            let after = step.mul_f64(turn as f64);
            if after >= self.load.span {
                return Ok(delays);
            }
            let due = self.began + after;
            sleep_until(due.into()).await;
            let reference = format!("feed-{turn}");
            connection
                .exchange(self.body(turn)?, &reference, &[1000, 1001])
                .await?;
            delays.push(due.elapsed());
        }
    }

    /// The command of a turn.
    fn body(&self, turn: u64) -> Result<Body, Failed> {
        let stay = STAY * u64::from(self.load.per_second) / 4 * 4;
        match turn % 4 {
            1 => self.create(turn, Vec::new(), vec![self.signer(turn)]),
            2 => {
                let place = self.tag.wrapping_add(turn / 4) % self.load.domains;
                frames::sign(&format!("bench{place}.pt"), self.signer(turn))
            }
            // In turn such as have a host and such as have a signer.
            3 if turn >= stay + 3 => frames::delete(&self.name(turn - 3 - stay + turn / 4 % 2)),
            _ => self.create(turn, vec![self.host(turn)?], Vec::new()),
        }
    }

    fn name(&self, turn: u64) -> String {
        format!("via-{}-{turn}.pt", self.tag)
    }

    fn create(
        &self,
        turn: u64,
        hosts: Vec<NameServer>,
        signers: Vec<Signer>,
    ) -> Result<Body, Failed> {
        let mut servers = hosts;
        servers.extend([frames::server(1)?, frames::server(2)?]);
        frames::create_with(&self.name(turn), &self.holder, servers, signers)
    }

    /// A host below the name that is made.
    fn host(&self, turn: u64) -> Result<NameServer, Failed> {
        let low = turn as u8;
        let addresses = vec![
            IpAddr::V4(Ipv4Addr::new(192, 0, 2, low)),
            IpAddr::V6(Ipv6Addr::from(0x2001_0db8_u128 << 96 | u128::from(turn))),
        ];
        Ok(NameServer::Attribute {
            name: frames::name(&format!("ns.{}", self.name(turn)))?,
            addresses,
        })
    }
    /// A signer that no other turn has.
    fn signer(&self, turn: u64) -> Signer {
        let digest = [self.tag, turn, self.tag, turn].map(u64::to_be_bytes);
        let key_tag = turn as u16;
        Signer { key_tag, algorithm: 13, digest_type: 2, digest: digest.concat(), key: None }
    }
}
