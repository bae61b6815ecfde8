//! Every outcome reads back as it was written.

use foral_model::auth_code::AuthCode;
use foral_model::domain::GraceKind;
use foral_model::id::{Handle, RegistrarId};
use foral_model::launch::{ApplicationAt, Phase, PhaseKind};
use foral_model::money::{Charge, Currency, Money};
use foral_model::name::DomainName;
use foral_model::transfer::{Transfer, TransferState};

use super::*;

const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_123_457);

fn charge() -> Charge {
    let currency = Currency::parse("USD").unwrap();
    Charge { fee: Money::new(-960, currency), tax: Money::new(221, currency) }
}

fn bill(tier: Option<&str>) -> Bill {
    Bill {
        charge: charge(),
        tier: tier.map(str::to_owned),
        grace_days: 5,
        balance: Money::new(-7, Currency::EUR),
        credit_limit: Money::new(i64::MAX, Currency::EUR),
    }
}

fn transfer() -> Transfer {
    Transfer {
        gaining: RegistrarId::parse("BRAVO").unwrap(),
        losing: RegistrarId::parse("ALFA").unwrap(),
        requested: NOW,
        acted: NOW.plus_days(5),
        state: TransferState::Pending,
        expires: None,
    }
}

fn outcomes() -> Vec<Outcome> {
    let name = DomainName::parse("açúcar.pt").unwrap();
    let handle = Handle::parse("HOLDER").unwrap();
    let refunds: Vec<Refund> = GraceKind::ALL
        .map(|kind| Refund { kind, charge: charge() })
        .into();
    let created = |bill| Outcome::DomainCreated {
        id: DomainId(7),
        name: name.clone(),
        created: NOW,
        expires: NOW.plus_years(1),
        bill,
    };
    let restored =
        |report_by| Outcome::DomainRestored { name: name.clone(), report_by, bill: bill(None) };
    let transferred = |bill| Outcome::DomainTransferred {
        id: DomainId(7),
        name: name.clone(),
        transfer: transfer(),
        bill,
    };
    let known = |novelty| Outcome::ContactCreated { handle: handle.clone(), created: NOW, novelty };
    vec![
        Outcome::Done,
        created(bill(None)),
        created(bill(Some("\"premium\""))),
        Outcome::ApplicationMade {
            at: ApplicationAt {
                phase: Phase { kind: PhaseKind::Custom, name: Some("“dois”".to_owned()) },
                id: "A-1".to_owned(),
            },
            name: name.clone(),
            created: NOW,
            bill: bill(None),
            paid: PaidAt::Application,
        },
        Outcome::DomainRenewed { name: name.clone(), expires: NOW, bill: bill(None) },
        Outcome::DomainDeleted { refunds: refunds.clone() },
        Outcome::DomainDeleted { refunds: Vec::new() },
        Outcome::DomainDeletionPending { purge: NOW, refunds },
        restored(None),
        restored(Some(NOW)),
        Outcome::UpdatePending { lapses: NOW },
        transferred(None),
        transferred(Some(bill(None))),
        known(Novelty::New),
        known(Novelty::Known),
        Outcome::ContactTransferred { handle: handle.clone(), transfer: transfer() },
        Outcome::HostCreated { id: HostId(8), name: name.clone(), created: NOW },
        Outcome::PollAcked { left: 3, id: MessageId(9) },
        Outcome::PasswordReset { handle: handle.clone() },
    ]
}

#[test]
fn every_outcome_reads_back() {
    for outcome in outcomes() {
        assert_eq!(read(&doc(&outcome).unwrap()), Ok(outcome));
    }
}

#[test]
fn a_code_is_never_kept() {
    let code = AuthCode::mint(&[7; foral_model::auth_code::RANDOM]);
    assert!(doc(&Outcome::CodeCreated { code, expires: NOW }).is_err());
}
