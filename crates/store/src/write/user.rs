//! Changes of people who sign in, of their sessions and of recovery links.

use foral_model::id::Handle;
use foral_model::plan::Token;
use foral_model::secret::Digest;
use foral_model::user::{Role, User};

use crate::statement::{Step, params};

/// A new person (version 0; refused if the name is taken), or a changed one at the version that
/// was read.
pub(super) fn put(user: &User) -> Step {
    const INSERT: &str = "INSERT INTO login (login, role, registrar, password, lang, recovered, \
        failures, failed, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, CAST(?9 AS INTEGER) + 1)";
    const UPDATE: &str = "UPDATE login SET role = ?2, registrar = ?3, password = ?4, lang = ?5, \
        recovered = ?6, failures = ?7, failed = ?8, version = version + 1 \
        WHERE login = ?1 AND version = ?9";
    let (role, registrar) = match &user.role {
        Role::Holder => ("holder", None),
        Role::Staff => ("staff", None),
        Role::Registrar(id) => ("registrar", Some(id.as_str())),
    };
    let row = params![
        user.login.as_str(),
        role,
        registrar,
        user.password.as_ref().map(|digest| digest.0.as_str()),
        user.lang.tag(),
        user.recovered,
        user.failures,
        user.failed,
        user.version,
    ];
    Step::one(if user.version == 0 { INSERT } else { UPDATE }, row)
}

/// All sessions of a person end, with the codes that they were shown.
pub(super) fn sessions_end(login: &Handle) -> Vec<Step> {
    const CODES: &str = "DELETE FROM shown_code WHERE session_digest IN \
        (SELECT digest FROM web_session WHERE login = ?1)";
    vec![
        Step::any(CODES, params![login.as_str()]),
        Step::any("DELETE FROM web_session WHERE login = ?1", params![login.as_str()]),
    ]
}

/// A recovery link is made; earlier ones of the person die.
pub(super) fn token_insert(token: &Token) -> Vec<Step> {
    let row = params![
        token.digest.0.as_str(),
        token.handle.as_str(),
        token.email.as_str(),
        token.expires
    ];
    vec![
        tokens_end(&token.handle),
        Step::one(
            "INSERT INTO token (digest, handle, email, expires) VALUES (?1, ?2, ?3, ?4)",
            row,
        ),
    ]
}

/// A recovery link is used, once.
pub(super) fn token_use(digest: &Digest) -> Step {
    Step::one("DELETE FROM token WHERE digest = ?1", params![digest.0.as_str()])
}

/// Every recovery link of a person dies.
pub(super) fn tokens_end(handle: &Handle) -> Step {
    Step::any("DELETE FROM token WHERE handle = ?1", params![handle.as_str()])
}
