//! The records of an answer: those of the apex, and the signers that a zone has for another one.

use crate::content::Snapshot;
use crate::message::write::{Full, Section, Writer};
use crate::message::{Dnssec, codes};
use crate::wire::{Name, Record, Rtype};
use crate::zone::hashed;

/// Puts in what is asked for, or the SOA that says that it is not there (RFC 2308), with the proof
/// if that is wished.
pub(super) fn fill(
    writer: &mut Writer,
    snapshot: &Snapshot,
    owner: &Name,
    rtype: Rtype,
    dnssec: Dnssec,
) -> Result<(), Full> {
    // Whoever asks for anything gets something, and not all (RFC 8482).
    let rtype = if rtype == codes::ANY { Rtype::SOA } else { rtype };
    let here = snapshot.at(owner);
    if !here.iter().any(|record| record.rtype == rtype) {
        push(writer, Section::Authority, &snapshot.at(snapshot.origin()), Rtype::SOA, dnssec)?;
        return deny(writer, snapshot, owner, &here, dnssec);
    }
    push(writer, Section::Answer, &here, rtype, dnssec)?;
    if rtype == Rtype::NS {
        addresses(writer, snapshot, &here);
    }
    Ok(())
}

/// Puts in the records of a type, and the signatures over them if they are wished.
fn push(
    writer: &mut Writer,
    section: Section,
    records: &[Record],
    rtype: Rtype,
    dnssec: Dnssec,
) -> Result<(), Full> {
    let wanted = |record: &&Record| {
        let covers = record
            .rdata
            .first_chunk()
            .map(|octets| u16::from_be_bytes(*octets));
        let signature = dnssec == Dnssec::Wanted && record.rtype == Rtype::RRSIG;
        record.rtype == rtype || (signature && covers == Some(rtype.0))
    };
    let mut wanted = records.iter().filter(wanted);
    wanted.try_for_each(|record| writer.push(section, record))
}

/// The record that says which types a name has (RFC 4035, 3.1.3.1; RFC 5155, 7.2.3).
fn deny(
    writer: &mut Writer,
    snapshot: &Snapshot,
    owner: &Name,
    here: &[Record],
    dnssec: Dnssec,
) -> Result<(), Full> {
    if dnssec == Dnssec::Plain {
        return Ok(());
    }
    push(writer, Section::Authority, here, Rtype::NSEC, dnssec)?;
    let hash = hashed::hash(owner.as_wire());
    let Some((owner, _)) = Name::parse_wire(&hashed::owner(&hash, snapshot.origin())) else {
        return Ok(());
    };
    push(writer, Section::Authority, &snapshot.at(&owner), Rtype::NSEC3, dnssec)
}

/// Addresses of the zone's own name servers, as many as fit.
fn addresses(writer: &mut Writer, snapshot: &Snapshot, servers: &[Record]) {
    let targets = servers.iter().filter(|record| record.rtype == Rtype::NS);
    let names = targets.filter_map(|record| Name::parse_wire(&record.rdata));
    for record in names.flat_map(|(name, _)| snapshot.at(&name)) {
        let address = matches!(record.rtype, Rtype::A | Rtype::AAAA);
        if address && writer.push(Section::Additional, &record).is_err() {
            return;
        }
    }
}
