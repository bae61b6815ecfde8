//! Made-up values for the sample pages.

use foral_model::auth_code::{AuthCode, AuthCodes, CodeFate, RANDOM, StoredCode};
use foral_model::contact::{Contact, ContactRole, Phone, Postal, PostalForm};
use foral_model::domain::{Domain, Lifecycle, National, PublicStatus, Signer};
use foral_model::host::NameServer;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::identity::{Country, Identity};
use foral_model::journal::HistoryLine;
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::publication::Receipt;
use foral_model::repository::RepositoryName;
use foral_model::secret::Digest;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::zone::{AtExpiry, HolderChange};
use foral_registry::view::{DomainRow, DomainView, RegistrarCard, ShownCode};
use foral_words::Words;

use crate::assets::ASSETS;
use crate::frame::{Choice, Frame, Person};
use crate::preference::page_tag;
use crate::settings::{Demo, DemoHolder};

/// What somebody might enter in the hope that a page repeats it.
pub(super) const HOSTILE: &str = "\"><img src=x onerror=alert(1)>' \" onmouseover=\"alert(2)";
/// 23 November 2026, 18:00 in Lisbon.
pub(super) const NOW: Timestamp = Timestamp::from_micros(1_795_456_800_000_000);

pub(super) fn frame(lang: Lang, person: Option<&str>) -> Frame {
    let words = Words::of(lang);
    let choice =
        |value: &'static str| Choice { value, label: value.to_owned(), current: value == "en" };
    Frame {
        words,
        tag: page_tag(lang),
        languages: ["pt", "en", "es"].map(choice).into(),
        themes: ["system", "light", "dark"].map(choice).into(),
        theme: "system",
        person: person
            .map(|name| Person { name: name.to_owned(), handle: "KTRW-482133-PT".into() }),
        here: "/domains".into(),
        mailbox: true,
        support: HOSTILE.into(),
        assets: &ASSETS,
        language_token: "t".into(),
        theme_token: "t".into(),
        sign_out_token: "t".into(),
    }
}

pub(super) fn demo() -> Demo {
    let holder = DemoHolder {
        name: HOSTILE.into(),
        handle: "KTRW-482133-PT".into(),
        password: Some("three calm words".into()),
        tax_id: "PT510664024".into(),
    };
    Demo { mailbox: None, holders: vec![holder] }
}

pub(super) fn code() -> AuthCode {
    AuthCode::mint(&[7; RANDOM])
}

pub(super) fn shown() -> ShownCode {
    ShownCode {
        code: Some(code()),
        made: NOW.plus_minutes(-1),
        shown_until: NOW.plus_minutes(9),
        expires: NOW.plus_days(30),
    }
}

pub(super) fn rows() -> Vec<DomainRow> {
    let row = |id, name: &str, status, days| DomainRow {
        id: DomainId(id),
        name: DomainName::parse(name).unwrap(),
        status,
        registrar: HOSTILE.into(),
        expires: NOW.plus_days(days),
        time_zone: None,
    };
    vec![
        row(1001, "exemplo.pt", PublicStatus::Registered, 500),
        row(1002, "açúcar.pt", PublicStatus::Reserved, 12),
        row(1003, "velho.com.pt", PublicStatus::PendingDelete, -3),
    ]
}

pub(super) fn view() -> DomainView {
    let handle = Handle::parse("KTRW-482133-PT").unwrap();
    DomainView {
        domain: domain(&handle),
        roid: "1002-PT".into(),
        statuses: [Status::ClientHold].into_iter().collect(),
        holder: contact(handle.clone()),
        contacts: vec![
            (ContactRole::Admin, contact(handle)),
            (ContactRole::Tech, contact(Handle::parse("OTHER-1").unwrap())),
        ],
        registrar: RegistrarCard {
            id: RegistrarId::parse("ALFA").unwrap(),
            name: HOSTILE.into(),
            email: "help@alfa.example".into(),
            website: Some("javascript:alert(1)".into()),
            phone: Some("+351.211583341".into()),
        },
        history: ["created", "updated", "code-created", "transferred"]
            .map(happened)
            .into(),
        receipts: vec![receipt()],
        code_obstacle: None,
        holder_code: Some(stored()),
        registrar_code: Some(stored()),
        renewable_days: 30,
        pending_delete_days: 5,
        at_expiry: AtExpiry::AsWished { years: 1 },
        holder_change: HolderChange::ByAgreement { present_days: 15, new_days: 15 },
        change_obstacle: None,
        gaining: None,
    }
}

