//! Do those who log in slow those who work?

use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_registry::priority::give_way;
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::bars;
use crate::connection::Access;
use crate::failed::Failed;
use crate::instance::Instance;
use crate::kind::Kind;
use crate::load::{self, Source};
use crate::login::come_and_go;
use crate::report::{Beside, Sample};

/// Connections that log in without pause.
const LOGINS: usize = 4;
/// Turns of each of the two, one after the other, so that whatever else happens on the machine
/// falls on both.
const TURNS: u32 = 10;

/// Checks of one name, in turns alone and beside logins, for `span` each.
pub(crate) async fn run(
    instance: &Instance,
    source: &Arc<Source>,
    span: Duration,
) -> Result<Beside, Failed> {
    let mut sessions = load::log_in(&instance.alfa, bars::SESSIONS).await?;
    let (mut alone, mut beside) = (Sample::default(), Sample::default());
    let (mut done, mut hammered) = (0, Duration::ZERO);
    for _ in 0..TURNS {
        alone.add(load::measure(instance, &mut sessions, source, span / TURNS).await?);
        let began = Instant::now();
        let logins = apart(instance.beta.clone(), began, span / TURNS)?;
        beside.add(load::measure(instance, &mut sessions, source, span / TURNS).await?);
        done += logins
            .await
            .map_err(|error| Failed::new("the logins", error))??;
        hammered += began.elapsed();
    }
    Ok(Beside {
        alone_p99_ms: alone.milliseconds(0.99),
        beside_p99_ms: beside.milliseconds(0.99),
        alone_per_second: alone.per_second(),
        beside_per_second: beside.per_second(),
        logins_per_second: done as f64 / hammered.as_secs_f64(),
    })
}

/// Logs in from a thread of its own that gives way, so that the work of those clients, which the
/// server does not do, does not slow the clients that are measured. Answers how many logins it was.
fn apart(
    access: Access,
    began: Instant,
    span: Duration,
) -> Result<oneshot::Receiver<Result<usize, Failed>>, Failed> {
    let (done, count) = oneshot::channel();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::new("a runtime", error))?;
    let run = move || {
        // Where this is not possible the figure is only worse.
        give_way("clients that log in");
        // Nobody listens once the measurement was given up.
        done.send(runtime.block_on(logins(&access, began, span)))
            .ok();
    };
    std::thread::Builder::new()
        .spawn(run)
        .map_err(|error| Failed::new("a thread", error))?;
    Ok(count)
}

async fn logins(access: &Access, began: Instant, span: Duration) -> Result<usize, Failed> {
    let mut tasks = JoinSet::new();
    for _ in 0..LOGINS {
        tasks.spawn(come_and_go(access.clone(), Kind::Login, began, span));
    }
    let mut done = 0;
    while let Some(task) = tasks.join_next().await {
        done += task.map_err(|error| Failed::new("a login", error))??.len();
    }
    Ok(done)
}
