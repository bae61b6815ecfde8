//! A server that ends with us, however we end, and whose end is noticed.
//!
//! A shell keeps it: when its own standard input ends it stops the server, and it ends when the
//! server does. Both are a process group of their own.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::Software;

/// What the shell does: `$1` is the log, the rest the server. What waits for the end of the input is
/// told to go when the server has ended by itself.
const KEEPER: &str = r#"
PATH="$PATH:/usr/sbin:/usr/local/sbin"
log=$1
shift
exec 3<&0
"$@" >"$log" 2>&1 3<&- &
server=$!
{ cat <&3 >/dev/null; kill "$server" 2>/dev/null; } &
ender=$!
trap 'kill "$ender" "$server" 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM
wait "$server"
"#;

/// Lines of a log that are told of.
const LAST: usize = 20;

/// A server that is kept. It goes, with its files, when this is dropped or this process dies.
#[derive(Debug)]
pub struct Kept {
    software: Software,
    keeper: Mutex<Child>,
    group: u32,
    directory: TempDir,
}

impl Kept {
    /// Starts a server with settings that are made for its directory, which is below `beside`, or
    /// among the machine's temporary ones. It may take a while until it listens.
    ///
    /// # Errors
    /// If the directory, the settings or the process cannot be made.
    pub fn start(
        software: Software,
        beside: Option<&Path>,
        settings: impl FnOnce(&Path) -> Result<String, String>,
    ) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{software}: {error}");
        let directory = match beside {
            Some(beside) => tempfile::tempdir_in(beside),
            None => tempfile::tempdir(),
        };
        let directory = directory.map_err(failed)?;
        let file = directory.path().join("server.conf");
        std::fs::write(&file, settings(directory.path())?).map_err(failed)?;
        Self::run(software, &file, directory)
    }

    /// Starts a server whose settings are there already.
    ///
    /// # Errors
    /// If the process cannot be made.
    pub fn with(software: Software, settings: &Path) -> Result<Self, String> {
        let directory = tempfile::tempdir().map_err(|error| format!("{software}: {error}"))?;
        Self::run(software, settings, directory)
    }

    fn run(software: Software, settings: &Path, directory: TempDir) -> Result<Self, String> {
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(directory.path().join("log"))
            .args(software.command())
            .arg(settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("{software} cannot be started: {error}"))?;
        let group = keeper.id();
        Ok(Self { software, keeper: Mutex::new(keeper), group, directory })
    }

    /// Who wrote it.
    pub const fn software(&self) -> Software {
        self.software
    }

    /// The process group of the server and whatever it starts.
    pub const fn group(&self) -> u32 {
        self.group
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        std::fs::read(self.directory.path().join("log"))
            .map(|octets| String::from_utf8_lossy(&octets).into_owned())
            .unwrap_or_default()
    }

    /// The last lines of that.
    pub fn last_lines(&self) -> String {
        let log = self.log();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LAST)..].join("\n")
    }

    /// Looks whether it still runs.
    ///
    /// # Errors
    /// That it does not, with what it said last.
    pub fn check(&self) -> Result<(), String> {
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        match keeper.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!(
                "{} has ended ({status}); the end of its log:\n{}",
                self.software,
                self.last_lines()
            )),
            Err(error) => Err(format!("{}: {error}", self.software)),
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let keeper = self
            .keeper
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        // The end of its input tells the keeper to stop the server.
        drop(keeper.stdin.take());
        // Whether it is gone already or goes now is the same.
        keeper.wait().ok();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn the_end_of_a_server_is_noticed_with_what_it_said() {
        let settings = |_: &Path| Ok("no such settings\n".to_owned());
        let kept = Kept::start(Software::Bind, None, settings).unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        let told = loop {
            if let Err(told) = kept.check() {
                break told;
            }
            assert!(Instant::now() < deadline, "it goes on: {}", kept.log());
            std::thread::sleep(Duration::from_millis(10));
        };
        assert!(told.starts_with("BIND has ended"), "{told}");
        assert!(told.contains("server.conf:1"), "{told}");
    }
}
