//! What publishers of zones live on: which names the journal has touched, and what the zone shall
//! say of a name, always computed anew from what is committed.

mod inspection;
mod kept;
mod presence;
mod receipts;
mod wanted;

use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_store::JournalLine;
use tokio::sync::watch;

pub use foral_rules::domain::inspection::{Gate, Seen, gate, of_what_stands, was_looked_at};
pub use foral_rules::publication::{Delegation, Glue, Presence, Unpublished};
pub use foral_store::{LongestTtl, Progress, Publication, Sighting};
pub use kept::Apart;
pub(crate) use presence::Shown;
pub use presence::Shows;
pub use receipts::Publishing;
pub use wanted::{Wanted, WantedPage};

use crate::Registry;
use crate::error::Incident;

/// How many domains of a host are read at once.
const SERVED: u32 = 500;

/// A name that a line of the journal is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Touched {
    /// The name, directly below the zone.
    pub name: DomainName,
    /// The line.
    pub seq: i64,
    /// When that was committed.
    pub at: Timestamp,
    /// What became of it there.
    pub touch: Touch,
}

/// What a line of the journal does to a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Touch {
    /// It was registered.
    Registered,
    /// Something of it, or of what it depends on, changed.
    Changed,
}

/// What the journal says about a zone after a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touches {
    /// The last line that was read; the one that was asked after if there are no others.
    pub until: i64,
    /// How many lines were read.
    pub lines: usize,
    /// The names that may be published differently.
    pub names: Vec<Touched>,
}

impl Registry {
    /// Counts what this process committed: whoever follows the journal waits for it to change.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.store.committed()
    }

    /// The number of the journal's latest line.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn journal_end(&self) -> Result<i64, Incident> {
        Ok(self.store.journal_end().await?)
    }

    /// The names of a zone that the lines of the journal after `seq` touch, at most `limit` lines.
    ///
    /// # Errors
    /// If the store does not answer, or there is no such zone.
    pub async fn zone_touches(
        &self,
        zone: &DomainName,
        seq: i64,
        limit: u32,
    ) -> Result<Touches, Incident> {
        let lines = self.store.journal_after(seq, limit).await?;
        if lines.iter().any(|line| line.subject_kind == "zone") {
            self.zones.follow(&self.store).await?;
        }
        let zone = self.zone_or_incident(zone)?;
        let until = lines.last().map_or(seq, |line| line.seq);
        let mut names = Vec::new();
        for line in &lines {
            self.touched_by(line, &zone, &mut names).await?;
        }
        if lines.iter().any(|line| line.deed == "removed") {
            let mut flight = self.store.flight();
            let slot = flight.unserved_between(seq, until);
            for (seq, name) in flight.send().await?.take(slot)? {
                let at = lines
                    .iter()
                    .find(|line| line.seq == seq)
                    .map_or_else(|| self.now(), |line| line.at);
                put(&mut names, &zone, name, (seq, at, Touch::Changed));
            }
        }
        names.sort();
        names.dedup();
        Ok(Touches { until, lines: lines.len(), names })
    }

    async fn touched_by(
        &self,
        line: &JournalLine,
        zone: &Zone,
        names: &mut Vec<Touched>,
    ) -> Result<(), Incident> {
        let Ok(name) = DomainName::parse(&line.subject_name) else { return Ok(()) };
        match line.subject_kind.as_str() {
            "domain" => {
                let is_new = line.deed == "created";
                let touch = if is_new { Touch::Registered } else { Touch::Changed };
                put(names, zone, name, (line.seq, line.at, touch));
            }
            "host" => {
                if let Some(above) = self.zones.superordinate(&zone.repository, &name) {
                    put(names, zone, above, (line.seq, line.at, Touch::Changed));
                }
                if is_renaming(line) {
                    self.served_by(&name, zone, (line.seq, line.at), names)
                        .await?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The domains that a host serves, by its present name.
    async fn served_by(
        &self,
        host: &DomainName,
        zone: &Zone,
        (seq, at): (i64, Timestamp),
        names: &mut Vec<Touched>,
    ) -> Result<(), Incident> {
        let mut flight = self.store.flight();
        let slot = flight.hosts_named(host);
        for host in flight.send().await?.take(slot)? {
            let mut after = foral_model::id::DomainId(0);
            loop {
                let mut flight = self.store.flight();
                let slot = flight.domains_served(host.id, after, SERVED);
                let domains = flight.send().await?.take(slot)?;
                let Some(last) = domains.last() else { break };
                after = last.id;
                for domain in domains {
                    put(names, zone, domain.name, (seq, at, Touch::Changed));
                }
            }
        }
        Ok(())
    }

    fn zone_or_incident(&self, zone: &DomainName) -> Result<std::sync::Arc<Zone>, Incident> {
        let known = self.zones.named(zone);
        known.ok_or_else(|| Incident::of(&format!("there is no zone {zone} to be published")))
    }
}

/// Adds a name, if it lies directly below the zone.
fn put(
    names: &mut Vec<Touched>,
    zone: &Zone,
    name: DomainName,
    (seq, at, touch): (i64, Timestamp, Touch),
) {
    if name.parent().as_ref() == Some(&zone.name) {
        names.push(Touched { name, seq, at, touch });
    }
}

/// Whether a host has another name since.
fn is_renaming(line: &JournalLine) -> bool {
    let parts = line.data.iter().find(|(name, _)| name == "parts");
    line.deed == "updated" && parts.is_some_and(|(_, parts)| parts.split(", ").any(|p| p == "name"))
}
