//! Plans become a job: the steps that change what is stored, and the lines that tell of it.

use foral_model::actor::Actor;
use foral_model::journal::Subject;
use foral_model::plan::{Answer, Plan};
use foral_model::time::Timestamp;

use crate::failure::Failure;
use crate::retry::Retry;
use crate::rows::deed;
use crate::statement::{Job, Value};
use crate::write;
use crate::write::journal::Line;

/// Who asked for what, and when: kept with every line of the journal.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// When the command was carried out.
    pub at: Timestamp,
    /// Who asked.
    pub actor: Actor,
    /// What was asked for, in a word: `domain:create`.
    pub verb: String,
    /// The command as JSON, without its secrets.
    pub command: String,
    /// The answer to keep, if a repetition of the command shall hear it again.
    pub retry: Option<Retry>,
}

/// The job of all plans, in their order.
///
/// Every job writes at least one line, so that all that changed can be traced and the numbers
/// that are derived from the line are the job's own.
pub(crate) fn job(plans: &[Plan], record: &Record) -> Result<Job, Failure> {
    let mut job = Job::default();
    job.steps.extend(write::answered::keep(record)?);
    let mut known = write::domain::Known::new();
    let (mut entries, mut messages, mut letters) = (0, 0, 0);
    for plan in plans {
        for change in &plan.changes {
            write::change(&mut job, &mut known, change)?;
        }
        for entry in &plan.entries {
            let number = Value::numbered(next(&mut entries))?;
            job.steps
                .extend(write::ledger::enter(&number, entry, record.at));
        }
        for draft in &plan.messages {
            let number = Value::numbered(next(&mut messages))?;
            job.steps.push(write::poll::add(number, draft, record.at)?);
        }
        for mail in &plan.mail {
            let number = Value::numbered(next(&mut letters))?;
            job.steps.push(write::outbox::add(number, mail, record.at)?);
        }
        for event in &plan.events {
            let data = deed::data(&event.deed);
            let line = Line {
                index: job.lines,
                effective: event.at.unwrap_or(record.at),
                subject: Some(&event.subject),
                deed: deed::word(&event.deed),
                data: deed::to_json(data.iter().map(|(name, value)| (*name, value.as_str())))?,
                billed: event.billed.as_ref(),
            };
            job.steps.push(write::journal::add(record, line));
            job.lines += 1;
        }
    }
    job.steps.extend(write::poll::count(plans));
    if job.lines == 0 {
        job.steps.push(quiet(plans, record)?);
        job.lines = 1;
    }
    Ok(job)
}

fn next(counter: &mut usize) -> usize {
    *counter += 1;
    *counter - 1
}

/// The line of plans that tell no history: what was refused, or that something was done.
fn quiet(plans: &[Plan], record: &Record) -> Result<crate::statement::Step, Failure> {
    let refused = plans.iter().find_map(|plan| match &plan.answer {
        Answer::Refused(refusal) => Some(refusal.name()),
        Answer::Done(_) => None,
    });
    let line = Line {
        index: 0,
        effective: record.at,
        subject: None,
        deed: if refused.is_some() { "refused" } else { "done" },
        data: deed::to_json(refused.map(|name| ("refusal", name)))?,
        billed: None,
    };
    Ok(write::journal::add(record, line))
}

/// The job of a refusal that changed nothing.
pub(crate) fn refusal(
    record: &Record,
    subject: Option<&Subject>,
    name: &str,
    data: &[(String, String)],
) -> Result<Job, Failure> {
    let mut all = data.to_vec();
    all.push(("refusal".to_owned(), name.to_owned()));
    note(record, subject, "refused", &all)
}

/// The job of a line that tells of something which changed nothing.
pub(crate) fn note(
    record: &Record,
    subject: Option<&Subject>,
    word: &str,
    data: &[(String, String)],
) -> Result<Job, Failure> {
    let data = data
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let line = Line {
        index: 0,
        effective: record.at,
        subject,
        deed: word,
        data: deed::to_json(data)?,
        billed: None,
    };
    let mut job = Job::of(vec![write::journal::add(record, line)]);
    job.lines = 1;
    Ok(job)
}
