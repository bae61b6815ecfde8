//! The publisher of a zone: its only writer. It gathers changes into a new version, and what is
//! committed is on disk before anybody sees it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use foral_model::time::Timestamp;

use crate::delegation::{Apex, Delegation};
use crate::keys::{Failed, Keyring};
use crate::serial;
use crate::sign::{Lifetimes, Signing};
use crate::wire::Name;
use crate::zone::{Denial, Version};

mod chain;
mod claim;
mod diff;
mod digested;
mod disk;
mod draft;
mod finish;
mod hands;
pub(crate) mod journal;
mod load;
mod manner;
mod policy;
mod published;
mod refresh;
mod replay;
pub(crate) mod snapshot;
mod whole;

pub use claim::Claim;
pub use diff::Diff;
pub use disk::Snapshot;
pub use published::Published;

use disk::{Disk, Found};
use draft::{Additions, Draft};
use load::Loading;
use manner::{Manner, Reason};
use refresh::{Holds, Sweep};

/// What a publisher is told once.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The zone's name.
    pub origin: Name,
    /// Where its journal and its snapshot are; nobody else writes there.
    pub directory: PathBuf,
    /// How absences are proven; [`Denial::None`] leaves the zone unsigned.
    pub denial: Denial,
    /// How long signatures are valid.
    pub lifetimes: Lifetimes,
    /// Whether each version has a digest of all of it (RFC 8976). It costs a look at every record
    /// for each version, so it is for zones that are small or slow.
    pub zonemd: bool,
    /// Records in diffs that are kept for IXFR, at most.
    pub history: usize,
    /// A serial that secondaries may have, though nothing is left of it here: the next one is ahead
    /// of it, and of some that may have followed it without being written down.
    pub floor: Option<u32>,
}

