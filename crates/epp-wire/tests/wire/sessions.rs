//! Commands of sessions, queues and hosts.

use foral_epp_wire::command::{Body, Check, CheckName, Envelope, Info, Login};
use foral_epp_wire::namespace::{Extension, Object};
use foral_model::command::{Command, HostCreate, HostUpdate, LinkChange};
use foral_model::secret::Secret;
use foral_model::status::Status;

use crate::{change, name, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let names = vec![CheckName::new("ns1.exemplo.pt"), CheckName::new("ns..exemplo.pt")];
    vec![
        ("login", sent(Body::Login(login(None, Extension::ALL.to_vec())))),
        ("login-new-password", sent(Body::Login(login(Some("Segredo-2027"), Vec::new())))),
        ("logout", sent(Body::Logout)),
        ("logout-without-reference", Envelope::new(Body::Logout)),
        ("poll-request", sent(Body::PollRequest)),
        ("poll-ack", sent(Body::PollAck(Some("4711".to_owned())))),
        ("poll-ack-of-nothing", sent(Body::PollAck(None))),
        ("host-check", sent(Body::Check(Check::Host(names)))),
        ("host-info", sent(Body::Info(Info::Host(name("ns1.exemplo.pt"))))),
        ("host-create", change(Command::HostCreate(create()))),
        ("host-update", change(Command::HostUpdate(update()))),
        ("host-delete", change(Command::HostDelete(name("ns1.exemplo.pt")))),
    ]
}

fn login(new_password: Option<&str>, extensions: Vec<Extension>) -> Login {
    let uri = |object: Object| object.uri().to_owned();
    Login {
        client: "ALFA".to_owned(),
        password: Secret::new("<Segredo&1>"),
        new_password: new_password.map(Secret::new),
        version: "1.0".to_owned(),
        lang: "pt".to_owned(),
        objects: Object::ALL.into_iter().map(uri).collect(),
        extensions: extensions.into_iter().map(|e| e.uri().to_owned()).collect(),
    }
}

fn create() -> HostCreate {
    HostCreate {
        organisations: Vec::new(),
        name: name("ns1.exemplo.pt"),
        addresses: vec!["192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap()],
        ttls: Vec::new(),
    }
}

fn update() -> HostUpdate {
    HostUpdate {
        organisations: LinkChange::default(),
        name: name("ns1.exemplo.pt"),
        add_addresses: vec!["2001:db8::2".parse().unwrap()],
        remove_addresses: vec!["192.0.2.1".parse().unwrap()],
        add_statuses: vec![Status::ClientUpdateProhibited],
        remove_statuses: vec![Status::ClientDeleteProhibited],
        rename: Some(name("ns2.exemplo.pt")),
        ttls: Vec::new(),
    }
}
