//! Questions about people who sign in.

use foral_model::id::Handle;
use foral_model::plan::Token;
use foral_model::secret::Digest;
use foral_model::user::{Role, User};

use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::rows::token;
use crate::statement::params;

/// People, for a condition or in an order.
macro_rules! users {
    ($rest:literal) => {
        concat!(
            "SELECT login, role, registrar, password, lang, recovered, failures, failed, version \
             FROM login ",
            $rest
        )
    };
}

impl Flight {
    /// The person who signs in with this name.
    pub fn user(&mut self, login: &Handle) -> Slot<Option<User>> {
        self.ask(users!("WHERE login = ?1"), params![login.as_str()], |rows| rows.one(user))
    }

    /// Those who sign in with this name in any case, three at most.
    pub fn logins_like(&mut self, login: &Handle) -> Slot<Vec<Handle>> {
        const SQL: &str = "SELECT login FROM login WHERE UPPER(login) = ?1 ORDER BY login LIMIT 3";
        let folded = login.as_str().to_ascii_uppercase();
        self.ask(SQL, params![folded], |rows| rows.each(|row| row.handle(0)))
    }

    /// Everybody who can sign in, by name.
    pub fn users(&mut self) -> Slot<Vec<User>> {
        self.ask(users!("ORDER BY login"), Vec::new(), |rows| rows.each(user))
    }

    /// The link of this digest. Whether it still works is the law's to say.
    pub fn token(&mut self, digest: &Digest) -> Slot<Option<Token>> {
        const SQL: &str = "SELECT digest, purpose, domain_id, handle, email, expires FROM token \
            WHERE digest = ?1";
        self.ask(SQL, params![digest.0.as_str()], |rows| rows.one(link))
    }

    /// The links that answer for a domain and were sent to this person, those that end first first.
    pub fn decisions_of(&mut self, handle: &Handle) -> Slot<Vec<Token>> {
        const SQL: &str = "SELECT digest, purpose, domain_id, handle, email, expires FROM token \
            WHERE handle = ?1 AND domain_id IS NOT NULL ORDER BY expires, digest";
        self.ask(SQL, params![handle.as_str()], |rows| rows.each(link))
    }
}

fn user(row: Row<'_>) -> Result<User, Failure> {
    Ok(User {
        login: row.handle(0)?,
        role: role(row.text(1)?, row.opt_text(2)?)?,
        password: row.opt_text(3)?.map(|text| Digest(text.to_owned())),
        lang: rows::lang(row.text(4)?)?,
        recovered: row.opt_time(5)?,
        failures: row.int(6)?,
        failed: row.opt_time(7)?,
        version: row.int(8)?,
    })
}

fn role(word: &str, registrar: Option<&str>) -> Result<Role, Failure> {
    match (word, registrar) {
        ("holder", None) => Ok(Role::Holder),
        ("staff", None) => Ok(Role::Staff),
        ("registrar", Some(id)) => Ok(Role::Registrar(cells::registrar(id)?)),
        _ => Err(Failure::stored("role of a user", word)),
    }
}

fn link(row: Row<'_>) -> Result<Token, Failure> {
    Ok(Token {
        digest: Digest(row.text(0)?.to_owned()),
        purpose: token::purpose(row.text(1)?, row.opt_int(2)?)?,
        handle: row.handle(3)?,
        email: row.text(4)?.to_owned(),
        expires: row.time(5)?,
    })
}
