//! Objects for the tests: plain ones, and ones with every odd value that fits.

use foral_model::actor::{Actor, Reference, Who};
use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::contact::{
    Contact, ContactRole, Disclose, PendingContactTransfer, Phone, Postal, PostalForm, Verification,
};
use foral_model::domain::{
    Domain, Grace, GraceKind, Key, Lifecycle, National, Party, PendingHolder, PendingTransfer,
    RecordType, Signer, Silence,
};
use foral_model::host::{Host, NameServer};
use foral_model::id::{DomainId, Handle, HostId, RegistrarId};
use foral_model::identity::{Country, Identity};
use foral_model::journal::{Deed, Event, Subject};
use foral_model::lang::Lang;
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::{Charge, Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::registrar::{Billing, Certificate, Registrar, RegistrarState, Taxation};
use foral_model::repository::RepositoryName;
use foral_model::secret::Digest;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};
use foral_store::Record;

pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_123_457);

pub(crate) fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn registrar_id(text: &str) -> RegistrarId {
    RegistrarId::parse(text).unwrap()
}

pub(crate) fn repository(text: &str) -> RepositoryName {
    RepositoryName::parse(text).unwrap()
}

/// A fee in euros with its tax.
pub(crate) fn charge(fee: i64, tax: i64) -> Charge {
    Charge { fee: euros(fee), tax: euros(tax) }
}

pub(crate) fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

pub(crate) fn record(verb: &str) -> Record {
    Record {
        at: NOW,
        actor: Actor {
            who: Who::Registrar(registrar_id("ALFA")),
            from: Some("2001:db8::1".parse().unwrap()),
            client_trid: Some("ABC-12345".to_owned()),
            server_trid: "54321-XYZ".to_owned(),
            scope: None,
        },
        verb: verb.to_owned(),
        command: r#"{"name":"ação"}"#.to_owned(),
        retry: None,
    }
}

pub(crate) fn plan(changes: Vec<Change>) -> Plan {
    Plan { changes, ..Plan::answering(Outcome::Done) }
}

pub(crate) fn code(fate: CodeFate) -> StoredCode {
    StoredCode {
        digest: Digest("0a1b\"'\\".to_owned()),
        made: NOW,
        expires: NOW.plus_days(14),
        fate,
    }
}

pub(crate) fn registrar(id: &str) -> Registrar {
    Registrar {
        id: registrar_id(id),
        name: "Açúcar & Filhos, \"Lda\"".to_owned(),
        email: "epp@alfa.example".to_owned(),
        website: None,
        phone: Some("+351.211583341".to_owned()),
        state: RegistrarState::Active,
        password: Digest("$argon2id$…".to_owned()),
        iana_id: Some(9999),
        abuse_email: Some("abuse@alfa.example".to_owned()),
        abuse_phone: Some("+351.211583341".to_owned()),
        certificates: vec![Certificate {
            fingerprint: "ab".repeat(32),
            label: "prod 'A'".to_owned(),
            added: NOW,
        }],
        addresses: vec!["192.0.2.0/24".parse().unwrap(), "2001:db8::/32".parse().unwrap()],
        zones: vec![name("pt"), name("com.pt")],
        balance: euros(0),
        credit_limit: euros(0),
        billing: Billing::Postpaid,
        taxation: Taxation::Exempt,
        low_balance: Some(euros(5000)),
        retry_minutes: Some(30),
        password_days: Some(90),
        password_set: Some(NOW),
        version: 0,
    }
}

pub(crate) fn contact(text: &str) -> Contact {
    Contact {
        handle: handle(text),
        number: 7,
        repository: repository("pt"),
        sponsor: registrar_id("ALFA"),
        created_by: registrar_id("ALFA"),
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        postal: Vec::new(),
        voice: None,
        fax: None,
        mobile: None,
        email: "maria@exemplo.pt".to_owned(),
        additional_email: None,
        identity: None,
        lang: Lang::Pt,
        verification: None,
        disclose: None,
        statuses: Statuses::NONE,
        code: None,
        pending_transfer: None,
        version: 0,
    }
}

