//! `foral certificate`.

use std::path::Path;

use foral_model::command::Command;
use foral_registry::Registry;
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
            pin(&registry, id, tls::fingerprint_of(file)?, label).await
        }
        CertificateTask::Issue { id, out } => {
            let config = instance::config(instance)?;
            let endpoints = config.endpoints()?;
            let certificate = endpoints.first().map(|first| first.certificate.as_path());
            let tls = certificate
                .and_then(Path::parent)
                .unwrap_or(Path::new(""));
            let authority = Authority::load(&tls.join("ca.crt"), &tls.join("ca.key"))?;
            let issued = authority.issue(&Subject::Client(id), registry.now())?;
            files::make_directory(out)?;
            let (certificate, key) = (out.join(format!("{id}.crt")), out.join(format!("{id}.key")));
            issued.save(&certificate, &key)?;
            pin(&registry, id, issued.fingerprint, "issued").await?;
            output::say(format!("{} and {}", certificate.display(), key.display()));
            Ok(())
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

async fn pin(
    registry: &Registry,
    id: &str,
    fingerprint: String,
    label: &str,
) -> Result<(), Failure> {
    let registrar = super::registrar_id(id)?;
    let said = format!("{fingerprint} is pinned to {id}");
    let command = Command::CertificateAdd(registrar, fingerprint, label.to_owned());
    super::execute(registry, &command).await?;
    output::say(said);
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
