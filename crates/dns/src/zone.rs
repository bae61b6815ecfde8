//! One immutable version of a zone. Whoever holds it sees it as it was, whatever is published since.

use std::net::IpAddr;

use crate::delegation::{Delegation, Ds, Ttls};
use crate::wire::rdata::{self, Soa};
use crate::wire::{Name, Record, Rtype};

pub(crate) mod chunk;
pub(crate) mod digest;
pub mod export;
pub(crate) mod hashed;
pub(crate) mod key;
pub(crate) mod node;
pub(crate) mod sequence;
pub(crate) mod standing;
mod walk;

pub use walk::{Piece, Walk};

use hashed::Chain;
use node::{Node, Owner, Sets};
use sequence::{Edits, Sequence};

/// How the absence of names is proven.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Denial {
    /// Not at all: the zone is not signed here.
    None,
    /// By the next name (RFC 4034).
    Nsec,
    /// By the next hash (RFC 5155), for every name.
    Nsec3,
    /// By the next hash, leaving out delegations without DS.
    Nsec3OptOut,
}

impl Denial {
    /// The flags of NSEC3 records.
    pub(crate) const fn flags(self) -> u8 {
        matches!(self, Self::Nsec3OptOut) as u8
    }

    /// Whether names are hashed.
    pub(crate) const fn is_hashed(self) -> bool {
        matches!(self, Self::Nsec3 | Self::Nsec3OptOut)
    }
}

/// A version. A clone shares its memory.
#[derive(Clone, Debug)]
pub struct Version {
    origin: Name,
    denial: Denial,
    nodes: Sequence,
    hashed: Sequence,
    soa: Option<(u32, Soa)>,
    delegations: usize,
}

impl Version {
    /// A zone in which nothing is yet, its apex neither.
    pub(crate) fn empty(origin: Name, denial: Denial) -> Self {
        Self::of(origin, denial, Sequence::default(), Sequence::default(), 0)
    }

    pub(crate) fn of(
        origin: Name,
        denial: Denial,
        nodes: Sequence,
        hashed: Sequence,
        delegations: usize,
    ) -> Self {
        let soa = nodes.get(&[]).and_then(|apex| {
            let set = Sets::of(apex).find(|set| set.rtype == Rtype::SOA)?;
            Some((set.ttl, Soa::parse(set.rdatas().next()?)?))
        });
        Self { origin, denial, nodes, hashed, soa, delegations }
    }

    /// The version after edits of its two sequences.
    pub(crate) fn edited(&self, nodes: &Edits, hashed: &Edits) -> Self {
        let mut delegations = self.delegations;
        for (key, value) in nodes.iter().filter(|(key, _)| !key.is_empty()) {
            delegations += usize::from(value.as_deref().is_some_and(has_ns));
            delegations -= usize::from(self.nodes.get(key).is_some_and(has_ns));
        }
        let (nodes, hashed) = (self.nodes.edited(nodes), self.hashed.edited(hashed));
        Self::of(self.origin.clone(), self.denial, nodes, hashed, delegations)
    }

    /// The zone's name.
    pub fn origin(&self) -> &Name {
        &self.origin
    }

    /// How absences are proven.
    pub fn denial(&self) -> Denial {
        self.denial
    }

    /// Whether it has an apex. Before the first publication it has none, and must not be served.
    pub fn is_whole(&self) -> bool {
        self.soa.is_some()
    }

    /// Its serial; 0 before the first publication.
    pub fn serial(&self) -> u32 {
        self.soa.as_ref().map_or(0, |(_, soa)| soa.serial)
    }

    /// Its SOA record. Before the first publication it is one of nothing but zeros.
    pub fn soa(&self) -> Record {
        let (ttl, rdata) = match &self.soa {
            Some((ttl, soa)) => (*ttl, soa.to_rdata()),
            None => (0, nothing(&self.origin).to_rdata()),
        };
        Record { owner: self.origin.clone(), rtype: Rtype::SOA, ttl, rdata }
    }

    /// Seconds for which an absence may be remembered (RFC 9077, section 3).
    pub(crate) fn negative_ttl(&self) -> u32 {
        self.soa
            .as_ref()
            .map_or(0, |(ttl, soa)| soa.minimum.min(*ttl))
    }

    /// Delegations in it.
    pub fn delegations(&self) -> usize {
        self.delegations
    }

    /// Whether it delegates a name.
    pub fn delegates(&self, owner: &Name) -> bool {
        let key = key::of(owner, &self.origin).filter(|key| !key.is_empty());
        key.and_then(|key| self.nodes.get(&key)).is_some_and(has_ns)
    }

