//! How a version is finished, whether all of it is new or little: who signs what, its serial, its
//! digest.

use foral_model::time::Timestamp;

use super::Refused;
use crate::sign::{Signing, ToSign};
use crate::wire::rdata::Soa;
use crate::wire::{Name, Rtype};
use crate::zone::node::{Node, Rrset};
use crate::zone::sequence::Edits;
use crate::zone::standing::Standing;
use crate::zone::{Denial, Version, digest, key};

/// How versions are finished.
#[derive(Debug)]
pub(super) struct Manner {
    pub(super) denial: Denial,
    /// Who signs; nobody where `denial` is none.
    pub(super) signing: Option<Signing>,
    pub(super) now: Timestamp,
    /// What the next serial is ahead of.
    pub(super) floor: Option<u32>,
    /// Why there is to be a version.
    pub(super) reason: Reason,
}

/// Why a version is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reason {
    /// For what it says: if that is what the present one says, there is none.
    Content,
    /// For its serial.
    Serial,
}

/// Signs the sets of a node that are to be signed and have no signatures that may stay.
pub(super) fn sign_node(
    node: &mut Node,
    key: &[u8],
    standing: Standing,
    origin: &Name,
    manner: &Manner,
    buffer: &mut Vec<u8>,
) -> Result<(), Refused> {
    let owner = key::name(key, origin);
    for set in &mut node.0 {
        let Some(signing) = manner
            .signing
            .as_ref()
            .filter(|_| standing.signs(set.rtype))
        else {
            set.signatures.clear();
            continue;
        };
        let present = set.signatures.iter().map(|one| (one.tag, one.expiration));
        if !signing.keeps(set.rtype, present) {
            set.signatures = signing.sign(&to_sign(&owner, set), buffer)?;
        }
    }
    Ok(())
}

/// A set, to be signed.
pub(crate) fn to_sign<'a>(owner: &'a Name, set: &'a Rrset) -> ToSign<'a> {
    ToSign {
        owner: owner.as_wire(),
        labels: owner.signed_labels(),
        rtype: set.rtype,
        ttl: set.ttl,
        rdatas: &set.rdatas,
    }
}

/// Writes the serial into the apex's SOA, whose signatures are void with it.
pub(super) fn set_serial(apex: &mut Node, serial: u32) -> Result<(), Refused> {
    let mut set = apex.get(Rtype::SOA).ok_or(Refused::NoApex)?.clone();
    let mut soa = set
        .rdatas
        .first()
        .and_then(|data| Soa::parse(data))
        .ok_or(Refused::NoApex)?;
    soa.serial = serial;
    set.rdatas = vec![soa.to_rdata()];
    set.signatures.clear();
    apex.put(set);
    Ok(())
}

/// The same version with its digest (RFC 8976) in its apex.
pub(super) fn with_digest(
    version: &Version,
    manner: &Manner,
    buffer: &mut Vec<u8>,
) -> Result<Version, Refused> {
    let mut apex = version.node(&[]);
    let ttl = apex.get(Rtype::ZONEMD).map_or(0, |set| set.ttl);
    let rdata = digest::rdata(version);
    apex.put(Rrset::new(Rtype::ZONEMD, ttl, vec![rdata]));
    sign_node(&mut apex, &[], Standing::Apex, version.origin(), manner, buffer)?;
    let edits = Edits::from([(Box::from([]), Some(apex.pack()))]);
    Ok(version.edited(&edits, &Edits::new()))
}
