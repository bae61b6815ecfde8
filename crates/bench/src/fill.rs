//! Fills the registry behind the server's back, as fast as the database takes it.

use std::path::{Path, PathBuf};

use foral_model::actor::{Actor, Who};
use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::domain::{Domain, Lifecycle, National};
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::{Currency, Money};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_store::{Record, Store};
use serde::{Deserialize, Serialize};

use crate::failed::Failed;
use crate::frames;
use crate::instance::Instance;
use crate::stock::{CODE, Stock};

/// Domains, or messages, in one transaction.
const CHUNK: u64 = 10_000;
/// Messages in one commit: it numbers fewer than a thousand.
const MESSAGES: u64 = 900;
/// Numbers of our domains begin here, far from those that the registry gives.
const FIRST: i64 = 100_000_000;
/// What each registrar pays in: enough for every load.
const DEPOSIT_CENTS: i64 = 100_000_000_000;

/// What an earlier run left in the directory.
#[derive(Serialize, Deserialize, Clone, Copy, Default)]
struct Left {
    /// Domains `bench0.pt` and on.
    domains: u64,
    /// Domains of stocks so far.
    stocked: u64,
}

/// Fills a registry.
pub(crate) struct Filler {
    store: Store,
    file: PathBuf,
    left: Left,
    holder: Handle,
    code: StoredCode,
    /// When it began: the creation of what is filled in.
    now: Timestamp,
    /// The expiry of what is filled in.
    pub(crate) expires: Timestamp,
}

impl Filler {
    /// Opens the database of a running registry. The registrars are paid for.
    pub(crate) async fn open(instance: &Instance, directory: &Path) -> Result<Self, Failed> {
        let key = Key::parse(&instance.key()?);
        let key = key.ok_or_else(|| Failed::says("the instance's key does not read"))?;
        let now = Clock::system().now();
        let file = directory.join("bench.json");
        let left = match std::fs::read_to_string(&file) {
            Ok(text) => {
                serde_json::from_str(&text).map_err(|error| Failed::new(file.display(), error))?
            }
            Err(_) => Left::default(),
        };
        let code = StoredCode {
            digest: key.digest_code(CODE)?,
            made: now,
            expires: now.plus_days(30),
            fate: CodeFate::Live,
        };
        let store = Store::open(&instance.database()).await?;
        let holder = instance.holder.clone();
        let filler = Self { store, file, left, holder, code, now, expires: now.plus_days(365) };
        if left.domains == 0 {
            let mut plan = Plan::answering(Outcome::Done);
            plan.entries = vec![deposit("ALFA")?, deposit("BETA")?];
            filler.commit(plan).await?;
        }
        Ok(filler)
    }

    /// Adds domains until there are so many.
    pub(crate) async fn fill(
        &mut self,
        domains: u64,
        mut progress: impl FnMut(u64),
    ) -> Result<(), Failed> {
        while self.left.domains < domains {
            let numbers = self.left.domains..(self.left.domains + CHUNK).min(domains);
            let (end, id) = (numbers.end, FIRST);
            self.insert(numbers, id, |number| format!("bench{number}.pt"), |_| {})
                .await?;
            self.left.domains = end;
            self.remember()?;
            progress(end);
        }
        Ok(())
    }

    /// Adds domains that loads use up, each with a code that its registrar set.
    pub(crate) async fn stock(&mut self, count: u64) -> Result<Stock, Failed> {
        let first = self.left.stocked;
        let code = self.code.clone();
        self.extra(count, |domain| domain.codes.registrar = Some(code.clone()))
            .await?;
        Ok(Stock::new(first..first + count))
    }

    /// Adds domains that become free at an instant.
    pub(crate) async fn leaving(&mut self, count: u64, purge: Timestamp) -> Result<Stock, Failed> {
        let first = self.left.stocked;
        self.extra(count, |domain| domain.lifecycle = Lifecycle::PendingDelete { purge })
            .await?;
        Ok(Stock::new(first..first + count))
    }

