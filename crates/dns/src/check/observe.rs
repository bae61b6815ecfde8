//! Asks the name servers of a delegation, each and all at once, for a bounded time.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::{Asked, Server};
use crate::ask::{NoAnswer, Question, Way};
use crate::message::{Dnssec, Message, codes};
use crate::wire::{Name, Record, Rtype};

/// Name servers that are looked at, at most, and addresses of each.
const MOST_SERVERS: usize = 13;
const MOST_ADDRESSES: usize = 8;

/// Which addresses are asked at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Those of the Internet. Others could be machines of our own that trust us.
    Public,
    /// All; for tests.
    Anywhere,
}

/// Asks name servers.
#[derive(Clone, Debug)]
pub struct Prober {
    /// Resolvers that know the addresses of servers elsewhere; the first that answers counts.
    pub resolvers: Vec<SocketAddr>,
    /// The port of name servers: 53.
    pub port: u16,
    /// Which addresses are asked.
    pub reach: Reach,
    /// How long one answer is waited for.
    pub patience: Duration,
    /// How long a whole look may take.
    pub limit: Duration,
    /// How many questions may be under way at a time, whatever asks for them.
    pub places: Arc<Semaphore>,
}

/// An answer, as far as it is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The code.
    pub rcode: u16,
    /// The header's flags.
    pub flags: u16,
    /// The answer's records.
    pub records: Vec<Record>,
}

/// An answer, or how it failed.
pub type Found = Result<Answer, NoAnswer>;

/// One address of a server, and what it said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServerSeen {
    /// The server.
    pub server: Name,
    /// The address.
    pub address: IpAddr,
    /// SOA over UDP.
    pub soa_udp: Found,
    /// SOA over TCP.
    pub soa_tcp: Found,
    /// NS.
    pub ns: Found,
    /// DNSKEY with signatures; only if there are signers.
    pub keys: Option<Found>,
    /// Addresses that it says of servers at or below the name.
    pub hosts: Vec<(Name, Vec<IpAddr>)>,
}

/// All that was seen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Observed {
    /// Each address of each server.
    pub servers: Vec<ServerSeen>,
    /// Servers that have no address.
    pub homeless: Vec<Name>,
    /// Servers that no resolver said anything of.
    pub unresolved: Vec<Name>,
    /// Addresses that were not asked, because they are not of the Internet.
    pub not_public: Vec<(Name, IpAddr)>,
    /// Whether all was seen.
    pub extent: Extent,
}

/// Whether a look came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Extent {
    /// It did.
    #[default]
    Whole,
    /// Time was over.
    Cut,
}

impl Prober {
    /// Looks at a delegation.
    pub async fn observe(&self, asked: &Asked, now: Timestamp) -> Observed {
        let deadline = Instant::now() + self.limit;
        let mut observed = Observed::default();
        let mut looks = JoinSet::new();
        for server in asked.servers.iter().take(MOST_SERVERS) {
            let (prober, server, asked) = (self.clone(), server.clone(), asked.clone());
            looks.spawn(async move { prober.server(&server, &asked, now).await });
        }
        loop {
            match timeout_at(deadline, looks.join_next()).await {
                Ok(Some(Ok(part))) => observed.take(part),
                Ok(Some(Err(_))) | Err(_) => observed.extent = Extent::Cut,
                Ok(None) => break,
            }
            if observed.extent == Extent::Cut {
                looks.abort_all();
                break;
            }
        }
        observed
            .servers
            .sort_by(|a, b| (&a.server, a.address).cmp(&(&b.server, b.address)));
        observed.homeless.sort();
        observed.unresolved.sort();
        observed.not_public.sort();
        observed
    }

    async fn server(&self, server: &Server, asked: &Asked, now: Timestamp) -> Observed {
        let mut observed = Observed::default();
        let Some(addresses) = self.found(server, now).await else {
            observed.unresolved.push(server.name.clone());
            return observed;
        };
        if addresses.is_empty() {
            observed.homeless.push(server.name.clone());
        }
        for address in addresses.into_iter().take(MOST_ADDRESSES) {
            if self.reach == Reach::Public && !is_public(address) {
                observed.not_public.push((server.name.clone(), address));
                continue;
            }
            observed
                .servers
                .push(self.address(&server.name, address, asked, now).await);
        }
        observed
    }

    /// The addresses of a server that may be asked.
    pub(crate) async fn addresses(&self, server: &Server, now: Timestamp) -> Vec<IpAddr> {
        let found = self.found(server, now).await.unwrap_or_default();
        found
            .into_iter()
            .filter(|address| self.reach == Reach::Anywhere || is_public(*address))
            .collect()
    }

    /// The addresses of a server; `None` if no resolver said anything of it.
    async fn found(&self, server: &Server, now: Timestamp) -> Option<BTreeSet<IpAddr>> {
        match &server.glue[..] {
            [] => self.resolve(&server.name, now).await,
            glue => Some(glue.iter().copied().collect()),
        }
    }

