//! The guard: what is looked at before a version goes out. It changes nothing and trusts nobody who
//! made the version.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use foral_model::time::Timestamp;

use crate::keys::{self, Algorithm};
use crate::publish::Prepared;
use crate::serial;
use crate::sign::{self, ToSign};
use crate::wire::{Name, Record, Rtype};
use crate::zone::chunk::lapse;
use crate::zone::hashed::Hashed;
use crate::zone::node::{Covered, Node, Rrset, Sets, Signature};
use crate::zone::standing::Standing;
use crate::zone::{Denial, Version, key};

/// What a publication may do at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Delegations that may go in one version.
    pub removals: usize,
    /// Of a hundred delegations, how many may go in one version. Both limits must be broken.
    pub removals_percent: usize,
    /// What may go together with what went before.
    pub window: Window,
    /// Seconds for which every signature that goes out must still be valid.
    pub validity: u32,
    /// When everything is new, of how many signatures one is verified; 1 verifies all. What changes
    /// in a zone that is there is always verified.
    pub sample: usize,
}

/// What may go over time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// How far it reaches back, in hours.
    pub hours: u16,
    /// Delegations that went in it already.
    pub gone: usize,
    /// Delegations that may go in it.
    pub removals: usize,
    /// Of a hundred that were there, how many may go in it. Both limits must be broken.
    pub removals_percent: usize,
}

/// Fifty delegations and a twentieth of the zone, three times as much in a day, three days, one
/// signature of 64.
impl Default for Limits {
    fn default() -> Self {
        let window = Window { hours: 24, gone: 0, removals: 150, removals_percent: 15 };
        Self { removals: 50, removals_percent: 5, window, validity: 3 * 86_400, sample: 64 }
    }
}

impl Window {
    /// How many delegations may go in it from a zone that has so many now.
    pub fn most(&self, delegations: usize) -> usize {
        let before = delegations.saturating_add(self.gone);
        self.removals
            .max(before.saturating_mul(self.removals_percent) / 100)
    }
}

/// Why a version must not go out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Alarm {
    /// The apex has no SOA, or no name servers.
    ApexBroken,
    /// A name server of the zone lies in the zone, is not delegated, and has no address.
    ServerWithoutAddress(Name),
    /// Secondaries would not take the serial (RFC 1982).
    SerialNotAhead {
        /// The serial that is published.
        from: u32,
        /// The serial that would be.
        to: u32,
    },
    /// Too many delegations would go.
    Removals {
        /// How many.
        removed: usize,
        /// Of how many.
        of: usize,
    },
    /// Too many delegations would have gone in some hours, however few go now.
    RemovalsOverTime {
        /// How many, with those that would go now.
        removed: usize,
        /// Of how many.
        of: usize,
        /// In how many hours.
        hours: u16,
    },
    /// A DS stands where nothing is delegated.
    SignerWithoutDelegation(Name),
    /// A set that is to be signed is not.
    Unsigned(Name, Rtype),
    /// A signature lapses too soon, or has lapsed.
    Lapsing(Name),
    /// A signature is not by a key of the zone, or does not verify.
    NotVerified(Name, Rtype),
    /// Two keys have the same tag.
    SameTag(u16),
    /// The chain of proofs does not go on from here to the next name.
    ChainBroken(Name),
}

/// Looks at a version before it is published in the place of `current`: the apex, the serial, what
/// goes, and each signature that is new.
pub fn judge(
    current: &Version,
    prepared: &Prepared,
    limits: &Limits,
    now: Timestamp,
) -> Vec<Alarm> {
    let version = prepared.version();
    let mut alarms = Vec::new();
    if prepared.is_empty() {
        return alarms;
    }
    apex(version, &mut alarms);
    serials(current, version, &mut alarms);
    removals(current, prepared, limits, &mut alarms);
    let keys = Keys::of(version, &mut alarms);
    let judging = Judging { version, keys, limits, now: serial::seconds(now) };
    if version.denial() != Denial::None {
        judging.lapses(prepared, &mut alarms);
    }
    match prepared.is_whole() {
        true => judging.sample(&mut alarms),
        false => judging.diff(prepared, &mut alarms),
    }
    alarms
}

fn apex(version: &Version, alarms: &mut Vec<Alarm>) {
    let apex = version.node(&[]);
    let servers = apex.get(Rtype::NS).map_or(&[][..], |set| &set.rdatas);
    if !version.is_whole() || servers.is_empty() {
        alarms.push(Alarm::ApexBroken);
    }
    for server in servers.iter().filter_map(|data| Name::parse_wire(data)) {
        let Some(key) = key::of(&server.0, version.origin()) else { continue };
        let node = version.node(&key);
        if node.get(Rtype::A).is_none() && node.get(Rtype::AAAA).is_none() {
            alarms.push(Alarm::ServerWithoutAddress(server.0));
        }
    }
}

fn serials(current: &Version, version: &Version, alarms: &mut Vec<Alarm>) {
    let (from, to) = (current.serial(), version.serial());
    if current.is_whole() && !serial::is_ahead(to, from) {
        alarms.push(Alarm::SerialNotAhead { from, to });
    }
}

