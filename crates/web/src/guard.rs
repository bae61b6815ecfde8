//! Who is asking. A page that shows a holder's data takes a [`SignedIn`], and there is no way to
//! have one without a session: forgetting the check is not possible.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::actor::{Actor, Who};
use foral_model::id::Handle;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_model::user::Role;
use foral_registry::view::Session;
use http::Method;
use http::request::Parts;

use crate::cookie::Cookie;
use crate::failure::Failure;
use crate::form_token::FormTokens;
use crate::frame::Frame;
use crate::query;
use crate::settings::Web;
use crate::visit::Visit;

/// Somebody who reads: signed in or not.
pub(crate) struct Reader {
    /// The request.
    pub(crate) visit: Visit,
    /// Their session and its token.
    pub(crate) session: Option<(Secret, Session)>,
}

/// A holder who has signed in.
pub(crate) struct SignedIn {
    /// The request.
    pub(crate) visit: Visit,
    /// The token of the session.
    pub(crate) token: Secret,
    /// The session.
    pub(crate) session: Session,
}

impl Reader {
    /// What surrounds the page.
    pub(crate) fn frame(&self, web: &Web) -> Frame {
        Frame::new(web, &self.visit, self.session.as_ref().map(|(_, session)| session))
    }

    /// The tokens of the reader's forms.
    pub(crate) fn tokens(&self, web: &Web) -> FormTokens {
        match &self.session {
            Some((_, session)) => FormTokens::of_session(&session.form_key),
            None => self.visit.tokens(web),
        }
    }

    /// Refuses a form that is not ours, or not this reader's. A page that says that something
    /// failed knows only the visitor, so the visitor's tokens are good even in a session.
    pub(crate) fn checked(&self, web: &Web, token: &str) -> Result<Timestamp, Failure> {
        self.checked_for(web, &self.visit.path, token)
    }

    /// The same for a form that is good for one subject of its path only.
    pub(crate) fn checked_for(
        &self,
        web: &Web,
        subject: &str,
        token: &str,
    ) -> Result<Timestamp, Failure> {
        let of_session = self.tokens(web).check(subject, token);
        let known = of_session.or_else(|| self.visit.tokens(web).check(subject, token));
        known.ok_or(Failure::Forbidden)
    }
}

impl SignedIn {
    /// The holder.
    pub(crate) fn holder(&self) -> &Handle {
        &self.session.login
    }

    /// What surrounds the page.
    pub(crate) fn frame(&self, web: &Web) -> Frame {
        Frame::new(web, &self.visit, Some(&self.session))
    }

    /// The holder, as the sender of a command.
    pub(crate) fn actor(&self) -> Actor {
        self.visit.actor(Who::Holder(self.session.login.clone()))
    }

    /// The token of a form that is sent to `path`.
    pub(crate) fn form_token(&self, path: &str) -> String {
        FormTokens::of_session(&self.session.form_key).token(path, self.visit.now)
    }

    /// When the form was made; refuses one that is not ours, or not this session's.
    pub(crate) fn checked(&self, token: &str) -> Result<Timestamp, Failure> {
        let tokens = FormTokens::of_session(&self.session.form_key);
        tokens
            .check(&self.visit.path, token)
            .ok_or(Failure::Forbidden)
    }
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::of(web, &parts.uri, &parts.headers, &parts.extensions)))
    }
}

impl FromRequestParts<Web> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failure> {
        let Ok(mut visit) = Visit::from_request_parts(parts, web).await;
        let session = match Cookie::Session.read(&parts.headers).map(Secret::new) {
            Some(token) => web
                .registry
                .session(&token)
                .await?
                .map(|session| (token, session)),
            None => None,
        };
        if let Some((_, session)) = &session {
            visit.lang = session.lang;
        }
        Ok(Self { visit, session })
    }
}

impl FromRequestParts<Web> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let reader = Reader::from_request_parts(parts, web).await;
        let Reader { visit, session } = reader.map_err(Failure::into_response)?;
        match session {
            Some((token, session)) if session.role == Role::Holder => {
                Ok(Self { visit, token, session })
            }
            Some(_) => Err(Failure::NotFound.into_response()),
            None => {
                let goal = if parts.method == Method::GET { visit.path.as_str() } else { "" };
                let goal = query::local(goal).unwrap_or_default();
                let to = query::link("/login", &[("note", "needed"), ("next", goal)]);
                Err(Redirect::to(&to).into_response())
            }
        }
    }
}
