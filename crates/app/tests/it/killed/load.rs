//! Registrars that work without pause, and remember what was acknowledged.

use std::collections::BTreeMap;
use std::io;

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;

use super::dice::Dice;
use super::nif::nif;
use crate::commands::{
    contact, contact_create, domain, domain_code, domain_create, domain_info, domain_transfer,
};

/// Two registrars between whom domains go back and forth.
#[derive(Clone, Copy)]
pub(super) struct Pair(pub(super) [&'static str; 2]);

/// A registrar by name, and its session.
pub(super) type Sponsor = (&'static str, EppClient);

/// Renewals of one domain at most: the zone's horizon is ten years away.
const RENEWALS: u8 = 8;

/// What a domain is like, as far as the load changes it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct State {
    sponsor: &'static str,
    expires: String,
    hold: Hold,
    holder: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Hold {
    Set,
    Clear,
}

/// A domain as its registrars remember it.
struct Remembered {
    state: State,
    code: Option<String>,
    renewals: u8,
}

/// What is done to one domain.
#[derive(Clone, Copy)]
enum Deed {
    Hold,
    Renew,
    Code,
    Transfer,
}

/// The command that nobody answered.
enum CutOff {
    Contact,
    Create { name: String, sponsor: &'static str },
    Change { name: String, deed: Deed },
}

/// One after another: creates, changes, renews and transfers its own domains.
pub(super) struct Worker {
    number: u64,
    pair: Pair,
    dice: Dice,
    holder: Option<String>,
    domains: BTreeMap<String, Remembered>,
    /// Names about which something was said since the last audit.
    touched: Vec<String>,
    /// Handles of contacts that were made since the last audit.
    people: Vec<String>,
    cut_off: Option<CutOff>,
    made: u64,
    done: u64,
    moved: u64,
}

impl Worker {
    pub(super) fn new(number: u64, pair: Pair, dice: Dice) -> Self {
        Self {
            number,
            pair,
            dice,
            holder: None,
            domains: BTreeMap::new(),
            touched: Vec::new(),
            people: Vec::new(),
            cut_off: None,
            made: 0,
            done: 0,
            moved: 0,
        }
    }

    pub(super) fn pair(&self) -> Pair {
        self.pair
    }

    /// How many commands were acknowledged.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// How many of them were transfers.
    pub(super) fn moved(&self) -> u64 {
        self.moved
    }

    /// Works until a connection breaks.
    pub(super) async fn work(mut self, mut sessions: [EppClient; 2]) -> Self {
        while self.step(&mut sessions).await.is_ok() {
            self.cut_off = None;
            self.done += 1;
        }
        self
    }

    async fn step(&mut self, sessions: &mut [EppClient; 2]) -> io::Result<()> {
        let Some(holder) = self.holder.clone() else { return self.create_contact(sessions).await };
        if self.domains.is_empty() || self.dice.below(4) == 0 {
            // A new person now and then, so that contacts are made under load too.
            if self.dice.below(5) == 0 {
                self.holder = None;
            }
            return self.create_domain(sessions, &holder).await;
        }
        let names: Vec<_> = self.domains.keys().cloned().collect();
        let name = self.dice.one_of(&names).clone();
        let known = &self.domains[&name];
        let deed = match self.dice.below(4) {
            0 => Deed::Hold,
            1 if known.renewals < RENEWALS => Deed::Renew,
            _ if known.code.is_none() => Deed::Code,
            _ => Deed::Transfer,
        };
        self.change(sessions, name, deed).await
    }

    async fn create_contact(&mut self, sessions: &mut [EppClient; 2]) -> io::Result<()> {
        self.cut_off = Some(CutOff::Contact);
        self.made += 1;
        let number = nif(20_000_000 + self.number * 1_000_000 + self.made);
        let email = format!("carga-{}@correio.example", self.number);
        let create = contact_create("Carga Pesada", &email, &number);
        let answer = accepted(sessions[0].exchange(&create).await?);
        let handle = answer.text("id").unwrap().to_owned();
        self.people.push(handle.clone());
        self.holder = Some(handle);
        Ok(())
    }

    async fn create_domain(
        &mut self,
        sessions: &mut [EppClient; 2],
        holder: &str,
    ) -> io::Result<()> {
        self.made += 1;
        let name = format!("carga-{}-{}.pt", self.number, self.made);
        let side = usize::from(self.dice.below(2) == 1);
        let sponsor = self.pair.0[side];
        self.cut_off = Some(CutOff::Create { name: name.clone(), sponsor });
        let answer = accepted(
            sessions[side]
                .exchange(&domain_create(&name, holder))
                .await?,
        );
        let expires = answer.text("exDate").unwrap().to_owned();
        let state = State { sponsor, expires, hold: Hold::Clear, holder: holder.to_owned() };
        self.touched.push(name.clone());
        self.domains
            .insert(name, Remembered { state, code: None, renewals: 0 });
        Ok(())
    }

    async fn change(
        &mut self,
        sessions: &mut [EppClient; 2],
        name: String,
        deed: Deed,
    ) -> io::Result<()> {
        self.cut_off = Some(CutOff::Change { name: name.clone(), deed });
        self.touched.push(name.clone());
        let Some(known) = self.domains.get_mut(&name) else { return Ok(()) };
        let side = usize::from(known.state.sponsor == self.pair.0[1]);
        match deed {
            Deed::Hold => {
                let (verb, hold) = match known.state.hold {
                    Hold::Clear => ("add", Hold::Set),
                    Hold::Set => ("rem", Hold::Clear),
                };
                accepted(sessions[side].exchange(&hold_update(&name, verb)).await?);
                known.state.hold = hold;
            }
            Deed::Renew => {
                let renew = domain_renew(&name, &known.state.expires);
                let answer = accepted(sessions[side].exchange(&renew).await?);
                known.state.expires = answer.text("exDate").unwrap().to_owned();
                known.renewals += 1;
            }
            Deed::Code => {
                let code = format!("Codigo-{}-{}", self.number, self.dice.next());
                accepted(sessions[side].exchange(&domain_code(&name, &code)).await?);
                known.code = Some(code);
            }
            Deed::Transfer => {
                let code = known.code.clone().unwrap();
                let gain = domain_transfer(&name, &code, None);
                accepted(sessions[1 - side].exchange(&gain).await?);
                known.state.sponsor = self.pair.0[1 - side];
                known.code = None;
                self.moved += 1;
            }
        }
        Ok(())
    }

    /// Compares what was touched with what is there. What was under way is whole, or never was.
    pub(super) async fn audit(&mut self, sponsors: &mut [Sponsor]) -> Result<(), String> {
        let cut_off = self.cut_off.take();
        match &cut_off {
            // Whether it is whole is for the laws to say; its number is not used again.
            Some(CutOff::Contact) | None => {}
            Some(CutOff::Create { name, sponsor }) => {
                if let Some(found) = seen(sponsors, name).await? {
                    let whole = found.sponsor == *sponsor && found.hold == Hold::Clear;
                    let whole = whole && !found.holder.is_empty() && !found.expires.is_empty();
                    whole
                        .then_some(())
                        .ok_or(format!("{name} is half-created: {found:?}"))?;
                    self.domains
                        .insert(name.clone(), Remembered { state: found, code: None, renewals: 0 });
                }
            }
            Some(CutOff::Change { name, deed }) => self.settle(sponsors, name, *deed).await?,
        }
        for handle in std::mem::take(&mut self.people) {
            let info = contact("info", &format!("<contact:id>{handle}</contact:id>"));
            let (_, client) = &mut sponsors[0];
            let answer = client.exchange(&info).await;
            let answer = answer.map_err(|error| format!("{handle}: {error}"))?;
            if answer.code == 2303 {
                return Err(format!("{handle} was acknowledged and is gone"));
            }
        }
        for name in std::mem::take(&mut self.touched) {
            let found = seen(sponsors, &name).await?;
            let expected = &self.domains[&name].state;
            if found.as_ref() != Some(expected) {
                return Err(format!("{name} is {found:?}, acknowledged was {expected:?}"));
            }
        }
        Ok(())
    }

    /// Takes over what became of a change that nobody answered, if it is whole.
    async fn settle(
        &mut self,
        sponsors: &mut [Sponsor],
        name: &str,
        deed: Deed,
    ) -> Result<(), String> {
        let found = seen(sponsors, name).await?;
        let known = self
            .domains
            .get_mut(name)
            .ok_or("a change of nothing".to_owned())?;
        let mut after = known.state.clone();
        match deed {
            Deed::Hold if after.hold == Hold::Set => after.hold = Hold::Clear,
            Deed::Hold => after.hold = Hold::Set,
            Deed::Renew => after.expires = a_year_later(&after.expires),
            Deed::Code => {}
            Deed::Transfer => {
                let side = usize::from(after.sponsor == self.pair.0[0]);
                after.sponsor = self.pair.0[side];
            }
        }
        let done = found.as_ref() == Some(&after);
        if !done && found.as_ref() != Some(&known.state) {
            let before = &known.state;
            return Err(format!("{name} is {found:?}, neither {before:?} nor {after:?}"));
        }
        if done {
            known.state = after;
            known.renewals += u8::from(matches!(deed, Deed::Renew));
        }
        // Which code holds is not to be seen; a new one replaces it.
        known.code = None;
        Ok(())
    }
}

/// What a domain is like, as its sponsor sees it.
async fn seen(sponsors: &mut [Sponsor], name: &str) -> Result<Option<State>, String> {
    let Some(answer) = info(&mut sponsors[0].1, name).await? else { return Ok(None) };
    // Anybody learns whose it is, but the sponsor alone who holds it.
    let sponsor = answer.text("clID").unwrap_or_default();
    let &mut (sponsor, ref mut client) = sponsors
        .iter_mut()
        .find(|(registrar, _)| *registrar == sponsor)
        .ok_or_else(|| format!("{name} is {sponsor}'s"))?;
    let Some(answer) = info(client, name).await? else { return Ok(None) };
    let text = |path| answer.text(path).unwrap_or_default().to_owned();
    let statuses = answer.data.iter().flat_map(|data| data.all("status"));
    let held = statuses
        .filter_map(|status| status.attribute("s"))
        .any(|status| status == "clientHold");
    Ok(Some(State {
        sponsor,
        expires: text("exDate"),
        hold: if held { Hold::Set } else { Hold::Clear },
        holder: text("registrant"),
    }))
}

async fn info(client: &mut EppClient, name: &str) -> Result<Option<Answer>, String> {
    let answer = client.exchange(&domain_info(name)).await;
    let answer = answer.map_err(|error| format!("{name}: {error}"))?;
    match answer.code {
        1000 => Ok(Some(answer)),
        2303 => Ok(None),
        _ => Err(format!("{name}: {answer:?}")),
    }
}

fn accepted(answer: Answer) -> Answer {
    assert_eq!(answer.code, 1000, "{answer:?}");
    answer
}

fn hold_update(name: &str, verb: &str) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name>\
         <domain:{verb}><domain:status s=\"clientHold\"/></domain:{verb}>"
    );
    domain("update", &inside)
}

fn domain_renew(name: &str, expires: &str) -> String {
    let day = expires.split('T').next().unwrap_or_default();
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:curExpDate>{day}</domain:curExpDate>\
         <domain:period unit=\"y\">1</domain:period>"
    );
    domain("renew", &inside)
}

/// The same day of the next year. No expiry lies on 29 February, which has no such day.
fn a_year_later(expires: &str) -> String {
    let (year, rest) = expires.split_at(4);
    let year: u16 = year.parse().unwrap();
    format!("{}{rest}", year + 1)
}
