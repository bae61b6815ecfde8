//! Where the secret parts of a zone's keys are: sealed in files, or in a token.

use std::sync::Arc;

use foral_model::secret::Secret as Passphrase;

use super::sealing::Made;
use super::token::Token;
use super::{Algorithm, Failed, Secret};

/// What opens keys, and where new ones are made. A zone may have keys of both kinds, while a
/// rollover takes it from files to a token.
#[derive(Clone, Default, Debug)]
pub struct Safe {
    /// Opens what is sealed in files.
    pub passphrase: Option<Passphrase>,
    /// Holds keys. If there is one, new keys are made in it.
    pub token: Option<Arc<Token>>,
    /// What was made of the passphrase so far.
    pub made: Made,
}

impl Safe {
    /// Files that are sealed with a passphrase.
    pub fn sealed(passphrase: Passphrase) -> Self {
        Self { passphrase: Some(passphrase), ..Self::default() }
    }

    /// A token, and nothing else.
    pub fn token(token: Arc<Token>) -> Self {
        Self { token: Some(token), ..Self::default() }
    }

    /// Makes a secret part; a token shows it under `label`.
    ///
    /// # Errors
    /// If the machine has no random numbers, or the token does not make it.
    pub fn make(&self, algorithm: Algorithm, label: &str) -> Result<Secret, Failed> {
        match &self.token {
            Some(token) => token.generate(algorithm, label).map(Secret::in_token),
            None => Secret::generate(algorithm),
        }
    }

    pub(super) fn passphrase(&self) -> Result<&Passphrase, Failed> {
        let missing = || Failed("it is sealed, and there is no passphrase".to_owned());
        self.passphrase.as_ref().ok_or_else(missing)
    }

    pub(super) fn held_by(&self) -> Result<&Arc<Token>, Failed> {
        let missing = || Failed("it is in a token, and the settings name none".to_owned());
        self.token.as_ref().ok_or_else(missing)
    }
}
