//! Taking a message out of the queue (RFC 5730, section 2.9.2.3).

use foral_model::id::{MessageId, RegistrarId};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::PollMessage;
use foral_model::refusal::Refusal;

/// All that an acknowledgement must know.
pub struct Facts {
    /// Whose queue it is.
    pub registrar: RegistrarId,
    /// The message, if it is in that queue.
    pub message: Option<PollMessage>,
    /// How many messages wait, this one included.
    pub count: i64,
}

/// Takes a message out of the queue.
///
/// # Errors
/// [`Refusal::MessageUnknown`], also for another registrar's message.
pub fn ack(id: MessageId, facts: &Facts) -> Result<Plan, Refusal> {
    if facts.message.is_none() {
        return Err(Refusal::MessageUnknown(id.0));
    }
    let mut plan = Plan::answering(Outcome::PollAcked { left: facts.count - 1, id });
    plan.changes
        .push(Change::MessageRemove(facts.registrar.clone(), id));
    Ok(plan)
}
