//! What staff does at the command line. Each task is a command or a look-up of the registry.

pub(crate) mod certificate;
pub(crate) mod clock;
pub(crate) mod domain;
pub(crate) mod letter;
pub(crate) mod registrar;
pub(crate) mod user;
pub(crate) mod zone;

use std::sync::Arc;

use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_registry::Registry;

use crate::cli::{Instance, Listing};
use crate::failure::Failure;
use crate::instance;
use crate::output::Format;

/// Opens the registry of the configuration.
async fn open(instance: &Instance) -> Result<Arc<Registry>, Failure> {
    instance::open(&instance::config(instance)?).await
}

/// Lets staff carry out one command.
async fn execute(registry: &Registry, command: &Command) -> Result<(), Failure> {
    registry
        .execute(&instance::staff(registry), command)
        .await?;
    Ok(())
}

fn registrar_id(text: &str) -> Result<RegistrarId, Failure> {
    let wrong = || {
        Failure::says(format!(
            "“{text}” is no registrar's identifier: 3 to 16 letters, digits, hyphens or underscores"
        ))
    };
    RegistrarId::parse(text).ok_or_else(wrong)
}

fn domain_name(text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| Failure::says(format!("“{text}” is no domain name")))
}

fn format(listing: Listing) -> Format {
    if listing.json { Format::Json } else { Format::Text }
}
