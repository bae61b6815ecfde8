//! What the guard stops: it is held until staff speaks, and made anew where the zone goes on meanwhile.

use std::collections::BTreeMap;

use foral_model::name::DomainName;
use foral_model::publication::Leaving;
use foral_model::time::Timestamp;
use foral_registry::error::Incident;
use tokio::task::block_in_place;

use super::apex::apex;
use super::gather::changed;
use super::orders::NOTHING_HELD;
use super::whole::everything;
use super::{Answer, Feed, Held};
use crate::publish::Prepared;
use crate::wire::Name;
use crate::zone::Version;

/// Names with the lines of the journal that touched them.
pub(super) type Lines = BTreeMap<DomainName, Vec<i64>>;

/// What a publication is about: from it, it is prepared anew.
#[derive(Clone, Default, Debug)]
pub(super) struct Matter {
    /// Its names. One that no line of the journal tells of has none: a comparison found it, or staff
    /// named it.
    pub(super) names: Lines,
    /// Whether the apex is in it.
    pub(super) apex: Apex,
}

/// Whether a publication brings the apex that the policy describes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Apex {
    /// It does.
    Brought,
    /// The apex stays what it is, but for keys.
    #[default]
    Left,
}

impl Matter {
    /// Nothing but the apex.
    pub(super) const fn apex() -> Self {
        Self { names: Lines::new(), apex: Apex::Brought }
    }

    /// Nothing but what the publisher brings itself: keys, or the next serial.
    pub(super) fn keys() -> Self {
        Self::default()
    }

    /// Names, each with the lines that touched it.
    pub(super) const fn of(names: Lines) -> Self {
        Self { names, apex: Apex::Left }
    }

    /// Names that no line of the journal tells of.
    pub(super) fn found(names: impl IntoIterator<Item = DomainName>) -> Self {
        Self::of(names.into_iter().map(|name| (name, Vec::new())).collect())
    }

    /// Whether the journal tells of all of it, so that it is found again there.
    fn is_journal(&self) -> bool {
        self.names.values().all(|lines| !lines.is_empty())
    }

    fn add(&mut self, other: Self) {
        for (name, lines) in other.names {
            self.names.entry(name).or_default().extend(lines);
        }
        if other.apex == Apex::Brought {
            self.apex = Apex::Brought;
        }
    }
}

/// A publication that the guard stopped.
#[derive(Clone, Debug)]
pub(super) struct Hold {
    pub(super) since: Timestamp,
    alarms: Vec<String>,
    pub(super) prepared: Prepared,
    matter: Matter,
    /// The journal is published up to this line in it.
    until: i64,
    /// More came to it than is prepared.
    grown: bool,
}

impl Hold {
    /// What staff is told of it.
    pub(super) fn described(&self) -> Held {
        let diff = self.prepared.diff();
        Held {
            since: self.since,
            alarms: self.alarms.clone(),
            removed: diff.removed.len(),
            added: diff.added.len(),
        }
    }

    /// What it would change in `present`, record by record.
    fn lines(&self, present: &Version) -> Vec<String> {
        if self.prepared.is_whole() {
            return everything(present, self.prepared.version());
        }
        let diff = self.prepared.diff();
        let removed = diff.removed.iter().map(|record| format!("- {record}"));
        let added = diff.added.iter().map(|record| format!("+ {record}"));
        removed.chain(added).collect()
    }

    /// Its names.
    pub(super) fn names(&self) -> Vec<DomainName> {
        self.matter.names.keys().cloned().collect()
    }

    /// Those of its names that it changes, as it is prepared.
    pub(super) fn changed(&self) -> Vec<DomainName> {
        let changed = changed(self.prepared.diff(), self.prepared.version());
        changed.iter().filter_map(Name::to_domain).collect()
    }

    /// Whether a name is in it.
    pub(super) fn has(&self, name: &DomainName) -> bool {
        self.matter.names.contains_key(name)
    }
}

impl Feed {
    /// Publishes what was prepared, or holds it if the guard finds something. What could not be
    /// written waits on.
    pub(super) async fn put_out(
        &mut self,
        prepared: Prepared,
        matter: Matter,
    ) -> Result<(), Incident> {
        if prepared.is_empty() {
            return Ok(());
        }
        let alarms = self.alarms(&prepared);
        if !alarms.is_empty() {
            self.hold(prepared, matter, alarms).await;
            return Ok(());
        }
        let (until, leaving) = (self.reach(), self.leaving(&prepared));
        match self.commit(prepared, (&matter.names, until), leaving).await {
            Ok(_) => Ok(()),
            Err(incident) => {
                self.await_again(matter.names);
                Err(incident)
            }
        }
    }

