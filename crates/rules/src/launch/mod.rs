//! The launch of a zone (RFC 8334): which phases are open, what they demand of those who want a
//! name, and what they tell of claims.

pub mod mark;
pub mod notice;
pub mod phase;

use foral_model::launch::application::{Evidence, KeptMark};
use foral_model::launch::{
    ClaimsNeed, LaunchCreate, LaunchTerms, MarkFault, MarkNeed, Proof, SignedMark,
};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use crate::application::apply::Opening;
use crate::rule::require;

/// What is known of the marks and claims that a creation is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// The key of the claim on the name, if there is one.
    pub claim: Option<String>,
    /// What came of the examination of each signed mark, in their order.
    pub marks: Vec<Examined>,
    /// What an application would be made of; nothing where no phase collects any.
    pub opening: Option<Opening>,
}

/// What came of the examination of a signed mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Examined {
    /// Whether the signature is a validator's.
    pub signature: Result<(), MarkFault>,
    /// When the mark was revoked, if it was.
    pub revoked: Option<Timestamp>,
}

/// What a creation says about the launch, if it says something.
pub fn said(terms: Option<&LaunchTerms>) -> Option<&LaunchCreate> {
    match terms {
        Some(LaunchTerms::Create(create)) => Some(create),
        Some(LaunchTerms::Application(_)) | None => None,
    }
}

/// What is kept of the right that a creation shows: the marks of the name before others.
pub fn evidence(said: &LaunchCreate, name: &DomainName) -> Evidence {
    let kept =
        |mark: &SignedMark| KeptMark { id: mark.id.clone(), document: mark.document.clone() };
    let marks = match &said.proof {
        Proof::Signed(marks) => marks.as_slice(),
        Proof::None | Proof::Codes => &[],
    };
    let (own, others): (Vec<_>, Vec<_>) = marks.iter().partition(|mark| mark::is_of(mark, name));
    Evidence {
        marks: own.into_iter().chain(others).map(kept).collect(),
        notices: said.notices.clone(),
    }
}

/// Refuses a creation in a phase that is not open, or that makes something else.
///
/// # Errors
/// As [`phase::meant`]; [`Refusal::LaunchKindMismatch`].
pub fn phase_is_open(
    zone: &Zone,
    said: Option<&LaunchCreate>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let phase = phase::meant(zone, said.map(|said| &said.phase), now)?;
    let makes = phase::makes(phase);
    let fits = said
        .and_then(|said| said.kind)
        .is_none_or(|kind| kind == makes);
    require(fits, || Refusal::LaunchKindMismatch(makes.as_str()))
}

/// Refuses a creation without a proven mark of the name where the phase demands one, and one with
/// a mark where it does not.
///
/// # Errors
/// [`Refusal::MarkMissing`], [`Refusal::MarkUnwanted`], [`Refusal::MarkModelNotOffered`], and as
/// [`mark::is_good`].
pub fn mark_is_shown(
    zone: &Zone,
    name: &DomainName,
    said: Option<&LaunchCreate>,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let phase = phase::meant(zone, said.map(|said| &said.phase), now)?;
    let demanded = phase.is_some_and(|phase| phase.mark == MarkNeed::Demanded);
    match said.map_or(&Proof::None, |said| &said.proof) {
        Proof::None => require(!demanded, || Refusal::MarkMissing),
        _ if !demanded => Err(Refusal::MarkUnwanted),
        Proof::Codes => Err(Refusal::MarkModelNotOffered),
        Proof::Signed(marks) => {
            for (at, mark) in marks.iter().enumerate() {
                mark::is_good(mark, facts.marks.get(at), now)?;
            }
            let fits = marks.iter().any(|mark| mark::is_of(mark, name));
            require(fits, || Refusal::MarkOfOtherName(name.clone()))
        }
    }
}

/// Refuses a name with a claim whose notice nobody has accepted, and a notice where there is no
/// claim.
///
/// # Errors
/// [`Refusal::NoticeMissing`], [`Refusal::NoticeUnwanted`], and as [`notice::is_good`].
pub fn claim_is_answered(
    zone: &Zone,
    name: &DomainName,
    said: Option<&LaunchCreate>,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let phase = phase::meant(zone, said.map(|said| &said.phase), now)?;
    let told = phase.is_some_and(|phase| phase.claims == ClaimsNeed::Demanded);
    let key = facts.claim.as_ref().filter(|_| told);
    let notices = said.map_or(&[][..], |said| &said.notices);
    let Some(key) = key else {
        return require(notices.is_empty(), || Refusal::NoticeUnwanted(name.clone()));
    };
    require(!notices.is_empty(), || Refusal::NoticeMissing(key.clone()))?;
    notices
        .iter()
        .try_for_each(|notice| notice::is_good(notice, name, now))
}

#[cfg(test)]
mod tests;
