//! The zone that is measured: its names, servers, addresses and keys are made up.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use foral_dns::delegation::{Apex, ApexTtls, Delegation, Ds, Ttls};
use foral_dns::keys::{Algorithm, Keyring, Role, Safe, Times};
use foral_dns::wire::Name;
use foral_dns::wire::rdata::Soa;
use foral_model::time::Timestamp;

use crate::failed::Failed;

/// A key that signs keys and one that signs the zone.
pub(crate) fn keys(now: Timestamp) -> Result<Keyring, Failed> {
    keys_in(Safe::default(), now)
}

/// The same, made where a safe says.
pub(crate) fn keys_in(safe: Safe, now: Timestamp) -> Result<Keyring, Failed> {
    let failed = |error| Failed::new("a key", error);
    let mut keys = Keyring::making(safe, &origin()?);
    let times = Times::from(now);
    keys.generate(Role::KeySigning, Algorithm::EcdsaP256, times)
        .map_err(failed)?;
    let times = Times { submitted: None, ..times };
    keys.generate(Role::ZoneSigning, Algorithm::EcdsaP256, times)
        .map_err(failed)?;
    Ok(keys)
}

/// In canonical order: 30 % with a host of their own, 40 % with a DS, two name servers each.
pub(crate) fn delegations(count: usize) -> impl Iterator<Item = Delegation> {
    // A name of digits below a short one is never too long.
    (0..count).filter_map(|place| delegation(place, place % 5).ok())
}

/// The delegation at a place; with a DS if `kind` is 2 or 4.
pub(crate) fn delegation(place: usize, kind: usize) -> Result<Delegation, Failed> {
    let owner = child(&origin()?, format!("nome-{place:08}").as_bytes())?;
    let pool =
        child(&child(&Name::root(), b"net")?, format!("host{:04}", place % 2_000).as_bytes())?;
    let (mut ns, mut glue) = (vec![child(&pool, b"ns1")?, child(&pool, b"ns2")?], Vec::new());
    if place % 10 < 3 {
        let host = child(&owner, b"ns1")?;
        let low = place as u32;
        glue.push((host.clone(), IpAddr::V4(Ipv4Addr::from(0x0a00_0000 | low & 0xff_ffff))));
        glue.push((
            host.clone(),
            IpAddr::V6(Ipv6Addr::from(0x2001_0db8_u128 << 96 | u128::from(low))),
        ));
        ns[0] = host;
    }
    let digest = std::array::from_fn::<u8, 32, _>(|at| (place >> (at % 4 * 8)) as u8 ^ at as u8);
    let ds = Ds { key_tag: place as u16, algorithm: 13, digest_type: 2, digest: Box::from(digest) };
    let ds = if kind == 2 || kind == 4 { vec![ds] } else { Vec::new() };
    let ttl = Ttls { ns: 86_400, ds: 86_400, a: 86_400, aaaa: 86_400 };
    Ok(Delegation { owner, ns, ds, glue, ttl })
}

/// The apex, with one name server elsewhere.
pub(crate) fn apex() -> Result<Apex, Failed> {
    let server = child(&child(&Name::root(), b"net")?, b"primary")?;
    let soa = Soa {
        mname: server.clone(),
        rname: child(&origin()?, b"hostmaster")?,
        serial: 0,
        refresh: 3_600,
        retry: 600,
        expire: 1_209_600,
        minimum: 300,
    };
    let ttl = ApexTtls { soa: 3_600, ns: 86_400, dnskey: 3_600, address: 86_400 };
    Ok(Apex { soa, ns: vec![server], addresses: Vec::new(), further: Vec::new(), ttl })
}

/// The zone's name.
pub(crate) fn origin() -> Result<Name, Failed> {
    child(&Name::root(), b"zone")
}

/// A name below another.
pub(crate) fn child(parent: &Name, label: &[u8]) -> Result<Name, Failed> {
    parent
        .child(label)
        .ok_or_else(|| Failed::says("a name is too long"))
}
