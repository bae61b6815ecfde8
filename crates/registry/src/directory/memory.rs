//! What the directory read of names and people, kept small and for as long as it is right.
//!
//! Rows are remembered, and never answers: what time makes of them is derived at each look. A look
//! first goes through the lines of the journal that this process has committed since, so that none
//! is older than what was acknowledged here; lines of other processes are looked for after a lease.
//! A step of time that leaves no line changes nothing that deriving does not show, too.

mod ahead;
mod folded;
mod kept;
mod octets;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_store::{Store, Touches, WholeDomain};
use tokio::sync::watch;

pub(super) use self::folded::Addresses;
use self::folded::Folded;
use self::kept::Kept;
use super::{DirectoryReseller, reseller_shown};
use crate::Registry;
use crate::error::Incident;

/// How old an answer may be by what other processes have committed.
const LEASE: Duration = Duration::from_millis(100);
/// Lines that are gone through at once; if there are more, all is forgotten.
const TOUCHED: u32 = 10_000;
/// What an entry takes besides its octets, with its share of a table that is not full.
const ENTRY: usize = 208;
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
    /// Rises whenever a host or an organisation changes: then domains that have one are read again.
    others: AtomicU64,
    /// How often all was forgotten.
    emptied: AtomicU64,
    following: tokio::sync::Mutex<()>,
}

/// A domain, and which state of hosts and organisations it was read with.
#[derive(Clone, Debug)]
struct Remembered {
    folded: Folded,
    reseller: Option<Arc<DirectoryReseller>>,
    others: u64,
}

impl Remembered {
    fn of(known: &Known, others: u64) -> Self {
        let folded = Folded::of(&known.domain, &known.addresses);
        Self { folded, reseller: known.reseller.clone(), others }
    }

    /// How many octets it takes under a name.
    fn octets(&self, name: &DomainName) -> usize {
        let reseller = self
            .reseller
            .as_ref()
            .map_or(0, |reseller| reseller.octets());
        self.folded.octets() + name.as_str().len() + reseller + ENTRY
    }
}

/// A domain with what an answer about it needs besides.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) domain: Domain,
    /// The version of the registrar that sponsored it when it was read; `None` if it was remembered.
    pub(super) sponsor_version: Option<i64>,
    pub(super) addresses: Addresses,
    /// Whoever is something to it, each once.
    pub(super) contacts: Vec<Arc<Contact>>,
    pub(super) reseller: Option<Arc<DirectoryReseller>>,
}

impl From<WholeDomain> for Known {
    fn from(whole: WholeDomain) -> Self {
        let has_addresses = |host: &Host| !host.addresses.is_empty();
        let hosts = whole.hosts.into_iter().filter(has_addresses);
        Self {
            domain: whole.domain,
            sponsor_version: whole.sponsor_version,
            addresses: hosts.map(|host| (host.name, host.addresses)).collect(),
            contacts: whole.contacts.into_iter().map(Arc::new).collect(),
            reseller: whole
                .reseller
                .map(|reseller| Arc::new(reseller_shown(reseller))),
        }
    }
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
            others: AtomicU64::new(0),
            emptied: AtomicU64::new(0),
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

    /// Which state of hosts and organisations a domain is read with.
    fn others(&self) -> u64 {
        self.others.load(Ordering::Acquire)
    }

    /// How often all was forgotten.
    fn emptied(&self) -> u64 {
        self.emptied.load(Ordering::Acquire)
    }

    fn generation(&self) -> Generation {
        Generation(self.generation.load(Ordering::Acquire))
    }

    /// The domain, if it is remembered with all that belongs to it.
    fn recall(&self, name: &DomainName) -> Result<Option<Known>, Incident> {
        let Some(known) = self.domains.get(name) else { return Ok(None) };
        let Remembered { folded, reseller, others } = known;
        let leans_on_others = folded.is_served_by_objects() || reseller.is_some();
        if leans_on_others && others != self.others() {
            return Ok(None);
        }
        let unfolded = folded.unfold();
        let (domain, addresses) =
            unfolded.ok_or_else(|| Incident::of(&format!("{name} was remembered amiss")))?;
        let others = domain.contacts.iter().map(|(_, handle)| handle);
        let mut contacts: Vec<Arc<Contact>> = Vec::with_capacity(1 + domain.contacts.len());
        for handle in domain.registrant.iter().chain(others) {
            if contacts.iter().all(|known| known.handle != *handle) {
                let Some(contact) = self.contacts.get(handle) else { return Ok(None) };
                contacts.push(contact);
            }
        }
        Ok(Some(Known { domain, sponsor_version: None, addresses, contacts, reseller }))
    }

    /// Remembers what was read since a generation, unless something was forgotten meanwhile: it may
    /// have been that.
    fn learn(&self, at: Generation, others: u64, known: &Known) {
        let is_right = || self.generation() == at;
        for contact in &known.contacts {
            let handle = contact.handle.clone();
            self.contacts
                .put(handle, Arc::clone(contact), CONTACT, is_right);
        }
        let remembered = Remembered::of(known, others);
        let name = known.domain.name.clone();
        let octets = remembered.octets(&name);
        self.domains.put(name, remembered, octets, is_right);
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
                        self.others.fetch_add(1, Ordering::AcqRel);
                    }
                    self.forget_domain(&subject.name);
                }
                "contact" => {
                    if let Some(handle) = Handle::parse(&subject.key) {
                        self.contacts.forget(&handle);
                    }
                }
                "host" | "organisation" => {
                    self.others.fetch_add(1, Ordering::AcqRel);
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
        self.emptied.fetch_add(1, Ordering::AcqRel);
    }

    fn forget_domain(&self, text: &str) {
        if let Ok(name) = DomainName::parse(text) {
            self.domains.forget(&name);
        }
    }
}

impl Registry {
    /// Makes the memory right for those who look into it now.
    pub(super) async fn follow_if_due(&self) -> Result<(), Incident> {
        match &self.memory {
            Some(memory) if !memory.is_right(*memory.committed.borrow()) => {
                Box::pin(self.follow(memory)).await
            }
            _ => Ok(()),
        }
    }

    /// The domain of a name with all that belongs to it, if it is remembered.
    pub(super) fn recall(&self, name: &DomainName) -> Result<Option<Known>, Incident> {
        let memory = self.memory.as_ref();
        memory.map_or(Ok(None), |memory| memory.recall(name))
    }

    /// The same from the store, for as long as it is right to be remembered.
    pub(super) async fn whole_domain(&self, name: &DomainName) -> Result<Option<Known>, Incident> {
        let Some(memory) = &self.memory else { return self.read_domain(name).await };
        let (at, others) = (memory.generation(), memory.others());
        let read = self.read_domain(name).await?;
        if let Some(known) = &read {
            memory.learn(at, others, known);
        }
        Ok(read)
    }

    async fn read_domain(&self, name: &DomainName) -> Result<Option<Known>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.whole_domain(name);
        let whole: Option<WholeDomain> = flight.send().await?.take(slot)?;
        Ok(whole.map(Known::from))
    }

    /// Forgets what was touched since the last look, if a look is still due when its turn comes.
    async fn follow(&self, memory: &Memory) -> Result<(), Incident> {
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
