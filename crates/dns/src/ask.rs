//! Asks other name servers, for a bounded time, and believes only what fits the question.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use foral_registry::mint;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use crate::message::write::{Section, Writer};
use crate::message::{Dnssec, LONGEST, Message, codes};
use crate::tsig::{Asker, Key};
use crate::wire::{Name, Record, Rtype};

/// The longest answer over UDP that we take.
const DATAGRAM: u16 = 1232;

/// How an answer is fetched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// As a datagram, and over a connection if it does not fit.
    Either,
    /// As a datagram; an answer that does not fit is taken as it is.
    Udp,
    /// Over a connection.
    Tcp,
}

/// A question of ours.
#[derive(Clone, Debug)]
pub struct Question {
    /// The name.
    pub name: Name,
    /// The type.
    pub rtype: Rtype,
    /// What is wished: [`codes::RD`] of a resolver, 0 of others, [`notification`] for NOTIFY.
    pub flags: u16,
    /// Whether signatures are wanted.
    pub dnssec: Dnssec,
    /// A record that goes with it, as NOTIFY's SOA does.
    pub beside: Option<Record>,
    /// Signs the question; then the answer must be signed too.
    pub key: Option<Arc<Key>>,
}

/// The flags of a notification (RFC 1996, section 3.5).
pub fn notification() -> u16 {
    u16::from(codes::NOTIFY) << 11 | codes::AA
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NoAnswer {
    /// Nothing came in time.
    Silence,
    /// The network says that nobody is there.
    Unreachable,
    /// What came is no answer to the question.
    Nonsense,
    /// What came is not signed as it should be.
    Unsigned,
    /// We could not ask: no socket, or no random number.
    Ours,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Silence => "silence",
            Self::Unreachable => "unreachable",
            Self::Nonsense => "nonsense",
            Self::Unsigned => "unsigned",
            Self::Ours => "not asked",
        })
    }
}

impl From<io::Error> for NoAnswer {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{
            ConnectionRefused, ConnectionReset, HostUnreachable, NetworkUnreachable, UnexpectedEof,
        };
        match error.kind() {
            ConnectionRefused | ConnectionReset | HostUnreachable | NetworkUnreachable
            | UnexpectedEof => Self::Unreachable,
            _ => Self::Ours,
        }
    }
}

impl Question {
    /// A plain question for records, to who is responsible for them.
    pub fn of(name: Name, rtype: Rtype) -> Self {
        Self { name, rtype, flags: 0, dnssec: Dnssec::Plain, beside: None, key: None }
    }

    /// Asks one server, and waits at most `patience` on each way.
    ///
    /// # Errors
    /// [`NoAnswer`]; an answer with an error code is an answer.
    pub async fn ask(
        &self,
        server: SocketAddr,
        way: Way,
        patience: Duration,
        now: Timestamp,
    ) -> Result<Message, NoAnswer> {
        if way != Way::Tcp {
            let answer = timeout(patience, self.by_datagram(server, now));
            let answer = answer.await.unwrap_or(Err(NoAnswer::Silence))?;
            if way == Way::Udp || answer.header.flags & codes::TC == 0 {
                return Ok(answer);
            }
        }
        let answer = timeout(patience, self.by_connection(server, now));
        answer.await.unwrap_or(Err(NoAnswer::Silence))
    }

    async fn by_datagram(&self, server: SocketAddr, now: Timestamp) -> Result<Message, NoAnswer> {
        let (octets, asker) = self.write(now)?;
        let own = match server {
            SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
            SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
        };
        let socket = UdpSocket::bind(own).await?;
        // A connected socket takes answers from nobody else.
        socket.connect(server).await?;
        socket.send(&octets).await?;
        let mut buffer = vec![0; usize::from(DATAGRAM)];
        loop {
            let length = socket.recv(&mut buffer).await?;
            // Whoever guesses does not end the wait for the true answer.
            if let Ok(answer) = self.read(&octets, &buffer[..length], asker.clone(), now) {
                return Ok(answer);
            }
            if length >= 2 && buffer[..2] == octets[..2] {
                return self.read(&octets, &buffer[..length], asker, now);
            }
        }
    }

    async fn by_connection(&self, server: SocketAddr, now: Timestamp) -> Result<Message, NoAnswer> {
        let (octets, asker) = self.write(now)?;
        let mut stream = TcpStream::connect(server).await?;
        let length = u16::try_from(octets.len()).map_err(|_| NoAnswer::Ours)?;
        let framed = [&length.to_be_bytes()[..], &octets[..]].concat();
        stream.write_all(&framed).await?;
        let length = usize::from(stream.read_u16().await?);
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer).await?;
        self.read(&octets, &answer, asker, now)
    }

    /// The question in octets, and who checks the answer's signature.
    fn write(&self, now: Timestamp) -> Result<(Vec<u8>, Option<Asker>), NoAnswer> {
        let id = u16::from_be_bytes(mint::dice().map_err(|_| NoAnswer::Ours)?);
        let mut writer = Writer::question(id, self.flags, &self.name, self.rtype, LONGEST);
        if let Some(record) = &self.beside {
            writer
                .push(Section::Answer, record)
                .map_err(|_| NoAnswer::Ours)?;
        }
        writer.edns(DATAGRAM, 0, self.dnssec, None);
        let mut octets = writer.finish();
        let asker = self
            .key
            .clone()
            .map(|key| Asker::sign(key, &mut octets, now));
        Ok((octets, asker))
    }

    /// Reads an answer, if it is one to this question.
    fn read(
        &self,
        asked: &[u8],
        octets: &[u8],
        asker: Option<Asker>,
        now: Timestamp,
    ) -> Result<Message, NoAnswer> {
        let answer = Message::read(octets).map_err(|_| NoAnswer::Nonsense)?;
        let same = answer.header.is_answer()
            && octets[..2] == asked[..2]
            && answer.header.opcode() == ((self.flags >> 11) & 15) as u8
            && answer
                .questions
                .iter()
                .all(|question| question.name == self.name && question.rtype == self.rtype);
        if !same {
            return Err(NoAnswer::Nonsense);
        }
        let believed = asker.is_none_or(|mut asker| asker.believes(octets, &answer, now));
        believed.then_some(answer).ok_or(NoAnswer::Unsigned)
    }
}
