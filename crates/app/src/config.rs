//! The configuration file: each key is documented in `docs/configuration.md` and in the file that
//! `foral init` writes; unknown keys are refused.

pub(crate) mod checks;
mod terms;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use foral_model::identity::Country;
use foral_model::zone::{ContactPolicy, FrozenIdentity, Requirement};
use ipnet::IpNet;
use serde::Deserialize;

use crate::failure::Failure;
use crate::files;

/// The file that `foral init` writes.
pub(crate) const DEFAULT: &str = include_str!("../foral.toml");

/// All settings.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) database: String,
    pub(crate) key_file: PathBuf,
    #[serde(default)]
    pub(crate) sandbox: bool,
    #[serde(default)]
    pub(crate) repository: Repository,
    pub(crate) epp: Epp,
    pub(crate) portal: Portal,
    pub(crate) mail: Mail,
    #[serde(default)]
    pub(crate) log: Log,
}

/// What holds for the whole repository.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Repository {
    pub(crate) suffix: String,
    pub(crate) taxpayer_number: Need,
    pub(crate) country: String,
    pub(crate) identity: IdentityChange,
}

/// Whether something must, may or must not be given.
#[derive(Deserialize, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Need {
    Required,
    Optional,
    Forbidden,
}

/// Whether registrars change who a contact is.
#[derive(Deserialize, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum IdentityChange {
    Frozen,
    Free,
}

/// The EPP server.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Epp {
    pub(crate) address: SocketAddr,
    #[serde(default = "epp_name")]
    pub(crate) name: String,
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    #[serde(default)]
    pub(crate) limits: Limits,
}

/// How much an EPP client may take.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    pub(crate) frame_bytes: usize,
    pub(crate) sessions_per_registrar: usize,
    pub(crate) connections_per_address: usize,
    pub(crate) idle_seconds: u64,
    pub(crate) login_seconds: u64,
    pub(crate) failed_logins: u32,
}

/// The portal.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Portal {
    pub(crate) address: SocketAddr,
    pub(crate) base_url: String,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    #[serde(default)]
    pub(crate) trusted_proxies: Vec<IpNet>,
    #[serde(default)]
    pub(crate) support: String,
    #[serde(default = "terms::session_idle_minutes")]
    pub(crate) session_idle_minutes: NonZeroU32,
    #[serde(default = "terms::session_minutes")]
    pub(crate) session_minutes: NonZeroU32,
}

/// Letters.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    pub(crate) sender: String,
    pub(crate) directory: Option<PathBuf>,
    #[serde(default = "terms::retry_minutes")]
    pub(crate) retry_minutes: Vec<NonZeroU32>,
    pub(crate) smtp: Option<Smtp>,
}

/// The relay that takes letters.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Smtp {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) user: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
}

/// How the connection to the relay is protected.
#[derive(Deserialize, Clone, Copy, Debug)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Security {
    StartTls,
    Tls,
    None,
}

/// What is logged, and how.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    pub(crate) format: LogFormat,
    pub(crate) filter: String,
}

/// How a line of the log looks.
#[derive(Deserialize, Clone, Copy, Debug)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Reads a file; its paths become relative to its directory.
    ///
    /// # Errors
    /// If it is missing, or a key is unknown, missing or no such value; the line is named.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut config = Self::parse(&files::read(path)?)
            .map_err(|why| Failure::new(format_args!("{}", path.display()), why))?;
        checks::check(&config)
            .map_err(|why| Failure::new(format_args!("{}", path.display()), why))?;
        config.anchor(path.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    fn anchor(&mut self, base: &Path) {
        if !self.database.contains("://") {
            self.database = base.join(&self.database).to_string_lossy().into_owned();
        }
        let portal = [self.portal.certificate.as_mut(), self.portal.key.as_mut()];
        let smtp = self
            .mail
            .smtp
            .as_mut()
            .and_then(|smtp| smtp.password_file.as_mut());
        let always = [&mut self.key_file, &mut self.epp.certificate, &mut self.epp.key];
        let optional = portal
            .into_iter()
            .chain([self.mail.directory.as_mut(), smtp])
            .flatten();
        for path in always.into_iter().chain(optional) {
            *path = base.join(&*path);
        }
    }
}

