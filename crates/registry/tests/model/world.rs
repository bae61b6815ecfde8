//! Foral beside the model: each step is played on both, and what they answer and show is compared.

mod commands;
mod links;
mod setup;
mod steering;

use std::collections::BTreeMap;
use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::repository::Scope;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_registry::Registry;
use foral_registry::directory::Onlooker;
use foral_registry::error::Error;
use foral_registry::mint::Key;
use foral_registry::visitor::Visitor;
use foral_store::{Database, Store};

use crate::book::{Book, Name, REGISTRARS};
use crate::compare::{self, Shown, differ};
use crate::law::{LABELS, LAWS};
use crate::objects::host_name;
use crate::step::{Deed, Step};

/// Both sides of a story.
pub(crate) struct World {
    registry: Arc<Registry>,
    /// The same, with a directory that remembers nothing.
    forgetful: Arc<Registry>,
    store: Store,
    database: Database,
    key: Key,
    book: Book,
    /// Tokens of the links that letters carried, by name and in their order.
    links: BTreeMap<Name, Vec<Secret>>,
    /// The number of the latest letter that was read.
    letters: i64,
    /// Handles that the registry assigned.
    assigned: BTreeMap<Name, Handle>,
    /// Seconds by which the registry's clock is ahead of the machine's at the beginning.
    ahead: i64,
    begin: Timestamp,
    days: i64,
    steps: i64,
}

impl World {
    /// Plays a step on both sides.
    pub(crate) async fn play(&mut self, step: &Step) -> Result<(), String> {
        self.steps += 1;
        match step.deed {
            Deed::Wait(days) => {
                self.days += days;
                self.reopen().await;
            }
            Deed::Restart => self.restart().await,
            _ => {}
        }
        // Later commands are later, also in the model.
        self.book.now = self.begin.plus_days(self.days);
        self.book.now = Timestamp::from_micros(self.book.now.micros() + self.steps * 1_000);
        let (step, who) = self.befitting(step);
        self.open_link(&step).await?;
        let theirs = self.ask(&step, who).await?;
        let ours = self.book.play(&step, who);
        if theirs.as_deref().map_err(String::as_str) != ours {
            return Err(format!(
                "{} asked for {step:?}: Foral says {theirs:?}, the model {ours:?}",
                REGISTRARS[who]
            ));
        }
        self.compare_accounts().await?;
        self.read_letters(&step).await?;
        match step.deed {
            Deed::Wait(_) | Deed::Tick => self.compare_names().await,
            _ => self.compare_name((step.zone, step.label)).await,
        }
    }

    /// Everything is compared once more, and the books are proved.
    pub(crate) async fn end(&mut self) -> Result<(), String> {
        let tick = Step { zone: 0, label: 0, who: 7, deed: Deed::Tick };
        self.play(&tick).await?;
        for zone in 0..LAWS.len() {
            for place in 0..4 {
                self.compare_host((zone, place)).await?;
            }
        }
        let proof = self.store.ledger_proof(self.registry.now()).await;
        let proof = proof.map_err(|why| format!("{why:?}"))?;
        if proof.differences.is_empty() { Ok(()) } else { Err(format!("{:?}", proof.differences)) }
    }

    async fn compare_names(&self) -> Result<(), String> {
        for zone in 0..LAWS.len() {
            for label in 0..LABELS.len() {
                self.compare_name((zone, label)).await?;
            }
        }
        Ok(())
    }

    /// Whoever looks at a name may commit what time did to it, and tells its registrars then: accounts
    /// that differ must be the same once everything is committed on both sides.
    async fn compare_accounts(&mut self) -> Result<(), String> {
        if self.accounts_agree().await?.is_ok() {
            return Ok(());
        }
        self.tick().await?;
        self.book.tick();
        self.accounts_agree().await?
    }

    async fn accounts_agree(&self) -> Result<Result<(), String>, String> {
        let rows = self
            .registry
            .registrar_rows()
            .await
            .map_err(|why| why.to_string())?;
        for (place, id) in REGISTRARS.iter().enumerate() {
            let row = rows.iter().find(|row| row.card.id.as_str() == *id);
            let balance = row.map(|row| row.balance.minor).unwrap_or_default();
            let queue = self.registry.queue(&visitor(0, place)).await;
            let queue = queue.map_err(|why| why.to_string())?.count;
            let (theirs, ours) =
                ((balance, queue), (self.book.balances[place], self.book.queues[place]));
            if theirs != ours {
                let told = format!("{id}: Foral has (cents, messages) {theirs:?}, not {ours:?}");
                return Ok(Err(told));
            }
        }
        Ok(Ok(()))
    }

