//! What is known of a request before anybody asks who sent it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use foral_model::actor::{Actor, Who};
use foral_model::lang::Lang;
use foral_model::time::Timestamp;
use foral_registry::origin;
use http::{Extensions, HeaderMap, Uri, header::ACCEPT_LANGUAGE};

use crate::cookie::Cookie;
use crate::form_token::FormTokens;
use crate::preference::{Theme, negotiate};
use crate::settings::Web;

/// One request.
#[derive(Clone)]
pub(crate) struct Visit {
    /// The language of the answer.
    pub(crate) lang: Lang,
    /// The language that the reader chose, if they did.
    pub(crate) chosen: Option<Lang>,
    /// The appearance chosen.
    pub(crate) theme: Theme,
    /// The path asked for.
    pub(crate) path: String,
    /// The same with its query string: a list keeps its filter there.
    pub(crate) place: String,
    /// Our reference of the request.
    pub(crate) request_id: String,
    /// Where it came from.
    pub(crate) from: Option<IpAddr>,
    /// When it came.
    pub(crate) now: Timestamp,
    /// Who the visitor is to forms before sign-in.
    pub(crate) visitor: String,
    /// Whether the visitor has that name already.
    pub(crate) acquaintance: Acquaintance,
}

/// Whether a visitor has been here before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Acquaintance {
    /// The cookie came with the request.
    Known,
    /// It must be set with the answer.
    New,
}

impl Visit {
    /// Reads a request's head.
    pub(crate) fn of(web: &Web, uri: &Uri, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let now = web.registry.now();
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip());
        let trusted = &web.settings.trusted_proxies;
        let is_trusted = |proxy| trusted.iter().any(|network| network.contains(&proxy));
        let forwarded = headers.get_all("x-forwarded-for").iter();
        // A line that is no text is nobody's word.
        let forwarded = forwarded.map(|line| line.to_str().unwrap_or_default());
        let from = peer.map(|peer| origin::client(peer, forwarded, is_trusted));
        let chosen = Cookie::Lang.read(headers).and_then(|tag| Lang::parse(&tag));
        let accepted = headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|field| field.to_str().ok());
        let known = Cookie::Visitor.read(headers);
        Self {
            lang: chosen.unwrap_or_else(|| negotiate(accepted.unwrap_or_default())),
            chosen,
            theme: Cookie::Theme
                .read(headers)
                .and_then(|t| Theme::parse(&t))
                .unwrap_or_default(),
            path: uri.path().to_owned(),
            place: uri
                .path_and_query()
                .map_or_else(|| uri.path().to_owned(), ToString::to_string),
            request_id: web.visitors.request_id(now),
            from,
            now,
            acquaintance: if known.is_some() { Acquaintance::Known } else { Acquaintance::New },
            visitor: known.unwrap_or_else(|| web.visitors.name(now)),
        }
    }

    /// The tokens of forms that people fill in before they sign in.
    pub(crate) fn tokens(&self, web: &Web) -> FormTokens {
        web.visitors.tokens(&self.visitor)
    }

    /// Who sends a command, for the journal.
    pub(crate) fn actor(&self, who: Who) -> Actor {
        Actor {
            who,
            from: self.from,
            client_trid: None,
            server_trid: self.request_id.clone(),
            scope: None,
        }
    }
}
