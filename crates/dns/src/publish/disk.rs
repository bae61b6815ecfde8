//! What a publisher keeps on disk: a snapshot, the journal since, and the journal before, which
//! holds diffs for IXFR and bridges the time in which a snapshot is written.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::claim::Claim;
use super::journal::Journal;
use super::replay::replay;
use super::{Diff, Prepared, Scope, snapshot};
use crate::serial;
use crate::wire::Name;
use crate::zone::Version;

/// Octets of a journal after which a snapshot is due.
const LONG: u64 = 64 * 1024 * 1024;

/// A publisher's files. Nobody else may have them as long as this lives.
#[derive(Debug)]
pub(super) struct Disk {
    directory: PathBuf,
    journal: Journal,
    /// Whether the last snapshot that was begun is on disk.
    written: Arc<AtomicBool>,
    claim: Claim,
}

/// A snapshot that is to be written, which takes a second for each million of delegations. Changes
/// may be published meanwhile.
#[derive(Debug)]
pub struct Snapshot {
    version: Arc<Version>,
    path: PathBuf,
    written: Arc<AtomicBool>,
}

impl Snapshot {
    /// Writes it.
    ///
    /// # Errors
    /// If the disk refuses. Nothing is lost: the earlier snapshot and the journals stay.
    pub fn write(self) -> io::Result<()> {
        snapshot::write(&self.version, &self.path)?;
        self.written.store(true, Ordering::Release);
        Ok(())
    }
}

/// What was found.
pub(super) struct Found {
    pub(super) disk: Disk,
    pub(super) version: Option<Version>,
    /// The way to it, as far as it is known.
    pub(super) diffs: Vec<Diff>,
}

impl Disk {
    /// Opens a directory, and makes it if it is not there.
    pub(super) fn open(directory: &Path, origin: &Name) -> io::Result<Found> {
        std::fs::create_dir_all(directory)?;
        let claim = Claim::to(directory).map_err(|error| match error.kind() {
            io::ErrorKind::ResourceBusy => {
                io::Error::new(error.kind(), "another process publishes this zone")
            }
            _ => error,
        })?;
        let read = match Read::all(directory, origin) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                let directory_shown = directory.display();
                tracing::error!(
                    directory = %directory_shown, %error,
                    "the zone's files are damaged: they are set aside, and the zone is made anew"
                );
                set_aside(directory)?;
                Read::all(directory, origin)
            }
            read => read,
        };
        let Read { version, journal, diffs } = read?;
        let written = Arc::new(AtomicBool::new(true));
        let directory = directory.to_owned();
        let diffs = leading_to(version.as_ref(), diffs);
        Ok(Found { disk: Self { directory, journal, written, claim }, version, diffs })
    }

    /// Puts what was prepared, and follows `present`, on disk. If the directory was taken away, or
    /// its files were exchanged, all of it is written anew first.
    pub(super) fn keep(&mut self, prepared: &Prepared, present: &Version) -> io::Result<()> {
        if !self.journal.stands_at(&self.directory.join("journal")) {
            self.begin_anew(present)?;
        }
        match prepared.scope {
            Scope::Diff => self.journal.append(&prepared.diff),
            Scope::Whole => {
                snapshot::write(&prepared.version, &self.snapshot_path())?;
                self.written.store(true, Ordering::Release);
                self.turn()
            }
        }
    }

    /// Whether the journal became so long that a snapshot is due.
    pub(super) fn is_snapshot_due(&self) -> bool {
        let is_being_written = Arc::strong_count(&self.written) > 1;
        self.journal.length() > LONG && !is_being_written
    }

    /// Begins a snapshot of `version`, which is what the journal leads to.
    pub(super) fn snapshot(&mut self, version: Arc<Version>) -> io::Result<Snapshot> {
        // As long as an earlier one is not on disk, both journals are needed as they are.
        if self.written.swap(false, Ordering::AcqRel) {
            self.turn()?;
        }
        let (path, written) = (self.snapshot_path(), Arc::clone(&self.written));
        Ok(Snapshot { version, path, written })
    }

    /// Writes `present` where nothing of it is any more. What others put there is set aside.
    fn begin_anew(&mut self, present: &Version) -> io::Result<()> {
        tracing::error!(
            directory = %self.directory.display(), serial = present.serial(),
            "somebody took the zone's files away while it was published: they are written anew"
        );
        std::fs::create_dir_all(&self.directory)?;
        if !self.claim.stands_at(&self.directory) {
            self.claim = Claim::to(&self.directory)?;
        }
        set_aside(&self.directory)?;
        if present.is_whole() {
            snapshot::write(present, &self.snapshot_path())?;
        }
        self.journal = Journal::open(&self.directory.join("journal"))?.0;
        File::open(&self.directory)?.sync_all()
    }

    /// Begins a new journal; the present one becomes the one before.
    fn turn(&mut self) -> io::Result<()> {
        let path = self.directory.join("journal");
        std::fs::rename(&path, self.directory.join("journal.before"))?;
        self.journal = Journal::open(&path)?.0;
        File::open(&self.directory)?.sync_all()
    }

    fn snapshot_path(&self) -> PathBuf {
        self.directory.join("snapshot")
    }
}

/// What a publisher's files say.
struct Read {
    version: Option<Version>,
    journal: Journal,
    /// What both journals say, the older one first.
    diffs: Vec<Diff>,
}

impl Read {
    fn all(directory: &Path, origin: &Name) -> io::Result<Self> {
        let mut version = snapshot::read(&directory.join("snapshot"), origin)?;
        let earlier = directory.join("journal.before");
        let mut diffs = if earlier.exists() { Journal::open(&earlier)?.1 } else { Vec::new() };
        let (journal, later) = Journal::open(&directory.join("journal"))?;
        diffs.extend(later);
        for diff in &diffs {
            let Some(present) = &version else { break };
            // A snapshot may be later than the journals' beginning.
            if !serial::is_ahead(diff.to, present.serial()) {
                continue;
            }
            let next = replay(present, diff);
            version = Some(next.ok_or_else(|| {
                let (from, to) = (diff.from, present.serial());
                let message = format!("the journal goes on at serial {from}, the zone is at {to}");
                io::Error::new(io::ErrorKind::InvalidData, message)
            })?);
        }
        Ok(Self { version, journal, diffs })
    }
}

/// Keeps damaged files for whoever wants to look at them, in the place of earlier ones.
fn set_aside(directory: &Path) -> io::Result<()> {
    for name in ["snapshot", "journal", "journal.before"] {
        match std::fs::rename(directory.join(name), directory.join(format!("damaged-{name}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    File::open(directory)?.sync_all()
}

/// The last diffs of which each begins where the one before ended, up to the version.
fn leading_to(version: Option<&Version>, mut diffs: Vec<Diff>) -> Vec<Diff> {
    let mut serial = version.map_or(0, Version::serial);
    let mut first = diffs.len();
    while first > 0 && diffs[first - 1].to == serial {
        first -= 1;
        serial = diffs[first].from;
    }
    diffs.drain(..first);
    diffs
}
