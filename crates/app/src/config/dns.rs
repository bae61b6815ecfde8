//! `[dns]`: where zones are handed out, to whom, and where their files are.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use foral_model::name::DomainName;
use ipnet::IpNet;
use serde::Deserialize;

use crate::failure::Failure;

/// How the zones are published.
#[derive(Clone, Debug)]
pub(crate) struct Dns {
    /// Where journals and keys of the zones are.
    pub(crate) directory: PathBuf,
    /// Where questions are heard, over UDP and TCP.
    pub(crate) addresses: Vec<SocketAddr>,
    /// Where they are heard over TLS, with certificate and key.
    pub(crate) tls: Option<Tls>,
    /// A file with the passphrase of the keys on its first line.
    pub(crate) passphrase_file: Option<PathBuf>,
    /// A token that holds the zones' keys.
    pub(crate) token: Option<Token>,
    /// Who may ask for the apex of a zone.
    pub(crate) query: Vec<IpNet>,
    /// Who may take the zones without a key.
    pub(crate) transfer: Vec<IpNet>,
    /// The name of the catalog.
    pub(crate) catalog: Option<DomainName>,
    /// Resolvers that validate, for what other people's name servers say.
    pub(crate) resolvers: Vec<SocketAddr>,
    /// The port of other people's name servers, in a laboratory.
    pub(crate) name_server_port: Option<u16>,
    /// Keys of TSIG.
    pub(crate) keys: Vec<TsigKey>,
    /// Who takes the zones and answers the world.
    pub(crate) secondaries: Vec<Secondary>,
}

/// Where and how TLS is spoken.
#[derive(Clone, Debug)]
pub(crate) struct Tls {
    pub(crate) addresses: Vec<SocketAddr>,
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// A token behind PKCS #11.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Token {
    /// The library that speaks to it.
    pub(crate) module: PathBuf,
    /// What it calls itself.
    pub(crate) label: String,
    /// A file with its PIN on the first line.
    pub(crate) pin_file: Option<PathBuf>,
}

/// A key of TSIG.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct TsigKey {
    /// Its name, by which both sides call it.
    pub(crate) name: String,
    #[serde(default = "sha256")]
    pub(crate) algorithm: String,
    /// A file with the secret in Base64 on its first line.
    pub(crate) secret_file: PathBuf,
}

/// A name server that takes zones.
#[derive(Clone, Debug)]
pub(crate) struct Secondary {
    /// What receipts and the log call it.
    pub(crate) name: String,
    /// Where it is told of news, and asked.
    pub(crate) address: SocketAddr,
    /// The key that it signs with.
    pub(crate) key: Option<String>,
    /// SHA-256 of the certificate that it must show.
    pub(crate) certificate_sha256: Option<String>,
    /// The zones that it takes; all of them if none is named.
    pub(crate) zones: Vec<DomainName>,
    /// The shortest pause between two notifications.
    pub(crate) pace: Duration,
}

/// The table.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default = "directory")]
    directory: PathBuf,
    #[serde(default, deserialize_with = "super::listen::each")]
    addresses: Vec<SocketAddr>,
    #[serde(default, deserialize_with = "super::listen::each")]
    tls_addresses: Vec<SocketAddr>,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    token: Option<Token>,
    #[serde(default = "anywhere")]
    query_networks: Vec<IpNet>,
    #[serde(default)]
    transfer_networks: Vec<IpNet>,
    catalog: Option<String>,
    #[serde(default, deserialize_with = "super::listen::each")]
    resolvers: Vec<SocketAddr>,
    name_server_port: Option<u16>,
    #[serde(default)]
    tsig: Vec<TsigKey>,
    #[serde(default)]
    secondary: Vec<SecondaryTable>,
}

/// `[[dns.secondary]]`.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct SecondaryTable {
    name: String,
    #[serde(deserialize_with = "super::listen::one")]
    address: SocketAddr,
    tsig: Option<String>,
    certificate_sha256: Option<String>,
    #[serde(default)]
    zones: Vec<String>,
    #[serde(default = "tenth")]
    pace_milliseconds: u32,
}

