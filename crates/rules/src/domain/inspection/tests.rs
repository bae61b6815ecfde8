//! What is published before a look, and what a look changes.

use std::sync::Arc;

use foral_model::inspection::FindingKind;
use foral_model::zone::Offer;

use super::*;
use crate::fixture::{self, NOW, name};
use crate::publication;

fn shown(servers: &[&str]) -> Shown {
    let servers = servers.iter().map(|text| name(text)).collect();
    Shown { servers, ..Shown::default() }.in_order()
}

fn found(kind: FindingKind) -> Finding {
    Finding { kind, text: format!("{} ns1", kind.as_str()) }
}

fn case(checks: ServerChecks) -> Case {
    let mut case = fixture::case("exemplo.pt");
    let policy = DnsPolicy { checks, ..publication::tests::policy_with(Offer::Absent) };
    case.zone = Arc::new(Zone { dns: Some(policy), ..(*case.zone).clone() });
    case
}

fn waiting() -> Inspection {
    Inspection {
        domain: case(ServerChecks::Delay).domain.id,
        name: name("exemplo.pt"),
        zone: name("pt"),
        wanted: shown(&["ns1.x", "ns2.x"]),
        before: None,
        since: NOW,
        attempts: 0,
        looked: None,
        state: InspectionState::Waiting { next: NOW },
        findings: Vec::new(),
        version: 1,
    }
}

/// The look after a report, with the messages and deeds of its plan.
fn after(it: &Inspection, kinds: &[FindingKind]) -> (Inspection, Vec<Notice>, Vec<Deed>) {
    let findings = kinds.iter().map(|kind| found(*kind)).collect();
    let it_is = InspectionReport { name: it.name.clone(), wanted: it.wanted.clone(), findings };
    let plan = report(&it_is, (Some(&case(ServerChecks::Delay)), Some(it)), NOW).unwrap();
    let [Change::InspectionUpdate(after)] = &plan.changes[..] else { panic!("{plan:?}") };
    let notices = plan
        .messages
        .into_iter()
        .map(|message| message.notice)
        .collect();
    let deeds = plan.events.into_iter().map(|event| event.deed).collect();
    ((**after).clone(), notices, deeds)
}

#[test]
fn only_what_is_new_waits_for_a_look() {
    let two = shown(&["ns1.x", "ns2.x"]);
    let three = shown(&["ns1.x", "ns2.x", "ns3.x"]);
    assert_eq!(gate(&two, None, None), Gate::Closed);
    assert_eq!(gate(&three, Some(&two), None), Gate::Closed);
    assert_eq!(gate(&two, Some(&three), None), Gate::Open);
    assert_eq!(gate(&two, Some(&two), None), Gate::Open);
    let mut look = waiting();
    assert_eq!(gate(&two, None, Some(&look)), Gate::Waiting);
    assert_eq!(gate(&three, None, Some(&look)), Gate::Closed, "it is about something else");
    for state in [InspectionState::Passed, InspectionState::Overruled] {
        look.state = state;
        assert_eq!(gate(&two, None, Some(&look)), Gate::Open);
    }
    let signed = |key_tag| {
        let signer = foral_model::domain::Signer {
            key_tag,
            algorithm: 13,
            digest_type: 2,
            digest: vec![1],
            key: None,
        };
        Shown { signers: vec![signer], ..two.clone() }
    };
    assert_eq!(gate(&signed(1), Some(&two), None), Gate::Closed);
    assert_eq!(gate(&two, Some(&signed(1)), None), Gate::Open);
    assert_eq!(gate(&signed(1), Some(&signed(2)), None), Gate::Closed);
}

#[test]
fn a_look_that_finds_nothing_that_counts_lets_it_out_in_silence() {
    for kinds in [&[][..], &[FindingKind::OneNetwork, FindingKind::SilentTcp]] {
        let (after, notices, deeds) = after(&waiting(), kinds);
        assert_eq!(after.state, InspectionState::Passed);
        assert_eq!((after.attempts, after.looked), (1, Some(NOW)));
        assert_eq!((notices, deeds), (vec![], vec![Deed::DelegationPassed]));
    }
}