fn removals(current: &Version, prepared: &Prepared, limits: &Limits, alarms: &mut Vec<Alarm>) {
    let (of, removed) = (current.delegations(), leaving(current, prepared));
    let at_once = removed > limits.removals && removed * 100 > of * limits.removals_percent;
    if at_once {
        alarms.push(Alarm::Removals { removed, of });
    }
    let Window { hours, gone, .. } = limits.window;
    let all = removed.saturating_add(gone);
    // Where nothing went before it would be said twice.
    let over_time = removed > 0 && all > limits.window.most(of) && !(at_once && gone == 0);
    if over_time {
        alarms.push(Alarm::RemovalsOverTime { removed: all, of: of.saturating_add(gone), hours });
    }
}

/// How many delegations go with a version that is published in the place of `current`.
pub fn leaving(current: &Version, prepared: &Prepared) -> usize {
    if prepared.is_whole() {
        let left = prepared.version().delegations();
        return current.delegations().saturating_sub(left);
    }
    let owners = |records: &[Record]| -> BTreeSet<Name> {
        let delegated = records.iter().filter(|record| record.rtype == Rtype::NS);
        delegated.map(|record| record.owner.clone()).collect()
    };
    let gone = owners(&prepared.diff().removed);
    let is_gone = |owner: &&Name| prepared.version().delegation(owner).is_none();
    let gone = gone.iter().filter(|owner| *owner != current.origin());
    gone.filter(is_gone).count()
}

/// The keys that a version shows.
struct Keys(BTreeMap<u16, (Algorithm, Box<[u8]>)>);

impl Keys {
    fn of(version: &Version, alarms: &mut Vec<Alarm>) -> Self {
        let apex = version.node(&[]);
        let mut keys = BTreeMap::new();
        for data in apex.get(Rtype::DNSKEY).map_or(&[][..], |set| &set.rdatas) {
            let tag = keys::tag(data);
            let algorithm = data.get(3).and_then(|number| Algorithm::of_number(*number));
            let Some(algorithm) = algorithm else { continue };
            if keys
                .insert(tag, (algorithm, Box::from(&data[4..])))
                .is_some()
            {
                alarms.push(Alarm::SameTag(tag));
            }
        }
        Self(keys)
    }
}

struct Judging<'a> {
    version: &'a Version,
    keys: Keys,
    limits: &'a Limits,
    now: u32,
}

