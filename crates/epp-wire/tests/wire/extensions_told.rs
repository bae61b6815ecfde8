//! What extensions add to answers, as bytes, and what a client reads of it.

use foral_epp_wire::answer::{Answer, Tree};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::HostFilter;
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::domain::info::{NationalData, Shown, Signers, View};
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::change_poll::{Case, CaseKind, Change, Operation, State};
use foral_epp_wire::ext::dry_run::{Cost, Line, Outcome};
use foral_epp_wire::ext::fee::Verb;
use foral_epp_wire::ext::fee::charged::Charged;
use foral_epp_wire::ext::fee::check::{Checked, Price, Priced};
use foral_epp_wire::ext::idn::Idn;
use foral_epp_wire::ext::launch::check::{Checked as ClaimChecked, ClaimKey};
use foral_epp_wire::ext::launch::info::{Shown as LaunchShown, State as LaunchState, Status};
use foral_epp_wire::ext::launch::{Phase, PhaseKind};
use foral_epp_wire::ext::login_sec::{Event, EventKind, Level};
use foral_epp_wire::ext::retry::Repeated;
use foral_epp_wire::ext::rgp::{Grace, GraceShown};
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::ext::ttl::{Limits, Record, Shown as TtlShown};
use foral_epp_wire::reply::{Data, Queue, Reply, Value};
use foral_epp_wire::told::{Told, Words};
use foral_model::domain::{Domain, Key};
use foral_model::money::Currency;
use foral_model::organisation::{OrganisationId, OrganisationLink, OrganisationRole};
use foral_model::period::Period;

use crate::extensions::{application, asked, credit, full_fee};
use crate::objects::sample_domain;
use crate::replies::{PLAIN, told as written};
use crate::{at, marks};

const ENGLISH: fn(&str) -> Words<'_> = |text| Words { text, lang: "en" };
const PORTUGUESE: fn(&str) -> Words<'_> = |text| Words { text, lang: "pt" };

