//! `foral zone`.

use std::path::Path;

use foral_model::command::Command;
use foral_model::repository::Repository;
use foral_model::zone::{Amount, PricedVerb, Zone, ZoneState};
use foral_registry::{Registry, policy};
use serde::Serialize;

use crate::cli::{Instance, ZoneTask};
use crate::dns::control::Asked;
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::{files, instance};

use super::{keys, publication};

/// A zone as it is listed.
#[derive(Serialize)]
struct Line {
    name: String,
    repository: String,
    state: String,
    periods: Vec<u8>,
    create: String,
    renew: String,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &ZoneTask) -> Result<(), Failure> {
    let config = instance::config(instance)?;
    let registry = instance::open(&config).await?;
    match task {
        ZoneTask::Add { file, name } => {
            let text = files::read(file)?;
            let text = match name {
                Some(name) => policy::with_name(&text, &super::domain_name(name)?)
                    .map_err(|why| Failure::new(file.display(), why))?,
                None => text,
            };
            add(&registry, &config.repositories()?, file, text).await
        }
        ZoneTask::List(listing) => {
            let lines: Vec<Line> = registry.zones().iter().map(|zone| line(zone)).collect();
            output::list(&lines, super::format(*listing))
        }
        ZoneTask::Status { zone, listing } => {
            publication::ask(&config, zone, Asked::Status, Some(*listing)).await
        }
        ZoneTask::Diff { zone } => publication::ask(&config, zone, Asked::Diff, None).await,
        ZoneTask::Release { zone } => publication::ask(&config, zone, Asked::Release, None).await,
        ZoneTask::Rollback { zone } => publication::ask(&config, zone, Asked::Rollback, None).await,
        ZoneTask::Resume { zone, names } => {
            let names = names
                .iter()
                .map(|name| Ok(super::domain_name(name)?.to_string()));
            let names = names.collect::<Result<_, Failure>>()?;
            publication::ask(&config, zone, Asked::Resume(names), None).await
        }
        ZoneTask::Export { zone, file } => {
            // The server has another working directory.
            let file =
                std::path::absolute(file).map_err(|error| Failure::new(file.display(), error))?;
            publication::ask(&config, zone, Asked::Export(file), None).await
        }
        ZoneTask::Key(task) => keys::run(&registry, &config, task).await,
    }
}

async fn add(
    registry: &Registry,
    repositories: &[Repository],
    file: &Path,
    text: String,
) -> Result<(), Failure> {
    let zone = policy::parse(&text).map_err(|why| Failure::new(file.display(), why))?;
    let Zone { name, repository, .. } = &zone;
    if repositories.iter().all(|known| known.name != *repository) {
        return Err(Failure::says(format!(
            "{}: its repository {repository} is not in the configuration; a [[repository]] there \
             makes it",
            file.display()
        )));
    }
    let before = registry.zone(name).and_then(|zone| zone.dns.clone());
    super::execute(registry, &Command::ZonePut(text)).await?;
    output::say(format!("the policy of {} is in force for {}", file.display(), name.unicode()));
    for sentence in foral_dns::feed::not_followed(before.as_ref(), zone.dns.as_ref()) {
        output::say(format!("in the DNS {sentence}"));
    }
    let rows = registry.registrar_rows().await?;
    if let Some(direct) = &zone.direct
        && rows.iter().all(|row| row.card.id != *direct)
    {
        output::say(format!(
            "there is no registrar {direct} yet, which looks after domains that no other one does: \
             until `foral registrar add {direct}` nobody can give one up"
        ));
    }
    Ok(())
}

fn line(zone: &Zone) -> Line {
    Line {
        name: zone.name.unicode(),
        repository: zone.repository.to_string(),
        state: match &zone.state {
            ZoneState::Open => "open".to_owned(),
            ZoneState::Restricted { authority, .. } => format!("restricted ({authority})"),
            ZoneState::Closed { .. } => "closed".to_owned(),
        },
        periods: zone.periods.clone(),
        create: price(zone, PricedVerb::Create),
        renew: price(zone, PricedVerb::Renew),
    }
}

/// What a name without a tier costs by the latest line for any number of years.
fn price(zone: &Zone, verb: PricedVerb) -> String {
    let mut lines = zone.prices.list.iter();
    let line = lines.rfind(|line| line.verb == verb && line.tier.is_none() && line.years.is_none());
    match line.map(|line| line.amount) {
        Some(Amount::PerYear(money)) => money.to_string(),
        Some(Amount::Once(money)) => format!("{money} once"),
        None => "see the list".to_owned(),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] = &["ZONE", "STATE", "YEARS", "CREATE", "RENEW"];

    fn cells(&self) -> Vec<String> {
        let years: Vec<String> = self.periods.iter().map(u8::to_string).collect();
        let (create, renew) = (self.create.clone(), self.renew.clone());
        vec![self.name.clone(), self.state.clone(), years.join(" "), create, renew]
    }
}