impl Table {
    /// Makes its paths relative to `base`.
    pub(super) fn anchor(&mut self, base: &Path) {
        let secrets = self.tsig.iter_mut().map(|key| &mut key.secret_file);
        let mut pin_file = None;
        let module = self.token.as_mut().map(|token| {
            pin_file = token.pin_file.as_mut();
            &mut token.module
        });
        let (certificate, key) = (self.certificate.as_mut(), self.key.as_mut());
        let optional = [certificate, key, self.passphrase_file.as_mut(), module, pin_file];
        for path in optional
            .into_iter()
            .flatten()
            .chain(secrets)
            .chain([&mut self.directory])
        {
            *path = base.join(&*path);
        }
    }

    /// # Errors
    /// If what it says does not fit together; the sentence begins with the key.
    pub(super) fn read(&self) -> Result<Dns, Failure> {
        if self.addresses.is_empty() {
            return Err(wrong("dns.addresses", "at least one is needed"));
        }
        let catalog = self
            .catalog
            .as_deref()
            .map(|text| name("dns.catalog", text))
            .transpose()?;
        let mut secondaries: Vec<Secondary> = Vec::new();
        for table in &self.secondary {
            let secondary = table.read(&self.tsig)?;
            if secondaries.iter().any(|other| other.name == secondary.name) {
                return Err(wrong(&format!("dns.secondary {}", table.name), "it is there twice"));
            }
            secondaries.push(secondary);
        }
        for (place, key) in self.tsig.iter().enumerate() {
            if self.tsig[..place]
                .iter()
                .any(|other| other.name == key.name)
            {
                return Err(wrong(&format!("dns.tsig {}", key.name), "it is there twice"));
            }
        }
        Ok(Dns {
            directory: self.directory.clone(),
            addresses: self.addresses.clone(),
            tls: self.tls()?,
            passphrase_file: self.passphrase_file.clone(),
            token: self.token.clone(),
            query: self.query_networks.clone(),
            transfer: self.transfer_networks.clone(),
            catalog,
            resolvers: self.resolvers.clone(),
            name_server_port: self.name_server_port,
            keys: self.tsig.clone(),
            secondaries,
        })
    }

    fn tls(&self) -> Result<Option<Tls>, Failure> {
        match (&self.certificate, &self.key) {
            _ if self.tls_addresses.is_empty() => Ok(None),
            (Some(certificate), Some(key)) => Ok(Some(Tls {
                addresses: self.tls_addresses.clone(),
                certificate: certificate.clone(),
                key: key.clone(),
            })),
            _ => Err(wrong("dns.tls_addresses", "dns.certificate and dns.key are needed with it")),
        }
    }
}

impl SecondaryTable {
    fn read(&self, keys: &[TsigKey]) -> Result<Secondary, Failure> {
        let wrong = |key: &str, why: &str| {
            Failure::says(format!("dns.secondary {}: {key}: {why}", self.name))
        };
        let is_sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        if self.name.is_empty() || self.name.len() > 64 || !self.name.bytes().all(is_sound) {
            return Err(wrong("name", "1 to 64 letters, digits, dots, hyphens and underscores"));
        }
        if let Some(key) = &self.tsig
            && keys.iter().all(|known| known.name != *key)
        {
            return Err(wrong("tsig", &format!("there is no [[dns.tsig]] {key}")));
        }
        let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if let Some(print) = &self.certificate_sha256
            && (print.len() != 64 || !print.bytes().all(hexadecimal))
        {
            return Err(wrong("certificate_sha256", "64 lower-case hexadecimal digits are needed"));
        }
        let zones = self.zones.iter().map(|text| {
            DomainName::parse(text).map_err(|_| wrong("zones", &format!("{text} is no name")))
        });
        Ok(Secondary {
            name: self.name.clone(),
            address: self.address,
            key: self.tsig.clone(),
            certificate_sha256: self.certificate_sha256.clone(),
            zones: zones.collect::<Result<_, _>>()?,
            pace: Duration::from_millis(u64::from(self.pace_milliseconds)),
        })
    }
}

impl Secondary {
    /// Whether it takes a zone.
    pub(crate) fn takes(&self, zone: &DomainName) -> bool {
        self.zones.is_empty() || self.zones.contains(zone)
    }
}