    /// When the next of its signatures lapses, in seconds as signatures count them; `None` if it has
    /// none.
    pub fn lapses(&self) -> Option<u32> {
        let earliest = self.nodes.earliest().min(self.hashed.earliest());
        (earliest != chunk::NEVER).then_some(earliest)
    }

    /// All records at an owner: signatures too, and NSEC3 under its hashed owner.
    pub fn at(&self, owner: &Name) -> Vec<Record> {
        let mut records = self.at_name(owner);
        if let Some(hash) = hashed::of_owner(owner, &self.origin) {
            records.extend(self.at_hash(&hash));
        }
        records
    }

    /// All records at a name.
    pub(crate) fn at_name(&self, owner: &Name) -> Vec<Record> {
        let mut out = Vec::new();
        if let Some(key) = key::of(owner, &self.origin)
            && let Some(value) = self.nodes.get(&key)
        {
            let (wire, labels) = (owner.as_wire(), owner.signed_labels());
            let owner = Owner { wire, labels, origin: &self.origin };
            Sets::of(value).for_each(|set| set.write(&owner, &mut out, |_| ()));
        }
        records(&out)
    }

    /// All records at a hash.
    pub(crate) fn at_hash(&self, hash: &[u8]) -> Vec<Record> {
        let mut out = Vec::new();
        self.write_hash(hash, &mut out);
        records(&out)
    }

    /// Appends all records at a hash.
    pub(crate) fn write_hash(&self, hash: &[u8], out: &mut Vec<u8>) {
        if let Some(value) = self.hashed.get(hash)
            && let Some((next, _)) = self.hashed.successor(hash)
        {
            self.chain().write((hash, value), next, out, |_| ());
        }
    }

    /// What is published at a name, if it is delegated.
    pub fn delegation(&self, owner: &Name) -> Option<Delegation> {
        let key = key::of(owner, &self.origin).filter(|key| !key.is_empty())?;
        let node = Node::unpack(self.nodes.get(&key)?);
        let servers = node.get(Rtype::NS)?;
        let ns = servers
            .rdatas
            .iter()
            .filter_map(|data| Some(Name::parse_wire(data)?.0));
        let mut ttl = Ttls { ns: servers.ttl, ds: servers.ttl, a: servers.ttl, aaaa: servers.ttl };
        let mut ds = Vec::new();
        if let Some(signers) = node.get(Rtype::DS) {
            ttl.ds = signers.ttl;
            ds = signers
                .rdatas
                .iter()
                .filter_map(|data| Ds::parse(data))
                .collect();
        }
        let mut glue: Vec<(Name, IpAddr)> = Vec::new();
        for (key, value) in self.nodes.below(&key) {
            let host = key::name(key, &self.origin);
            for set in Sets::of(value) {
                match set.rtype {
                    Rtype::A => ttl.a = set.ttl,
                    Rtype::AAAA => ttl.aaaa = set.ttl,
                    _ => continue,
                }
                let found = set
                    .rdatas()
                    .filter_map(|data| rdata::read_address(set.rtype, data));
                glue.extend(found.map(|address| (host.clone(), address)));
            }
        }
        Some(Delegation { owner: owner.clone(), ns: ns.collect(), ds, glue, ttl })
    }

    /// Every record but the SOA, once, in pieces: the apex first, then names in canonical order,
    /// then hashed names.
    pub fn walk(&self) -> Walk {
        Walk::over(self)
    }

    pub(crate) fn nodes(&self) -> &Sequence {
        &self.nodes
    }

    pub(crate) fn hashed(&self) -> &Sequence {
        &self.hashed
    }

    pub(crate) fn node(&self, key: &[u8]) -> Node {
        self.nodes.get(key).map(Node::unpack).unwrap_or_default()
    }

    pub(crate) fn chain(&self) -> Chain<'_> {
        Chain { origin: &self.origin, flags: self.denial.flags(), ttl: self.negative_ttl() }
    }
}

/// Whether a packed node has name servers: below the apex it is a delegation.
pub(crate) fn has_ns(value: &[u8]) -> bool {
    Sets::of(value).any(|set| set.rtype == Rtype::NS)
}

/// Records that were written behind each other.
fn records(mut wire: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    while let Some((record, length)) = Record::parse(wire) {
        records.push(record);
        wire = &wire[length..];
    }
    records
}

fn nothing(origin: &Name) -> Soa {
    let (mname, rname) = (origin.clone(), origin.clone());
    Soa { mname, rname, serial: 0, refresh: 0, retry: 0, expire: 0, minimum: 0 }
}