/// What became of the sample's lines of history.
fn receipt() -> Receipt {
    Receipt {
        seq: 1,
        serial: 2_026_112_301,
        committed: NOW,
        published: NOW,
        served: vec![(HOSTILE.to_owned(), NOW.plus_seconds(1))],
    }
}

fn stored() -> StoredCode {
    StoredCode {
        digest: Digest(String::new()),
        made: NOW.plus_minutes(-2),
        expires: NOW.plus_days(30),
        fate: CodeFate::Live,
    }
}

fn domain(handle: &Handle) -> Domain {
    Domain {
        id: DomainId(1002),
        name: DomainName::parse("açúcar.pt").unwrap(),
        zone: DomainName::parse("pt").unwrap(),
        sponsor: RegistrarId::parse("ALFA").unwrap(),
        created_by: RegistrarId::parse("ALFA").unwrap(),
        created: NOW.plus_days(-400),
        updated_by: None,
        updated: Some(NOW.plus_days(-3)),
        transferred: None,
        expires: NOW.plus_days(100),
        registrant: Some(handle.clone()),
        contacts: Vec::new(),
        name_servers: vec![NameServer::Attribute {
            name: DomainName::parse("ns1.açúcar.pt").unwrap(),
            addresses: vec!["192.0.2.1".parse().unwrap(), "2001:db8::1".parse().unwrap()],
        }],
        signers: vec![Signer {
            key_tag: 12345,
            algorithm: 13,
            digest_type: 2,
            digest: vec![0xAB; 32],
            key: None,
        }],
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        graces: Vec::new(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: Vec::new(),
        disputed: false,
        national: National { auto_renew: true, ..National::default() },
        codes: AuthCodes::default(),
        deletion: None,
        version: 1,
    }
}

fn contact(handle: Handle) -> Contact {
    Contact {
        handle,
        repository: RepositoryName::parse("pt").unwrap(),
        number: 1,
        sponsor: RegistrarId::parse("ALFA").unwrap(),
        created_by: RegistrarId::parse("ALFA").unwrap(),
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: HOSTILE.into(),
            organisation: Some(HOSTILE.into()),
            street: vec![HOSTILE.into()],
            city: "Lisboa".into(),
            province: None,
            postal_code: Some("1000-001".into()),
            country: Country::PT,
        }],
        voice: Some(Phone { number: "+351.211583341".into(), extension: None }),
        fax: None,
        mobile: Some(HOSTILE.into()),
        email: "maria@quintadovale.example".into(),
        additional_email: None,
        pending_transfer: None,
        identity: Identity::parse(Country::PT, "510664024").ok(),
        lang: Lang::Pt,
        verification: None,
        disclose: None,
        statuses: Statuses::NONE,
        code: None,
        version: 1,
    }
}

fn happened(deed: &str) -> HistoryLine {
    HistoryLine {
        seq: 1,
        at: NOW.plus_days(-1),
        actor_kind: "registrar".into(),
        actor_id: HOSTILE.into(),
        deed: deed.to_owned(),
        data: vec![
            ("parts".into(), "holder,e-mail".into()),
            ("gaining".into(), HOSTILE.into()),
            ("losing".into(), "ALFA".into()),
            ("expires".into(), NOW.micros().to_string()),
        ],
    }
}
