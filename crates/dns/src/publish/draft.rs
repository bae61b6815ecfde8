//! Changes that are being gathered: for each name that they touch, what shall stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::ops::Bound;

use foral_model::time::Timestamp;

use super::Refused;
use super::refresh::{Due, Holds};
use crate::delegation::{Apex, Delegation};
use crate::keys::{Key, Keyring, withdrawal};
use crate::wire::{Name, Rtype, rdata};
use crate::zone::hashed::HASH;
use crate::zone::node::{Node, Rrset};
use crate::zone::standing::Standing;
use crate::zone::{Denial, Version, has_ns, key};

/// Names that are touched, by key, with what shall stand there; signatures and proofs are made
/// later.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    base: &'a Version,
    pub(super) touched: BTreeMap<Box<[u8]>, Node>,
    /// Names below the apex that have records of it.
    pub(super) brought: BTreeSet<Box<[u8]>>,
    /// Hashes whose signatures come of age.
    pub(super) due: BTreeSet<[u8; HASH]>,
    key_ttl: Option<u32>,
}

/// What the publisher adds to the apex.
#[derive(Clone, Copy, Debug)]
pub(super) struct Additions<'a> {
    pub(super) keys: &'a Keyring,
    pub(super) holds: &'a Holds,
    pub(super) denial: Denial,
    pub(super) zonemd: bool,
    pub(super) now: Timestamp,
}

/// Types that the publisher makes itself.
const MADE: [Rtype; 8] = [
    Rtype::RRSIG,
    Rtype::NSEC,
    Rtype::NSEC3,
    Rtype::DNSKEY,
    Rtype::NSEC3PARAM,
    Rtype::CDS,
    Rtype::CDNSKEY,
    Rtype::ZONEMD,
];

impl<'a> Draft<'a> {
    pub(super) fn over(base: &'a Version, brought: &BTreeSet<Box<[u8]>>) -> Self {
        let (touched, due) = (BTreeMap::new(), BTreeSet::new());
        Self { base, touched, brought: brought.clone(), due, key_ttl: None }
    }

    /// What stands at a name at this point, without signatures and proofs.
    pub(super) fn node(&self, key: &[u8]) -> Node {
        self.touched
            .get(key)
            .cloned()
            .unwrap_or_else(|| unsigned(self.base.node(key)))
    }

    /// What stands at a name at this point, to be changed.
    pub(super) fn touch(&mut self, key: &[u8]) -> &mut Node {
        let node = self.node(key);
        self.touched.entry(key.into()).or_insert(node)
    }

    /// Looks at signatures that are to be made anew.
    pub(super) fn look_at(&mut self, due: Due) {
        for key in &due.names {
            self.touch(key);
        }
        self.due = due.hashes;
    }

    /// Puts the apex's own records, and those that it brings to names below, in the place of the
    /// present ones.
    pub(super) fn set_apex(&mut self, apex: &Apex) -> Result<(), Refused> {
        let origin = self.base.origin().clone();
        let mut node = self.node(&[]);
        node.0.retain(|set| MADE.contains(&set.rtype));
        let mut soa = apex.soa.clone();
        soa.serial = self.base.serial();
        node.put(Rrset::new(Rtype::SOA, apex.ttl.soa, vec![soa.to_rdata()]));
        let servers = apex.ns.iter().map(rdata::ns).collect();
        node.put(Rrset::new(Rtype::NS, apex.ttl.ns, servers));
        self.touched.insert(Box::from([]), node);
        self.key_ttl = Some(apex.ttl.dnskey);
        self.clear_brought();
        for (host, address) in &apex.addresses {
            let (rtype, data) = rdata::address(*address);
            self.bring(&origin, host, rtype, apex.ttl.address, data)?;
        }
        for record in &apex.further {
            if MADE.contains(&record.rtype) || [Rtype::SOA, Rtype::NS].contains(&record.rtype) {
                return Err(Refused::Malformed(record.owner.clone()));
            }
            self.bring(&origin, &record.owner, record.rtype, record.ttl, record.rdata.clone())?;
        }
        Ok(())
    }

