//! From changes to a version: proofs and signatures where they are needed, the serial, the diff.

use std::sync::Arc;

use super::chain::{self, Hashes, Nodes};
use super::draft::Draft;
use super::hands::Hands;
use super::manner::{Manner, Reason, set_serial, sign_node, with_digest};
use super::{Diff, Prepared, Refused, Scope, whole};
use crate::serial;
use crate::sign::{Signing, ToSign};
use crate::wire::rdata::Soa;
use crate::wire::{Name, Rtype};
use crate::zone::hashed::{self, HASH, Hashed};
use crate::zone::node::Node;
use crate::zone::sequence::{Edits, Sequence};
use crate::zone::standing::Standing;
use crate::zone::{Denial, Version};

/// Publications that may have gone out without being written down beside the zone's files: those of
/// a week in which nothing but signatures could be renewed, and more.
const UNWRITTEN: u32 = 100_000;

/// Makes the version that a draft leads to.
pub(super) fn finish(
    base: &Version,
    draft: Draft<'_>,
    manner: &Manner,
) -> Result<Prepared, Refused> {
    let next = serial::after(previous(base, manner), manner.now);
    finish_as(base, draft, manner, next)
}

/// The same with a serial that is given.
pub(super) fn finish_as(
    base: &Version,
    draft: Draft<'_>,
    manner: &Manner,
    next: u32,
) -> Result<Prepared, Refused> {
    let Draft { touched, due, brought, .. } = draft;
    let mut nodes = touched;
    for (key, node) in &mut nodes {
        inherit(node, &base.node(key));
    }
    let after = base.nodes().edited(&packed(&nodes));
    let soa = soa(&after)?;
    let negative_ttl = soa.1.minimum.min(soa.0);
    if !base.is_whole() || base.denial() != manner.denial || base.negative_ttl() != negative_ttl {
        return whole::finish(base, after, brought, manner, next);
    }
    let mut hashes = Hashes::new();
    if manner.denial == Denial::Nsec {
        chain::link_names(&mut nodes, base, &after, negative_ttl);
    } else if manner.denial.is_hashed() {
        hashes = chain::hashes(&nodes, base, &after);
        hashes.extend(due.into_iter().filter_map(|hash| {
            let entry = base.hashed().get(&hash).and_then(Hashed::unpack)?;
            Some((hash, Some(entry)))
        }));
    }
    let mut buffer = Vec::new();
    if let Some(signing) = &manner.signing {
        sign_hashes(&mut hashes, base, signing, Hands::few(manner))?;
    }
    sign_nodes(&mut nodes, &after, base.origin(), manner)?;
    let (mut edits, hashed) = (packed(&nodes), packed_hashes(&hashes));
    edits.retain(|key, value| base.nodes().get(key) != value.as_deref());
    if edits.is_empty() && hashed.is_empty() && manner.reason == Reason::Content {
        return Ok(Prepared::nothing(base, brought));
    }
    let mut apex = nodes
        .remove([].as_slice())
        .unwrap_or_else(|| base.node(&[]));
    set_serial(&mut apex, next)?;
    sign_node(&mut apex, &[], Standing::Apex, base.origin(), manner, &mut buffer)?;
    edits.insert(Box::from([]), Some(apex.pack()));
    let mut version = base.edited(&edits, &hashed);
    if apex.get(Rtype::ZONEMD).is_some() {
        version = with_digest(&version, manner, &mut buffer)?;
    }
    let keys = edits.keys().map(AsRef::as_ref);
    let diff = Diff::between(base, &version, keys, hashed.keys().map(AsRef::as_ref));
    Ok(Prepared {
        base: base.serial(),
        version: Arc::new(version),
        diff: Arc::new(diff),
        scope: Scope::Diff,
        brought,
    })
}

/// Makes the first version of a zone, or one that has nothing in common with `present`, of what was
/// loaded.
pub(super) fn load(
    present: &Version,
    loaded: &Version,
    draft: Draft<'_>,
    manner: &Manner,
) -> Result<Prepared, Refused> {
    let next = serial::after(previous(present, manner), manner.now);
    let Draft { touched, brought, .. } = draft;
    let nodes = loaded.nodes().edited(&packed(&touched));
    whole::finish(present, nodes, brought, manner, next)
}

