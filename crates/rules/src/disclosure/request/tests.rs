//! A request's way, in tables.

use foral_model::disclosure::{AuthorityId, LegalGround, Requester};
use foral_model::lang::Lang;
use foral_model::zone::Offer;

use super::*;
use crate::fixture::{self, NOW, name};

fn wish() -> DisclosureAsk {
    DisclosureAsk {
        domain: name("exemplo.pt"),
        requester: Requester {
            name: "Rita Advogada".to_owned(),
            organisation: None,
            email: "rita@advogados.example".to_owned(),
            lang: Lang::Pt,
        },
        ground: Some(LegalGround::IntellectualProperty),
        purpose: "Marca n.º 1".to_owned(),
    }
}

fn facts() -> AskFacts {
    AskFacts {
        id: DisclosureId::parse("D-12345678").unwrap(),
        domain: Some(fixture::domain("exemplo.pt")),
        unconfirmed: 0,
        link: fixture::link(),
    }
}

/// What a plan keeps of the request.
fn kept(plan: &Plan) -> DisclosureRequest {
    let found = plan.changes.iter().find_map(|change| match change {
        Change::DisclosurePut(request) => Some((**request).clone()),
        _ => None,
    });
    found.unwrap()
}

fn open() -> DisclosureRequest {
    let asked = kept(&ask(&wish(), &facts(), NOW).unwrap());
    kept(&confirm(Some(&asked), NOW).unwrap())
}

#[test]
fn a_request_says_who_asks_and_what_for() {
    let long = "a".repeat(5000);
    for (change, fault) in [
        (("name", " "), RequestFault::NameMissing),
        (("name", "Tribunal\nE-mail: x@y"), RequestFault::NameUnfit),
        (("email", "\t"), RequestFault::EmailMissing),
        (("email", "rita"), RequestFault::EmailUnfit),
        (("purpose", "\n"), RequestFault::PurposeMissing),
        (("purpose", long.as_str()), RequestFault::PurposeUnfit),
        (("organisation", "a\u{7}b"), RequestFault::OrganisationUnfit),
        (("organisation", "a\tb"), RequestFault::OrganisationUnfit),
    ] {
        let mut wish = wish();
        let value = change.1.to_owned();
        match change.0 {
            "name" => wish.requester.name = value,
            "email" => wish.requester.email = value,
            "organisation" => wish.requester.organisation = Some(value),
            _ => wish.purpose = value,
        }
        let refusal = Refusal::RequestIncomplete(vec![fault]);
        assert_eq!(ask(&wish, &facts(), NOW).unwrap_err(), refusal, "{change:?}");
    }
    let free = AskFacts { domain: None, ..facts() };
    let unknown = Refusal::DomainUnknown(name("exemplo.pt"));
    assert_eq!(ask(&wish(), &free, NOW).unwrap_err(), unknown);
}

#[test]
fn all_that_a_request_lacks_is_told_at_once() {
    let mut empty = wish();
    (empty.requester.name, empty.requester.email) = (String::new(), "rita@".to_owned());
    (empty.ground, empty.purpose) = (None, " ".to_owned());
    let faults = [
        RequestFault::NameMissing,
        RequestFault::EmailUnfit,
        RequestFault::GroundMissing,
        RequestFault::PurposeMissing,
    ];
    let refusal = Refusal::RequestIncomplete(faults.to_vec());
    assert_eq!(ask(&empty, &facts(), NOW).unwrap_err(), refusal);
}

#[test]
fn an_address_that_confirms_nothing_gets_no_more_letters() {
    let plan = ask(&wish(), &AskFacts { unconfirmed: 3, ..facts() }, NOW).unwrap();
    assert!(plan.is_empty());
    let plan = ask(&wish(), &facts(), NOW).unwrap();
    assert_eq!(plan.mail.len(), 1);
    assert_eq!(plan.mail[0].to, "rita@advogados.example");
}

#[test]
fn the_clock_runs_for_three_days_from_the_confirmation_on() {
    let asked = kept(&ask(&wish(), &facts(), NOW).unwrap());
    let later = NOW.plus_minutes(47 * 60);
    let open = kept(&confirm(Some(&asked), later).unwrap());
    let due = later.plus_minutes(72 * 60);
    assert_eq!(open.state, DisclosureState::Open { confirmed: later, due });
    assert!(!open.is_overdue(due.plus_seconds(-1)) && open.is_overdue(due));
    for (what, known, at) in [
        ("a wrong link", None, NOW),
        ("a link that lapsed", Some(&asked), NOW.plus_minutes(48 * 60)),
        ("a link that was used", Some(&open), later),
    ] {
        assert_eq!(confirm(known, at).unwrap_err(), Refusal::LinkDead, "{what}");
    }
}

