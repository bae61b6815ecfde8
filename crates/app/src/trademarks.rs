//! The files of the clearing house: read at the start, and again whenever one of them changes.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use foral_model::launch::{ClaimsNeed, LaunchPhase, MarkNeed};
use foral_registry::Registry;
use foral_registry::trademark::{Sources, Trademarks};

use crate::config::Launch;
use crate::failure::Failure;
use crate::shutdown::Shutdown;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(5);

/// Files that a registry follows.
pub(crate) struct Followed {
    files: Launch,
    /// When each was changed last, as it was read.
    seen: Vec<Option<SystemTime>>,
}

impl Followed {
    /// Has a registry believe what the files say now.
    ///
    /// # Errors
    /// If one cannot be read, or says something else than it should.
    pub(crate) fn begin(registry: &Registry, files: &Launch) -> Result<Self, Failure> {
        // Looked at before they are read: what changes in between is read again.
        let seen = changes(files);
        registry.believe(read(files)?);
        Ok(Self { files: files.clone(), seen })
    }

    /// Reads the files again whenever one of them has changed, until shutdown. A file that cannot be
    /// used leaves everything as it was, with a line in the log.
    pub(crate) async fn follow(mut self, registry: Arc<Registry>, mut shutdown: Shutdown) {
        while !*shutdown.borrow() {
            tokio::select! {
                _ = shutdown.changed() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
            let now = changes(&self.files);
            if now == self.seen {
                continue;
            }
            self.seen = now;
            match read(&self.files) {
                Ok(trademarks) => {
                    registry.believe(trademarks);
                    tracing::info!("the clearing house's files were read again");
                }
                Err(why) => {
                    tracing::error!(%why, "the clearing house's files stay as they were read before");
                }
            }
        }
    }
}

/// Refuses zones whose launch needs files that are not named.
///
/// # Errors
/// If there is one.
pub(crate) fn fit(registry: &Registry) -> Result<(), Failure> {
    let (trademarks, now) = (registry.trademarks(), registry.now());
    for zone in registry.zones() {
        let to_come = |phase: &&LaunchPhase| phase.until.is_none_or(|until| now < until);
        for phase in zone.launch.iter().filter(to_come) {
            let lacks = if phase.mark == MarkNeed::Demanded && !trademarks.trusts_somebody() {
                "marks, and launch.anchor names nobody who validates them"
            } else if phase.claims == ClaimsNeed::Demanded && !trademarks.knows_claims() {
                "notices of claims, and launch.claims names no list of them"
            } else {
                continue;
            };
            let (zone, phase) = (&zone.name, &phase.phase);
            return Err(Failure::says(format!("{zone}: the phase {phase} demands {lacks}")));
        }
    }
    Ok(())
}

fn changes(files: &Launch) -> Vec<Option<SystemTime>> {
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    files.files().map(changed).collect()
}

fn read(files: &Launch) -> Result<Trademarks, Failure> {
    let octets = |path: Option<&Path>| path.map(octets).transpose();
    let text = |path: Option<&Path>| path.map(crate::files::read).transpose();
    let anchors = octets(files.anchor.as_deref())?;
    let certificates = octets(files.revoked_certificates.as_deref())?;
    let marks = text(files.revoked_marks.as_deref())?;
    let claims = text(files.claims.as_deref())?;
    let sources = Sources {
        anchors: anchors.as_deref(),
        revoked_certificates: certificates.as_deref(),
        revoked_marks: marks.as_deref(),
        claims: claims.as_deref(),
    };
    Trademarks::read(&sources).map_err(|why| Failure::new("launch", why))
}

fn octets(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::new(format_args!("{} cannot be read", path.display()), error);
    std::fs::read(path).map_err(failed)
}
