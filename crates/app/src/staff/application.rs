//! `foral application`.

use foral_model::command::{ApplicationJudgement, ApplicationVerdict, Command};
use foral_model::launch::application::{Application, ApplicationId, PaidAt};
use foral_registry::Registry;
use foral_registry::application::Which;
use serde::Serialize;

use crate::cli::{ApplicationTask, Instance, Judged};
use crate::failure::Failure;
use crate::output::{self, Row};

/// An application as it is listed.
#[derive(Serialize)]
struct Line {
    id: String,
    domain: String,
    registrar: String,
    phase: String,
    status: String,
    applied: String,
    fee: String,
    paid: &'static str,
}

/// An application as it is shown.
#[derive(Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &ApplicationTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    let (judged, verdict, done) = match task {
        ApplicationTask::List { zone, all, listing } => {
            let zone = super::zones(&registry, std::slice::from_ref(zone))?;
            let which = if *all { Which::All } else { Which::Open };
            let mut lines = Vec::new();
            for zone in &zone {
                let applications = registry.applications(zone, which).await?;
                lines.extend(applications.iter().map(line));
            }
            return output::list(&lines, super::format(*listing));
        }
        ApplicationTask::Show { id, listing } => {
            let id = identifier(id)?;
            let application = registry.application(&id).await?;
            let application = application
                .ok_or_else(|| Failure::says(format!("there is no application {id}")))?;
            return output::list(&facts(&application), super::format(*listing));
        }
        ApplicationTask::Validate(judged) => (judged, ApplicationVerdict::Validate, "is valid"),
        ApplicationTask::Invalidate(judged) => {
            (judged, ApplicationVerdict::Invalidate, "is not valid")
        }
        ApplicationTask::Await(judged) => {
            (judged, ApplicationVerdict::Await, "waits for its allocation")
        }
        ApplicationTask::Custom { judged, status } => {
            (judged, ApplicationVerdict::Custom(status.clone()), "has the status")
        }
        ApplicationTask::Allocate(judged) => {
            (judged, ApplicationVerdict::Allocate, "has the name, and the others are rejected")
        }
        ApplicationTask::Reject(judged) => (judged, ApplicationVerdict::Reject, "is rejected"),
    };
    let Judged { id, reason } = judged;
    judge(&registry, id, verdict, reason.clone()).await?;
    output::say(format!("{id} {done}"));
    Ok(())
}

async fn judge(
    registry: &Registry,
    id: &str,
    verdict: ApplicationVerdict,
    reason: Option<String>,
) -> Result<(), Failure> {
    let judgement = ApplicationJudgement { id: identifier(id)?, verdict, reason };
    super::execute(registry, &Command::ApplicationJudge(judgement)).await
}

fn identifier(text: &str) -> Result<ApplicationId, Failure> {
    let wrong = || Failure::says(format!("“{text}” is no identifier of an application"));
    ApplicationId::parse(text).ok_or_else(wrong)
}

fn line(it: &Application) -> Line {
    Line {
        id: it.id.to_string(),
        domain: it.domain.name.unicode(),
        registrar: it.domain.sponsor.to_string(),
        phase: it.phase.to_string(),
        status: it.standing.state.to_string(),
        applied: it.domain.created.to_string(),
        fee: it.charge.total().to_string(),
        paid: match it.paid {
            PaidAt::Application => "with the application",
            PaidAt::Allocation => "at its allocation",
        },
    }
}

fn facts(it: &Application) -> Vec<Fact> {
    let line = line(it);
    let mut facts = vec![
        ("id", line.id),
        ("domain", line.domain),
        ("registrar", line.registrar),
        ("phase", line.phase),
        ("status", line.status),
        ("since", it.standing.since.to_string()),
    ];
    facts.extend(it.standing.remark.clone().map(|reason| ("reason", reason)));
    let holder = it.domain.registrant.as_ref().map(ToString::to_string);
    facts.extend(holder.map(|holder| ("registrant", holder)));
    facts.extend([
        ("applied", line.applied),
        ("years", it.years.to_string()),
        ("fee", line.fee),
        ("paid", line.paid.to_owned()),
    ]);
    let marks = it.evidence.marks.iter();
    facts.extend(marks.map(|mark| ("signed-mark", mark.id.clone())));
    let notices = it.evidence.notices.iter();
    facts.extend(notices.map(|notice| {
        let (id, at) = (&notice.id, notice.accepted);
        ("notice", format!("{id}, accepted {at}"))
    }));
    facts
        .into_iter()
        .map(|(name, value)| Fact { name, value })
        .collect()
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["APPLICATION", "DOMAIN", "REGISTRAR", "PHASE", "STATUS", "APPLIED", "FEE", "PAID"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.domain.clone(),
            self.registrar.clone(),
            self.phase.clone(),
            self.status.clone(),
            self.applied.clone(),
            self.fee.clone(),
            self.paid.to_owned(),
        ]
    }
}

impl Row for Fact {
    const HEADINGS: &'static [&'static str] = &["WHAT", "VALUE"];

    fn cells(&self) -> Vec<String> {
        vec![self.name.to_owned(), self.value.clone()]
    }
}
