//! Every refusal of a creation, and what a good one makes.

use foral_model::command::{FeeClaim, NationalChange};
use foral_model::contact::ContactRole;
use foral_model::domain::{RecordType, Signer};
use foral_model::extension::{Extension, Extensions};
use foral_model::host::NameServer;
use foral_model::money::{Currency, Money};
use foral_model::registrar::{Billing, RegistrarState};
use foral_model::status::Status;
use foral_model::zone::{Requirement, ZoneState};

use foral_model::period::Period;

use super::*;
use crate::fixture::{self, NOW, contact, name};

fn facts() -> Facts {
    Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        zone: Some(Arc::new(fixture::zone())),
        occupancy: Occupancy::Free,
        registrant: Some(contact("ANA-1")),
        contacts_unknown: Vec::new(),
        hosts: Vec::new(),
        id: DomainId(2_000_001),
        code: None,
        token: None,
        launch: launch::Facts::default(),
        seen: None,
    }
}

fn with(change: impl FnOnce(&mut DomainCreate, &mut Facts)) -> Result<Plan, Refusal> {
    let (mut create, mut facts) = (fixture::create("exemplo.pt"), facts());
    change(&mut create, &mut facts);
    decide(&create, &facts, NOW)
}

fn with_zone(change: impl FnOnce(&mut Zone)) -> Result<Plan, Refusal> {
    with(|_, facts| {
        let mut zone = fixture::zone();
        change(&mut zone);
        facts.zone = Some(Arc::new(zone));
    })
}

