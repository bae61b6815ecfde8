//! What the directory read of names and people, kept small and for as long as it is right.
//!
//! Rows are remembered, and never answers: what time makes of them is derived at each look. A look
//! first goes through the lines of the journal that this process has committed since, so that none
//! is older than what was acknowledged here; lines of other processes are looked for after a lease.
//! A step of time that leaves no line changes nothing that deriving does not show, too.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use foral_model::contact::Contact;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_store::{FoldedDomain, Store, Touches, WholeDomain};
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;

/// How old an answer may be by what other processes have committed.
const LEASE: Duration = Duration::from_millis(100);
/// Lines that are gone through at once; if there are more, all is forgotten.
const TOUCHED: u32 = 10_000;
/// Parts of the memory that are locked by themselves.
const SHARDS: usize = 16;
/// What an entry takes besides its texts, in octets, with its share of a table that is not full.
const ENTRY: usize = 96;
/// What a contact takes, about.
const CONTACT: usize = 1536;

/// The memory of one process.
#[derive(Debug)]
pub(crate) struct Memory {
    domains: Kept<DomainName, Remembered>,
    contacts: Kept<Handle, Arc<Contact>>,
    committed: watch::Receiver<u64>,
    began: Instant,
    /// Up to which line of the journal it is right; nothing is until the first look.
    seq: AtomicI64,
    /// How many commits of this process it has seen.
    seen: AtomicU64,
    /// When it was last looked for commits of others, in microseconds since `began`.
    looked: AtomicU64,
    /// Rises whenever something is forgotten.
    generation: AtomicU64,
    /// Rises whenever a host changes: then domains that hosts serve are read again.
    hosts: AtomicU64,
    following: tokio::sync::Mutex<()>,
}

/// A domain, and which state of the hosts it was read with.
#[derive(Clone, Debug)]
struct Remembered {
    folded: FoldedDomain,
    hosts: u64,
}

/// What was read of a generation may be remembered as long as it lasts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Generation(u64);

impl Memory {
    /// A memory of at most so many octets, of which a quarter is for contacts.
    pub(crate) fn new(store: &Store, octets: usize) -> Self {
        Self {
            domains: Kept::new(octets / 4 * 3),
            contacts: Kept::new(octets / 4),
            committed: store.committed(),
            began: Instant::now(),
            seq: AtomicI64::new(-1),
            seen: AtomicU64::new(0),
            looked: AtomicU64::new(0),
            generation: AtomicU64::new(0),
            hosts: AtomicU64::new(0),
            following: tokio::sync::Mutex::default(),
        }
    }

