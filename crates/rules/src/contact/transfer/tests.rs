//! A contact's transfer: each refusal, each answer, and silence.

use foral_model::auth_code::StoredCode;
use foral_model::registrar::RegistrarState;
use foral_model::secret::Digest;

use super::*;
use crate::contact::lifecycle::{next_due, settle, settled};
use crate::fixture::{self, NOW, contact};

fn coded() -> Contact {
    let mut contact = contact("ANA-1");
    contact.code = Some(StoredCode {
        digest: Digest("code".to_owned()),
        made: NOW,
        expires: NOW.plus_days(30),
        fate: CodeFate::Live,
    });
    contact
}

fn step(
    step: TransferStep,
    who: &str,
    contact: Contact,
    change: impl FnOnce(&mut Facts),
) -> Result<Plan, Refusal> {
    let handle = contact.handle.clone();
    let transfer = ContactTransfer { step, handle, auth_info: None };
    let mut facts = Facts {
        registrar: fixture::registrar(who),
        contact: Some(contact),
        code: CodeMatch::Registrar,
        days: 5,
    };
    change(&mut facts);
    decide(&transfer, &facts, NOW)
}

fn request(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    step(TransferStep::Request, "BETA", coded(), change)
}

fn after(plan: &Plan) -> Contact {
    let found = plan.changes.iter().find_map(|change| match change {
        Change::ContactUpdate(contact) => Some(Contact::clone(contact)),
        _ => None,
    });
    found.unwrap()
}

fn waiting() -> Contact {
    after(&request(|_| ()).unwrap())
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let contact =
        |change: fn(&mut Contact)| request(|facts| change(facts.contact.as_mut().unwrap()));
    let cases = [
        (request(|f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (request(|f| f.contact = None), Refusal::ContactUnknown("ANA-1".to_owned())),
        (request(|f| f.contact = Some(waiting())), Refusal::TransferPending),
        (request(|f| f.registrar = fixture::registrar("ALFA")), Refusal::TransferToSelf),
        (
            contact(|c| c.statuses = c.statuses.with(Status::ClientTransferProhibited)),
            Refusal::StatusProhibits(Status::ClientTransferProhibited),
        ),
        (request(|f| f.code = CodeMatch::Absent), Refusal::CodeMissing),
        (request(|f| f.code = CodeMatch::Neither), Refusal::CodeWrong),
        (contact(|c| c.code = None), Refusal::CodeWrong),
        (contact(|c| c.code.as_mut().unwrap().expires = NOW), Refusal::CodeExpired(NOW)),
        (step(TransferStep::Approve, "ALFA", coded(), |_| ()), Refusal::NotPendingTransfer),
        (step(TransferStep::Approve, "BETA", waiting(), |_| ()), Refusal::NotTransferParty),
        (step(TransferStep::Reject, "BETA", waiting(), |_| ()), Refusal::NotTransferParty),
        (step(TransferStep::Cancel, "ALFA", waiting(), |_| ()), Refusal::NotTransferParty),
        (step(TransferStep::Cancel, "GAMA", waiting(), |_| ()), Refusal::NotTransferParty),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn each_answer_ends_it_and_tells_whoever_did_not_act() {
    for (answer, who, sponsor, told) in [
        (TransferStep::Approve, "ALFA", "BETA", "BETA"),
        (TransferStep::Reject, "ALFA", "ALFA", "BETA"),
        (TransferStep::Cancel, "BETA", "ALFA", "ALFA"),
    ] {
        let plan = step(answer, who, waiting(), |_| ()).unwrap();
        let contact = after(&plan);
        assert_eq!((contact.sponsor.as_str(), contact.pending_transfer), (sponsor, None));
        let heard: Vec<&str> = plan.messages.iter().map(|m| m.registrar.as_str()).collect();
        assert_eq!(heard, [told], "{answer:?}");
    }
}

#[test]
fn silence_approves_to_the_instant_however_often_anybody_looks() {
    let (acts, contact) = (NOW.plus_days(5), waiting());
    assert_eq!(next_due(&contact), Some(acts));
    let before = Timestamp::from_micros(acts.micros() - 1);
    assert_eq!(settle(contact.clone(), before), (contact.clone(), None));
    for late in [acts, acts.plus_days(99)] {
        let read = settled(contact.clone(), late);
        let (committed, plan) = settle(contact.clone(), late);
        assert_eq!((read.sponsor.as_str(), read.transferred), ("BETA", Some(acts)));
        assert_eq!(read, Contact { version: 0, ..committed });
        let plan = plan.unwrap();
        assert_eq!(after(&plan), read);
        assert_eq!(plan.messages.len(), 2);
        assert_eq!(settled(read.clone(), late), read);
    }
}

#[test]
fn without_days_it_moves_at_once_and_its_code_is_spent() {
    let plan = request(|facts| facts.days = 0).unwrap();
    let contact = after(&plan);
    assert_eq!((contact.sponsor.as_str(), contact.code), ("BETA", None));
    assert_eq!(plan.messages.len(), 1);
    assert_eq!(plan.messages[0].registrar.as_str(), "ALFA");
}
