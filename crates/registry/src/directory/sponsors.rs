//! Registrars as the directory last read them. There are few, and they stand in every answer about
//! a domain.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use foral_model::id::RegistrarId;

use super::{DirectoryRegistrar, registrar_shown};
use crate::Registry;
use crate::error::Incident;

/// Registrars, each as it was at a version.
#[derive(Debug, Default)]
pub(crate) struct Sponsors {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    registrars: HashMap<RegistrarId, (i64, Arc<DirectoryRegistrar>)>,
    /// Rises whenever one is forgotten.
    generation: u64,
}

/// Which state of a registrar is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    /// That of this version, which was read with what it sponsors, or a later one.
    At(i64),
    /// The one that is remembered: it was forgotten if it had changed.
    Remembered,
    /// The one of now.
    Now,
}

impl Sponsors {
    /// A registrar, if it is remembered in the state that is wanted.
    pub(super) fn at_hand(
        &self,
        id: &RegistrarId,
        wanted: Wanted,
    ) -> Option<Arc<DirectoryRegistrar>> {
        self.known(id, wanted).0
    }

    fn known(&self, id: &RegistrarId, wanted: Wanted) -> (Option<Arc<DirectoryRegistrar>>, u64) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.registrars.get(id).filter(|(at, _)| match wanted {
            Wanted::At(version) => *at >= version,
            Wanted::Remembered => true,
            Wanted::Now => false,
        });
        (found.map(|(_, registrar)| Arc::clone(registrar)), known.generation)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn learn(&self, id: &RegistrarId, version: i64, shown: &Arc<DirectoryRegistrar>, read_at: u64) {
        let mut known = self.write();
        // Of two readers, the one with the older row may come last.
        let is_newer = |known: &(i64, _)| known.0 >= version;
        if known.generation == read_at && !known.registrars.get(id).is_some_and(is_newer) {
            known
                .registrars
                .insert(id.clone(), (version, Arc::clone(shown)));
        }
    }

    /// Forgets some.
    pub(super) fn forget(&self, ids: &[RegistrarId]) {
        if ids.is_empty() {
            return;
        }
        let mut known = self.write();
        known.generation += 1;
        for id in ids {
            known.registrars.remove(id);
        }
    }

    /// Forgets all.
    pub(super) fn clear(&self) {
        let mut known = self.write();
        known.generation += 1;
        known.registrars.clear();
    }
}

impl Registry {
    /// A registrar in the state that is wanted.
    pub(super) async fn sponsor(
        &self,
        id: &RegistrarId,
        wanted: Wanted,
    ) -> Result<Arc<DirectoryRegistrar>, Incident> {
        let (known, generation) = self.sponsors.known(id, wanted);
        if let Some(known) = known {
            return Ok(known);
        }
        let registrar = self.registrar_of(id).await?;
        let registrar = registrar.ok_or_else(|| Incident::of(&format!("no registrar {id}")))?;
        let shown = Arc::new(registrar_shown(&registrar));
        self.sponsors
            .learn(id, registrar.version, &shown, generation);
        Ok(shown)
    }
}
