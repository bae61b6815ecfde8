//! Goes from child to child, and to those who called at once.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use foral_model::actor::{Actor, Who};
use foral_model::command::{ChildProof, ChildSigners, Command};
use foral_model::name::DomainName;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use tracing::{debug, info, warn};

use super::{Child, How, Judgement, judge, look};
use crate::check::{Prober, Server};
use crate::delegation::{Delegation, Ds};
use crate::publish::Published;
use crate::serial;
use crate::wire::{Name, Record, Rtype};
use crate::zone::{Piece, Walk};

/// A child that calls is not looked at again within this time.
const PATIENCE: Duration = Duration::from_secs(30);
/// Calls that are remembered for that, at most.
const REMEMBERED: usize = 10_000;

/// Listens to the children of one zone.
#[derive(Debug)]
pub struct Watcher {
    /// Whom proved wishes are brought to.
    pub registry: Arc<Registry>,
    /// The zone.
    pub published: Arc<Published>,
    /// Who asks. Its resolvers must validate, over a way that nobody else can speak on: signals are
    /// believed on their word.
    pub prober: Prober,
    /// The machine's clock, by which signatures are judged.
    pub clock: Clock,
    /// The pause between two children on the round.
    pub pace: Duration,
    /// How long a round rests before the next begins.
    pub rest: Duration,
}

/// Where a round stands.
struct Round {
    walk: Walk,
    names: Vec<Name>,
}

impl Watcher {
    /// Goes round until `shutdown` turns true. `calls` are notifications of children (RFC 9859).
    pub async fn run(self, mut calls: mpsc::Receiver<Name>, mut shutdown: watch::Receiver<bool>) {
        let mut round = Round::over(&self.published);
        let mut called: HashMap<Name, Instant> = HashMap::new();
        let mut next = Instant::now() + self.pace;
        loop {
            let turn = tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => return,
                Some(name) = calls.recv() => Some(name),
                () = tokio::time::sleep_until(next) => None,
            };
            if let Some(name) = turn {
                if may_call(&mut called, &name, Instant::now()) {
                    self.child(&name).await;
                }
            } else if let Some(name) = round.next() {
                self.child(&name).await;
                next = Instant::now() + self.pace;
            } else {
                round = Round::over(&self.published);
                next = Instant::now() + self.rest;
            }
        }
    }

    /// Looks at one child, and brings its wish to the registry. Says whether it changed something.
    pub async fn child(&self, name: &Name) -> bool {
        let Some(delegation) = self.published.current().delegation(name) else { return false };
        let child = Child::of(delegation);
        let heard = look(&self.prober, &child, self.clock.now()).await;
        match judge(&child, &heard, serial::seconds(self.clock.now())) {
            Judgement::Silent | Judgement::Content => false,
            Judgement::Unclear(why) => {
                debug!(child = %child.name, %why, "a child's wish is not heard");
                false
            }
            Judgement::Wish(signers, how) => self.bring(&child, &signers, how).await,
        }
    }

    async fn bring(&self, child: &Child, signers: &[Ds], how: How) -> bool {
        let text = child.name.to_string();
        let Ok(name) = DomainName::parse(text.trim_end_matches('.')) else { return false };
        let command = Command::ChildSigners(ChildSigners {
            name,
            before: child.signers.iter().map(Ds::signer).collect(),
            signers: signers.iter().map(Ds::signer).collect(),
            proof: match how {
                How::Signers => ChildProof::Signers,
                How::NameServers => ChildProof::NameServers,
            },
        });
        let actor = Actor {
            who: Who::Clock,
            from: None,
            client_trid: None,
            server_trid: self.registry.server_trid(),
            scope: None,
        };
        match self.registry.execute(&actor, &command).await {
            Ok(_) => {
                info!(child = %child.name, ?how, signers = signers.len(), "a child's wish is done");
                true
            }
            Err(error) => {
                warn!(child = %child.name, ?error, "a child's wish is refused");
                false
            }
        }
    }
}

impl Child {
    /// A child as it is published.
    pub fn of(delegation: Delegation) -> Self {
        let Delegation { owner, ns, ds, glue, .. } = delegation;
        let servers = ns.into_iter().map(|name| {
            let own = glue.iter().filter(|(host, _)| *host == name);
            let glue = own.map(|(_, address)| *address).collect();
            Server { name, glue }
        });
        Self { servers: servers.collect(), name: owner, signers: ds }
    }
}

impl Round {
    fn over(published: &Published) -> Self {
        Self { walk: published.current().walk(), names: Vec::new() }
    }

    /// The next child; `None` at the end.
    fn next(&mut self) -> Option<Name> {
        let mut piece = Piece::default();
        while self.names.is_empty() {
            if !self.walk.fill(&mut piece) {
                return None;
            }
            let origin = self.walk.version().origin();
            let servers = piece.records().filter_map(|wire| {
                let (record, _) = Record::parse(wire)?;
                (record.rtype == Rtype::NS && record.owner != *origin).then_some(record.owner)
            });
            self.names = servers.collect();
            self.names.dedup();
            self.names.reverse();
        }
        self.names.pop()
    }
}

/// Whether a child that calls is looked at: not if it was a moment ago.
fn may_call(called: &mut HashMap<Name, Instant>, name: &Name, now: Instant) -> bool {
    if called
        .get(name)
        .is_some_and(|last| now.duration_since(*last) < PATIENCE)
    {
        return false;
    }
    if called.len() >= REMEMBERED {
        called.clear();
    }
    called.insert(name.clone(), now);
    true
}
