//! What is to be measured, and on what.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::failed::Failed;
use crate::kind::Kind;

/// What is to be measured, and on what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The program whose `demo` and `bench echo` are started as children.
    pub executable: PathBuf,
    /// Domains in the registry before the first command.
    pub domains: u64,
    /// How long each load lasts.
    pub span: Duration,
    /// How many sessions work at once, one load for each number.
    pub sessions: Vec<usize>,
    /// What is measured, in this order.
    pub kinds: Vec<Kind>,
    /// URL of an empty PostgreSQL database; SQLite without.
    pub database: Option<String>,
    /// The database's own process, whose CPU and that of its children is the server's too.
    pub database_process: Option<u32>,
    /// Where the registry is kept for another run; a temporary directory without.
    pub data: Option<PathBuf>,
    /// Mebibytes that the directory remembers, if not as many as usual.
    pub directory_memory: Option<u32>,
}

/// Where a measurement keeps its registry.
pub(crate) enum Home {
    /// For another run, too.
    Lasting(PathBuf),
    /// Until this is dropped.
    Temporary(TempDir),
}

impl Home {
    /// As the settings wish it.
    pub(crate) fn of(settings: &Settings) -> Result<Self, Failed> {
        if let Some(directory) = &settings.data {
            return Ok(Self::Lasting(directory.clone()));
        }
        let directory = tempfile::Builder::new().prefix("foral-bench-").tempdir();
        let failed = |error| Failed::new("a temporary directory", error);
        Ok(Self::Temporary(directory.map_err(failed)?))
    }

    /// The directory.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Lasting(path) => path,
            Self::Temporary(directory) => directory.path(),
        }
    }
}
