//! The way of a change through the whole product: commands over EPP at an even pace, the zone's feed,
//! its publication, and a secondary that answers with it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use foral_dns::wire::Name;
use foral_model::name::DomainName;
use foral_model::publication::Receipt;
use foral_peers::{Kept, Software};
use foral_store::Store;
use tokio::time::sleep;

use crate::bars::Engine;
use crate::failed::Failed;
use crate::frames;
use crate::instance::Instance;
use crate::measure::{News, fill};
use crate::secondaries::lag::Lag;
use crate::secondaries::peer::{Peer, serial_at};
use crate::settings::{Home, Settings};

mod paced;
mod report;

pub use report::{FeedReport, Waiting};

/// The zone that is watched.
const ZONE: &str = "pt";
/// Receipts that are read at once.
const PAGE: u32 = 5_000;
/// Between two looks at what ends soon.
const LOOK: Duration = Duration::from_millis(100);
/// How long the zone may take to be published first, and receipts to be written down at the end.
const PATIENCE: Duration = Duration::from_mins(5);

/// Measures `settings.span` of so many commands a second, in the first number of sessions.
///
/// # Errors
/// If the server or the secondary cannot be started, ends, or answers otherwise than it must.
pub async fn feed(
    settings: &Settings,
    per_second: u32,
    tell: &mut (dyn FnMut(News) + Send),
) -> Result<FeedReport, Failed> {
    let home = Home::of(settings)?;
    fill(settings, home.path(), tell).await?;
    publish_anew(home.path())?;
    let instance = Instance::start(settings, home.path()).await?;
    let store = Store::open(&instance.database()).await?;
    let secondary = follow(&instance, tell).await?;
    instance.rest().await?;
    let begun = store.journal_end().await?;
    let (cpu, busy) = (instance.cpu()?, secondary.cpu()?);
    tell(News::Progress(format!("{per_second} commands a second")));
    let load = paced::Load {
        per_second,
        span: settings.span,
        sessions: settings.sessions.first().copied().unwrap_or(8),
        domains: settings.domains.max(1),
    };
    let answers = load.run(&instance).await?;
    let lasted = answers.lasted;
    instance.rest().await?;
    let receipts = all_seen(&store, begun).await?;
    let commands = answers.delays.len();
    let each = |cpu: Duration| cpu.as_secs_f64() * 1_000.0 / commands.max(1) as f64;
    let since = |time: fn(&Receipt) -> Option<i64>| {
        let delays = receipts.iter().filter_map(|receipt| {
            let micros = time(receipt)? - receipt.committed.micros();
            Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
        });
        delays.collect()
    };
    let serials: BTreeSet<u32> = receipts.iter().map(|receipt| receipt.serial).collect();
    let report = FeedReport {
        engine: match instance.engine() {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        },
        domains: settings.domains,
        per_second,
        seconds: lasted.as_secs_f64(),
        commands,
        changes: receipts.len(),
        serials: serials.len(),
        answered: Lag::of("answered", answers.delays),
        published: Lag::of("published", since(|receipt| Some(receipt.published.micros()))),
        seen: Lag::of("seen", since(seen)),
        unpublished: Waiting::of(&receipts, |receipt| Some(receipt.published.micros())),
        unseen: Waiting::of(&receipts, seen),
        cpu_ms: each(instance.cpu()?.saturating_sub(cpu)),
        secondary_cpu_ms: each(secondary.cpu()?.saturating_sub(busy)),
        resident_mb: instance.memory()?.resident_mb,
    };
    drop(secondary);
    instance.end().await?;
    Ok(report)
}

/// When a secondary was first seen with a change, in microseconds.
fn seen(receipt: &Receipt) -> Option<i64> {
    let times = receipt.served.iter().map(|(_, at)| at.micros());
    times.min()
}

/// Forgets the zone as it was published, so that the next server publishes all that was filled in.
fn publish_anew(directory: &Path) -> Result<(), Failed> {
    let zone = directory.join("dns/zones").join(ZONE);
    std::fs::remove_dir_all(&zone).map_err(|error| Failed::new(zone.display(), error))
}

/// Starts the secondary that the demonstration has settings for, and waits until it has the zone.
async fn follow(instance: &Instance, tell: &mut (dyn FnMut(News) + Send)) -> Result<Peer, Failed> {
    let zone = Name::from_domain(&zone()?);
    tell(News::Progress("the zone is published".to_owned()));
    let began = Instant::now();
    let serial = loop {
        match serial_at(instance.primary, &zone).await {
            Some(serial) => break serial,
            None if began.elapsed() > PATIENCE => {
                return Err(Failed::says("the zone is not published"));
            }
            None => sleep(LOOK).await,
        }
    };
    tell(News::Progress("the secondary takes it".to_owned()));
    let kept = Kept::with(Software::Bind, &instance.secondary.settings).map_err(Failed::says)?;
    let peer = Peer::of(kept, instance.secondary.address, zone);
    peer.until(serial).await?;
    Ok(peer)
}

/// The receipts after a line of the journal, when all of them were seen.
async fn all_seen(store: &Store, after: i64) -> Result<Vec<Receipt>, Failed> {
    let began = Instant::now();
    loop {
        let receipts = receipts(store, after).await?;
        let missing = receipts.iter().filter(|it| it.served.is_empty()).count();
        if missing == 0 {
            return Ok(receipts);
        }
        if began.elapsed() > PATIENCE {
            return Err(Failed::says(format!("the secondary does not have {missing} changes")));
        }
        sleep(LOOK).await;
    }
}

async fn receipts(store: &Store, after: i64) -> Result<Vec<Receipt>, Failed> {
    let (zone, mut all) = (zone()?, Vec::new());
    let mut next = after;
    loop {
        let mut flight = store.flight();
        let slot = flight.receipts_after(&zone, next, PAGE);
        let page: Vec<Receipt> = flight.send().await?.take(slot)?;
        let Some(last) = page.last() else { return Ok(all) };
        next = last.seq;
        all.extend(page);
    }
}

fn zone() -> Result<DomainName, Failed> {
    frames::name(ZONE)
}