#[test]
fn the_registrar_hears_once_that_it_is_held_and_once_that_it_is_released() {
    use FindingKind::{NoAddress, SilentUdp, Unfinished};
    let (first, notices, deeds) = after(&waiting(), &[SilentUdp]);
    let findings = vec!["silent-udp ns1".to_owned()];
    let held = Notice::DelegationHeld { name: name("exemplo.pt"), findings: findings.clone() };
    assert_eq!(notices, [held]);
    assert_eq!(deeds, [Deed::DelegationHeld { findings }]);
    assert_eq!(first.state, InspectionState::Waiting { next: NOW.plus_minutes(1) });

    let (second, notices, deeds) = after(&first, &[SilentUdp]);
    assert_eq!((notices, deeds), (vec![], vec![]));
    assert_eq!(second.state, InspectionState::Waiting { next: NOW.plus_minutes(2) });
    let (third, notices, deeds) = after(&second, &[NoAddress, Unfinished]);
    assert_eq!(notices, []);
    assert_eq!(deeds.len(), 1, "history tells what else was found");
    assert_eq!(third.state, InspectionState::Waiting { next: NOW.plus_minutes(4) });

    let (released, notices, deeds) = after(&third, &[]);
    assert_eq!(released.state, InspectionState::Passed);
    assert_eq!(notices, [Notice::DelegationReleased { name: name("exemplo.pt") }]);
    assert_eq!(deeds, [Deed::DelegationPassed]);
    assert_eq!(pause(40), LONGEST_PAUSE);
    assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
}

#[test]
fn a_report_about_something_else_changes_nothing() {
    let case = case(ServerChecks::Delay);
    let mut it = InspectionReport {
        name: name("exemplo.pt"),
        wanted: shown(&["ns9.x"]),
        findings: Vec::new(),
    };
    let look = waiting();
    assert!(
        report(&it, (Some(&case), Some(&look)), NOW)
            .unwrap()
            .is_empty()
    );
    assert!(report(&it, (Some(&case), None), NOW).unwrap().is_empty());
    it.wanted = look.wanted.clone();
    let passed = Inspection { state: InspectionState::Passed, ..look };
    assert!(
        report(&it, (Some(&case), Some(&passed)), NOW)
            .unwrap()
            .is_empty()
    );
    let gone = report(&it, (None, None), NOW);
    assert_eq!(gone, Err(Refusal::DomainUnknown(name("exemplo.pt"))));
}

#[test]
fn staff_has_it_looked_at_again_or_lets_it_out() {
    let case = case(ServerChecks::Delay);
    let nothing = Refusal::NothingHeldBack(name("exemplo.pt"));
    let passed = Inspection { state: InspectionState::Passed, ..waiting() };
    for look in [None, Some(&passed)] {
        assert_eq!(again(&case, look, NOW), Err(nothing.clone()));
        assert_eq!(overrule(&case, look), Err(nothing.clone()));
    }
    let (held, ..) = after(&waiting(), &[FindingKind::NoKeys]);
    let later = NOW.plus_seconds(5);
    let plan = again(&case, Some(&held), later).unwrap();
    let [Change::InspectionUpdate(after)] = &plan.changes[..] else { panic!("{plan:?}") };
    assert_eq!(after.state, InspectionState::Waiting { next: later });
    let plan = overrule(&case, Some(&held)).unwrap();
    let [Change::InspectionUpdate(after)] = &plan.changes[..] else { panic!("{plan:?}") };
    assert_eq!(after.state, InspectionState::Overruled);
    assert_eq!(plan.messages.len(), 1);
    assert!(
        overrule(&case, Some(&waiting()))
            .unwrap()
            .messages
            .is_empty()
    );
}

