//! Questions that come as datagrams.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::UdpSocket;
use tracing::warn;

use super::Shared;
use super::access::{Peer, Transport};
use super::answer::{self, Proof, Reply};
use super::pace::{Pace, Verdict};

/// The longest question that is looked at, in octets. What is longer is cut off and so not whole.
const LONGEST: usize = 4096;
/// How long nothing is read after the system could not give us anything.
const BREATH: Duration = Duration::from_millis(100);

/// Answers for as long as it is polled.
pub(super) async fn serve(shared: Arc<Shared>, socket: UdpSocket, pace: Arc<Pace>) {
    let mut buffer = [0; LONGEST];
    loop {
        let (length, from) = match socket.recv_from(&mut buffer).await {
            Ok(received) => received,
            // Of an earlier answer that nobody took.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => continue,
            Err(error) => {
                warn!(%error, "no datagram could be read");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let peer = Peer { address: from.ip(), transport: Transport::Udp, certificate: None };
        let Reply::Message { octets, proof, child } = shared.reply(&peer, &buffer[..length]) else {
            continue;
        };
        let verdict = match proof {
            Proof::Signed => Verdict::Answer,
            Proof::None => pace.count(from.ip()),
        };
        let octets = match verdict {
            Verdict::Answer => Some(octets),
            Verdict::Truncate => answer::truncated(&octets),
            Verdict::Drop => None,
        };
        let Some(octets) = octets else { continue };
        if verdict == Verdict::Answer {
            shared.tell(child);
        }
        if let Err(error) = socket.send_to(&octets, from).await {
            tracing::debug!(%from, %error, "an answer could not be sent");
        }
    }
}
