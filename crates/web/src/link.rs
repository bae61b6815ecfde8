//! Links of letters: their tokens go from the address into a cookie, out of the browser's history and
//! out of the sight of whoever looks over a shoulder.

use axum::response::{IntoResponse, Redirect, Response};
use foral_model::secret::Secret;
use http::header::{HeaderMap, HeaderValue, REFERRER_POLICY, SET_COOKIE};

use crate::cookie::{Cookie, Kept};

/// A kind of link.
pub(crate) struct Link {
    /// Where its token stays meanwhile.
    pub(crate) cookie: Cookie,
    /// For how long.
    pub(crate) kept: Kept,
    /// The path of the page that needs the token.
    pub(crate) goal: &'static str,
}

impl Link {
    /// Takes a token out of the address and leads to the page that needs it. Changes nothing else.
    pub(crate) fn keep(&self, token: &str) -> Response {
        let mut response = Redirect::to(self.goal).into_response();
        let headers = response.headers_mut();
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        let field = self
            .cookie
            .write(token, self.kept)
            .or_else(|| self.cookie.write("", Kept::Never));
        if let Some(field) = field {
            headers.append(SET_COOKIE, field);
        }
        response
    }

    /// The token, if the browser still has it.
    pub(crate) fn token(&self, headers: &HeaderMap) -> Option<Secret> {
        self.cookie.read(headers).map(Secret::new)
    }

    /// Lets the browser forget the token.
    pub(crate) fn forget(&self, mut response: Response) -> Response {
        if let Some(field) = self.cookie.write("", Kept::Never) {
            response.headers_mut().append(SET_COOKIE, field);
        }
        response
    }
}
