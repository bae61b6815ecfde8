//! What of a domain is published in the DNS, and why not.

use std::net::IpAddr;

use foral_model::domain::{Domain, Lifecycle, RecordType, Signer};
use foral_model::host::{Host, NameServer};
use foral_model::inspection::Inspection;
use foral_model::name::DomainName;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::{DnsPolicy, Expired, Zone};

/// Why a registered name is not in the zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unpublished {
    /// The zone is not published at all.
    ZoneUnpublished,
    /// Its registrar keeps it out.
    ClientHold,
    /// The registry keeps it out.
    ServerHold,
    /// It was deleted, and can be restored.
    Redemption,
    /// It is on its way out.
    PendingDelete,
    /// It is past its expiry, and the zone does not publish it then.
    Expired,
    /// It has no name servers.
    NoNameServers,
    /// It has fewer name servers than the zone demands.
    FewNameServers,
    /// Its name servers have not been seen to answer as the zone demands.
    ServersNotSeen,
    /// It shall be in the zone, and waits to be published.
    NotYet,
}

impl Unpublished {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::ZoneUnpublished,
        Self::ClientHold,
        Self::ServerHold,
        Self::Redemption,
        Self::PendingDelete,
        Self::Expired,
        Self::NoNameServers,
        Self::FewNameServers,
        Self::ServersNotSeen,
        Self::NotYet,
    ];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZoneUnpublished => "zone-unpublished",
            Self::ClientHold => "client-hold",
            Self::ServerHold => "server-hold",
            Self::Redemption => "redemption",
            Self::PendingDelete => "pending-delete",
            Self::Expired => "expired",
            Self::NoNameServers => "no-name-servers",
            Self::FewNameServers => "few-name-servers",
            Self::ServersNotSeen => "servers-not-seen",
            Self::NotYet => "not-yet",
        }
    }
}

/// Seconds within which a change is published as a rule.
const MOMENT: i64 = 5;

/// Whether a name is in its zone, by the zone as it is published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// It is.
    There,
    /// It is not.
    NotThere,
    /// Nobody here publishes the zone.
    Unknown,
}

impl Presence {
    /// Why a name is not in the DNS, if it is not, though it may be there on: by why it shall not be.
    /// Where nobody knows, what shall be is told; and so it is of a name that changed just now, since
    /// a publication takes its moment.
    pub fn reason(
        self,
        wish: Option<Unpublished>,
        changed: Timestamp,
        now: Timestamp,
    ) -> Option<Unpublished> {
        match (self, wish) {
            (Self::There, _) => None,
            (Self::NotThere, None) if now < changed.plus_seconds(MOMENT) => None,
            (Self::NotThere, None) => Some(Unpublished::NotYet),
            (Self::NotThere | Self::Unknown, wish) => wish,
        }
    }
}

/// Whether the first publication of a name waits for a look at its servers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FirstLook {
    /// It does, and nothing is published meanwhile.
    Awaited,
    /// It does not, or no more.
    Past,
}

impl FirstLook {
    /// By the latest look at the name's servers, or the wait for it.
    pub fn of(latest: Option<&Inspection>) -> Self {
        match latest {
            Some(look) if look.is_waiting() && look.before.is_none() => Self::Awaited,
            _ => Self::Past,
        }
    }
}

/// What the zone says of a published name, without glue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delegation {
    /// The name servers, in order.
    pub servers: Vec<DomainName>,
    /// The delegation signers, in order, each once.
    pub signers: Vec<Signer>,
    /// Time to live of the name servers, in seconds.
    pub servers_ttl: u32,
    /// Time to live of the signers, in seconds.
    pub signers_ttl: u32,
}

/// An address that the zone must say so that a server can be found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Glue {
    /// The server.
    pub server: DomainName,
    /// Its address.
    pub address: IpAddr,
    /// Time to live, in seconds.
    pub ttl: u32,
}

/// In the order in which a reason is told.
const OBSTACLES: &[fn(&Domain, &DnsPolicy) -> Option<Unpublished>] =
    &[deleted, held, past_expiry, without_servers];

/// Why the zone says nothing of a name as it is now, if it does not: the first reason.
fn hindrance(domain: &Domain, zone: &Zone) -> Option<Unpublished> {
    let Some(policy) = &zone.dns else { return Some(Unpublished::ZoneUnpublished) };
    OBSTACLES
        .iter()
        .find_map(|obstacle| obstacle(domain, policy))
}

