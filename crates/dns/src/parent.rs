//! Asks the servers of a zone's parent, each and all, what they vouch for.

use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;

use foral_model::time::Timestamp;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::ask::{Question, Way};
use crate::check::{Answer, Prober, Server};
use crate::delegation::Ds;
use crate::message::codes;
use crate::wire::{Name, Rtype};

pub mod notice;

/// What all servers of a parent say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vouched {
    /// The delegation signers that each of them has.
    pub signers: BTreeSet<Ds>,
    /// Those that any of them has.
    pub anywhere: BTreeSet<Ds>,
    /// The longest time to live that one of them gives them, in seconds.
    pub ttl: u32,
}

/// Why it is not known what a parent says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unseen {
    /// No resolver says who serves it.
    NoServers,
    /// A server's name leads to no address that may be asked.
    NoAddress(Name),
    /// A server does not answer with authority at one of its addresses.
    Silent(Name),
    /// It took too long.
    Unfinished,
}

/// Asks all servers of the parent of `zone`, over connections: nobody beside the way can speak in
/// their name.
///
/// # Errors
/// If one of them could not be asked.
pub async fn vouched(prober: &Prober, zone: &Name, now: Timestamp) -> Result<Vouched, Unseen> {
    let all = async {
        let (_, servers) = parent_of(prober, zone, now).await?;
        let mut looks = JoinSet::new();
        for server in servers {
            let (prober, zone) = (prober.clone(), zone.clone());
            looks.spawn(async move { said(&prober, &server, &zone, now).await });
        }
        let mut common: Option<Vouched> = None;
        while let Some(said) = looks.join_next().await {
            for said in said.map_err(|_| Unseen::Unfinished)?? {
                common = Some(match common {
                    None => said,
                    Some(so_far) => so_far.and(&said),
                });
            }
        }
        common.ok_or(Unseen::NoServers)
    };
    timeout(prober.limit, all)
        .await
        .unwrap_or(Err(Unseen::Unfinished))
}

impl Vouched {
    fn and(self, other: &Self) -> Self {
        let signers = self.signers.intersection(&other.signers).cloned().collect();
        let anywhere = &self.anywhere | &other.anywhere;
        Self { signers, anywhere, ttl: self.ttl.max(other.ttl) }
    }
}

/// The nearest zone above, and its servers.
async fn parent_of(
    prober: &Prober,
    zone: &Name,
    now: Timestamp,
) -> Result<(Name, Vec<Name>), Unseen> {
    let mut above = zone.parent();
    while let Some(candidate) = above {
        let servers = servers(prober, &candidate, now).await?;
        if !servers.is_empty() {
            return Ok((candidate, servers));
        }
        above = candidate.parent();
    }
    Err(Unseen::NoServers)
}

/// Who serves a zone, by the first resolver that answers; nobody if it is no zone.
async fn servers(prober: &Prober, zone: &Name, now: Timestamp) -> Result<Vec<Name>, Unseen> {
    for resolver in &prober.resolvers {
        let question = Question { flags: codes::RD, ..Question::of(zone.clone(), Rtype::NS) };
        let Ok(answer) = prober.ask(*resolver, question, Way::Either, now).await else { continue };
        if !matches!(answer.rcode, codes::NOERROR | codes::NXDOMAIN) {
            continue;
        }
        let names = answer.data(zone, Rtype::NS);
        return Ok(names
            .filter_map(|rdata| Some(Name::parse_wire(rdata)?.0))
            .collect());
    }
    Err(Unseen::NoServers)
}

/// What a server says at each of its addresses.
async fn said(
    prober: &Prober,
    server: &Name,
    zone: &Name,
    now: Timestamp,
) -> Result<Vec<Vouched>, Unseen> {
    let asked = Server { name: server.clone(), glue: Vec::new() };
    let addresses = prober.addresses(&asked, now).await;
    if addresses.is_empty() {
        return Err(Unseen::NoAddress(server.clone()));
    }
    let mut all = Vec::with_capacity(addresses.len());
    for address in addresses {
        let at = SocketAddr::new(address, prober.port);
        let question = Question::of(zone.clone(), Rtype::DS);
        let answer = prober.ask(at, question, Way::Tcp, now).await;
        let good = |answer: &Answer| answer.is_authoritative() && answer.rcode == codes::NOERROR;
        let answer = answer.ok().filter(good);
        let answer = answer.ok_or_else(|| Unseen::Silent(server.clone()))?;
        let records = answer.records.iter();
        let signers = records.filter(|record| record.owner == *zone && record.rtype == Rtype::DS);
        let ttl = signers
            .clone()
            .map(|record| record.ttl)
            .max()
            .unwrap_or_default();
        let signers: BTreeSet<Ds> = signers
            .filter_map(|record| Ds::parse(&record.rdata))
            .collect();
        all.push(Vouched { anywhere: signers.clone(), signers, ttl });
    }
    Ok(all)
}

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServers => f.write_str("no resolver says who serves the parent"),
            Self::NoAddress(server) => write!(f, "{server} of the parent has no address"),
            Self::Silent(server) => write!(f, "{server} of the parent does not answer"),
            Self::Unfinished => f.write_str("the parent's servers took too long"),
        }
    }
}
