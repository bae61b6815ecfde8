//! The earlier forms of the `.pt` extension: read by element, never written.
//!
//! Their goldens are written by hand and only read.

use foral_epp_wire::Kind;
use foral_epp_wire::command::{Body, Envelope};
use foral_epp_wire::namespace::Extension;
use foral_model::command::{Command, DomainTransfer, NationalChange, TransferStep};

use crate::read_command;

fn golden(title: &str) -> String {
    let file = format!("{}/golden/earlier/{title}.xml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// Reads a golden, and the same frame with the namespaces of the first years.
fn read_both(title: &str) -> Envelope {
    let text = golden(title);
    let first_years = text.replace("http://eppdev.dns.pt/schemas/", "http://www.dns.pt/xml/epp/");
    assert_ne!(text, first_years, "{title}");
    let envelope = read_command(text.as_bytes());
    assert_eq!(read_command(first_years.as_bytes()), envelope, "{title}");
    envelope
}

fn national(title: &str) -> NationalChange {
    let change = match read_both(title).body {
        Body::Do(Command::DomainCreate(create)) => create.national,
        Body::Do(Command::DomainUpdate(update)) => update.national,
        Body::Do(Command::DomainRenew(renew)) => renew.national,
        Body::Do(Command::DomainTransfer(transfer)) => transfer.national,
        other => panic!("{other:?}"),
    };
    change.unwrap()
}

fn transfer(title: &str) -> DomainTransfer {
    match read_both(title).body {
        Body::Do(Command::DomainTransfer(transfer)) => transfer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn codes_stood_in_attributes_and_visibility_was_the_inverse() {
    let change = national("domain-create");
    assert_eq!(change.legitimacy.as_deref(), Some("1"));
    assert_eq!(change.registration_basis.as_deref(), Some("090"));
    assert_eq!(change.auto_renew, Some(true));
    assert_eq!(change.owner_confidential, Some(false));
    assert_eq!(change.arbitration, None);
}

#[test]
fn a_brand_is_kept_with_its_ground() {
    let basis = national("domain-create-brand").registration_basis;
    let kept = "030 brand number=456789 date=2008-01-31 way_registry=N";
    assert_eq!(basis.as_deref(), Some(kept));
}

#[test]
fn an_empty_process_id_claims_nothing() {
    let envelope = read_both("domain-renew");
    assert_eq!(envelope.process_id, None);
    let Body::Do(Command::DomainRenew(renew)) = envelope.body else { panic!() };
    assert!(!renew.not_renew);
    let change = renew.national.unwrap();
    assert_eq!((change.auto_renew, change.process_id), (Some(false), None));
    assert_eq!(national("domain-update").process_id.as_deref(), Some("2134454"));
}

#[test]
fn a_transfer_key_is_an_auth_code() {
    let twice = transfer("domain-transfer-key-twice");
    let once = transfer("domain-transfer-key");
    assert_eq!(twice.auth_info.as_ref().unwrap().expose(), "Key123");
    assert_eq!(once.auth_info.as_ref().unwrap().expose(), "Key123");
    assert_eq!(once.national.unwrap().process_id.as_deref(), Some("4569356"));
    let contradiction = golden("domain-transfer-key-twice").replacen("Key123", "Key124", 1);
    let fault = foral_epp_wire::read(contradiction.as_bytes()).unwrap_err();
    assert_eq!(fault.kind, Kind::Policy);
    assert!(!format!("{fault:?}").contains("Key12"), "{fault:?}");
}

#[test]
fn a_registrar_could_give_a_domain_up() {
    let given_up = transfer("domain-transfer-renounce");
    assert!(given_up.renounce);
    assert_eq!(given_up.step, TransferStep::Request);
    assert_eq!(given_up.auth_info, None);
}

#[test]
fn a_process_id_may_stand_in_the_code_itself() {
    let text = golden("domain-transfer-roid");
    let envelope = read_command(text.as_bytes());
    assert_eq!(envelope.process_id.as_deref(), Some("2134454-PT"));
    assert!(envelope.extensions.is_empty());
    let Body::Do(Command::DomainTransfer(transfer)) = envelope.body else { panic!() };
    assert_eq!(transfer.national.unwrap().process_id.as_deref(), Some("2134454-PT"));
}

#[test]
fn questions_and_deletions_named_their_process() {
    for title in ["domain-info", "domain-delete"] {
        let envelope = read_both(title);
        assert_eq!(envelope.process_id.as_deref(), Some("4569356"), "{title}");
        assert_eq!(envelope.extensions, [Extension::PtDomain], "{title}");
    }
}

#[test]
fn a_contact_had_an_identification() {
    let Body::Do(Command::ContactCreate(create)) = read_both("contact-create").body else {
        panic!()
    };
    assert_eq!(create.identity.as_deref(), Some("510664024"));
    assert_eq!(create.mobile.as_deref(), Some("+351.916589304"));
    assert!(create.auth_info.is_empty());
    let Body::Do(Command::ContactUpdate(update)) = read_both("contact-update").body else {
        panic!()
    };
    assert_eq!(update.mobile, Some(None));
    assert_eq!(update.auth_info, None);
}