/// A contact with everything that a contact can have.
pub(crate) fn full_contact(text: &str) -> Contact {
    let postal = |form| Postal {
        form,
        name: "Maria \u{1F33B} d'Avó \"Zé\"".to_owned(),
        organisation: Some("Ñandú; DROP TABLE contact;--".to_owned()),
        street: vec!["Rua\n1".to_owned(), String::new()],
        city: "São João".to_owned(),
        province: None,
        postal_code: Some("1000-001".to_owned()),
        country: Country::PT,
    };
    let phone = |extension: Option<&str>| Phone {
        number: "+351.211583341".to_owned(),
        extension: extension.map(str::to_owned),
    };
    Contact {
        updated_by: Some(registrar_id("BRAVO")),
        updated: Some(NOW),
        transferred: Some(Timestamp::from_micros(-1)),
        postal: vec![postal(PostalForm::Local), postal(PostalForm::International)],
        voice: Some(phone(Some("12"))),
        fax: Some(phone(None)),
        mobile: Some("+351.912345678".to_owned()),
        identity: Some(Identity::parse(Country::PT, "510664024").unwrap()),
        verification: Some(Verification { validated: true, at: None }),
        disclose: Some(Disclose { allow: false, elements: vec!["name/int".to_owned()] }),
        statuses: Statuses::NONE.with(Status::ClientDeleteProhibited),
        code: Some(code(CodeFate::Used(NOW))),
        additional_email: Some("joão@açúcar.pt".to_owned()),
        pending_transfer: Some(PendingContactTransfer {
            gaining: registrar_id("BRAVO"),
            requested: NOW,
            acts: NOW.plus_days(5),
        }),
        ..contact(text)
    }
}

pub(crate) fn host(id: i64, text: &str) -> Host {
    Host {
        id: HostId(id),
        repository: repository("pt"),
        name: name(text),
        superordinate: None,
        sponsor: registrar_id("ALFA"),
        created_by: registrar_id("ALFA"),
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        addresses: Vec::new(),
        ttls: Vec::new(),
        statuses: Statuses::NONE,
        version: 0,
    }
}

