//! What is remembered: one SQL text for SQLite and PostgreSQL.
//!
//! Reads are gathered in a [`Flight`] and sent together; writes are plans that are committed
//! whole, each group of waiting ones with one fsync. The store knows no rule: it keeps what it is
//! given, and says [`Failure::Conflict`] when a version, a unique index or a guard refuses.

mod bulk;
mod cells;
mod clock;
mod commit;
mod company;
mod database;
mod dialect;
mod failure;
mod flight;
mod follow;
mod forgotten;
mod instance;
mod kept;
mod login;
mod migrate;
mod outbox;
mod postgres;
mod proof;
mod publication;
mod read;
mod recovery;
mod retry;
mod rows;
mod sequence;
mod session;
mod sqlite;
mod statement;
mod trouble;
mod write;

use std::sync::Arc;

use foral_model::journal::Subject;
use foral_model::plan::Plan;
use tokio::sync::{mpsc, oneshot, watch};

pub use commit::Record;
pub use database::Database;
pub use failure::Failure;
pub use flight::{Flight, Landing, Slot};
pub use follow::{JournalLine, Touched, Touches};
pub use outbox::Claim;
pub use proof::{Difference, LedgerProof};
pub use publication::{LongestTtl, Progress, Publication, Sighting};
pub use read::directory::{COUNTED, Choice, Chosen, Direction, Order, Range, Window};
pub use read::ledger::{Balance, StatementLine, StatementPage};
pub use read::organisation::LinkRow;
pub use read::people::{Name, Person};
pub use read::standing::OutboxStanding;
pub use read::whole::WholeDomain;
pub use recovery::Wish;
pub use retry::{Answered, Retry};
pub use sequence::Sequence;
pub use session::{ShownCode, WebSession};
pub use trouble::TroubledLetter;

use cells::Rows;
use company::Company;
use postgres::Address;
use statement::{Job, Statement, Waiting};

/// How many jobs wait for the writer at most; more askers wait for a place.
const QUEUE: usize = 1024;
/// What nobody waits for is noted only while at least so many places are free.
const SPARE: usize = QUEUE / 2;

/// What is written without anybody waiting for it.
#[derive(Clone, Copy, Debug)]
enum Unheard {
    Refusal,
    Login,
    FailedLogin,
}

/// The registry's memory. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    database: Database,
    readers: Readers,
    jobs: mpsc::Sender<Waiting>,
    company: Arc<Company>,
    committed: watch::Receiver<u64>,
}

#[derive(Debug)]
enum Readers {
    Sqlite(sqlite::reader::Readers),
    Postgres(Box<postgres::reader::Readers>),
}

impl Store {
    /// Opens a database and starts its writer. The schema is left as it is: see
    /// [`Store::migrate`].
    ///
    /// # Errors
    /// `Broken` if the file cannot be opened, the URL is none, or the server does not answer.
    pub async fn open(database: &Database) -> Result<Self, Failure> {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let (done, committed) = watch::channel(0);
        let readers = match database {
            Database::Sqlite(path) => {
                sqlite::writer::start(path, waiting, done)?;
                Readers::Sqlite(sqlite::reader::Readers::new(path.clone()))
            }
            Database::Postgres(url) => {
                let address = Address::parse(url)?;
                drop(address.connect().await?);
                postgres::writer::start(address.clone(), waiting, done);
                Readers::Postgres(Box::new(postgres::reader::Readers::new(address)))
            }
        };
        let database = database.clone();
        let company = Company::new(jobs.clone());
        Ok(Self { inner: Arc::new(Inner { database, readers, jobs, company, committed }) })
    }

    /// Brings the schema to the version of this program.
    ///
    /// # Errors
    /// `Broken` if a statement fails; the schema is then as it was.
    pub async fn migrate(&self) -> Result<(), Failure> {
        migrate::apply(&self.inner.database).await
    }

    /// What [`Store::migrate`] would do, by name.
    ///
    /// # Errors
    /// `Broken` if the database does not answer.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, Failure> {
        migrate::pending(&self.inner.database).await
    }

    /// Begins to gather reads.
    pub fn flight(&self) -> Flight {
        Flight::new(self.clone())
    }

    /// Commits all plans in their order, together, durably, with their lines of history.
    ///
    /// A later plan asserts the versions that the earlier ones leave behind: one more than they
    /// asserted.
    ///
    /// # Errors
    /// `Conflict` if anything that the plans assert is not so (any more); nothing is then changed.
    /// `Broken` if the database fails; if its connection broke, the outcome is unknown.
    pub async fn commit(&self, plans: &[Plan], record: &Record) -> Result<(), Failure> {
        self.write(commit::job(plans, record)?).await
    }

    /// Notes a refusal in the journal, without waiting for it. Dropped if the writer is busy.
    pub fn record_refusal(
        &self,
        record: &Record,
        subject: Option<Subject>,
        refusal_name: &str,
        data: &[(String, String)],
    ) {
        match commit::refusal(record, subject.as_ref(), refusal_name, data) {
            Ok(job) => self.write_unheard(job, Unheard::Refusal),
            Err(error) => tracing::warn!(refusal_name, %error, "a refusal was not noted"),
        }
    }

    /// Gives a job to the writer, and waits for nothing. Dropped if the writer is busy.
    fn write_unheard(&self, job: Job, what: Unheard) {
        offer(&self.inner.jobs, job, what);
    }

    /// Counts the groups that this process committed: a follower waits for it to change and then
    /// reads on. Commits of other processes do not show; look for them now and then.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.inner.committed.clone()
    }

    /// Runs reads on one snapshot.
    async fn read(&self, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
        match &self.inner.readers {
            Readers::Sqlite(readers) => readers.read(statements),
            Readers::Postgres(readers) => readers.read(statements).await,
        }
    }

    /// Gives a job to the writer and waits until its group is on disk.
    async fn write(&self, job: Job) -> Result<(), Failure> {
        let gone = || Failure::Broken("the writer is gone".to_owned());
        let (asker, answer) = oneshot::channel();
        let waiting = Waiting { job, asker: Some(asker) };
        self.inner.jobs.send(waiting).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

/// Gives the writer a job that nobody waits for, unless it is busy: those who wait come first.
fn offer(jobs: &mpsc::Sender<Waiting>, job: Job, what: Unheard) {
    let busy = jobs.capacity() < SPARE;
    if busy || jobs.try_send(Waiting { job, asker: None }).is_err() {
        tracing::warn!(?what, "something was not noted: the writer is busy");
    }
}
