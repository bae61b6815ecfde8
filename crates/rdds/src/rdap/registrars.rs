//! Registrars as they stand in the answers about what they sponsor: written once for as long as the
//! directory has the same one.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use foral_model::id::RegistrarId;
use foral_registry::directory::DirectoryRegistrar;
use serde::ser::{Error, Serialize, Serializer};

use super::entity::Entity;
use super::frame::Frame;
use super::gapped::{GAP, Gapped};
use super::json::Within;
use super::listing::FieldSet;

/// Registrars that were written, each for the profiles that it was written for.
#[derive(Debug, Default)]
pub(crate) struct Registrars(RwLock<HashMap<RegistrarId, Vec<Known>>>);

/// A registrar as it was written, with a gap for what was asked.
#[derive(Clone, Debug)]
struct Known {
    is_generic: bool,
    /// What was written. The directory makes another one when it changes.
    registrar: Arc<DirectoryRegistrar>,
    written: Arc<Gapped>,
}

impl Known {
    fn is_of(&self, registrar: &Arc<DirectoryRegistrar>) -> bool {
        Arc::ptr_eq(&self.registrar, registrar)
    }
}

impl Registrars {
    fn written(&self, sponsor: &Sponsor<'_>) -> serde_json::Result<Arc<Gapped>> {
        let (id, is_generic) = (&sponsor.registrar.card.id, sponsor.frame.is_generic());
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut fitting = known.get(id).into_iter().flatten();
        let fits =
            |known: &&Known| known.is_generic == is_generic && known.is_of(sponsor.registrar);
        if let Some(known) = fitting.find(fits) {
            return Ok(Arc::clone(&known.written));
        }
        drop(known);
        let gap = String::from(GAP);
        let frame = Frame { url: &gap, ..sponsor.frame };
        let entity = Entity::registrar(&frame, sponsor.registrar, FieldSet::Full);
        let written = Arc::new(Gapped::of(&entity)?);
        let registrar = Arc::clone(sponsor.registrar);
        let known = Known { is_generic, registrar, written: Arc::clone(&written) };
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mine = all.entry(id.clone()).or_default();
        mine.retain(|old| old.is_of(sponsor.registrar) && old.is_generic != is_generic);
        mine.push(known);
        Ok(written)
    }
}

/// The registrar that sponsors what an answer is about.
#[derive(Clone, Copy)]
pub(crate) struct Sponsor<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) registrar: &'a Arc<DirectoryRegistrar>,
}

impl Serialize for Sponsor<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = self.frame.registrars.written(self);
        let written = written.map_err(S::Error::custom)?;
        written.filled(Within(self.frame.url)).serialize(serializer)
    }
}
