//! What each answer is made of, and that every refusal has its code.

use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use foral_epp_wire::namespace::Object;

use super::*;

const REFUSALS: &str = include_str!("../../../model/src/refusal.rs");

/// The codes that the documentation of each variant promises, in order: `(variant, code)`.
fn promised() -> Vec<(String, u16)> {
    let body = REFUSALS.split("pub enum Refusal {").nth(1).unwrap();
    let body = body.split("\n}\n").next().unwrap();
    let (mut doc, mut all) = (String::new(), Vec::new());
    for line in body.lines() {
        let is_variant = line.starts_with("    ") && line.as_bytes()[4].is_ascii_uppercase();
        match line.strip_prefix("    /// ") {
            Some(text) => doc.push_str(text),
            None if is_variant => {
                let variant: String = line
                    .trim()
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                let code = doc
                    .split('(')
                    .skip(1)
                    .find_map(|part| part.get(..4)?.parse().ok());
                all.extend(code.map(|code| (variant, code)));
                doc.clear();
            }
            None => {}
        }
    }
    all
}

/// The code that the table above gives a variant, read from its source.
fn given(variant: &str) -> u16 {
    let table = include_str!("refusal.rs");
    let table = table.split("const fn code_of(").nth(1).unwrap();
    let table = table.split("/// What a refusal is about").next().unwrap();
    let at = table
        .match_indices(&format!("Refusal::{variant}"))
        .find(|(at, found)| !table[at + found.len()..].starts_with(|c: char| c.is_alphanumeric()))
        .unwrap_or_else(|| panic!("{variant} has no code"));
    let name = table[at.0..].split("ResultCode::").nth(1).unwrap();
    let name: String = name
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let code = ResultCode::ALL
        .iter()
        .find(|code| format!("{code:?}") == name);
    code.unwrap().number()
}

#[test]
fn each_refusal_has_the_code_that_its_documentation_promises() {
    let promised = promised();
    assert!(promised.len() > 65, "{promised:?}");
    for (variant, code) in promised {
        assert_eq!(given(&variant), code, "{variant}");
    }
}

fn said(speak: impl FnOnce(&mut Voice<'_>) -> ResultCode) -> foral_epp_wire::answer::Answer {
    let mut out = Vec::new();
    let ids = TransactionIds { client: Some("ABC-1"), server: "sv-1" };
    let mut voice = Voice {
        out: &mut out,
        lang: Lang::Pt,
        clocks: Clocks::default(),
        about: None,
        objects: &Object::CORE,
        announced: &[],
        ids,
    };
    speak(&mut voice);
    foral_epp_wire::answer::read_answer(&out[4..]).unwrap()
}

#[test]
fn a_refusal_names_its_rule_its_subject_and_a_reason_in_the_language_of_the_session() {
    let taken = Refusal::NameTaken(DomainName::parse("exemplo.pt").unwrap());
    let answer = said(|voice| voice.refused(&taken));
    assert_eq!((answer.code, answer.lang.as_str()), (2302, "pt"));
    let [fault] = answer.values.as_slice() else { panic!("{answer:?}") };
    assert_eq!((fault.element.as_str(), fault.value.as_str()), ("domain:name", "exemplo.pt"));
    assert_eq!(fault.rule.as_deref(), Some("name-taken"));
    assert_eq!((fault.lang.as_str(), &fault.reason), ("pt", &Words::of(Lang::Pt).refusal(&taken)));
}

#[test]
fn a_failure_tells_its_incident() {
    let answer = said(|voice| voice.failed(&Incident("INC-7".to_owned())));
    assert_eq!(answer.code, 2400);
    assert!(answer.message.contains("INC-7"), "{}", answer.message);
}

#[test]
fn a_deletion_is_pending_and_its_answer_has_no_data() {
    let purge = Timestamp::from_micros(0);
    let answer = said(|voice| {
        voice.outcome(&Outcome::DomainDeletionPending { purge, refunds: Vec::new() }, "PT", None)
    });
    assert_eq!((answer.code, answer.data), (1001, None));
}

#[test]
fn an_acknowledgement_tells_how_many_are_left() {
    let id = foral_model::id::MessageId(12);
    let some = said(|voice| voice.outcome(&Outcome::PollAcked { left: 4, id }, "PT", None));
    assert_eq!((some.code, some.queue.map(|queue| queue.count)), (1000, Some(4)));
    let none = said(|voice| voice.outcome(&Outcome::PollAcked { left: 0, id }, "PT", None));
    assert_eq!((none.code, none.queue.map(|queue| queue.count)), (1000, Some(0)));
}
