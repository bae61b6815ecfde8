//! Commands with what RFC extensions, and ours, say beside them.

use foral_epp_wire::beside::{Beside, Launch};
use foral_epp_wire::command::{
    Body, Check, CheckName, DomainInfo, Envelope, HostFilter, Info, Login,
};
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::dry_run::Effect;
use foral_epp_wire::ext::fee::agreed::Agreed;
use foral_epp_wire::ext::fee::check::{Asked, Check as PriceCheck};
use foral_epp_wire::ext::fee::{Applied, Credit, Fee, Refund, Verb};
use foral_epp_wire::ext::idn::Idn;
use foral_epp_wire::ext::launch::check::{Check as LaunchCheck, Form};
use foral_epp_wire::ext::launch::create::{Code, CodeMark, Create, Made, Notice, Proof};
use foral_epp_wire::ext::launch::info::{Info as LaunchInfo, Marks};
use foral_epp_wire::ext::launch::{Application, Phase, PhaseKind};
use foral_epp_wire::ext::login_sec::{LoginSecurity, Stood, UserAgent};
use foral_epp_wire::ext::orgext::Links;
use foral_epp_wire::ext::rgp::{Report, Restore};
use foral_epp_wire::ext::secdns::{KeyChange, KeyRemoval};
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::ext::ttl::{Record, Ttl, Wanted};
use foral_epp_wire::namespace::{Extension, Object};
use foral_model::command::{
    Command, DomainRenew, DomainTransfer, DomainUpdate, HostCreate, LinkChange, SignerChange,
    Terms, TransferStep,
};
use foral_model::domain::Key;
use foral_model::money::Currency;
use foral_model::organisation::{OrganisationId, OrganisationLink, OrganisationRole};
use foral_model::period::Period;
use foral_model::secret::Secret;

use crate::{at, change, contacts, domains, marks, name, sent};

/// One envelope for each, by the name of its golden.
pub(crate) fn all() -> Vec<(&'static str, Envelope)> {
    let mut all = grace();
    all.extend(prices());
    all.extend(launches());
    all.extend(tokens());
    all.extend(records());
    all.extend(people());
    all.extend(logins());
    all
}

fn with(body: Body, extensions: &[Extension], beside: Beside) -> Envelope {
    Envelope { extensions: extensions.to_vec(), beside, ..sent(body) }
}

fn check() -> Body {
    let names = ["exemplo.pt", "outro.pt"].map(CheckName::new);
    Body::Check(Check::Domain(names.to_vec()))
}

fn info() -> Body {
    let info = DomainInfo { name: name("exemplo.pt"), hosts: HostFilter::All, auth_info: None };
    Body::Info(Info::Domain(info))
}

fn create() -> Body {
    Body::Do(Command::DomainCreate(domains::plain_create()))
}

fn renew() -> Body {
    Body::Do(Command::DomainRenew(DomainRenew {
        name: name("exemplo.pt"),
        current_expiry: "2027-03-31".to_owned(),
        period: Period::years(1),
        national: None,
        not_renew: false,
        terms: Terms::default(),
    }))
}

fn transfer(step: TransferStep) -> Body {
    Body::Do(Command::DomainTransfer(DomainTransfer {
        step,
        name: name("exemplo.pt"),
        period: None,
        auth_info: Some(Secret::new("Passw0rd-Passw0rd")),
        national: None,
        renounce: false,
        terms: Terms::default(),
    }))
}

fn update() -> Body {
    Body::Do(Command::DomainUpdate(DomainUpdate {
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
    }))
}

/// A restore report as RFC 3915 wants it.
pub(crate) fn report() -> Report {
    Report {
        before: "Pre-delete registration data\nin <two> lines.".to_owned(),
        after: "Post-restore registration data.".to_owned(),
        deleted: at("2026-07-10T22:00:00Z"),
        restored: at("2026-07-20T22:00:00Z"),
        reason: "Registrant error.".to_owned(),
        statements: vec!["Not for our own use.".to_owned(), "This is true.".to_owned()],
        other: Some("Nothing else.".to_owned()),
    }
}

