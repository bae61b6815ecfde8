//! Moving a domain to another registrar (RFC 5731, section 3.2.4): a file for each kind of step.

mod answer;
mod code;
mod moving;
mod renounce;
mod request;

use foral_model::command::{DomainTransfer, TransferStep};
use foral_model::plan::{Attempts, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::{Digest, Sealed};
use foral_model::status::Status;
use foral_model::time::Timestamp;

use crate::case::Case;

pub use answer::{RULES as ANSWER_RULES, by_link};
pub use code::{CodeMatch, HOURLY_ATTEMPTS, recovered_before};
pub use moving::approvers;
pub(crate) use moving::{Moving, announce_end, announce_move, back, hand_over, moved};
pub use renounce::RULES as RENOUNCE_RULES;
pub use request::RULES as REQUEST_RULES;

/// All that a step of a transfer must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// How the code that was given compares with the domain's.
    pub code: CodeMatch,
    /// Wrong codes of this registrar at this domain.
    pub attempts: Option<Attempts>,
    /// Wrong codes of this registrar at all domains within the last hour.
    pub recent_attempts: i64,
    /// When the holder's access was last recovered.
    pub recovered: Option<Timestamp>,
    /// The registry's own registrar, if the zone has one.
    pub direct: Option<Registrar>,
    /// A link for each of those who must approve, if the zone asks them: see [`approvers`].
    pub links: Vec<MintedLink>,
}

/// A token that was minted for a link, before it is known whether it is needed.
#[derive(Clone, Debug)]
pub struct MintedLink {
    /// What to store.
    pub digest: Digest,
    /// The token, sealed for the letter.
    pub sealed: Sealed,
}

/// Statuses that forbid a transfer.
pub(crate) const PROHIBITIONS: &[Status] =
    &[Status::ServerTransferProhibited, Status::ClientTransferProhibited];

/// Carries out one step of a transfer.
///
/// # Errors
/// The first refusal of the step's rules.
pub fn decide(transfer: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    match transfer.step {
        TransferStep::Request if transfer.renounce => renounce::decide(transfer, facts, now),
        TransferStep::Request => request::decide(transfer, facts, now),
        TransferStep::Approve | TransferStep::Reject | TransferStep::Cancel => {
            answer::decide(transfer, facts, now)
        }
    }
}

#[cfg(test)]
mod tests;
