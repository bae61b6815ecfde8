//! One change at a time: how long it takes until each server answers with it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::wire::Name;

use super::changes::Changes;
use super::lag::Lag;
use super::peer::{self, Peer};
use super::primary::Primary;
use crate::failed::Failed;

/// The longest rest after a change that everybody has.
const REST_MS: usize = 1_500;
/// Rests follow each other in such steps, so that they meet each phase of whatever ticks.
const STEP_MS: usize = 927;

/// Publishes so many changes, each when all have the one before.
pub(super) async fn run(
    primary: &mut Primary,
    peers: &[Arc<Peer>],
    count: usize,
) -> Result<Vec<Lag>, Failed> {
    let mut changes = Changes::new(primary.current().delegations(), "single");
    let busy = peer::busy(peers)?;
    let mut delays = vec![Vec::with_capacity(count); peers.len()];
    for turn in 0..count {
        let change = loop {
            let change = changes.next()?;
            if change
                .1
                .as_ref()
                .is_some_and(|desired| !desired.ds.is_empty())
            {
                break change;
            }
        };
        let name = change.0.clone();
        let began = Instant::now();
        primary.publish(&[change])?;
        let waits: Vec<_> = peers
            .iter()
            .map(|peer| tokio::spawn(answered(Arc::clone(peer), name.clone(), began)))
            .collect();
        for (wait, delays) in waits.into_iter().zip(&mut delays) {
            let delay = wait.await;
            delays.push(delay.map_err(|error| Failed::new("who asks", error))??);
        }
        let rest = turn.wrapping_mul(STEP_MS) % REST_MS;
        tokio::time::sleep(Duration::from_millis(rest as u64)).await;
    }
    let lags = peers.iter().zip(delays).zip(busy);
    lags.map(|((peer, delays), busy)| {
        let lag = Lag::of(peer.software, delays);
        Ok(lag.costing(peer.cpu()?.saturating_sub(busy)))
    })
    .collect()
}

/// How long after `began` a server answers with a name's signer.
async fn answered(peer: Arc<Peer>, name: Name, began: Instant) -> Result<Duration, Failed> {
    peer.until_signer(&name).await?;
    Ok(began.elapsed())
}
