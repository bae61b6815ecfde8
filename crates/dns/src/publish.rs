//! The publisher of a zone: its only writer. It gathers changes into a new version, and what is
//! committed is on disk before anybody sees it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use foral_model::time::Timestamp;

use crate::delegation::{Apex, Delegation};
use crate::keys::Keyring;
use crate::wire::Name;
use crate::zone::{Denial, Version};

mod diff;
mod draft;
mod finish;
mod published;

pub use diff::Diff;
pub use published::Published;

use draft::Draft;

/// What a publisher is told once.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The zone's name.
    pub origin: Name,
    /// Where its journal and its snapshot are; nobody else writes there.
    pub directory: PathBuf,
    /// How absences are proven; [`Denial::None`] leaves the zone unsigned.
    pub denial: Denial,
    /// Records in diffs that are kept for IXFR, at most.
    pub history: usize,
}

/// Why nothing was prepared or published.
#[derive(Debug)]
pub enum Refused {
    /// A name lies outside of the zone, or is its apex.
    Outside(Name),
    /// A delegation lies below another one, which would hide it.
    Hidden {
        /// The one below.
        owner: Name,
        /// The one above.
        cut: Name,
    },
    /// A delegation names no server, or its addresses are of hosts elsewhere.
    Malformed(Name),
    /// There is no apex yet.
    NoApex,
    /// Another preparation was committed since.
    Stale,
    /// The disk refused.
    Disk(std::io::Error),
}

/// A version that is ready to be published.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) base: u32,
    pub(crate) version: Arc<Version>,
    pub(crate) diff: Arc<Diff>,
    pub(crate) scope: Scope,
    pub(crate) brought: BTreeSet<Box<[u8]>>,
}

/// How much of a zone a preparation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Scope {
    /// What the diff says.
    Diff,
    /// Everything: there is no diff from what was before.
    Whole,
}

impl Prepared {
    /// A preparation that changes nothing.
    fn nothing(base: &Version) -> Self {
        Self {
            base: base.serial(),
            version: Arc::new(base.clone()),
            diff: Arc::new(Diff::bare(base, base)),
            scope: Scope::Diff,
            brought: BTreeSet::new(),
        }
    }

    /// Whether there is nothing to publish.
    pub fn is_empty(&self) -> bool {
        self.scope == Scope::Diff && self.diff.is_empty()
    }

    /// Whether everything is new, so that secondaries need the whole zone and the diff is bare.
    pub fn is_whole(&self) -> bool {
        self.scope == Scope::Whole
    }

    /// The version that would be published.
    pub fn version(&self) -> &Arc<Version> {
        &self.version
    }

    /// What would change.
    pub fn diff(&self) -> &Arc<Diff> {
        &self.diff
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(name) => write!(f, "{name} is not below the zone's apex"),
            Self::Hidden { owner, cut } => write!(f, "{owner} would be hidden by {cut}"),
            Self::Malformed(name) => write!(f, "what is to stand at {name} is malformed"),
            Self::NoApex => f.write_str("the zone has no apex yet"),
            Self::Stale => f.write_str("another version was published since this was prepared"),
            Self::Disk(error) => write!(f, "the zone's files: {error}"),
        }
    }
}

impl std::error::Error for Refused {}

/// The publisher.
#[derive(Debug)]
pub struct Publisher {
    settings: Settings,
    keys: Keyring,
    published: Arc<Published>,
    /// What the apex brought to names below it.
    brought: BTreeSet<Box<[u8]>>,
}

impl Publisher {
    /// Opens a zone where it was left.
    ///
    /// # Errors
    /// If its directory cannot be read, or what is there is of another zone.
    pub fn open(settings: Settings, keys: Keyring, _now: Timestamp) -> Result<Self, Refused> {
        let version = Version::empty(settings.origin.clone(), settings.denial);
        let published = Arc::new(Published::of(version, settings.history));
        Ok(Self { settings, keys, published, brought: BTreeSet::new() })
    }

    /// What readers hold.
    pub fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published)
    }

    /// Makes the version after changes: for each name what is to be published there, or that
    /// nothing is. Only what differs from the present version is touched.
    ///
    /// # Errors
    /// If a change cannot be published. Nothing of the others is prepared either.
    pub fn prepare(
        &mut self,
        changes: &[(Name, Option<Delegation>)],
        apex: Option<Apex>,
        now: Timestamp,
    ) -> Result<Prepared, Refused> {
        let base = self.published.current();
        let mut draft = Draft::over(&base, &self.brought);
        if let Some(apex) = &apex {
            draft.set_apex(apex)?;
        }
        for (owner, desired) in changes {
            draft.set_delegation(owner, desired.as_ref())?;
        }
        finish::finish(&base, draft, now)
    }

    /// Publishes what was prepared: on disk first, then for the readers.
    ///
    /// # Errors
    /// If the disk refuses, and then nothing is published; if another preparation was committed
    /// since this one was made.
    pub fn commit(&mut self, prepared: Prepared) -> Result<Arc<Diff>, Refused> {
        if prepared.base != self.published.current().serial() {
            return Err(Refused::Stale);
        }
        if prepared.is_empty() {
            return Ok(prepared.diff);
        }
        self.published.swap(&prepared);
        self.brought = prepared.brought;
        Ok(prepared.diff)
    }

    /// Makes the version in which at most `budget` signatures that come of age are made anew.
    ///
    /// # Errors
    /// As [`Publisher::prepare`].
    pub fn refresh(&mut self, now: Timestamp, _budget: usize) -> Result<Prepared, Refused> {
        self.prepare(&[], None, now)
    }
}

#[cfg(test)]
mod tests;
