//! Why there is no page to show. The page that says so is dressed in [`crate::headers`], where
//! the answers of the layers (a form from elsewhere, a body too large) become pages too.

use axum::response::{IntoResponse, Response};
use foral_registry::error::Incident;
use http::{HeaderValue, StatusCode, header::RETRY_AFTER};

use crate::limits::Wait;

/// Why there is no page to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// There is nothing, or nothing that this reader may see.
    NotFound,
    /// The form is not one that we gave to this session.
    Forbidden,
    /// The request cannot be read.
    Unreadable,
    /// Too many requests.
    TooMany(Wait),
    /// We broke.
    Broken(Incident),
}

impl From<Incident> for Failure {
    fn from(incident: Incident) -> Self {
        Self::Broken(incident)
    }
}

impl From<Wait> for Failure {
    fn from(wait: Wait) -> Self {
        Self::TooMany(wait)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        if let Self::TooMany(wait) = &self {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(wait.0));
        }
        response.extensions_mut().insert(self);
        response
    }
}
