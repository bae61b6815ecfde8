//! Portal sessions, and the codes that they were shown.

use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::secret::{Digest, Sealed, Secret};
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::Row;
use crate::failure::Failure;
use crate::rows;
use crate::statement::{Job, Step, params};

/// A portal session, known by the digest of its cookie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WebSession {
    /// SHA-256 of the cookie's token, lower-case hexadecimal.
    pub digest: Digest,
    /// Who signed in.
    pub login: Handle,
    /// When it began.
    pub created: Timestamp,
    /// When it ends if nothing happens.
    pub idle_expires: Timestamp,
    /// When it ends in any case.
    pub absolute_expires: Timestamp,
    /// Language of pages.
    pub lang: Lang,
    /// Secret of its form tokens.
    pub form_key: Secret,
}

/// A transfer code that was made in a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownCode {
    /// The session.
    pub session: Digest,
    /// The domain.
    pub name: DomainName,
    /// The code; forgotten some time after it may no longer be shown.
    pub sealed: Option<Sealed>,
    /// When it was made.
    pub made: Timestamp,
    /// Until when the page shows it.
    pub shown_until: Timestamp,
    /// Until when it works.
    pub expires: Timestamp,
}

impl Store {
    /// Keeps a fresh session, and forgets those that ended before it began.
    ///
    /// # Errors
    /// `Conflict` if the digest is known, `Broken` if the database fails.
    pub async fn session_open(&self, session: &WebSession) -> Result<(), Failure> {
        const CODES: &str = "DELETE FROM shown_code WHERE session_digest IN (SELECT digest \
            FROM web_session WHERE idle_expires <= ?1 OR absolute_expires <= ?1)";
        const ENDED: &str =
            "DELETE FROM web_session WHERE idle_expires <= ?1 OR absolute_expires <= ?1";
        const OPEN: &str = "INSERT INTO web_session (digest, login, created, idle_expires, \
            absolute_expires, lang, form_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let row = params![
            session.digest.0.as_str(),
            session.login.as_str(),
            session.created,
            session.idle_expires,
            session.absolute_expires,
            session.lang.tag(),
            session.form_key.expose(),
        ];
        self.write(Job::of(vec![
            Step::any(CODES, params![session.created]),
            Step::any(ENDED, params![session.created]),
            Step::one(OPEN, row),
        ]))
        .await
    }

    /// The session of a cookie, if it still lives at `now`.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn session_get(
        &self,
        digest: &Digest,
        now: Timestamp,
    ) -> Result<Option<WebSession>, Failure> {
        const SQL: &str = "SELECT digest, login, created, idle_expires, absolute_expires, lang, \
            form_key FROM web_session \
            WHERE digest = ?1 AND idle_expires > ?2 AND absolute_expires > ?2";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![digest.0.as_str(), now], |rows| rows.one(web_session));
        flight.send().await?.take(slot)
    }

    /// Prolongs a session; never beyond its absolute end.
    ///
    /// # Errors
    /// `Conflict` if it is gone, `Broken` if the database fails.
    pub async fn session_touch(
        &self,
        digest: &Digest,
        idle_expires: Timestamp,
    ) -> Result<(), Failure> {
        const SQL: &str = "UPDATE web_session SET idle_expires = ?2 WHERE digest = ?1";
        self.write(Job::of(vec![Step::one(SQL, params![digest.0.as_str(), idle_expires])]))
            .await
    }

    /// Ends a session, if it is there.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn session_close(&self, digest: &Digest) -> Result<(), Failure> {
        let id = || params![digest.0.as_str()];
        self.write(Job::of(vec![
            Step::any("DELETE FROM shown_code WHERE session_digest = ?1", id()),
            Step::any("DELETE FROM web_session WHERE digest = ?1", id()),
        ]))
        .await
    }

    /// Remembers the language that a person chose, in the session and for the next one.
    ///
    /// # Errors
    /// `Conflict` if the session is gone, `Broken` if the database fails.
    pub async fn session_lang(&self, digest: &Digest, lang: Lang) -> Result<(), Failure> {
        const SESSION: &str = "UPDATE web_session SET lang = ?2 WHERE digest = ?1";
        const LOGIN: &str = "UPDATE login SET lang = ?2 WHERE login = \
            (SELECT login FROM web_session WHERE digest = ?1)";
        let row = || params![digest.0.as_str(), lang.tag()];
        self.write(Job::of(vec![Step::one(SESSION, row()), Step::any(LOGIN, row())]))
            .await
    }

    /// Keeps the code that a session was shown, instead of an earlier one for the same domain;
    /// codes that may no longer be shown are forgotten.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn shown_code_put(&self, code: &ShownCode) -> Result<(), Failure> {
        const FORGET: &str =
            "UPDATE shown_code SET sealed = NULL WHERE shown_until <= ?1 AND sealed IS NOT NULL";
        const PUT: &str = "INSERT INTO shown_code (session_digest, name, sealed, made, \
            shown_until, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
            ON CONFLICT (session_digest, name) DO UPDATE SET sealed = excluded.sealed, \
            made = excluded.made, shown_until = excluded.shown_until, expires = excluded.expires";
        let row = params![
            code.session.0.as_str(),
            code.name.as_str(),
            code.sealed.as_ref().map(|sealed| sealed.0.as_str()),
            code.made,
            code.shown_until,
            code.expires,
        ];
        self.write(Job::of(vec![Step::any(FORGET, params![code.made]), Step::one(PUT, row)]))
            .await
    }

    /// The code that was made in a session for a domain.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn shown_code_get(
        &self,
        session: &Digest,
        name: &DomainName,
    ) -> Result<Option<ShownCode>, Failure> {
        const SQL: &str = "SELECT session_digest, name, sealed, made, shown_until, expires \
            FROM shown_code WHERE session_digest = ?1 AND name = ?2";
        let mut flight = self.flight();
        let params = params![session.0.as_str(), name.as_str()];
        let slot = flight.ask(SQL, params, |rows| rows.one(shown_code));
        flight.send().await?.take(slot)
    }
}

fn web_session(row: Row<'_>) -> Result<WebSession, Failure> {
    Ok(WebSession {
        digest: Digest(row.text(0)?.to_owned()),
        login: row.handle(1)?,
        created: row.time(2)?,
        idle_expires: row.time(3)?,
        absolute_expires: row.time(4)?,
        lang: rows::lang(row.text(5)?)?,
        form_key: Secret::new(row.text(6)?),
    })
}

fn shown_code(row: Row<'_>) -> Result<ShownCode, Failure> {
    Ok(ShownCode {
        session: Digest(row.text(0)?.to_owned()),
        name: row.name(1)?,
        sealed: row.opt_text(2)?.map(|text| Sealed(text.to_owned())),
        made: row.time(3)?,
        shown_until: row.time(4)?,
        expires: row.time(5)?,
    })
}
