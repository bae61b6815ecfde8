//! `[dns]`: how the zone is published. In its names `@` stands for the zone, as in `a.nic.@`, so
//! that a file serves a zone of any name; all others are whole.

mod records;
mod signing;

use std::net::IpAddr;

use foral_model::inspection::FindingKind;
use foral_model::name::DomainName;
use foral_model::zone::{
    ApexServer, DnsPolicy, Expired, GuardPolicy, NotifyDoor, Offer, RemovalsWindow, ServerChecks,
    SoaTimers, ZoneDigest,
};
use serde::Deserialize;

use super::offer;

/// The longest timer that makes sense, and the longest time to live: RFC 2181, section 8.
const LONGEST: u32 = i32::MAX as u32;

/// The longest time that the guard looks back, in hours: a month.
const LONGEST_WINDOW: u16 = 31 * 24;

/// `[dns]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default = "yes")]
    published: bool,
    primary: Option<String>,
    mailbox: String,
    #[serde(default)]
    server: Vec<ServerTable>,
    #[serde(default)]
    record: Vec<records::Table>,
    #[serde(default = "one")]
    name_servers_min: u8,
    #[serde(default)]
    expired: ExpiredWord,
    #[serde(default)]
    checks: ChecksWord,
    check_errors: Option<Vec<String>>,
    #[serde(default)]
    child_signals: bool,
    notify: Option<NotifyTable>,
    #[serde(default)]
    digest: DigestWord,
    #[serde(default)]
    soa: SoaTable,
    #[serde(default)]
    signing: signing::Table,
    #[serde(default)]
    guard: GuardTable,
}

/// `[[dns.server]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerTable {
    name: String,
    #[serde(default)]
    addresses: Vec<IpAddr>,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum ExpiredWord {
    Published,
    #[default]
    Withheld,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum ChecksWord {
    #[default]
    Off,
    Warn,
    Delay,
    Refuse,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum DigestWord {
    Served,
    Exported,
    #[default]
    None,
}

/// `[dns.notify]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotifyTable {
    name: String,
    #[serde(default = "dns_port")]
    port: u16,
}

/// `[dns.soa]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SoaTable {
    refresh: u32,
    retry: u32,
    expire: u32,
    negative: u32,
    ttl: u32,
}

/// `[dns.guard]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GuardTable {
    removals_max: u32,
    removals_percent: u8,
    window_hours: u16,
    window_removals_max: Option<u32>,
    window_removals_percent: Option<u8>,
}

impl Default for SoaTable {
    fn default() -> Self {
        Self { refresh: 3_600, retry: 900, expire: 1_209_600, negative: 900, ttl: 86_400 }
    }
}

impl Default for GuardTable {
    fn default() -> Self {
        Self {
            removals_max: 100,
            removals_percent: 1,
            window_hours: 24,
            window_removals_max: None,
            window_removals_percent: None,
        }
    }
}

impl Table {
    /// The policy, if the zone is published at all.
    pub(super) fn read(&self, zone: &DomainName) -> Result<Option<DnsPolicy>, String> {
        let servers = self.servers(zone)?;
        let primary = match &self.primary {
            Some(text) => name("dns.primary", text, zone)?,
            None => match servers.first() {
                Some(first) => first.name.clone(),
                None => return Err("dns.server: at least one is needed".to_owned()),
            },
        };
        let policy = DnsPolicy {
            primary,
            mailbox: mailbox(&self.mailbox, zone)?,
            timers: self.soa.read()?,
            servers,
            records: records::read(&self.record, zone)?,
            name_servers_min: self.least()?,
            expired: match self.expired {
                ExpiredWord::Published => Expired::Published,
                ExpiredWord::Withheld => Expired::Withheld,
            },
            signing: self.signing.read()?,
            guard: self.guard.read()?,
            digest: match self.digest {
                DigestWord::Served => ZoneDigest::Served,
                DigestWord::Exported => ZoneDigest::Exported,
                DigestWord::None => ZoneDigest::Nowhere,
            },
            checks: match self.checks {
                ChecksWord::Off => ServerChecks::Off,
                ChecksWord::Warn => ServerChecks::Warn,
                ChecksWord::Delay => ServerChecks::Delay,
                ChecksWord::Refuse => ServerChecks::Refuse,
            },
            check_errors: self.check_errors()?,
            child_signals: self.child_signals(),
            notify: self.notify(zone)?,
        };
        Ok(self.published.then_some(policy))
    }

    /// What the list names, or what makes a name fail for some or for all who ask.
    fn check_errors(&self) -> Result<Vec<FindingKind>, String> {
        let Some(words) = &self.check_errors else { return Ok(FindingKind::ERRORS.to_vec()) };
        let kind = |word: &String| {
            let kind = FindingKind::parse(word).filter(|kind| !kind.is_unfinished());
            kind.ok_or_else(|| format!("dns.check_errors: {word} is no finding that can be chosen"))
        };
        let mut kinds = words.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        kinds.sort();
        kinds.dedup();
        Ok(kinds)
    }