    /// Puts keys, what the parent is asked for, the parameters of hashing and the place of the
    /// digest into the apex.
    pub(super) fn add(&mut self, additions: &Additions<'_>) -> Result<(), Refused> {
        let key_ttl = self.key_ttl;
        let present = self.node(&[]);
        let ttl = present.get(Rtype::SOA).ok_or(Refused::NoApex)?.ttl;
        let key_ttl = key_ttl
            .or_else(|| Some(present.get(Rtype::DNSKEY)?.ttl))
            .unwrap_or(ttl);
        let origin = self.base.origin().clone();
        let apex = self.touch(&[]);
        let Additions { keys, holds, denial, zonemd, now } = *additions;
        let mut put = |rtype, ttl, rdatas: Vec<Box<[u8]>>| {
            if rdatas.is_empty() {
                apex.remove(rtype)
            } else {
                apex.put(Rrset::new(rtype, ttl, rdatas))
            }
        };
        let (mut shown, mut cds, mut cdnskey) = (Vec::new(), Vec::new(), Vec::new());
        if denial != Denial::None {
            let in_zone = |key: &Key| holds.shows(key, now);
            shown = keys
                .keys()
                .iter()
                .filter(|key| in_zone(key))
                .map(Key::dnskey)
                .collect();
            let submitted = keys.submitted(now);
            let submitted: Vec<_> = submitted.into_iter().filter(|key| in_zone(key)).collect();
            cds = submitted.iter().map(|key| key.ds(&origin)).collect();
            cdnskey = submitted.iter().map(|key| key.dnskey()).collect();
            if keys.withdrawal().is_some() {
                (cds, cdnskey) = (vec![withdrawal::cds()], vec![withdrawal::cdnskey()]);
            }
        }
        put(Rtype::DNSKEY, key_ttl, shown);
        put(Rtype::CDS, key_ttl, cds);
        put(Rtype::CDNSKEY, key_ttl, cdnskey);
        // SHA-1, no flags, no iterations, no salt: opt-out is said by each record alone.
        let parameters: Option<Box<[u8]>> = denial.is_hashed().then(|| Box::from([1, 0, 0, 0, 0]));
        put(Rtype::NSEC3PARAM, ttl, parameters.into_iter().collect());
        if !zonemd {
            apex.remove(Rtype::ZONEMD);
            return Ok(());
        }
        self.make_room_for_digest()
    }

    /// Puts an empty digest into the apex: the real one comes when all else is there.
    pub(super) fn make_room_for_digest(&mut self) -> Result<(), Refused> {
        let apex = self.touch(&[]);
        let ttl = apex.get(Rtype::SOA).ok_or(Refused::NoApex)?.ttl;
        if apex.get(Rtype::ZONEMD).is_none() {
            apex.put(Rrset::new(Rtype::ZONEMD, ttl, vec![Box::from([0; 6])]));
        }
        Ok(())
    }

    fn bring(
        &mut self,
        origin: &Name,
        owner: &Name,
        rtype: Rtype,
        ttl: u32,
        data: Box<[u8]>,
    ) -> Result<(), Refused> {
        let key = key::of(owner, origin).ok_or_else(|| Refused::Outside(owner.clone()))?;
        self.touch(&key).add(rtype, ttl, data);
        if !key.is_empty() {
            self.brought.insert(key);
        }
        Ok(())
    }

    /// Takes away what an earlier apex brought. Beneath a delegation it stays as glue until that
    /// delegation is published again: some name may rely on it, and too much glue does no harm.
    fn clear_brought(&mut self) {
        for key in std::mem::take(&mut self.brought) {
            if self.cut_at_or_above(&key).is_none() {
                self.touch(&key).0.clear();
            }
        }
    }

