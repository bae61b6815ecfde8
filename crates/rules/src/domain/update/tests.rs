//! Every refusal of an update, and what it does to the holder.

use foral_model::auth_code::{CodeFate, StoredCode};
use foral_model::command::SignerRemoval;
use foral_model::contact::ContactRole;
use foral_model::domain::Lifecycle;
use foral_model::extension::{Extension, Extensions};
use foral_model::outcome::Outcome;
use foral_model::plan::Answer;
use foral_model::registrar::RegistrarState;
use foral_model::secret::Secret;
use std::sync::Arc;

use super::*;
use crate::fixture::{self, NOW, contact, name};

fn with(change: impl FnOnce(&mut DomainUpdate, &mut Facts)) -> Result<Plan, Refusal> {
    let mut update = fixture::update("exemplo.pt");
    update.add_statuses.push(Status::ClientHold);
    let mut case = fixture::case("exemplo.pt");
    case.domain.registrant = Some(contact("ANA-1").handle);
    case.holder = Some(contact("ANA-1"));
    let mut facts = Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        case: Some(case),
        registrant: None,
        contacts_unknown: Vec::new(),
        hosts: Vec::new(),
        code: None,
        link: fixture::link(),
        reference: fixture::reference(),
        seen: None,
    };
    change(&mut update, &mut facts);
    decide(&update, &facts, NOW)
}

fn with_domain(change: impl FnOnce(&mut Domain)) -> Result<Plan, Refusal> {
    with(|_, facts| change(&mut facts.case.as_mut().unwrap().domain))
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with_domain(|domain| domain.statuses = domain.statuses.with(status))
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry for each refusal")]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let server = NameServer::Attribute { name: name("ns.x.org"), addresses: Vec::new() };
    let signer =
        Signer { key_tag: 7, algorithm: 13, digest_type: 2, digest: vec![0; 32], key: None };
    let role = (ContactRole::Tech, contact("EVA-1").handle);
    let no_effect = |text: &str| Refusal::ChangeHasNoEffect(text.to_owned());
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with(|u, _| u.terms.uses = Extensions::NONE.with(Extension::Ttl)),
            Refusal::ExtensionNotOffered("ttl"),
        ),
        (
            with_domain(|d| d.lifecycle = Lifecycle::Redemption { until: NOW.plus_days(1) }),
            Refusal::DomainPendingDelete(exemplo.clone()),
        ),
        (
            with_status(Status::ServerUpdateProhibited),
            Refusal::StatusProhibits(Status::ServerUpdateProhibited),
        ),
        (
            with_status(Status::ClientUpdateProhibited),
            Refusal::StatusProhibits(Status::ClientUpdateProhibited),
        ),
        (with(|u, _| u.add_statuses.clear()), Refusal::ChangeIsEmpty),
        (
            with(|u, _| u.add_statuses = vec![Status::ServerHold]),
            Refusal::StatusNotClient(Status::ServerHold),
        ),
        (
            with(|u, f| {
                f.case.as_mut().unwrap().domain.disputed = true;
                u.registrant = Some(contact("RUI-1").handle);
            }),
            Refusal::DomainInDispute(exemplo),
        ),
        (
            with(|u, _| u.registrant = Some(contact("RUI-1").handle)),
            Refusal::ContactUnknown("RUI-1".to_owned()),
        ),
        (
            with(|_, f| f.contacts_unknown.push("EVA-1".to_owned())),
            Refusal::ContactUnknown("EVA-1".to_owned()),
        ),
        (
            with(|_, f| f.hosts.push((name("ns.x.org"), None))),
            Refusal::HostUnknown(name("ns.x.org")),
        ),
        (with(|u, _| u.auth_info = Some(Secret::new("short"))), Refusal::CodeTooWeak(8)),
        (with_status(Status::ClientHold), no_effect("clientHold")),
        (
            with(|u, _| u.remove_statuses = vec![Status::ClientRenewProhibited]),
            no_effect("clientRenewProhibited"),
        ),
        (with(|u, _| u.remove_name_servers = vec![server.clone()]), no_effect("ns.x.org")),
        (with(|u, _| u.add_name_servers = vec![server.clone(); 2]), no_effect("ns.x.org")),
        (with(|u, _| u.remove_contacts = vec![role.clone()]), no_effect("EVA-1")),
        (with(|u, _| u.add_contacts = vec![role.clone(); 2]), no_effect("EVA-1")),
        (with(|u, _| u.signers.remove = SignerRemoval::Some(vec![signer.clone()])), no_effect("7")),
        (
            with(|u, f| {
                let case = f.case.as_mut().unwrap();
                case.zone = Arc::new(Zone {
                    signer_form: foral_model::zone::SignerForm::Key,
                    ..fixture::zone()
                });
                u.signers.add = vec![signer.clone()];
            }),
            Refusal::SignerFormNotOffered("dsData"),
        ),
        (
            with(|u, _| {
                u.terms.signer_form = Some(foral_model::zone::SignerForm::Key);
                u.signers.add = vec![signer.clone()];
            }),
            Refusal::SignerFormNotOffered("keyData"),
        ),
        (
            with(|u, f| {
                u.registrant = Some(contact("RUI-1").handle);
                f.registrant = Some(contact("RUI-1"));
            }),
            Refusal::NotOffered("registrant", "RUI-1".to_owned()),
        ),
        (
            with(|u, _| u.ttls = vec![(RecordType::Ns, Some(1))]),
            Refusal::TtlOutOfRange { min: 300, max: 86_400 },
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn the_sponsors_own_lock_is_lifted_by_the_command_that_it_would_forbid() {
    let plan = with(|update, facts| {
        update.remove_statuses = vec![Status::ClientUpdateProhibited];
        let domain = &mut facts.case.as_mut().unwrap().domain;
        domain.statuses = domain.statuses.with(Status::ClientUpdateProhibited);
    })
    .unwrap();
    assert_eq!(fixture::stored(&plan).statuses, [Status::ClientHold].into_iter().collect());
}

#[test]
fn an_empty_code_takes_the_code_away() {
    let code = || StoredCode {
        digest: Digest("old".to_owned()),
        made: NOW,
        expires: NOW.plus_days(30),
        fate: CodeFate::Live,
    };
    let plan = with(|update, facts| {
        update.auth_info = Some(Secret::default());
        facts.case.as_mut().unwrap().domain.codes.registrar = Some(code());
    });
    assert_eq!(fixture::stored(&plan.unwrap()).codes.registrar, None);
}

#[test]
fn a_new_holder_takes_over_at_once_or_once_both_agree() {
    let rename = |zone| {
        with(|update, facts| {
            update.add_statuses.clear();
            update.registrant = Some(contact("RUI-1").handle);
            facts.registrant = Some(contact("RUI-1"));
            facts.case.as_mut().unwrap().zone = Arc::new(zone);
        })
        .unwrap()
    };
    let at_once = rename(fixture::gtld());
    assert_eq!(fixture::stored(&at_once).registrant, Some(contact("RUI-1").handle));
    assert_eq!(at_once.answer, Answer::Done(Outcome::Done));
    let agreed = rename(fixture::zone());
    let lapses = NOW.plus_days(8);
    let after = fixture::stored(&agreed);
    assert_eq!(after.registrant, Some(contact("ANA-1").handle));
    assert_eq!(after.pending_holder.as_ref().map(|pending| pending.lapses), Some(lapses));
    assert_eq!(agreed.answer, Answer::Done(Outcome::UpdatePending { lapses }));
}
