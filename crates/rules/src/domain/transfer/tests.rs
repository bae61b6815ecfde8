//! Every refusal of a transfer, and nothing else.

use foral_model::auth_code::CodeFate;
use foral_model::command::NationalChange;
use foral_model::money::{Currency, Money};
use foral_model::secret::{Digest, Secret};

use foral_model::auth_code::StoredCode;
use foral_model::domain::Lifecycle;
use foral_model::plan::Change;

use super::*;
use crate::fixture::{self, NOW, name};

fn command() -> DomainTransfer {
    DomainTransfer {
        step: TransferStep::Request,
        name: name("exemplo.pt"),
        period: None,
        auth_info: Some(Secret::new("code")),
        national: None,
        renounce: false,
        terms: Default::default(),
    }
}

fn facts() -> Facts {
    let mut case = fixture::case("exemplo.pt");
    case.domain.codes.holder = Some(StoredCode {
        digest: Digest("holder".to_owned()),
        made: NOW.plus_days(-1),
        expires: NOW.plus_days(29),
        fate: CodeFate::Live,
    });
    Facts {
        registrar: fixture::registrar("BETA"),
        case: Some(case),
        code: CodeMatch::Holder,
        attempts: None,
        recent_attempts: 0,
        recovered: None,
        direct: None,
        links: Vec::new(),
    }
}

fn with(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    let mut facts = facts();
    change(&mut facts);
    decide(&command(), &facts, NOW)
}

fn with_case(change: impl FnOnce(&mut Case)) -> Result<Plan, Refusal> {
    with(|facts| change(facts.case.as_mut().unwrap()))
}

