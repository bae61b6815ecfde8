//! People, sessions, recovery links and shown codes.

use foral_model::domain::Party;
use foral_model::id::{DomainId, Handle};
use foral_model::lang::Lang;
use foral_model::plan::{Change, Token, TokenPurpose};
use foral_model::secret::{Digest, Sealed, Secret};
use foral_model::user::{Role, User};
use foral_store::{Failure, ShownCode, WebSession};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_person_reads_back,
    a_recovery_link_works_once,
    links_of_other_purposes_live_apart,
    a_session_lives_and_ends,
    a_shown_code_is_forgotten,
}

fn user(login: &str, role: Role) -> User {
    User {
        login: handle(login),
        role,
        password: None,
        lang: Lang::En,
        recovered: None,
        failures: 0,
        failed: None,
        version: 0,
    }
}

async fn a_person_reads_back(engine: Engine) {
    let store = &engine.store;
    let mut holder = user("HOLDER", Role::Holder);
    let others = [
        user("ANA", Role::Staff),
        user("BOB", Role::Registrar(registrar_id("ALFA"))),
        holder.clone(),
    ];
    let puts = others
        .iter()
        .map(|user| Change::UserPut(Box::new(user.clone())))
        .collect();
    store
        .commit(&[plan(puts)], &record("user:put"))
        .await
        .unwrap();
    let stored = others.map(|user| User { version: 1, ..user });
    assert_eq!(ask!(store, users()), stored);

    holder.version = 1;
    holder.password = Some(Digest("$argon2id$".to_owned()));
    holder.failures = 3;
    holder.failed = Some(NOW);
    holder.recovered = Some(NOW);
    let put = plan(vec![Change::UserPut(Box::new(holder.clone()))]);
    store
        .commit(std::slice::from_ref(&put), &record("user:put"))
        .await
        .unwrap();
    assert_eq!(store.commit(&[put], &record("user:put")).await, Err(Failure::Conflict));
    holder.version = 2;
    assert_eq!(ask!(store, user(&holder.login)), Some(holder));
    let again = Change::UserPut(Box::new(user("ANA", Role::Staff)));
    assert_eq!(
        store
            .commit(&[plan(vec![again])], &record("user:put"))
            .await,
        Err(Failure::Conflict)
    );
}

async fn a_recovery_link_works_once(engine: Engine) {
    let store = &engine.store;
    let token = |digest: &str| Token {
        digest: Digest(digest.to_owned()),
        purpose: TokenPurpose::Recovery,
        handle: handle("HOLDER"),
        email: "maria@exemplo.pt".to_owned(),
        expires: NOW.plus_minutes(30),
    };
    for digest in ["first", "second"] {
        let insert = plan(vec![Change::TokenInsert(token(digest))]);
        store.commit(&[insert], &record("recover")).await.unwrap();
    }
    assert_eq!(ask!(store, token(&Digest("first".to_owned()))), None);
    let second = token("second");
    assert_eq!(ask!(store, token(&second.digest)), Some(second.clone()));
    let used = plan(vec![Change::TokenUse(second.digest)]);
    store
        .commit(std::slice::from_ref(&used), &record("reset"))
        .await
        .unwrap();
    assert_eq!(store.commit(&[used], &record("reset")).await, Err(Failure::Conflict));
    let insert = Change::TokenInsert(token("third"));
    let end = Change::TokensEnd(handle("HOLDER"));
    store
        .commit(&[plan(vec![insert, end])], &record("recover"))
        .await
        .unwrap();
    assert_eq!(ask!(store, token(&Digest("third".to_owned()))), None);
}

async fn links_of_other_purposes_live_apart(engine: Engine) {
    let store = &engine.store;
    let (one, two) = (DomainId(1), DomainId(2));
    let purposes = [
        TokenPurpose::Recovery,
        TokenPurpose::Transfer(one),
        TokenPurpose::HolderChange(one, Party::Present),
        TokenPurpose::HolderChange(one, Party::New),
        TokenPurpose::Transfer(two),
    ];
    let token = |number: usize, purpose| Token {
        digest: Digest(format!("digest-{number}")),
        purpose,
        handle: handle("HOLDER"),
        email: "maria@exemplo.pt".to_owned(),
        expires: NOW,
    };
    let tokens: Vec<Token> = (0..)
        .zip(purposes)
        .map(|(number, purpose)| token(number, purpose))
        .collect();
    let commit = async |changes| {
        store
            .commit(&[plan(changes)], &record("test"))
            .await
            .unwrap();
    };
    let living = async || {
        let mut found = Vec::new();
        for (number, token) in tokens.iter().enumerate() {
            if let Some(read) = ask!(store, token(&token.digest)) {
                assert_eq!(read, *token);
                found.push(number);
            }
        }
        found
    };
    commit(tokens.iter().cloned().map(Change::TokenInsert).collect()).await;
    assert_eq!(living().await, [0, 1, 2, 3, 4]);
    let asked = ask!(store, decisions_of(&handle("HOLDER")));
    assert_eq!(asked, tokens.get(1..).unwrap(), "a recovery is no question about a domain");
    assert_eq!(ask!(store, decisions_of(&handle("OTHER"))), []);
    commit(vec![Change::TokenInsert(token(9, TokenPurpose::Transfer(two)))]).await;
    assert_eq!(living().await, [0, 1, 2, 3]);
    commit(vec![Change::TokensEnd(handle("HOLDER"))]).await;
    assert_eq!(living().await, [1, 2, 3]);
    commit(vec![Change::DecisionsEnd(one)]).await;
    assert_eq!(living().await, Vec::<usize>::new());
}

