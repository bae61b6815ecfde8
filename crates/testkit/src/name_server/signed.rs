//! Zone files that BIND's tools sign.

use std::fmt;
use std::path::Path;
use std::process::Command;

/// A signed zone.
#[derive(Clone, Debug)]
pub struct SignedZone {
    /// Its file's text.
    pub text: String,
    /// A DS record for each entry point.
    pub signers: Vec<Signer>,
}

/// A DS record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signer {
    /// Key tag.
    pub key_tag: u16,
    /// Algorithm.
    pub algorithm: u8,
    /// Digest type.
    pub digest_type: u8,
    /// Digest, in hexadecimal.
    pub digest: String,
}

/// As in a zone file.
impl fmt::Display for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.key_tag, self.algorithm, self.digest_type, self.digest)
    }
}

/// A key that signs the zone's keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryPoint {
    /// The zone does not speak of it.
    Quiet,
    /// The zone wishes a signer for it, by CDS and CDNSKEY.
    Wished,
}

/// Signs a zone with fresh keys of an algorithm, by the name that `dnssec-keygen` has for it.
///
/// # Errors
/// What the tools complain about.
pub fn sign(
    zone: &str,
    text: &str,
    algorithm: &str,
    entry_points: &[EntryPoint],
) -> Result<SignedZone, String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = directory.path();
    std::fs::write(place.join("zone"), text).map_err(|error| error.to_string())?;
    let size: &[&str] = if algorithm.starts_with("RSA") { &["-b", "2048"] } else { &[] };
    let key = |flags: &[&str]| {
        run("dnssec-keygen", place, &[&["-q", "-a", algorithm], size, flags, &[zone]].concat())
    };
    key(&[])?;
    let mut signers = Vec::new();
    for entry_point in entry_points {
        let wished: &[&str] =
            if *entry_point == EntryPoint::Wished { &["-P", "sync", "now"] } else { &[] };
        let name = key(&[&["-f", "KSK"], wished].concat())?;
        let line = run("dnssec-dsfromkey", place, &["-2", name.trim()])?;
        signers.extend(signer(&line));
    }
    run("dnssec-signzone", place, &["-q", "-S", "-o", zone, "-f", "signed", "zone"])?;
    let text = std::fs::read_to_string(place.join("signed")).map_err(|error| error.to_string())?;
    Ok(SignedZone { text, signers })
}

/// Reads a line that ends in a DS record.
fn signer(line: &str) -> Option<Signer> {
    let mut parts = line
        .split_whitespace()
        .skip_while(|part| *part != "DS")
        .skip(1);
    let key_tag = parts.next()?.parse().ok()?;
    let (algorithm, digest_type) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Signer { key_tag, algorithm, digest_type, digest: parts.collect() })
}

fn run(program: &str, place: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(place)
        .output()
        .map_err(|error| format!("{program} cannot be started: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
