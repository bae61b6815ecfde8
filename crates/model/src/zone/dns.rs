//! How a zone is published in the DNS: its apex, its signatures, and what guards it.

use std::net::IpAddr;

use crate::inspection::FindingKind;
use crate::name::DomainName;

/// Everything about a zone's publication. A zone without it is not published here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DnsPolicy {
    /// The primary server's name (RFC 1035, 3.3.13: `MNAME`).
    pub primary: DomainName,
    /// The mailbox of who looks after the zone, as a name (`RNAME`).
    pub mailbox: DomainName,
    /// The timers of the zone.
    pub timers: SoaTimers,
    /// The name servers of the zone, at least one.
    pub servers: Vec<ApexServer>,
    /// Further records of the registry's own.
    pub records: Vec<OwnRecord>,
    /// Name servers that a name needs to be published, at least.
    pub name_servers_min: u8,
    /// Whether a name is published between its expiry and the end of the time for renewing it.
    pub expired: Expired,
    /// How the zone is signed.
    pub signing: Signing,
    /// What the guard lets pass.
    pub guard: GuardPolicy,
    /// Where the digest of the whole zone stands (RFC 8976).
    pub digest: ZoneDigest,
    /// What becomes of new name servers that do not answer as they should.
    pub checks: ServerChecks,
    /// Findings that keep new name servers from being published, or from being accepted.
    pub check_errors: Vec<FindingKind>,
    /// Whether children's CDS and CDNSKEY records are looked for (RFC 7344, 8078).
    pub child_signals: super::Offer,
    /// Where children's notifications are heard, as the zone says it (RFC 9859).
    pub notify: Option<NotifyDoor>,
}

/// Where notifications are heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotifyDoor {
    /// The host.
    pub name: DomainName,
    /// Its port.
    pub port: u16,
}

/// Times of a zone's apex, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SoaTimers {
    /// How often a secondary asks whether there is something new, if nobody tells it.
    pub refresh: u32,
    /// How soon it asks again after a failure.
    pub retry: u32,
    /// How long it goes on without having heard anything.
    pub expire: u32,
    /// How long resolvers keep that a name is not there (RFC 2308).
    pub negative: u32,
    /// Time to live of the apex: SOA, NS, DNSKEY and the registry's own records.
    pub ttl: u32,
}

/// A name server of a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApexServer {
    /// Its name.
    pub name: DomainName,
    /// Its addresses; needed if its name lies in the zone.
    pub addresses: Vec<IpAddr>,
}

/// A record of the registry's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnRecord {
    /// The zone, or a name below it.
    pub owner: DomainName,
    /// What it says.
    pub data: OwnData,
}

/// What a record of the registry's own says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnData {
    /// A text of at most 255 octets.
    Txt(String),
    /// Which authority may issue certificates (RFC 8659): tag and value, not critical.
    Caa(String, String),
    /// An address.
    Address(IpAddr),
}

/// Whether an expired name is published while it can still be renewed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expired {
    /// It is: nobody notices but its holder.
    Published,
    /// It is not.
    Withheld,
}

/// How a zone is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signing {
    /// By this program.
    Here(SigningPolicy),
    /// Not here: the zone leaves unsigned, and a signer of somebody else's may follow.
    Elsewhere,
}

/// How this program signs a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SigningPolicy {
    /// How the absence of names is proved.
    pub denial: Denial,
    /// What signs.
    pub algorithm: KeyAlgorithm,
    /// How long a signature lives, in days.
    pub life_days: u16,
    /// How long before its end a signature is replaced at the latest, in days.
    pub refresh_days: u16,
}

/// How the absence of names is proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Denial {
    /// The next name (RFC 4034, section 4).
    Nsec,
    /// The next hashed name, without iterations and salt, delegations that are not signed left out
    /// (RFC 5155, section 6; RFC 9276).
    Nsec3OptOut,
    /// The next hashed name, each delegation included.
    Nsec3,
}

/// What signs a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyAlgorithm {
    /// ECDSA with curve P-256 and SHA-256 (13).
    EcdsaP256,
    /// Ed25519 (15).
    Ed25519,
}

/// What the guard lets pass in one publication, and over time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GuardPolicy {
    /// Delegations that may go, at most, whatever the zone's size.
    pub removals_max: u32,
    /// Delegations that may go, at most, in percent of those that are there.
    pub removals_percent: u8,
    /// What may go in several publications together.
    pub window: RemovalsWindow,
}

/// What may go from a zone within some hours, in however many publications.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RemovalsWindow {
    /// The hours.
    pub hours: u16,
    /// Delegations that may go in them, at most, whatever the zone's size.
    pub removals_max: u32,
    /// Delegations that may go in them, at most, in percent of those that were there.
    pub removals_percent: u8,
}

/// Where the digest of the whole zone stands (RFC 8976).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ZoneDigest {
    /// In the zone, made anew for each serial.
    Served,
    /// In exported files only: making it takes a look at each record.
    Exported,
    /// Nowhere.
    Nowhere,
}

/// What becomes of new name servers that do not answer as they should.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ServerChecks {
    /// Nobody looks.
    Off,
    /// Staff is told.
    Warn,
    /// They are published when a look finds no error; until then what was there before stays.
    Delay,
    /// Commands that bring them are refused; what no look was finished at is delayed.
    Refuse,
}

impl ServerChecks {
    /// Whether what is new is published after a look only.
    pub const fn delays(self) -> bool {
        matches!(self, Self::Delay | Self::Refuse)
    }
}

impl DnsPolicy {
    /// Whether a finding speaks against new name servers. A look that was not finished always keeps
    /// them waiting.
    pub fn is_error(&self, kind: FindingKind) -> bool {
        kind.is_unfinished() || self.check_errors.contains(&kind)
    }
}
