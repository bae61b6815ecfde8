//! Names are read into the memory before anybody asks for them, the newest first, until it is full.
//!
//! A thread that gives way reads and folds; it is asked for a page at a time, and holds no lock of
//! the memory, since whoever asks about a name would have to wait for it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_model::contact::Contact;
use foral_model::id::DomainId;
use foral_model::name::DomainName;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};

use super::kept::Offered;
use super::{CONTACT, Generation, Known, Memory, Remembered};
use crate::Registry;
use crate::error::Incident;
use crate::priority::give_way;

/// Names that are read at once, at most.
const PAGE: u32 = 64;
/// How often the journal is followed once the memory is full, so that it stays right without being
/// asked.
const FOLLOW: Duration = Duration::from_secs(1);
/// After a failure it is begun again so much later.
const RETRY: Duration = Duration::from_secs(60);

/// Names that were read, and the state of the memory before.
struct Page {
    at: Generation,
    entries: Vec<Entry>,
    /// Whether there are no further names.
    is_last: bool,
}

struct Entry {
    id: DomainId,
    name: DomainName,
    remembered: Remembered,
    contacts: Vec<Arc<Contact>>,
}

/// What is asked of the thread: so many names with numbers below one.
struct Wish {
    below: i64,
    count: u32,
    answer: oneshot::Sender<Result<Page, Incident>>,
}

/// How a filling ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ended {
    /// All names are there.
    Complete,
    /// There is no more room.
    Full,
    /// The registry ends.
    Shutdown,
}

impl Registry {
    /// Fills the directory's memory if it shall be, and keeps it right, until `shutdown` turns true.
    pub async fn read_ahead_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        let wanted = self.memory.as_ref().filter(|_| self.terms.reads_ahead);
        if let Some(memory) = wanted
            && let Some(thread) = self.patient_thread()
        {
            while !*shutdown.borrow() {
                let pause = match self.fill(memory, &thread, &shutdown).await {
                    Ok(()) => FOLLOW,
                    // It is in the log.
                    Err(_) => RETRY,
                };
                tokio::select! {
                    _ = shutdown.changed() => {}
                    () = tokio::time::sleep(pause) => {}
                }
            }
        }
        // An error means that the sender is gone, and with it everything else.
        while !*shutdown.borrow() && shutdown.changed().await.is_ok() {}
    }

    /// How many names the directory remembers.
    pub fn names_remembered(&self) -> usize {
        self.memory
            .as_ref()
            .map_or(0, |memory| memory.domains.count())
    }

    /// Fills the memory and keeps it right for as long as it need not be filled anew.
    async fn fill(
        &self,
        memory: &Memory,
        thread: &mpsc::Sender<Wish>,
        shutdown: &watch::Receiver<bool>,
    ) -> Result<(), Incident> {
        self.follow(memory).await?;
        let emptied = memory.emptied();
        let began = Instant::now();
        let ended = fill_by(memory, thread, shutdown).await?;
        let (names, contacts) = (memory.domains.count(), memory.contacts.count());
        let seconds = began.elapsed().as_secs();
        match ended {
            Ended::Complete => {
                tracing::info!(names, contacts, seconds, "the directory remembers every name");
            }
            Ended::Full => {
                tracing::info!(names, contacts, seconds, "the directory's memory is full");
            }
            Ended::Shutdown => {}
        }
        let mut shutdown = shutdown.clone();
        while !*shutdown.borrow() && memory.emptied() == emptied {
            tokio::select! {
                _ = shutdown.changed() => {}
                () = tokio::time::sleep(FOLLOW) => self.follow(memory).await?,
            }
        }
        Ok(())
    }

    /// The thread; `None` if there is none to be had, which is in the log.
    fn patient_thread(self: &Arc<Self>) -> Option<mpsc::Sender<Wish>> {
        let (wishes, mut waiting) = mpsc::channel::<Wish>(1);
        let (registry, runtime) = (Arc::clone(self), Handle::current());
        let run = move || {
            give_way("reading ahead");
            while let Some(Wish { below, count, answer }) = waiting.blocking_recv() {
                // Nobody listens once the registry ends.
                answer
                    .send(runtime.block_on(registry.page(below, count)))
                    .ok();
            }
        };
        let thread = std::thread::Builder::new().name("reading-ahead".to_owned());
        match thread.spawn(run) {
            Ok(_) => Some(wishes),
            Err(error) => {
                Incident::of(&error.to_string());
                None
            }
        }
    }

    /// So many names with numbers below one, the newest first.
    async fn page(&self, below: i64, count: u32) -> Result<Page, Incident> {
        let Some(memory) = &self.memory else { return Err(Incident::of("there is no memory")) };
        let (at, others) = (memory.generation(), memory.others());
        let mut flight = self.store.flight();
        let slot = flight.names_below(DomainId(below), count);
        let names: Vec<DomainName> = flight.send().await?.take(slot)?;
        let mut flight = self.store.flight();
        let slots: Vec<_> = names.iter().map(|name| flight.whole_domain(name)).collect();
        let landing = flight.send().await?;
        let mut entries = Vec::with_capacity(slots.len());
        for slot in slots {
            if let Some(whole) = landing.take(slot)? {
                let known = Known::from(whole);
                let remembered = Remembered::of(&known, others);
                let Known { domain, contacts, .. } = known;
                entries.push(Entry { id: domain.id, name: domain.name, remembered, contacts });
            }
        }
        Ok(Page { at, entries, is_last: names.is_empty() })
    }
}

/// Asks for page after page, and rests after each for as long as it took, so that the database has
/// time for others.
async fn fill_by(
    memory: &Memory,
    thread: &mpsc::Sender<Wish>,
    shutdown: &watch::Receiver<bool>,
) -> Result<Ended, Incident> {
    let gone = || Incident::of("the thread that reads ahead is gone");
    let (mut below, mut count) = (i64::MAX, PAGE);
    while !*shutdown.borrow() {
        let began = Instant::now();
        let (answer, page) = oneshot::channel();
        let wish = Wish { below, count, answer };
        thread.send(wish).await.map_err(|_| gone())?;
        let page = page.await.map_err(|_| gone())??;
        if page.is_last {
            return Ok(Ended::Complete);
        }
        // Where much changes, fewer names are read before it is looked whether they changed.
        count = (count * 2).min(PAGE);
        for entry in page.entries {
            let id = entry.id;
            match memory.offer(page.at, entry) {
                Offered::Kept => below = id.0,
                Offered::Stale => {
                    count = (count / 4).max(1);
                    break;
                }
                Offered::Full => return Ok(Ended::Full),
            }
        }
        tokio::time::sleep(began.elapsed()).await;
    }
    Ok(Ended::Shutdown)
}

impl Memory {
    /// Remembers what nobody asked for yet, as [`Memory::learn`] does what somebody did.
    fn offer(&self, at: Generation, entry: Entry) -> Offered {
        let is_right = || self.generation() == at;
        for contact in entry.contacts {
            let handle = contact.handle.clone();
            let offered = self.contacts.offer(handle, contact, CONTACT, is_right);
            if offered != Offered::Kept {
                return offered;
            }
        }
        let octets = entry.remembered.octets(&entry.name);
        self.domains
            .offer(entry.name, entry.remembered, octets, is_right)
    }
}
