//! Commands about contacts.

use foral_epp_wire::command::{Body, Check, ContactInfo, Envelope, Info, TransferQuery};
use foral_epp_wire::namespace::Extension;
use foral_model::command::{
    AddressChange, Command, ContactCreate, ContactTransfer, ContactUpdate, LinkChange,
    PostalChange, TransferStep,
};
use foral_model::contact::{Disclose, Phone, Postal, PostalForm, Verification};
use foral_model::extension::Extensions;
use foral_model::identity::Country;
use foral_model::secret::Secret;
use foral_model::status::Status;

use crate::{at, change, handle, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let both = vec![Extension::PtContact, Extension::PtNis2];
    let extended = |envelope| Envelope { extensions: both.clone(), ..envelope };
    let ids = vec!["KTRW-482133-PT".to_owned(), "não".to_owned()];
    let code = || Some(Secret::new("Contacto-1"));
    let known = || handle("KTRW-482133-PT");
    let transfer = |step, auth_info| {
        let transfer = ContactTransfer { step, handle: known(), auth_info };
        change(Command::ContactTransfer(transfer))
    };
    let info = ContactInfo { handle: known(), auth_info: None };
    let query = TransferQuery::Contact { handle: known(), auth_info: code() };
    vec![
        ("contact-check", sent(Body::Check(Check::Contact(ids)))),
        ("contact-info", sent(Body::Info(Info::Contact(info.clone())))),
        (
            "contact-info-code",
            sent(Body::Info(Info::Contact(ContactInfo { auth_info: code(), ..info }))),
        ),
        ("contact-create", extended(change(Command::ContactCreate(create())))),
        ("contact-create-plain", change(Command::ContactCreate(plain_create()))),
        ("contact-update", extended(change(Command::ContactUpdate(update())))),
        ("contact-update-clear", cleared()),
        ("contact-delete", change(Command::ContactDelete(known()))),
        ("contact-transfer-query", sent(Body::TransferQuery(query))),
        ("contact-transfer-request", transfer(TransferStep::Request, code())),
        ("contact-transfer-approve", transfer(TransferStep::Approve, None)),
    ]
}

/// An address with letters beyond ASCII.
pub(crate) fn postal(form: PostalForm) -> Postal {
    Postal {
        form,
        name: "José Araújo & Filhos".to_owned(),
        organisation: Some("Padaria «Açúcar», Lda".to_owned()),
        street: vec!["Rua do Ouro, 1".to_owned(), "2.º Esq.".to_owned()],
        city: "Évora".to_owned(),
        province: Some("Alentejo".to_owned()),
        postal_code: Some("7000-001".to_owned()),
        country: Country::PT,
    }
}

/// A telephone with an extension.
pub(crate) fn phone() -> Phone {
    Phone { number: "+351.211583341".to_owned(), extension: Some("12".to_owned()) }
}

/// A preference that names every element.
pub(crate) fn disclose() -> Disclose {
    let elements =
        ["name/int", "name/loc", "org/int", "addr/int", "addr/loc", "voice", "fax", "email"];
    Disclose { allow: false, elements: elements.map(str::to_owned).to_vec() }
}

fn create() -> ContactCreate {
    ContactCreate {
        organisations: Vec::new(),
        postal: vec![postal(PostalForm::International), postal(PostalForm::Local)],
        voice: Some(phone()),
        fax: Some(Phone { number: "+351.211583342".to_owned(), extension: None }),
        mobile: Some("+351.912345678".to_owned()),
        email: "jose@padaria.example".to_owned(),
        identity: Some("PT510664024".to_owned()),
        auth_info: Secret::new("Contacto-1"),
        disclose: Some(disclose()),
        verification: Some(Verification { validated: true, at: Some(at("2026-07-01T10:00:00Z")) }),
        lang: None,
        proposed: None,
        additional_email: None,
        uses: Extensions::NONE,
    }
}

pub(crate) fn plain_create() -> ContactCreate {
    let bare = Postal {
        organisation: None,
        street: Vec::new(),
        province: None,
        postal_code: None,
        ..postal(PostalForm::International)
    };
    ContactCreate {
        postal: vec![bare],
        voice: None,
        fax: None,
        mobile: None,
        identity: None,
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        ..create()
    }
}

fn update() -> ContactUpdate {
    let postal = postal(PostalForm::International);
    ContactUpdate {
        organisations: LinkChange::default(),
        handle: handle("KTRW-482133-PT"),
        add_statuses: vec![Status::ClientDeleteProhibited, Status::ClientTransferProhibited],
        remove_statuses: vec![Status::ClientUpdateProhibited],
        postal: vec![PostalChange {
            form: PostalForm::International,
            name: Some(postal.name),
            organisation: Some("Padaria Nova, Lda".to_owned()),
            address: Some(AddressChange {
                street: postal.street,
                city: postal.city,
                province: postal.province,
                postal_code: postal.postal_code,
                country: postal.country,
            }),
        }],
        voice: Some(Some(phone())),
        fax: Some(None),
        mobile: Some(Some("+351.912345679".to_owned())),
        email: Some("novo@padaria.example".to_owned()),
        identity: Some("PT510664024".to_owned()),
        auth_info: Some(Secret::new("Contacto-2")),
        disclose: Some(Disclose { allow: true, elements: vec!["voice".to_owned()] }),
        verification: Some(Verification { validated: false, at: None }),
        additional_email: None,
        uses: Extensions::NONE,
    }
}

/// An update that takes away what can be taken away.
pub(crate) fn cleared() -> Envelope {
    let organisation = PostalChange {
        form: PostalForm::Local,
        name: None,
        organisation: Some(String::new()),
        address: None,
    };
    let update = ContactUpdate {
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        postal: vec![organisation],
        voice: Some(None),
        fax: None,
        mobile: Some(None),
        email: None,
        identity: None,
        auth_info: Some(Secret::default()),
        disclose: None,
        verification: None,
        ..update()
    };
    let extensions = vec![Extension::PtContact];
    Envelope { extensions, ..change(Command::ContactUpdate(update)) }
}