    fn since_beginning(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Whether it is right, for the commits of this process that are counted here.
    fn is_right(&self, committed: u64) -> bool {
        let lease = LEASE.as_micros();
        self.seq.load(Ordering::Acquire) >= 0
            && self.seen.load(Ordering::Acquire) >= committed
            && u128::from(self.since_beginning() - self.looked.load(Ordering::Acquire)) < lease
    }

    fn generation(&self) -> Generation {
        Generation(self.generation.load(Ordering::Acquire))
    }

    /// The domain, if it is remembered with all that belongs to it.
    fn recall(&self, name: &DomainName) -> Result<Option<WholeDomain>, Incident> {
        let Some(known) = self.domains.get(name) else { return Ok(None) };
        let hosts = self.hosts.load(Ordering::Acquire);
        if known.folded.has_hosts() && known.hosts != hosts {
            return Ok(None);
        }
        let unfolded = known.folded.unfold()?;
        let mut contacts = Vec::with_capacity(unfolded.contacts.len());
        for handle in &unfolded.contacts {
            let Some(contact) = self.contacts.get(handle) else { return Ok(None) };
            contacts.push((*contact).clone());
        }
        let (domain, hosts) = (unfolded.domain, unfolded.hosts);
        Ok(Some(WholeDomain { domain, sponsor_version: None, hosts, contacts }))
    }

    /// Remembers what was read since a generation, unless something was forgotten meanwhile: it may
    /// have been that.
    fn learn(&self, at: Generation, hosts: u64, whole: &WholeDomain, folded: FoldedDomain) {
        let is_right = || self.generation() == at;
        for contact in &whole.contacts {
            let (handle, contact) = (contact.handle.clone(), Arc::new(contact.clone()));
            self.contacts.put(handle, contact, CONTACT, is_right);
        }
        let octets = folded.octets() + whole.domain.name.as_str().len() + ENTRY;
        let name = whole.domain.name.clone();
        self.domains
            .put(name, Remembered { folded, hosts }, octets, is_right);
    }

    /// Forgets what the lines are about, and gives the registrars among it.
    fn forget(&self, touches: &Touches) -> Vec<RegistrarId> {
        // First of all, so that nobody who has read before remembers it after.
        self.generation.fetch_add(1, Ordering::AcqRel);
        let mut registrars = Vec::new();
        for subject in &touches.subjects {
            match subject.kind.as_str() {
                "domain" => {
                    // Hosts below a name go with it, and leave the names that they served.
                    if subject.deed == "removed" {
                        self.hosts.fetch_add(1, Ordering::AcqRel);
                    }
                    self.forget_domain(&subject.name);
                }
                "contact" => {
                    if let Some(handle) = Handle::parse(&subject.key) {
                        self.contacts.forget(&handle);
                    }
                }
                "host" => {
                    self.hosts.fetch_add(1, Ordering::AcqRel);
                }
                "registrar" => registrars.extend(RegistrarId::parse(&subject.key)),
                _ => {}
            }
        }
        registrars
    }

    fn forget_all(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.domains.clear();
        self.contacts.clear();
    }

    fn forget_domain(&self, text: &str) {
        if let Ok(name) = DomainName::parse(text) {
            self.domains.forget(&name);
        }
    }
}

impl Registry {
    /// The domain of a name with all that belongs to it, and what of its registrar may be relied on.
    pub(super) async fn whole_domain(
        &self,
        name: &DomainName,
    ) -> Result<Option<WholeDomain>, Incident> {
        let Some(memory) = &self.memory else {
            let mut flight = self.store.flight();
            let slot = flight.whole_domain(name);
            return Ok(flight.send().await?.take(slot)?);
        };
        self.follow(memory).await?;
        let at = memory.generation();
        if let Some(whole) = memory.recall(name)? {
            return Ok(Some(whole));
        }
        let hosts = memory.hosts.load(Ordering::Acquire);
        let mut flight = self.store.flight();
        let slot = flight.whole_domain_and_folded(name);
        let found = flight.send().await?.take(slot)?;
        Ok(found.map(|(whole, folded)| {
            memory.learn(at, hosts, &whole, folded);
            whole
        }))
    }

    /// Forgets what was touched since the last look, if a look is due.
    async fn follow(&self, memory: &Memory) -> Result<(), Incident> {
        if memory.is_right(*memory.committed.borrow()) {
            return Ok(());
        }
        let _turn = memory.following.lock().await;
        // What is counted here is on disk already: the look that follows will see it.
        let (committed, looked) = (*memory.committed.borrow(), memory.since_beginning());
        if memory.is_right(committed) {
            return Ok(());
        }
        let from = memory.seq.load(Ordering::Acquire);
        let touches = self.store.touched_after(from, TOUCHED).await?;
        match touches.end - from {
            0 => {}
            // All lines were read, and they follow what was read before.
            1.. if from >= 0 && touches.end - from <= i64::from(TOUCHED) => {
                self.sponsors.forget(&memory.forget(&touches));
            }
            _ => {
                memory.forget_all();
                self.sponsors.clear();
            }
        }
        memory.seq.store(touches.end, Ordering::Release);
        memory.looked.store(looked, Ordering::Release);
        memory.seen.store(committed, Ordering::Release);
        Ok(())
    }
}

/// Things by a key, at most so many octets of them: what was not asked for during half of that is
/// forgotten.
#[derive(Debug)]
struct Kept<K, V> {
    shards: Vec<Mutex<Shard<K, V>>>,
    hasher: RandomState,
    /// Octets of the young half of a shard.
    half: usize,
}

#[derive(Debug)]
struct Shard<K, V> {
    young: HashMap<K, (V, usize)>,
    octets: usize,
    old: HashMap<K, (V, usize)>,
}

impl<K: Hash + Eq + Clone, V: Clone> Kept<K, V> {
    fn new(octets: usize) -> Self {
        let shard = || Shard { young: HashMap::new(), octets: 0, old: HashMap::new() };
        let shards = (0..SHARDS).map(|_| Mutex::new(shard())).collect();
        Self { shards, hasher: RandomState::new(), half: octets / SHARDS / 2 }
    }

