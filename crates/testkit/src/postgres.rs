//! A throw-away PostgreSQL server of a test's own, on a Unix socket in a temporary directory.
//!
//! The server is kept by a shell that waits for its standard input to end. So it goes, with its
//! files, when [`Postgres`] is dropped and also when the test process dies.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What the shell does. It prints the directory of the socket once the server answers.
const KEEPER: &str = r#"
set -e
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
dir=$(mktemp -d /tmp/foral-postgres-XXXXXX)
end() { pg_ctl stop -D "$dir/data" -m immediate -w >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap end EXIT
trap 'exit 1' HUP INT TERM
initdb -D "$dir/data" -U foral -A trust -E UTF8 --locale=C >/dev/null
pg_ctl start -D "$dir/data" -l "$dir/log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$dir'" >/dev/null || {
    cat "$dir/log" >&2
    exit 1
}
echo "$dir"
cat >/dev/null
"#;

/// A running server; it is stopped and removed when dropped.
#[derive(Debug)]
pub struct Postgres {
    keeper: Child,
    directory: String,
    databases: AtomicU32,
}

impl Postgres {
    /// Makes and starts a server. PostgreSQL refuses to run for root, so for root it runs as the
    /// user `postgres`.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn start() -> Result<Self, String> {
        let mut shell = shell()?;
        let mut keeper = shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("PostgreSQL cannot be started: {error}"))?;
        let mut directory = String::new();
        if let Some(output) = keeper.stdout.take() {
            BufReader::new(output)
                .read_line(&mut directory)
                .map_err(|error| error.to_string())?;
        }
        let directory = directory.trim().to_owned();
        let started = Self { keeper, directory, databases: AtomicU32::new(0) };
        if started.directory.is_empty() { Err(started.complaint()) } else { Ok(started) }
    }

    /// Makes an empty database and gives its URL.
    ///
    /// # Errors
    /// What `createdb` complained about.
    pub fn database(&self) -> Result<String, String> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let output = Command::new("sh")
            .args(["-c", CREATE, "createdb", &self.directory, &name])
            .output()
            .map_err(|error| format!("createdb cannot be started: {error}"))?;
        if output.status.success() {
            Ok(format!("postgres:///{name}?host={}&user=foral", self.directory))
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// What the server said before it gave up.
    fn complaint(mut self) -> String {
        let mut text = "PostgreSQL did not start: ".to_owned();
        if let Some(mut errors) = self.keeper.stderr.take() {
            let mut said = String::new();
            match errors.read_to_string(&mut said) {
                Ok(_) => text.push_str(&said),
                Err(error) => {
                    let _ = write!(text, "{error}");
                }
            }
        }
        text
    }
}

/// Makes a database: `$1` is the directory of the socket, `$2` the name.
const CREATE: &str = r#"
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
exec createdb -h "$1" -U foral "$2"
"#;

fn shell() -> Result<Command, String> {
    let id = Command::new("id")
        .arg("-u")
        .output()
        .map_err(|error| format!("id cannot be started: {error}"))?;
    let mut shell = if id.stdout.trim_ascii() == b"0" {
        let mut shell = Command::new("setpriv");
        shell.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", "sh"]);
        shell
    } else {
        Command::new("sh")
    };
    shell.args(["-c", KEEPER]).current_dir("/");
    Ok(shell)
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The end of its input tells the keeper to stop the server and to remove its files.
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
