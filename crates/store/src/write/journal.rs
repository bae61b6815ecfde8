//! Lines of the journal.

use foral_model::journal::{Billed, Subject};
use foral_model::time::Timestamp;

use crate::commit::Record;
use crate::statement::{Step, Value, params};

/// What a line says besides who and when.
pub(crate) struct Line<'a> {
    /// Its place among the lines of its job.
    pub(crate) index: i64,
    pub(crate) effective: Timestamp,
    pub(crate) subject: Option<&'a Subject>,
    pub(crate) deed: &'a str,
    /// JSON.
    pub(crate) data: String,
    pub(crate) billed: Option<&'a Billed>,
}

/// A line; the first of a job carries the command.
pub(crate) fn add(record: &Record, line: Line<'_>) -> Step {
    const SQL: &str = "INSERT INTO journal (seq, at, effective, actor_kind, actor_id, address, \
        client_trid, server_trid, subject_kind, subject_key, subject_name, deed, data, verb, \
        command, billed_to, billed, billed_currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
        ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    let actor = &record.actor;
    let row = params![
        Value::Line(line.index),
        record.at,
        line.effective,
        actor.who.kind(),
        actor.who.id(),
        actor.from.map(|address| address.to_string()),
        actor.client_trid.as_deref(),
        actor.server_trid.as_str(),
        line.subject.map_or("", Subject::kind),
        line.subject.map_or_else(String::new, Subject::key),
        line.subject.map_or_else(String::new, name),
        line.deed,
        line.data,
        record.verb.as_str(),
        (line.index == 0).then_some(record.command.as_str()),
        line.billed.map(|billed| billed.registrar.as_str()),
        line.billed.map(|billed| billed.amount.minor),
        line.billed.map(|billed| billed.amount.currency.as_str()),
    ];
    Step::one(SQL, row)
}

/// What people call a subject.
fn name(subject: &Subject) -> String {
    match subject {
        Subject::Domain(_, name) | Subject::Application(_, name) => name.to_string(),
        other => other.key(),
    }
}