    fn shard(&self, key: &K) -> MutexGuard<'_, Shard<K, V>> {
        let place = self.hasher.hash_one(key) as usize % self.shards.len();
        self.shards[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, key: &K) -> Option<V> {
        let mut shard = self.shard(key);
        if let Some((value, _)) = shard.young.get(key) {
            return Some(value.clone());
        }
        let (key, (value, octets)) = shard.old.remove_entry(key)?;
        let forgotten = shard.add(key, value.clone(), octets, self.half);
        drop(shard);
        drop(forgotten);
        Some(value)
    }

    fn put(&self, key: K, value: V, octets: usize, is_right: impl Fn() -> bool) {
        let mut shard = self.shard(&key);
        // Whoever forgets takes the same lock after the generation has risen.
        if octets > self.half || !is_right() {
            return;
        }
        let forgotten = shard.add(key, value, octets, self.half);
        drop(shard);
        drop(forgotten);
    }

    fn forget(&self, key: &K) {
        let mut shard = self.shard(key);
        if let Some((_, octets)) = shard.young.remove(key) {
            shard.octets -= octets;
        }
        shard.old.remove(key);
    }

    fn clear(&self) {
        for shard in &self.shards {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.young.clear();
            shard.old.clear();
            shard.octets = 0;
        }
    }
}

impl<K: Hash + Eq, V> Shard<K, V> {
    /// Adds something to the young, and gives what is forgotten for it, to be dropped without the
    /// lock.
    fn add(&mut self, key: K, value: V, octets: usize, half: usize) -> HashMap<K, (V, usize)> {
        let mut forgotten = HashMap::new();
        if self.octets + octets > half {
            let old = std::mem::take(&mut self.young);
            forgotten = std::mem::replace(&mut self.old, old);
            self.octets = 0;
        }
        if let Some((_, before)) = self.young.insert(key, (value, octets)) {
            self.octets -= before;
        }
        self.octets += octets;
        forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let kept = Kept::<u32, u32>::new(SHARDS * 2 * 1000);
        let of_one_shard: Vec<_> = {
            let place = |key: &u32| kept.hasher.hash_one(key) as usize % SHARDS;
            let first = place(&0);
            (0..10_000)
                .filter(|key| place(key) == first)
                .take(300)
                .collect()
        };
        for key in &of_one_shard {
            kept.put(*key, *key, 10, || true);
            assert_eq!(kept.get(&of_one_shard[0]), Some(of_one_shard[0]), "asked for each time");
        }
        let left = of_one_shard
            .iter()
            .filter(|key| kept.get(key).is_some())
            .count();
        assert!((100..=200).contains(&left), "{left} of a hundred in each half");
        kept.forget(&of_one_shard[0]);
        assert_eq!(kept.get(&of_one_shard[0]), None);
        kept.put(1, 1, 10, || false);
        assert_eq!(kept.get(&1), None, "what may be wrong is not remembered");
    }
}
