//! One domain: everything that its holder may know, and what they can do.

mod parts;
mod waiting;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use foral_model::domain::Lifecycle;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_registry::view::DomainView;
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::SignedIn;
use crate::pages::domains::Pill;
use crate::pages::history::{Happening, happening};
use crate::settings::Web;

pub(crate) use parts::{Entity, Period, Server, Sign, telephone, website};
pub(crate) use waiting::{Handover, Waiting};

/// The page.
#[derive(Template)]
#[template(path = "domain.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) title: Title,
    pub(crate) note: Option<String>,
    pub(crate) status: String,
    pub(crate) pill: Pill,
    pub(crate) standing: String,
    pub(crate) disputed: bool,
    pub(crate) waiting: Vec<Waiting>,
    pub(crate) handover: Handover,
    pub(crate) process_id: String,
    pub(crate) roid: String,
    pub(crate) registered: String,
    pub(crate) code: Option<LiveCode>,
    pub(crate) cancellable: bool,
    /// Nothing while the name is being deleted: it does not live until its expiry.
    pub(crate) period: Option<Period>,
    pub(crate) holder: Entity,
    /// What else the holder is to the domain.
    pub(crate) holder_roles: String,
    /// Everybody else, with what they are.
    pub(crate) contacts: Vec<(String, Entity)>,
    pub(crate) servers: Vec<Server>,
    pub(crate) dnssec: String,
    pub(crate) signers: Vec<Sign>,
    pub(crate) expires: String,
    pub(crate) updated: String,
    pub(crate) transferred: String,
    pub(crate) auto_renew: bool,
    pub(crate) arbitration: bool,
    pub(crate) confidential: bool,
    pub(crate) statuses: Vec<(String, &'static str)>,
    pub(crate) history: Vec<Happening>,
    pub(crate) registrar: Registrar,
}

/// The name of a domain, as people read it and as addresses have it.
pub(crate) struct Title {
    /// In U-labels.
    pub(crate) name: String,
    /// Its first label.
    pub(crate) label: String,
    /// The rest, with the dot.
    pub(crate) rest: String,
    /// In A-labels, if that is another text.
    pub(crate) ascii: Option<String>,
    /// The address of its page.
    pub(crate) href: String,
}

/// The holder's own code, while it works.
pub(crate) struct LiveCode {
    pub(crate) made: String,
    pub(crate) expires: String,
}

/// The sponsoring registrar.
pub(crate) struct Registrar {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) website: Option<(String, String)>,
    pub(crate) phone: Option<(String, String)>,
    pub(crate) since: String,
}

/// What a link to the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Arrival {
    note: String,
}

/// `GET /domains/{name}`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Query(arrival): Query<Arrival>,
) -> Result<Response, Failure> {
    let view = find(&web, &signed_in, &name).await?;
    let mut page =
        assemble(signed_in.frame(&web).about(&web, &view.domain.name), &view, signed_in.visit.now);
    page.note = match arrival.note.as_str() {
        "cancelled" => Some(page.t.domain_cancelled()),
        "nothing" => Some(page.t.domain_cancel_nothing()),
        "handover" => Some(page.t.handover_asked()),
        "handover-cancelled" => Some(page.t.handover_cancelled()),
        "handover-nothing" => Some(page.t.handover_cancel_nothing()),
        _ => None,
    };
    frame::page(StatusCode::OK, &page)
}

/// The domain of a path, if it is the holder's.
pub(crate) async fn find(
    web: &Web,
    signed_in: &SignedIn,
    name: &str,
) -> Result<DomainView, Failure> {
    let name = DomainName::parse(name).map_err(|_| Failure::NotFound)?;
    let view = web
        .registry
        .holder_domain(signed_in.holder(), &name)
        .await?;
    view.ok_or(Failure::NotFound)
}

impl Title {
    /// The title of a domain's page.
    pub(crate) fn of(name: &DomainName) -> Self {
        let unicode = name.unicode();
        let (label, rest) = unicode.split_once('.').unwrap_or((&unicode, ""));
        let ascii = (unicode != name.as_str()).then(|| name.to_string());
        Self {
            label: label.to_owned(),
            rest: format!(".{rest}"),
            ascii,
            href: format!("/domains/{name}"),
            name: unicode,
        }
    }
}