fn grace() -> Vec<(&'static str, Envelope)> {
    let restore = |restore| {
        with(update(), &[Extension::Rgp], Beside { restore: Some(restore), ..Beside::default() })
    };
    let short = Report { statements: vec!["True.".to_owned()], other: None, ..report() };
    vec![
        ("domain-update-restore", restore(Restore::Request)),
        ("domain-update-report", restore(Restore::Report(Box::new(report())))),
        ("domain-update-report-short", restore(Restore::Report(Box::new(short)))),
    ]
}

/// Everything that can be said of a fee.
pub(crate) fn full_fee() -> Fee {
    Fee {
        amount: Decimal::from_minor(1_050),
        description: Some("Registo, \"premium\"".to_owned()),
        lang: Some("pt".to_owned()),
        refund: Some(Refund::Possible),
        grace: Some("P5D".to_owned()),
        applied: Some(Applied::Immediate),
    }
}

pub(crate) fn credit() -> Credit {
    Credit {
        amount: Decimal::from_minor(-250),
        description: Some("Promotion".to_owned()),
        lang: Some("en".to_owned()),
    }
}

/// Acts of all kinds.
pub(crate) fn asked() -> Vec<Asked> {
    vec![
        Asked::about(Verb::Create, Period::years(2)),
        Asked { phase: Some("sunrise".to_owned()), ..Asked::about(Verb::Renew, None) },
        Asked {
            phase: Some("custom".to_owned()),
            subphase: Some("founders".to_owned()),
            ..Asked::about(Verb::Transfer, None)
        },
        Asked::about(Verb::Restore, None),
        Asked {
            custom: Some("trustee".to_owned()),
            ..Asked::about(Verb::Custom, Period::years(1))
        },
    ]
}

fn prices() -> Vec<(&'static str, Envelope)> {
    let fee = [Extension::Fee];
    let prices = |check| Beside { prices: Some(check), ..Beside::default() };
    let agreed = |agreed| Beside { agreed: Some(agreed), ..Beside::default() };
    let euro = Some(Currency::EUR);
    let few = Agreed { fees: vec![Fee::of(Decimal::from_minor(960))], ..Agreed::default() };
    let many = Agreed { currency: euro, fees: vec![full_fee()], credits: vec![credit()] };
    let one = PriceCheck { currency: None, commands: vec![Asked::about(Verb::Delete, None)] };
    let transfer = transfer(TransferStep::Request);
    vec![
        (
            "domain-check-fee",
            with(check(), &fee, prices(PriceCheck { currency: euro, commands: asked() })),
        ),
        ("domain-check-fee-short", with(check(), &fee, prices(one))),
        ("domain-create-fee", with(create(), &fee, agreed(many.clone()))),
        ("domain-renew-fee", with(renew(), &fee, agreed(few.clone()))),
        ("domain-transfer-fee", with(transfer, &fee, agreed(few))),
        ("domain-update-fee", with(update(), &fee, agreed(many))),
    ]
}

/// A create in sunrise with everything but the proof.
pub(crate) fn sunrise(proof: Proof) -> Create {
    Create {
        phase: Phase { kind: PhaseKind::Custom, name: Some("founders".to_owned()) },
        kind: Some(Made::Application),
        proof,
        notices: vec![
            Notice {
                id: "370d0b7c9223372036854775807".to_owned(),
                validator: Some("tmch".to_owned()),
                not_after: at("2026-12-01T00:00:00Z"),
                accepted: at("2026-11-23T18:04:00Z"),
            },
            Notice {
                id: "49FD46E6C4B45C55D4AC".to_owned(),
                validator: None,
                not_after: at("2026-12-01T00:00:00Z"),
                accepted: at("2026-11-23T18:04:00Z"),
            },
        ],
    }
}

/// `domain:create` with what launch says beside it.
pub(crate) fn launched(create_with: Create) -> Envelope {
    let launch = Some(Launch::Create(Box::new(create_with)));
    with(create(), &[Extension::Launch], Beside { launch, ..Beside::default() })
}

pub(crate) fn application() -> Application {
    Application { phase: Phase::of(PhaseKind::Sunrise), id: "abc123".to_owned() }
}

