//! Names that stay as they were published, since staff dropped a publication: until they change again
//! in the registry, or staff wants them to go by it again.

use foral_model::name::DomainName;
use foral_model::publication::Kept;
use foral_registry::error::Incident;
use tokio::task::block_in_place;

use super::gate::{delegation, shown};
use super::orders::NOTHING_HELD;
use super::{Answer, Feed};
use crate::delegation::Delegation;
use crate::wire::Name;

/// A name that is kept.
#[derive(Debug)]
pub(super) struct Keeping {
    pub(super) kept: Kept,
    pub(super) end: End,
}

impl Keeping {
    /// By its name.
    pub(super) fn of(kept: Kept) -> (DomainName, Self) {
        (kept.name.clone(), Self { kept, end: End::Open })
    }
}

/// Whether a name is kept on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// Nothing ended it.
    Open,
    /// It goes by the registry again, and that is written down once it is published.
    Come,
}

impl Feed {
    /// Whether a name stays as it is published, whatever the registry says.
    pub(super) fn keeps(&self, name: &DomainName) -> bool {
        self.kept
            .get(name)
            .is_some_and(|keeping| keeping.end == End::Open)
    }

    /// The names that stay as they are published.
    pub(super) fn kept_names(&self) -> impl Iterator<Item = &Kept> {
        let kept = self.kept.values();
        kept.filter(|keeping| keeping.end == End::Open)
            .map(|keeping| &keeping.kept)
    }

    /// The delegations of names that are kept, for a zone that is made anew.
    pub(super) fn kept_delegations(&self, ttl: u32) -> Vec<Delegation> {
        let published = |kept: &Kept| {
            let owner = Name::from_domain(&kept.name);
            let shown = kept.published.as_ref()?;
            Some(delegation(owner, shown, ttl))
        };
        self.kept_names().filter_map(published).collect()
    }

    /// A line of the journal touched a name.
    pub(super) fn touched(&mut self, name: &DomainName, seq: i64) {
        if let Some(keeping) = self
            .kept
            .get_mut(name)
            .filter(|keeping| keeping.kept.seq < seq)
        {
            keeping.end = End::Come;
        }
    }

    /// Drops what is held: its names stay as they are published, until they change again. Those that
    /// have changed since it was held are published next.
    pub(super) async fn roll_back(&mut self) -> Result<Answer, String> {
        let is_new = self.renew().await.is_ok();
        let Some(hold) = &self.held else { return Err(NOTHING_HELD.to_owned()) };
        let version = self.publisher.published().current();
        if !version.is_whole() {
            return Err(
                "nothing of the zone is published yet that could stay: mend its policy, and \
                 start the server again"
                    .to_owned(),
            );
        }
        let (at, children) = (self.registry.now(), self.children());
        let names = if is_new { hold.changed() } else { hold.names() };
        let keep = |name: DomainName| {
            let owner = Name::from_domain(&name);
            let published = version.delegation(&owner);
            let is_name =
                published.is_some() || hold.prepared.version().delegation(&owner).is_some();
            let has_changed = self.pending.contains_key(&name) || children.contains_key(&owner);
            let published = published.as_ref().map(shown);
            (is_name && !has_changed).then_some(Kept { name, since: at, seq: self.read, published })
        };
        let kept: Vec<Kept> = block_in_place(|| names.into_iter().filter_map(keep).collect());
        self.registry
            .zone_keep(&self.zone, &kept)
            .await
            .map_err(|incident| self.held_still(&incident))?;
        tracing::warn!(
            zone = %self.zone, names = kept.len(),
            "staff dropped a held publication: its names stay as they were published"
        );
        self.kept.extend(kept.into_iter().map(Keeping::of));
        self.held = None;
        Ok(Answer::Done(version.serial()))
    }

    /// Lets names go by the registry again; all that are kept, if none is named.
    pub(super) async fn resume(&mut self, names: Vec<DomainName>) -> Result<Answer, String> {
        if self.held.is_some() {
            return Err("a publication of this zone is held: end that first, by `foral zone \
                        release` or `rollback`"
                .to_owned());
        }
        let all = self.kept_names().map(|kept| kept.name.clone()).collect();
        let names: Vec<DomainName> = if names.is_empty() { all } else { names };
        if names.is_empty() {
            return Err("all names of this zone go by the registry".to_owned());
        }
        if let Some(name) = names.iter().find(|name| !self.keeps(name)) {
            return Err(format!("{} goes by the registry already", name.unicode()));
        }
        tracing::warn!(
            zone = %self.zone, names = names.len(), "staff lets names go by the registry again"
        );
        for name in names {
            if let Some(keeping) = self.kept.get_mut(&name) {
                keeping.end = End::Come;
            }
            self.pending.entry(name).or_default();
        }
        let told = |incident: Incident| {
            format!("it failed, and is tried again by itself; the log has {incident}")
        };
        self.publish_news().await.map_err(told)?;
        match &self.held {
            Some(hold) => Err(format!(
                "the guard holds it: {}; `foral zone diff` shows it, `release` publishes it",
                hold.described().alarms.join("; ")
            )),
            None => Ok(Answer::Done(self.publisher.published().current().serial())),
        }
    }

    /// Writes down which names are not kept any more: those whose publication neither waits nor is
    /// held.
    pub(super) async fn forget_ended(&mut self) {
        let waits = |name: &DomainName| {
            let is_held = self.held.as_ref().is_some_and(|hold| hold.has(name));
            is_held || self.pending.contains_key(name)
        };
        let ended = self.kept.iter();
        let ended: Vec<DomainName> = ended
            .filter(|(name, keeping)| keeping.end == End::Come && !waits(name))
            .map(|(name, _)| name.clone())
            .collect();
        if ended.is_empty() {
            return;
        }
        // What is not written down is in the log, and tried again.
        let done = self.registry.zone_keep_no_more(&self.zone, &ended).await;
        if done.is_ok() {
            for name in &ended {
                self.kept.remove(name);
            }
        }
    }
}
