//! Files that are whole or not there, and secret ones that only their owner reads.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Readers {
    /// Whoever may by the umask.
    Everybody,
    /// The owner alone (mode 0600).
    Owner,
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it.
///
/// # Errors
/// If the directory cannot be written.
pub(crate) fn write(path: &Path, text: &str, readers: Readers) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let failed = |error| Failure::new(format_args!("{} cannot be written", path.display()), error);
    let mut file = open(Path::new(&beside), readers).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}

/// Reads a text.
///
/// # Errors
/// If it is missing, may not be read, or is no UTF-8.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let failed = |error| Failure::new(format_args!("{} cannot be read", path.display()), error);
    std::fs::read_to_string(path).map_err(failed)
}

/// Tells in the log if others than its owner may read a file with a secret.
pub(crate) fn tell_of_readers(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0, |known| known.permissions().mode());
    if mode & 0o077 != 0 {
        let path = path.display();
        tracing::warn!(%path, "others may read this secret: `chmod 600` keeps it to its owner");
    }
}

/// Makes a directory with its parents, if it is not there.
///
/// # Errors
/// If it cannot be made.
pub(crate) fn make_directory(path: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::new(format_args!("{} cannot be made", path.display()), error);
    std::fs::create_dir_all(path).map_err(failed)
}

/// Makes a directory that only its owner enters, with its parents. One that is there stays as it
/// is, but for the doors to others, which are shut.
///
/// # Errors
/// If it cannot be made, or is somebody else's.
pub(crate) fn make_private_directory(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    let failed = |error| Failure::new(format_args!("{} cannot be made", path.display()), error);
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(failed)?;
    let mut permissions = std::fs::metadata(path).map_err(failed)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(permissions.mode() & !0o077);
    std::fs::set_permissions(path, permissions).map_err(failed)
}

fn open(path: &Path, readers: Readers) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mode = match readers {
        Readers::Everybody => 0o666,
        Readers::Owner => 0o600,
    };
    // What a crash left behind may have another mode.
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_is_its_owners_alone_and_replaces_what_was_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        write(&path, "one", Readers::Everybody).unwrap();
        write(&path, "two", Readers::Owner).unwrap();
        assert_eq!(read(&path).unwrap(), "two");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}
