//! The keys of the zones in their sealed files, and the passphrase that opens them.

use foral_dns::feed;
use foral_dns::keys::file::Directory;
use foral_dns::keys::{Algorithm, Failed, Keyring, Role, Times};
use foral_dns::wire::Name;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::zone::KeyAlgorithm;
use foral_registry::clock::Clock;

use crate::config::dns::Dns;
use crate::failure::Failure;
use crate::secret_input;

/// The environment's variable with the passphrase.
const VARIABLE: &str = "FORAL_KEY_PASSPHRASE";

/// The keys of one zone.
pub(crate) struct Vault {
    zone: DomainName,
    directory: Directory,
    passphrase: Secret,
}

/// The keys of a zone, wherever the settings have them.
///
/// # Errors
/// If there is no passphrase.
pub(crate) fn vault(dns: &Dns, zone: &DomainName) -> Result<Vault, Failure> {
    let passphrase = match &dns.passphrase_file {
        Some(file) => secret_input::first_line(file)?,
        None => secret_input::environment(VARIABLE).map(Secret::new).ok_or_else(|| {
            Failure::says(format!(
                "the zones' keys need their passphrase: name its file in [dns], passphrase_file, \
                 or set {VARIABLE}"
            ))
        })?,
    };
    let path = dns.directory.join("keys").join(zone.as_str());
    let directory = Directory::new(path, Name::from_domain(zone));
    Ok(Vault { zone: zone.clone(), directory, passphrase })
}

impl Vault {
    /// The keys that are there.
    ///
    /// # Errors
    /// If a file cannot be read, or does not open.
    pub(crate) fn load(&self) -> Result<Keyring, Failure> {
        self.directory
            .load(&self.passphrase)
            .map_err(|failed| self.failure(&failed))
    }

    /// Makes the first keys, which sign from now on.
    ///
    /// # Errors
    /// If they cannot be written.
    pub(crate) fn generate(&self, algorithm: KeyAlgorithm) -> Result<Keyring, Failure> {
        let algorithm = match algorithm {
            KeyAlgorithm::EcdsaP256 => Algorithm::EcdsaP256,
            KeyAlgorithm::Ed25519 => Algorithm::Ed25519,
        };
        let now = Clock::system().now();
        let mut keys = Keyring::new();
        let zone = Times { submitted: None, ..Times::from(now) };
        for (role, times) in [(Role::KeySigning, Times::from(now)), (Role::ZoneSigning, zone)] {
            keys.generate(role, algorithm, times)
                .map_err(|failed| self.failure(&failed))?;
        }
        for key in keys.keys() {
            self.directory
                .save(key, &self.passphrase)
                .map_err(|failed| self.failure(&failed))?;
        }
        Ok(keys)
    }

    /// For whoever publishes the zone.
    pub(crate) fn into_feed(self) -> feed::Vault {
        feed::Vault { directory: self.directory, passphrase: self.passphrase }
    }

    fn failure(&self, failed: &Failed) -> Failure {
        Failure::new(format_args!("the keys of {}", self.zone), failed)
    }
}