    async fn extra(&mut self, count: u64, change: impl Fn(&mut Domain)) -> Result<(), Failed> {
        let end = self.left.stocked + count;
        while self.left.stocked < end {
            let numbers = self.left.stocked..(self.left.stocked + CHUNK).min(end);
            // Beyond the most that can be filled in.
            let (next, id) = (numbers.end, 2 * FIRST);
            self.insert(numbers, id, Stock::name, &change).await?;
            self.left.stocked = next;
            self.remember()?;
        }
        Ok(())
    }

    /// Puts messages into the queue of the third registrar.
    pub(crate) async fn messages(&self, count: u64) -> Result<(), Failed> {
        let registrar = registrar("GAMA")?;
        let message = |number| {
            let name = frames::name(&format!("bench{number}.pt"))?;
            let notice = Notice::AutoRenewed { name, expires: self.expires };
            Ok(PollDraft { registrar: registrar.clone(), notice })
        };
        for first in (0..count).step_by(MESSAGES as usize) {
            let mut plan = Plan::answering(Outcome::Done);
            plan.messages = (first..(first + MESSAGES).min(count))
                .map(message)
                .collect::<Result<_, Failed>>()?;
            self.commit(plan).await?;
        }
        Ok(())
    }

    async fn insert(
        &self,
        numbers: std::ops::Range<u64>,
        id: i64,
        name: impl Fn(u64) -> String,
        change: impl Fn(&mut Domain),
    ) -> Result<(), Failed> {
        let mut changes = Vec::with_capacity(CHUNK as usize);
        for number in numbers {
            let id = DomainId(id + i64::try_from(number).unwrap_or(i64::MAX));
            let mut domain = self.domain(id, &name(number))?;
            change(&mut domain);
            let due = match domain.lifecycle {
                Lifecycle::PendingDelete { purge } => purge,
                _ => domain.expires,
            };
            changes.push(Change::DomainInsert(Box::new(domain), Some(due)));
        }
        Ok(self.store.bulk(&changes).await?)
    }

    fn domain(&self, id: DomainId, text: &str) -> Result<Domain, Failed> {
        let alfa = registrar("ALFA")?;
        Ok(Domain {
            id,
            name: frames::name(text)?,
            zone: frames::name("pt")?,
            sponsor: alfa.clone(),
            created_by: alfa,
            created: self.now,
            updated_by: None,
            updated: None,
            transferred: None,
            expires: self.expires,
            registrant: Some(self.holder.clone()),
            contacts: Vec::new(),
            name_servers: vec![frames::server(1)?, frames::server(2)?],
            signers: Vec::new(),
            statuses: Statuses::NONE,
            lifecycle: Lifecycle::Registered,
            graces: Vec::new(),
            pending_transfer: None,
            pending_holder: None,
            timed: Vec::new(),
            ttls: Vec::new(),
            disputed: false,
            national: National::default(),
            codes: AuthCodes::default(),
            deletion: None,
            version: 0,
        })
    }

    async fn commit(&self, plan: Plan) -> Result<(), Failed> {
        let who = Who::Staff("bench".to_owned());
        let server_trid = "BENCH".to_owned();
        let actor = Actor { who, from: None, client_trid: None, server_trid, scope: None };
        let (verb, command) = ("Bench".to_owned(), "\"Bench\"".to_owned());
        let record = Record { at: self.now, actor, verb, command, retry: None };
        Ok(self.store.commit(&[plan], &record).await?)
    }

    fn remember(&self) -> Result<(), Failed> {
        let failed = |error: &dyn std::fmt::Display| Failed::new(self.file.display(), error);
        let text = serde_json::to_string(&self.left).map_err(|error| failed(&error))?;
        std::fs::write(&self.file, text).map_err(|error| failed(&error))
    }
}

fn deposit(id: &str) -> Result<Entry, Failed> {
    let to = Account::Registrar(registrar(id)?);
    let amount = Money::new(DEPOSIT_CENTS, Currency::EUR);
    Ok(Entry::moving(Purpose::Deposit, id.to_owned(), Account::Bank, to, amount))
}

fn registrar(id: &str) -> Result<RegistrarId, Failed> {
    RegistrarId::parse(id).ok_or_else(|| Failed::says(format!("{id} is no registrar")))
}
