//! What readers hold: the present version, the way to it from earlier ones, and word of the next.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError, RwLock};

use foral_model::name::DomainName;
use foral_registry::zone_feed::{Presence, Shows};
use tokio::sync::watch;

use super::{Diff, Prepared, Scope};
use crate::wire::Name;
use crate::zone::Version;

/// A zone as it is published. Readers hold a version for as long as they like.
#[derive(Debug)]
pub struct Published {
    state: RwLock<State>,
    serial: watch::Sender<u32>,
    /// Records in diffs that are kept, at most.
    history: usize,
}

#[derive(Debug)]
struct State {
    version: Arc<Version>,
    diffs: VecDeque<Arc<Diff>>,
    records: usize,
}

impl State {
    /// Forgets the oldest diffs beyond so many records.
    fn forget(&mut self, history: usize) {
        while self.records > history && self.diffs.len() > 1 {
            self.records -= self.diffs.pop_front().map_or(0, |diff| diff.records());
        }
    }
}

impl Shows for Published {
    fn presence(&self, name: &DomainName) -> Presence {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match state.version.is_whole() {
            false => Presence::Unknown,
            true if state.version.delegates(&Name::from_domain(name)) => Presence::There,
            true => Presence::NotThere,
        }
    }
}

impl Published {
    pub(crate) fn of(version: Version, diffs: Vec<Diff>, history: usize) -> Self {
        let serial = watch::Sender::new(version.serial());
        let records = diffs.iter().map(Diff::records).sum();
        let diffs = diffs.into_iter().map(Arc::new).collect();
        let mut state = State { version: Arc::new(version), diffs, records };
        state.forget(history);
        Self { state: RwLock::new(state), serial, history }
    }

    /// The version of this moment.
    pub fn current(&self) -> Arc<Version> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&state.version)
    }

    /// The way from an earlier serial to the present one, the oldest step first; empty if `serial`
    /// is the present one, `None` if it is not known any more.
    pub fn diffs_since(&self, serial: u32) -> Option<Vec<Arc<Diff>>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        if state.version.serial() == serial {
            return Some(Vec::new());
        }
        let first = state.diffs.iter().position(|diff| diff.from == serial)?;
        Some(state.diffs.range(first..).cloned().collect())
    }

    /// Tells of each new serial. Serial 0 is that of a zone in which nothing was published yet.
    pub fn changed(&self) -> watch::Receiver<u32> {
        self.serial.subscribe()
    }

    /// Puts a new version in the place of the present one.
    pub(super) fn swap(&self, prepared: &Prepared) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.version = Arc::clone(&prepared.version);
        if prepared.scope == Scope::Whole {
            state.diffs.clear();
            state.records = 0;
        } else {
            state.records += prepared.diff.records();
            state.diffs.push_back(Arc::clone(&prepared.diff));
        }
        state.forget(self.history);
        drop(state);
        self.serial.send_replace(prepared.version.serial());
    }
}
