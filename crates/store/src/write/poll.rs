//! Changes of the queues of messages.

use std::collections::BTreeMap;

use foral_model::id::{MessageId, RegistrarId};
use foral_model::plan::{Change, Plan};
use foral_model::poll::PollDraft;
use foral_model::time::Timestamp;

use crate::failure::Failure;
use crate::rows::notice;
use crate::statement::{Step, Value, params};

/// A message joins a queue; its number follows from the journal's, so that numbers rise and none
/// is used again.
pub(crate) fn add(number: Value, draft: &PollDraft, at: Timestamp) -> Result<Step, Failure> {
    const SQL: &str =
        "INSERT INTO message (registrar, id, at, kind, data) VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = params![
        draft.registrar.as_str(),
        number,
        at,
        notice::kind(&draft.notice),
        notice::doc(&draft.notice)?,
    ];
    Ok(Step::one(SQL, row))
}

/// A message leaves its queue.
pub(super) fn remove(registrar: &RegistrarId, id: MessageId) -> Step {
    const SQL: &str = "DELETE FROM message WHERE registrar = ?1 AND id = ?2";
    Step::one(SQL, params![registrar.as_str(), id.0])
}

/// The counts of the queues that these plans make longer or shorter, in the order of registrars.
pub(crate) fn count(plans: &[Plan]) -> Vec<Step> {
    let mut more: BTreeMap<&str, i64> = BTreeMap::new();
    for plan in plans {
        for draft in &plan.messages {
            *more.entry(draft.registrar.as_str()).or_default() += 1;
        }
        for change in &plan.changes {
            if let Change::MessageRemove(registrar, _) = change {
                *more.entry(registrar.as_str()).or_default() -= 1;
            }
        }
    }
    const SQL: &str = "INSERT INTO queue (registrar, waiting) VALUES (?1, ?2) \
        ON CONFLICT (registrar) DO UPDATE SET waiting = queue.waiting + excluded.waiting";
    let changed = more.into_iter().filter(|(_, by)| *by != 0);
    changed
        .map(|(registrar, by)| Step::one(SQL, params![registrar, by]))
        .collect()
}
