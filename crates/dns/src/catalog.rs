//! The catalog zone (RFC 9432): secondaries learn from it which zones they serve.
//!
//! It is made from the list of served zones, unsigned, and served like them.

use std::sync::{Arc, PoisonError, RwLock};

use foral_model::time::Timestamp;
use ring::digest;
use tokio::sync::watch;

use crate::message::codes::PTR;
use crate::publish::Diff;
use crate::serial;
use crate::wire::{Name, Record, Rtype};

#[cfg(test)]
mod tests;

/// Times to live of the catalog's records, in seconds. Nobody resolves them.
const TTL: u32 = 0;
/// How often secondaries look by themselves, try again, give up, and remember what is not there.
const TIMERS: [u32; 4] = [3600, 600, 2_147_483_646, 0];
/// How many changes are kept for secondaries that come late.
const KEPT: usize = 32;

/// A catalog and what became of it.
#[derive(Debug)]
pub struct Catalog {
    origin: Name,
    state: RwLock<State>,
    changed: watch::Sender<u32>,
}

#[derive(Debug)]
struct State {
    current: Arc<Edition>,
    diffs: Vec<Arc<Diff>>,
}

/// The catalog as it stood once.
#[derive(Debug)]
pub struct Edition {
    origin: Name,
    serial: u32,
    records: Vec<Record>,
}

impl Catalog {
    /// A catalog of these zones.
    pub fn new(origin: Name, zones: &[Name], now: Timestamp) -> Self {
        let records = records(&origin, zones);
        let serial = serial::after(None, now);
        let current = Arc::new(Edition { origin: origin.clone(), serial, records });
        let state = RwLock::new(State { current, diffs: Vec::new() });
        Self { origin, state, changed: watch::Sender::new(serial) }
    }

    /// From now on these are the zones. If they are the same as before, nothing changes.
    pub fn set(&self, zones: &[Name], now: Timestamp) {
        let records = records(&self.origin, zones);
        let serial = {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            let old = state.current.clone();
            if old.records == records {
                return;
            }
            let serial = serial::after(Some(old.serial), now);
            let missing = |from: &[Record], other: &[Record]| {
                from.iter()
                    .filter(|record| !other.contains(record))
                    .cloned()
                    .collect()
            };
            let removed = missing(&old.records, &records);
            let added = missing(&records, &old.records);
            let new = Arc::new(Edition { origin: self.origin.clone(), serial, records });
            state.diffs.push(Arc::new(Diff {
                from: old.serial,
                to: serial,
                soa_before: old.soa(),
                soa_after: new.soa(),
                removed,
                added,
            }));
            if state.diffs.len() > KEPT {
                state.diffs.remove(0);
            }
            state.current = new;
            serial
        };
        self.changed.send_replace(serial);
    }

    /// The catalog's name.
    pub fn origin(&self) -> &Name {
        &self.origin
    }

    /// The catalog as it stands.
    pub fn current(&self) -> Arc<Edition> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        state.current.clone()
    }

    /// All changes since a serial, oldest first; `None` if that is too long ago.
    pub fn diffs_since(&self, serial: u32) -> Option<Vec<Arc<Diff>>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let first = state.diffs.iter().position(|diff| diff.from == serial)?;
        Some(state.diffs[first..].to_vec())
    }

    /// Tells each new serial.
    pub fn changed(&self) -> watch::Receiver<u32> {
        self.changed.subscribe()
    }
}

impl Edition {
    /// The catalog's name.
    pub fn origin(&self) -> &Name {
        &self.origin
    }

    /// Its serial.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Its start of authority.
    pub fn soa(&self) -> Record {
        let mut rdata = INVALID.repeat(2);
        for number in [self.serial].into_iter().chain(TIMERS) {
            rdata.extend_from_slice(&number.to_be_bytes());
        }
        let owner = self.origin.clone();
        Record { owner, rtype: Rtype::SOA, ttl: TTL, rdata: rdata.into() }
    }

    /// All records but the SOA.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// All records at a name.
    pub fn at(&self, owner: &Name) -> Vec<Record> {
        let mut here: Vec<_> = self
            .records
            .iter()
            .filter(|record| record.owner == *owner)
            .cloned()
            .collect();
        if *owner == self.origin {
            here.insert(0, self.soa());
        }
        here
    }
}

/// `invalid.`, the name server that a catalog has (section 4.1).
const INVALID: &[u8] = b"\x07invalid\0";

/// A catalog's records: NS, the version of the schema, and a pointer for each zone (section 4).
fn records(origin: &Name, zones: &[Name]) -> Vec<Record> {
    let make =
        |owner: Name, rtype, rdata: &[u8]| Record { owner, rtype, ttl: TTL, rdata: rdata.into() };
    let mut records = vec![make(origin.clone(), Rtype::NS, INVALID)];
    records.extend(
        origin
            .child(b"version")
            .map(|owner| make(owner, Rtype::TXT, b"\x012")),
    );
    let pointers = origin.child(b"zones").into_iter().flat_map(|parent| {
        zones
            .iter()
            .filter_map(move |zone| Some((parent.child(&label(zone))?, zone)))
    });
    records.extend(pointers.map(|(owner, zone)| make(owner, PTR, zone.as_wire())));
    records.sort();
    records.dedup();
    records
}

/// A label that is the same for a zone as long as it is served, and another for each zone.
fn label(zone: &Name) -> Vec<u8> {
    let digest = digest::digest(&digest::SHA256, zone.as_wire());
    let hexadecimal = digest
        .as_ref()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"));
    hexadecimal.collect::<String>().into_bytes()
}
