//! A closed loop: each session asks, waits for the answer, and asks again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use foral_epp_wire::answer::read_answer;
use foral_epp_wire::command::Body;
use foral_model::id::Handle;
use foral_model::time::Timestamp;

use crate::connection::{Access, Connection};
use crate::failed::Failed;
use crate::frames;
use crate::instance::Instance;
use crate::kind::Kind;
use crate::report::Sample;
use crate::stock::{CODE, Stock};

/// The code of an answer to `poll` when no message waits.
const EMPTY: u16 = 1300;

/// Where a load's commands come from.
pub(crate) struct Source {
    /// The kind of load.
    pub(crate) kind: Kind,
    /// How many domains `bench0.pt` and on there are.
    pub(crate) domains: u64,
    /// The holder of what is created.
    pub(crate) holder: Handle,
    /// Expiry of the stock.
    pub(crate) expires: Timestamp,
    /// Makes names of this run unlike those of any other.
    pub(crate) tag: i64,
    /// What the load uses up.
    pub(crate) stock: Stock,
    /// Counts commands.
    pub(crate) turn: AtomicU64,
}

/// Runs a load with so many sessions.
pub(crate) async fn run(
    instance: &Instance,
    access: &Access,
    source: &Arc<Source>,
    sessions: usize,
    span: Duration,
) -> Result<Sample, Failed> {
    let mut connections = log_in(access, sessions).await?;
    measure(instance, &mut connections, source, span).await
}

/// So many sessions.
pub(crate) async fn log_in(access: &Access, sessions: usize) -> Result<Vec<Connection>, Failed> {
    let mut connections = Vec::with_capacity(sessions);
    for _ in 0..sessions {
        connections.push(access.log_in().await?);
    }
    Ok(connections)
}

/// Runs a load in sessions that are logged in, and leaves them so.
pub(crate) async fn measure(
    instance: &Instance,
    connections: &mut Vec<Connection>,
    source: &Arc<Source>,
    span: Duration,
) -> Result<Sample, Failed> {
    let cpu = instance.cpu()?;
    let began = Instant::now();
    let tasks: Vec<_> = connections
        .drain(..)
        .map(|connection| tokio::spawn(work(connection, Arc::clone(source), began, span)))
        .collect();
    let mut sample = Sample::default();
    for task in tasks {
        let (connection, part) = task
            .await
            .map_err(|error| Failed::new("a session", error))??;
        sample.add(part);
        connections.push(connection);
    }
    sample.wall = began.elapsed();
    sample.cpu = instance.cpu()?.saturating_sub(cpu);
    Ok(sample)
}

async fn work(
    mut connection: Connection,
    source: Arc<Source>,
    began: Instant,
    span: Duration,
) -> Result<(Connection, Sample), Failed> {
    let octets = (connection.asked, connection.answered);
    let mut sample = Sample::default();
    while began.elapsed() < span {
        let turn = source.turn.fetch_add(1, Ordering::Relaxed);
        let Some(body) = source.body(turn)? else { break };
        let reference = format!("bench-{turn}");
        let asked = Instant::now();
        let code = connection
            .exchange(body, &reference, source.accepted())
            .await?;
        if code == EMPTY {
            break;
        }
        if source.kind == Kind::PollAck {
            acknowledge(&mut connection, &reference).await?;
        }
        sample.delays.push(asked.elapsed());
    }
    sample.asked = connection.asked - octets.0;
    sample.answered = connection.answered - octets.1;
    Ok((connection, sample))
}

/// Acknowledges the message that the last answer showed. Another session may have been faster.
async fn acknowledge(connection: &mut Connection, reference: &str) -> Result<(), Failed> {
    let shown = read_answer(connection.last_answer())
        .map_err(|fault| Failed::new("an answer to poll", fault))?;
    if let Some(queue) = shown.queue {
        let body = Body::PollAck(Some(queue.id));
        connection.exchange(body, reference, &[1000, 2303]).await?;
    }
    Ok(())
}

impl Source {
    /// The next command; nothing once the stock is used up.
    fn body(&self, turn: u64) -> Result<Option<Body>, Failed> {
        Ok(Some(match self.kind {
            Kind::Check(names) => self.check(turn, names as u64),
            Kind::Info => self.info(turn)?,
            Kind::Create => self.create(turn)?,
            Kind::Poll | Kind::PollAck => Body::PollRequest,
            Kind::Mixed => match turn % 10 {
                0..7 => self.check(turn, 1),
                7 | 8 => self.info(turn)?,
                _ if turn % 30 < 10 => self.create(turn)?,
                _ => return self.used_up(turn),
            },
            _ => return self.used_up(turn),
        }))
    }

    /// A command that needs a domain of its own.
    fn used_up(&self, turn: u64) -> Result<Option<Body>, Failed> {
        let Some(name) = self.stock.take() else { return Ok(None) };
        let renewed = self.kind == Kind::Renew || (self.kind == Kind::Mixed && turn % 30 < 20);
        Ok(Some(match self.kind {
            Kind::Transfer => frames::transfer(&name, CODE)?,
            _ if renewed => frames::renew(&name, self.expires)?,
            _ => frames::update(&name)?,
        }))
    }

    /// Half of the names are taken.
    pub(crate) fn check(&self, turn: u64, names: u64) -> Body {
        let names = (0..names).map(|at| spread(turn * names + at, self.domains * 2));
        frames::check(names.map(|number| format!("bench{number}.pt")))
    }

    fn info(&self, turn: u64) -> Result<Body, Failed> {
        frames::info(&format!("bench{}.pt", spread(turn, self.domains)))
    }

    fn create(&self, turn: u64) -> Result<Body, Failed> {
        frames::create(&format!("novo-{}-{turn}.pt", self.tag), &self.holder)
    }

    const fn accepted(&self) -> &'static [u16] {
        match self.kind {
            Kind::Poll => &[1301],
            Kind::PollAck => &[EMPTY, 1301],
            _ => &[1000],
        }
    }
}

/// Visits a range without order.
const fn spread(turn: u64, range: u64) -> u64 {
    turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) % range
}
