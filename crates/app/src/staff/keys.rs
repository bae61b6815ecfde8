//! `foral zone key`.

use foral_dns::keys::Algorithm;
use foral_model::zone::Signing;
use foral_registry::Registry;

use super::publication::ask;
use crate::cli::{KeyTask, Rolled, Withdrawn};
use crate::config::Config;
use crate::dns;
use crate::dns::control::Asked;
use crate::failure::Failure;
use crate::output;

/// Carries out a task.
///
/// # Errors
/// If no server publishes the zone, or it refuses; if keys are there already.
pub(super) async fn run(
    registry: &Registry,
    config: &Config,
    task: &KeyTask,
) -> Result<(), Failure> {
    match task {
        KeyTask::List { zone, listing } => ask(config, zone, Asked::Keys, Some(*listing)).await,
        KeyTask::Generate { zone } => generate(registry, config, zone),
        KeyTask::Roll { zone, what } => {
            let asked = match what {
                Rolled::Zsk => Asked::RollZoneSigning,
                Rolled::Ksk => Asked::RollKeySigning,
                Rolled::EcdsaP256 => Asked::RollAlgorithm(Algorithm::EcdsaP256.number()),
                Rolled::Ed25519 => Asked::RollAlgorithm(Algorithm::Ed25519.number()),
            };
            ask(config, zone, asked, None).await
        }
        KeyTask::Confirm { zone, tag } => ask(config, zone, Asked::Confirm(*tag), None).await,
        KeyTask::Withdraw { zone, step } => {
            let asked = match step {
                Withdrawn::Ask => Asked::WithdrawAsk,
                Withdrawn::Gone => Asked::WithdrawGone,
                Withdrawn::Cancel => Asked::WithdrawCancel,
            };
            ask(config, zone, asked, None).await
        }
    }
}

/// Makes the first keys of a zone.
fn generate(registry: &Registry, config: &Config, zone: &str) -> Result<(), Failure> {
    let name = super::domain_name(zone)?;
    let settings = config.dns()?.ok_or_else(|| {
        Failure::says("the configuration has no table [dns]: no zone is published from here")
    })?;
    let policy = registry.zone(&name).and_then(|zone| zone.dns.clone());
    let Some(Signing::Here(signing)) = policy.map(|policy| policy.signing) else {
        return Err(Failure::says(format!("{name} is no zone that is signed here")));
    };
    let vault = dns::vault(&settings, dns::safe(&settings)?, &name);
    if !vault.load()?.is_empty() {
        return Err(Failure::says(format!(
            "{name} has keys already; `foral zone key roll` follows them by new ones"
        )));
    }
    let keys = vault.generate(signing.algorithm)?;
    let tags: Vec<String> = keys
        .keys()
        .iter()
        .map(|key| key.tag().to_string())
        .collect();
    output::say(format!("{name} has the keys {}", tags.join(" and ")));
    Ok(())
}
