//! `foral certificate`.

use std::path::Path;

use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use serde::Serialize;

use crate::cli::{CertificateTask, Instance};
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::tls::{self, Authority, Subject};
use crate::{files, instance};

/// A certificate as it is listed.
#[derive(Serialize)]
struct Line {
    registrar: String,
    label: String,
    added: String,
    fingerprint: String,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses, or a file is not there.
pub(crate) async fn run(instance: &Instance, task: &CertificateTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        CertificateTask::Add { id, file, label } => {
            pin(&registry, &super::registrar_id(id)?, tls::fingerprint_of(file)?, label).await
        }
        CertificateTask::Issue { id, out } => issue(instance, &registry, id, out).await,
        CertificateTask::Remove { id, fingerprint } => {
            unpin(&registry, &super::registrar_id(id)?, fingerprint).await
        }
        CertificateTask::List(listing) => {
            let rows = registry.registrar_rows().await?;
            let of = |row: &foral_registry::view::RegistrarRow| {
                let id = row.card.id.to_string();
                let lines = row.certificates.iter().map(|certificate| Line {
                    registrar: id.clone(),
                    label: certificate.label.clone(),
                    added: certificate.added.to_string(),
                    fingerprint: certificate.fingerprint.clone(),
                });
                lines.collect::<Vec<_>>()
            };
            let lines: Vec<Line> = rows.iter().flat_map(of).collect();
            output::list(&lines, super::format(*listing))
        }
    }
}

/// Writes certificate and key, and pins the certificate. If it cannot be pinned, no file remains.
async fn issue(
    instance: &Instance,
    registry: &Registry,
    id: &str,
    out: &Path,
) -> Result<(), Failure> {
    let registrar = super::registrar_id(id)?;
    let config = instance::config(instance)?;
    let endpoints = config.endpoints()?;
    let first = endpoints.first().map(|door| door.certificate.as_path());
    let tls = first.and_then(Path::parent).unwrap_or(Path::new(""));
    let authority = Authority::load(&tls.join("ca.crt"), &tls.join("ca.key"))?;
    let (certificate, key) = (out.join(format!("{id}.crt")), out.join(format!("{id}.key")));
    if let Some(there) = [&certificate, &key].into_iter().find(|path| path.exists()) {
        return Err(Failure::says(format!(
            "{} is there already; choose another directory with --out",
            there.display()
        )));
    }
    // TLS goes by the world's time, also in a sandbox.
    let issued = authority.issue(&Subject::Client(id), Clock::system().now())?;
    files::make_directory(out)?;
    issued.save(&certificate, &key)?;
    let pinned = pin(registry, &registrar, issued.fingerprint, "issued").await;
    if pinned.is_err() {
        for path in [&certificate, &key] {
            // The reason of the failure matters more than a file that stays.
            let _ = std::fs::remove_file(path);
        }
        return pinned;
    }
    output::say(format!("{} and {}", certificate.display(), key.display()));
    Ok(())
}

async fn pin(
    registry: &Registry,
    id: &RegistrarId,
    fingerprint: String,
    label: &str,
) -> Result<(), Failure> {
    let rows = registry.registrar_rows().await?;
    let mut theirs = rows
        .iter()
        .filter(|row| row.card.id == *id)
        .flat_map(|row| &row.certificates);
    if theirs.any(|certificate| certificate.fingerprint == fingerprint) {
        output::say(format!("{fingerprint} is pinned to {id} already"));
        return Ok(());
    }
    let said = format!("{fingerprint} is pinned to {id}");
    let command = Command::CertificateAdd(id.clone(), fingerprint, label.to_owned());
    super::execute(registry, &command).await?;
    output::say(said);
    Ok(())
}

/// Unpins the one certificate whose fingerprint begins like this.
async fn unpin(registry: &Registry, id: &RegistrarId, begins: &str) -> Result<(), Failure> {
    let rows = registry.registrar_rows().await?;
    let begins = begins.replace(':', "").to_ascii_lowercase();
    let theirs = rows
        .iter()
        .filter(|row| row.card.id == *id)
        .flat_map(|row| &row.certificates);
    let meant: Vec<&str> = theirs
        .map(|certificate| certificate.fingerprint.as_str())
        .filter(|fingerprint| !begins.is_empty() && fingerprint.starts_with(&begins))
        .collect();
    let [fingerprint] = meant[..] else {
        let found = meant.len();
        return Err(Failure::says(format!(
            "{found} certificates of {id} begin with “{begins}”, and one is meant; \
             `foral certificate list` shows them"
        )));
    };
    let command = Command::CertificateRemove(id.clone(), fingerprint.to_owned());
    super::execute(registry, &command).await?;
    output::say(format!("{fingerprint} is no longer pinned to {id}"));
    Ok(())
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] = &["REGISTRAR", "LABEL", "ADDED", "SHA-256"];

    fn cells(&self) -> Vec<String> {
        [&self.registrar, &self.label, &self.added, &self.fingerprint]
            .map(String::clone)
            .into()
    }
}