    /// Puts a delegation in the place of what is published at `owner` and below it.
    pub(super) fn set_delegation(
        &mut self,
        owner: &Name,
        desired: Option<&Delegation>,
    ) -> Result<(), Refused> {
        let origin = self.base.origin().clone();
        let key = key::of(owner, &origin).filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| Refused::Outside(owner.clone()))?;
        if let Some(cut) = key::ancestors(&key).find(|above| self.is_cut(above)) {
            // Nothing can be taken away from where nothing can be.
            let cut = key::name(cut, &origin);
            let hidden = Refused::Hidden { owner: owner.clone(), cut };
            return if desired.is_some() { Err(hidden) } else { Ok(()) };
        }
        let was_cut = self.is_cut(&key);
        let nodes = desired.map_or(Ok(BTreeMap::new()), |desired| nodes(desired, &key, &origin))?;
        self.clear_subtree(&key, was_cut, desired.is_some())?;
        for (key, node) in nodes {
            let touched = self.touch(&key);
            for set in node.0 {
                for data in set.rdatas {
                    touched.add(set.rtype, set.ttl, data);
                }
            }
        }
        Ok(())
    }

    /// Takes away what a delegation has at its name and below, but for what the apex brought.
    fn clear_subtree(
        &mut self,
        key: &[u8],
        was_cut: bool,
        becomes_cut: bool,
    ) -> Result<(), Refused> {
        if !was_cut && !becomes_cut {
            return Ok(());
        }
        let mut below: BTreeSet<Box<[u8]>> = self
            .base
            .nodes()
            .below(key)
            .map(|(key, _)| key.into())
            .collect();
        below.extend(
            self.touched
                .range::<[u8], _>((Bound::Included(key), Bound::Unbounded))
                .map(|(key, _)| key.clone())
                .take_while(|found| found.starts_with(key)),
        );
        for found in below {
            if found.as_ref() != key && self.is_cut(&found) {
                let origin = self.base.origin();
                let (owner, cut) = (key::name(&found, origin), key::name(key, origin));
                return Err(Refused::Hidden { owner, cut });
            }
            let brought = self.brought.contains(&found);
            let node = self.touch(&found);
            if brought {
                node.remove(Rtype::NS);
                node.remove(Rtype::DS);
            } else {
                node.0.clear();
            }
        }
        Ok(())
    }

    fn is_cut(&self, key: &[u8]) -> bool {
        !key.is_empty()
            && match self.touched.get(key) {
                Some(node) => node.get(Rtype::NS).is_some(),
                None => self.base.nodes().get(key).is_some_and(has_ns),
            }
    }

    fn cut_at_or_above(&self, key: &[u8]) -> Option<Box<[u8]>> {
        key::ancestors(key)
            .chain([key])
            .find(|above| self.is_cut(above))
            .map(Into::into)
    }
}

/// Names below the apex that have records of it: those that are the zone's own, and name servers of
/// the zone beneath a delegation.
pub(super) fn brought(version: &Version) -> BTreeSet<Box<[u8]>> {
    let (nodes, origin) = (version.nodes(), version.origin());
    let own = nodes
        .entries()
        .filter(|(key, value)| !key.is_empty() && !has_ns(value))
        .filter(|entry| Standing::of(*entry, nodes) == Standing::Own)
        .map(|(key, _)| key.into());
    let apex = version.node(&[]);
    let servers = apex.get(Rtype::NS).map_or(&[][..], |set| &set.rdatas);
    let inside = servers
        .iter()
        .filter_map(|data| key::of(&Name::parse_wire(data)?.0, origin));
    own.chain(inside.filter(|key| nodes.get(key).is_some()))
        .collect()
}

/// A node without signatures and without proofs that names the next.
fn unsigned(mut node: Node) -> Node {
    node.remove(Rtype::NSEC);
    node.0.iter_mut().for_each(|set| set.signatures.clear());
    node
}

/// The nodes of a delegation: its own, and those of its hosts below.
pub(super) fn nodes(
    delegation: &Delegation,
    key: &[u8],
    origin: &Name,
) -> Result<BTreeMap<Box<[u8]>, Node>, Refused> {
    let malformed = || Refused::Malformed(delegation.owner.clone());
    let mut nodes: BTreeMap<Box<[u8]>, Node> = BTreeMap::new();
    let own = nodes.entry(key.into()).or_default();
    if delegation.ns.is_empty() || delegation.ns.len() > usize::from(u8::MAX) {
        return Err(malformed());
    }
    let servers = delegation.ns.iter().map(rdata::ns).collect();
    own.put(Rrset::new(Rtype::NS, delegation.ttl.ns, servers));
    if !delegation.ds.is_empty() {
        let signers = delegation.ds.iter().map(|ds| ds.to_rdata()).collect();
        own.put(Rrset::new(Rtype::DS, delegation.ttl.ds, signers));
    }
    for (host, address) in &delegation.glue {
        let at = key::of(host, origin)
            .filter(|at| at.starts_with(key))
            .ok_or_else(malformed)?;
        let ttl = match address {
            IpAddr::V4(_) => delegation.ttl.a,
            IpAddr::V6(_) => delegation.ttl.aaaa,
        };
        let (rtype, data) = rdata::address(*address);
        nodes.entry(at).or_default().add(rtype, ttl, data);
    }
    Ok(nodes)
}
