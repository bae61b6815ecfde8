//! Which phase of a launch is open. Phases follow from the time alone; nothing is ever switched.

use foral_model::launch::{LaunchPhase, Made, MarkNeed, Phase, PhaseKind};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

/// Where a zone is in its launch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage<'z> {
    /// It has none, or it is over.
    Ordinary,
    /// It has begun, or will, and no phase is open until then.
    Closed(Timestamp),
    /// These phases are open, at least one.
    Open(Vec<&'z LaunchPhase>),
}

/// Where a zone is in its launch now.
pub fn stage(zone: &Zone, now: Timestamp) -> Stage<'_> {
    let is_open =
        |phase: &&LaunchPhase| phase.from <= now && phase.until.is_none_or(|until| now < until);
    let open: Vec<_> = zone.launch.iter().filter(is_open).collect();
    if !open.is_empty() {
        return Stage::Open(open);
    }
    let coming = zone.launch.iter().map(|phase| phase.from);
    match coming.filter(|from| *from > now).min() {
        Some(from) => Stage::Closed(from),
        None => Stage::Ordinary,
    }
}

/// The phase that a command is about: the one that it names, or the one that is for everybody.
/// Nothing, where a zone has no launch.
///
/// # Errors
/// [`Refusal::LaunchClosed`], [`Refusal::LaunchPhaseMismatch`] for a phase that is not open,
/// [`Refusal::LaunchPhaseMissing`] where the phases are not for everybody.
pub fn meant<'z>(
    zone: &'z Zone,
    asked: Option<&Phase>,
    now: Timestamp,
) -> Result<Option<&'z LaunchPhase>, Refusal> {
    let open = match stage(zone, now) {
        Stage::Closed(from) => return Err(Refusal::LaunchClosed(zone.name.clone(), from)),
        Stage::Ordinary => {
            return match asked {
                Some(asked) if *asked != Phase::of(PhaseKind::Open) => {
                    Err(mismatch(asked, PhaseKind::Open.as_str().to_owned()))
                }
                Some(_) | None => Ok(None),
            };
        }
        Stage::Open(open) => open,
    };
    let words = || {
        let words: Vec<String> = open.iter().map(|phase| phase.phase.to_string()).collect();
        words.join(", ")
    };
    match asked {
        Some(asked) => {
            let named = open.iter().find(|phase| phase.phase == *asked);
            named
                .map(|phase| Some(*phase))
                .ok_or_else(|| mismatch(asked, words()))
        }
        None => {
            let general = open.iter().find(|phase| is_for_everybody(phase));
            general
                .map(|phase| Some(*phase))
                .ok_or_else(|| Refusal::LaunchPhaseMissing(words()))
        }
    }
}

fn mismatch(asked: &Phase, open: String) -> Refusal {
    Refusal::LaunchPhaseMismatch { asked: asked.to_string(), open }
}

/// Whether a creation that says nothing of the launch can be meant for the phase.
const fn is_for_everybody(phase: &LaunchPhase) -> bool {
    matches!(phase.mark, MarkNeed::Unwanted) && matches!(phase.makes, Made::Registration)
}

/// What a creation makes.
pub fn makes(phase: Option<&LaunchPhase>) -> Made {
    phase.map_or(Made::Registration, |phase| phase.makes)
}
