//! What is served under a name: a zone of the registry, or the catalog of all of them.

use std::sync::Arc;

use tokio::sync::watch;

use crate::catalog::{self, Catalog};
use crate::publish::{Diff, Published};
use crate::wire::{Name, Record};
use crate::zone::Version;

/// Something that is served and goes on changing.
#[derive(Clone, Debug)]
pub enum Content {
    /// A zone.
    Zone(Arc<Published>),
    /// The catalog (RFC 9432).
    Catalog(Arc<Catalog>),
}

/// It as it stands, kept as long as somebody reads it.
#[derive(Clone, Debug)]
pub(crate) enum Snapshot {
    Zone(Arc<Version>),
    Catalog(Arc<catalog::Edition>),
}

impl Content {
    /// It as it stands.
    pub(crate) fn current(&self) -> Snapshot {
        match self {
            Self::Zone(published) => Snapshot::Zone(published.current()),
            Self::Catalog(catalog) => Snapshot::Catalog(catalog.current()),
        }
    }

    /// All changes since a serial, oldest first; `None` if that is too long ago.
    pub(crate) fn diffs_since(&self, serial: u32) -> Option<Vec<Arc<Diff>>> {
        match self {
            Self::Zone(published) => published.diffs_since(serial),
            Self::Catalog(catalog) => catalog.diffs_since(serial),
        }
    }

    /// Tells each new serial.
    pub(crate) fn changed(&self) -> watch::Receiver<u32> {
        match self {
            Self::Zone(published) => published.changed(),
            Self::Catalog(catalog) => catalog.changed(),
        }
    }

    /// The name that it is served under.
    pub(crate) fn origin(&self) -> Name {
        match self {
            Self::Zone(published) => published.current().origin().clone(),
            Self::Catalog(catalog) => catalog.origin().clone(),
        }
    }
}

impl Snapshot {
    /// Whether there is anything yet.
    pub(crate) fn is_published(&self) -> bool {
        match self {
            Self::Zone(version) => version.serial() != 0,
            Self::Catalog(_) => true,
        }
    }

    pub(crate) fn serial(&self) -> u32 {
        match self {
            Self::Zone(version) => version.serial(),
            Self::Catalog(edition) => edition.serial(),
        }
    }

    pub(crate) fn soa(&self) -> Record {
        match self {
            Self::Zone(version) => version.soa(),
            Self::Catalog(edition) => edition.soa(),
        }
    }

    /// All records at a name.
    pub(crate) fn at(&self, owner: &Name) -> Vec<Record> {
        match self {
            Self::Zone(version) => version.at(owner),
            Self::Catalog(edition) => edition.at(owner),
        }
    }

    /// All records but the SOA in wire form, part by part.
    pub(crate) fn walk(&self) -> Box<dyn Iterator<Item = Vec<u8>> + Send> {
        match self {
            Self::Zone(version) => Box::new(version.walk().map(|piece| piece.as_wire().to_vec())),
            Self::Catalog(edition) => {
                let mut wire = Vec::new();
                edition
                    .records()
                    .iter()
                    .for_each(|record| record.write(&mut wire));
                Box::new(std::iter::once(wire))
            }
        }
    }

    pub(crate) fn origin(&self) -> &Name {
        match self {
            Self::Zone(version) => version.origin(),
            Self::Catalog(edition) => edition.origin(),
        }
    }

    /// How many records a transfer of everything would have, roughly.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Zone(version) => version.delegations().saturating_mul(4),
            Self::Catalog(edition) => edition.records().len(),
        }
    }
}
