//! The dashboard: a holder's domains, sorted, filtered and in pages.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::domain::PublicStatus;
use foral_model::time::Timestamp;
use foral_registry::decision::{DecisionView, Question};
use foral_registry::view::{Direction, DomainQuery, DomainRow, Page as Part, SortBy};
use foral_words::Words;
use http::StatusCode;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{self, Frame};
use crate::guard::{Reader, SignedIn};
use crate::query::link;
use crate::settings::Web;

/// From how many days before its expiry a domain needs attention.
const SOON_DAYS: i64 = 30;
/// How many domains the box above the list names at most.
const ATTENTION: u32 = 5;
/// How many lines a page may have.
const PER_PAGE: [u32; 3] = [10, 25, 100];

/// The dashboard.
#[derive(Template)]
#[template(path = "domains.html")]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    pub(crate) t: Words,
    pub(crate) count: String,
    pub(crate) handle: String,
    pub(crate) attention: Vec<Attention>,
    pub(crate) waiting: Vec<Waiting>,
    pub(crate) text: String,
    pub(crate) statuses: Vec<(&'static str, String, bool)>,
    pub(crate) lines: Vec<(u32, bool)>,
    /// How to sort where the list has no heads of columns: value, words, whether it is so now.
    pub(crate) sorts: Vec<(&'static str, String, bool)>,
    /// The same, for the direction.
    pub(crate) directions: Vec<(&'static str, String, bool)>,
    pub(crate) filtered: bool,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) caption: String,
    pub(crate) range: String,
    pub(crate) place: String,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

/// A domain that expires soon, or has expired.
pub(crate) struct Attention {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) text: String,
}

/// Something that waits for the reader's answer.
pub(crate) struct Waiting {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The page that takes the answer; nothing if only the link of a letter does.
    pub(crate) href: Option<String>,
}

impl Waiting {
    /// A line of the box.
    fn of(t: Words, view: &DecisionView) -> Self {
        let when = frame::by(t, Some(&view.time_zone)).moment(view.until);
        let href = || Some(format!("/domains/{}/answer", view.domain));
        let (text, href) = match &view.question {
            Question::Transfer { gaining } => (t.waiting_transfer(gaining, when), None),
            Question::GiveAway { .. } => (t.waiting_giving(when), href()),
            Question::TakeOver { .. } => (t.waiting_taking(when), href()),
        };
        Self { name: view.domain.unicode(), text, href }
    }
}

/// The head of a column, which is also how to sort by it.
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) href: String,
    /// The value of `aria-sort`; empty if the list is not sorted by it.
    pub(crate) sorted: &'static str,
}

/// A domain.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) status: String,
    pub(crate) pill: Pill,
    pub(crate) registrar: String,
    pub(crate) expires: String,
}

/// How a status looks: a colour and an icon, beside the word.
#[derive(Clone, Copy)]
pub(crate) struct Pill {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
}

impl Pill {
    /// The look of a status.
    pub(crate) const fn of(status: PublicStatus) -> Self {
        match status {
            PublicStatus::Registered => Self { class: "ok", icon: "check" },
            PublicStatus::Reserved => Self { class: "calm", icon: "pause" },
            PublicStatus::PendingDelete => Self { class: "warn", icon: "clock" },
        }
    }
}

/// What the address asks for. What makes no sense is ignored.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wish {
    pub(crate) q: String,
    pub(crate) status: String,
    pub(crate) sort: String,
    pub(crate) dir: String,
    pub(crate) page: String,
    pub(crate) rows: String,
}

/// `GET /`.
pub(crate) async fn home(reader: Reader) -> Redirect {
    Redirect::to(if reader.session.is_some() { "/domains" } else { "/login" })
}

