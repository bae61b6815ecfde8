//! `[rdap]`: where RDAP listens, who may search, and how often one address may ask.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use foral_model::id::RegistrarId;
use foral_model::lang::Lang;
use foral_rdds::rdap::{self, Bearer, RegistrarServer, Search, ServerRole, Token};
use http::Uri;
use ipnet::IpNet;
use serde::Deserialize;

use crate::failure::Failure;

/// Results that are shown at once, at most: more make answers that few want to read.
const PAGE_MOST: u32 = 500;

/// The table.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rdap {
    #[serde(default, deserialize_with = "super::listen::perhaps")]
    pub(crate) address: Option<SocketAddr>,
    #[serde(default, deserialize_with = "super::listen::perhaps")]
    pub(crate) tls_address: Option<SocketAddr>,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    base_url: String,
    #[serde(default = "english")]
    language: String,
    #[serde(default)]
    search: Who,
    #[serde(default = "page")]
    page: NonZeroU32,
    port43: Option<String>,
    #[serde(default)]
    trusted_proxies: Vec<IpNet>,
    #[serde(default)]
    limits: Limits,
    #[serde(default)]
    registrar: Vec<Server>,
    #[serde(default)]
    token: Vec<TokenTable>,
}

#[derive(Deserialize, Clone, Copy, Debug, Default)]
#[serde(rename_all = "kebab-case")]
enum Who {
    #[default]
    Public,
    Authorised,
    Off,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
struct Limits {
    per_second: u32,
    burst: u32,
    searches_per_minute: u32,
    exempt: Vec<IpNet>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_second: 20, burst: 200, searches_per_minute: 60, exempt: Vec::new() }
    }
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct Server {
    id: String,
    base_url: String,
    #[serde(default)]
    role: Role,
}

#[derive(Deserialize, Clone, Copy, Debug, Default)]
#[serde(rename_all = "kebab-case")]
enum Role {
    #[default]
    Related,
    Answers,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
struct TokenTable {
    sha256: String,
    registrar: Option<String>,
    staff: Option<String>,
}

impl Rdap {
    /// Makes the paths relative to a directory.
    pub(super) fn anchor(&mut self, base: &Path) {
        for path in [&mut self.certificate, &mut self.key].into_iter().flatten() {
            *path = base.join(&*path);
        }
    }

    /// How the server answers.
    ///
    /// # Errors
    /// If a value is none; the sentence begins with its key.
    pub(crate) fn settings(&self) -> Result<rdap::Settings, Failure> {
        if self.address.is_none() && self.tls_address.is_none() {
            return Err(Failure::says("rdap: address or tls_address is needed"));
        }
        if self.page.get() > PAGE_MOST {
            return Err(Failure::says(format!("rdap.page: at most {PAGE_MOST} are shown at once")));
        }
        let lang = Lang::parse(&self.language);
        Ok(rdap::Settings {
            base_url: url("rdap.base_url", &self.base_url)?,
            lang: lang.ok_or_else(|| Failure::says("rdap.language: pt, en and es are spoken"))?,
            search: match self.search {
                Who::Public => Search::Public,
                Who::Authorised => Search::Authorised,
                Who::Off => Search::Off,
            },
            page: self.page.get(),
            limits: rdap::Limits {
                per_second: self.limits.per_second,
                burst: self.limits.burst,
                searches_per_minute: self.limits.searches_per_minute,
                exempt: self.limits.exempt.clone(),
            },
            trusted_proxies: self.trusted_proxies.clone(),
            registrars: self
                .registrar
                .iter()
                .map(server)
                .collect::<Result<BTreeMap<_, _>, _>>()?,
            tokens: self.token.iter().map(token).collect::<Result<_, _>>()?,
            port43: self.port43.clone(),
        })
    }
}

fn server(table: &Server) -> Result<(RegistrarId, RegistrarServer), Failure> {
    let id = registrar("rdap.registrar.id", &table.id)?;
    let role = match table.role {
        Role::Related => ServerRole::Related,
        Role::Answers => ServerRole::Answers,
    };
    let base_url = url("rdap.registrar.base_url", &table.base_url)?;
    Ok((id, RegistrarServer { base_url, role }))
}

fn token(table: &TokenTable) -> Result<Token, Failure> {
    let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if table.sha256.len() != 64 || !table.sha256.bytes().all(hexadecimal) {
        return Err(Failure::says(
            "rdap.token.sha256: 64 lower-case hexadecimal digits are needed",
        ));
    }
    let bearer = match (&table.registrar, &table.staff) {
        (Some(id), None) => Bearer::Registrar(registrar("rdap.token.registrar", id)?),
        (None, Some(name)) => Bearer::Staff(name.clone()),
        _ => return Err(Failure::says("rdap.token: it is either a registrar's or of staff")),
    };
    Ok(Token { digest: table.sha256.clone(), bearer })
}

fn registrar(key: &str, id: &str) -> Result<RegistrarId, Failure> {
    let parsed = RegistrarId::parse(id);
    parsed.ok_or_else(|| Failure::says(format!("{key}: {id} is no registrar's identifier")))
}

/// A base URL with its final slash.
fn url(key: &str, text: &str) -> Result<String, Failure> {
    let wrong = || Failure::says(format!("{key}: “{text}” is not like https://rdap.example/"));
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    if !web || uri.host().is_none() || uri.query().is_some() {
        return Err(wrong());
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

fn english() -> String {
    "en".to_owned()
}

const fn page() -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(49)
}
