//! Phases, marks and notices, each with its refusals.

use foral_model::launch::application::ApplicationTerms;
use foral_model::launch::{LaunchPhase, Made, Notice, Octets, Phase, PhaseKind, SignedMark};

use super::phase::{Stage, meant, stage};
use super::*;
use crate::fixture::{self, NOW, name};

fn phase(kind: PhaseKind, from: i64, until: Option<i64>) -> LaunchPhase {
    LaunchPhase {
        phase: Phase::of(kind),
        from: NOW.plus_days(from),
        until: until.map(|days| NOW.plus_days(days)),
        mark: if kind == PhaseKind::Sunrise { MarkNeed::Demanded } else { MarkNeed::Unwanted },
        claims: if kind == PhaseKind::Claims { ClaimsNeed::Demanded } else { ClaimsNeed::Unwanted },
        makes: Made::Registration,
        applications: ApplicationTerms::default(),
    }
}

fn zone(launch: Vec<LaunchPhase>) -> Zone {
    Zone { launch, ..fixture::zone() }
}

/// Sunrise now, nothing for ten days, claims for ninety.
fn launching() -> Zone {
    zone(vec![phase(PhaseKind::Sunrise, -1, Some(30)), phase(PhaseKind::Claims, 40, Some(130))])
}

fn in_sunrise(create: LaunchCreate) -> LaunchCreate {
    LaunchCreate { phase: Phase::of(PhaseKind::Sunrise), ..create }
}

fn plain(kind: PhaseKind) -> LaunchCreate {
    LaunchCreate { phase: Phase::of(kind), kind: None, proof: Proof::None, notices: Vec::new() }
}

#[test]
fn phases_follow_from_the_time_alone() {
    let zone = launching();
    let (first, second) = (&zone.launch[0], &zone.launch[1]);
    for (days, expected) in [
        (-2, Stage::Closed(NOW.plus_days(-1))),
        (-1, Stage::Open(vec![first])),
        (29, Stage::Open(vec![first])),
        (30, Stage::Closed(NOW.plus_days(40))),
        (40, Stage::Open(vec![second])),
        (130, Stage::Ordinary),
    ] {
        assert_eq!(stage(&zone, NOW.plus_days(days)), expected, "day {days}");
    }
    assert_eq!(stage(&fixture::zone(), NOW), Stage::Ordinary);
}

#[test]
fn a_command_is_about_a_phase_that_is_open() {
    let zone = launching();
    let sunrise = Phase::of(PhaseKind::Sunrise);
    let named = Phase { kind: PhaseKind::Sunrise, name: Some("two".to_owned()) };
    let open = Phase::of(PhaseKind::Open);
    let mismatch = |asked: &str, open: &str| {
        Err(Refusal::LaunchPhaseMismatch { asked: asked.to_owned(), open: open.to_owned() })
    };
    assert_eq!(meant(&zone, Some(&sunrise), NOW), Ok(Some(&zone.launch[0])));
    assert_eq!(meant(&zone, Some(&named), NOW), mismatch("sunrise (two)", "sunrise"));
    assert_eq!(meant(&zone, Some(&open), NOW), mismatch("open", "sunrise"));
    assert_eq!(meant(&zone, None, NOW), Err(Refusal::LaunchPhaseMissing("sunrise".to_owned())));
    let later = NOW.plus_days(35);
    let closed = Refusal::LaunchClosed(zone.name.clone(), NOW.plus_days(40));
    assert_eq!(meant(&zone, None, later), Err(closed));
    assert_eq!(meant(&zone, None, NOW.plus_days(40)), Ok(Some(&zone.launch[1])));
    let over = NOW.plus_days(200);
    assert_eq!(meant(&zone, Some(&open), over), Ok(None));
    assert_eq!(meant(&zone, None, over), Ok(None));
    assert_eq!(meant(&zone, Some(&sunrise), over), mismatch("sunrise", "open"));
}

#[test]
fn what_is_made_is_what_the_phase_makes() {
    let zone = launching();
    let asking = |kind| in_sunrise(LaunchCreate { kind, ..plain(PhaseKind::Sunrise) });
    let judged = |kind| phase_is_open(&zone, Some(&asking(kind)), NOW);
    assert_eq!(judged(None), Ok(()));
    assert_eq!(judged(Some(Made::Registration)), Ok(()));
    let other = Err(Refusal::LaunchKindMismatch("registration"));
    assert_eq!(judged(Some(Made::Application)), other);
}

fn mark(labels: &[&str]) -> SignedMark {
    SignedMark {
        id: "1-42".to_owned(),
        not_before: NOW.plus_days(-10),
        not_after: NOW.plus_days(10),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        signature: None,
        document: Octets::default(),
    }
}