fn launches() -> Vec<(&'static str, Envelope)> {
    let launch = |body, launch| {
        with(body, &[Extension::Launch], Beside { launch: Some(launch), ..Beside::default() })
    };
    let asked = |form, kind: Option<PhaseKind>| {
        launch(check(), Launch::Check(LaunchCheck { form, phase: kind.map(Phase::of) }))
    };
    let inform = |application, marks| {
        let phase = Phase::of(PhaseKind::Sunrise);
        launch(info(), Launch::Info(LaunchInfo { phase, application, marks }))
    };
    let codes = |codes: &[(&str, Option<&str>)]| {
        let one = |(code, validator): &(&str, Option<&str>)| CodeMark {
            code: Some(Code { code: (*code).to_owned(), validator: validator.map(str::to_owned) }),
            mark: None,
        };
        Proof::Codes(codes.iter().map(one).collect())
    };
    let signed = SignedMark::parse(marks::signed_mark().as_bytes()).unwrap();
    let claims = Create {
        phase: Phase::of(PhaseKind::Claims),
        kind: None,
        proof: Proof::None,
        notices: Vec::new(),
    };
    let delete = Body::Do(Command::DomainDelete(domains::delete()));
    vec![
        ("domain-check-claims", asked(Form::Claims, Some(PhaseKind::Claims))),
        ("domain-check-trademark", asked(Form::Trademark, None)),
        ("domain-check-phase", asked(Form::Availability, Some(PhaseKind::Landrush))),
        ("domain-info-launch", inform(Some("abc123".to_owned()), Marks::Include)),
        ("domain-info-launch-short", inform(None, Marks::Omit)),
        (
            "domain-create-launch-code",
            launched(sunrise(codes(&[("49FD46E6", Some("sample")), ("A1", None)]))),
        ),
        ("domain-create-launch-encoded", launched(sunrise(Proof::Encoded(vec![signed])))),
        ("domain-create-launch-claims", launched(claims)),
        ("domain-update-launch", launch(update(), Launch::Update(application()))),
        ("domain-delete-launch", launch(delete, Launch::Delete(application()))),
    ]
}

fn tokens() -> Vec<(&'static str, Envelope)> {
    let token = || Some(Secret::new("abc<123>"));
    let both = [Extension::AllocationToken, Extension::Idn];
    let idn = Idn { table: "pt-Latn".to_owned(), unicode: Some("açúcar.pt".to_owned()) };
    let short = Idn { unicode: None, ..idn.clone() };
    let wanted = Beside { token_wanted: true, ..Beside::default() };
    let one = [Extension::AllocationToken];
    let asked = Beside { token: token(), idn: Some(idn), ..Beside::default() };
    let made = Beside { token: token(), idn: Some(short), ..Beside::default() };
    let moved = Beside { token: token(), effect: Effect::None, ..Beside::default() };
    let dry = [Extension::AllocationToken, Extension::DryRun];
    vec![
        ("domain-check-token", with(check(), &both, asked)),
        ("domain-info-token", with(info(), &one, wanted)),
        ("domain-create-token", with(create(), &both, made)),
        ("domain-transfer-dry", with(transfer(TransferStep::Request), &dry, moved)),
    ]
}

fn key(flags: u16) -> Key {
    Key { flags, protocol: 3, algorithm: 16, public_key: vec![7; 33] }
}