fn session(digest: &str, login: Handle) -> WebSession {
    WebSession {
        digest: Digest(digest.to_owned()),
        login,
        created: NOW,
        idle_expires: NOW.plus_minutes(30),
        absolute_expires: NOW.plus_minutes(720),
        lang: Lang::Pt,
        form_key: Secret::new("key"),
    }
}

async fn a_session_lives_and_ends(engine: Engine) {
    let store = &engine.store;
    let put = Change::UserPut(Box::new(user("HOLDER", Role::Holder)));
    store
        .commit(&[plan(vec![put])], &record("user:put"))
        .await
        .unwrap();
    let mut first = session("first", handle("HOLDER"));
    store.session_open(&first).await.unwrap();
    assert_eq!(store.session_get(&first.digest, NOW).await.unwrap(), Some(first.clone()));
    assert_eq!(
        store
            .session_get(&first.digest, first.idle_expires)
            .await
            .unwrap(),
        None
    );

    first.idle_expires = NOW.plus_minutes(1000);
    first.lang = Lang::Es;
    store
        .session_touch(&first.digest, first.idle_expires)
        .await
        .unwrap();
    store.session_lang(&first.digest, Lang::Es).await.unwrap();
    let late = NOW.plus_minutes(719);
    assert_eq!(store.session_get(&first.digest, late).await.unwrap(), Some(first.clone()));
    assert_eq!(
        store
            .session_get(&first.digest, NOW.plus_minutes(720))
            .await
            .unwrap(),
        None
    );
    assert_eq!(ask!(store, user(&handle("HOLDER"))).unwrap().lang, Lang::Es);

    store.session_close(&first.digest).await.unwrap();
    store.session_close(&first.digest).await.unwrap();
    assert_eq!(store.session_get(&first.digest, NOW).await.unwrap(), None);
    assert_eq!(store.session_lang(&first.digest, Lang::Pt).await, Err(Failure::Conflict));

    let second = session("second", handle("HOLDER"));
    store.session_open(&second).await.unwrap();
    let end = plan(vec![Change::SessionsEnd(handle("HOLDER"))]);
    store.commit(&[end], &record("reset")).await.unwrap();
    assert_eq!(store.session_get(&second.digest, NOW).await.unwrap(), None);
}

async fn a_shown_code_is_forgotten(engine: Engine) {
    let store = &engine.store;
    let session = session("first", handle("HOLDER"));
    store.session_open(&session).await.unwrap();
    let mut code = ShownCode {
        session: session.digest.clone(),
        name: name("a.pt"),
        sealed: Some(Sealed("c2VhbGVk".to_owned())),
        made: NOW,
        shown_until: NOW.plus_minutes(10),
        expires: NOW.plus_days(14),
    };
    store.shown_code_put(&code).await.unwrap();
    let found = store
        .shown_code_get(&session.digest, &code.name)
        .await
        .unwrap();
    assert_eq!(found, Some(code.clone()));

    let later = ShownCode {
        name: name("b.pt"),
        made: NOW.plus_minutes(10),
        shown_until: NOW.plus_minutes(20),
        ..code.clone()
    };
    store.shown_code_put(&later).await.unwrap();
    code.sealed = None;
    let found = store
        .shown_code_get(&session.digest, &code.name)
        .await
        .unwrap();
    assert_eq!(found, Some(code));
    let found = store
        .shown_code_get(&session.digest, &later.name)
        .await
        .unwrap();
    assert_eq!(found, Some(later.clone()));
    store.session_close(&session.digest).await.unwrap();
    assert_eq!(
        store
            .shown_code_get(&session.digest, &later.name)
            .await
            .unwrap(),
        None
    );
}
