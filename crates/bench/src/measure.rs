//! One measurement after the other.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use foral_registry::clock::Clock;

use crate::bars::Engine;
use crate::echo::Echo;
use crate::failed::Failed;
use crate::fill::Filler;
use crate::instance::Instance;
use crate::kind::Kind;
use crate::load::{self, Source};
use crate::report::{Report, Row, Sample};
use crate::settings::{Home, Settings};
use crate::{beside, login, pipeline, release};

/// How many of a stock's domains a load uses up in a second, at most.
const APPETITE: u64 = 8_000;
/// Messages that wait while `poll` is measured.
const WAITING: u64 = 100;
/// Messages that a load takes out of the queue in a second, at most. More would wait than a
/// registrar ever lets wait, and each `poll` counts them.
const MESSAGES: u64 = 500;
/// How long the echo is asked for one row.
const ECHO_SPAN: Duration = Duration::from_secs(1);

/// What is told while it goes on.
#[derive(Clone, PartialEq, Debug)]
pub enum News {
    /// What is being done.
    Progress(String),
    /// A load is done.
    Row(Row),
}

/// Measures all that the settings name.
///
/// # Errors
/// If the server cannot be started or filled, or answers otherwise than it must.
pub async fn epp(
    settings: &Settings,
    tell: &mut (dyn FnMut(News) + Send),
) -> Result<Report, Failed> {
    let home = Home::of(settings)?;
    let directory = home.path();
    fill(settings, directory, tell).await?;
    // A fresh process, whose memory tells nothing of the filling.
    let instance = Instance::start(settings, directory).await?;
    let filler = Filler::open(&instance, directory).await?;
    let files = instance.server_files();
    let echo = Echo::start(&settings.executable, &files, &instance.alfa).await?;
    let mut bench = Bench { settings, instance, filler, echo };
    let mut report = bench.empty_report();
    for kind in &settings.kinds {
        match kind {
            Kind::Beside => {
                tell(News::Progress(
                    "checks, in turns alone and beside four that log in".to_owned(),
                ));
                let source = bench.source(Kind::Check(1)).await?;
                bench.instance.rest().await?;
                report.beside = Some(beside::run(&bench.instance, &source, settings.span).await?);
            }
            Kind::Release => {
                tell(News::Progress("the drop".to_owned()));
                report.release = Some(release::run(&bench.instance, &mut bench.filler).await?);
            }
            kind => {
                for sessions in &settings.sessions {
                    let row = bench.row(*kind, *sessions).await?;
                    tell(News::Row(row.clone()));
                    report.rows.push(row);
                }
            }
        }
    }
    report.memory = bench.instance.memory()?;
    // Whoever measures again at once finds no lock of ours.
    bench.instance.end().await?;
    Ok(report)
}

/// Starts the registry once, so that there is a database, and fills it.
pub(crate) async fn fill(
    settings: &Settings,
    directory: &Path,
    tell: &mut (dyn FnMut(News) + Send),
) -> Result<(), Failed> {
    tell(News::Progress("starting a registry".to_owned()));
    let instance = Instance::start(settings, directory).await?;
    let mut filler = Filler::open(&instance, directory).await?;
    let wanted = settings.domains;
    filler
        .fill(wanted, |done| {
            tell(News::Progress(format!("filled in {done} of {wanted} domains")));
        })
        .await?;
    instance.end().await
}

struct Bench<'s> {
    settings: &'s Settings,
    instance: Instance,
    filler: Filler,
    echo: Echo,
}

impl Bench<'_> {
    async fn row(&mut self, kind: Kind, sessions: usize) -> Result<Row, Failed> {
        let mut sample = self.sample(kind, sessions).await?;
        sample.after = self.instance.rest().await?;
        let mut row = sample.row(kind, sessions, self.instance.engine());
        if row.asked_octets > 0 {
            let (asked, answered) = (row.asked_octets, row.answered_octets);
            let micros = self
                .echo
                .micros(asked, answered, sessions, ECHO_SPAN)
                .await?;
            row.echo_micros = Some(micros);
        }
        Ok(row)
    }

    async fn sample(&mut self, kind: Kind, sessions: usize) -> Result<Sample, Failed> {
        let span = self.settings.span;
        if matches!(kind, Kind::Connect | Kind::Login) {
            self.instance.rest().await?;
            return login::run(&self.instance, kind, sessions, span).await;
        }
        let source = self.source(kind).await?;
        self.instance.rest().await?;
        let access = match kind {
            Kind::Transfer => &self.instance.beta,
            Kind::Poll | Kind::PollAck => &self.instance.gama,
            _ => &self.instance.alfa,
        };
        match kind {
            Kind::Pipeline => pipeline::run(&self.instance, &source, sessions, span).await,
            _ => load::run(&self.instance, access, &source, sessions, span).await,
        }
    }

    /// Prepares what a load of this kind needs.
    async fn source(&mut self, kind: Kind) -> Result<Arc<Source>, Failed> {
        let seconds = self.settings.span.as_secs().max(1);
        let stock = match kind {
            Kind::Renew | Kind::Update | Kind::Transfer => APPETITE * seconds,
            Kind::Mixed => APPETITE * seconds / 5,
            _ => 0,
        };
        match kind {
            Kind::Poll => self.filler.messages(WAITING).await?,
            Kind::PollAck => self.filler.messages(MESSAGES * seconds).await?,
            _ => {}
        }
        Ok(Arc::new(Source {
            kind,
            domains: self.settings.domains.max(1),
            holder: self.instance.holder.clone(),
            expires: self.filler.expires,
            tag: Clock::system().now().micros(),
            stock: self.filler.stock(stock).await?,
            turn: AtomicU64::new(0),
        }))
    }

    fn empty_report(&self) -> Report {
        Report {
            engine: match self.instance.engine() {
                Engine::Sqlite => "SQLite",
                Engine::Postgres => "PostgreSQL",
            },
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            domains: self.settings.domains,
            seconds: self.settings.span.as_secs_f64(),
            rows: Vec::new(),
            beside: None,
            release: None,
            memory: crate::report::Memory { resident_mb: 0, peak_mb: 0, own_mb: 0 },
        }
    }
}
