//! What is to be thought of what was seen. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use foral_model::inspection::FindingKind;

use super::observe::{Answer, Extent, Found, Observed, ServerSeen};
use super::{Asked, Finding, Silent};
use crate::message::soa_serial;
use crate::validate::{self, PublicKey};
use crate::wire::{Name, Rtype};

/// How many findings of one kind are told.
const MOST_OF_A_KIND: usize = 8;

/// What was found, in the order of the servers, and no more than eight of a kind. `now` is in seconds, as signatures count them.
pub fn judge(asked: &Asked, observed: &Observed, now: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in &observed.homeless {
        findings.push(Finding::NoAddress { server: server.clone() });
    }
    for server in &observed.unresolved {
        findings.push(Finding::Unresolved { server: server.clone() });
    }
    for (server, address) in &observed.not_public {
        findings.push(Finding::AddressNotPublic { server: server.clone(), address: *address });
    }
    for seen in &observed.servers {
        findings.extend(answers(asked, seen));
        findings.extend(servers(asked, seen));
    }
    findings.extend(starts(asked, observed));
    findings.extend(glue(asked, observed));
    findings.extend(networks(observed));
    findings.extend(signers(asked, observed, now));
    if observed.extent == Extent::Cut {
        findings.push(Finding::Unfinished);
    }
    few(findings)
}

/// The first findings of each kind. What strangers' servers say is kept, logged and mailed: it may
/// not be as much as they like.
fn few(findings: Vec<Finding>) -> Vec<Finding> {
    let mut counts: BTreeMap<FindingKind, usize> = BTreeMap::new();
    let mut kept = findings;
    kept.retain(|finding| {
        let count = counts.entry(finding.kind()).or_default();
        *count += 1;
        *count <= MOST_OF_A_KIND
    });
    kept
}

/// Whether a server answers on both ways, and with authority.
fn answers(asked: &Asked, seen: &ServerSeen) -> Vec<Finding> {
    let mut findings = Vec::new();
    let silent = |why| Silent { server: seen.server.clone(), address: seen.address, why };
    if let Err(why) = seen.soa_udp {
        findings.push(Finding::SilentUdp(silent(why)));
    }
    if let Err(why) = seen.soa_tcp {
        findings.push(Finding::SilentTcp(silent(why)));
    }
    let answered = [&seen.soa_udp, &seen.soa_tcp].into_iter().flatten();
    let wrong = answered.into_iter().find(|answer| !is_start(asked, answer));
    if let Some(answer) = wrong {
        findings.push(Finding::NotAuthoritative {
            server: seen.server.clone(),
            address: seen.address,
            rcode: answer.rcode,
        });
    }
    findings
}

/// Whether an answer about the start of authority is given with authority, and has it.
fn is_start(asked: &Asked, answer: &Answer) -> bool {
    answer.is_authoritative()
        && answer.rcode == 0
        && answer.data(&asked.name, Rtype::SOA).next().is_some()
}

/// Whether a server answers for the name at all.
fn starts_zone(asked: &Asked, seen: &ServerSeen) -> bool {
    let answered = [&seen.soa_udp, &seen.soa_tcp].into_iter().flatten();
    answered.into_iter().any(|answer| is_start(asked, answer))
}

/// Whether a server names those that are to be published. One that answers for the name and not
/// this question names none.
fn servers(asked: &Asked, seen: &ServerSeen) -> Option<Finding> {
    let named = names(&asked.name, &seen.ns);
    // Of who has no authority for the name that was found already.
    if named.is_empty() && !starts_zone(asked, seen) {
        return None;
    }
    let wished: BTreeSet<Name> = asked
        .servers
        .iter()
        .map(|server| server.name.clone())
        .collect();
    let apart = |one: &BTreeSet<Name>, other: &BTreeSet<Name>| -> Vec<Name> {
        one.difference(other).cloned().collect()
    };
    let (missing, extra) = (apart(&wished, &named), apart(&named, &wished));
    let same = missing.is_empty() && extra.is_empty();
    (!same).then(|| Finding::ServersDiffer {
        server: seen.server.clone(),
        address: seen.address,
        missing,
        extra,
    })
}

