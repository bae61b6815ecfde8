//! The keys of the zones: in files that a passphrase opens, or in a token that a PIN opens.

use std::num::NonZero;
use std::sync::Arc;

use foral_dns::keys::file::Directory;
use foral_dns::keys::token::{Token, Trouble};
use foral_dns::keys::{Algorithm, Failed, Keyring, Role, Safe, Times};
use foral_dns::wire::Name;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::zone::KeyAlgorithm;
use foral_registry::clock::Clock;

use crate::config::dns::Dns;
use crate::failure::Failure;
use crate::secret_input;

/// The environment's variable with the passphrase.
const PASSPHRASE: &str = "FORAL_KEY_PASSPHRASE";
/// The environment's variable with the token's PIN.
const PIN: &str = "FORAL_TOKEN_PIN";

/// The keys of one zone.
pub(crate) struct Vault {
    zone: DomainName,
    directory: Directory,
}

/// Whoever opens the keys of all zones.
///
/// # Errors
/// If there is neither passphrase nor token; if the token cannot be used as the settings say. One
/// that is away may come back.
pub(crate) fn safe(dns: &Dns) -> Result<Safe, Failure> {
    let passphrase = match &dns.passphrase_file {
        Some(file) => Some(secret_input::kept_line(file)?),
        None => secret_input::environment(PASSPHRASE).map(Secret::new),
    };
    let token = dns.token.as_ref().map(|settings| {
        let pin = match &settings.pin_file {
            Some(file) => secret_input::kept_line(file)?,
            None => secret_input::environment(PIN).map(Secret::new).ok_or_else(|| {
                Failure::says(format!(
                    "the token {} needs its PIN: name its file in [dns.token], pin_file, or set {PIN}",
                    settings.label
                ))
            })?,
        };
        let token = Token::new(settings.module.clone(), settings.label.clone(), &pin);
        match token.check() {
            Ok(()) => {}
            Err(Trouble::Settings(failed)) => return Err(Failure::new("dns.token", failed)),
            Err(Trouble::Away(failed)) => {
                tracing::error!(%failed, "nothing that is signed by the token is published");
            }
        }
        Ok(Arc::new(token))
    });
    if passphrase.is_none() && token.is_none() {
        return Err(Failure::says(format!(
            "the zones' keys need their passphrase: name its file in [dns], passphrase_file, or set \
             {PASSPHRASE}"
        )));
    }
    Ok(Safe { passphrase, token: token.transpose()?, ..Safe::default() })
}

/// The keys of a zone, wherever the settings have them.
pub(crate) fn vault(dns: &Dns, safe: Safe, zone: &DomainName) -> Vault {
    let path = dns.directory.join("keys").join(zone.as_str());
    let directory = Directory::new(path, Name::from_domain(zone), safe);
    Vault { zone: zone.clone(), directory }
}

/// Whether a zone has keys, by their files alone.
///
/// # Errors
/// If their directory cannot be read.
pub(crate) fn has_keys(dns: &Dns, zone: &DomainName) -> Result<bool, Failure> {
    let vault = vault(dns, Safe::default(), zone);
    let is_empty = vault.directory.is_empty();
    is_empty
        .map(|is_empty| !is_empty)
        .map_err(|failed| vault.failure(&failed))
}

/// The keys of several zones, in their order: opened side by side, since each costs a guess at the
/// passphrase.
///
/// # Errors
/// If a file cannot be read, or does not open.
pub(crate) fn load_all(vaults: &[Vault]) -> Result<Vec<Keyring>, Failure> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let size = vaults.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let parts = vaults.chunks(size);
        let working: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(Vault::load).collect::<Vec<_>>()))
            .collect();
        let ended = working.into_iter().flat_map(|worker| {
            let failed = || vec![Err(Failure::says("keys were not opened".to_owned()))];
            worker.join().unwrap_or_else(|_| failed())
        });
        ended.collect()
    })
}

impl Vault {
    /// The keys that are there.
    ///
    /// # Errors
    /// If a file cannot be read, or does not open.
    pub(crate) fn load(&self) -> Result<Keyring, Failure> {
        self.directory
            .load()
            .map_err(|failed| self.failure(&failed))
    }

    /// Makes the first keys, which sign from now on.
    ///
    /// # Errors
    /// If they cannot be made or written.
    pub(crate) fn generate(&self, algorithm: KeyAlgorithm) -> Result<Keyring, Failure> {
        let algorithm = match algorithm {
            KeyAlgorithm::EcdsaP256 => Algorithm::EcdsaP256,
            KeyAlgorithm::Ed25519 => Algorithm::Ed25519,
        };
        let now = Clock::system().now();
        let mut keys = self.load()?;
        let zone = Times { submitted: None, ..Times::from(now) };
        for (role, times) in [(Role::KeySigning, Times::from(now)), (Role::ZoneSigning, zone)] {
            keys.generate(role, algorithm, times)
                .map_err(|failed| self.failure(&failed))?;
        }
        for key in keys.keys() {
            self.directory
                .save(key)
                .map_err(|failed| self.failure(&failed))?;
        }
        Ok(keys)
    }

    /// For whoever publishes the zone.
    pub(crate) fn into_directory(self) -> Directory {
        self.directory
    }

    fn failure(&self, failed: &Failed) -> Failure {
        Failure::new(format_args!("the keys of {}", self.zone), failed)
    }
}
