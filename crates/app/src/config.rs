//! The configuration file: each key is documented in `docs/configuration.md` and in the file that
//! `foral init` writes; unknown keys are refused.

pub(crate) mod checks;
pub(crate) mod directory;
pub(crate) mod dns;
pub(crate) mod endpoint;
mod launch;
mod listen;
mod rdap;
mod repository;
mod terms;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use foral_model::repository::Repository;
use ipnet::IpNet;
use serde::Deserialize;

use crate::failure::Failure;
use crate::files;

pub(crate) use endpoint::{Endpoint, Limits};
pub(crate) use launch::Launch;
pub(crate) use rdap::Rdap;

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
    repository: Vec<repository::Table>,
    #[serde(default)]
    epp: Vec<endpoint::Table>,
    dns: Option<dns::Table>,
    pub(crate) portal: Portal,
    #[serde(default)]
    pub(crate) directory: directory::Directory,
    pub(crate) whois: Option<directory::Service>,
    pub(crate) das: Option<directory::Service>,
    pub(crate) rdap: Option<Rdap>,
    pub(crate) mail: Mail,
    pub(crate) metrics: Option<Metrics>,
    #[serde(default)]
    pub(crate) launch: Launch,
    #[serde(default)]
    pub(crate) log: Log,
}

/// The portal.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Portal {
    #[serde(deserialize_with = "listen::one")]
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
    #[serde(default = "terms::unconfirmed_days")]
    pub(crate) unconfirmed_days: NonZeroU32,
}

/// Where the page of metrics is.
#[derive(Deserialize, Clone, Copy, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Metrics {
    pub(crate) address: SocketAddr,
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
        Self::of(&files::read(path)?, path.parent().unwrap_or(Path::new("")))
            .map_err(|why| Failure::new(path.display(), why))
    }

    /// Reads the text of a file in the directory `base`.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub(crate) fn of(text: &str, base: &Path) -> Result<Self, Failure> {
        let mut config = Self::parse(text).map_err(|why| Failure::says(why.to_string()))?;
        checks::check(&config)?;
        config.anchor(base);
        Ok(config)
    }

    /// The repositories.
    ///
    /// # Errors
    /// If there is none, or one is wrong.
    pub(crate) fn repositories(&self) -> Result<Vec<Repository>, Failure> {
        repository::read(&self.repository)
    }

    /// The doors for registrars. Whether their zones are there is for [`endpoint::fit`], once the
    /// zones are known.
    ///
    /// # Errors
    /// If there is none, or one is wrong.
    pub(crate) fn endpoints(&self) -> Result<Vec<Endpoint>, Failure> {
        endpoint::read(&self.epp, &self.repositories()?)
    }

    /// How the zones are published, if they are.
    ///
    /// # Errors
    /// If something of it does not fit together.
    pub(crate) fn dns(&self) -> Result<Option<dns::Dns>, Failure> {
        self.dns.as_ref().map(dns::Table::read).transpose()
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
        let optional = portal
            .into_iter()
            .chain([self.mail.directory.as_mut(), smtp])
            .flatten();
        for path in optional.chain([&mut self.key_file]) {
            *path = base.join(&*path);
        }
        for endpoint in &mut self.epp {
            endpoint.anchor(base);
        }
        if let Some(dns) = &mut self.dns {
            dns.anchor(base);
        }
        self.launch.anchor(base);
        if let Some(rdap) = &mut self.rdap {
            rdap.anchor(base);
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
    use foral_model::repository::Handles;

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
        let repositories = config.repositories().unwrap();
        let form = Handles::Assigned("@@@@-######-PT".to_owned());
        assert_eq!(repositories[0].handles, form);
        let endpoints = config.endpoints().unwrap();
        assert!(endpoints[0].scope.zones.is_empty());
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

    /// The file of `init` with the tables after `mark` that are only shown as an example.
    fn with_example(mark: &str) -> String {
        let (before, after) = DEFAULT.split_once(mark).unwrap();
        let example = after.split("\n\n").next().unwrap();
        let lines = format!("{mark}{example}");
        let said = |line: &&str| line.contains(" = ") || line.starts_with("# [");
        let shown: String = lines
            .lines()
            .filter(said)
            .map(|line| format!("{}\n", line.trim_start_matches("# ")))
            .collect();
        format!("{before}{shown}{}", &after[example.len()..])
    }

    #[test]
    fn the_examples_of_the_file_are_sound() {
        let second = with_example("# [[repository]]");
        let repositories = Config::parse(&second).unwrap().repositories().unwrap();
        assert_eq!(repositories[1].handles, Handles::Chosen);
        assert_eq!((repositories[1].transfer_days, repositories[1].code_bits), (5, 128));
        for (mark, port) in [("# [whois]", 43), ("# [das]", 4343)] {
            let config = Config::parse(&with_example(mark)).unwrap();
            let service = config.whois.or(config.das).unwrap();
            assert_eq!(service.address.port(), port);
            assert_eq!(service.bounds(), foral_rdds::Bounds::default(), "{mark}");
        }
        let why = Config::parse(&with_example("# [[epp]]"))
            .unwrap()
            .endpoints();
        assert_eq!(why.unwrap_err().to_string(), "epp gtld: repository: there is no gtld");
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
        let endpoints = config.endpoints().unwrap();
        assert_eq!(endpoints[0].certificate, Path::new("/srv/foral/tls/epp.crt"));
        assert_eq!(endpoints[0].key, Path::new("/srv/foral/tls/epp.key"));
        assert_eq!(config.mail.directory.unwrap(), Path::new("/srv/foral/mail"));
    }
}
