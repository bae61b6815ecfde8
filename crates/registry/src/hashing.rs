//! Password hashes, one at a time on a thread of low priority, so that people who log in never
//! slow those who work.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use foral_model::secret::{Digest, Secret};
use tokio::sync::{mpsc, oneshot};

use crate::error::Incident;
use crate::mint::Match;

/// The thread that hashes.
#[derive(Clone, Debug)]
pub(crate) struct Hashing {
    jobs: mpsc::Sender<Job>,
    decoy: Digest,
}

type Job = Box<dyn FnOnce() + Send>;

/// How many wait at most; beyond that, askers wait for a place.
const QUEUE: usize = 256;

impl Hashing {
    /// Starts the thread.
    pub(crate) fn start() -> Result<Self, Incident> {
        let (jobs, mut waiting) = mpsc::channel::<Job>(QUEUE);
        let run = move || {
            let lowest = thread_priority::ThreadPriority::Min;
            if thread_priority::set_current_thread_priority(lowest).is_err() {
                tracing::warn!("password hashing runs at normal priority");
            }
            while let Some(job) = waiting.blocking_recv() {
                job();
            }
        };
        std::thread::Builder::new()
            .name("hashing".to_owned())
            .spawn(run)
            .map_err(|error| Incident::of(&error.to_string()))?;
        Ok(Self { jobs, decoy: hash("a password that nobody has")? })
    }

    /// The Argon2id hash of a password.
    pub(crate) async fn hash(&self, password: &Secret) -> Result<Digest, Incident> {
        let password = password.clone();
        self.run(move || hash(password.expose())).await?
    }

    /// Whether a password is the one that was hashed. Where nothing was, a decoy takes its time.
    pub(crate) async fn verify(
        &self,
        password: &Secret,
        kept: Option<&Digest>,
    ) -> Result<Match, Incident> {
        let known = kept.is_some();
        let kept = kept.unwrap_or(&self.decoy).clone();
        let password = password.clone();
        let same = self.run(move || verify(password.expose(), &kept)).await?;
        Ok(if known && same == Match::Same { Match::Same } else { Match::Other })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Incident> {
        let gone = || Incident::of("the hashing thread is gone");
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move || drop(answer.send(work())));
        self.jobs.send(job).await.map_err(|_| gone())?;
        result.await.map_err(|_| gone())
    }
}

fn hash(password: &str) -> Result<Digest, Incident> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| Digest(hash.to_string()))
        .map_err(|error| Incident::of(&error.to_string()))
}

fn verify(password: &str, kept: &Digest) -> Match {
    match PasswordHash::new(&kept.0) {
        Ok(kept)
            if Argon2::default()
                .verify_password(password.as_bytes(), &kept)
                .is_ok() =>
        {
            Match::Same
        }
        _ => Match::Other,
    }
}
