//! `foral domain`.

mod show;

use foral_model::command::{Command, Freeze};
use foral_model::status::Status;
use foral_model::time::Timestamp;

use crate::cli::{DisputeStep, DomainTask, Instance};
use crate::failure::Failure;
use crate::{instance, output};

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(asked: &Instance, task: &DomainTask) -> Result<(), Failure> {
    let config = instance::config(asked)?;
    let registry = instance::open(&config).await?;
    match task {
        DomainTask::Show { name, listing } => {
            show::domain(&registry, &config, &super::domain_name(name)?, *listing).await?;
        }
        DomainTask::Status { name, add, remove } => {
            let add: Vec<_> = add
                .iter()
                .map(|text| timed(text))
                .collect::<Result<_, _>>()?;
            let now = registry.moment().await?;
            if let Some((status, _)) = add
                .iter()
                .find(|(_, until)| until.is_some_and(|u| u <= now))
            {
                return Err(Failure::says(format!("{status}: it would end in the past")));
            }
            let command = Command::ServerStatus {
                name: super::domain_name(name)?,
                add,
                remove: remove
                    .iter()
                    .map(|text| status(text))
                    .collect::<Result<_, _>>()?,
            };
            super::execute(&registry, &command).await?;
            output::say(format!("the statuses of {name} are changed"));
        }
        DomainTask::Look { name } => {
            let command = Command::InspectionAgain(super::domain_name(name)?);
            super::execute(&registry, &command).await?;
            output::say(format!("the name servers of {name} are looked at again"));
        }
        DomainTask::Publish { name } => {
            let command = Command::InspectionOverrule(super::domain_name(name)?);
            super::execute(&registry, &command).await?;
            output::say(format!("the new name servers of {name} are published"));
        }
        DomainTask::Dispute { name, step } => {
            let (freeze, what) = match step {
                DisputeStep::Begin => (Freeze::Begin, "frozen"),
                DisputeStep::End => (Freeze::End, "free again"),
            };
            let command = Command::Dispute(super::domain_name(name)?, freeze);
            super::execute(&registry, &command).await?;
            output::say(format!("{name} is {what}"));
        }
    }
    Ok(())
}

/// A status, with the instant at which it clears itself if there is an @.
fn timed(text: &str) -> Result<(Status, Option<Timestamp>), Failure> {
    match text.split_once('@') {
        Some((word, until)) => Ok((status(word)?, Some(super::instant(until)?))),
        None => Ok((status(text)?, None)),
    }
}

fn status(text: &str) -> Result<Status, Failure> {
    Status::parse(text).ok_or_else(|| Failure::says(format!("“{text}” is no status of EPP")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_holds_for_good_or_until_an_instant() {
        let until = Timestamp::parse("2027-03-01T00:00:00Z").unwrap();
        assert_eq!(timed("serverHold").unwrap(), (Status::ServerHold, None));
        assert_eq!(timed("serverHold@2027-03-01").unwrap(), (Status::ServerHold, Some(until)));
        for wrong in ["hold", "serverHold@", "serverHold@soon", "hold@2027-03-01"] {
            assert!(timed(wrong).is_err(), "{wrong}");
        }
    }
}
