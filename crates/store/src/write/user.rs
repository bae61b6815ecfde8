//! Changes of people who sign in, of their sessions and of links in letters.

use foral_model::id::{DomainId, Handle};
use foral_model::plan::Token;
use foral_model::secret::Digest;
use foral_model::user::{Role, User};

use crate::rows::token;
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

/// A link is made; earlier ones of the person for the same purpose die.
pub(super) fn token_insert(token: &Token) -> Vec<Step> {
    const EARLIER: &str = "DELETE FROM token WHERE handle = ?1 AND purpose = ?2 \
        AND COALESCE(domain_id, 0) = COALESCE(CAST(?3 AS INTEGER), 0)";
    const INSERT: &str = "INSERT INTO token (digest, purpose, domain_id, handle, email, expires) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (purpose, domain) = token::columns(token.purpose);
    let row = params![
        token.digest.0.as_str(),
        purpose,
        domain,
        token.handle.as_str(),
        token.email.as_str(),
        token.expires
    ];
    vec![
        Step::any(EARLIER, params![token.handle.as_str(), purpose, domain]),
        Step::one(INSERT, row),
    ]
}

/// A link is used, once.
pub(super) fn token_use(digest: &Digest) -> Step {
    Step::one("DELETE FROM token WHERE digest = ?1", params![digest.0.as_str()])
}

/// Every recovery link of a person dies.
pub(super) fn tokens_end(handle: &Handle) -> Step {
    const SQL: &str = "DELETE FROM token WHERE handle = ?1 AND purpose = ?2";
    Step::any(SQL, params![handle.as_str(), token::RECOVERY])
}

/// Every link that answers for a domain dies.
pub(super) fn decisions_end(domain: DomainId) -> Step {
    Step::any("DELETE FROM token WHERE domain_id = ?1", params![domain.0])
}
