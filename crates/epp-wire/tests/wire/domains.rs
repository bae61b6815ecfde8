//! Commands about domains.

use foral_epp_wire::command::{
    Body, Check, CheckName, DomainInfo, Envelope, HostFilter, Info, TransferQuery,
};
use foral_epp_wire::namespace::Extension;
use foral_model::command::{
    Command, DomainCreate, DomainDelete, DomainRenew, DomainTransfer, DomainUpdate, LinkChange,
    NationalChange, SignerChange, SignerRemoval, Terms, TransferStep,
};
use foral_model::contact::ContactRole;
use foral_model::domain::{Key, Signer};
use foral_model::host::NameServer;
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::status::Status;

use crate::{change, handle, name, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let mut all = questions();
    all.extend(changes());
    all
}

fn questions() -> Vec<(&'static str, Envelope)> {
    let names = ["exemplo.pt", "açúcar.pt", "não existe"].map(CheckName::new);
    let exemplo = name("exemplo.pt");
    let info = |hosts, auth_info| {
        let info = DomainInfo { name: name("exemplo.pt"), hosts, auth_info };
        sent(Body::Info(Info::Domain(info)))
    };
    let code = Secret::new("Passw0rd-Passw0rd");
    let query = TransferQuery::Domain { name: exemplo, auth_info: Some(code.clone()) };
    vec![
        ("domain-check", sent(Body::Check(Check::Domain(names.to_vec())))),
        ("domain-info", info(HostFilter::All, None)),
        ("domain-info-hosts", info(HostFilter::Subordinate, None)),
        ("domain-info-code", with_process_id(info(HostFilter::None, Some(code)))),
        ("domain-transfer-query", sent(Body::TransferQuery(query))),
    ]
}

fn changes() -> Vec<(&'static str, Envelope)> {
    let delete = || change(Command::DomainDelete(delete()));
    let transfer = Command::DomainTransfer;
    vec![
        ("domain-create", national(change(Command::DomainCreate(create())), &[])),
        ("domain-create-signed", signed_create()),
        ("domain-create-plain", change(Command::DomainCreate(plain_create()))),
        ("domain-update", update_everything()),
        ("domain-update-code", change(Command::DomainUpdate(clear_code()))),
        ("domain-delete", delete()),
        ("domain-delete-process", with_process_id(delete())),
        ("domain-renew", national(change(Command::DomainRenew(renew())), &[])),
        ("domain-transfer-request", change(transfer(request(None)))),
        ("domain-transfer-process", process_transfer()),
        ("domain-transfer-renounce", renounce()),
        ("domain-transfer-approve", change(transfer(step(TransferStep::Approve)))),
        ("domain-transfer-reject", change(transfer(step(TransferStep::Reject)))),
        ("domain-transfer-cancel", change(transfer(step(TransferStep::Cancel)))),
    ]
}

fn national(envelope: Envelope, before: &[Extension]) -> Envelope {
    let mut extensions = before.to_vec();
    extensions.push(Extension::PtDomain);
    Envelope { extensions, ..envelope }
}

fn with_process_id(envelope: Envelope) -> Envelope {
    let claimed = Envelope { process_id: Some("2134454".to_owned()), ..envelope };
    national(claimed, &[])
}

/// Today's `.pt` form.
pub(crate) fn create() -> DomainCreate {
    DomainCreate {
        organisations: Vec::new(),
        name: name("exemplo.pt"),
        period: Period::years(3),
        name_servers: vec![
            NameServer::Attribute {
                name: name("ns.exemplo.pt"),
                addresses: vec!["192.0.2.2".parse().unwrap(), "2001:db8::2".parse().unwrap()],
            },
            NameServer::Attribute { name: name("ns.example.net"), addresses: Vec::new() },
        ],
        registrant: Some(handle("KTRW-482133-PT")),
        contacts: vec![(ContactRole::Tech, handle("BNNQ-000017-PT"))],
        auth_info: Secret::new("Passw0rd-Passw0rd"),
        signers: Vec::new(),
        national: Some(NationalChange {
            auto_renew: Some(true),
            arbitration: Some(true),
            owner_confidential: Some(false),
            legitimacy: Some("1".to_owned()),
            registration_basis: Some("2".to_owned()),
            process_id: None,
        }),
        ttls: Vec::new(),
        idn_table: None,
        terms: Terms::default(),
    }
}