#[test]
fn a_mark_must_be_proven_unrevoked_in_force_and_of_the_name() {
    let zone = launching();
    let good = Facts {
        claim: None,
        marks: vec![Examined { signature: Ok(()), revoked: None }],
        ..Facts::default()
    };
    let judged = |proof: Proof, facts: &Facts, now| {
        let said = in_sunrise(LaunchCreate { proof, ..plain(PhaseKind::Sunrise) });
        mark_is_shown(&zone, &name("pão.pt"), Some(&said), facts, now)
    };
    let signed = |labels: &[&str]| Proof::Signed(vec![mark(labels)]);
    for label in ["pão", "PÃO", "xn--po-sia", "XN--PO-SIA"] {
        assert_eq!(judged(signed(&["pao", label]), &good, NOW), Ok(()), "{label}");
    }
    let ours = || signed(&["pão"]);
    let other = Err(Refusal::MarkOfOtherName(name("pão.pt")));
    for labels in [&["pao"][..], &[], &["pão.pt"], &["a.pão"]] {
        assert_eq!(judged(signed(labels), &good, NOW), other, "{labels:?}");
    }
    assert_eq!(judged(Proof::None, &good, NOW), Err(Refusal::MarkMissing));
    assert_eq!(judged(Proof::Codes, &good, NOW), Err(Refusal::MarkModelNotOffered));
    let unproven = |fault| Facts {
        marks: vec![Examined { signature: Err(fault), revoked: None }],
        ..good.clone()
    };
    for fault in [MarkFault::Form, MarkFault::Digest, MarkFault::CertificateRevoked] {
        let refusal = Err(Refusal::MarkUnproven(fault));
        assert_eq!(judged(ours(), &unproven(fault), NOW), refusal);
    }
    let nobody = Err(Refusal::MarkUnproven(MarkFault::NoAnchor));
    assert_eq!(judged(ours(), &Facts::default(), NOW), nobody);
    let revoked = |at| Facts {
        marks: vec![Examined { signature: Ok(()), revoked: Some(at) }],
        ..good.clone()
    };
    let refusal = Err(Refusal::MarkRevoked("1-42".to_owned(), NOW));
    assert_eq!(judged(ours(), &revoked(NOW), NOW), refusal);
    assert_eq!(judged(ours(), &revoked(NOW.plus_seconds(1)), NOW), Ok(()));
    let (from, until) = (NOW.plus_days(-10), NOW.plus_days(10));
    let refusal = Err(Refusal::MarkNotInForce { from, until });
    assert_eq!(judged(ours(), &good, until), Ok(()));
    assert_eq!(judged(ours(), &good, until.plus_seconds(1)), refusal);
    let claims = phase(PhaseKind::Claims, -1, None);
    let zone = Zone { launch: vec![claims], ..zone.clone() };
    let said = LaunchCreate { proof: ours(), ..plain(PhaseKind::Claims) };
    let refusal = mark_is_shown(&zone, &name("pão.pt"), Some(&said), &good, NOW);
    assert_eq!(refusal, Err(Refusal::MarkUnwanted));
}

/// A notice for `label` that was accepted an hour ago.
fn notice(label: &str) -> Notice {
    let (not_after, number) = (NOW.plus_days(2), "0000000000000000042");
    let checksum = notice::checksum_of(label, not_after, number);
    let accepted = NOW.plus_minutes(-60);
    Notice { id: format!("{checksum:08x}{number}"), validator: None, not_after, accepted }
}

#[test]
fn a_claim_is_answered_with_a_notice_for_the_name() {
    let zone = zone(vec![phase(PhaseKind::Claims, -1, None)]);
    let judged_of = |notices: Vec<Notice>, claim: Option<&str>| {
        let said = LaunchCreate { notices, ..plain(PhaseKind::Claims) };
        let facts = Facts { claim: claim.map(str::to_owned), ..Facts::default() };
        claim_is_answered(&zone, &name("exemplo.pt"), Some(&said), &facts, NOW)
    };
    let judged = |notice: Notice| judged_of(vec![notice], Some("key"));
    let good = || notice("exemplo");
    assert_eq!(judged(good()), Ok(()));
    assert_eq!(judged(Notice { validator: Some("tmch".to_owned()), ..good() }), Ok(()));
    assert_eq!(judged(Notice { id: good().id.to_uppercase(), ..good() }), Ok(()));
    let other = "casa".to_owned();
    let refusal = Err(Refusal::NoticeOfOther(other.clone()));
    assert_eq!(judged(Notice { validator: Some(other), ..good() }), refusal);
    for id in ["", "é1234567", "12345678", "g2345678000000000000000000 ", "+1234567000000000000042"]
    {
        let refusal = Err(Refusal::NoticeSyntax(id.to_owned()));
        assert_eq!(judged(Notice { id: id.to_owned(), ..good() }), refusal);
    }
    let strange = notice("outro");
    let refusal = Err(Refusal::NoticeForged(strange.id.clone()));
    assert_eq!(judged(strange), refusal);
    let later = good().not_after.plus_days(1);
    let refusal = Err(Refusal::NoticeForged(good().id));
    assert_eq!(judged(Notice { not_after: later, ..good() }), refusal);
    let refusal = |accepted| Err(Refusal::NoticeStale(accepted));
    let long_ago = NOW.plus_minutes(-48 * 60).plus_seconds(-1);
    assert_eq!(judged(Notice { accepted: long_ago, ..good() }), refusal(long_ago));
    let ahead = NOW.plus_minutes(6);
    assert_eq!(judged(Notice { accepted: ahead, ..good() }), refusal(ahead));
    assert_eq!(judged_of(Vec::new(), Some("key")), Err(Refusal::NoticeMissing("key".to_owned())));
    let unwanted = Err(Refusal::NoticeUnwanted(name("exemplo.pt")));
    assert_eq!(judged_of(vec![good()], None), unwanted);
    assert_eq!(judged_of(Vec::new(), None), Ok(()));
}

#[test]
fn a_notice_runs_out() {
    let good = notice("exemplo");
    let end = good.not_after;
    let accepted = end.plus_minutes(-60);
    let fresh = Notice { accepted, ..good };
    assert_eq!(notice::is_good(&fresh, &name("exemplo.pt"), end), Ok(()));
    let late = notice::is_good(&fresh, &name("exemplo.pt"), end.plus_seconds(1));
    assert_eq!(late, Err(Refusal::NoticeExpired(end)));
}

#[test]
fn outside_of_a_claims_phase_nothing_is_told() {
    let facts = Facts { claim: Some("key".to_owned()), ..Facts::default() };
    let zone = fixture::zone();
    assert_eq!(claim_is_answered(&zone, &name("exemplo.pt"), None, &facts, NOW), Ok(()));
}