    fn notify(&self, zone: &DomainName) -> Result<Option<NotifyDoor>, String> {
        let Some(table) = &self.notify else { return Ok(None) };
        if !self.child_signals {
            return Err("dns.notify: nobody is heard there without dns.child_signals".to_owned());
        }
        let name = name("dns.notify.name", &table.name, zone)?;
        Ok(Some(NotifyDoor { name, port: table.port }))
    }

    const fn child_signals(&self) -> Offer {
        offer(self.child_signals)
    }

    fn servers(&self, zone: &DomainName) -> Result<Vec<ApexServer>, String> {
        let mut servers: Vec<ApexServer> = Vec::new();
        for table in &self.server {
            let server = table.read(zone)?;
            if servers.iter().any(|other| other.name == server.name) {
                return Err(format!("dns.server: {} is there twice", server.name));
            }
            servers.push(server);
        }
        if servers.is_empty() {
            return Err("dns.server: at least one is needed".to_owned());
        }
        Ok(servers)
    }

    fn least(&self) -> Result<u8, String> {
        match self.name_servers_min {
            least @ 1..=13 => Ok(least),
            other => Err(format!("dns.name_servers_min: {other} is not between 1 and 13")),
        }
    }
}

impl ServerTable {
    fn read(&self, zone: &DomainName) -> Result<ApexServer, String> {
        let name = name("dns.server.name", &self.name, zone)?;
        let inside = name.is_below(zone);
        if inside && self.addresses.is_empty() {
            return Err(format!("dns.server {name}: it lies in the zone and needs addresses"));
        }
        if !inside && !self.addresses.is_empty() {
            return Err(format!(
                "dns.server {name}: it lies elsewhere, where its addresses are published"
            ));
        }
        Ok(ApexServer { name, addresses: self.addresses.clone() })
    }
}

impl SoaTable {
    fn read(&self) -> Result<SoaTimers, String> {
        let Self { refresh, retry, expire, negative, ttl } = *self;
        let timers = [
            ("refresh", refresh),
            ("retry", retry),
            ("expire", expire),
            ("negative", negative),
            ("ttl", ttl),
        ];
        for (key, seconds) in timers {
            if !(1..=LONGEST).contains(&seconds) {
                return Err(format!("dns.soa.{key}: {seconds} is not 1 to {LONGEST} seconds"));
            }
        }
        if retry > refresh {
            return Err("dns.soa.retry: it is longer than dns.soa.refresh".to_owned());
        }
        // A secondary that cannot ask often enough would drop a zone that is well (RFC 1912, 2.2).
        if expire < refresh.saturating_add(retry) {
            return Err("dns.soa.expire: it is shorter than refresh and retry together".to_owned());
        }
        Ok(SoaTimers { refresh, retry, expire, negative, ttl })
    }
}

impl GuardTable {
    fn read(&self) -> Result<GuardPolicy, String> {
        let Self { removals_max, removals_percent, window_hours: hours, .. } = *self;
        // What a day takes away is more than what a publication does, and not much more.
        let max = removals_max.saturating_mul(3);
        let percent = removals_percent.saturating_mul(3).min(100);
        let window = RemovalsWindow {
            hours,
            removals_max: self.window_removals_max.unwrap_or(max),
            removals_percent: self.window_removals_percent.unwrap_or(percent),
        };
        for (key, percent) in [
            ("removals_percent", removals_percent),
            ("window_removals_percent", window.removals_percent),
        ] {
            if percent > 100 {
                return Err(format!("dns.guard.{key}: {percent} is more than 100"));
            }
        }
        if !(1..=LONGEST_WINDOW).contains(&hours) {
            return Err(format!("dns.guard.window_hours: {hours} is not 1 to {LONGEST_WINDOW}"));
        }
        Ok(GuardPolicy { removals_max, removals_percent, window })
    }
}

/// A whole name, or one that ends with `@` for the zone.
fn name(key: &str, text: &str, zone: &DomainName) -> Result<DomainName, String> {
    let whole = match text.strip_suffix('@') {
        Some("") => zone.as_str().to_owned(),
        Some(below) if below.ends_with('.') => format!("{below}{zone}"),
        _ => text.to_owned(),
    };
    DomainName::parse(&whole).map_err(|_| format!("{key}: {text} is no name"))
}

/// `hostmaster@nic.pt` as the name `hostmaster.nic.pt` (RFC 1035, section 8).
fn mailbox(text: &str, zone: &DomainName) -> Result<DomainName, String> {
    let wrong = || {
        format!(
            "dns.mailbox: {text} is no address such as hostmaster@nic.example without further dots before the @"
        )
    };
    let (user, host) = text.split_once('@').ok_or_else(wrong)?;
    if user.contains('.') {
        return Err(wrong());
    }
    name("dns.mailbox", &format!("{user}.{host}"), zone).map_err(|_| wrong())
}

const fn dns_port() -> u16 {
    53
}

const fn yes() -> bool {
    true
}

const fn one() -> u8 {
    1
}

#[cfg(test)]
mod tests;
