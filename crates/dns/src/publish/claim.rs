//! A directory that one publisher has for itself.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// The claim to a directory, until it is dropped.
#[derive(Debug)]
pub struct Claim(File);

impl Claim {
    /// Claims a directory, by a lock on the file `lock` in it.
    ///
    /// # Errors
    /// [`io::ErrorKind::ResourceBusy`] if somebody else has it; what the disk says.
    pub fn to(directory: &Path) -> io::Result<Self> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(directory.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Whether the file that is locked is the one in the directory.
    pub(super) fn stands_at(&self, directory: &Path) -> bool {
        is_same(&self.0, &directory.join("lock"))
    }
}

/// Whether an open file is the one at a path.
pub(super) fn is_same(file: &File, path: &Path) -> bool {
    let place = |found: std::fs::Metadata| (found.dev(), found.ino());
    let (open, there) = (file.metadata().map(place), std::fs::metadata(path).map(place));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

impl Drop for Claim {
    fn drop(&mut self) {
        // A child that was forked and is not yet another program has this file open as well: closing
        // it here would leave it locked there for a moment.
        self.0.unlock().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_until_it_is_dropped_whoever_still_has_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let claim = Claim::to(directory.path()).unwrap();
        let refused = Claim::to(directory.path()).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ResourceBusy);
        // As a child has it between fork and exec.
        let _inherited = claim.0.try_clone().unwrap();
        drop(claim);
        Claim::to(directory.path()).unwrap();
    }
}
