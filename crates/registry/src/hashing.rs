//! Password hashes, one at a time on a thread that gives way, so that people who log in never
//! slow those who work.

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use foral_model::secret::{Digest, Secret};
use tokio::sync::{mpsc, oneshot};

use crate::error::Incident;
use crate::mint::Match;
use crate::priority::give_way;

/// The thread that hashes.
#[derive(Clone, Debug)]
pub(crate) struct Hashing {
    jobs: mpsc::Sender<Job>,
    decoy: Digest,
}

type Job = Box<dyn FnOnce(&mut Memory) + Send>;

/// What Argon2 fills. It is kept from one job to the next: to ask the kernel for 19 MiB and to give
/// them back at each login stops the other threads for a moment each time.
#[derive(Default)]
struct Memory(Vec<Block>);

/// How many wait at most; beyond that, askers wait for a place.
const QUEUE: usize = 256;

impl Hashing {
    /// Starts the thread.
    pub(crate) fn start() -> Result<Self, Incident> {
        let (jobs, mut waiting) = mpsc::channel::<Job>(QUEUE);
        let run = move || {
            give_way("password hashes");
            let mut memory = Memory::default();
            while let Some(job) = waiting.blocking_recv() {
                job(&mut memory);
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
        self.run(move |_| hash(password.expose())).await?
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
        let same = self
            .run(move |memory| memory.verify(password.expose(), &kept))
            .await?;
        Ok(if known && same == Match::Same { Match::Same } else { Match::Other })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Incident> {
        let gone = || Incident::of("the hashing thread is gone");
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move |memory| drop(answer.send(work(memory))));
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

impl Memory {
    /// Whether a password has this hash; one that cannot be read is nobody's.
    fn verify(&mut self, password: &str, kept: &Digest) -> Match {
        let expected = PasswordHash::new(&kept.0).ok();
        let same = expected.is_some_and(|expected| {
            // `Output` compares in constant time.
            expected.hash.is_some() && self.again(password, &expected) == expected.hash
        });
        if same { Match::Same } else { Match::Other }
    }

    /// The password's hash with the parameters and the salt of another one.
    fn again(&mut self, password: &str, like: &PasswordHash) -> Option<Output> {
        let algorithm = Algorithm::try_from(like.algorithm.as_str()).ok()?;
        let version = Version::try_from(like.version?).ok()?;
        let params = Params::try_from(like).ok()?;
        let mut octets = vec![0; like.hash?.len()];
        let blocks = params.block_count();
        if self.0.len() < blocks {
            self.0.resize(blocks, Block::new());
        }
        Argon2::new(algorithm, version, params)
            .hash_password_into_with_memory(
                password.as_bytes(),
                like.salt.as_ref()?.as_ref(),
                &mut octets,
                &mut self.0,
            )
            .ok()?;
        Output::new(&octets).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_memory_serves_password_after_password() {
        let mut memory = Memory::default();
        let (first, second) = (hash("first").unwrap(), hash("second").unwrap());
        for _ in 0..2 {
            assert_eq!(memory.verify("first", &first), Match::Same);
            assert_eq!(memory.verify("second", &second), Match::Same);
            assert_eq!(memory.verify("first", &second), Match::Other);
        }
    }

    #[test]
    fn a_hash_with_other_parameters_is_still_read() {
        let params = Params::new(64, 1, 2, Some(24)).unwrap();
        let kept = Argon2::new(Algorithm::Argon2i, Version::V0x10, params)
            .hash_password(b"old")
            .unwrap();
        let kept = Digest(kept.to_string());
        let mut memory = Memory::default();
        assert_eq!(memory.verify("old", &kept), Match::Same);
        assert_eq!(memory.verify("new", &kept), Match::Other);
    }

    #[test]
    fn what_is_no_hash_fits_no_password() {
        let mut memory = Memory::default();
        for text in ["", "plain", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ"] {
            assert_eq!(memory.verify(text, &Digest(text.to_owned())), Match::Other, "{text}");
        }
    }
}
