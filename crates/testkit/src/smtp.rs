//! A mail relay on loopback that keeps what it is given (RFC 5321), and can be told to object.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// A message as the relay received it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceivedMail {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// Headers and body, as they came.
    pub bytes: Vec<u8>,
}

/// What the relay does with a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Takes it.
    Take,
    /// Answers 451 after its last line: not now.
    Later,
    /// Answers 550 to its recipient: never.
    Never,
    /// Closes the connection at its first line.
    HangUp,
}

/// How the relay protects its connections.
#[derive(Clone, Debug)]
pub enum Protection {
    /// Not at all.
    None,
    /// It takes nothing before `STARTTLS` (RFC 3207).
    StartTls(Arc<ServerConfig>),
    /// TLS from the first byte (RFC 8314).
    Tls(Arc<ServerConfig>),
}

/// A relay that runs until it is dropped.
#[derive(Debug)]
pub struct SmtpSink {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Default, Debug)]
struct Shared {
    state: Mutex<State>,
    arrived: Notify,
}

#[derive(Default, Debug)]
struct State {
    script: VecDeque<Verdict>,
    received: Vec<ReceivedMail>,
    connections: usize,
    logins: Vec<String>,
    refused_logins: usize,
}

impl State {
    /// Notes the argument of an `AUTH PLAIN`, and says how it is answered.
    fn log_in(&mut self, argument: String) -> &'static str {
        self.logins.push(argument);
        match self.refused_logins.checked_sub(1) {
            Some(left) => {
                self.refused_logins = left;
                "535 5.7.8 Who are you?"
            }
            None => "235 2.7.0 Welcome",
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SmtpSink {
    /// Listens on a free port of 127.0.0.1, without TLS.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start() -> std::io::Result<Self> {
        Self::start_with(Protection::None).await
    }

    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// If no port can be had.
    pub async fn start_with(protection: Protection) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::<Shared>::default();
        let task = tokio::spawn(accept(listener, shared.clone(), protection));
        Ok(Self { address, shared, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it does with the next messages; it takes all that follow.
    pub fn script(&self, verdicts: impl IntoIterator<Item = Verdict>) {
        self.shared.state().script.extend(verdicts);
    }

    /// Answers the next `count` logins with 535.
    pub fn refuse_logins(&self, count: usize) {
        self.shared.state().refused_logins = count;
    }

    /// What it has taken so far.
    pub fn received(&self) -> Vec<ReceivedMail> {
        self.shared.state().received.clone()
    }

    /// How many connections it has accepted.
    pub fn connections(&self) -> usize {
        self.shared.state().connections
    }

    /// The arguments of `AUTH PLAIN` that it was given, base64 as they came.
    pub fn logins(&self) -> Vec<String> {
        self.shared.state().logins.clone()
    }

    /// Waits until it has taken `count` messages; `None` if that takes longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Option<Vec<ReceivedMail>> {
        let enough = async {
            loop {
                let arrived = self.shared.arrived.notified();
                let received = self.received();
                if received.len() >= count {
                    return received;
                }
                arrived.await;
            }
        };
        tokio::time::timeout(limit, enough).await.ok()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, protection: Protection) {
    // Conversations end with the relay.
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.state().connections += 1;
        conversations.spawn(converse(stream, shared.clone(), protection.clone()));
    }
}

/// A failure of the connection ends the conversation, as a client sees it.
async fn converse(stream: TcpStream, shared: Arc<Shared>, protection: Protection) {
    let _ = converse_until_the_end(stream, shared, protection).await;
}

async fn converse_until_the_end(
    stream: TcpStream,
    shared: Arc<Shared>,
    protection: Protection,
) -> std::io::Result<()> {
    let plain: Box<dyn Stream> = Box::new(stream);
    let (stream, stage) = match &protection {
        Protection::None => (plain, Stage::Ready),
        Protection::StartTls(_) => (plain, Stage::NeedsTls),
        Protection::Tls(config) => (secure(plain, config).await?, Stage::Ready),
    };
    let mut conversation = Conversation::new(stream, shared.clone(), stage);
    conversation.say("220 sink.invalid ESMTP").await?;
    if conversation.run().await? == Next::Secure
        && let Protection::StartTls(config) = &protection
    {
        let stream = secure(conversation.stream.into_inner(), config).await?;
        Conversation::new(stream, shared, Stage::Ready)
            .run()
            .await?;
    }
    Ok(())
}

async fn secure(
    stream: Box<dyn Stream>,
    config: &Arc<ServerConfig>,
) -> std::io::Result<Box<dyn Stream>> {
    let stream = TlsAcceptor::from(config.clone()).accept(stream).await?;
    Ok(Box::new(stream))
}

/// A connection, protected or not.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// Whether a conversation may deal with mail yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    NeedsTls,
    Ready,
}

struct Conversation {
    stream: BufReader<Box<dyn Stream>>,
    stage: Stage,
    shared: Arc<Shared>,
    verdict: Verdict,
    mail: ReceivedMail,
}

/// Whether a conversation goes on.
#[derive(PartialEq, Eq)]
enum Next {
    More,
    Secure,
    End,
}

impl Conversation {
    fn new(stream: Box<dyn Stream>, shared: Arc<Shared>, stage: Stage) -> Self {
        let mail = ReceivedMail { from: String::new(), to: Vec::new(), bytes: Vec::new() };
        Self { stream: BufReader::new(stream), stage, shared, verdict: Verdict::Take, mail }
    }

