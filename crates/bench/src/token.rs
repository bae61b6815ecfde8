//! What a token that holds a zone's keys must do, and what the one at hand does.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use foral_dns::keys::token::Token;
use foral_dns::keys::{Algorithm, Failed as NotSigned, Key, Role, Safe, Times};
use foral_model::secret::Secret;
use foral_registry::clock::Clock;
use serde::Serialize;

use crate::failed::Failed;
use crate::process::Watched;

/// Sessions that sign at once, one row for each.
const SESSIONS: [usize; 4] = [1, 2, 4, 8];
/// How long each row lasts.
const SPAN: Duration = Duration::from_secs(2);
/// Octets of what is signed: about a DS record and what stands before it.
const MESSAGE: usize = 120;
/// Where distributions have the module of SoftHSM.
const MODULES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
/// The PIN of a SoftHSM that is made for a measurement and goes with it.
const PIN: &str = "12345678";

/// A token whose signatures are measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenPlace {
    /// The module of PKCS #11.
    pub module: PathBuf,
    /// What the token calls itself.
    pub label: String,
    /// A file whose first line is the PIN.
    pub pin_file: PathBuf,
}

impl TokenPlace {
    /// A SoftHSM of its own in a directory, and the file that `SOFTHSM2_CONF` must name.
    ///
    /// # Errors
    /// If SoftHSM is not installed.
    pub fn softhsm(directory: &Path) -> Result<(Self, PathBuf), Failed> {
        let failed = |error: std::io::Error| Failed::new("SoftHSM", error);
        let module = MODULES.iter().map(PathBuf::from).find(|path| path.exists());
        let module = module.ok_or_else(|| Failed::says("SoftHSM is not installed"))?;
        let (tokens, settings) = (directory.join("tokens"), directory.join("softhsm2.conf"));
        std::fs::create_dir_all(&tokens).map_err(failed)?;
        let text = format!("directories.tokendir = {}\n", tokens.display());
        std::fs::write(&settings, text).map_err(failed)?;
        let pin_file = directory.join("token.pin");
        std::fs::write(&pin_file, format!("{PIN}\n")).map_err(failed)?;
        let label = "foral-bench".to_owned();
        let output = Command::new("softhsm2-util")
            .args(["--init-token", "--free", "--so-pin", PIN, "--pin", PIN, "--label", &label])
            .env("SOFTHSM2_CONF", &settings)
            .output()
            .map_err(|error| Failed::new("softhsm2-util", error))?;
        if !output.status.success() {
            return Err(Failed::new("softhsm2-util", String::from_utf8_lossy(&output.stderr)));
        }
        Ok((Self { module, label, pin_file }, settings))
    }

    /// Where a zone's keys are made, then.
    pub(crate) fn safe(&self) -> Result<Safe, Failed> {
        let text = std::fs::read_to_string(&self.pin_file);
        let text = text.map_err(|error| Failed::new(self.pin_file.display(), error))?;
        let pin = Secret::new(text.lines().next().unwrap_or_default());
        let token = Arc::new(Token::new(self.module.clone(), self.label.clone(), &pin));
        Ok(Safe::token(token))
    }
}

/// What a token does, and what a zone asks of it.
#[derive(Serialize, Clone, PartialEq, Debug, Default)]
pub struct TokenReport {
    /// How it signs.
    pub rows: Vec<TokenRow>,
    /// Signatures of the whole zone.
    pub signatures: usize,
    /// Signatures of a change that is published alone, on average, that of the SOA among them.
    pub signatures_each: f64,
}

/// Signatures by so many at once.
#[derive(Serialize, Clone, Copy, PartialEq, Debug)]
pub struct TokenRow {
    /// Sessions that signed at once.
    pub sessions: usize,
    /// Signatures in a second.
    pub per_second: f64,
    /// How long one took on average, in milliseconds.
    pub each_ms: f64,
    /// CPU of this process for each, in milliseconds; that of the token if it is software.
    pub cpu_ms: f64,
}

impl TokenReport {
    /// The report as sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.rows.iter().map(TokenRow::line).collect();
        let (each, whole) = (self.signatures_each, self.signatures as f64);
        let mut need = format!(
            "a token needs {whole:.0} signatures for the whole zone, {each:.1} for a change alone"
        );
        // What is published together shares the signature of the SOA.
        let busy = 400.0 * (each - 1.0).max(0.0) + 20.0;
        let _ = write!(need, "; 400 changes a second in 20 serials are {busy:.0} a second");
        lines.push(need);
        lines
    }
}

impl TokenRow {
    fn line(&self) -> String {
        let Self { sessions, per_second, each_ms, cpu_ms } = self;
        format!(
            "token         {per_second:9.0} signatures a second in {sessions} sessions, \
             {each_ms:.3} ms and {cpu_ms:.3} ms of CPU each"
        )
    }
}

/// Signs for a while with a key that is made for it and goes again.
pub(crate) fn rows(safe: &Safe) -> Result<Vec<TokenRow>, Failed> {
    let refused = |error: NotSigned| Failed::new("the token", error);
    let secret = safe
        .make(Algorithm::EcdsaP256, "foral bench")
        .map_err(refused)?;
    let key = Key::of(Role::ZoneSigning, secret, Times::from(Clock::system().now()));
    let rows = SESSIONS.map(|sessions| row(&key, sessions));
    let rows = rows.into_iter().collect();
    key.secret().destroy().map_err(refused)?;
    rows
}

fn row(key: &Key, sessions: usize) -> Result<TokenRow, Failed> {
    let watched = Watched::Alone(std::process::id());
    let (cpu, began, count) = (watched.cpu()?, Instant::now(), AtomicUsize::new(0));
    let work = || {
        let mut message = [0_u8; MESSAGE];
        while began.elapsed() < SPAN {
            let number = count.fetch_add(1, Ordering::Relaxed);
            message[..8].copy_from_slice(&(number as u64).to_be_bytes());
            key.sign(&message)?;
        }
        Ok::<_, NotSigned>(())
    };
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..sessions).map(|_| scope.spawn(work)).collect();
        for hand in hands {
            let done = hand.join();
            let done = done.map_err(|_| Failed::says("who signs has failed"))?;
            done.map_err(|error| Failed::new("the token", error))?;
        }
        Ok::<_, Failed>(())
    })?;
    let (seconds, count) = (began.elapsed().as_secs_f64(), count.into_inner().max(1) as f64);
    let cpu = watched.cpu()?.saturating_sub(cpu).as_secs_f64();
    Ok(TokenRow {
        sessions,
        per_second: count / seconds,
        each_ms: seconds * 1_000.0 * sessions as f64 / count,
        cpu_ms: cpu * 1_000.0 / count,
    })
}
