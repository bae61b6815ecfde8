//! Asks a child's name servers what the child wishes, and a resolver what their zones say of it.

use std::net::SocketAddr;

use foral_model::time::Timestamp;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{Child, Heard, Said, Signalled};
use crate::ask::{NoAnswer, Question, Way};
use crate::check::{Found, Prober, Server};
use crate::message::{Dnssec, codes};
use crate::wire::{Name, Rtype};

/// Name servers that are asked, at most, and addresses of each.
const MOST_SERVERS: usize = 13;
const MOST_ADDRESSES: usize = 4;

/// Asks, for as long as the prober's limit lets it.
pub async fn look(prober: &Prober, child: &Child, now: Timestamp) -> Heard {
    let mut heard = Heard::default();
    let mut looks = JoinSet::new();
    for server in child.servers.iter().take(MOST_SERVERS) {
        let (prober, child, server) = (prober.clone(), child.clone(), server.clone());
        looks.spawn(async move { server_says(&prober, &child, &server, now).await });
    }
    let all = async {
        while let Some(part) = looks.join_next().await {
            let Ok((said, signalled)) = part else { continue };
            heard.said.extend(said);
            heard.signalled.extend(signalled);
        }
    };
    // Whoever was not heard in time has not answered: the judgement names it.
    timeout(prober.limit, all).await.ok();
    heard
}

async fn server_says(
    prober: &Prober,
    child: &Child,
    server: &Server,
    now: Timestamp,
) -> (Vec<Said>, Option<Signalled>) {
    let mut said = Vec::new();
    for address in prober
        .addresses(server, now)
        .await
        .into_iter()
        .take(MOST_ADDRESSES)
    {
        let at = SocketAddr::new(address, prober.port);
        let ask = |rtype| signed(prober, at, child.name.clone(), rtype, 0, now);
        let (cds, cdnskey, keys) =
            tokio::join!(ask(Rtype::CDS), ask(Rtype::CDNSKEY), ask(Rtype::DNSKEY));
        said.push(Said { server: server.name.clone(), cds, cdnskey, keys });
    }
    let wanted = child.signers.is_empty() && !server.name.is_within(&child.name);
    let signal = signal_name(&child.name, &server.name).filter(|_| wanted);
    let signalled = match signal {
        Some(name) => Some(signals(prober, &server.name, name, now).await),
        None => None,
    };
    (said, signalled)
}

/// What a validating resolver says of a signal.
async fn signals(prober: &Prober, server: &Name, signal: Name, now: Timestamp) -> Signalled {
    let mut told = Signalled {
        server: server.clone(),
        cds: Err(NoAnswer::Silence),
        cdnskey: Err(NoAnswer::Silence),
    };
    for resolver in &prober.resolvers {
        let ask = |rtype| signed(prober, *resolver, signal.clone(), rtype, codes::RD, now);
        let (cds, cdnskey) = tokio::join!(ask(Rtype::CDS), ask(Rtype::CDNSKEY));
        (told.cds, told.cdnskey) = (cds, cdnskey);
        if told.cds.is_ok() && told.cdnskey.is_ok() {
            break;
        }
    }
    told
}

async fn signed(
    prober: &Prober,
    at: SocketAddr,
    name: Name,
    rtype: Rtype,
    flags: u16,
    now: Timestamp,
) -> Found {
    let question = Question { flags, dnssec: Dnssec::Wanted, ..Question::of(name, rtype) };
    prober.ask(at, question, Way::Either, now).await
}

/// Where a name server's zone speaks of a child: `_dsboot.CHILD._signal.SERVER` (RFC 9615, section
/// 2); `None` if that is too long for a name.
pub fn signal_name(child: &Name, server: &Name) -> Option<Name> {
    let mut name = server.child(b"_signal")?;
    let labels: Vec<&[u8]> = child.labels().collect();
    for label in labels.iter().rev() {
        name = name.child(label)?;
    }
    name.child(b"_dsboot")
}
