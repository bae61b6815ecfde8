//! Every refusal of a contact's update, and what another e-mail address ends.

use foral_model::command::{AddressChange, LinkChange};
use foral_model::contact::{PendingContactTransfer, PostalForm};
use foral_model::extension::Extension;
use foral_model::identity::Country;
use foral_model::registrar::RegistrarState;
use foral_model::repository::{Handles, RepositoryName};
use foral_model::secret::Secret;
use foral_model::zone::Requirement;

use super::*;
use crate::fixture::{self, NOW, contact};

fn update() -> ContactUpdate {
    ContactUpdate {
        organisations: LinkChange::default(),
        handle: contact("ANA-1").handle,
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        postal: Vec::new(),
        voice: None,
        fax: None,
        mobile: None,
        email: None,
        additional_email: None,
        identity: None,
        auth_info: None,
        disclose: None,
        verification: None,
        uses: Extensions::NONE,
    }
}

fn with(change: impl FnOnce(&mut ContactUpdate, &mut Facts)) -> Result<Plan, Refusal> {
    let mut update = update();
    let mut facts = Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        contact: Some(contact("ANA-1")),
        repository: Repository {
            name: RepositoryName::parse("pt").unwrap(),
            suffix: "PT".to_owned(),
            handles: Handles::Chosen,
            identity: Requirement::Optional,
            identity_country: Country::PT,
            frozen_identity: FrozenIdentity::Frozen,
            transfer_days: 5,
            code_bits: 128,
        },
        identity: None,
        code: None,
        offered: Extensions::NONE,
        coded: Vec::new(),
    };
    change(&mut update, &mut facts);
    decide(&update, &facts, NOW)
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with(|_, facts| {
        let contact = facts.contact.as_mut().unwrap();
        contact.statuses = contact.statuses.with(status);
    })
}

fn renamed(form: PostalForm, name: Option<&str>) -> PostalChange {
    PostalChange { form, name: name.map(str::to_owned), organisation: None, address: None }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry for each refusal")]
fn each_obstacle_has_its_own_refusal() {
    let pending = PendingContactTransfer {
        gaining: fixture::registrar("BETA").id,
        requested: NOW,
        acts: NOW.plus_days(5),
    };
    let prohibits = Refusal::StatusProhibits;
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.contact = None), Refusal::ContactUnknown("ANA-1".to_owned())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with(|u, _| u.uses = Extensions::NONE.with(Extension::PtContact)),
            Refusal::ExtensionNotOffered("ptcontact"),
        ),
        (with_status(Status::ServerUpdateProhibited), prohibits(Status::ServerUpdateProhibited)),
        (with_status(Status::ClientUpdateProhibited), prohibits(Status::ClientUpdateProhibited)),
        (
            with(|_, f| f.contact.as_mut().unwrap().pending_transfer = Some(pending)),
            prohibits(Status::PendingTransfer),
        ),
        (
            with(|u, _| u.add_statuses.push(Status::ClientHold)),
            Refusal::StatusNotClient(Status::ClientHold),
        ),
        (
            with(|u, _| u.remove_statuses.push(Status::ServerUpdateProhibited)),
            Refusal::StatusNotClient(Status::ServerUpdateProhibited),
        ),
        (
            with(|u, _| {
                u.postal
                    .push(renamed(PostalForm::International, Some("Rui")))
            }),
            Refusal::IdentityFrozen,
        ),
        (
            with(|u, f| {
                u.identity = Some("PT123456789".to_owned());
                f.identity = Some(Identity::parse(Country::PT, "123456789"));
            }),
            Refusal::IdentityFrozen,
        ),
        (
            with(|u, f| {
                u.identity = Some("1".to_owned());
                f.identity = Some(Identity::parse(Country::PT, "1"));
            }),
            Refusal::IdentityInvalid(
                "1".to_owned(),
                Identity::parse(Country::PT, "1").unwrap_err(),
            ),
        ),
        (
            with(|u, _| u.email = Some("ninguem".to_owned())),
            Refusal::EmailSyntax("ninguem".to_owned()),
        ),
        (
            with(|u, _| u.additional_email = Some(Some("@".to_owned()))),
            Refusal::EmailSyntax("@".to_owned()),
        ),
        (with(|u, _| u.auth_info = Some(Secret::new("curta"))), Refusal::CodeTooGuessable(128)),
        (
            with(|u, _| u.remove_statuses.push(Status::ClientDeleteProhibited)),
            Refusal::ChangeHasNoEffect("clientDeleteProhibited".to_owned()),
        ),
        (with(|u, _| u.postal.push(renamed(PostalForm::Local, None))), Refusal::Required("name")),
        (
            with(|u, _| u.postal.push(renamed(PostalForm::Local, Some("ANA-1")))),
            Refusal::Required("addr"),
        ),
    ];
    for (place, (decided, expected)) in cases.into_iter().enumerate() {
        assert_eq!(decided, Err(expected), "case {place}");
    }
}

#[test]
fn saying_again_what_is_on_file_is_no_change_of_identity() {
    let same = with(|u, _| {
        u.postal
            .push(renamed(PostalForm::International, Some("ANA-1")))
    });
    assert!(same.is_ok());
    let moved = with(|u, _| {
        let address = AddressChange {
            street: Vec::new(),
            city: "Porto".to_owned(),
            province: None,
            postal_code: None,
            country: Country::PT,
        };
        let form = PostalForm::International;
        u.postal
            .push(PostalChange { address: Some(address), ..renamed(form, None) });
    });
    let Some(Change::ContactUpdate(after)) = moved.unwrap().changes.into_iter().next() else {
        panic!("the contact is changed first")
    };
    assert_eq!(after.postal[0].city, "Porto");
    assert_eq!((after.updated, after.updated_by), (Some(NOW), Some(after.sponsor)));
}

#[test]
fn another_address_is_told_to_both_and_ends_links() {
    let plan = with(|u, _| u.email = Some("ana@novo.example".to_owned())).unwrap();
    let told: Vec<&str> = plan.mail.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(told, ["ana-1@exemplo.pt", "ana@novo.example"]);
    assert!(
        plan.changes
            .contains(&Change::TokensEnd(contact("ANA-1").handle))
    );
}