    /// The journal is published up to this line, once what is in hand is.
    fn reach(&self) -> i64 {
        match self.held.is_none() && self.pending.is_empty() {
            true => self.read,
            false => self.followed,
        }
    }

    /// Holds a publication, with what is held already.
    async fn hold(&mut self, prepared: Prepared, mut matter: Matter, alarms: Vec<String>) {
        tracing::error!(
            zone = %self.zone,
            alarms = alarms.join("; "),
            "a publication is held: `foral zone diff` shows it, `release` and `rollback` end it"
        );
        if !matter.is_journal() {
            // After a restart only a comparison finds it again.
            self.compare_again().await;
        }
        let beside = changed(prepared.diff(), prepared.version());
        let beside = beside.iter().filter_map(Name::to_domain);
        matter.add(Matter::found(beside));
        let (since, until) = (self.registry.now(), self.reach());
        match &mut self.held {
            None => {
                let hold = Hold { since, alarms, prepared, matter, until, grown: false };
                self.held = Some(hold);
            }
            Some(hold) => {
                hold.matter.add(matter);
                hold.alarms.extend(alarms);
                hold.grown = true;
                // What fails is in the log, and tried again when staff asks.
                self.renew().await.ok();
            }
        }
    }

    /// Prepares what is held anew where the zone is another by now: signatures were renewed, or keys
    /// changed. What its names shall say is computed anew.
    ///
    /// # Errors
    /// If it cannot be prepared; it stays held as it was.
    pub(super) async fn renew(&mut self) -> Result<(), Incident> {
        let serial = self.publisher.published().current().serial();
        let Some(hold) = &self.held else { return Ok(()) };
        if hold.prepared.diff().from == serial && !hold.grown {
            return Ok(());
        }
        let names = hold.names();
        let brought = hold.matter.apex == Apex::Brought;
        let apex = brought.then(|| apex(&self.origin, &self.policy));
        let changes = self.changes(&names).await?;
        let prepared = self.prepare(changes, apex.as_ref())?;
        let alarms = self.alarms(&prepared);
        if let Some(hold) = &mut self.held {
            (hold.prepared, hold.alarms, hold.grown) = (prepared, alarms, false);
        }
        Ok(())
    }

    /// What is held, record by record, as it would go out now.
    pub(super) async fn held_lines(&mut self) -> Result<Answer, String> {
        self.renew()
            .await
            .map_err(|incident| self.held_still(&incident))?;
        let present = self.publisher.published().current();
        match &self.held {
            Some(hold) => Ok(Answer::Diff(block_in_place(|| hold.lines(&present)))),
            None => Err(NOTHING_HELD.to_owned()),
        }
    }

    /// Publishes what is held, whatever the guard said of it. If the zone has changed since, it is
    /// prepared anew, and held on if the guard finds what staff was not told of.
    pub(super) async fn release(&mut self) -> Result<Answer, String> {
        let Some(hold) = &self.held else { return Err(NOTHING_HELD.to_owned()) };
        let told = hold.alarms.clone();
        self.renew()
            .await
            .map_err(|incident| self.held_still(&incident))?;
        let Some(hold) = self.held.clone() else { return Err(NOTHING_HELD.to_owned()) };
        let new: Vec<&str> = hold
            .alarms
            .iter()
            .filter(|alarm| !told.contains(alarm))
            .map(String::as_str)
            .collect();
        if !new.is_empty() {
            return Err(format!(
                "it is held still, since it has changed: {}; look at `foral zone diff` again",
                new.join("; ")
            ));
        }
        let Hold { prepared, matter, until, .. } = hold;
        tracing::warn!(
            zone = %self.zone, names = matter.names.len(), "staff let a held publication out"
        );
        if !prepared.is_empty() {
            // Whoever looked at it answers for all that went so far.
            self.commit(prepared, (&matter.names, until), Leaving::Released)
                .await
                .map_err(|incident| self.held_still(&incident))?;
        }
        self.held = None;
        self.forget_ended().await;
        Ok(Answer::Done(self.publisher.published().current().serial()))
    }

    /// What staff is told when something held could not be done.
    pub(super) fn held_still(&mut self, incident: &Incident) -> String {
        match self.failing.why() {
            Some(why) => format!("it is held still: {why}; the log has {incident}"),
            None => format!("it is held still: it failed; the log has {incident}"),
        }
    }
}

#[cfg(test)]
mod tests;