/// The latest serial that a secondary may have: that of the version, unless a later one is known of
/// which nothing is left here. Some may have followed that.
fn previous(version: &Version, manner: &Manner) -> Option<u32> {
    let held = version.is_whole().then(|| version.serial());
    let ahead = |floor: &u32| held.is_none_or(|held| serial::is_ahead(*floor, held));
    let lost = manner.floor.filter(ahead);
    lost.map(|floor| floor.wrapping_add(UNWRITTEN)).or(held)
}

/// Takes over signatures of sets that say the same.
fn inherit(node: &mut Node, present: &Node) {
    for set in &mut node.0 {
        if let Some(same) = present
            .get(set.rtype)
            .filter(|present| present.says_as(set))
        {
            set.signatures.clone_from(&same.signatures);
        }
    }
}

fn packed(nodes: &Nodes) -> Edits {
    let packed = |node: &Node| (!node.is_empty()).then(|| node.pack());
    nodes
        .iter()
        .map(|(key, node)| (key.clone(), packed(node)))
        .collect()
}

fn packed_hashes(hashes: &Hashes) -> Edits {
    let packed = |entry: &Option<Hashed>| entry.as_ref().map(Hashed::pack);
    hashes
        .iter()
        .map(|(hash, entry)| (Box::from(*hash), packed(entry)))
        .collect()
}

/// Signs what is to be signed of the chain of hashes, and leaves out what stays as it is.
fn sign_hashes(
    hashes: &mut Hashes,
    base: &Version,
    signing: &Signing,
    hands: Hands,
) -> Result<(), Refused> {
    let shape = chain::relink(hashes, base);
    let link = base.chain();
    let due = hashes.iter_mut().filter_map(|(hash, entry)| {
        let entry = entry.as_mut()?;
        let present = entry.signatures.iter().map(|one| (one.tag, one.expiration));
        (!signing.keeps(Rtype::NSEC3, present)).then_some((hash, entry))
    });
    let due: Vec<(&[u8; HASH], &mut Hashed)> = due.collect();
    let signed = hands.share(due.len(), |place| {
        let (hash, entry) = &due[place];
        let next = shape
            .successor(*hash)
            .map_or(hash.as_slice(), |(next, _)| next);
        let rdata = hashed::rdata(link.flags, next, &entry.types).into();
        let owner = hashed::owner(*hash, base.origin());
        let (labels, rtype, ttl) = (link.covered().labels, Rtype::NSEC3, link.ttl);
        let set = ToSign { owner: &owner, labels, rtype, ttl, rdatas: &[rdata] };
        Ok(signing.sign(&set, &mut Vec::new())?)
    })?;
    for ((_, entry), signatures) in due.into_iter().zip(signed) {
        entry.signatures = signatures;
    }
    hashes.retain(|hash, entry| {
        base.hashed().get(hash) != entry.as_ref().map(Hashed::pack).as_deref()
    });
    Ok(())
}

fn sign_nodes(
    nodes: &mut Nodes,
    after: &Sequence,
    origin: &Name,
    manner: &Manner,
) -> Result<(), Refused> {
    let there = nodes
        .iter_mut()
        .filter_map(|(key, node)| Some((key, node, after.get(key)?)));
    let there: Vec<_> = there.collect();
    let signed = Hands::few(manner).share(there.len(), |place| {
        let (key, node, value) = &there[place];
        let standing = Standing::of((key, value), after);
        let mut signed = Node::clone(node);
        sign_node(&mut signed, key, standing, origin, manner, &mut Vec::new())?;
        Ok(signed)
    })?;
    for ((_, node, _), signed) in there.into_iter().zip(signed) {
        *node = signed;
    }
    Ok(())
}

/// The SOA's time to live and what it says.
fn soa(nodes: &Sequence) -> Result<(u32, Soa), Refused> {
    let apex = nodes.get(&[]).map(Node::unpack).ok_or(Refused::NoApex)?;
    let set = apex.get(Rtype::SOA).ok_or(Refused::NoApex)?;
    let soa = set.rdatas.first().and_then(|data| Soa::parse(data));
    Ok((set.ttl, soa.ok_or(Refused::NoApex)?))
}