fn named(text: &str) -> Result<Plan, Refusal> {
    with(|create, _| create.name = name(text))
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry for each refusal")]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let eur = |cents| Money::new(cents, Currency::EUR);
    let ns = |text: &str| NameServer::Attribute { name: name(text), addresses: Vec::new() };
    let weak = Signer { key_tag: 1, algorithm: 5, digest_type: 2, digest: vec![0; 32], key: None };
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.zone = None), Refusal::NameNotInZone(exemplo.clone())),
        (named("a.b.pt"), Refusal::NameNotInZone(name("a.b.pt"))),
        (named("a.pt"), Refusal::NameLength { min: 2, max: 63 }),
        (named("ab--cd.pt"), Refusal::NameHyphens),
        (named("ñu.pt"), Refusal::NameCharacter('ñ')),
        (with(|_, f| f.occupancy = Occupancy::Held), Refusal::NameTaken(exemplo.clone())),
        (with(|_, f| f.registrar.zones.clear()), Refusal::ZoneNotAccredited(name("pt"))),
        (
            with_zone(|z| z.state = ZoneState::Closed { since: NOW }),
            Refusal::ZoneClosed(name("pt")),
        ),
        (
            with_zone(|z| {
                z.state =
                    ZoneState::Restricted { authority: "FCT".to_owned(), registrars: Vec::new() }
            }),
            Refusal::ZoneRestricted(name("pt"), "FCT".to_owned()),
        ),
        (
            with(|c, _| c.terms.uses = Extensions::NONE.with(Extension::Launch)),
            Refusal::ExtensionNotOffered("launch"),
        ),
        (
            with(|c, f| {
                f.zone = Some(Arc::new(Zone { extensions: Extensions::NONE, ..fixture::zone() }));
                c.national = Some(NationalChange::default());
            }),
            Refusal::ExtensionNotOffered("ptdomain"),
        ),
        (
            with(|c, _| {
                let process_id = Some("1".to_owned());
                c.national = Some(NationalChange { process_id, ..NationalChange::default() });
            }),
            Refusal::ProcessIdContradicts("1".to_owned()),
        ),
        (with(|c, _| c.terms.token = Some(Secret::new("abc"))), Refusal::AllocationTokenUnknown),
        (named("com.pt"), Refusal::NameReserved(name("com.pt"))),
        (
            with(|c, _| c.idn_table = Some("ru".to_owned())),
            Refusal::IdnTableUnknown("ru".to_owned()),
        ),
        (with(|c, _| c.period = Period::years(2)), Refusal::PeriodNotOffered(2)),
        (with(|c, _| c.registrant = None), Refusal::Required("registrant")),
        (with(|_, f| f.registrant = None), Refusal::ContactUnknown("ANA-1".to_owned())),
        (with_zone(|z| z.registrant = Requirement::Forbidden), Refusal::RegistrantUnwanted),
        (
            with_zone(|z| z.required_roles = vec![ContactRole::Tech]),
            Refusal::ContactMissing("tech"),
        ),
        (
            with(|_, f| f.contacts_unknown.push("RUI-1".to_owned())),
            Refusal::ContactUnknown("RUI-1".to_owned()),
        ),
        (
            with(|c, _| c.contacts = vec![(ContactRole::Tech, contact("RUI-1").handle); 2]),
            Refusal::Duplicate("RUI-1".to_owned()),
        ),
        (
            with(|c, _| c.name_servers = vec![ns("ns.exemplo.pt")]),
            Refusal::AddressMissing(name("ns.exemplo.pt")),
        ),
        (
            with(|c, _| c.name_servers = vec![ns("ns.x.org"); 2]),
            Refusal::Duplicate("ns.x.org".to_owned()),
        ),
        (
            with(|_, f| f.hosts.push((name("ns.x.org"), None))),
            Refusal::HostUnknown(name("ns.x.org")),
        ),
        (with(|c, _| c.signers = vec![weak]), Refusal::SignerInvalid("alg", "5".to_owned())),
        (
            with(|c, _| c.ttls = vec![(RecordType::Ns, 1)]),
            Refusal::TtlOutOfRange { min: 300, max: 86_400 },
        ),
        (with(|c, _| c.auth_info = Secret::new("1234567")), Refusal::CodeTooWeak(8)),
        (
            with(|c, f| {
                let mut zone = fixture::zone();
                zone.codes.by_registrar = Offer::Absent;
                f.zone = Some(Arc::new(zone));
                c.auth_info = Secret::new("12345678");
            }),
            Refusal::CodeNotOffered(name("pt")),
        ),
        (
            with(|c, f| {
                let mut zone = fixture::zone();
                zone.codes.registrar_bits = 128;
                f.zone = Some(Arc::new(zone));
                c.auth_info = Secret::new("Passw0rd-2026");
            }),
            Refusal::CodeTooGuessable(128),
        ),
        (
            with(|c, _| c.terms.fee = Some(FeeClaim { currency: None, minor: 959 })),
            Refusal::FeeTooLow { needed: eur(960), given: 959 },
        ),
        (
            with(|_, f| f.registrar.balance = eur(959)),
            Refusal::CreditTooLow { needed: eur(960), available: eur(959) },
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn credit_and_billing_afterwards_cover_what_the_balance_does_not() {
    let eur = |cents| Money::new(cents, Currency::EUR);
    for (balance, limit, billing, fits) in [
        (960, 0, Billing::Prepaid, true),
        (0, 960, Billing::Prepaid, true),
        (-1, 960, Billing::Prepaid, false),
        (-99_999, 0, Billing::Postpaid, true),
    ] {
        let decided = with(|_, facts| {
            facts.registrar.balance = eur(balance);
            facts.registrar.credit_limit = eur(limit);
            facts.registrar.billing = billing;
        });
        assert_eq!(decided.is_ok(), fits, "{balance} {limit} {billing:?}");
    }
}

#[test]
fn a_registrar_is_warned_once_when_its_balance_falls_below_its_mark() {
    let warned = |balance| {
        let plan = with(|_, facts| {
            facts.registrar.balance = Money::new(balance, Currency::EUR);
            facts.registrar.low_balance = Some(Money::new(5_000, Currency::EUR));
        });
        plan.unwrap().messages.len()
    };
    assert_eq!([5_960, 5_959, 5_000, 4_999].map(warned), [0, 1, 1, 0]);
}

#[test]
fn a_token_for_a_reserved_name_opens_it_and_is_used_up() {
    let token = AllocationToken {
        digest: Digest("token".to_owned()),
        label: String::new(),
        zone: name("pt"),
        name: Some(name("com.pt")),
        registrar: None,
        uses: Uses::Once,
        discount: Some(foral_model::zone::Discount::Percent(100)),
        from: None,
        until: None,
        used_by: None,
        version: 3,
    };
    let plan = with(|create, facts| {
        create.name = name("com.pt");
        create.terms.token = Some(Secret::new("token"));
        facts.token = Some(token.clone());
    })
    .unwrap();
    let used = AllocationToken { used_by: Some(DomainId(2_000_001)), ..token };
    assert!(
        plan.changes
            .contains(&Change::AllocationTokenPut(Box::new(used)))
    );
    assert!(plan.entries.is_empty(), "it was free");
}

#[test]
fn a_good_name_is_registered_for_the_shortest_period_and_nothing_else() {
    let plan = with(|_, _| ()).unwrap();
    let domain = fixture::stored(&plan);
    assert_eq!((domain.created, domain.expires), (NOW, NOW.plus_years(1)));
    assert!(domain.graces.is_empty() && domain.epp_statuses().has(Status::Inactive));
    assert_eq!((plan.entries.len(), plan.events.len(), plan.mail.len()), (1, 1, 1));
}
