//! What the portal of holders asks: sessions, their domains, their codes.

mod domains;

use foral_model::actor::Actor;
use foral_model::auth_code::AuthCode;
use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_model::user::User;
use foral_rules::holder::recovery;
use foral_rules::password;
use foral_store::{Record, WebSession};

use crate::Registry;
use crate::error::Incident;
use crate::mint::{self, Match};
use crate::view::{OpenedSession, Session, ShownCode, SignInRefused};

/// Minutes that a page shows a code. The pages and the accessibility statement promise them.
const SHOWN_MINUTES: i64 = 10;

impl Registry {
    /// Checks handle and password, taking equal time for known and unknown; opens a session.
    ///
    /// # Errors
    /// If we broke.
    pub async fn sign_in(
        &self,
        actor: &Actor,
        login: &str,
        password: &Secret,
    ) -> Result<Result<OpenedSession, SignInRefused>, Incident> {
        let typed = Handle::typed(login);
        let handle = match &typed {
            Some(typed) => self.login_meant(typed).await?,
            None => None,
        };
        let user = match &handle {
            Some(handle) => self.user_of(handle).await?,
            None => None,
        };
        if let Err(refused) = self.checked(actor, user.as_ref(), password).await? {
            return Ok(Err(refused));
        }
        let Some(user) = user else { return Ok(Err(SignInRefused::Wrong)) };
        let token = Secret::new(mint::text::<32>()?);
        let now = self.moment().await?;
        let kept = WebSession {
            digest: mint::token_digest(&token),
            login: user.login.clone(),
            created: now,
            idle_expires: now.plus_minutes(self.terms.session_idle_minutes),
            absolute_expires: now.plus_minutes(self.terms.session_minutes),
            lang: user.lang,
            form_key: Secret::new(mint::text::<32>()?),
        };
        self.store.session_open(&kept).await?;
        let session = self.session_view(&kept, user).await?;
        Ok(Ok(OpenedSession { token, session }))
    }

    /// Checks the password of a signed-in person again.
    ///
    /// # Errors
    /// If we broke.
    pub async fn password_matches(
        &self,
        actor: &Actor,
        login: &Handle,
        password: &Secret,
    ) -> Result<Result<(), SignInRefused>, Incident> {
        let user = self.user_of(login).await?;
        self.checked(actor, user.as_ref(), password).await
    }

    /// Compares a password, and counts failures so that guessing slows down.
    async fn checked(
        &self,
        actor: &Actor,
        user: Option<&User>,
        password: &Secret,
    ) -> Result<Result<(), SignInRefused>, Incident> {
        let now = self.moment().await?;
        if let Some(until) = user
            .and_then(password::wait_until)
            .filter(|until| now < *until)
        {
            return Ok(Err(SignInRefused::Throttled(until)));
        }
        let kept = user.and_then(|user| user.password.as_ref());
        let same = self.hashing.verify(password, kept).await? == Match::Same;
        if let Some(user) = user.filter(|user| !same || user.failures > 0) {
            self.count_failures(actor, user, same, now).await?;
        }
        Ok(if same { Ok(()) } else { Err(SignInRefused::Wrong) })
    }

    async fn count_failures(
        &self,
        actor: &Actor,
        user: &User,
        same: bool,
        now: Timestamp,
    ) -> Result<(), Incident> {
        let mut user = user.clone();
        user.failures = if same { 0 } else { user.failures + 1 };
        user.failed = (!same).then_some(now);
        let kept = Record {
            at: now,
            actor: actor.clone(),
            verb: "SignIn".to_owned(),
            command: "\"SignIn\"".to_owned(),
            retry: None,
        };
        let mut plan = Plan::answering(Outcome::Done);
        plan.changes.push(Change::UserPut(Box::new(user)));
        match self.store.commit(&[plan], &kept).await {
            // Another attempt was counted at the same instant.
            Ok(()) | Err(foral_store::Failure::Conflict) => Ok(()),
            Err(broken) => Err(broken.into()),
        }
    }

    /// The session of a cookie's token, prolonged; `None` if there is none (any more).
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn session(&self, token: &Secret) -> Result<Option<Session>, Incident> {
        let now = self.moment().await?;
        let digest = mint::token_digest(token);
        let Some(mut kept) = self.store.session_get(&digest, now).await? else { return Ok(None) };
        let Some(user) = self.user_of(&kept.login).await? else { return Ok(None) };
        let fresh = now.plus_minutes(self.terms.session_idle_minutes);
        // Prolonging at each click would write for each page; a minute's precision is enough.
        if fresh.seconds_since(kept.idle_expires) >= 60 {
            kept.idle_expires = fresh;
            if self.store.session_touch(&digest, fresh).await.is_err() {
                return Ok(None);
            }
        }
        self.session_view(&kept, user).await.map(Some)
    }

    async fn session_view(&self, kept: &WebSession, user: User) -> Result<Session, Incident> {
        let contact = self.contact_of(&kept.login).await?;
        Ok(Session {
            name: contact.map_or_else(|| user.login.to_string(), |c| c.name().to_owned()),
            login: user.login,
            role: user.role,
            lang: kept.lang,
            created: kept.created,
            idle_expires: kept.idle_expires,
            form_key: kept.form_key.clone(),
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn sign_out(&self, token: &Secret) -> Result<(), Incident> {
        Ok(self.store.session_close(&mint::token_digest(token)).await?)
    }

    /// Remembers the language that a person chose.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn choose_language(&self, token: &Secret, lang: Lang) -> Result<(), Incident> {
        Ok(self
            .store
            .session_lang(&mint::token_digest(token), lang)
            .await?)
    }

    /// Whose password a recovery link would set; `None` if the link does not work (any more).
    /// Changes nothing.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn recovery_handle(&self, token: &Secret) -> Result<Option<Handle>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.token(&mint::token_digest(token));
        let Some(link) = flight.send().await?.take(slot)? else { return Ok(None) };
        let contact = self.contact_of(&link.handle).await?;
        let works = recovery::link_works(Some(&link), contact.as_ref(), self.moment().await?);
        Ok(works.ok().map(|contact| contact.handle.clone()))
    }

    /// Keeps a fresh code readable in this session for ten minutes.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn show_code(
        &self,
        token: &Secret,
        name: &DomainName,
        code: &AuthCode,
        expires: Timestamp,
    ) -> Result<(), Incident> {
        let now = self.moment().await?;
        let shown = foral_store::ShownCode {
            session: mint::token_digest(token),
            name: name.clone(),
            sealed: Some(self.key.seal(code.expose())?),
            made: now,
            shown_until: now.plus_minutes(SHOWN_MINUTES),
            expires,
        };
        Ok(self.store.shown_code_put(&shown).await?)
    }

    /// The code that was made in this session for a domain; its text only within the ten minutes.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn shown_code(
        &self,
        token: &Secret,
        name: &DomainName,
    ) -> Result<Option<ShownCode>, Incident> {
        let kept = self
            .store
            .shown_code_get(&mint::token_digest(token), name)
            .await?;
        let Some(kept) = kept else { return Ok(None) };
        let readable = self.moment().await? < kept.shown_until;
        let code = match kept.sealed.filter(|_| readable) {
            Some(sealed) => AuthCode::parse(self.key.open(&sealed)?.expose()).ok(),
            None => None,
        };
        let (made, shown_until, expires) = (kept.made, kept.shown_until, kept.expires);
        Ok(Some(ShownCode { code, made, shown_until, expires }))
    }

    async fn user_of(&self, login: &Handle) -> Result<Option<User>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.user(login);
        Ok(flight.send().await?.take(slot)?)
    }
}
