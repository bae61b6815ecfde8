//! Delegation signers that a child asks for itself (RFC 7344, RFC 8078, RFC 9615).
//!
//! Whether its wish is proved was found out by who asked its name servers; whether it is heard is
//! decided here.

use std::collections::BTreeSet;

use foral_model::command::{ChildProof, ChildSigners};
use foral_model::domain::Signer;
use foral_model::journal::Deed;
use foral_model::mail::{DnssecChange, Letter};
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::Offer;

use crate::case::{self, Case};
use crate::delegation;
use crate::rule::{Rule, judge, require};

/// All that must be known.
pub struct Facts {
    /// The domain, if it is there.
    pub case: Option<Case>,
}

/// In the order in which they are asked.
pub const RULES: &[Rule<ChildSigners, Facts>] = &[
    Rule { name: "the domain exists", check: exists },
    Rule { name: "the zone listens to children", check: is_heard },
    Rule { name: "it is not leaving", check: is_not_leaving },
    Rule { name: "no dispute freezes it", check: is_not_disputed },
    Rule { name: "the registry has not locked it", check: is_not_locked },
    Rule { name: "the proof is of the kind that is needed", check: proof_fits },
];

/// The registrar's own lock does not count: it guards against its other customers, and a child that
/// signs with the keys that are vouched for is the holder's.
const LOCKS: &[Status] = &[Status::ServerUpdateProhibited];

/// Replaces the signers. If they have changed since the child was asked, or are the same, nothing
/// is done: the child will be asked again.
///
/// # Errors
/// The first refusal of [`RULES`], or of the signers themselves.
pub fn decide(wish: &ChildSigners, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, wish, facts, now)?;
    let case = case::known(facts.case.as_ref(), &wish.name)?;
    let (present, wished) = (digests(&case.domain.signers), digests(&wish.signers));
    let mut plan = Plan::answering(Outcome::Done);
    if present != digests(&wish.before) || present == wished {
        return Ok(plan);
    }
    delegation::signers_fit(&wish.signers, &case.zone)?;
    let mut domain = case.domain.clone();
    domain.signers.clone_from(&wish.signers);
    plan.messages.push(PollDraft {
        registrar: domain.sponsor.clone(),
        notice: Notice::ChangedByRegistry { name: domain.name.clone(), what: what(case, wish) },
    });
    plan.mail.extend(case.to_holder(Letter::DnssecChanged {
        domain: domain.name.clone(),
        registrar: case.sponsor.name.clone(),
        at: now,
        change: change(case, wish),
    }));
    plan.events
        .push(super::event(&domain, Deed::Updated(vec!["DNSSEC"])));
    case::put(&mut plan, domain, &case.zone);
    Ok(plan)
}

/// What makes signers the same: not the key, which is only known where one was given.
fn digests(signers: &[Signer]) -> BTreeSet<(u16, u8, u8, &[u8])> {
    signers
        .iter()
        .map(|signer| {
            (signer.key_tag, signer.algorithm, signer.digest_type, signer.digest.as_slice())
        })
        .collect()
}

fn change(case: &Case, wish: &ChildSigners) -> DnssecChange {
    match (case.domain.signers.is_empty(), wish.signers.is_empty()) {
        (true, _) => DnssecChange::Begun,
        (_, true) => DnssecChange::Ended,
        _ => DnssecChange::Renewed,
    }
}

/// The key tags that come and go, for the registrar.
fn what(case: &Case, wish: &ChildSigners) -> String {
    let (present, wished) = (digests(&case.domain.signers), digests(&wish.signers));
    let come = wished
        .difference(&present)
        .map(|signer| format!("+{}", signer.0));
    let go = present
        .difference(&wished)
        .map(|signer| format!("-{}", signer.0));
    let tags: Vec<String> = come.chain(go).collect();
    format!("DS {}", tags.join(" "))
}

fn exists(wish: &ChildSigners, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::known(facts.case.as_ref(), &wish.name).map(|_| ())
}

fn is_heard(_: &ChildSigners, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let policy = case.zone.dns.as_ref();
        let heard = policy.is_some_and(|policy| policy.child_signals == Offer::Offered);
        require(heard, || Refusal::NotOffered("childSignals", case.zone.name.to_string()))
    })
}

fn is_not_leaving(_: &ChildSigners, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| case::is_not_leaving(&case.domain))
}

fn is_not_disputed(_: &ChildSigners, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| case::is_not_disputed(&case.domain))
}

fn is_not_locked(_: &ChildSigners, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| case::permits(&case.domain, LOCKS))
}

/// A child that has signers proves its wish by them; one that has none cannot, and cannot wish for
/// none either.
fn proof_fits(wish: &ChildSigners, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let fits = match wish.proof {
        ChildProof::Signers => !wish.before.is_empty(),
        ChildProof::NameServers => wish.before.is_empty() && !wish.signers.is_empty(),
    };
    require(fits, || Refusal::SignerInvalid("proof", format!("{:?}", wish.proof)))
}

#[cfg(test)]
mod tests;