fn wrong(key: &str, why: &str) -> Failure {
    Failure::says(format!("{key}: {why}"))
}

fn name(key: &str, text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| wrong(key, &format!("{text} is no name")))
}

fn directory() -> PathBuf {
    PathBuf::from("dns")
}

/// What the world may ask its secondaries it may ask us.
fn anywhere() -> Vec<IpNet> {
    ["0.0.0.0/0", "::/0"]
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect()
}

fn sha256() -> String {
    "hmac-sha256".to_owned()
}

/// Of a second.
const fn tenth() -> u32 {
    100
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Dns, String> {
        let mut table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
        table.anchor(Path::new("/srv/foral"));
        table.read().map_err(|failure| failure.to_string())
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let dns = read("addresses = ['127.0.0.1:5300']").unwrap();
        assert_eq!(dns.directory, Path::new("/srv/foral/dns"));
        assert_eq!((dns.query.len(), dns.transfer.len()), (2, 0));
        assert!(dns.tls.is_none() && dns.catalog.is_none() && dns.secondaries.is_empty());
    }

    #[test]
    fn a_token_has_its_files_where_the_settings_are() {
        let base = "addresses = ['127.0.0.1:53']\n";
        let token = "[token]\nmodule = '/usr/lib/hsm.so'\nlabel = 'foral'\npin_file = 'pin'\n";
        let token_of = |text: &str| read(text).unwrap().token;
        assert!(token_of(base).is_none());
        let token = token_of(&format!("{base}{token}")).unwrap();
        assert_eq!(token.module, Path::new("/usr/lib/hsm.so"));
        assert_eq!(token.pin_file.unwrap(), Path::new("/srv/foral/pin"));
        let pin = read(&format!("{base}[token]\nmodule = 'm'\nlabel = 'foral'\npin = '1'\n"));
        assert!(pin.unwrap_err().contains("pin"), "a PIN is no setting");
    }

    #[test]
    fn a_secondary_takes_the_zones_that_it_names_or_all() {
        let text = "addresses = ['127.0.0.1:53']\n[[tsig]]\nname = 'k'\nsecret_file = 's'\n\
            [[secondary]]\nname = 'ns1'\naddress = '192.0.2.1:53'\ntsig = 'k'\n\
            [[secondary]]\nname = 'ns2'\naddress = '192.0.2.2:53'\nzones = ['PT']\n";
        let dns = read(text).unwrap();
        let pt = DomainName::parse("pt").unwrap();
        let com = DomainName::parse("com.pt").unwrap();
        let [first, second] = &dns.secondaries[..] else { panic!("there are two") };
        assert!(first.takes(&pt) && first.takes(&com));
        assert!(second.takes(&pt) && !second.takes(&com));
        assert_eq!(first.pace, Duration::from_millis(100));
        assert_eq!(dns.keys[0].secret_file, Path::new("/srv/foral/s"));
    }

    #[test]
    fn a_value_that_is_none_is_told() {
        let base = "addresses = ['127.0.0.1:53']\n";
        let secondary = "[[secondary]]\nname = 'ns1'\naddress = '192.0.2.1:53'\n";
        for (text, why) in [
            (String::new(), "dns.addresses: at least one is needed"),
            (
                format!("{base}tls_addresses = ['127.0.0.1:853']"),
                "dns.tls_addresses: dns.certificate and dns.key are needed with it",
            ),
            (format!("{base}catalog = 'a..b'"), "dns.catalog: a..b is no name"),
            (
                format!("{base}{secondary}tsig = 'k'"),
                "dns.secondary ns1: tsig: there is no [[dns.tsig]] k",
            ),
            (format!("{base}{secondary}{secondary}"), "dns.secondary ns1: it is there twice"),
            (
                format!("{base}{secondary}certificate_sha256 = 'AB'"),
                "dns.secondary ns1: certificate_sha256: 64 lower-case hexadecimal digits are needed",
            ),
            (format!("{base}{secondary}zones = ['-']"), "dns.secondary ns1: zones: - is no name"),
        ] {
            assert_eq!(read(&text).unwrap_err(), why);
        }
        assert!(
            read(&format!("{base}addres = 1"))
                .unwrap_err()
                .contains("unknown field")
        );
    }
}