impl Settings {
    /// A zone with NSEC3 and opt-out, without a digest, that keeps diffs of 500,000 records.
    pub fn new(origin: Name, directory: PathBuf) -> Self {
        let (denial, lifetimes) = (Denial::Nsec3OptOut, Lifetimes::default());
        Self { origin, directory, denial, lifetimes, zonemd: false, history: 500_000, floor: None }
    }
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
    /// The zone is to be signed, and a role has no key that signs.
    NoKey,
    /// A key did not sign.
    Key(Failed),
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
    fn nothing(base: &Version, brought: BTreeSet<Box<[u8]>>) -> Self {
        Self {
            base: base.serial(),
            version: Arc::new(base.clone()),
            diff: Arc::new(Diff::bare(base, base)),
            scope: Scope::Diff,
            brought,
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
            Self::NoKey => f.write_str("no key signs the zone, or none signs its keys"),
            Self::Key(failed) => failed.fmt(f),
            Self::Stale => f.write_str("another version was published since this was prepared"),
            Self::Disk(error) => write!(f, "the zone's files: {error}"),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Failed> for Refused {
    fn from(failed: Failed) -> Self {
        Self::Key(failed)
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}

/// The publisher.
#[derive(Debug)]
pub struct Publisher {
    settings: Settings,
    keys: Keyring,
    published: Arc<Published>,
    disk: Disk,
    /// What the apex brought to names below it.
    brought: BTreeSet<Box<[u8]>>,
    /// The look for signatures of keys that sign no more.
    sweep: Sweep,
}

impl Publisher {
    /// Opens a zone where it was left. Files that are damaged are set aside, and the zone is empty
    /// until it is loaded anew.
    ///
    /// # Errors
    /// If its directory cannot be read, or what is there is of another zone.
    pub fn open(settings: Settings, keys: Keyring, _now: Timestamp) -> Result<Self, Refused> {
        let Found { disk, version, diffs } = Disk::open(&settings.directory, &settings.origin)?;
        let empty = || Version::empty(settings.origin.clone(), settings.denial);
        let version = version.unwrap_or_else(empty);
        let brought = draft::brought(&version);
        let published = Arc::new(Published::of(version, diffs, settings.history));
        Ok(Self { settings, keys, published, disk, brought, sweep: Sweep::default() })
    }

    /// The zone's keys.
    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// Puts other keys, or the same with other times, in the place of the present ones. The next
    /// preparation goes by them.
    pub fn set_keys(&mut self, keys: Keyring) {
        self.keys = keys;
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
        let manner = self.manner(now)?;
        let holds = self
            .sweep
            .holds(&self.keys, &base, manner.signing.as_ref(), now);
        draft.add(&self.additions(&holds, now))?;
        finish::finish(&base, draft, &manner)
    }

    /// Makes a version of nothing but what is given: the first one of a zone, or one that replaces
    /// everything. Delegations stream in; in canonical order they are never held unpacked.
    ///
    /// # Errors
    /// As [`Publisher::prepare`].
    pub fn load(
        &mut self,
        apex: &Apex,
        delegations: impl IntoIterator<Item = Delegation>,
        now: Timestamp,
    ) -> Result<Prepared, Refused> {
        let mut loading = Loading::into(&self.settings.origin);
        for delegation in delegations {
            loading.push(delegation)?;
        }
        let (loaded, late) = loading.finish();
        let mut draft = Draft::over(&loaded, &BTreeSet::new());
        draft.set_apex(apex)?;
        for delegation in late {
            draft.set_delegation(&delegation.owner, Some(&delegation))?;
        }
        draft.add(&self.additions(&Holds::default(), now))?;
        finish::load(&self.published.current(), &loaded, draft, &self.manner(now)?)
    }

    /// Makes the version that says what the present one says, with the next serial: for secondaries
    /// that hold one which is not behind that of the present version.
    ///
    /// # Errors
    /// As [`Publisher::prepare`].
    pub fn advance(&mut self, beyond: u32, now: Timestamp) -> Result<Prepared, Refused> {
        let floor = self.settings.floor;
        let is_higher = floor.is_none_or(|floor| serial::is_ahead(beyond, floor));
        self.settings.floor = if is_higher { Some(beyond) } else { floor };
        let manner = Manner { reason: Reason::Serial, ..self.manner(now)? };
        let base = self.published.current();
        let mut draft = Draft::over(&base, &self.brought);
        let holds = self
            .sweep
            .holds(&self.keys, &base, manner.signing.as_ref(), now);
        draft.add(&self.additions(&holds, now))?;
        finish::finish(&base, draft, &manner)
    }

    fn additions<'a>(&'a self, holds: &'a Holds, now: Timestamp) -> Additions<'a> {
        let Settings { denial, zonemd, .. } = self.settings;
        Additions { keys: &self.keys, holds, denial, zonemd, now }
    }

    fn manner(&self, now: Timestamp) -> Result<Manner, Refused> {
        let Settings { origin, denial, lifetimes, .. } = &self.settings;
        let signing = match denial {
            Denial::None => None,
            _ => Some(Signing::at(origin, &self.keys, *lifetimes, now).ok_or(Refused::NoKey)?),
        };
        let (reason, floor) = (Reason::Content, self.settings.floor);
        Ok(Manner { denial: *denial, signing, now, floor, reason })
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
        self.disk.keep(&prepared, &self.published.current())?;
        self.published.swap(&prepared);
        self.brought = prepared.brought;
        Ok(prepared.diff)
    }

    /// Makes the version in which at most `budget` signatures that come of age are made anew.
    ///
    /// # Errors
    /// As [`Publisher::prepare`].
    pub fn refresh(&mut self, now: Timestamp, budget: usize) -> Result<Prepared, Refused> {
        let base = self.published.current();
        let manner = self.manner(now)?;
        let mut draft = Draft::over(&base, &self.brought);
        if let Some(signing) = &manner.signing {
            let due = self.sweep.due(&base, signing, budget);
            draft.look_at(due);
        }
        let holds = self
            .sweep
            .holds(&self.keys, &base, manner.signing.as_ref(), now);
        draft.add(&self.additions(&holds, now))?;
        finish::finish(&base, draft, &manner)
    }

    /// Whether the journal became long, so that a restart would take longer than it needs to.
    pub fn is_snapshot_due(&self) -> bool {
        self.disk.is_snapshot_due()
    }

    /// Begins a snapshot of the present version, to be written by the caller when it suits him.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn snapshot(&mut self) -> Result<Snapshot, Refused> {
        Ok(self.disk.snapshot(self.published.current())?)
    }

    /// Whether all signatures are by the keys that sign now, as far as [`Publisher::refresh`] has
    /// looked. Until then keys that sign no more stay in the zone.
    pub fn is_settled(&self) -> bool {
        self.sweep.is_done()
    }
}

#[cfg(test)]
pub(crate) mod tests;
