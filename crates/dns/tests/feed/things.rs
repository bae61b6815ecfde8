//! What the stories are made of: policies, people, and commands.

use foral_model::actor::{Actor, Who};
use foral_model::command::{
    Command, ContactCreate, DomainUpdate, LinkChange, RegistrarCreate, SignerChange, Terms,
};
use foral_model::contact::{Postal, PostalForm};
use foral_model::extension::Extensions;
use foral_model::host::NameServer;
use foral_model::id::RegistrarId;
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::status::Status as DomainStatus;

const PT: &str = include_str!("../../../../zones/pt.toml");

pub(crate) fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

/// A name server outside of the zone.
pub(crate) fn server(text: &str) -> NameServer {
    NameServer::Attribute { name: name(text), addresses: Vec::new() }
}

/// The policies of `.pt` and `.com.pt`, signed here, which others remember for seconds.
pub(crate) fn quick() -> [String; 2] {
    const COM_PT: &str = include_str!("../../../../zones/com.pt.toml");
    let quick = |policy: &str| {
        policy
            .replace("refresh = 3600", "refresh = 1")
            .replace("retry = 900", "retry = 1")
            .replace("\nttl = 86400", "\nttl = 1")
            .replace("checks = \"delay\"", "checks = \"off\"")
    };
    [quick(PT), quick(COM_PT)]
}

/// The policy of `.pt` that says this of removals and of new name servers, and leaves unsigned.
pub(crate) fn policy(removals: &str, checks: &str) -> String {
    PT.replace("window_removals_max = 300\nwindow_removals_percent = 3\n", "")
        .replace("removals_max = 100", removals)
        .replace("removals_percent = 1", "removals_percent = 0")
        .replace("by = \"foral\"", "by = \"elsewhere\"")
        .replace("checks = \"delay\"", checks)
}

/// A registrar keeps a name out of the zone.
pub(crate) fn hold(text: &str) -> Command {
    let mut update = update(text);
    update.add_statuses = vec![DomainStatus::ClientHold];
    Command::DomainUpdate(update)
}

/// A change of nothing yet.
pub(crate) fn update(text: &str) -> DomainUpdate {
    DomainUpdate {
        organisations: LinkChange::default(),
        name: name(text),
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: SignerChange::default(),
        ttls: Vec::new(),
        national: None,
        terms: Terms::default(),
    }
}

pub(crate) fn staff() -> Actor {
    actor(Who::Staff("test".to_owned()))
}

pub(crate) fn alfa_asks() -> Actor {
    actor(Who::Registrar(RegistrarId::parse("ALFA").unwrap()))
}

fn actor(who: Who) -> Actor {
    Actor { who, from: None, client_trid: None, server_trid: "TEST".to_owned(), scope: None }
}

pub(crate) fn registrar(id: &RegistrarId) -> RegistrarCreate {
    RegistrarCreate {
        id: id.clone(),
        name: "Alfa Registos".to_owned(),
        email: "alfa@registos.example".to_owned(),
        website: None,
        phone: None,
        abuse_email: None,
        abuse_phone: None,
        iana_id: None,
        password: Secret::new("palavra-secreta"),
        addresses: Vec::new(),
        zones: vec![name("pt")],
        credit_limit: Money::new(0, Currency::EUR),
    }
}

pub(crate) fn contact() -> Command {
    Command::ContactCreate(ContactCreate {
        organisations: Vec::new(),
        proposed: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: "Ana Maria Simões".to_owned(),
            organisation: None,
            street: vec!["Rua da Prata 1".to_owned()],
            city: "Lisboa".to_owned(),
            province: None,
            postal_code: Some("1100-001".to_owned()),
            country: Country::PT,
        }],
        voice: None,
        fax: None,
        mobile: Some("+351.912345678".to_owned()),
        email: "ana@exemplo.pt".to_owned(),
        additional_email: None,
        identity: Some("PT123456789".to_owned()),
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    })
}