fn with_code(change: impl FnOnce(&mut StoredCode)) -> Result<Plan, Refusal> {
    with_case(|case| change(case.domain.codes.holder.as_mut().unwrap()))
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let cases = [
        (with(|f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (with(|f| f.registrar = fixture::registrar("ALFA")), Refusal::TransferToSelf),
        (with(|f| f.registrar.zones.clear()), Refusal::ZoneNotAccredited(name("pt"))),
        (with_case(|c| c.domain.disputed = true), Refusal::DomainInDispute(exemplo.clone())),
        (
            with_case(|c| c.domain.lifecycle = Lifecycle::Expired { renewable_until: NOW }),
            Refusal::DomainExpired(exemplo.clone()),
        ),
        (
            with_case(|c| c.domain.lifecycle = Lifecycle::PendingDelete { purge: NOW }),
            Refusal::DomainPendingDelete(exemplo),
        ),
        (
            with_case(|c| {
                c.domain.statuses = c.domain.statuses.with(Status::ClientTransferProhibited)
            }),
            Refusal::StatusProhibits(Status::ClientTransferProhibited),
        ),
        (with(|f| f.code = CodeMatch::Absent), Refusal::CodeMissing),
        (with(|f| f.code = CodeMatch::Mistyped), Refusal::CodeMistyped),
        (with_code(|c| c.expires = NOW), Refusal::CodeExpired(NOW)),
        (with_code(|c| c.fate = CodeFate::Used(NOW)), Refusal::CodeUsed(NOW)),
        (with_code(|c| c.fate = CodeFate::Revoked(NOW)), Refusal::CodeRevoked(NOW)),
        (
            with(|f| f.recent_attempts = HOURLY_ATTEMPTS),
            Refusal::CodeThrottled(NOW.plus_minutes(15)),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_process_id_may_be_given_and_must_not_contradict() {
    let claim = |text: &str| {
        let national =
            NationalChange { process_id: Some(text.to_owned()), ..NationalChange::default() };
        decide(&DomainTransfer { national: Some(national), ..command() }, &facts(), NOW)
    };
    for right in ["", " ", "2000001", "2000001-PT"] {
        assert!(claim(right).is_ok(), "{right}");
    }
    assert_eq!(claim("2000002"), Err(Refusal::ProcessIdContradicts("2000002".to_owned())));
}

#[test]
fn a_wrong_code_is_counted_and_the_next_ones_wait() {
    let plan = with(|f| f.code = CodeMatch::Neither).unwrap();
    assert_eq!(plan.answer, foral_model::plan::Answer::Refused(Refusal::CodeWrong));
    let attempts = |count, last| Attempts {
        domain: foral_model::id::DomainId(2_000_001),
        registrar: foral_model::id::RegistrarId::parse("BETA").unwrap(),
        count,
        last,
    };
    assert!(
        plan.changes
            .contains(&Change::AttemptsPut(attempts(1, NOW)))
    );
    for (count, minutes) in [(5, 1), (6, 2), (8, 8), (11, 60), (99, 60)] {
        let until = NOW.plus_minutes(minutes);
        assert_eq!(
            with(|f| f.attempts = Some(attempts(count, NOW))),
            Err(Refusal::CodeThrottled(until))
        );
    }
    assert!(with(|f| f.attempts = Some(attempts(4, NOW))).is_ok());
    assert!(with(|f| f.attempts = Some(attempts(99, NOW.plus_days(-1)))).is_ok());
}

#[test]
fn a_good_code_moves_the_domain_and_nothing_else() {
    let plan = with(|_| ()).unwrap();
    let after = fixture::stored(&plan);
    let before = fixture::domain("exemplo.pt");
    assert_eq!(after.sponsor.as_str(), "BETA");
    assert_eq!(after.expires, before.expires);
    assert_eq!(after.codes.holder.as_ref().map(|code| code.fate), Some(CodeFate::Used(NOW)));
    assert_eq!(plan.messages.len(), 1);
    assert_eq!(plan.messages[0].registrar, before.sponsor);
    assert!(plan.entries.is_empty(), "a transfer is free");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry for each refusal")]
fn each_policy_of_transfers_has_its_own_refusal() {
    use foral_model::command::FeeClaim;
    use foral_model::extension::{Extension, Extensions};
    use foral_model::period::Period;
    use foral_model::zone::Zone;

    let with = |change: fn(&mut DomainTransfer, &mut Facts, &mut Zone)| {
        let (mut transfer, mut facts, mut zone) = (command(), facts(), fixture::gtld());
        facts.registrar.zones = vec![zone.name.clone()];
        change(&mut transfer, &mut facts, &mut zone);
        facts.case.as_mut().unwrap().zone = std::sync::Arc::new(zone);
        decide(&transfer, &facts, NOW)
    };
    let cases = [
        (
            with(|t, _, z| {
                z.extensions = z.extensions.with(Extension::PtDomain);
                let auto_renew = Some(true);
                t.national = Some(NationalChange { auto_renew, ..NationalChange::default() });
            }),
            Refusal::NotOffered("ptdomain", "shop".to_owned()),
        ),
        (
            with(|t, _, _| t.terms.uses = Extensions::NONE.with(Extension::Launch)),
            Refusal::ExtensionNotOffered("launch"),
        ),
        (
            with(|_, _, z| z.transfer.lock_after_create_days = 60),
            Refusal::TransferLocked(NOW.plus_days(60)),
        ),
        (
            with(|_, f, z| {
                z.transfer.lock_after_transfer_days = 60;
                f.case.as_mut().unwrap().domain.transferred = Some(NOW.plus_days(-59));
            }),
            Refusal::TransferLocked(NOW.plus_days(1)),
        ),
        (
            with(|_, f, z| {
                z.transfer.days_before_expiry = 7;
                f.case.as_mut().unwrap().domain.expires = NOW.plus_days(7);
            }),
            Refusal::TransferTooLate(NOW),
        ),
        (with(|t, _, _| t.period = Period::years(2)), Refusal::PeriodNotOffered(2)),
        (with(|_, _, z| z.horizon_years = 1), Refusal::RenewalTooFar(1)),
        (
            with(|t, _, _| t.terms.fee = Some(FeeClaim { currency: None, minor: 849 })),
            Refusal::FeeTooLow { needed: eur(850), given: 849 },
        ),
        (
            with(|_, f, _| f.registrar.balance = eur(849)),
            Refusal::CreditTooLow { needed: eur(850), available: eur(849) },
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    let wrong = with(|t, f, _| {
        f.code = CodeMatch::Neither;
        f.registrar.balance = eur(0);
        t.period = Period::years(2);
    });
    let refused = foral_model::plan::Answer::Refused(Refusal::CodeWrong);
    assert_eq!(wrong.unwrap().answer, refused, "nothing else is learnt without a code");
    assert!(
        with(|_, f, z| {
            z.transfer.code = foral_model::zone::CodeNeed::Optional;
            f.code = CodeMatch::Absent;
        })
        .is_ok()
    );
}

fn eur(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

#[test]
fn each_obstacle_to_renouncing_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let renounce = |change: fn(&mut Facts)| {
        let mut facts = Facts {
            registrar: fixture::registrar("ALFA"),
            direct: Some(fixture::registrar("DIRECT")),
            ..facts()
        };
        change(&mut facts);
        decide(&DomainTransfer { renounce: true, ..command() }, &facts, NOW)
    };
    fn domain(facts: &mut Facts) -> &mut foral_model::domain::Domain {
        &mut facts.case.as_mut().unwrap().domain
    }
    let cases = [
        (renounce(|f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (renounce(|f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (renounce(|f| f.direct = None), Refusal::NoDirectManagement(name("pt"))),
        (
            renounce(|f| domain(f).lifecycle = Lifecycle::PendingDelete { purge: NOW }),
            Refusal::DomainPendingDelete(exemplo.clone()),
        ),
        (renounce(|f| domain(f).disputed = true), Refusal::DomainInDispute(exemplo)),
        (
            renounce(|f| {
                let domain = domain(f);
                domain.statuses = domain.statuses.with(Status::ServerTransferProhibited);
            }),
            Refusal::StatusProhibits(Status::ServerTransferProhibited),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    assert!(renounce(|_| ()).is_ok());
}