pub(crate) fn plain_create() -> DomainCreate {
    DomainCreate {
        period: None,
        name_servers: Vec::new(),
        registrant: None,
        contacts: Vec::new(),
        auth_info: Secret::default(),
        national: None,
        ..create()
    }
}

fn signed_create() -> Envelope {
    let objects = ["ns1.example.net", "ns2.example.net"].map(|text| NameServer::Object(name(text)));
    let create = DomainCreate {
        name_servers: objects.to_vec(),
        signers: vec![signer(None), signer(Some(key()))],
        national: Some(NationalChange::default()),
        ..create()
    };
    national(change(Command::DomainCreate(create)), &[Extension::SecDns])
}

fn signer(key: Option<Key>) -> Signer {
    Signer { key_tag: 12_345, algorithm: 13, digest_type: 2, digest: vec![0x5a; 32], key }
}

fn key() -> Key {
    Key { flags: 257, protocol: 3, algorithm: 13, public_key: vec![0xfe; 64] }
}

pub(crate) fn delete() -> DomainDelete {
    DomainDelete { name: name("exemplo.pt"), terms: Terms::default() }
}

fn no_change() -> DomainUpdate {
    DomainUpdate {
        organisations: LinkChange::default(),
        name: name("exemplo.pt"),
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: SignerChange::default(),
        national: None,
        ttls: Vec::new(),
        terms: Terms::default(),
    }
}

fn update_everything() -> Envelope {
    let change_of = NationalChange { auto_renew: Some(false), ..NationalChange::default() };
    let update = DomainUpdate {
        add_name_servers: vec![NameServer::Object(name("ns3.example.net"))],
        remove_name_servers: vec![NameServer::Attribute {
            name: name("ns.exemplo.pt"),
            addresses: Vec::new(),
        }],
        add_contacts: vec![(ContactRole::Admin, handle("BNNQ-000017-PT"))],
        remove_contacts: vec![(ContactRole::Billing, handle("KTRW-482133-PT"))],
        add_statuses: vec![Status::ClientTransferProhibited, Status::ClientHold],
        remove_statuses: vec![Status::ClientDeleteProhibited],
        registrant: Some(handle("BNNQ-000017-PT")),
        auth_info: Some(Secret::new("Outra-Passw0rd")),
        signers: SignerChange {
            remove: SignerRemoval::Some(vec![signer(None)]),
            add: vec![signer(Some(key()))],
        },
        national: Some(change_of),
        ..no_change()
    };
    national(change(Command::DomainUpdate(update)), &[Extension::SecDns])
}

fn clear_code() -> DomainUpdate {
    DomainUpdate { auth_info: Some(Secret::default()), ..no_change() }
}

fn renew() -> DomainRenew {
    DomainRenew {
        name: name("exemplo.pt"),
        current_expiry: "2027-03-31".to_owned(),
        period: Period::years(5),
        national: Some(NationalChange { auto_renew: Some(true), ..NationalChange::default() }),
        not_renew: true,
        terms: Terms::default(),
    }
}

fn step(step: TransferStep) -> DomainTransfer {
    DomainTransfer { step, auth_info: None, ..request(None) }
}

fn request(national: Option<NationalChange>) -> DomainTransfer {
    DomainTransfer {
        step: TransferStep::Request,
        name: name("exemplo.pt"),
        period: None,
        auth_info: Some(Secret::new("7YHM2 4KX0D 0V6QF 8R3PZ J9T1C WN5BE")),
        national,
        renounce: false,
        terms: Terms::default(),
    }
}

fn process_transfer() -> Envelope {
    let claim = NationalChange {
        process_id: Some("2134454".to_owned()),
        auto_renew: Some(true),
        ..NationalChange::default()
    };
    let transfer = DomainTransfer { period: Period::years(1), ..request(Some(claim)) };
    with_process_id(change(Command::DomainTransfer(transfer)))
}

fn renounce() -> Envelope {
    let given_up = DomainTransfer {
        auth_info: None,
        renounce: true,
        ..request(Some(NationalChange::default()))
    };
    national(change(Command::DomainTransfer(given_up)), &[])
}
