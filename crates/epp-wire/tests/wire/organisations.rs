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
use foral_epp_wire::organisation::Shown;
use foral_epp_wire::reply::{Checked, Data, PendingResult};
use foral_epp_wire::told::Words;
use foral_model::command::{
    Command, OrganisationCreate, OrganisationPostalChange, OrganisationSide, OrganisationUpdate,
    ReachedChange,
};
use foral_model::contact::{Phone, PostalForm};
use foral_model::extension::Extensions;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::organisation::{
    Address, Organisation, OrganisationContact, OrganisationContactKind, OrganisationId,
    OrganisationNumber, OrganisationPostal, OrganisationRole, OrganisationStatus, Reached,
    RoleHeld, RoleStatus,
};
use foral_model::repository::RepositoryName;

use crate::replies::{IDS, told_data};
use crate::{at, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let ids = vec!["REV-1".to_owned(), "não".to_owned()];
    let make = |create| sent(Body::Do(Command::OrganisationCreate(Box::new(create))));
    let plain = OrganisationCreate {
        statuses: Vec::new(),
        parent: None,
        postal: Vec::new(),
        reached: Reached::default(),
        contacts: Vec::new(),
        ..create()
    };
    let email =
        AdditionalEmail { address: Some("ø@example.org".to_owned()), rank: Rank::Alternate };
    let beside = Beside { email: Some(email), effect: Effect::None, ..Beside::default() };
    let plain = Envelope {
        extensions: vec![Extension::AddlEmail, Extension::DryRun],
        beside,
        ..make(plain)
    };
    let change = sent(Body::Do(Command::OrganisationUpdate(Box::new(update()))));
    let ask = |asked| sent(Body::Info(Info::Maintenance(asked)));
    vec![
        ("org-check", sent(Body::Check(Check::Organisation(ids)))),
        ("org-info", sent(Body::Info(Info::Organisation(id("REV-1"))))),
        ("org-create", make(create())),
        ("org-create-plain", plain),
        ("org-update", change),
        ("org-delete", sent(Body::Do(Command::OrganisationDelete(id("REV-1"))))),
        ("maint-info", ask(Asked::Item("2e6df9b0".to_owned()))),
        ("maint-info-list", ask(Asked::List)),
        ("balance-info", sent(Body::Info(Info::Balance))),
    ]
}

fn id(text: &str) -> OrganisationId {
    OrganisationId::parse(text).unwrap()
}

fn role(word: &str) -> RoleHeld {
    RoleHeld {
        role: OrganisationRole::parse(word).unwrap(),
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
        country: Country::parse("PT").unwrap(),
    }
}

fn phone() -> Phone {
    Phone { number: "+351.211583341".to_owned(), extension: Some("12".to_owned()) }
}

fn create() -> OrganisationCreate {
    let postal =
        |form, address| OrganisationPostal { form, name: "Revenda, Lda".to_owned(), address };
    let contact = |kind, name: Option<&str>| OrganisationContact {
        kind,
        name: name.map(str::to_owned),
        handle: Handle::parse("sh8013").unwrap(),
    };
    OrganisationCreate {
        id: id("REV-1"),
        roles: vec![role("reseller"), RoleHeld { statuses: Vec::new(), id: None, ..role("proxy") }],
        statuses: vec![OrganisationStatus::ClientUpdateProhibited],
        parent: Some(id("REV-0")),
        postal: vec![
            postal(PostalForm::International, Some(address())),
            postal(PostalForm::Local, None),
        ],
        reached: Reached {
            voice: Some(phone()),
            fax: None,
            email: Some("geral@revenda.example".to_owned()),
            additional_email: None,
            url: Some("https://revenda.example".to_owned()),
        },
        contacts: vec![
            contact(OrganisationContactKind::Abuse, None),
            contact(OrganisationContactKind::Custom, Some("nis2")),
        ],
        uses: Extensions::NONE,
    }
}

fn update() -> OrganisationUpdate {
    let made = create();
    OrganisationUpdate {
        id: id("REV-1"),
        add: OrganisationSide {
            contacts: made.contacts.clone(),
            roles: made.roles.clone(),
            statuses: vec![OrganisationStatus::ClientDeleteProhibited],
        },
        remove: OrganisationSide {
            statuses: vec![OrganisationStatus::ClientLinkProhibited],
            ..OrganisationSide::default()
        },
        parent: made.parent,
        postal: vec![OrganisationPostalChange {
            form: PostalForm::Local,
            name: Some("Outra, Lda".to_owned()),
            address: Some(address()),
        }],
        reached: ReachedChange {
            voice: Some(made.reached.voice),
            fax: Some(None),
            email: made.reached.email,
            additional_email: None,
            url: Some(None),
        },
        uses: Extensions::NONE,
    }
}

fn organisation() -> Organisation {
    let made = create();
    let alfa = RegistrarId::parse("ALFA").unwrap();
    Organisation {
        id: made.id,
        number: OrganisationNumber(17),
        repository: RepositoryName::parse("gtld").unwrap(),
        sponsor: alfa.clone(),
        created_by: alfa,
        created: at("2026-03-31T10:00:00Z"),
        updated_by: RegistrarId::parse("BETA"),
        updated: Some(at("2026-05-01T10:00:00Z")),
        roles: made.roles,
        statuses: made.statuses,
        parent: made.parent,
        postal: made.postal,
        reached: made.reached,
        contacts: made.contacts,
        version: 1,
    }
}

#[test]
fn organisations_are_shown() {
    let organisation = organisation();
    let statuses = [OrganisationStatus::Linked, OrganisationStatus::ClientUpdateProhibited];
    let (roles, suffix) = (&organisation.roles, "FORAL");
    let shown = Shown { organisation: &organisation, roles, statuses: &statuses, suffix };
    let answer = told_data("org-info", Data::OrganisationInfo(shown));
    assert_eq!(answer.text("roid"), Some("O17-FORAL"));
    assert_eq!(answer.texts("status"), ["linked", "clientUpdateProhibited"]);
    assert_eq!(answer.text("role/type"), Some("reseller"));
    let bare = Organisation { updated_by: None, updated: None, ..organisation.clone() };
    let bare = Shown { organisation: &bare, statuses: &[], ..shown };
    let answer = told_data("org-info-bare", Data::OrganisationInfo(bare));
    assert_eq!(answer.texts("status"), ["ok"]);
}

#[test]
fn what_commands_on_organisations_made() {
    let created = at("2026-03-31T10:00:00Z");
    let id = &id("REV-1");
    let made = Data::OrganisationCreated { id, created };
    assert_eq!(told_data("org-create", made).text("id"), Some("REV-1"));
    let result = PendingResult::Done;
    let pending = Data::OrganisationPending { id, result, ids: IDS, at: created };
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