/// Puts the page together; pure.
pub(crate) fn assemble(frame: Frame, view: &DomainView, now: Timestamp) -> Page {
    let t = frame.words;
    let domain = &view.domain;
    let live = view.holder_code.as_ref().filter(|code| code.is_live(now));
    let registrar_code = view
        .registrar_code
        .as_ref()
        .filter(|code| code.is_live(now));
    let never = |at: Option<Timestamp>| at.map_or_else(|| t.domain_never(), |at| t.date_time(at));
    let signs = i64::try_from(domain.signers.len()).unwrap_or(i64::MAX);
    Page {
        t,
        title: Title::of(&domain.name),
        note: None,
        status: status(t, view),
        pill: Pill::of(domain.public_status()),
        standing: standing(t, view),
        disputed: domain.disputed,
        waiting: Waiting::of(t, view),
        handover: Handover::of(view),
        process_id: domain.id.to_string(),
        roid: view.roid.clone(),
        registered: t.date(domain.created),
        code: live.map(|code| LiveCode {
            made: t.date_time(code.made),
            expires: t.date_time(code.expires),
        }),
        cancellable: live.is_some() || registrar_code.is_some(),
        period: Period::of(t, view, now),
        holder: Entity::of(t, &view.holder),
        holder_roles: roles_of(t, view, &view.holder.handle),
        contacts: others(t, view),
        servers: domain.name_servers.iter().map(Server::of).collect(),
        dnssec: if signs == 0 { t.domain_dnssec_off() } else { t.domain_dnssec_on(signs) },
        signers: domain.signers.iter().map(Sign::of).collect(),
        expires: t.date_time(domain.expires),
        updated: never(domain.updated),
        transferred: never(domain.transferred),
        auto_renew: domain.national.auto_renew,
        arbitration: domain.national.arbitration,
        confidential: domain.national.owner_confidential.unwrap_or_default(),
        statuses: view
            .statuses
            .iter()
            .map(|s| (t.status_sentence(s), s.as_str()))
            .collect(),
        history: view
            .history
            .iter()
            .map(|line| happening(t, line, &view.receipts))
            .collect(),
        registrar: registrar(t, view),
        frame,
    }
}

/// The contacts besides the holder, each once.
fn others(t: Words, view: &DomainView) -> Vec<(String, Entity)> {
    let mut seen = vec![&view.holder.handle];
    let mut others = Vec::new();
    for (_, contact) in &view.contacts {
        if !seen.contains(&&contact.handle) {
            seen.push(&contact.handle);
            others.push((roles_of(t, view, &contact.handle), Entity::of(t, contact)));
        }
    }
    others
}

/// What somebody is to the domain besides its holder; the first letter is a capital.
fn roles_of(t: Words, view: &DomainView, handle: &Handle) -> String {
    let theirs = view
        .contacts
        .iter()
        .filter(|(_, contact)| contact.handle == *handle);
    let roles = theirs
        .map(|(role, _)| t.role(*role))
        .collect::<Vec<_>>()
        .join(", ");
    let mut characters = roles.chars();
    characters
        .next()
        .map(|c| c.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// The public status; a name that can be brought back says so.
fn status(t: Words, view: &DomainView) -> String {
    match view.domain.lifecycle {
        Lifecycle::Redemption { .. } => t.domain_redemption(),
        Lifecycle::PendingRestore { .. } => t.domain_restoring(),
        Lifecycle::Registered | Lifecycle::Expired { .. } | Lifecycle::PendingDelete { .. } => {
            t.public_status(view.domain.public_status())
        }
    }
}

/// One sentence about where the name stands.
fn standing(t: Words, view: &DomainView) -> String {
    let domain = &view.domain;
    match domain.lifecycle {
        Lifecycle::Registered if domain.name_servers.is_empty() => {
            t.public_reserved_text(t.date(domain.expires))
        }
        Lifecycle::Registered => t.public_registered_text(t.date(domain.expires)),
        Lifecycle::Expired { renewable_until } => t.public_expired_text(t.date(renewable_until)),
        Lifecycle::Redemption { until } => t.public_redemption_text(t.date(until)),
        Lifecycle::PendingRestore { report_by, .. } => t.public_restoring_text(t.date(report_by)),
        Lifecycle::PendingDelete { purge } => t.public_purge_text(t.date(purge)),
    }
}

fn registrar(t: Words, view: &DomainView) -> Registrar {
    let card = &view.registrar;
    let since = view.domain.transferred.unwrap_or(view.domain.created);
    Registrar {
        name: card.name.clone(),
        email: card.email.clone(),
        website: card.website.as_deref().and_then(website),
        phone: card.phone.as_deref().map(telephone),
        since: t.domain_registrar_since(t.date(since)),
    }
}
