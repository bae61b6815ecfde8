//! From the registry's words to the zone's: what a policy says of the apex, what a domain says of a
//! delegation.

use std::net::IpAddr;

use foral_model::name::DomainName;
use foral_model::zone::{DnsPolicy, NotifyDoor, OwnData, OwnRecord};
use foral_registry::zone_feed;

use crate::delegation::{Apex, ApexTtls, Delegation, Ds, Ttls};
use crate::wire::rdata::{self, Soa};
use crate::wire::{Name, Record, Rtype};

/// The apex that a policy describes.
pub fn apex(origin: &Name, policy: &DnsPolicy) -> Apex {
    let timers = policy.timers;
    let addresses = policy.servers.iter().flat_map(|server| {
        let name = Name::from_domain(&server.name);
        server
            .addresses
            .iter()
            .map(move |address| (name.clone(), *address))
    });
    Apex {
        soa: Soa {
            mname: Name::from_domain(&policy.primary),
            rname: Name::from_domain(&policy.mailbox),
            serial: 0,
            refresh: timers.refresh,
            retry: timers.retry,
            expire: timers.expire,
            minimum: timers.negative,
        },
        ns: policy
            .servers
            .iter()
            .map(|server| Name::from_domain(&server.name))
            .collect(),
        addresses: addresses.collect(),
        further: policy
            .records
            .iter()
            .filter_map(|record| own(record, timers.ttl))
            .chain(
                policy
                    .notify
                    .as_ref()
                    .and_then(|door| dsync(origin, door, timers.ttl)),
            )
            .collect(),
        ttl: ApexTtls { soa: timers.ttl, ns: timers.ttl, dnskey: timers.ttl, address: timers.ttl },
    }
}

/// What tells each child where its notifications are heard (RFC 9859, section 3): a wildcard below
/// `_dsync`. None if that is too long for a name.
fn dsync(origin: &Name, door: &NotifyDoor, ttl: u32) -> Option<Record> {
    let owner = origin.child(b"_dsync")?.child(b"*")?;
    let rdata = rdata::dsync(Rtype::CDS, door.port, &Name::from_domain(&door.name));
    Some(Record { owner, rtype: Rtype::DSYNC, ttl, rdata })
}

/// A record of the registry's own; none if a CAA record's tag is too long, which the policy refuses.
fn own(record: &OwnRecord, ttl: u32) -> Option<Record> {
    let owner = Name::from_domain(&record.owner);
    let (rtype, rdata) = match &record.data {
        OwnData::Txt(text) => (Rtype::TXT, rdata::txt(text.as_bytes())),
        OwnData::Caa(tag, value) => (Rtype::CAA, rdata::caa(0, tag, value.as_bytes())?),
        OwnData::Address(address) => rdata::address(*address),
    };
    Some(Record { owner, rtype, ttl, rdata })
}

/// What the zone says of a name. Where hosts ask for different times to live of their addresses the
/// shortest one counts for all.
pub(super) fn delegation(
    name: &DomainName,
    said: &zone_feed::Delegation,
    glue: &[zone_feed::Glue],
) -> Delegation {
    let shortest = |is_kind: fn(&IpAddr) -> bool| {
        let ttls = glue
            .iter()
            .filter(|glue| is_kind(&glue.address))
            .map(|glue| glue.ttl);
        ttls.min().unwrap_or(said.servers_ttl)
    };
    Delegation {
        owner: Name::from_domain(name),
        ns: said.servers.iter().map(Name::from_domain).collect(),
        ds: said.signers.iter().map(Ds::from).collect(),
        glue: glue
            .iter()
            .map(|glue| (Name::from_domain(&glue.server), glue.address))
            .collect(),
        ttl: Ttls {
            ns: said.servers_ttl,
            ds: said.signers_ttl,
            a: shortest(IpAddr::is_ipv4),
            aaaa: shortest(IpAddr::is_ipv6),
        },
    }
}

#[cfg(test)]
mod tests {
    use foral_registry::policy;

    use super::*;

    const PT: &str = include_str!("../../../../zones/pt.toml");

    #[test]
    fn children_are_told_where_they_are_heard() {
        let origin = Name::parse_text("pt").unwrap();
        let silent = policy::parse(PT).unwrap().dns.unwrap();
        let dsync = |policy: &DnsPolicy| {
            let further = apex(&origin, policy).further;
            further
                .into_iter()
                .find(|record| record.rtype == Rtype::DSYNC)
        };
        assert_eq!(dsync(&silent), None);
        let text = PT.replace("child_signals = false", "child_signals = true")
            + "\n[dns.notify]\nname = \"notify.@\"\nport = 5300\n";
        let record = dsync(&policy::parse(&text).unwrap().dns.unwrap()).unwrap();
        assert_eq!(record.owner.to_string(), "*._dsync.pt.");
        assert_eq!(*record.rdata, *b"\0\x3b\x01\x14\xb4\x06notify\x02pt\0");
        let alone = text.replace("child_signals = true", "child_signals = false");
        assert!(
            policy::parse(&alone)
                .unwrap_err()
                .contains("dns.child_signals")
        );
    }
}