/// `GET /domains`.
pub(crate) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(wish): Query<Wish>,
) -> Result<Response, Failure> {
    let query = wish.query();
    let part = web
        .registry
        .holder_domains(signed_in.holder(), &query)
        .await?;
    let soonest = DomainQuery {
        sort: SortBy::Expires,
        page: 1,
        per_page: ATTENTION,
        ..DomainQuery::default()
    };
    let soonest = web
        .registry
        .holder_domains(signed_in.holder(), &soonest)
        .await?;
    let frame = signed_in.frame(&web);
    let handle = signed_in.holder().to_string();
    let waiting = web.registry.decisions_of(signed_in.holder()).await?;
    let mut page = assemble(frame, handle, &query, &part, &soonest.rows, signed_in.visit.now);
    page.wait_for(&waiting);
    Ok(frame::page(StatusCode::OK, &page)?.into_response())
}

impl Page {
    /// Puts what waits for the reader's answer above the list.
    pub(crate) fn wait_for(&mut self, views: &[DecisionView]) {
        self.waiting = views.iter().map(|view| Waiting::of(self.t, view)).collect();
    }
}

impl Wish {
    /// The query that it stands for.
    pub(crate) fn query(&self) -> DomainQuery {
        let per_page = self.rows.parse().ok().filter(|n| PER_PAGE.contains(n));
        DomainQuery {
            text: self.q.trim().chars().take(100).collect(),
            status: STATUSES
                .into_iter()
                .find(|(_, tag)| *tag == self.status)
                .map(|(s, _)| s),
            sort: SORTS
                .into_iter()
                .find(|(_, tag)| *tag == self.sort)
                .map_or(SortBy::Name, |s| s.0),
            direction: if self.dir == "down" {
                Direction::Descending
            } else {
                Direction::Ascending
            },
            page: self.page.parse().unwrap_or(1).clamp(1, 1_000_000),
            per_page: per_page.unwrap_or(PER_PAGE[1]),
        }
    }
}

const STATUSES: [(PublicStatus, &str); 3] = [
    (PublicStatus::Registered, "registered"),
    (PublicStatus::Reserved, "reserved"),
    (PublicStatus::PendingDelete, "pending-delete"),
];

const SORTS: [(SortBy, &str); 5] = [
    (SortBy::Id, "id"),
    (SortBy::Name, "name"),
    (SortBy::Status, "status"),
    (SortBy::Registrar, "registrar"),
    (SortBy::Expires, "expires"),
];

/// Puts the page together; pure.
pub(crate) fn assemble(
    frame: Frame,
    handle: String,
    query: &DomainQuery,
    part: &Part<DomainRow>,
    soonest: &[DomainRow],
    now: Timestamp,
) -> Page {
    let t = frame.words;
    let shown = u32::try_from(part.rows.len()).unwrap_or(u32::MAX);
    let before = part.page.saturating_sub(1).saturating_mul(query.per_page);
    let (first, last) = (before + shown.min(1), before.saturating_add(shown));
    let status = STATUSES
        .into_iter()
        .find(|(s, _)| Some(*s) == query.status)
        .map(|(_, tag)| tag);
    let to_page = |page: u32| address(query, query.sort, query.direction, page);
    Page {
        t,
        count: t.domains_count(i64::from(part.unfiltered), &handle),
        attention: soonest
            .iter()
            .filter_map(|row| attention(t, row, now))
            .collect(),
        waiting: Vec::new(),
        text: query.text.clone(),
        statuses: STATUSES
            .into_iter()
            .map(|(s, tag)| (tag, t.public_status(s), Some(s) == query.status))
            .collect(),
        lines: PER_PAGE.map(|n| (n, n == query.per_page)).to_vec(),
        sorts: SORTS
            .into_iter()
            .map(|(by, tag)| (tag, heading(t, by), by == query.sort))
            .collect(),
        directions: [Direction::Ascending, Direction::Descending]
            .into_iter()
            .map(|way| (direction_tag(way), order(t, way), way == query.direction))
            .collect(),
        filtered: status.is_some() || !query.text.is_empty(),
        columns: SORTS
            .into_iter()
            .map(|(by, _)| column(t, query, by))
            .collect(),
        rows: part.rows.iter().map(|row| line(t, row)).collect(),
        caption: t.domains_caption(first, last, part.total),
        range: t.domains_range(first, last, part.total),
        place: t.domains_page(part.page, part.pages),
        previous: (part.page > 1).then(|| to_page(part.page - 1)),
        next: (part.page < part.pages).then(|| to_page(part.page + 1)),
        handle,
        frame,
    }
}

