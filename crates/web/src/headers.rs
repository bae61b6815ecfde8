//! Around every answer: its reference, its headers, and a page where a layer gave only a status.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use foral_model::secret::Secret;
use foral_registry::view::Session;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::frame::Dressed;
use crate::pages::oops;
use crate::settings::Web;
use crate::visit::{Acquaintance, Visit};

const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), \
    interest-cohort=(), browsing-topics=(), clipboard-write=(self)";

/// Wraps every request.
pub(crate) async fn around(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let head = (request.uri().clone(), request.headers().clone());
    let visit = Visit::of(&web, &head.0, &head.1, request.extensions());
    let public = matches!(visit.path.as_str(), "/healthz") || visit.path.starts_with("/assets/");
    let permit = if public { Ok(()) } else { web.limits.request(visit.from) };
    let response = match permit {
        Ok(()) => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Err(wait) => Failure::TooMany(wait).into_response(),
    };
    let mut response = dressed(&web, visit.clone(), &head.1, response).await;
    finish(&web, &visit, response.headers_mut());
    response
}

/// A status without a page becomes one with a page.
async fn dressed(web: &Web, mut visit: Visit, headers: &HeaderMap, response: Response) -> Response {
    let status = response.status();
    let wants = status.is_client_error() || status.is_server_error();
    if !wants || response.extensions().get::<Dressed>().is_some() {
        return response;
    }
    let failure = response.extensions().get::<Failure>().cloned();
    let session = reader(web, headers, status).await;
    if let Some(session) = &session {
        visit.lang = session.lang;
    }
    let page = oops::page(web, &visit, session.as_ref(), status, failure);
    let (head, _) = response.into_parts();
    let mut page = page.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = head.headers.get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// Who is signed in keeps their name and language on a page that says what went wrong. If we broke,
/// or are asked too often, nothing more is looked up.
async fn reader(web: &Web, headers: &HeaderMap, status: StatusCode) -> Option<Session> {
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let token = Cookie::Session.read(headers).map(Secret::new)?;
    web.registry.session(&token).await.ok().flatten()
}

fn finish(web: &Web, visit: &Visit, headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if web.settings.base_url.starts_with("https://") {
        let value = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if let Ok(value) = HeaderValue::from_str(&visit.request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    let html = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html
        && visit.acquaintance == Acquaintance::New
        && let Some(cookie) = Cookie::Visitor.write(&visit.visitor, Kept::WhileOpen)
    {
        headers.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_come_from_here_only() {
        assert!(CONTENT_SECURITY.starts_with("default-src 'none'"));
        for word in ["unsafe", "http:", "https:", "*"] {
            assert!(!CONTENT_SECURITY.contains(word), "{word}");
        }
    }
}
