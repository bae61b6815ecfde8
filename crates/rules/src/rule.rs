//! A rule is a named function in an ordered table; the first refusal decides.

use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

/// One rule of a verb.
pub struct Rule<C, F> {
    /// The sentence that it enforces.
    pub name: &'static str,
    /// Refuses, or has nothing against it.
    pub check: fn(&C, &F, Timestamp) -> Result<(), Refusal>,
}

/// Asks the rules in their order.
///
/// # Errors
/// The first refusal.
pub fn judge<C, F>(
    rules: &[Rule<C, F>],
    command: &C,
    facts: &F,
    now: Timestamp,
) -> Result<(), Refusal> {
    rules
        .iter()
        .try_for_each(|rule| (rule.check)(command, facts, now))
}

/// Refuses with `refusal` unless `met`.
///
/// # Errors
/// `refusal()` if it does not hold.
pub fn require(met: bool, refusal: impl FnOnce() -> Refusal) -> Result<(), Refusal> {
    if met { Ok(()) } else { Err(refusal()) }
}
