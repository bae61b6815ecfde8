//! Name servers and delegation signers of a domain.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::zone::{HostModel, SignerForm, SpecialAddress, Zone};

use crate::rule::require;

/// Refuses name servers that the zone does not want.
///
/// # Errors
/// Too many, twice the same, the wrong host model, missing or unwanted or impossible addresses.
pub fn servers_fit(
    domain: &DomainName,
    servers: &[NameServer],
    zone: &Zone,
) -> Result<(), Refusal> {
    let most = zone.name_servers_max;
    require(servers.len() <= usize::from(most), || Refusal::NameServersTooMany(most))?;
    is_of_one_model(servers, zone.hosts)?;
    for (at, server) in servers.iter().enumerate() {
        let twice = servers[..at]
            .iter()
            .any(|other| other.name() == server.name());
        require(!twice, || Refusal::Duplicate(server.name().to_string()))?;
        if let NameServer::Attribute { name, addresses } = server {
            has_right_addresses(domain, name, addresses, &zone.special_addresses)?;
        }
    }
    Ok(())
}

fn is_of_one_model(servers: &[NameServer], model: HostModel) -> Result<(), Refusal> {
    let objects = servers
        .iter()
        .filter(|s| matches!(s, NameServer::Object(_)))
        .count();
    let attributes = servers.len() - objects;
    let fits = match model {
        HostModel::Attributes => objects == 0,
        HostModel::Objects => attributes == 0,
        HostModel::Either => objects == 0 || attributes == 0,
    };
    require(fits, || Refusal::HostModelNotOffered)
}

/// A server below the domain needs glue; one elsewhere must not have any.
fn has_right_addresses(
    domain: &DomainName,
    server: &DomainName,
    addresses: &[IpAddr],
    special: &[SpecialAddress],
) -> Result<(), Refusal> {
    let below = server.is_below(domain) || server == domain;
    if below {
        require(!addresses.is_empty(), || Refusal::AddressMissing(server.clone()))?;
    } else {
        require(addresses.is_empty(), || Refusal::AddressUnwanted(server.clone()))?;
    }
    addresses_can_serve(addresses, special)
}

/// Refuses addresses that no resolver of the internet could reach, unless the zone takes such
/// special ones, and the same one twice.
///
/// # Errors
/// [`Refusal::AddressNotRoutable`], [`Refusal::Duplicate`].
pub fn addresses_can_serve(
    addresses: &[IpAddr],
    special: &[SpecialAddress],
) -> Result<(), Refusal> {
    for (at, address) in addresses.iter().enumerate() {
        let fits = match reach_of(address) {
            Reach::Global => true,
            Reach::Special(kind) => special.contains(&kind),
            Reach::None => false,
        };
        require(fits, || Refusal::AddressNotRoutable(address.to_string()))?;
        let twice = addresses[..at].contains(address);
        require(!twice, || Refusal::Duplicate(address.to_string()))?;
    }
    Ok(())
}

/// From where an address can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    Global,
    Special(SpecialAddress),
    None,
}

/// By IANA's registries of special-purpose addresses (RFC 6890).
const fn reach_of(address: &IpAddr) -> Reach {
    match address {
        IpAddr::V4(v4) => reach_of_v4(*v4),
        IpAddr::V6(v6) => reach_of_v6(*v6),
    }
}

const fn reach_of_v4(address: Ipv4Addr) -> Reach {
    match address.octets() {
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Reach::Special(SpecialAddress::Documentation)
        }
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => {
            Reach::Special(SpecialAddress::Private)
        }
        // This network, loopback, link-local, protocol assignments, benchmarks, multicast, reserved.
        [0 | 127, ..] | [169, 254, ..] | [192, 0, 0, _] | [198, 18 | 19, ..] | [224..=255, ..] => {
            Reach::None
        }
        _ => Reach::Global,
    }
}

/// Unicast of the internet begins with 001, and all else, mapped addresses among it, is for other
/// ends.
const fn reach_of_v6(address: Ipv6Addr) -> Reach {
    match address.segments() {
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => {
            Reach::Special(SpecialAddress::Documentation)
        }
        [0xfc00..=0xfdff, ..] => Reach::Special(SpecialAddress::Private),
        // Teredo, benchmarks and the like are below 2001::/23.
        [0x2001, 0..=0x01ff, ..] => Reach::None,
        [0x2000..=0x3fff, ..] => Reach::Global,
        _ => Reach::None,
    }
}