impl Judging<'_> {
    /// No signature that goes out may lapse soon. Of a zone that is there only those count that are
    /// new: to hold a publication back would not make the others younger, and what renews them is
    /// a publication too.
    fn lapses(&self, prepared: &Prepared, alarms: &mut Vec<Alarm>) {
        let limit = self.now.saturating_add(self.limits.validity);
        let origin = self.version.origin();
        if prepared.is_whole() {
            let names = self.version.nodes().lapsing(limit, 1);
            alarms.extend(
                names
                    .iter()
                    .map(|key| Alarm::Lapsing(key::name(key, origin))),
            );
            if !self.version.hashed().lapsing(limit, 1).is_empty() {
                alarms.push(Alarm::Lapsing(origin.clone()));
            }
            return;
        }
        let new = prepared
            .diff()
            .added
            .iter()
            .filter(|record| record.rtype == Rtype::RRSIG);
        let lapsing = new.filter(|record| {
            Signature::parse(&record.rdata).is_none_or(|(_, made)| made.expiration < limit)
        });
        alarms.extend(lapsing.map(|record| Alarm::Lapsing(record.owner.clone())));
    }

    /// All names and hashes that a diff touches.
    fn diff(&self, prepared: &Prepared, alarms: &mut Vec<Alarm>) {
        let diff = prepared.diff();
        let mut owners: BTreeMap<&Name, BTreeSet<&[u8]>> = BTreeMap::new();
        for record in diff.removed.iter().chain(&diff.added) {
            owners.entry(&record.owner).or_default();
        }
        for record in diff
            .added
            .iter()
            .filter(|record| record.rtype == Rtype::RRSIG)
        {
            owners
                .entry(&record.owner)
                .or_default()
                .insert(&record.rdata);
        }
        owners.entry(self.version.origin()).or_default();
        for (owner, new) in owners {
            let is_new = |covered: &Covered<'_>, signature: &Signature| {
                let mut data = Vec::new();
                signature.write_rdata(covered, &mut data);
                new.contains(data.as_slice())
            };
            if let Some(key) = key::of(owner, self.version.origin()) {
                self.name(&key, is_new, alarms);
            }
            if let Some(hash) = crate::zone::hashed::of_owner(owner, self.version.origin()) {
                self.hash(&hash, is_new, alarms);
            }
        }
    }

    /// Everything is looked at, and some signatures are verified: those of the apex, and one of so
    /// many others.
    fn sample(&self, alarms: &mut Vec<Alarm>) {
        let every = self.limits.sample.max(1);
        let nodes = self.version.nodes();
        for (place, (key, value)) in nodes.entries().enumerate() {
            let verified = key.is_empty() || place % every == 0;
            if key.is_empty() || lapse(value) != u32::MAX || !is_plain(value) {
                self.name(key, |_, _| verified, alarms);
            }
        }
        for (place, (hash, _)) in self.version.hashed().entries().enumerate() {
            self.hash(hash, |_, _| place % every == 0, alarms);
        }
    }

    /// A name: that nothing that is to be signed is not, and that its signatures verify.
    fn name(
        &self,
        key: &[u8],
        verified: impl Fn(&Covered<'_>, &Signature) -> bool,
        alarms: &mut Vec<Alarm>,
    ) {
        let (nodes, origin) = (self.version.nodes(), self.version.origin());
        let Some(value) = nodes.get(key) else { return };
        let standing = Standing::of((key, value), nodes);
        let node = Node::unpack(value);
        let owner = key::name(key, origin);
        if standing != Standing::Cut && node.get(Rtype::DS).is_some() {
            alarms.push(Alarm::SignerWithoutDelegation(owner.clone()));
        }
        if self.version.denial() == Denial::None {
            return;
        }
        for set in node.0.iter().filter(|set| standing.signs(set.rtype)) {
            self.set(&owner, set, &verified, alarms);
        }
        let denial = self.version.denial();
        if standing.types(&node, denial).is_none() {
            return;
        }
        let proven = match denial {
            Denial::Nsec => node.get(Rtype::NSEC).is_some(),
            _ => self
                .version
                .hashed()
                .get(&crate::zone::hashed::hash(owner.as_wire()))
                .is_some(),
        };
        if !proven {
            alarms.push(Alarm::ChainBroken(owner));
        }
    }

    fn hash(
        &self,
        hash: &[u8],
        verified: impl Fn(&Covered<'_>, &Signature) -> bool,
        alarms: &mut Vec<Alarm>,
    ) {
        let Some(entry) = self.version.hashed().get(hash).and_then(Hashed::unpack) else { return };
        let chain = self.version.chain();
        let wire = crate::zone::hashed::owner(hash, self.version.origin());
        let Some((owner, _)) = Name::parse_wire(&wire) else { return };
        let next = self
            .version
            .hashed()
            .successor(hash)
            .map_or(hash, |(next, _)| next);
        let data = crate::zone::hashed::rdata(chain.flags, next, &entry.types);
        let mut set = Rrset::new(Rtype::NSEC3, chain.ttl, vec![data.into()]);
        set.signatures = entry.signatures;
        self.set(&owner, &set, &verified, alarms);
    }

    fn set(
        &self,
        owner: &Name,
        set: &Rrset,
        verified: &impl Fn(&Covered<'_>, &Signature) -> bool,
        alarms: &mut Vec<Alarm>,
    ) {
        let labels = owner.signed_labels();
        let Rrset { rtype, ttl, ref rdatas, ref signatures } = *set;
        let covered = Covered { origin: self.version.origin(), labels, rtype, ttl };
        let to_sign = ToSign { owner: owner.as_wire(), labels, rtype, ttl, rdatas };
        let mut by_a_key = false;
        for signature in signatures {
            // While the algorithm changes, some are by keys that are not shown yet, or any more.
            let Some((algorithm, public)) = self.keys.0.get(&signature.tag) else { continue };
            by_a_key = true;
            if verified(&covered, signature) {
                let mut message = Vec::new();
                sign::write_message(signature, &covered, &to_sign, &mut message);
                if !algorithm.verifies(public, &message, &signature.bytes) {
                    alarms.push(Alarm::NotVerified(owner.clone(), rtype));
                }
            }
        }
        if !by_a_key {
            alarms.push(Alarm::Unsigned(owner.clone(), rtype));
        }
    }
}

/// Whether a packed node has nothing but name servers and addresses.
fn is_plain(value: &[u8]) -> bool {
    Sets::of(value).all(|set| [Rtype::NS, Rtype::A, Rtype::AAAA].contains(&set.rtype))
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApexBroken => f.write_str("the apex has no SOA or no name servers"),
            Self::ServerWithoutAddress(name) => {
                write!(f, "the zone's server {name} has no address")
            }
            Self::SerialNotAhead { from, to } => write!(f, "serial {to} is not ahead of {from}"),
            Self::Removals { removed, of } => write!(f, "{removed} of {of} delegations would go"),
            Self::RemovalsOverTime { removed, of, hours } => {
                write!(f, "{removed} of {of} delegations would have gone within {hours} hours")
            }
            Self::SignerWithoutDelegation(name) => {
                write!(f, "{name} has a DS and is not delegated")
            }
            Self::Unsigned(name, rtype) => write!(f, "{name} {rtype} is not signed"),
            Self::Lapsing(name) => write!(f, "a signature at {name} lapses"),
            Self::NotVerified(name, rtype) => write!(f, "a signature of {name} {rtype} is wrong"),
            Self::SameTag(tag) => write!(f, "two keys have the tag {tag}"),
            Self::ChainBroken(name) => write!(f, "nothing proves what is not at {name}"),
        }
    }
}

#[cfg(test)]
mod tests;
