//! Name servers and delegation signers of a domain.

use std::net::IpAddr;

use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::zone::{HostModel, SignerForm, Zone};

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
            has_right_addresses(domain, name, addresses)?;
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
) -> Result<(), Refusal> {
    let below = server.is_below(domain) || server == domain;
    if below {
        require(!addresses.is_empty(), || Refusal::AddressMissing(server.clone()))?;
    } else {
        require(addresses.is_empty(), || Refusal::AddressUnwanted(server.clone()))?;
    }
    addresses_can_serve(addresses)
}

/// Refuses addresses that no name server can have, and the same one twice.
///
/// # Errors
/// [`Refusal::AddressNotRoutable`], [`Refusal::Duplicate`].
pub fn addresses_can_serve(addresses: &[IpAddr]) -> Result<(), Refusal> {
    for (at, address) in addresses.iter().enumerate() {
        let odd = address.is_loopback()
            || address.is_unspecified()
            || address.is_multicast()
            || is_link_local(address);
        require(!odd, || Refusal::AddressNotRoutable(address.to_string()))?;
        let twice = addresses[..at].contains(address);
        require(!twice, || Refusal::Duplicate(address.to_string()))?;
    }
    Ok(())
}

fn is_link_local(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_broadcast(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
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
