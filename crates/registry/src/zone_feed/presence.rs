//! What publishers of this process know of their zones: whether a name is there.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use foral_model::name::DomainName;
use foral_rules::publication::Presence;

use crate::Registry;

/// Knows what is published of a zone.
pub trait Shows: Send + Sync + fmt::Debug {
    /// Whether a name is in it.
    fn presence(&self, name: &DomainName) -> Presence;
}

/// Whoever shows the zones that this process publishes.
#[derive(Default, Debug)]
pub(crate) struct Shown(RwLock<HashMap<DomainName, Arc<dyn Shows>>>);

impl Registry {
    /// From now on what is said of a zone's names in the DNS is what it shows.
    pub fn zone_shown_by(&self, zone: &DomainName, shows: Arc<dyn Shows>) {
        let mut shown = self.shown.0.write().unwrap_or_else(PoisonError::into_inner);
        shown.insert(zone.clone(), shows);
    }

    /// Whether a name is in its zone, as far as this process knows.
    pub fn zone_presence(&self, zone: &DomainName, name: &DomainName) -> Presence {
        let shown = self.shown.0.read().unwrap_or_else(PoisonError::into_inner);
        shown
            .get(zone)
            .map_or(Presence::Unknown, |shows| shows.presence(name))
    }
}