    async fn run(&mut self) -> std::io::Result<Next> {
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(Next::End);
            }
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            let next = self.obey(&text).await?;
            if next != Next::More {
                return Ok(next);
            }
        }
    }

    async fn obey(&mut self, line: &str) -> std::io::Result<Next> {
        let verb: String = line
            .chars()
            .take(4)
            .collect::<String>()
            .to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => {
                self.say("250-sink.invalid").await?;
                self.say("250-8BITMIME").await?;
                self.say("250-SMTPUTF8").await?;
                let offer = match self.stage {
                    Stage::NeedsTls => "250 STARTTLS",
                    Stage::Ready => "250 AUTH PLAIN",
                };
                self.say(offer).await?;
            }
            "STAR" if self.stage == Stage::NeedsTls => {
                self.say("220 2.0.0 Go ahead").await?;
                return Ok(Next::Secure);
            }
            "AUTH" | "MAIL" if self.stage == Stage::NeedsTls => {
                self.say("530 5.7.0 STARTTLS first").await?;
            }
            "AUTH" => {
                let argument = line.rsplit(' ').next().unwrap_or_default().to_owned();
                let reply = self.shared.state().log_in(argument);
                self.say(reply).await?;
            }
            "MAIL" => return self.begin(line).await,
            "RCPT" if self.verdict == Verdict::Never => {
                self.say("550 5.1.1 No such mailbox").await?;
            }
            "RCPT" => {
                self.mail.to.push(in_brackets(line));
                self.say("250 2.1.5 Ok").await?;
            }
            "DATA" => self.data().await?,
            "RSET" | "NOOP" | "HELO" => self.say("250 2.0.0 Ok").await?,
            "QUIT" => {
                self.say("221 2.0.0 Bye").await?;
                return Ok(Next::End);
            }
            _ => self.say("500 5.5.1 Unknown").await?,
        }
        Ok(Next::More)
    }

    async fn begin(&mut self, line: &str) -> std::io::Result<Next> {
        self.verdict = self
            .shared
            .state()
            .script
            .pop_front()
            .unwrap_or(Verdict::Take);
        if self.verdict == Verdict::HangUp {
            return Ok(Next::End);
        }
        let from = in_brackets(line);
        self.mail = ReceivedMail { from, to: Vec::new(), bytes: Vec::new() };
        self.say("250 2.1.0 Ok").await?;
        Ok(Next::More)
    }

    /// Reads lines to the lone dot; a doubled first dot was one (RFC 5321, section 4.5.2).
    async fn data(&mut self) -> std::io::Result<()> {
        self.say("354 Go on").await?;
        loop {
            let line = self.line().await?;
            match line.as_slice() {
                b".\r\n" => break,
                [] => return Err(std::io::ErrorKind::UnexpectedEof.into()),
                [b'.', rest @ ..] => self.mail.bytes.extend_from_slice(rest),
                line => self.mail.bytes.extend_from_slice(line),
            }
        }
        if self.verdict == Verdict::Later {
            return self.say("451 4.3.2 Not now").await;
        }
        self.shared.state().received.push(self.mail.clone());
        self.shared.arrived.notify_waiters();
        self.say("250 2.0.0 Taken").await
    }

    async fn line(&mut self) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).await?;
        Ok(line)
    }

    async fn say(&mut self, reply: &str) -> std::io::Result<()> {
        self.stream
            .write_all(format!("{reply}\r\n").as_bytes())
            .await
    }
}

/// The address of `MAIL FROM:<…>` or `RCPT TO:<…>`.
fn in_brackets(line: &str) -> String {
    let inner = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(String::new(), |(address, _)| address.to_owned())
}
