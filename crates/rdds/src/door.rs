//! A door of one line in and a text out: who comes in, how fast, and how it ends.

use std::collections::HashMap;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use foral_registry::origin::household;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tracing::{debug, info, warn};

use crate::bounds::Bounds;
use crate::lines::{Lines, Next};
use crate::pace::{Pace, Turn};

/// How long nothing is accepted after the system could not give us a socket.
const BREATH: Duration = Duration::from_millis(100);

/// What is said at a door.
pub(crate) trait Speaks: Send + Sync + 'static {
    /// Its name in the log.
    const NAME: &'static str;
    /// How many lines one connection may send.
    const LINES: u32;

    /// The answer to a line, whole, its line ends included.
    fn answer(&self, line: &[u8]) -> impl Future<Output = String> + Send;

    /// What somebody hears who asks too much.
    fn too_many(&self) -> &'static str;

    /// What somebody hears who sends too long a line.
    fn too_long(&self) -> &'static str;
}

/// Serves until `shutdown` turns true; then each connection hears its answer and ends.
pub(crate) async fn serve<S: Speaks>(
    speaker: S,
    bounds: Bounds,
    listener: TcpListener,
    mut shutdown: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let pace = Pace::new(bounds.queries_per_minute);
    let door = Arc::new(Door { speaker, bounds, pace, inside: Mutex::default() });
    let mut connections = JoinSet::new();
    let stop = shutdown.clone();
    loop {
        // What has ended is collected at once: only those who are here take memory.
        while connections.try_join_next().is_some() {}
        let accepted = tokio::select! {
            _ = shutdown.wait_for(|stop| *stop) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((stream, address, place)) => {
                let (door, stop) = (Arc::clone(&door), stop.clone());
                connections.spawn(async move {
                    door.meet(stream, address.ip(), stop).await;
                    drop(place);
                });
            }
            Err(error) => {
                // No descriptor is free: trying again at once would only burn the processor.
                warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    info!(connections = connections.len(), "{} is closing", S::NAME);
    while connections.join_next().await.is_some() {}
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await;
    let place = place.map_err(std::io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    Ok((stream, address, place))
}

struct Door<S> {
    speaker: S,
    bounds: Bounds,
    pace: Pace,
    /// How many are here from each address.
    inside: Mutex<HashMap<IpAddr, usize>>,
}

impl<S: Speaks> Door<S> {
    async fn meet(&self, stream: TcpStream, address: IpAddr, stop: watch::Receiver<bool>) {
        let address = address.to_canonical();
        if !self.bounds.admits(address) {
            debug!(%address, "this address is not admitted");
            return;
        }
        let neighbours = household(address);
        if !self.enter(neighbours) {
            debug!(%address, "too many connections from this address");
            return;
        }
        if let Err(error) = self.talk(stream, address, stop).await {
            debug!(%address, %error, "the connection broke");
        }
        self.leave(neighbours);
    }

    async fn talk(
        &self,
        mut stream: TcpStream,
        address: IpAddr,
        mut stop: watch::Receiver<bool>,
    ) -> std::io::Result<()> {
        let mut lines = Lines::new(self.bounds.patience);
        for _ in 0..S::LINES {
            let next = tokio::select! {
                next = lines.next(&mut stream) => next?,
                _ = stop.wait_for(|stop| *stop) => return Ok(()),
            };
            let line = match next {
                Next::Line(line) => line,
                Next::End => break,
                Next::TooLong => {
                    self.say(&mut stream, self.speaker.too_long()).await?;
                    break;
                }
            };
            match self.turn(address) {
                Turn::Now => {}
                Turn::After(pause) => tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    _ = stop.wait_for(|stop| *stop) => return Ok(()),
                },
                Turn::Never => {
                    self.say(&mut stream, self.speaker.too_many()).await?;
                    break;
                }
            }
            let answer = self.speaker.answer(line).await;
            self.say(&mut stream, &answer).await?;
        }
        stream.shutdown().await
    }

    fn turn(&self, address: IpAddr) -> Turn {
        if self.bounds.exempts(address) {
            return Turn::Now;
        }
        self.pace.turn(household(address), Instant::now())
    }

    async fn say(&self, stream: &mut TcpStream, answer: &str) -> std::io::Result<()> {
        let written = timeout(self.bounds.patience, stream.write_all(answer.as_bytes()));
        written
            .await
            .unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into()))
    }

    fn enter(&self, address: IpAddr) -> bool {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let count = inside.entry(address).or_insert(0);
        let free = *count < self.bounds.connections_per_address;
        if free {
            *count += 1;
        }
        free
    }

    fn leave(&self, address: IpAddr) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let left = inside
            .get(&address)
            .map_or(0, |count| count.saturating_sub(1));
        // An address that nobody comes from is forgotten, or strangers could fill the memory.
        if left == 0 {
            inside.remove(&address);
        } else {
            inside.insert(address, left);
        }
    }
}

#[cfg(test)]
mod tests;