fn told(title: &str, all: &[Told<'_>]) -> Answer {
    written(title, &Reply { told: all, ..PLAIN })
}

/// The one extension of an answer.
fn only(answer: &Answer) -> &Tree {
    match answer.extensions.as_slice() {
        [tree] => tree,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn gtld(domain: &Domain) -> Shown<'_> {
    Shown {
        domain,
        statuses: domain.epp_statuses(),
        hosts: &[],
        suffix: "FORAL",
        filter: HostFilter::All,
        view: View::Full,
        signers: Signers::Hidden,
        national: NationalData::Hidden,
    }
}

#[test]
fn grace_periods_stand_beside_a_domain() {
    let domain = sample_domain();
    let key = Key { flags: 257, protocol: 3, algorithm: 16, public_key: vec![7; 33] };
    let graces = [
        GraceShown { grace: Grace::Add, remark: "termina em 2026-04-05" },
        GraceShown { grace: Grace::AutoRenew, remark: "" },
    ];
    let all = [Told::Keys(&[key]), Told::Grace(&graces, "pt")];
    let data = Some(Data::DomainInfo(gtld(&domain)));
    let answer = written("domain-info-gtld", &Reply { data, told: &all, ..PLAIN });
    let [keys, rgp] = answer.extensions.as_slice() else { panic!("{answer:?}") };
    assert_eq!(keys.find("keyData/alg").unwrap().text, "16");
    let statuses: Vec<_> = rgp
        .all("rgpStatus")
        .map(|s| s.attribute("s").unwrap())
        .collect();
    assert_eq!(statuses, ["addPeriod", "autoRenewPeriod"]);
    assert_eq!(rgp.find("rgpStatus").unwrap().attribute("lang"), Some("pt"));
    let every = [Grace::Renew, Grace::Transfer, Grace::PendingDelete, Grace::Redemption];
    let every = every.map(|grace| GraceShown { grace, remark: "" });
    told("rgp-info", &[Told::Grace(&every, "en")]);
    let restored = [GraceShown { grace: Grace::PendingRestore, remark: "" }];
    let answer = told("rgp-restored", &[Told::Restored(&restored, "en")]);
    assert_eq!(only(&answer).name, "rgp:upData");
    assert!(
        written("rgp-nothing", &Reply { told: &[Told::Grace(&[], "en")], ..PLAIN })
            .extensions
            .is_empty()
    );
}

#[test]
fn prices_are_told() {
    let (asked, fees, credits) = (asked(), [full_fee()], [credit()]);
    let mut commands: Vec<_> = asked
        .iter()
        .map(|asked| Priced {
            asked,
            price: Price::Standard,
            fees: &fees,
            credits: &credits,
            obstacle: None,
        })
        .collect();
    let refused = Some(PORTUGUESE("não se transfere nesta fase"));
    commands[2] = Priced { fees: &[], credits: &[], obstacle: refused, ..commands[2] };
    commands[3] = Priced { price: Price::Premium, ..commands[3] };
    let names = [
        Checked {
            asked: "exemplo.pt",
            class: Some("premium-tier1"),
            commands: &commands,
            obstacle: None,
        },
        Checked {
            asked: "ç..pt",
            class: None,
            commands: &[],
            obstacle: Some(ENGLISH("no name of ours")),
        },
    ];
    let answer = told("fee-check", &[Told::Prices(Currency::EUR, &names)]);
    let data = only(&answer);
    assert_eq!(data.find("currency").unwrap().text, "EUR");
    assert_eq!(data.find("cd/command/fee").unwrap().text, "10.50");
    assert_eq!(data.find("cd/command").unwrap().attribute("standard"), Some("1"));
    let avail: Vec<_> = data
        .all("cd")
        .map(|cd| cd.attribute("avail").unwrap())
        .collect();
    assert_eq!(avail, ["1", "0"]);
    for (verb, title) in [
        (Verb::Create, "fee-create"),
        (Verb::Delete, "fee-delete"),
        (Verb::Renew, "fee-renew"),
        (Verb::Transfer, "fee-transfer"),
        (Verb::Restore, "fee-update"),
    ] {
        let charged = Charged {
            verb,
            currency: Some(Currency::EUR),
            period: Period::years(2),
            fees: &fees,
            credits: &credits,
            balance: Some(Decimal::from_minor(-500)),
            credit_limit: Some(Decimal::from_minor(100_000)),
        };
        let answer = told(title, &[Told::Charged(charged)]);
        assert_eq!(only(&answer).find("balance").unwrap().text, "-5.00");
    }
}

#[test]
fn launches_are_told() {
    let phase = Phase::of(PhaseKind::Claims);
    let keys = [
        ClaimKey { key: "2013041500/2/6/9/rJ1NrDO92vDsAzf7EQzgjX4R0000000001", validator: None },
        ClaimKey { key: "423A", validator: Some("sample") },
    ];
    let names = [
        ClaimChecked { asked: "exemplo.pt", keys: &keys },
        ClaimChecked { asked: "outro.pt", keys: &[] },
    ];
    let answer = told("launch-check", &[Told::Claims(Some(&phase), &names)]);
    let exists: Vec<_> = only(&answer)
        .all("cd")
        .map(|cd| cd.find("name").unwrap().attribute("exists").unwrap())
        .collect();
    assert_eq!(exists, ["1", "0"]);
    told("launch-check-trademark", &[Told::Claims(None, &names)]);
    let made = application();
    let answer = told("launch-create", &[Told::Applied(&made)]);
    assert_eq!(only(&answer).find("applicationID").unwrap().text, "abc123");
    let mark = SignedMark::parse(marks::signed_mark().as_bytes())
        .unwrap()
        .mark;
    let status = Status {
        state: LaunchState::Custom,
        name: Some("auction"),
        remark: Some(PORTUGUESE("em leilão")),
    };
    let shown = LaunchShown {
        phase: &made.phase,
        application: Some("abc123"),
        status: Some(status),
        marks: &[mark],
    };
    let answer = told("launch-info", &[Told::Launch(shown)]);
    assert_eq!(only(&answer).find("mark/trademark/id").unwrap().text, "1-42");
    let bare = LaunchShown { application: None, status: None, marks: &[], ..shown };
    told("launch-info-bare", &[Told::Launch(bare)]);
}

#[test]
fn a_change_by_others_is_told_in_the_queue() {
    let domain = sample_domain();
    let case = Case { kind: CaseKind::Custom, name: Some("arbitrare"), id: "A-2026/17" };
    let change = Change {
        state: State::Before,
        operation: Operation::Delete,
        detail: Some("purge"),
        at: at("2026-11-23T18:04:00Z"),
        server_trid: "FORAL-0000000009",
        who: "Ana (registry)",
        case: Some(case),
        reason: Some(PORTUGUESE("uma decisão que é mais longa do que há lugar")),
    };
    let all = [Told::Change(change)];
    let message = Some((at("2026-11-23T18:04:00Z"), "changed"));
    let reply = Reply {
        code: ResultCode::Message,
        queue: Some(Queue { count: 1, id: 7, message }),
        data: Some(Data::DomainInfo(gtld(&domain))),
        told: &all,
        ..PLAIN
    };
    let answer = written("change-poll", &reply);
    let data = only(&answer);
    assert_eq!(data.find("operation").unwrap().attribute("op"), Some("purge"));
    assert_eq!(data.find("caseId").unwrap().attribute("type"), Some("custom"));
    assert_eq!(data.find("reason").unwrap().text, "uma decisão que é mais longa do");
    let operation = Operation::AutoRenew;
    let bare =
        Change { state: State::After, operation, detail: None, case: None, reason: None, ..change };
    told("change-poll-bare", &[Told::Change(bare)]);
}

#[test]
fn a_login_is_warned() {
    let event = |kind, level, words| Event {
        kind,
        name: None,
        level,
        expires: None,
        value: None,
        duration: None,
        words,
    };
    let events = [
        Event {
            expires: Some(at("2026-12-01T00:00:00Z")),
            ..event(EventKind::Password, Level::Warning, PORTUGUESE("A palavra-passe expira"))
        },
        Event {
            name: Some("failedLogins"),
            value: Some("100"),
            duration: Some("P1D"),
            ..event(EventKind::Statistics, Level::Warning, ENGLISH("Too many failed logins"))
        },
        event(EventKind::NewPassword, Level::Error, ENGLISH("")),
    ];
    let reply =
        Reply { code: ResultCode::Authentication, told: &[Told::Security(&events)], ..PLAIN };
    let answer = written("login-security", &reply);
    let first = only(&answer).find("event").unwrap();
    assert_eq!(first.attribute("exDate"), Some("2026-12-01T00:00:00.000Z"));
    assert_eq!((first.attribute("type"), first.attribute("lang")), (Some("password"), Some("pt")));
}

#[test]
fn small_things_are_told() {
    let custom = Record::Custom("NAPTR".to_owned());
    let limits = Some(Limits { min: 60, default: 86_400, max: 172_800 });
    let ttls = [
        TtlShown { record: &Record::Ns, seconds: Some(3_600), limits },
        TtlShown { record: &Record::Ds, seconds: None, limits },
        TtlShown { record: &custom, seconds: Some(0), limits: None },
    ];
    let idn = Idn { table: "pt-Latn".to_owned(), unicode: Some("açúcar.pt".to_owned()) };
    let role = OrganisationRole::parse("reseller").unwrap();
    let links = [OrganisationLink { role, id: OrganisationId::parse("REV-1").unwrap() }];
    let address = Some("José@padaria.example".to_owned());
    let email = AdditionalEmail { address, rank: Rank::Primary };
    let repeated = Repeated { server_trid: "FORAL-0000000008", at: at("2026-11-23T18:00:00Z") };
    let all = [
        Told::Token("abc<123>"),
        Told::Ttl(&ttls),
        Told::Idn(&idn),
        Told::Organisations(&links),
        Told::Email(&email),
        Told::Repeated(repeated),
    ];
    let answer = told("small-things", &all);
    let [token, ttl, idn, orgs, email, retry] = answer.extensions.as_slice() else { panic!() };
    assert_eq!(token.text, "abc<123>");
    assert_eq!(ttl.find("ttl").unwrap().attribute("max"), Some("172800"));
    assert_eq!(idn.find("uname").unwrap().text, "açúcar.pt");
    assert_eq!(orgs.find("id").unwrap().attribute("role"), Some("reseller"));
    assert_eq!(email.find("email").unwrap().attribute("primary"), Some("true"));
    assert_eq!(retry.attribute("svTRID"), Some("FORAL-0000000008"));
    let none = AdditionalEmail { address: None, rank: Rank::Alternate };
    told("small-things-none", &[Told::Organisations(&[]), Told::Email(&none)]);
}

#[test]
fn a_dry_run_tells_what_would_be() {
    let amount = Decimal::from_minor;
    let lines = [
        Line { amount: amount(960), what: ENGLISH("Registration, 1 year") },
        Line { amount: amount(-100), what: PORTUGUESE("Promoção") },
    ];
    let cost = Cost {
        currency: Currency::EUR,
        period: Period::years(1),
        lines: &lines,
        balance: Some(amount(4_140)),
    };
    let done = Outcome {
        code: ResultCode::Ok,
        message: ENGLISH("Command completed successfully"),
        values: &[],
        cost: Some(cost),
    };
    let answer = told("dry-run", &[Told::DryRun(done)]);
    assert_eq!(only(&answer).find("result").unwrap().attribute("code"), Some("1000"));
    assert_eq!(only(&answer).find("cost/line").unwrap().text, "9.60");
    let value = Value {
        element: "domain:name",
        value: "exemplo.pt",
        reason: "O nome está registado.",
        lang: "pt",
        rule: Some("NameTaken"),
    };
    let refused = Outcome {
        code: ResultCode::Exists,
        message: PORTUGUESE("O objeto existe"),
        values: &[value],
        cost: None,
    };
    let answer = told("dry-run-refused", &[Told::DryRun(refused)]);
    let reason = only(&answer).find("result/fault/extValue/reason").unwrap();
    assert_eq!(reason.text, "O nome está registado.");
}