/// What the zone says of a name as it is now, or why it says nothing. A dispute freezes a name and
/// leaves it where it is; one whose restoration waits for the report is published (RFC 3915, 2).
///
/// # Errors
/// The first reason.
pub fn delegation(domain: &Domain, zone: &Zone) -> Result<Delegation, Unpublished> {
    if let Some(why) = hindrance(domain, zone) {
        return Err(why);
    }
    let mut servers: Vec<DomainName> = domain
        .name_servers
        .iter()
        .map(|server| server.name().clone())
        .collect();
    servers.sort();
    servers.dedup();
    let mut signers = domain.signers.clone();
    let digest = |signer: &Signer| {
        (signer.key_tag, signer.algorithm, signer.digest_type, signer.digest.clone())
    };
    signers.sort_by_key(digest);
    signers.dedup_by_key(|signer| digest(signer));
    Ok(Delegation {
        servers,
        signers,
        servers_ttl: ttl(&domain.ttls, RecordType::Ns, zone),
        signers_ttl: ttl(&domain.ttls, RecordType::Ds, zone),
    })
}

/// Why a name is not in the zone, also when it only waits for a look at its servers; `None` if it is
/// there.
pub fn obstacle(domain: &Domain, zone: &Zone, look: FirstLook) -> Option<Unpublished> {
    let unseen = look == FirstLook::Awaited && delays(zone);
    let unseen = unseen.then_some(Unpublished::ServersNotSeen);
    hindrance(domain, zone).or(unseen)
}

/// Whether the zone publishes what is new after a look only.
pub fn delays(zone: &Zone) -> bool {
    zone.dns.as_ref().is_some_and(|dns| dns.checks.delays())
}

/// The addresses below a published name that the zone says: those that the domain has for its own
/// servers, and those of `hosts`, the host objects below it that a published name is served by.
pub fn glue(domain: &Domain, hosts: &[Host], zone: &Zone) -> Vec<Glue> {
    let attributes = domain.name_servers.iter().flat_map(|server| match server {
        NameServer::Attribute { name, addresses } => addresses
            .iter()
            .map(|address| (name, *address, &domain.ttls))
            .collect(),
        NameServer::Object(_) => Vec::new(),
    });
    let objects = hosts.iter().flat_map(|host| {
        host.addresses
            .iter()
            .map(move |address| (&host.name, *address, &host.ttls))
    });
    let below = |name: &DomainName| name == &domain.name || name.is_below(&domain.name);
    let mut glue: Vec<Glue> = attributes
        .chain(objects)
        .filter(|(server, ..)| below(server))
        .map(|(server, address, ttls)| {
            let kind = if address.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
            Glue { server: server.clone(), address, ttl: ttl(ttls, kind, zone) }
        })
        .collect();
    glue.sort();
    glue.dedup_by(|a, b| (&a.server, a.address) == (&b.server, b.address));
    glue
}

/// Whether a domain is served by a host of this name.
pub fn is_served_by(domain: &Domain, host: &DomainName) -> bool {
    domain
        .name_servers
        .iter()
        .any(|server| server.name() == host)
}

fn deleted(domain: &Domain, _: &DnsPolicy) -> Option<Unpublished> {
    match domain.lifecycle {
        Lifecycle::Redemption { .. } => Some(Unpublished::Redemption),
        Lifecycle::PendingDelete { .. } => Some(Unpublished::PendingDelete),
        Lifecycle::Registered | Lifecycle::Expired { .. } | Lifecycle::PendingRestore { .. } => {
            None
        }
    }
}

fn held(domain: &Domain, _: &DnsPolicy) -> Option<Unpublished> {
    let holds = [
        (Status::ServerHold, Unpublished::ServerHold),
        (Status::ClientHold, Unpublished::ClientHold),
    ];
    holds
        .into_iter()
        .find(|(status, _)| domain.statuses.has(*status))
        .map(|(_, why)| why)
}

fn past_expiry(domain: &Domain, policy: &DnsPolicy) -> Option<Unpublished> {
    let expired = matches!(domain.lifecycle, Lifecycle::Expired { .. });
    (expired && policy.expired == Expired::Withheld).then_some(Unpublished::Expired)
}

fn without_servers(domain: &Domain, policy: &DnsPolicy) -> Option<Unpublished> {
    match domain.name_servers.len() {
        0 => Some(Unpublished::NoNameServers),
        few if few < usize::from(policy.name_servers_min) => Some(Unpublished::FewNameServers),
        _ => None,
    }
}

fn ttl(asked: &[(RecordType, u32)], kind: RecordType, zone: &Zone) -> u32 {
    let asked = asked
        .iter()
        .find(|(asked, _)| *asked == kind)
        .map(|(_, seconds)| *seconds);
    // The bounds may have become narrower since it was asked for.
    asked.map_or(zone.ttl.default, |seconds| seconds.clamp(zone.ttl.min, zone.ttl.max))
}

#[cfg(test)]
pub(crate) mod tests;