fn line(t: Words, row: &DomainRow) -> Row {
    Row {
        id: row.id.to_string(),
        name: row.name.unicode(),
        href: format!("/domains/{}", row.name),
        status: t.public_status(row.status),
        pill: Pill::of(row.status),
        registrar: row.registrar.clone(),
        expires: expiry(t, row),
    }
}

/// The day on which a name expires, where its zone is: a list may be of several.
fn expiry(t: Words, row: &DomainRow) -> String {
    frame::by(t, row.time_zone.as_ref()).date(row.expires)
}

fn attention(t: Words, row: &DomainRow, now: Timestamp) -> Option<Attention> {
    let date = expiry(t, row);
    let text = if row.expires <= now {
        t.domains_attention_expired(date, &row.registrar)
    } else if row.expires <= now.plus_days(SOON_DAYS) {
        t.domains_attention_expires(date, &row.registrar)
    } else {
        return None;
    };
    Some(Attention { name: row.name.unicode(), href: format!("/domains/{}", row.name), text })
}

fn heading(t: Words, by: SortBy) -> String {
    match by {
        SortBy::Id => t.domains_process_id(),
        SortBy::Name => t.domains_name(),
        SortBy::Registrar => t.domains_registrar(),
        SortBy::Expires => t.domains_expires(),
        SortBy::Status => t.domains_status(),
    }
}

fn order(t: Words, direction: Direction) -> String {
    match direction {
        Direction::Ascending => t.domains_order_up(),
        Direction::Descending => t.domains_order_down(),
    }
}

fn column(t: Words, query: &DomainQuery, by: SortBy) -> Column {
    let (sorted, turn) = match (by == query.sort, query.direction) {
        (false, _) => ("", Direction::Ascending),
        (true, Direction::Ascending) => ("ascending", Direction::Descending),
        (true, Direction::Descending) => ("descending", Direction::Ascending),
    };
    Column { label: heading(t, by), href: address(query, by, turn, 1), sorted }
}

/// The address of the list, as `query` has it but sorted and turned to a page.
fn address(query: &DomainQuery, sort: SortBy, direction: Direction, page: u32) -> String {
    let status = STATUSES.into_iter().find(|(s, _)| Some(*s) == query.status);
    let rows =
        if query.per_page == PER_PAGE[1] { String::new() } else { query.per_page.to_string() };
    let page = if page == 1 { String::new() } else { page.to_string() };
    link(
        "/domains",
        &[
            ("q", &query.text),
            ("status", status.map_or("", |(_, tag)| tag)),
            ("sort", sort_tag(sort)),
            ("dir", direction_tag(direction)),
            ("rows", &rows),
            ("page", &page),
        ],
    )
}

fn sort_tag(sort: SortBy) -> &'static str {
    SORTS
        .into_iter()
        .find(|(by, _)| *by == sort)
        .map_or("name", |(_, tag)| tag)
}

const fn direction_tag(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => "up",
        Direction::Descending => "down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_in_the_address_is_ignored() {
        let wish = Wish {
            status: "x".into(),
            sort: "'; drop".into(),
            page: "-3".into(),
            rows: "9999".into(),
            ..Wish::default()
        };
        let query = wish.query();
        assert_eq!(
            (query.sort, query.status, query.page, query.per_page),
            (SortBy::Name, None, 1, 25)
        );
    }

    #[test]
    fn a_column_turns_the_order_and_keeps_the_filter() {
        let query =
            DomainQuery { text: "ç".into(), page: 3, per_page: 10, ..DomainQuery::default() };
        let column = column(Words::of(foral_model::lang::Lang::En), &query, SortBy::Name);
        assert_eq!(column.sorted, "ascending");
        assert_eq!(column.href, "/domains?q=%C3%A7&sort=name&dir=down&rows=10");
    }
}