fn records() -> Vec<(&'static str, Envelope)> {
    let ttl = |record, seconds| Ttl { record, seconds };
    let some = vec![
        ttl(Record::Ns, Some(3_600)),
        ttl(Record::Ds, None),
        ttl(Record::Custom("NAPTR".to_owned()), Some(0)),
    ];
    let set = |all| Beside { ttl: Some(all), ..Beside::default() };
    let seen = |wanted| Beside { ttl_wanted: Some(wanted), ..Beside::default() };
    let one = [Extension::Ttl];
    let host = || name("ns1.exemplo.pt");
    let host_create = HostCreate {
        organisations: Vec::new(),
        name: host(),
        addresses: Vec::new(),
        ttls: Vec::new(),
    };
    let host_create = Body::Do(Command::HostCreate(host_create));
    let addresses = vec![ttl(Record::A, Some(86_400)), ttl(Record::Aaaa, Some(2_147_483_647))];
    let keys = |remove, flags: &[u16]| {
        let add = flags.iter().map(|flags| key(*flags)).collect();
        Beside { keys: Some(KeyChange { remove, add }), ..Beside::default() }
    };
    let sec = [Extension::SecDns];
    vec![
        ("domain-create-ttl", with(create(), &one, set(some.clone()))),
        ("domain-update-ttl", with(update(), &one, set(some))),
        ("domain-info-ttl", with(info(), &one, seen(Wanted::Policy))),
        ("host-create-ttl", with(host_create, &one, set(addresses))),
        ("host-info-ttl", with(Body::Info(Info::Host(host())), &one, seen(Wanted::Values))),
        ("domain-create-keys", with(create(), &sec, keys(KeyRemoval::Creation, &[257, 256]))),
        (
            "domain-update-keys",
            with(update(), &sec, keys(KeyRemoval::Some(vec![key(256)]), &[257])),
        ),
        ("domain-update-keys-all", with(update(), &sec, keys(KeyRemoval::All, &[257]))),
        ("domain-update-keys-add", with(update(), &sec, keys(KeyRemoval::None, &[257]))),
    ]
}

fn people() -> Vec<(&'static str, Envelope)> {
    let role = |word: &str| OrganisationRole::parse(word).unwrap();
    let link = |word: &str, id: &str| OrganisationLink {
        role: role(word),
        id: OrganisationId::parse(id).unwrap(),
    };
    let links = |links| Beside { organisations: Some(links), ..Beside::default() };
    let some = || vec![link("reseller", "REV-1"), link("privacyproxy", "PROXY")];
    let changes = Links::Update(LinkChange {
        add: some(),
        remove: vec![(role("reseller"), None)],
        change: vec![link("reseller", "REV-2")],
    });
    let email = |address: Option<&str>, rank| {
        let address = address.map(str::to_owned);
        Beside { email: Some(AdditionalEmail { address, rank }), ..Beside::default() }
    };
    let one = [Extension::AddlEmail];
    let both = [Extension::AddlEmail, Extension::PtContact];
    let org = [Extension::OrgExt];
    let contact = contacts::plain_create();
    let contact = Envelope {
        wanted_id: Some("sh8013".to_owned()),
        ..change(Command::ContactCreate(contact))
    };
    let create_email = email(Some("José@padaria.example"), Rank::Primary);
    let cleared = contacts::cleared().body;
    vec![
        ("domain-create-org", with(create(), &org, links(Links::Create(some())))),
        ("domain-update-org", with(update(), &org, links(changes))),
        (
            "contact-create-email",
            Envelope { extensions: one.to_vec(), beside: create_email, ..contact },
        ),
        ("contact-update-email", with(cleared, &both, email(None, Rank::Alternate))),
    ]
}

fn login(password: &str, new_password: Option<&str>) -> Login {
    Login {
        client: "ALFA".to_owned(),
        password: Secret::new(password),
        new_password: new_password.map(Secret::new),
        version: "1.0".to_owned(),
        lang: "pt".to_owned(),
        objects: vec![Object::Domain.uri().to_owned()],
        extensions: vec![Extension::LoginSec.uri().to_owned()],
    }
}

fn logins() -> Vec<(&'static str, Envelope)> {
    let agent = UserAgent {
        application: Some("Foral 0.1".to_owned()),
        technology: Some("Rust 1.95".to_owned()),
        system: Some("Linux".to_owned()),
    };
    let os = UserAgent { system: Some("BSD".to_owned()), ..UserAgent::default() };
    let said = |login, agent, password, new_password| {
        let security = Some(LoginSecurity { agent, password, new_password });
        let beside = Beside { security, ..Beside::default() };
        with(Body::Login(login), &[Extension::LoginSec], beside)
    };
    let (long, longer) = ("a password <much> longer than 16", "and another one, longer still");
    let both = login(long, Some(longer));
    let one = login("Segredo-2026", Some(longer));
    vec![
        ("login-security", said(both, Some(agent), Stood::InExtension, Stood::InExtension)),
        ("login-security-new", said(one, Some(os), Stood::InLogin, Stood::InExtension)),
        (
            "login-security-plain",
            said(login("Segredo-1", None), None, Stood::InLogin, Stood::InLogin),
        ),
    ]
}
