//! `foral zone`.

use foral_model::command::Command;
use foral_model::zone::{Zone, ZoneState};
use serde::Serialize;

use crate::cli::{Instance, ZoneTask};
use crate::failure::Failure;
use crate::files;
use crate::output::{self, Row};

/// A zone as it is listed.
#[derive(Serialize)]
struct Line {
    name: String,
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
    let registry = super::open(instance).await?;
    match task {
        ZoneTask::Add { file } => {
            super::execute(&registry, &Command::ZonePut(files::read(file)?)).await?;
            output::say(format!("the policy of {} is in force", file.display()));
            Ok(())
        }
        ZoneTask::List(listing) => {
            let lines: Vec<Line> = registry.zones().iter().map(|zone| line(zone)).collect();
            output::list(&lines, super::format(*listing))
        }
    }
}

fn line(zone: &Zone) -> Line {
    Line {
        name: zone.name.unicode(),
        state: match &zone.state {
            ZoneState::Open => "open".to_owned(),
            ZoneState::Restricted { authority, .. } => format!("restricted ({authority})"),
            ZoneState::Closed { .. } => "closed".to_owned(),
        },
        periods: zone.periods.clone(),
        create: zone.prices.create.to_string(),
        renew: zone.prices.renew.to_string(),
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
