//! What answers a form can give.

use foral_model::id::{Handle, RegistrarId};
use foral_model::lang::Lang;
use foral_registry::view::RegistrarCard;

use super::*;

fn taking(nobody: Direct) -> Question {
    let beta = RegistrarCard {
        id: RegistrarId::parse("BETA").unwrap(),
        name: "Beta".into(),
        email: "help@beta.example".into(),
        website: None,
        phone: None,
    };
    Question::TakeOver { present: None, agents: Agents { others: vec![beta], nobody } }
}

fn read(
    question: &Question,
    answer: &str,
    agent: Way,
    registrar: &str,
) -> Option<(Verdict, Agent)> {
    let entry = Entry {
        token: String::new(),
        answer: answer.to_owned(),
        agent,
        registrar: registrar.to_owned(),
        password: String::new(),
    };
    entry.read(Words::of(Lang::En), question).ok()
}

#[test]
fn only_a_new_holder_chooses_who_looks_after_the_domain() {
    let beta = RegistrarId::parse("BETA").unwrap();
    let taking = taking(Direct::Offered);
    let agreed = |agent| Some((Verdict::Agree, agent));
    assert_eq!(read(&taking, "agree", Way::Keep, "BETA"), agreed(Agent::Keep));
    assert_eq!(read(&taking, "agree", Way::Nobody, ""), agreed(Agent::Nobody));
    assert_eq!(read(&taking, "agree", Way::Other, "BETA"), agreed(Agent::Registrar(beta)));
    let transfer = Question::Transfer { gaining: "Beta".into() };
    assert_eq!(read(&transfer, "agree", Way::Nobody, "BETA"), agreed(Agent::Keep));
    let new = Person { handle: Handle::parse("KTRW-482133-PT").unwrap(), name: None };
    let giving = Question::GiveAway { new, asked_by: None };
    assert_eq!(read(&giving, "agree", Way::Other, "BETA"), agreed(Agent::Keep));
}

#[test]
fn what_was_not_offered_is_no_answer() {
    let offered = taking(Direct::Offered);
    assert_eq!(read(&offered, "agree", Way::Other, "GAMA"), None);
    assert_eq!(read(&offered, "agree", Way::Other, ""), None);
    assert_eq!(read(&taking(Direct::Absent), "agree", Way::Nobody, ""), None);
    for answer in ["", "yes", "AGREE"] {
        assert_eq!(read(&offered, answer, Way::Keep, ""), None, "{answer}");
    }
}

#[test]
fn whoever_refuses_need_not_choose() {
    let refused = Some((Verdict::Refuse, Agent::Keep));
    assert_eq!(read(&taking(Direct::Absent), "refuse", Way::Other, ""), refused);
}
