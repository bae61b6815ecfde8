//! Made-up domains that wait for something, and the questions that they ask.

use foral_model::domain::{Domain, Lifecycle, Party, PendingHolder, PendingTransfer, Silence};
use foral_model::id::{Handle, RegistrarId};
use foral_model::money::{Charge, Currency};
use foral_model::name::DomainName;
use foral_model::time::TimeZoneName;
use foral_registry::decision::{Agents, DecisionView, Direct, Person, Question};
use foral_registry::view::{DomainView, RegistrarCard};

use super::values::{HOSTILE, NOW, view};

/// A domain whose transfer waits.
pub(super) fn moving(silence: Silence) -> DomainView {
    let mut view = view();
    view.gaining = Some(HOSTILE.into());
    view.domain.pending_transfer = Some(PendingTransfer {
        gaining: RegistrarId::parse("BETA").unwrap(),
        requested: NOW,
        acts: NOW.plus_days(5),
        silence,
        years: 1,
        paid: Charge::nothing(Currency::EUR),
    });
    view
}

/// A domain whose change of holder waits.
pub(super) fn handed_over(awaits: Party) -> Domain {
    let mut domain = view().domain;
    domain.pending_holder = Some(PendingHolder {
        to: handle(),
        asked_by: None,
        reference: None,
        requested: NOW,
        awaits,
        lapses: NOW.plus_days(15),
    });
    domain
}

/// A domain on its way out.
pub(super) fn leaving(lifecycle: Lifecycle) -> DomainView {
    let mut view = view();
    view.domain.lifecycle = lifecycle;
    view
}

pub(super) fn restoring() -> Lifecycle {
    Lifecycle::PendingRestore { report_by: NOW.plus_days(7), redemption_until: NOW.plus_days(30) }
}

/// Every kind of question.
pub(super) fn asked() -> Vec<(&'static str, DecisionView)> {
    let person = || Person { handle: handle(), name: Some(HOSTILE.into()) };
    let nameless = || Person { handle: handle(), name: None };
    let giving = |new, asked_by| Question::GiveAway { new, asked_by };
    let agents = Agents { others: vec![card("ALFA"), card("BETA")], nobody: Direct::Offered };
    let questions = [
        ("decide-transfer", Question::Transfer { gaining: HOSTILE.into() }),
        ("decide-giving", giving(person(), Some(HOSTILE.into()))),
        ("decide-giving-nameless", giving(nameless(), None)),
        ("decide-taking", Question::TakeOver { present: Some(person()), agents }),
    ];
    questions
        .map(|(name, question)| (name, view_of(question)))
        .into()
}

fn view_of(question: Question) -> DecisionView {
    DecisionView {
        domain: DomainName::parse("açúcar.pt").unwrap(),
        registrar: HOSTILE.into(),
        until: NOW.plus_days(5),
        time_zone: TimeZoneName::parse("Europe/Lisbon").unwrap(),
        question,
    }
}

fn card(id: &str) -> RegistrarCard {
    RegistrarCard {
        id: RegistrarId::parse(id).unwrap(),
        name: HOSTILE.into(),
        email: "help@beta.example".into(),
        website: None,
        phone: None,
    }
}

fn handle() -> Handle {
    Handle::parse("OTHER-1").unwrap()
}
