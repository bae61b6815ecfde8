//! Which path leads to which page, and the layers that every request passes.

use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::failure::Failure;
use crate::pages::{
    about, answer, decide, disclosure, domain, domains, handover, history, login, lookup, mailbox,
    prefer, recover, reset, revoke, transfer,
};
use crate::settings::{Portal, Web};
use crate::{assets, headers};

/// The largest form that is read, in bytes.
const FORM_LIMIT: usize = 64 * 1024;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The portal, ready to be served with `into_make_service_with_connect_info::<SocketAddr>()`.
pub fn router(portal: Portal) -> Router {
    let web = Web::new(portal);
    let origin = web.settings.base_url.clone();
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(web.clone(), headers::around))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(RequestBodyLimitLayer::new(FORM_LIMIT))
        .layer(csrf(&origin));
    Router::new()
        .merge(public())
        .merge(personal())
        .merge(demo())
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(layers)
        .with_state(web)
}

/// A bug ends one request, not the connection of everybody behind the same proxy.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a page panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Behind a proxy the `Host` may differ from what browsers call the site.
fn csrf(origin: &str) -> CsrfLayer {
    match CsrfLayer::new().add_trusted_origin(origin) {
        Ok(layer) => layer,
        Err(error) => {
            tracing::warn!(%error, origin, "the base URL is not an origin");
            CsrfLayer::new()
        }
    }
}

fn public() -> Router<Web> {
    // Pages are not compressed: a secret and a reader's words in one compressed page leak (BREACH).
    let files = Router::new()
        .route("/assets/{name}", get(assets::serve))
        .layer(CompressionLayer::new());
    Router::new()
        .route("/login", get(login::show).post(login::submit))
        .route("/recover", get(recover::show).post(recover::submit))
        .route("/recover/new", get(reset::show).post(reset::submit))
        .route("/recover/{token}", get(reset::arrive))
        .route("/decide/answer", get(decide::show).post(decide::submit))
        .route("/decide/{token}", get(decide::arrive))
        .route("/lookup", get(lookup::show))
        .route("/disclosure", get(disclosure::show).post(disclosure::submit))
        .route("/disclosure/confirm", get(disclosure::doubt).post(disclosure::confirm))
        .route("/disclosure/confirm/{token}", get(disclosure::arrive))
        .route("/language", post(prefer::language))
        .route("/theme", post(prefer::theme))
        .route("/sign-out", post(login::sign_out))
        .route("/accessibility", get(about::accessibility))
        .route("/privacy", get(about::privacy))
        .route("/healthz", get(async || "ok\n"))
        .route("/favicon.ico", get(async || Redirect::permanent(&assets::ASSETS.icon)))
        .merge(files)
}

fn personal() -> Router<Web> {
    Router::new()
        .route("/", get(domains::home))
        .route("/domains", get(domains::show))
        .route("/domains/{name}", get(domain::show))
        .route("/domains/{name}/answer", get(answer::show).post(answer::submit))
        .route("/domains/{name}/holder", get(handover::show).post(handover::submit))
        .route("/domains/{name}/holder/cancel", get(handover::doubt).post(handover::withdraw))
        .route("/domains/{name}/history", get(history::show))
        .route("/domains/{name}/transfer", get(transfer::show).post(transfer::submit))
        .route("/domains/{name}/transfer/code", get(transfer::code))
        .route("/domains/{name}/transfer/cancel", get(revoke::show).post(revoke::submit))
}

fn demo() -> Router<Web> {
    Router::new()
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{file}", get(mailbox::letter))
        .route("/mailbox/{file}/html", get(mailbox::html))
        .route("/mailbox/{file}/original", get(mailbox::original))
}