fn names(owner: &Name, found: &Found) -> BTreeSet<Name> {
    let data = found
        .iter()
        .flat_map(|answer| answer.data(owner, Rtype::NS));
    data.filter_map(|rdata| Name::parse_wire(rdata).map(|(name, _)| name))
        .collect()
}

/// Whether all servers have the same start of authority.
fn starts(asked: &Asked, observed: &Observed) -> Vec<Finding> {
    let mut serials = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for seen in &observed.servers {
        let found = seen.soa_udp.as_ref().or(seen.soa_tcp.as_ref());
        let Some(rdata) = found
            .ok()
            .and_then(|answer| answer.data(&asked.name, Rtype::SOA).next())
        else {
            continue;
        };
        let Some(serial) = soa_serial(rdata) else { continue };
        serials.insert(serial);
        let mut rest = rdata.to_vec();
        let at = rest.len() - 20;
        rest.drain(at..at + 4);
        kinds.insert(rest);
    }
    let mut findings = Vec::new();
    if kinds.len() > 1 {
        findings.push(Finding::SoaDiffers { kinds: kinds.len() });
    }
    if serials.len() > 1 {
        findings.push(Finding::SerialsDiffer { serials: serials.into_iter().collect() });
    }
    findings
}

/// Whether the zone says the same addresses of its own servers.
fn glue(asked: &Asked, observed: &Observed) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for server in asked
        .servers
        .iter()
        .filter(|server| !server.glue.is_empty())
    {
        let glue: BTreeSet<IpAddr> = server.glue.iter().copied().collect();
        let said = observed.servers.iter().flat_map(|seen| &seen.hosts);
        let other = said
            .filter(|(name, _)| *name == server.name)
            .find_map(|(_, addresses)| {
                let zone: BTreeSet<IpAddr> = addresses.iter().copied().collect();
                (zone != glue).then_some(zone)
            });
        findings.extend(other.map(|zone| Finding::GlueDiffers {
            server: server.name.clone(),
            glue: glue.iter().copied().collect(),
            zone: zone.into_iter().collect(),
        }));
    }
    findings
}

/// Whether at least two networks are used: /24, or /48.
fn networks(observed: &Observed) -> Option<Finding> {
    let networks: BTreeSet<u128> = observed
        .servers
        .iter()
        .map(|seen| match seen.address.to_canonical() {
            IpAddr::V4(address) => u128::from(address.to_bits() >> 8),
            IpAddr::V6(address) => (address.to_bits() >> 80) | 1 << 127,
        })
        .collect();
    (networks.len() == 1).then_some(Finding::OneNetwork)
}

/// Whether the signers stand for keys, and such a key signed the keys that each server has.
fn signers(asked: &Asked, observed: &Observed, now: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut stood = BTreeSet::new();
    let mut looked = false;
    for seen in &observed.servers {
        let (server, address) = (seen.server.clone(), seen.address);
        let answer = match &seen.keys {
            Some(Ok(answer)) => answer,
            // Resolvers that validate wait for the keys as much as we did.
            Some(Err(_)) if starts_zone(asked, seen) => {
                findings.push(Finding::NoKeys { server, address });
                continue;
            }
            Some(Err(_)) | None => continue,
        };
        looked = true;
        let keys: Vec<PublicKey> = answer
            .data(&asked.name, Rtype::DNSKEY)
            .filter_map(PublicKey::parse)
            .collect();
        if keys.is_empty() {
            findings.push(Finding::NoKeys { server, address });
            continue;
        }
        let mut vouched = Vec::new();
        for (place, ds) in asked.signers.iter().enumerate() {
            let matching = keys
                .iter()
                .filter(|key| validate::vouches(ds, &asked.name, key));
            for key in matching {
                stood.insert(place);
                vouched.push(key);
            }
        }
        let name = &asked.name;
        let proof = validate::proved(name, Rtype::DNSKEY, name, &answer.records, &vouched, now);
        if let Err(why) = proof {
            findings.push(Finding::KeysNotProved { server, address, why });
        }
    }
    let lonely = asked
        .signers
        .iter()
        .enumerate()
        .filter(|(place, _)| !stood.contains(place));
    findings.extend(
        lonely
            .filter(|_| looked)
            .map(|(_, ds)| Finding::SignerWithoutKey {
                key_tag: ds.key_tag,
                digest_type: ds.digest_type,
            }),
    );
    findings
}
