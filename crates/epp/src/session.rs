//! One connection: frames in, answers out, strictly in order (RFC 5734, sections 2 to 4).

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{Body, Envelope, Frame, Login};
use foral_epp_wire::ext::dry_run::Effect;
use foral_epp_wire::ext::login_sec::LoginSecurity;
use foral_epp_wire::ext::retry::Repeated;
use foral_epp_wire::frame::{BadLength, append_frame};
use foral_epp_wire::greeting::{Greeting, write_greeting};
use foral_epp_wire::namespace::Extension;
use foral_epp_wire::reply::TransactionIds;
use foral_epp_wire::{Offered, read_offered};
use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::id::MessageId;
use foral_model::lang::Lang;
use foral_model::outcome::Kept;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_registry::error::Error;
use foral_registry::retry::{Carried, Speaker};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::Sleep;

use crate::login::{self, Attempt, LoggedIn};
use crate::offer::Offer;
use crate::reply::{Rehearsed, Voice, spoken};
use crate::server::Shared;
use crate::wire::{Heard, Wire};
use crate::{meter, query, queue, whole};

/// Who is at the other end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Peer {
    /// The address.
    pub(crate) address: IpAddr,
    /// The fingerprint of the certificate that it showed.
    pub(crate) certificate: Option<String>,
    /// When that certificate runs out, if it says so.
    pub(crate) certificate_expires: Option<Timestamp>,
}

/// Talks until either side has enough. Until a login, `patience` is all there is.
pub(crate) async fn run<S: AsyncRead + AsyncWrite + Unpin>(
    shared: Arc<Shared>,
    peer: Peer,
    stream: S,
    patience: Pin<Box<Sleep>>,
    shutdown: watch::Receiver<bool>,
) -> io::Result<()> {
    let _open = meter::Open::of(&shared.registry);
    let wire = Wire::new(stream, shared.limits, patience, shutdown);
    let offer = Offer::of(&shared.registry, shared.scope.as_deref());
    let state = State { shared, peer, offer, failures: 0, session: None };
    Session { wire, state }.run().await
}

struct Session<S> {
    wire: Wire<S>,
    state: State,
}

/// Whether the connection goes on after an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    More,
    Close,
}

