//! `/metrics`: what the registry counts and how it stands, in Prometheus' text format 0.0.4, on a
//! socket of its own.

mod text;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::feed::{Answer, Failure, Order, Status, Task};
use foral_model::name::DomainName;
use foral_registry::Registry;
use foral_registry::meter::Series;
use http::{Request, Response, StatusCode, header};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::Service;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::dns::control::Desks;
use crate::http::Door;
use text::{Kind, Page};

/// Connections at once.
const CONNECTIONS: usize = 16;
/// How long a zone may take to say how it stands. One that signs takes long turns.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whom the page is made of.
#[derive(Clone)]
pub(crate) struct Metrics {
    pub(crate) registry: Arc<Registry>,
    /// The publishers of zones, if zones are published here.
    pub(crate) desks: Desks,
}

impl Metrics {
    /// The socket.
    pub(crate) fn door(listener: TcpListener) -> Door {
        Door { name: "metrics", listener, tls: None, connections: CONNECTIONS }
    }

    /// The page.
    async fn page(&self) -> String {
        let mut page = Page::default();
        let version = Series::of("foral_build_info", [("version", env!("CARGO_PKG_VERSION"))]);
        page.put(&version, 1_i64);
        let meter = self.registry.meter();
        meter
            .counts()
            .iter()
            .for_each(|(series, count)| page.put(series, *count));
        meter
            .levels()
            .iter()
            .for_each(|(series, level)| page.put(series, *level));
        meter
            .durations()
            .iter()
            .for_each(|(series, one)| page.durations(series, one));
        self.stand(&mut page).await;
        for (zone, desk) in &self.desks {
            let (answer, answered) = oneshot::channel();
            let asked = async {
                desk.send(Order { task: Task::Status, answer }).await.ok()?;
                answered.await.ok()
            };
            // Who does not answer in time is missing from the page, and that can be an alert.
            if let Ok(Some(Ok(Answer::Status(status)))) = timeout(PATIENCE, asked).await {
                zone_stands(&mut page, zone, &status);
            }
        }
        page.text()
    }

    async fn stand(&self, page: &mut Page) {
        let bare = |name| Series::of(name, []);
        let standing = self.registry.standing().await;
        page.put(&bare("foral_store_up"), i64::from(standing.is_ok()));
        let Ok(standing) = standing else { return };
        let since = |at: Option<foral_model::time::Timestamp>| {
            at.map_or(0, |at| (standing.now.micros() - at.micros()).max(0) / 1_000_000)
        };
        page.put(&bare("foral_outbox_letters"), standing.letters);
        page.put(&bare("foral_outbox_letters_failing"), standing.letters_failing);
        page.put(&bare("foral_outbox_oldest_seconds"), since(standing.oldest_letter));
        page.put(&bare("foral_ticker_late_seconds"), since(standing.overdue_since));
        let waiting = i64::try_from(standing.commits_waiting).unwrap_or(i64::MAX);
        page.put(&bare("foral_store_commits_waiting"), waiting);
        page.put(&bare("foral_journal_line"), standing.journal);
        let names = i64::try_from(self.registry.names_remembered()).unwrap_or(i64::MAX);
        page.put(&bare("foral_directory_names_remembered"), names);
    }
}

fn zone_stands(page: &mut Page, zone: &DomainName, status: &Status) {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let held = i64::from(status.held.is_some());
    let fails = |failure: &Option<Failure>| Some(i64::from(failure.is_some()));
    let published = status.published.map(|at| at.micros() / 1_000_000);
    for (name, value) in [
        ("foral_zone_serial", Some(i64::from(status.serial))),
        ("foral_zone_delegations", Some(count(status.delegations))),
        ("foral_zone_departed", Some(count(status.departed.names))),
        ("foral_zone_departed_most", Some(count(status.departed.most))),
        ("foral_zone_names_waiting", Some(count(status.waiting))),
        ("foral_zone_names_delayed", i64::try_from(status.delayed).ok()),
        ("foral_zone_names_kept", Some(count(status.kept.len()))),
        ("foral_zone_findings", Some(count(status.findings.len()))),
        ("foral_zone_held", Some(held)),
        ("foral_zone_publication_failing", fails(&status.not_published)),
        ("foral_zone_renewal_failing", fails(&status.not_renewed)),
        ("foral_zone_journal_line", Some(status.followed)),
        ("foral_zone_published_timestamp_seconds", published),
        ("foral_zone_signatures_lapse_timestamp_seconds", status.lapses.map(i64::from)),
        ("foral_zone_signatures_overdue", Some(i64::from(status.alarm.is_some()))),
    ] {
        if let Some(value) = value {
            page.put(&Series::of(name, [("zone", zone.as_str())]), value);
        }
    }
    for (secondary, serial) in &status.secondaries {
        let labels = [("zone", zone.as_str()), ("secondary", secondary.as_str())];
        // One that was never seen is as far behind as can be.
        let serial = serial.unwrap_or_default();
        page.put(&Series::of("foral_zone_secondary_serial", labels), i64::from(serial));
    }
}

impl Service<Request<Incoming>> for Metrics {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future =
        std::pin::Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let metrics = self.clone();
        let is_asked = request.uri().path() == "/metrics";
        Box::pin(async move {
            let mut response = Response::new(Full::default());
            if !is_asked {
                *response.status_mut() = StatusCode::NOT_FOUND;
                return Ok(response);
            }
            let kind = header::HeaderValue::from_static(Kind::CONTENT_TYPE);
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            *response.body_mut() = Full::new(Bytes::from(metrics.page().await));
            Ok(response)
        })
    }
}
