//! Questions that come over connections, plain or encrypted (RFC 7766, RFC 9103).

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use super::Shared;
use super::access::{Peer, Transport};
use super::answer::Reply;
use super::limits::{Limits, Place, Places};
use super::tls::{self, DOT};
use super::transfer::Transfer;

/// How long nothing is accepted after the system could not give us a socket.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts connections for as long as it is polled.
pub(super) async fn serve(
    shared: Arc<Shared>,
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    places: Places,
) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            // What has ended is collected at once: only those who are here take memory.
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, address)) => {
                let Some(place) = places.take(address.ip()) else {
                    debug!(%address, "too many connections");
                    continue;
                };
                let connection = Connection { shared: shared.clone(), address, _place: place };
                connections.spawn(connection.run(stream, acceptor.clone()));
            }
            Err(error) => {
                // No descriptor is free: trying again at once would only burn the processor.
                warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

struct Connection {
    shared: Arc<Shared>,
    address: SocketAddr,
    _place: Place,
}

impl Connection {
    async fn run(self, stream: TcpStream, acceptor: Option<TlsAcceptor>) {
        let address = self.address;
        let ended = match acceptor {
            None => self.plain(stream).await,
            Some(acceptor) => self.encrypted(stream, acceptor).await,
        };
        if let Err(error) = ended {
            debug!(%address, %error, "a connection ended");
        }
    }

    async fn plain(self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let peer =
            Peer { address: self.address.ip(), transport: Transport::Tcp, certificate: None };
        self.converse(stream, &peer).await
    }

    async fn encrypted(self, stream: TcpStream, acceptor: TlsAcceptor) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let patience = self.shared.settings.limits.patience;
        let stream = timeout(patience, acceptor.accept(stream)).await??;
        let (_, session) = stream.get_ref();
        if session.alpn_protocol() != Some(DOT) {
            // RFC 9103, section 7.1.
            return Err(io::Error::other("the peer does not speak DNS over TLS"));
        }
        let leaf = session.peer_certificates().and_then(<[_]>::first);
        let peer = Peer {
            address: self.address.ip(),
            transport: Transport::Tls,
            certificate: leaf.map(|der| tls::fingerprint(der.as_ref())),
        };
        self.converse(stream, &peer).await
    }

    /// Answers question after question, in their order, until the peer is silent for too long.
    async fn converse<S>(&self, mut stream: S, peer: &Peer) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let limits = self.shared.settings.limits;
        let mut question = Vec::new();
        while read(&mut stream, &mut question, &limits).await? {
            match self.shared.reply(peer, &question) {
                Reply::Silence => break,
                Reply::Message { octets, child, .. } => {
                    self.shared.tell(child);
                    write(&mut stream, &octets, &limits).await?;
                }
                Reply::Stream(transfer) => self.send(&mut stream, *transfer).await?,
            }
        }
        // TLS tells the peer that nothing was cut off.
        timeout(limits.patience, stream.shutdown()).await?
    }

    /// Sends a transfer, as fast as the peer takes it and no faster.
    async fn send<S>(&self, stream: &mut S, mut transfer: Transfer) -> io::Result<()>
    where
        S: AsyncWrite + Unpin,
    {
        let limits = self.shared.settings.limits;
        let mut octets: usize = 0;
        while let Some(message) = transfer.next(self.shared.settings.clock.now()) {
            write(stream, &message, &limits).await?;
            octets += message.len();
        }
        if !transfer.is_done() {
            return Err(io::Error::other("a record fits into no message"));
        }
        info!(address = %self.address, octets, "a transfer was taken");
        Ok(())
    }
}

/// Reads a question; false if the peer has gone or said nothing for too long.
async fn read<S>(stream: &mut S, question: &mut Vec<u8>, limits: &Limits) -> io::Result<bool>
where
    S: AsyncRead + Unpin,
{
    let Ok(first) = timeout(limits.idle, stream.read_u8()).await else { return Ok(false) };
    let first = match first {
        Ok(first) => first,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        Err(error) => return Err(error),
    };
    // From its first octet on, a question has a fixed time to arrive in, however it dribbles.
    let rest = async {
        let length = usize::from(first) << 8 | usize::from(stream.read_u8().await?);
        if length > limits.question_octets {
            return Err(io::Error::other("a question is too long"));
        }
        question.resize(length, 0);
        stream.read_exact(question).await
    };
    timeout(limits.patience, rest).await??;
    Ok(true)
}

/// Writes a message with its length before it, in the time that a message may take.
async fn write<S>(stream: &mut S, message: &[u8], limits: &Limits) -> io::Result<()>
where
    S: AsyncWrite + Unpin,
{
    let length = u16::try_from(message.len()).map_err(io::Error::other)?;
    let mut framed = Vec::with_capacity(message.len() + 2);
    framed.extend_from_slice(&length.to_be_bytes());
    framed.extend_from_slice(message);
    let written = async {
        stream.write_all(&framed).await?;
        stream.flush().await
    };
    timeout(limits.patience, written).await??;
    Ok(())
}
