//! Organisations, maintenances and balances: commands and answers.

use foral_epp_wire::balance::{self, Threshold};
use foral_epp_wire::beside::Beside;
use foral_epp_wire::command::{Body, Check, Envelope, Info};
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::dry_run::Effect;
use foral_epp_wire::maintenance::{
    Asked, Environment, Impact, Intervention, Item, Line, PollType, Reason, System,
};
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::organisation::{
    Address, Change, Contact, ContactKind, Create, Form, PostalChange, PostalInfo, Role,
    RoleStatus, Shown, Side, Status, Update,
};
use foral_epp_wire::reply::{Checked, Data, PendingResult};
use foral_epp_wire::told::Words;

use crate::replies::{IDS, told_data};
use crate::{at, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let ids = vec!["REV-1".to_owned(), "não".to_owned()];
    let change = |change| sent(Body::Organisation(change));
    let plain = Create {
        statuses: Vec::new(),
        parent: None,
        postal: Vec::new(),
        voice: None,
        fax: None,
        email: None,
        url: None,
        contacts: Vec::new(),
        ..create()
    };
    let email =
        AdditionalEmail { address: Some("ø@example.org".to_owned()), rank: Rank::Alternate };
    let beside = Beside { email: Some(email), effect: Effect::None, ..Beside::default() };
    let plain = Envelope {
        extensions: vec![Extension::AddlEmail, Extension::DryRun],
        beside,
        ..change(Change::Create(Box::new(plain)))
    };
    let ask = |asked| sent(Body::Info(Info::Maintenance(asked)));
    vec![
        ("org-check", sent(Body::Check(Check::Organisation(ids)))),
        ("org-info", sent(Body::Info(Info::Organisation("REV-1".to_owned())))),
        ("org-create", change(Change::Create(Box::new(create())))),
        ("org-create-plain", plain),
        ("org-update", change(Change::Update(Box::new(update())))),
        ("org-delete", change(Change::Delete("REV-1".to_owned()))),
        ("maint-info", ask(Asked::Item("2e6df9b0".to_owned()))),
        ("maint-info-list", ask(Asked::List)),
        ("balance-info", sent(Body::Info(Info::Balance))),
    ]
}

fn role(kind: &str) -> Role {
    Role {
        kind: kind.to_owned(),
        statuses: vec![RoleStatus::ClientLinkProhibited, RoleStatus::Linked],
        id: Some("1362".to_owned()),
    }
}

fn address() -> Address {
    Address {
        street: vec!["Rua <do> Forno 1".to_owned(), "r/c".to_owned()],
        city: "Évora".to_owned(),
        province: Some("Évora".to_owned()),
        postal_code: Some("7000-001".to_owned()),
        country: "PT".to_owned(),
    }
}

fn create() -> Create {
    let postal = |form, address| PostalInfo { form, name: "Revenda, Lda".to_owned(), address };
    let contact = |kind, name: Option<&str>| Contact {
        kind,
        name: name.map(str::to_owned),
        id: "sh8013".to_owned(),
    };
    Create {
        id: "REV-1".to_owned(),
        roles: vec![role("reseller"), Role { statuses: Vec::new(), id: None, ..role("proxy") }],
        statuses: vec![Status::ClientUpdateProhibited],
        parent: Some("REV-0".to_owned()),
        postal: vec![postal(Form::International, Some(address())), postal(Form::Local, None)],
        voice: Some("+351.211583341".to_owned()),
        fax: Some(String::new()),
        email: Some("geral@revenda.example".to_owned()),
        url: Some("https://revenda.example".to_owned()),
        contacts: vec![
            contact(ContactKind::Abuse, None),
            contact(ContactKind::Custom, Some("nis2")),
        ],
    }
}

fn update() -> Update {
    let made = create();
    Update {
        id: "REV-1".to_owned(),
        add: Side {
            contacts: made.contacts.clone(),
            roles: made.roles.clone(),
            statuses: vec![Status::ClientDeleteProhibited],
        },
        remove: Side { statuses: vec![Status::ClientLinkProhibited], ..Side::default() },
        parent: made.parent,
        postal: vec![PostalChange {
            form: Form::Local,
            name: Some("Outra, Lda".to_owned()),
            address: Some(address()),
        }],
        voice: made.voice,
        fax: made.fax,
        email: made.email,
        url: made.url,
    }
}