impl Repository {
    /// The same, as the registry wants it.
    ///
    /// # Errors
    /// If the country is none.
    pub(crate) fn contact_policy(&self) -> Result<ContactPolicy, Failure> {
        let unknown = || Failure::says(format!("repository.country: no country {}", self.country));
        let letters = self.suffix.bytes().all(|b| b.is_ascii_uppercase());
        if !letters || !(1..=4).contains(&self.suffix.len()) {
            return Err(Failure::says("repository.suffix: one to four capital letters are needed"));
        }
        Ok(ContactPolicy {
            identity: match self.taxpayer_number {
                Need::Required => Requirement::Required,
                Need::Optional => Requirement::Optional,
                Need::Forbidden => Requirement::Forbidden,
            },
            identity_country: Country::parse(&self.country).ok_or_else(unknown)?,
            frozen_identity: match self.identity {
                IdentityChange::Frozen => FrozenIdentity::Frozen,
                IdentityChange::Free => FrozenIdentity::Free,
            },
            suffix: self.suffix.clone(),
        })
    }
}

fn epp_name() -> String {
    "Foral EPP".to_owned()
}

impl Default for Repository {
    fn default() -> Self {
        Self {
            suffix: "PT".to_owned(),
            taxpayer_number: Need::Required,
            country: "PT".to_owned(),
            identity: IdentityChange::Frozen,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: 256 * 1024,
            sessions_per_registrar: 50,
            connections_per_address: 100,
            idle_seconds: 600,
            login_seconds: 30,
            failed_logins: 3,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANUAL: &str = include_str!("../../../docs/configuration.md");

    /// Each key that the file of `init` shows, commented out or not.
    fn keys() -> Vec<&'static str> {
        let lines = DEFAULT.lines().map(|line| line.trim_start_matches("# "));
        let keys = lines
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key);
        keys.filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
            .collect()
    }

    #[test]
    fn the_file_of_init_is_what_the_program_reads() {
        let config = Config::parse(DEFAULT).unwrap();
        assert!(config.repository.contact_policy().is_ok());
        assert!(config.mail.smtp.is_none());
        let smtp = DEFAULT
            .split("# [mail.smtp]")
            .nth(1)
            .unwrap()
            .split("[log]")
            .next()
            .unwrap();
        let values = smtp.lines().filter(|line| line.contains(" = "));
        let smtp: String = values.map(|line| format!("{}\n", &line[2..])).collect();
        let text = DEFAULT.replace("[log]", &format!("[mail.smtp]\n{smtp}[log]"));
        assert_eq!(Config::parse(&text).unwrap().mail.smtp.unwrap().port, 587);
    }

    #[test]
    fn each_key_is_in_the_manual() {
        assert!(keys().len() > 25);
        for key in keys() {
            assert!(MANUAL.contains(&format!("`{key}`")), "{key}");
        }
    }

    #[test]
    fn a_missing_key_or_an_unknown_one_is_named() {
        let text = DEFAULT.replace("sender =", "sendr =");
        let why = Config::parse(&text).unwrap_err().to_string();
        assert!(why.contains("sendr"), "{why}");
        for line in DEFAULT
            .lines()
            .filter(|line| line.starts_with("frame_bytes"))
        {
            assert!(Config::parse(&DEFAULT.replace(line, "frame_byte = 1")).is_err());
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let mut config = Config::parse(DEFAULT).unwrap();
        config.anchor(Path::new("/srv/foral"));
        assert_eq!(config.database, "/srv/foral/foral.db");
        assert_eq!(config.key_file, Path::new("/srv/foral/instance.key"));
        assert_eq!(config.mail.directory.unwrap(), Path::new("/srv/foral/mail"));
    }
}
