//! Zones where they were left, with their keys: what is signed here, and what goes on to be signed until
//! its parent has let its keys go.

use std::collections::HashMap;
use std::sync::Arc;

use foral_dns::feed::as_it_was;
use foral_dns::keys::file::Directory;
use foral_dns::keys::{Failed, Keyring, withdrawal};
use foral_dns::publish::{self, Publisher};
use foral_dns::wire::Name;
use foral_dns::zone::Denial;
use foral_model::name::DomainName;
use foral_model::zone::{DnsPolicy, Signing, SigningPolicy, Zone};
use foral_registry::clock::Clock;
use tokio::task::block_in_place;

use super::vault::{self, Vault, safe, vault};
use crate::config::dns::Dns;
use crate::failure::Failure;

/// Records in the diffs of a zone that are kept for IXFR, at most.
const HISTORY: usize = 500_000;

/// The keys of the zones that are signed here.
///
/// # Errors
/// If they cannot be read, or do not open.
pub(super) fn opened(
    zones: &[Arc<Zone>],
    dns: &Dns,
) -> Result<HashMap<DomainName, (Vault, Keyring)>, Failure> {
    let mut signed = Vec::new();
    for zone in zones {
        let Some(policy) = &zone.dns else { continue };
        if matches!(policy.signing, Signing::Here(_)) {
            signed.push(zone.name.clone());
        }
    }
    if signed.is_empty() {
        return Ok(HashMap::new());
    }
    // A token is looked for, and a passphrase is costly: both take a while.
    block_in_place(|| {
        let safe = safe(dns)?;
        let vaults = signed.iter().map(|zone| vault(dns, safe.clone(), zone));
        let vaults: Vec<Vault> = vaults.collect();
        let keys = vault::load_all(&vaults)?;
        Ok(signed
            .into_iter()
            .zip(vaults.into_iter().zip(keys))
            .collect())
    })
}

/// Whether zones that have no keys yet are given some.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FirstKeys {
    /// They are.
    Made,
    /// They are an error.
    Needed,
}

/// A zone where it was left.
pub(super) struct Opened {
    pub(super) publisher: Publisher,
    /// Where its keys are, if it is signed here.
    pub(super) vault: Option<Directory>,
    /// How it is signed on though its policy says no more that it is.
    pub(super) signing: Option<SigningPolicy>,
}

/// A zone where it was left, and its keys if it is signed here, or was.
///
/// # Errors
/// If its files cannot be read, or it has no keys and is to have some already.
pub(super) fn publisher(
    zone: &Zone,
    policy: &DnsPolicy,
    dns: &Dns,
    opened: Option<(Vault, Keyring)>,
    (first_keys, floor): (FirstKeys, Option<u32>),
) -> Result<Opened, Failure> {
    let directory = dns.directory.join("zones").join(zone.name.as_str());
    let mut settings = publish::Settings {
        history: HISTORY,
        floor,
        ..publish::Settings::new(Name::from_domain(&zone.name), directory)
    };
    settings.follow(policy);
    let (mut keys, mut kept) = (Keyring::new(), None);
    if let (Signing::Here(signing), Some((vault, loaded))) = (policy.signing, opened) {
        keys = loaded;
        if keys.is_empty() && first_keys == FirstKeys::Needed {
            let name = &zone.name;
            return Err(Failure::says(format!(
                "{name} is signed here and has no keys: `foral zone key generate {name}` makes them"
            )));
        }
        if keys.is_empty() {
            keys = vault.generate(signing.algorithm)?;
        }
        kept = Some(vault.into_directory());
    }
    let mut publisher = Publisher::open(settings, keys, Clock::system().now())
        .map_err(|refused| Failure::new(format_args!("zone {}", zone.name), refused))?;
    let mut signing = None;
    if policy.signing == Signing::Elsewhere {
        (signing, kept) = signed_on(zone, dns, &mut publisher)?;
    } else if let Some(vault) = &kept {
        sign_again(&mut publisher, vault)
            .map_err(|failed| Failure::new(format_args!("the keys of {}", zone.name), failed))?;
    }
    Ok(Opened { publisher, vault: kept, signing })
}

/// A zone that left signing, and is signed again with keys that were left over then, asks its parent
/// for them again.
fn sign_again(publisher: &mut Publisher, vault: &Directory) -> Result<(), Failed> {
    let (version, mut keys) = (publisher.published().current(), publisher.keys().clone());
    let has_left = version.is_whole() && version.denial() == Denial::None;
    if has_left && withdrawal::cancel(&mut keys).is_ok() {
        vault.save_times(&keys)?;
        publisher.set_keys(keys);
    }
    Ok(())
}

/// How a zone goes on to be signed that its policy leaves unsigned: its parent may vouch for its keys,
/// or somebody may remember that it did.
fn signed_on(
    zone: &Zone,
    dns: &Dns,
    publisher: &mut Publisher,
) -> Result<(Option<SigningPolicy>, Option<Directory>), Failure> {
    let version = publisher.published().current();
    let has_keys = vault::has_keys(dns, &zone.name)?;
    if version.denial() == Denial::None || !has_keys {
        return Ok((None, None));
    }
    let vault = vault(dns, safe(dns)?, &zone.name);
    let keys = block_in_place(|| vault.load())?;
    let signing = as_it_was(&version, &keys);
    publisher.set_keys(keys);
    Ok((signing, Some(vault.into_directory())))
}
