//! Do those who log in slow those who work?

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bars;
use crate::failed::Failed;
use crate::instance::Instance;
use crate::kind::Kind;
use crate::load::{self, Source};
use crate::login::come_and_go;
use crate::report::Beside;

/// Connections that log in without pause.
const LOGINS: usize = 4;

/// Checks of one name, first alone and then beside logins.
pub(crate) async fn run(
    instance: &Instance,
    source: &Arc<Source>,
    span: Duration,
) -> Result<Beside, Failed> {
    let mut alone = load::run(instance, &instance.alfa, source, bars::SESSIONS, span).await?;
    let began = Instant::now();
    let logins: Vec<_> = (0..LOGINS)
        .map(|_| tokio::spawn(come_and_go(instance.beta.clone(), Kind::Login, began, span)))
        .collect();
    let mut beside = load::run(instance, &instance.alfa, source, bars::SESSIONS, span).await?;
    let mut done = 0;
    for task in logins {
        done += task
            .await
            .map_err(|error| Failed::new("a login", error))??
            .len();
    }
    Ok(Beside {
        alone_p99_ms: alone.milliseconds(0.99),
        beside_p99_ms: beside.milliseconds(0.99),
        alone_per_second: alone.per_second(),
        beside_per_second: beside.per_second(),
        logins_per_second: done as f64 / began.elapsed().as_secs_f64(),
    })
}