#[test]
fn an_answer_is_given_once_and_with_a_reason_if_it_is_no() {
    let facts = |request| AnswerFacts {
        request,
        domain: Some(fixture::domain("exemplo.pt")),
        data: Sealed("data".to_owned()),
    };
    let id = open().id;
    let by = |verdict| DisclosureAnswer { id: id.clone(), verdict };
    let granted = answer(&by(DisclosureVerdict::Granted), &facts(Some(open())), NOW).unwrap();
    let DisclosureState::Answered { verdict, .. } = kept(&granted).state else { panic!() };
    assert_eq!(verdict, DisclosureVerdict::Granted);
    assert!(
        granted.events.iter().any(|event| matches!(
            event.deed,
            Deed::Seen { ground: Some("intellectual-property"), .. }
        )),
        "the look is in the journal with its ground"
    );
    let Letter::DisclosureAnswered { data, reason, .. } = &granted.mail[0].letter else { panic!() };
    assert!(data.is_some() && reason.is_none());
    let refused = by(DisclosureVerdict::Refused("sem fundamento".to_owned()));
    let plan = answer(&refused, &facts(Some(open())), NOW).unwrap();
    let Letter::DisclosureAnswered { data, reason, .. } = &plan.mail[0].letter else { panic!() };
    assert!(data.is_none() && reason.as_deref() == Some("sem fundamento"));
    let asked = kept(&ask(&wish(), &self::facts(), NOW).unwrap());
    for (it, known, refusal) in [
        (
            by(DisclosureVerdict::Refused(" ".to_owned())),
            facts(Some(open())),
            Refusal::RequestReasonMissing,
        ),
        (refused.clone(), facts(None), Refusal::RequestUnknown(id.to_string())),
        (refused.clone(), facts(Some(asked)), Refusal::RequestUnconfirmed(id.to_string())),
        (refused, facts(Some(kept(&granted))), Refusal::RequestAnswered(id.to_string())),
        (
            by(DisclosureVerdict::Granted),
            AnswerFacts { domain: None, ..facts(Some(open())) },
            Refusal::DomainUnknown(name("exemplo.pt")),
        ),
    ] {
        assert_eq!(answer(&it, &known, NOW).unwrap_err(), refusal);
    }
}

#[test]
fn what_is_disclosed_is_one_fact_a_line() {
    let mut domain = fixture::domain("exemplo.pt");
    let mut ana = fixture::contact("ANA-1");
    ana.postal[0].name = "Ana\tMaria\nSilva".to_owned();
    domain.registrant = Some(ana.handle.clone());
    domain.contacts = vec![(ContactRole::Admin, ana.handle.clone())];
    let text = data(&domain, &[ana]);
    assert!(text.contains("registrant\tname\tAna Maria Silva\n"), "{text}");
    assert!(text.contains("admin\temail\tana-1@exemplo.pt\n"), "{text}");
    assert!(text.lines().all(|line| line.split('\t').count() == 3), "{text}");
}

#[test]
fn an_authority_is_admitted_once_and_revoked_once() {
    let authority = Authority {
        id: AuthorityId::parse("pj").unwrap_or_else(|| AuthorityId::parse("pj-lisboa").unwrap()),
        name: "Polícia Judiciária".to_owned(),
        token: Digest(String::new()),
        ground: LegalGround::CriminalInvestigation,
        zones: Vec::new(),
        reverse_search: Offer::Offered,
        created: NOW,
        expires: NOW.plus_days(365),
        revoked: None,
        version: 7,
    };
    let plan = admit(&authority, None, Digest("d".to_owned()), NOW).unwrap();
    let Change::AuthorityPut(kept) = &plan.changes[0] else { panic!() };
    assert_eq!((kept.version, &kept.token), (0, &Digest("d".to_owned())));
    let id = authority.id.to_string();
    let taken = admit(&authority, Some(&authority), Digest(String::new()), NOW);
    assert_eq!(taken.unwrap_err(), Refusal::AuthorityTaken(id.clone()));
    let late = admit(&authority, None, Digest(String::new()), NOW.plus_days(365));
    assert_eq!(late.unwrap_err(), Refusal::AuthorityExpiryPast(authority.expires));
    let nameless = Authority { name: " ".to_owned(), ..authority.clone() };
    let nameless = admit(&nameless, None, Digest(String::new()), NOW);
    assert_eq!(nameless.unwrap_err(), Refusal::AuthorityNameMissing);
    let plan = revoke(Some(&authority), &id, NOW).unwrap();
    let Change::AuthorityPut(gone) = &plan.changes[0] else { panic!() };
    assert!(!gone.is_live(NOW));
    assert_eq!(revoke(Some(gone), &id, NOW).unwrap_err(), Refusal::AuthorityRevoked(id.clone()));
    assert_eq!(revoke(None, &id, NOW).unwrap_err(), Refusal::AuthorityUnknown(id));
}
