//! Zone files that BIND's tools sign.

use std::path::Path;
use std::process::Command;

/// A signed zone.
#[derive(Clone, Debug)]
pub struct SignedZone {
    /// Its file's text.
    pub text: String,
    /// DS records for its parent, each as key tag, algorithm, digest type and digest in hexadecimal.
    pub signers: Vec<(u16, u8, u8, String)>,
}

/// Signs a zone with fresh keys of an algorithm, by the name that `dnssec-keygen` has for it.
///
/// # Errors
/// What the tools complain about.
pub fn sign(zone: &str, text: &str, algorithm: &str) -> Result<SignedZone, String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = directory.path();
    let file = place.join("zone");
    std::fs::write(&file, text).map_err(|error| error.to_string())?;
    for flags in [&["-f", "KSK"][..], &[]] {
        let size: &[&str] = if algorithm.starts_with("RSA") { &["-b", "2048"] } else { &[] };
        run("dnssec-keygen", place, &[&["-q", "-a", algorithm], size, flags, &[zone]].concat())?;
    }
    run("dnssec-signzone", place, &["-q", "-S", "-o", zone, "-f", "signed", "zone"])?;
    let read = |file: &str| {
        std::fs::read_to_string(place.join(file)).map_err(|error| format!("{file}: {error}"))
    };
    let signers = read(&format!("dsset-{zone}."))?
        .lines()
        .filter_map(|line| {
            let mut parts = line
                .split_whitespace()
                .skip_while(|part| *part != "DS")
                .skip(1);
            let mut number = || parts.next()?.parse::<u16>().ok();
            let (tag, algorithm, digest_type) = (number()?, number()?, number()?);
            let digest: String = parts.collect();
            Some((tag, algorithm as u8, digest_type as u8, digest))
        })
        .collect();
    Ok(SignedZone { text: read("signed")?, signers })
}

fn run(program: &str, place: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(place)
        .output()
        .map_err(|error| format!("{program} cannot be started: {error}"))?;
    let complaint = || String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.success().then_some(()).ok_or_else(complaint)
}