impl From<ResultCode> for Next {
    fn from(code: ResultCode) -> Self {
        if code.ends_session() { Self::Close } else { Self::More }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<S> {
    async fn run(mut self) -> io::Result<()> {
        self.state.greet(&mut self.wire.output).await;
        loop {
            let next = match self.wire.hear().await? {
                Heard::Frame(range) => {
                    let Wire { input, output, .. } = &mut self.wire;
                    self.state.answer(&input[range], output).await
                }
                Heard::Bad(length) => self.state.refuse_length(length, &mut self.wire.output),
                Heard::Enough => self.state.say_enough(&mut self.wire.output),
                Heard::Gone => return Ok(()),
            };
            if next == Next::Close {
                // The place is free before the client hears that the session is over.
                self.state.session = None;
                return self.wire.close().await;
            }
            if self.state.session.is_some() {
                self.wire.wait_again();
            }
        }
    }
}

/// What the server knows of a connection.
struct State {
    shared: Arc<Shared>,
    peer: Peer,
    offer: Offer,
    failures: u32,
    session: Option<LoggedIn>,
}

impl State {
    async fn greet(&self, out: &mut Vec<u8>) {
        // A store that does not answer is no reason to be silent.
        let registry = &self.shared.registry;
        let now = registry.moment().await.unwrap_or_else(|_| registry.now());
        let greeting = Greeting {
            server_name: &self.shared.name,
            now,
            // English first: it is what is spoken before a login.
            langs: &[Lang::En.tag(), Lang::Pt.tag(), Lang::Es.tag()],
            objects: &self.offer.objects,
            extensions: &self.offer.extensions,
        };
        append_frame(out, |out| write_greeting(out, &greeting));
    }

    fn refuse_length(&self, length: BadLength, out: &mut Vec<u8>) -> Next {
        let reason = match length {
            BadLength::TooShort(length) => {
                format!("the header says {length} octets, less than a header and one octet")
            }
            BadLength::TooLong { length, max } => {
                format!(
                    "the header says {length} octets, more than the {max} that a frame may have"
                )
            }
        };
        let server = self.shared.registry.server_trid();
        self.voice(out, None, &server)
            .fault(ResultCode::Syntax, "", "", &reason);
        Next::Close
    }

    fn say_enough(&self, out: &mut Vec<u8>) -> Next {
        let server = self.shared.registry.server_trid();
        self.voice(out, None, &server)
            .code(ResultCode::FailedEnd)
            .into()
    }

    async fn answer(&mut self, frame: &[u8], out: &mut Vec<u8>) -> Next {
        let Offer { objects, extensions, .. } = &self.offer;
        let offer = Offered { objects, extensions };
        let envelope = match read_offered(frame, &offer) {
            Ok(Frame::Hello) => {
                self.greet(out).await;
                return Next::More;
            }
            Ok(Frame::Command(envelope)) => envelope,
            Err(fault) => {
                let server = self.shared.registry.server_trid();
                let client = fault.client_trid.as_deref();
                return self.voice(out, client, &server).malformed(&fault).into();
            }
        };
        let server = self.shared.registry.server_trid();
        let client = envelope.client_trid.as_deref();
        match (&envelope.body, &self.session) {
            (Body::Logout, _) => self
                .voice(out, client, &server)
                .code(ResultCode::OkEnd)
                .into(),
            (Body::Login(login), None) => {
                let said = (login, envelope.beside.security.as_ref());
                self.log_in(said, client, &server, out).await
            }
            (Body::Login(_), Some(_)) => {
                let mut voice = self.voice(out, client, &server);
                let reason = "the session is open already";
                voice
                    .fault(ResultCode::UseError, "login", "", reason)
                    .into()
            }
            (_, None) => {
                let mut voice = self.voice(out, client, &server);
                let reason = "log in first";
                voice
                    .fault(ResultCode::UseError, "command", "", reason)
                    .into()
            }
            (_, Some(session)) => {
                let mut voice = self.voice(out, client, &server);
                let code = self.carry_out(session, &envelope, &mut voice).await;
                meter::answered(&self.shared.registry, &envelope.body, code);
                code.into()
            }
        }
    }

    async fn log_in(
        &mut self,
        login: (&Login, Option<&LoginSecurity>),
        client: Option<&str>,
        server: &str,
        out: &mut Vec<u8>,
    ) -> Next {
        let mut voice = self.voice(out, client, server);
        match login::log_in(&self.shared, &self.peer, &self.offer, login, &mut voice).await {
            Attempt::Open(session) => {
                self.session = Some(session);
                Next::More
            }
            Attempt::Refused(code) => {
                meter::login_refused(&self.shared.registry, code);
                code.into()
            }
            Attempt::Unproven => {
                let last = self.failures + 1 >= self.shared.limits.failed_logins;
                let code =
                    if last { ResultCode::AuthenticationEnd } else { ResultCode::Authentication };
                let next = voice.code(code).into();
                meter::login_refused(&self.shared.registry, code);
                self.failures += 1;
                next
            }
        }
    }

    /// A command of a registrar's, with what the session did not announce sorted out first.
    async fn carry_out(
        &self,
        session: &LoggedIn,
        envelope: &Envelope,
        voice: &mut Voice<'_>,
    ) -> ResultCode {
        voice.about = envelope.body.object();
        if let Some(code) = unannounced(session, envelope, voice) {
            return code;
        }
        let registry = &*self.shared.registry;
        let process_id = envelope.process_id.as_deref();
        match &envelope.body {
            Body::Check(check) => {
                query::check(registry, session, check, &envelope.beside, voice).await
            }
            Body::Info(info) => {
                let asked = (process_id, &envelope.beside);
                query::info(registry, session, info, asked, voice).await
            }
            Body::TransferQuery(asked) => {
                query::transfer(registry, session, asked, process_id, voice).await
            }
            Body::PollRequest => queue::poll(registry, session, voice).await,
            Body::PollAck(None) => {
                voice.fault(ResultCode::Missing, "poll", "", "msgID says which message to take")
            }
            Body::PollAck(Some(text)) => match text.parse() {
                Ok(id) => {
                    self.execute(session, &Command::PollAck(MessageId(id)), voice)
                        .await
                }
                Err(_) => {
                    let reason = "messages are numbered, and none has this name";
                    voice.fault(ResultCode::DoesNotExist, "msgID", text, reason)
                }
            },
            Body::Do(command) => match whole::command(command, envelope) {
                Ok(command) if envelope.beside.effect == Effect::None => {
                    self.rehearse(session, &command, voice).await
                }
                Ok(command) => self.execute(session, &command, voice).await,
                Err(misfit) => voice.misfit(&misfit),
            },
            // Both were answered before.
            Body::Login(_) | Body::Logout => voice.code(ResultCode::UseError),
        }
    }

    async fn execute(
        &self,
        session: &LoggedIn,
        command: &Command,
        voice: &mut Voice<'_>,
    ) -> ResultCode {
        let registry = &self.shared.registry;
        let actor = self.actor(session, voice);
        let guard = registry.retry_guard(&actor, command, session.retry_minutes);
        let (words, about) = (voice.words(), voice.about);
        let speak = move |refusal: &Refusal| spoken(refusal, words, about);
        let guarded = guard.as_ref().map(|guard| (guard, &speak as Speaker<'_>));
        let carried = registry.execute_guarded(&actor, command, guarded).await;
        let suffix = registry.suffix_for(&session.visitor);
        match carried {
            Ok(Carried::Now(outcome)) => voice.outcome(&outcome, &suffix, None),
            Ok(Carried::Before { answer, at, server_trid }) => {
                let repeated = Repeated { server_trid: &server_trid, at };
                match answer {
                    Kept::Done(outcome) => voice.outcome(&outcome, &suffix, Some(repeated)),
                    Kept::Refused(spoken) => voice.refused_before(&spoken, repeated),
                }
            }
            Err(error) => voice.error(&error),
        }
    }

    /// What a command would answer and cost.
    async fn rehearse(
        &self,
        session: &LoggedIn,
        command: &Command,
        voice: &mut Voice<'_>,
    ) -> ResultCode {
        let actor = self.actor(session, voice);
        match self.shared.registry.rehearse(&actor, command).await {
            Ok(outcome) => voice.rehearsed(&Rehearsed::Done(&outcome)),
            Err(Error::Refused(refusal)) => voice.rehearsed(&Rehearsed::Refused(&refusal)),
            Err(Error::Failed(incident)) => voice.failed(&incident),
        }
    }

    fn actor(&self, session: &LoggedIn, voice: &Voice<'_>) -> Actor {
        Actor {
            who: Who::Registrar(session.visitor.registrar.clone()),
            from: Some(self.peer.address),
            client_trid: voice.ids.client.map(str::to_owned),
            server_trid: voice.ids.server.to_owned(),
            scope: session.visitor.scope.clone(),
        }
    }

    fn voice<'v>(
        &'v self,
        out: &'v mut Vec<u8>,
        client: Option<&'v str>,
        server: &'v str,
    ) -> Voice<'v> {
        let ids = TransactionIds { client, server };
        let clocks = self.offer.clocks;
        match &self.session {
            Some(session) => Voice {
                out,
                lang: session.lang,
                clocks,
                about: None,
                objects: &session.objects,
                announced: &session.extensions,
                ids,
            },
            None => {
                let (lang, objects, announced) = (Lang::En, &[], &[]);
                Voice { out, lang, clocks, about: None, objects, announced, ids }
            }
        }
    }
}

/// Answers a command that is about something that the session did not announce at login.
fn unannounced(
    session: &LoggedIn,
    envelope: &Envelope,
    voice: &mut Voice<'_>,
) -> Option<ResultCode> {
    if let Some(object) = envelope
        .body
        .object()
        .filter(|o| !session.objects.contains(o))
    {
        let reason = "the login did not announce this object service";
        return Some(voice.fault(ResultCode::ObjectService, "objURI", object.uri(), reason));
    }
    let strange = |extension: &&Extension| !session.extensions.contains(extension);
    let extension = envelope.extensions.iter().find(strange)?;
    let reason = "the login did not announce this extension";
    Some(voice.fault(ResultCode::Extension, "extURI", extension.uri(), reason))
}