/// Refuses delegation signers that no resolver could use.
///
/// # Errors
/// [`Refusal::SignerInvalid`], [`Refusal::Duplicate`].
pub fn signers_fit(signers: &[Signer], zone: &Zone) -> Result<(), Refusal> {
    let most = usize::from(zone.signers_max);
    require(signers.len() <= most, || Refusal::SignerInvalid("dsData", signers.len().to_string()))?;
    for (at, signer) in signers.iter().enumerate() {
        let twice = signers[..at].contains(signer);
        require(!twice, || Refusal::Duplicate(signer.key_tag.to_string()))?;
        is_usable(signer)?;
    }
    Ok(())
}

/// Refuses signers that a command gives in a form that the zone does not take (RFC 5910, section 4).
///
/// # Errors
/// [`Refusal::SignerFormNotOffered`] with the form that was used.
pub fn form_fits(form: Option<SignerForm>, given: &[Signer], zone: &Zone) -> Result<(), Refusal> {
    if given.is_empty() {
        return Ok(());
    }
    let by_key = form == Some(SignerForm::Key);
    let refused = match zone.signer_form {
        SignerForm::Ds if by_key => "keyData",
        SignerForm::Key if !by_key => "dsData",
        SignerForm::Ds | SignerForm::Key | SignerForm::Either => return Ok(()),
    };
    Err(Refusal::SignerFormNotOffered(refused))
}

/// RFC 8624: what may be published. SHA-1 digests and algorithms before 8 are refused.
fn is_usable(signer: &Signer) -> Result<(), Refusal> {
    let algorithm = signer.algorithm;
    let known = matches!(algorithm, 8 | 10 | 13..=16);
    require(known, || Refusal::SignerInvalid("alg", algorithm.to_string()))?;
    let octets = match signer.digest_type {
        2 => 32,
        4 => 48,
        other => return Err(Refusal::SignerInvalid("digestType", other.to_string())),
    };
    let given = signer.digest.len();
    require(given == octets, || Refusal::SignerInvalid("digest", format!("{given} octets")))?;
    let Some(key) = &signer.key else { return Ok(()) };
    require(key.flags == 257, || Refusal::SignerInvalid("flags", key.flags.to_string()))?;
    require(key.protocol == 3, || Refusal::SignerInvalid("protocol", key.protocol.to_string()))?;
    require(key.algorithm == algorithm, || Refusal::SignerInvalid("alg", key.algorithm.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_internet_reaches_serves_unless_the_zone_says_so() {
        use SpecialAddress::{Documentation, Private};
        for (text, wanted) in [
            ("193.136.0.1", Reach::Global),
            ("2001:690::53", Reach::Global),
            ("2a00::1", Reach::Global),
            ("192.0.2.1", Reach::Special(Documentation)),
            ("203.0.113.255", Reach::Special(Documentation)),
            ("2001:db8::1", Reach::Special(Documentation)),
            ("3fff:fff::1", Reach::Special(Documentation)),
            ("10.0.0.1", Reach::Special(Private)),
            ("172.31.255.255", Reach::Special(Private)),
            ("192.168.1.1", Reach::Special(Private)),
            ("100.64.0.1", Reach::Special(Private)),
            ("fd00::1", Reach::Special(Private)),
            ("127.0.0.1", Reach::None),
            ("127.8.9.1", Reach::None),
            ("0.0.0.0", Reach::None),
            ("169.254.1.1", Reach::None),
            ("192.0.0.8", Reach::None),
            ("198.18.0.1", Reach::None),
            ("224.0.0.1", Reach::None),
            ("255.255.255.255", Reach::None),
            ("::", Reach::None),
            ("::1", Reach::None),
            ("::ffff:193.136.0.1", Reach::None),
            ("64:ff9b::1", Reach::None),
            ("100::1", Reach::None),
            ("2001::1", Reach::None),
            ("fe80::1", Reach::None),
            ("fec0::1", Reach::None),
            ("ff02::1", Reach::None),
        ] {
            assert_eq!(reach_of(&text.parse().unwrap()), wanted, "{text}");
        }
        let example = ["192.0.2.1".parse().unwrap()];
        assert_eq!(addresses_can_serve(&example, &[Documentation]), Ok(()));
        for zone in [&[][..], &[Private]] {
            let refused = Refusal::AddressNotRoutable("192.0.2.1".to_owned());
            assert_eq!(addresses_can_serve(&example, zone), Err(refused));
        }
    }
}
