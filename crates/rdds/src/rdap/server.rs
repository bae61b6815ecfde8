//! The service: a request's head in, an answer out (RFC 7480).

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use foral_model::secret::Secret;
use foral_registry::Registry;
use foral_registry::directory::{Asker, Onlooker};
use foral_registry::origin;
use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Method, Response, StatusCode};
use http_body_util::Full;

use super::answer::{Answer, Question};
use super::etag;
use super::fault::Fault;
use super::limits::Limits;
use super::link::RDAP_JSON;
use super::paper::Paper;
use super::query::{self, Query};
use super::settings::{Bearer, Settings};
use super::token::{self, Presented};
use crate::bounds::contain;

/// An RDAP server.
pub struct Rdap {
    pub(super) registry: Arc<Registry>,
    pub(super) paper: Paper,
    limits: Limits,
    /// Scheme and host of the base URL, and the path that ours are below, with its final slash.
    origin: String,
    path: String,
}

/// What a client may send, for browsers (RFC 7480, section 5.6).
const ALLOWED: &str = "GET, HEAD, OPTIONS";

/// Where proxies say from whom they have a request.
const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

impl Rdap {
    /// A server of a registry.
    pub fn new(registry: Arc<Registry>, settings: Settings) -> Self {
        let after_scheme = settings.base_url.find("://").map_or(0, |at| at + 3);
        let host_ends = settings.base_url[after_scheme..].find('/');
        let (origin, path) = match host_ends {
            Some(at) => settings.base_url.split_at(after_scheme + at),
            None => (settings.base_url.as_str(), "/"),
        };
        Self {
            origin: origin.to_owned(),
            path: path.to_owned(),
            limits: Limits::of(&settings.limits),
            paper: Paper::new(settings),
            registry,
        }
    }

    /// Answers a request from a peer.
    pub async fn answer(&self, head: &Parts, peer: SocketAddr) -> Response<Full<Bytes>> {
        if head.method == Method::OPTIONS {
            return self.preflight();
        }
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        // An answer names what was asked, which is never longer than what is read.
        let url = match target.get(..query::LONGEST) {
            Some(longest) => format!("{}{longest}", self.origin),
            None => format!("{}{target}", self.origin),
        };
        match self.decide(head, peer.ip(), &url).await {
            Ok(answer) => self.found(head, answer),
            Err(fault) => self.failed(&url, &fault),
        }
    }

    async fn decide(&self, head: &Parts, peer: IpAddr, url: &str) -> Result<Answer, Fault> {
        if head.method != Method::GET && head.method != Method::HEAD {
            return Err(Fault::Method);
        }
        let from = self.client(head, peer);
        self.limits.look_up(from).map_err(Fault::TooMany)?;
        let path = head.uri.path();
        let path = path
            .strip_prefix(self.path.as_str())
            .ok_or(Fault::NoSuchService)?;
        if path.is_empty() {
            return Err(Fault::NoSuchService);
        }
        let query = Query::parse(path, head.uri.query())?;
        let onlooker = Onlooker { asker: self.asker(head).await?, from: Some(from) };
        if !matches!(
            query,
            Query::Domain(_) | Query::Nameserver(_) | Query::Entity(_) | Query::Help
        ) {
            self.limits.search(from).map_err(Fault::TooMany)?;
        }
        self.look(&Question { query, onlooker, url }).await
    }

    /// From where the question comes, if need be by the word of proxies that we trust.
    fn client(&self, head: &Parts, peer: IpAddr) -> IpAddr {
        let trusted = &self.paper.settings.trusted_proxies;
        let forwarded = head.headers.get_all(FORWARDED).iter();
        // A line that is no text is nobody's word.
        let forwarded = forwarded.map(|line| line.to_str().unwrap_or_default());
        origin::client(peer, forwarded, |proxy| contain(trusted, proxy))
    }

    /// Who asks. A token that nobody has is refused, lest its owner takes the public's answer for
    /// all that there is.
    async fn asker(&self, head: &Parts) -> Result<Asker, Fault> {
        let token = match token::presented(&head.headers) {
            Presented::Nothing => return Ok(Asker::Public),
            Presented::Odd => return Err(Fault::NoToken),
            Presented::Token(token) => token,
        };
        let digest = token::digest(token);
        let known = self
            .paper
            .settings
            .tokens
            .iter()
            .find(|known| known.digest == digest);
        match known.map(|known| &known.bearer) {
            Some(Bearer::Registrar(id)) => Ok(Asker::Registrar(id.clone())),
            Some(Bearer::Staff(name)) => Ok(Asker::Staff(name.clone())),
            None => {
                let token = Secret::new(token);
                let authority = Box::pin(self.registry.authority_of(&token)).await?;
                authority.map(Asker::Authorised).ok_or(Fault::NoToken)
            }
        }
    }

    fn found(&self, head: &Parts, answer: Answer) -> Response<Full<Bytes>> {
        let (body, volatile, privacy) = match answer {
            Answer::Body { body, volatile, privacy } => (body, volatile, privacy),
            Answer::Elsewhere(url) => return self.redirect(&url),
        };
        let etag = etag::of(&body, volatile);
        let known = head.headers.get(header::IF_NONE_MATCH).zip(etag.as_ref());
        let (status, body) = match known.is_some_and(|(known, etag)| etag::is_known(known, etag)) {
            true => (StatusCode::NOT_MODIFIED, Bytes::new()),
            false => (StatusCode::OK, Bytes::from(body)),
        };
        let mut response = plain(status, body);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, privacy.cache_control());
        if let Some(etag) = etag {
            headers.insert(header::ETAG, etag);
        }
        response
    }

    fn failed(&self, url: &str, fault: &Fault) -> Response<Full<Bytes>> {
        let policy = self.policy();
        let frame = self.paper.frame(url, &policy);
        let mut response = plain(fault.status(), Bytes::from(fault.body(frame)));
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match fault {
            Fault::TooMany(wait) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.0));
            }
            Fault::NoToken => {
                let challenge = HeaderValue::from_static("Bearer realm=\"rdap\"");
                headers.insert(header::WWW_AUTHENTICATE, challenge);
            }
            Fault::Method => {
                headers.insert(header::ALLOW, HeaderValue::from_static(ALLOWED));
            }
            _ => {}
        }
        response
    }

    /// RFC 7480, section 5.2.
    fn redirect(&self, url: &str) -> Response<Full<Bytes>> {
        let mut response = plain(StatusCode::FOUND, Bytes::new());
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(url) = HeaderValue::from_str(url) {
            headers.insert(header::LOCATION, url);
        }
        response
    }

    /// What a browser asks before a page of another site may send a token.
    fn preflight(&self) -> Response<Full<Bytes>> {
        let mut response = plain(StatusCode::NO_CONTENT, Bytes::new());
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        for (name, value) in [
            (header::ALLOW, ALLOWED),
            (header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, if-none-match"),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

/// An answer with what every one has: anybody's page may read it (RFC 7480, section 5.6).
fn plain(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.reserve(9);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(RDAP_JSON));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    // Without it, a script of another site is not told what it could be told.
    let readable = HeaderValue::from_static("etag, retry-after");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, readable);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
