//! Connections that come and go.

use std::time::{Duration, Instant};

use foral_epp_wire::command::Body;

use crate::connection::Access;
use crate::failed::Failed;
use crate::instance::Instance;
use crate::kind::Kind;
use crate::report::Sample;

/// Connects again and again, with a login or without, from so many tasks at once.
pub(crate) async fn run(
    instance: &Instance,
    kind: Kind,
    sessions: usize,
    span: Duration,
) -> Result<Sample, Failed> {
    let cpu = instance.cpu()?;
    let began = Instant::now();
    let tasks: Vec<_> = (0..sessions)
        .map(|_| tokio::spawn(come_and_go(instance.alfa.clone(), kind, began, span)))
        .collect();
    let mut sample = Sample::default();
    for task in tasks {
        let delays = task
            .await
            .map_err(|error| Failed::new("a session", error))??;
        sample.delays.extend(delays);
    }
    sample.wall = began.elapsed();
    sample.cpu = instance.cpu()?.saturating_sub(cpu);
    Ok(sample)
}

/// Connects until the span is over; what has begun is finished.
pub(crate) async fn come_and_go(
    access: Access,
    kind: Kind,
    began: Instant,
    span: Duration,
) -> Result<Vec<Duration>, Failed> {
    let mut delays = Vec::new();
    while began.elapsed() < span {
        let asked = Instant::now();
        if kind == Kind::Connect {
            access.connect().await?.receive().await?;
        } else {
            let mut connection = access.log_in().await?;
            connection.exchange(Body::Logout, "logout", &[1500]).await?;
        }
        delays.push(asked.elapsed());
    }
    Ok(delays)
}