    /// Everything that is due happens in Foral.
    async fn tick(&self) -> Result<(), String> {
        loop {
            let ticked = self.registry.tick().await.map_err(|why| why.to_string())?;
            if ticked.moved == 0 {
                return Ok(());
            }
        }
    }

    async fn compare_name(&self, name: Name) -> Result<(), String> {
        let text = domain_name(name);
        let asker = visitor(name.0, 0);
        let theirs: Shown = match self.registry.domain_info(&asker, &text, None, None).await {
            Ok(info) => compare::shown(&info.domain, self.registry.now()),
            Err(Error::Refused(Refusal::DomainUnknown(_))) => None,
            Err(other) => return Err(format!("{text}: {other:?}")),
        };
        let ours = compare::modelled(&self.book, name, |contact| {
            self.handle((name.0, contact)).to_string()
        });
        differ(&theirs, &ours).map_err(|why| format!("{text}: {why}"))?;
        self.compare_memory(&text).await?;
        let check = self
            .registry
            .domains_check(&asker, std::slice::from_ref(&text), None)
            .await;
        let taken = matches!(check.as_deref(), Ok([Some(Refusal::NameTaken(_))]));
        if taken == ours.is_some() { Ok(()) } else { Err(format!("{text}: check says {check:?}")) }
    }

    /// What the directory remembers is what it would read.
    async fn compare_memory(&self, text: &DomainName) -> Result<(), String> {
        let mut seen = Vec::new();
        // The first look may fill the memory, from which the second one answers.
        for registry in [&self.registry, &self.registry, &self.forgetful] {
            let look = registry.directory_domain(&Onlooker::PUBLIC, text).await;
            let mut look = look.map_err(|why| why.to_string())?;
            if let Some(domain) = &mut look {
                domain.as_of = self.begin;
            }
            seen.push(look);
        }
        if seen[0] == seen[2] && seen[1] == seen[2] {
            return Ok(());
        }
        Err(format!("{text} is remembered, and shown as\n{:?}\nnot\n{:?}", seen[1], seen[2]))
    }

    async fn compare_host(&self, host: Name) -> Result<(), String> {
        let text = DomainName::parse(&host_name(host)).map_err(|why| format!("{why:?}"))?;
        let info = self
            .registry
            .host_info(&visitor(host.0, 0), &text)
            .await
            .ok();
        let theirs = info.map(|info| info.host.sponsor.to_string());
        let ours = self
            .book
            .hosts
            .get(&host)
            .map(|host| REGISTRARS[host.sponsor].to_owned());
        if theirs == ours { Ok(()) } else { Err(format!("{text}: {theirs:?}, not {ours:?}")) }
    }

    /// What Foral answers: the kind of outcome, or the name of the rule that refused it.
    async fn ask(&self, step: &Step, who: usize) -> Result<Result<String, String>, String> {
        let Some((asker, command)) = self.command(step, who).await else {
            if matches!(step.deed, Deed::Tick) {
                self.tick().await?;
            }
            return Ok(Ok("Done".to_owned()));
        };
        let actor = Actor {
            scope: matches!(asker, Who::Registrar(_)).then(|| scope(step.zone)),
            who: asker,
            from: None,
            client_trid: None,
            server_trid: format!("STEP-{}", self.steps),
        };
        match self.registry.execute(&actor, &command).await {
            Ok(outcome) => {
                let text = format!("{outcome:?}");
                let kind = text.split([' ', '(', '{']).next().unwrap_or_default();
                Ok(Ok(kind.to_owned()))
            }
            Err(Error::Refused(refusal)) => Ok(Err(refusal.name().to_owned())),
            Err(Error::Failed(incident)) => Err(format!("{command:?} failed: {incident}")),
        }
    }

    pub(crate) fn handle(&self, contact: Name) -> Handle {
        match LAWS[contact.0].handles {
            Some(prefix) => Handle::parse(&format!("{prefix}{}", contact.1)).unwrap(),
            None => self.assigned[&contact].clone(),
        }
    }
}

pub(crate) fn domain_name((zone, label): Name) -> DomainName {
    DomainName::parse(&format!("{}.{}", LABELS[label], LAWS[zone].zone)).unwrap()
}

pub(crate) fn registrar(place: usize) -> RegistrarId {
    RegistrarId::parse(REGISTRARS[place]).unwrap()
}

fn scope(zone: usize) -> Arc<Scope> {
    Arc::new(Scope { repository: setup::repository(zone).name, zones: Vec::new() })
}

fn visitor(zone: usize, place: usize) -> Visitor {
    Visitor { registrar: registrar(place), scope: Some(scope(zone)) }
}
