//! Every refusal of a contact's creation.

use foral_model::extension::Extension;
use foral_model::identity::Country;
use foral_model::registrar::RegistrarState;
use foral_model::repository::{FrozenIdentity, RepositoryName};
use foral_model::secret::Secret;

use super::*;
use crate::fixture::{self, NOW, contact};

fn repository() -> Repository {
    Repository {
        name: RepositoryName::parse("gtld").unwrap(),
        suffix: "SHOP".to_owned(),
        handles: Handles::Chosen,
        identity: Requirement::Optional,
        identity_country: Country::PT,
        frozen_identity: FrozenIdentity::Free,
        transfer_days: 5,
        code_bits: 128,
    }
}

fn with(change: impl FnOnce(&mut ContactCreate, &mut Facts)) -> Result<Plan, Refusal> {
    let sample = contact("ANA-1");
    let mut create = ContactCreate {
        organisations: Vec::new(),
        proposed: Some(sample.handle.clone()),
        postal: sample.postal,
        voice: None,
        fax: None,
        mobile: None,
        email: sample.email,
        additional_email: None,
        identity: None,
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    };
    let mut facts = Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        repository: repository(),
        identity: None,
        known: None,
        handle: contact("REG-1").handle,
        namesake: None,
        offered: Extensions::NONE,
        number: 1,
        code: None,
    };
    change(&mut create, &mut facts);
    decide(&create, &facts, NOW)
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (
            with(|c, _| c.uses = Extensions::NONE.with(Extension::PtContact)),
            Refusal::ExtensionNotOffered("ptcontact"),
        ),
        (with(|c, _| c.proposed = None), Refusal::Required("id")),
        (with(|c, f| f.namesake = c.proposed.clone()), Refusal::ContactTaken("ANA-1".to_owned())),
        (with(|_, f| f.repository.identity = Requirement::Required), Refusal::IdentityMissing),
        (
            with(|c, f| {
                f.repository.identity = Requirement::Forbidden;
                c.identity = Some("123456789".to_owned());
            }),
            Refusal::NotOffered("vat", "123456789".to_owned()),
        ),
        (with(|c, _| c.email = "ana".to_owned()), Refusal::EmailSyntax("ana".to_owned())),
        (
            with(|c, _| c.additional_email = Some("ana@".to_owned())),
            Refusal::EmailSyntax("ana@".to_owned()),
        ),
        (with(|c, _| c.auth_info = Secret::new("Passw0rd")), Refusal::CodeTooGuessable(128)),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn the_registrar_chooses_the_handle_only_where_it_may() {
    let handle = |handles| {
        let plan = with(|_, facts| facts.repository.handles = handles).unwrap();
        plan.changes.iter().find_map(|change| match change {
            Change::ContactInsert(contact) => Some(contact.handle.to_string()),
            _ => None,
        })
    };
    assert_eq!(handle(Handles::Chosen).as_deref(), Some("ANA-1"));
    assert_eq!(handle(Handles::Assigned("@@@-#".to_owned())).as_deref(), Some("REG-1"));
}