    async fn address(
        &self,
        server: &Name,
        address: IpAddr,
        asked: &Asked,
        now: Timestamp,
    ) -> ServerSeen {
        let at = SocketAddr::new(address, self.port);
        let ask = |rtype, way| self.ask(at, Question::of(asked.name.clone(), rtype), way, now);
        let (soa_udp, soa_tcp, ns) = tokio::join!(
            ask(Rtype::SOA, Way::Udp),
            ask(Rtype::SOA, Way::Tcp),
            ask(Rtype::NS, Way::Either),
        );
        // Who does not answer at all is not asked the rest.
        let silent = soa_udp.is_err() && soa_tcp.is_err();
        let keys = if asked.signers.is_empty() {
            None
        } else if silent {
            Some(Err(NoAnswer::Silence))
        } else {
            let mut question = Question::of(asked.name.clone(), Rtype::DNSKEY);
            question.dnssec = Dnssec::Wanted;
            Some(self.ask(at, question, Way::Either, now).await)
        };
        let mut hosts = Vec::new();
        let own = asked
            .servers
            .iter()
            .filter(|host| host.name.is_within(&asked.name));
        for host in own.take(if silent { 0 } else { MOST_SERVERS }) {
            let found = self.addresses_of(at, &host.name, 0, now).await;
            hosts.extend(found.map(|found| (host.name.clone(), found.into_iter().collect())));
        }
        ServerSeen { server: server.clone(), address, soa_udp, soa_tcp, ns, keys, hosts }
    }

    /// The addresses of a name, of the first resolver that answers; `None` if none does.
    pub(crate) async fn resolve(&self, name: &Name, now: Timestamp) -> Option<BTreeSet<IpAddr>> {
        for resolver in &self.resolvers {
            if let Some(found) = self.addresses_of(*resolver, name, codes::RD, now).await {
                return Some(found);
            }
        }
        None
    }

    /// The addresses that a server says of a name; `None` if it says nothing.
    async fn addresses_of(
        &self,
        server: SocketAddr,
        name: &Name,
        flags: u16,
        now: Timestamp,
    ) -> Option<BTreeSet<IpAddr>> {
        let ask = |rtype| {
            let question = Question { flags, ..Question::of(name.clone(), rtype) };
            self.ask(server, question, Way::Either, now)
        };
        let (four, six) = tokio::join!(ask(Rtype::A), ask(Rtype::AAAA));
        let answers = [four.ok()?, six.ok()?];
        // A resolver that could not find out says nothing about the name.
        let is_said = |answer: &Answer| matches!(answer.rcode, codes::NOERROR | codes::NXDOMAIN);
        if flags & codes::RD != 0 && !answers.iter().all(is_said) {
            return None;
        }
        let records = answers.iter().flat_map(|answer| &answer.records);
        Some(records.filter_map(address).collect())
    }

    /// One question, as soon as there is a place for it.
    pub(crate) async fn ask(
        &self,
        server: SocketAddr,
        question: Question,
        way: Way,
        now: Timestamp,
    ) -> Found {
        let _place = self.places.acquire().await.map_err(|_| NoAnswer::Ours)?;
        let answer = question.ask(server, way, self.patience, now).await?;
        Ok(Answer::of(answer))
    }
}

impl Answer {
    fn of(message: Message) -> Self {
        let (rcode, flags) = (message.rcode(), message.header.flags);
        Self { rcode, flags, records: message.answer }
    }

    /// Whether it claims authority.
    pub fn is_authoritative(&self) -> bool {
        self.flags & codes::AA != 0
    }

    /// Whether the resolver that gave it says that it has validated it (RFC 6840, section 5.8).
    pub fn is_validated(&self) -> bool {
        self.flags & codes::AD != 0
    }

    /// The same with what stands at one name standing at another.
    pub(crate) fn moved(&self, from: &Name, to: &Name) -> Self {
        let mut moved = self.clone();
        let here = moved
            .records
            .iter_mut()
            .filter(|record| record.owner == *from);
        here.for_each(|record| record.owner = to.clone());
        moved
    }

    /// The data of a type's records at a name.
    pub fn data<'a>(&'a self, owner: &'a Name, rtype: Rtype) -> impl Iterator<Item = &'a [u8]> {
        self.records
            .iter()
            .filter(move |record| record.owner == *owner && record.rtype == rtype)
            .map(|record| &*record.rdata)
    }
}

impl Observed {
    fn take(&mut self, part: Self) {
        self.servers.extend(part.servers);
        self.homeless.extend(part.homeless);
        self.unresolved.extend(part.unresolved);
        self.not_public.extend(part.not_public);
    }
}

/// The address that a record says.
fn address(record: &Record) -> Option<IpAddr> {
    match record.rtype {
        Rtype::A => <[u8; 4]>::try_from(&*record.rdata).ok().map(IpAddr::from),
        Rtype::AAAA => <[u8; 16]>::try_from(&*record.rdata).ok().map(IpAddr::from),
        _ => None,
    }
}

/// Whether an address is of the Internet (the registries of special addresses, RFC 6890).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            let special = four.is_private()
                || four.is_loopback()
                || four.is_link_local()
                || four.is_multicast()
                || four.is_documentation()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a, b, c) == (192, 0, 0)
                || (a == 198 && (b == 18 || b == 19));
            !special
        }
        // Only 2000::/3 is given out, and in it lie 6to4, Teredo and documentation.
        IpAddr::V6(six) => {
            let [first, second, ..] = six.segments();
            first & 0xe000 == 0x2000
                && first != 0x2002
                && !(first == 0x2001 && (second == 0 || second == 0x0db8))
                && first != 0x3fff
        }
    }
}
