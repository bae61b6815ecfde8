//! Which links work, and what a request for one does.

use super::*;
use crate::fixture::{NOW, contact};

fn token() -> Token {
    let ana = contact("ANA-1");
    Token {
        digest: Digest("token".to_owned()),
        purpose: TokenPurpose::Recovery,
        handle: ana.handle,
        email: ana.email,
        expires: NOW.plus_minutes(LINK_MINUTES),
    }
}

fn with(password: &str, change: impl FnOnce(&mut ResetFacts)) -> Result<Plan, Refusal> {
    let mut facts = ResetFacts {
        token: Some(token()),
        contact: Some(contact("ANA-1")),
        user: None,
        hash: Digest("hash".to_owned()),
    };
    change(&mut facts);
    reset(&Secret::new(password), &facts, NOW)
}

fn with_token(change: impl FnOnce(&mut Token)) -> Result<Plan, Refusal> {
    with(STRONG, |facts| change(facts.token.as_mut().unwrap()))
}

const STRONG: &str = "quatro gatos na rua";

#[test]
fn each_dead_link_is_as_dead_as_any_other() {
    let domain = foral_model::id::DomainId(1);
    for decided in [
        with(STRONG, |facts| facts.token = None),
        with(STRONG, |facts| facts.contact = None),
        with_token(|token| token.expires = NOW),
        with_token(|token| token.purpose = TokenPurpose::Transfer(domain)),
        with_token(|token| token.email = "ana@antes.example".to_owned()),
        with_token(|token| token.handle = contact("RUI-1").handle),
    ] {
        assert_eq!(decided, Err(Refusal::LinkDead));
    }
    assert_eq!(with("curta", |_| ()), Err(Refusal::PasswordTooWeak));
    assert_eq!(with("ANA-1@exemplo.pt", |_| ()), Err(Refusal::PasswordTooWeak), "the address");
}

#[test]
fn a_new_password_uses_the_link_up_and_ends_what_was_open() {
    let plan = with(STRONG, |_| ()).unwrap();
    let ana = contact("ANA-1").handle;
    for change in [
        Change::TokenUse(Digest("token".to_owned())),
        Change::SessionsEnd(ana.clone()),
        Change::TokensEnd(ana),
    ] {
        assert!(plan.changes.contains(&change), "{change:?}");
    }
}

#[test]
fn a_stranger_and_an_impatient_person_get_the_same_answer_and_no_letter() {
    let ask = |contact, sent| {
        let (digest, sealed) = (Digest("token".to_owned()), Sealed("sealed".to_owned()));
        send_link(&LinkFacts { contact, sent, digest, sealed }, NOW)
    };
    let known = ask(Some(contact("ANA-1")), LINKS_PER_HOUR - 1);
    assert_eq!((known.mail.len(), known.changes.len()), (1, 2));
    for silent in [ask(None, 0), ask(Some(contact("ANA-1")), LINKS_PER_HOUR)] {
        assert!(silent.is_empty());
        assert_eq!(silent.answer, known.answer);
    }
}
