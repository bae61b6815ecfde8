//! Zones whose children may say what their delegation signers shall be.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Prober, Reach};
use foral_dns::child::Watcher;
use foral_dns::publish::Published;
use foral_dns::serve::Hears;
use foral_dns::wire::Name;
use foral_model::zone::{DnsPolicy, Offer, Zone};
use foral_registry::Registry;
use foral_registry::clock::Clock;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use crate::config::dns::Dns;
use crate::shutdown::Shutdown;

/// The port of name servers.
const PORT: u16 = 53;
/// How long one answer is waited for, and how long a whole look may take.
const PATIENCE: Duration = Duration::from_secs(3);
const LIMIT: Duration = Duration::from_secs(20);
/// Questions that are under way at a time.
const QUESTIONS: usize = 64;
/// The pause between two children, and between two rounds.
const PACE: Duration = Duration::from_millis(100);
const REST: Duration = Duration::from_hours(1);
/// Calls of children that wait.
const CALLS: usize = 256;

/// Who listens, zone by zone.
pub(crate) struct Children {
    prober: Option<Prober>,
    watchers: Vec<(Watcher, mpsc::Receiver<Name>)>,
    calls: HashMap<Name, mpsc::Sender<Name>>,
    told: mpsc::Sender<Name>,
    heard: mpsc::Receiver<Name>,
}

/// Asks other people's name servers; nobody does if no resolver is known.
pub(crate) fn prober(dns: &Dns) -> Option<Prober> {
    (!dns.resolvers.is_empty()).then(|| Prober {
        resolvers: dns.resolvers.clone(),
        port: dns.name_server_port.unwrap_or(PORT),
        // Only tests and laboratories say where name servers stand.
        reach: if dns.name_server_port.is_some() { Reach::Anywhere } else { Reach::Public },
        patience: PATIENCE,
        limit: LIMIT,
        places: Arc::new(Semaphore::new(QUESTIONS)),
    })
}

impl Children {
    /// Nobody listens yet.
    pub(crate) fn of(dns: &Dns) -> Self {
        let (told, heard) = mpsc::channel(CALLS);
        let (watchers, calls) = (Vec::new(), HashMap::new());
        Self { prober: prober(dns), watchers, calls, told, heard }
    }

    /// Listens to a zone's children, if its policy says so.
    pub(crate) fn listen(
        &mut self,
        registry: &Arc<Registry>,
        zone: &Zone,
        policy: &DnsPolicy,
        published: Arc<Published>,
    ) -> Hears {
        if policy.child_signals != Offer::Offered {
            return Hears::Nothing;
        }
        let Some(prober) = self.prober.clone() else {
            tracing::warn!(zone = %zone.name, "child_signals needs dns.resolvers: nobody listens");
            return Hears::Nothing;
        };
        let (call, calls) = mpsc::channel(CALLS);
        let registry = Arc::clone(registry);
        let clock = Clock::system();
        let watcher = Watcher { registry, published, prober, clock, pace: PACE, rest: REST };
        self.watchers.push((watcher, calls));
        self.calls.insert(Name::from_domain(&zone.name), call);
        Hears::Cds
    }

    /// Where the server tells of calls.
    pub(crate) fn told(&self) -> mpsc::Sender<Name> {
        self.told.clone()
    }

    /// Listens until shutdown.
    pub(crate) async fn run(self, mut shutdown: Shutdown) {
        let Self { watchers, calls, mut heard, .. } = self;
        let mut tasks = JoinSet::new();
        for (watcher, calls) in watchers {
            tasks.spawn(watcher.run(calls, shutdown.clone()));
        }
        loop {
            tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => break,
                Some(name) = heard.recv() => {
                    let zones = calls.iter().filter(|(zone, _)| name.is_below(zone));
                    let nearest = zones.max_by_key(|(zone, _)| zone.labels().count());
                    if let Some((_, call)) = nearest {
                        // Who finds no place is met on the round.
                        call.try_send(name).ok();
                    }
                }
            }
        }
        while tasks.join_next().await.is_some() {}
    }
}
