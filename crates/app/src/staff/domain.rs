//! `foral domain`.

use foral_model::command::{Command, Freeze};
use foral_model::status::Status;

use crate::cli::{DisputeStep, DomainTask, Instance};
use crate::failure::Failure;
use crate::output;

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &DomainTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        DomainTask::Status { name, add, remove } => {
            let command = Command::ServerStatus {
                name: super::domain_name(name)?,
                add: statuses(add)?,
                remove: statuses(remove)?,
            };
            super::execute(&registry, &command).await?;
            output::say(format!("the statuses of {name} are changed"));
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

fn statuses(texts: &[String]) -> Result<Vec<Status>, Failure> {
    let read = |text: &String| {
        Status::parse(text).ok_or_else(|| Failure::says(format!("“{text}” is no status of EPP")))
    };
    texts.iter().map(read).collect()
}