#[test]
fn organisations_are_shown() {
    let made = create();
    let shown = Shown {
        made: &made,
        statuses: &[Status::Linked, Status::ClientUpdateProhibited],
        roid: "O17-FORAL",
        sponsor: Some("ALFA"),
        created_by: "ALFA",
        created: at("2026-03-31T10:00:00Z"),
        updated_by: Some("BETA"),
        updated: Some(at("2026-05-01T10:00:00Z")),
    };
    let answer = told_data("org-info", Data::OrganisationInfo(shown));
    assert_eq!(answer.text("roid"), Some("O17-FORAL"));
    assert_eq!(answer.texts("status"), ["linked", "clientUpdateProhibited"]);
    assert_eq!(answer.text("role/type"), Some("reseller"));
    let bare = Shown { statuses: &[], sponsor: None, updated_by: None, updated: None, ..shown };
    let answer = told_data("org-info-bare", Data::OrganisationInfo(bare));
    assert_eq!(answer.texts("status"), ["ok"]);
}

#[test]
fn what_commands_on_organisations_made() {
    let created = at("2026-03-31T10:00:00Z");
    let made = Data::OrganisationCreated { id: "REV-1", created };
    assert_eq!(told_data("org-create", made).text("id"), Some("REV-1"));
    let result = PendingResult::Done;
    let pending = Data::OrganisationPending { id: "REV-1", result, ids: IDS, at: created };
    assert_eq!(told_data("org-pending", pending).text("paTRID/svTRID"), Some(IDS.server));
    let checked = [Checked { asked: "REV-1", obstacle: Some("In use"), lang: "en" }];
    let answer = told_data("org-check", Data::Checked(Object::Organisation, &checked));
    assert_eq!(answer.text("cd/reason"), Some("In use"));
}

fn line() -> Line<'static> {
    Line {
        id: "2e6df9b0",
        name: None,
        start: at("2026-12-01T04:00:00Z"),
        end: at("2026-12-01T05:00:00Z"),
        created: at("2026-11-08T22:10:00Z"),
        updated: Some(at("2026-11-09T22:10:00Z")),
    }
}

#[test]
fn maintenances_are_announced() {
    let words = |text, lang| Words { text, lang };
    let lines = [
        line(),
        Line { name: Some(words("Disks", "en")), ..line() },
        Line { name: Some(words("Discos", "pt")), updated: None, ..line() },
    ];
    let answer = told_data("maint-list", Data::Maintenances(&lines));
    assert_eq!(answer.text("list/listItem/id"), Some("2e6df9b0"));
    told_data("maint-list-empty", Data::Maintenances(&[]));
    let epp = System { name: "EPP", host: Some("epp.example"), impact: Impact::Full };
    let item = Item {
        line: line(),
        types: &[words("Routine Maintenance", "en")],
        poll: Some(PollType::Courtesy),
        systems: &[epp, System { name: "DNS", host: None, impact: Impact::None }],
        environment: Environment::Custom("labs"),
        reason: Reason::Planned,
        detail: Some("https://foral.example/maintenance"),
        descriptions: &[words("New disks.", "en"), words("Discos novos.", "pt")],
        zones: &["pt", "com.pt"],
        intervention: Some(Intervention { connection: true, implementation: false }),
    };
    let answer = told_data("maint-item", Data::Maintenance(item));
    assert_eq!(answer.text("item/pollType"), Some("courtesy"));
    assert_eq!(answer.text("item/systems/system/impact"), Some("full"));
    let bare = Item {
        line: Line { updated: None, ..line() },
        types: &[],
        poll: None,
        systems: &[epp],
        environment: Environment::Production,
        reason: Reason::Emergency,
        detail: None,
        descriptions: &[],
        zones: &[],
        intervention: None,
    };
    let answer = told_data("maint-item-bare", Data::Maintenance(bare));
    assert_eq!(answer.text("item/reason"), Some("emergency"));
}

#[test]
fn a_registrar_sees_its_balance() {
    let amount = Decimal::from_minor;
    let shown = balance::Shown {
        credit_limit: amount(100_000),
        balance: amount(-20_050),
        available: amount(79_950),
        threshold: Threshold::Percent(10),
    };
    let answer = told_data("balance", Data::Balance(shown));
    assert_eq!(answer.text("balance"), Some("-200.50"));
    let fixed = balance::Shown { threshold: Threshold::Fixed(amount(50_000)), ..shown };
    let answer = told_data("balance-fixed", Data::Balance(fixed));
    assert_eq!(answer.text("creditThreshold/fixed"), Some("500.00"));
}
