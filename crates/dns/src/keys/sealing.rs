//! What keys are sealed with: made of a passphrase, at a cost, once for each salt.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Argon2, Params, Version};
use foral_model::secret::Secret as Passphrase;
use ring::aead::{self, LessSafeKey, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

use super::Failed;

/// What a guess at the passphrase costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cost {
    /// KiB.
    pub(super) memory: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
}

/// A salt.
pub(super) type Salt = [u8; 16];

/// What was made of a passphrase, so that it is made once: keys that are sealed one after another have
/// one salt, and each a nonce of its own. Whoever has one of these has the same.
#[derive(Clone, Default)]
pub struct Made(Arc<Mutex<Vec<Sealing>>>);

struct Sealing {
    salt: Vec<u8>,
    cost: Cost,
    key: [u8; 32],
}

impl Made {
    /// The salt for keys that are sealed at a cost: the one that was used last, or a new one.
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub(super) fn salt(&self, cost: Cost) -> Result<Salt, Failed> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.iter().rev().filter(|made| made.cost == cost);
        if let Some(salt) = known
            .filter_map(|made| made.salt.as_slice().try_into().ok())
            .next()
        {
            return Ok(salt);
        }
        let mut salt = [0; 16];
        let filled = SystemRandom::new().fill(&mut salt);
        filled.map_err(|_| Failed("no random numbers".to_owned()))?;
        Ok(salt)
    }

    /// What seals and opens, of a passphrase and a salt.
    ///
    /// # Errors
    /// If Argon2id cannot have the memory or the times that it is told.
    pub(super) fn key(
        &self,
        passphrase: &Passphrase,
        salt: &[u8],
        cost: Cost,
    ) -> Result<LessSafeKey, Failed> {
        let known = {
            let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = made
                .iter()
                .find(|made| made.salt == salt && made.cost == cost);
            known.map(|made| made.key)
        };
        let key = match known {
            Some(key) => key,
            None => {
                let key = derived(passphrase, salt, cost)?;
                let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                made.push(Sealing { salt: salt.to_vec(), cost, key });
                key
            }
        };
        UnboundKey::new(&aead::CHACHA20_POLY1305, &key)
            .map(LessSafeKey::new)
            .map_err(|_| Failed("the sealing key is unusable".to_owned()))
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(made of a passphrase)")
    }
}

fn derived(passphrase: &Passphrase, salt: &[u8], cost: Cost) -> Result<[u8; 32], Failed> {
    let failed = |error: argon2::Error| Failed(format!("Argon2id: {error}"));
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
    let mut key = [0; 32];
    Argon2::new(argon2::Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose().as_bytes(), salt, &mut key)
        .map_err(failed)?;
    Ok(key)
}