pub(crate) fn domain(id: i64, text: &str) -> Domain {
    Domain {
        id: DomainId(id),
        name: name(text),
        zone: name("pt"),
        sponsor: registrar_id("ALFA"),
        created_by: registrar_id("ALFA"),
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        expires: NOW.plus_years(1),
        registrant: None,
        contacts: Vec::new(),
        name_servers: Vec::new(),
        signers: Vec::new(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        graces: Vec::new(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: Vec::new(),
        disputed: false,
        national: National::default(),
        codes: AuthCodes::default(),
        deletion: None,
        version: 0,
    }
}

pub(crate) fn grace(kind: GraceKind, paid: Charge) -> Grace {
    Grace { kind, until: NOW.plus_days(45), years: 1, before: NOW, paid }
}

pub(crate) fn pending_transfer(silence: Silence) -> PendingTransfer {
    PendingTransfer {
        gaining: registrar_id("BRAVO"),
        requested: NOW,
        acts: NOW.plus_days(5),
        silence,
        years: 1,
        paid: charge(800, 184),
    }
}

pub(crate) fn reference() -> Reference {
    Reference { client: Some("ABC-1".to_owned()), server: "54321-XYZ".to_owned() }
}

pub(crate) fn pending_holder(awaits: Party) -> PendingHolder {
    PendingHolder {
        to: handle("TECH"),
        asked_by: (awaits == Party::New).then(|| registrar_id("ALFA")),
        reference: (awaits == Party::New).then(reference),
        requested: NOW,
        awaits,
        lapses: NOW.plus_days(7),
    }
}

/// A domain with everything that a domain can have. It refers to contacts `HOLDER` and `TECH`,
/// and to hosts `ns1.exemplo.net` and `ns2.exemplo.net`.
pub(crate) fn full_domain(id: i64, text: &str) -> Domain {
    let attribute = NameServer::Attribute {
        name: name("ns.açúcar.pt"),
        addresses: vec!["192.0.2.1".parse().unwrap(), "2001:db8::53".parse().unwrap()],
    };
    Domain {
        updated_by: Some(registrar_id("BRAVO")),
        updated: Some(NOW.plus_seconds(1)),
        transferred: Some(NOW),
        registrant: Some(handle("HOLDER")),
        contacts: vec![
            (ContactRole::Tech, handle("TECH")),
            (ContactRole::Admin, handle("HOLDER")),
            (ContactRole::Tech, handle("HOLDER")),
        ],
        name_servers: vec![
            NameServer::Object(name("ns2.exemplo.net")),
            attribute,
            NameServer::Object(name("ns1.exemplo.net")),
        ],
        signers: vec![Signer {
            key_tag: 65535,
            algorithm: 13,
            digest_type: 2,
            digest: vec![0, 255, 16],
            key: Some(Key { flags: 257, protocol: 3, algorithm: 13, public_key: vec![1; 70] }),
        }],
        statuses: Statuses::NONE
            .with(Status::ClientHold)
            .with(Status::ServerHold),
        lifecycle: Lifecycle::Expired { renewable_until: NOW.plus_days(30) },
        deletion: Some(Reference { client: None, server: "54321-ABC".to_owned() }),
        graces: vec![
            grace(GraceKind::AutoRenew, charge(960, 221)),
            grace(GraceKind::Transfer, charge(0, 0)),
        ],
        pending_transfer: Some(pending_transfer(Silence::Approves)),
        pending_holder: Some(pending_holder(Party::New)),
        timed: vec![(Status::ServerTransferProhibited, NOW.plus_days(30))],
        ttls: vec![(RecordType::Ns, 3600), (RecordType::Aaaa, u32::MAX)],
        disputed: true,
        national: National {
            auto_renew: true,
            arbitration: true,
            owner_confidential: Some(true),
            legitimacy: Some("1".to_owned()),
            registration_basis: Some(String::new()),
        },
        codes: AuthCodes {
            registrar: Some(code(CodeFate::Revoked(NOW))),
            holder: Some(code(CodeFate::Live)),
        },
        ..domain(id, text)
    }
}

pub(crate) fn transfer(state: TransferState) -> Transfer {
    Transfer {
        gaining: registrar_id("BRAVO"),
        losing: registrar_id("ALFA"),
        requested: NOW,
        acted: NOW.plus_seconds(1),
        state,
        expires: Some(NOW.plus_years(1)),
    }
}

pub(crate) fn insert_domain(domain: &Domain) -> Change {
    Change::DomainInsert(Box::new(domain.clone()), Some(domain.expires))
}

pub(crate) fn update_domain(domain: &Domain) -> Change {
    Change::DomainUpdate(Box::new(domain.clone()), Some(domain.expires))
}

pub(crate) fn insert_contact(contact: &Contact) -> Change {
    Change::ContactInsert(Box::new(contact.clone()))
}

pub(crate) fn insert_host(host: &Host) -> Change {
    Change::HostInsert(Box::new(host.clone()))
}

/// The zone of all domains here.
pub(crate) fn zone() -> Change {
    Change::ZonePut(name("pt"), repository("pt"), "[zone]".to_owned())
}

/// The zone, contacts and hosts that [`full_domain`] refers to.
pub(crate) fn surroundings() -> Vec<Change> {
    vec![
        zone(),
        insert_contact(&full_contact("HOLDER")),
        insert_contact(&contact("TECH")),
        insert_host(&host(1, "ns1.exemplo.net")),
        insert_host(&host(2, "ns2.exemplo.net")),
    ]
}

/// A plan that only tells of a deed to a domain.
pub(crate) fn telling(id: i64, text: &str, deed: Deed) -> Plan {
    let subject = Subject::Domain(DomainId(id), name(text));
    Plan { events: vec![Event { subject, deed, at: None, billed: None }], ..plan(Vec::new()) }
}

/// A debit of `minor` from a registrar within its credit.
pub(crate) fn debit(id: &str, minor: i64) -> Entry {
    let payer = Account::Registrar(registrar_id(id));
    let about = "exemplo.pt".to_owned();
    Entry::moving(Purpose::Create, about, payer, Account::Revenue, euros(minor)).within_credit()
}

/// A payment of `minor` by a registrar.
pub(crate) fn deposit(id: &str, minor: i64) -> Entry {
    deposit_of(id, euros(minor))
}

/// A payment by a registrar.
pub(crate) fn deposit_of(id: &str, amount: Money) -> Entry {
    let payee = Account::Registrar(registrar_id(id));
    Entry::moving(Purpose::Deposit, String::new(), Account::Bank, payee, amount)
}
