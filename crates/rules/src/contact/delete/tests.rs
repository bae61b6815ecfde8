//! Every refusal of a contact's removal.

use foral_model::contact::PendingContactTransfer;
use foral_model::registrar::RegistrarState;

use super::*;
use crate::fixture::{self, NOW, contact};

fn with(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    let mut facts = Facts {
        registrar: fixture::registrar("ALFA"),
        contact: Some(contact("ANA-1")),
        link: Link::Unlinked,
    };
    change(&mut facts);
    decide(&contact("ANA-1").handle, &facts, NOW)
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let gaining = fixture::registrar("BETA").id;
    let pending = PendingContactTransfer { gaining, requested: NOW, acts: NOW.plus_days(5) };
    let contact = |change: fn(&mut Contact)| with(|facts| change(facts.contact.as_mut().unwrap()));
    let cases = [
        (with(|f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|f| f.contact = None), Refusal::ContactUnknown("ANA-1".to_owned())),
        (with(|f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            contact(|c| c.statuses = c.statuses.with(Status::ServerDeleteProhibited)),
            Refusal::StatusProhibits(Status::ServerDeleteProhibited),
        ),
        (
            with(|f| f.contact.as_mut().unwrap().pending_transfer = Some(pending)),
            Refusal::StatusProhibits(Status::PendingTransfer),
        ),
        (with(|f| f.link = Link::Linked), Refusal::ContactIsLinked("ANA-1".to_owned())),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    assert!(with(|_| ()).is_ok());
}
