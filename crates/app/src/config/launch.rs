//! `[launch]`: where the clearing house's files are.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The files, each as it was fetched; what is not named is not believed.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Launch {
    pub(crate) anchor: Option<PathBuf>,
    pub(crate) revoked_certificates: Option<PathBuf>,
    pub(crate) revoked_marks: Option<PathBuf>,
    pub(crate) claims: Option<PathBuf>,
}

impl Launch {
    /// The files that are named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let all = [&self.anchor, &self.revoked_certificates, &self.revoked_marks, &self.claims];
        all.into_iter().flatten().map(PathBuf::as_path)
    }

    /// Makes paths relative to the directory of the configuration.
    pub(super) fn anchor(&mut self, base: &Path) {
        let all = [
            &mut self.anchor,
            &mut self.revoked_certificates,
            &mut self.revoked_marks,
            &mut self.claims,
        ];
        for path in all.into_iter().flatten() {
            *path = base.join(&*path);
        }
    }
}
