//! How an instance answers.

use std::collections::BTreeMap;

use foral_model::id::RegistrarId;
use foral_model::lang::Lang;
use ipnet::IpNet;

/// How an instance answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Where it is reached, with a final slash.
    pub base_url: String,
    /// The language of its sentences.
    pub lang: Lang,
    /// Who may search.
    pub search: Search,
    /// Results of a search that are shown at once, at most.
    pub page: u32,
    /// How often one address may ask.
    pub limits: Limits,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// RDAP servers of registrars.
    pub registrars: BTreeMap<RegistrarId, RegistrarServer>,
    /// Bearer tokens of registrars and staff. Those of authorised requesters are in the registry.
    pub tokens: Vec<Token>,
    /// The WHOIS server of the same data, if there is one.
    pub port43: Option<String>,
}

/// Who may search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Search {
    /// Everybody.
    Public,
    /// Whoever has a token.
    Authorised,
    /// Nobody.
    Off,
}

/// How often one address may ask. Neighbours in a /64 count as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Look-ups a second in the long run; 0 is without limit.
    pub per_second: u32,
    /// Look-ups at once.
    pub burst: u32,
    /// Searches a minute, which cost more; 0 is without limit.
    pub searches_per_minute: u32,
    /// Networks that may ask as often as they like.
    pub exempt: Vec<IpNet>,
}

/// The RDAP server of a registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegistrarServer {
    /// Its base URL, with a final slash.
    pub base_url: String,
    /// What is answered about its domains.
    pub role: ServerRole,
}

/// What a registrar's server is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ServerRole {
    /// This server answers, and names the registrar's.
    Related,
    /// This server sends the public there (RFC 7480, section 5.2).
    Answers,
}

/// A bearer token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// SHA-256 of it, lower-case hexadecimal.
    pub digest: String,
    /// Whose it is.
    pub bearer: Bearer,
}

/// Who has a token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bearer {
    /// A registrar, who sees more of what it sponsors.
    Registrar(RegistrarId),
    /// Somebody of the registry.
    Staff(String),
}