#[test]
fn a_command_is_refused_for_what_was_proved_only() {
    use FindingKind::{OneNetwork, SilentUdp, Unresolved};
    let seen = |kinds: &[FindingKind]| Seen {
        wanted: Shown::default(),
        findings: kinds.iter().map(|k| found(*k)).collect(),
    };
    let refuses = |checks, seen: Option<&Seen>| servers_are_ready(&case(checks).zone, seen);
    let wrong = seen(&[OneNetwork, Unresolved, SilentUdp]);
    let refused = Err(Refusal::ServersNotReady("silent-udp ns1".to_owned()));
    assert_eq!(refuses(ServerChecks::Refuse, Some(&wrong)), refused);
    assert_eq!(refuses(ServerChecks::Delay, Some(&wrong)), Ok(()));
    assert_eq!(refuses(ServerChecks::Refuse, Some(&seen(&[OneNetwork, Unresolved]))), Ok(()));
    assert_eq!(refuses(ServerChecks::Refuse, None), Ok(()));
}

#[test]
fn what_was_seen_before_a_command_is_kept_if_nothing_was_wrong() {
    use FindingKind::{OneNetwork, SilentUdp, Unresolved};
    let case = case(ServerChecks::Refuse);
    let wanted = shown(&["ns1.x", "ns2.x"]);
    let kept = |kinds: &[FindingKind]| {
        let findings = kinds.iter().map(|kind| found(*kind)).collect();
        let seen = Seen { wanted: wanted.clone(), findings };
        let mut plan = Plan::answering(Outcome::Done);
        keep(&mut plan, &case.domain, &case.zone, Some(&seen), NOW);
        plan.changes
    };
    let [Change::InspectionPut(look)] = &kept(&[OneNetwork])[..] else { panic!() };
    assert_eq!(gate(&wanted, None, Some(look)), Gate::Open, "it is not looked at again");
    assert_eq!(gate(&shown(&["ns3.x"]), None, Some(look)), Gate::Closed, "but another one is");
    assert_eq!(look.state, InspectionState::Passed);
    for kinds in [&[SilentUdp][..], &[Unresolved]] {
        assert_eq!(kept(kinds), []);
    }
    let mut plan = Plan::answering(Outcome::Done);
    keep(&mut plan, &case.domain, &case.zone, None, NOW);
    assert_eq!(plan.changes, [], "nobody looked");
}

#[test]
fn what_stands_is_told_of_and_stays() {
    use FindingKind::{SilentUdp, Unfinished};
    let case = case(ServerChecks::Delay);
    let wanted = shown(&["ns1.x", "ns2.x"]);
    let look = |kinds: &[FindingKind]| {
        let findings = kinds.iter().map(|kind| found(*kind)).collect();
        let subject = (case.domain.id, case.domain.name.clone(), &*case.zone);
        of_what_stands(subject, Seen { wanted: wanted.clone(), findings }, NOW)
    };
    assert_eq!(look(&[]).unwrap().state, InspectionState::Passed);
    assert_eq!(look(&[SilentUdp, Unfinished]), None, "it is looked at again");
    let told = look(&[SilentUdp]).unwrap();
    assert_eq!((told.state, told.is_waiting()), (InspectionState::Told, false));
    assert_eq!(gate(&wanted, Some(&wanted), Some(&told)), Gate::Open);
    assert_eq!(gate(&shown(&["ns3.x"]), Some(&wanted), Some(&told)), Gate::Closed);

    assert!(!was_looked_at(&wanted, None));
    assert!(was_looked_at(&wanted, Some(&told)));
    assert!(was_looked_at(&shown(&["ns1.x"]), Some(&told)), "less than that");
    assert!(!was_looked_at(&shown(&["ns1.x", "ns3.x"]), Some(&told)));
    assert!(was_looked_at(&shown(&["ns3.x"]), Some(&waiting())), "it will be");
}
