//! A step as a command, with what it befits to say.

use foral_model::actor::Who;
use foral_model::allocation::{AllocationToken, Uses};
use foral_model::command::{
    Agent, AllocationTokenAdd, Command, ContactCreate, ContactTransfer, Decision, DomainCreate,
    DomainDelete, DomainRenew, DomainRestore, DomainTransfer, DomainUpdate, FeeClaim, Freeze,
    HolderChangeStep, HolderStep, HostCreate, HostUpdate, LinkChange, NationalChange,
    RestoreReport, RestoreStep, SignerChange, Terms, TransferStep, Verdict,
};
use foral_model::contact::{ContactRole, Postal, PostalForm};
use foral_model::extension::{Extension, Extensions};
use foral_model::host::NameServer;
use foral_model::id::{Handle, MessageId};
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::period::Period;
use foral_model::secret::{Digest, Secret};
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::Discount;
use std::net::IpAddr;

use super::{World, domain_name, registrar, visitor};
use crate::book::Name;
use crate::law::LAWS;
use crate::objects::{host_name, superordinate};
use crate::step::{Answer, CLIENT, Deed, Given, Reduction, SERVER, Step, TokenTerms};

/// More than anything costs.
const ENOUGH: i64 = 10_000_000;

impl World {
    /// Who says what; nothing where a step is no command.
    pub(super) async fn command(&self, step: &Step, who: usize) -> Option<(Who, Command)> {
        let name = domain_name((step.zone, step.label));
        let contact = |place: usize| self.handle((step.zone, place));
        let staff = || Who::Staff("test".to_owned());
        let change = |step| Command::HolderChange(HolderChangeStep { name: name.clone(), step });
        let command = match step.deed {
            Deed::HolderAgrees(party) => {
                let agrees = change(HolderStep::Agree(Agent::Keep));
                return Some((Who::Holder(contact(party)), agrees));
            }
            Deed::HolderRefuses(party) => {
                return Some((Who::Holder(contact(party)), change(HolderStep::Refuse)));
            }
            Deed::Link { back, agrees } => {
                let token = self.token((step.zone, step.label), back);
                let verdict = if agrees { Verdict::Agree } else { Verdict::Refuse };
                let decision = Decision { token, verdict, agent: Agent::Keep };
                return Some((Who::Public, Command::Decide(decision)));
            }
            Deed::Deposit(cents) => {
                let amount = Money::new(cents, Currency::EUR);
                return Some((staff(), Command::Deposit(registrar(who), amount)));
            }
            Deed::TokenAdd { place, terms } => {
                return Some((staff(), self.token_add((step.zone, place), terms)));
            }
            Deed::Dispute(begins) => {
                let freeze = if begins { Freeze::Begin } else { Freeze::End };
                return Some((staff(), Command::Dispute(name, freeze)));
            }
            Deed::Lock { add, which, days } => {
                let status = status(SERVER[which]);
                let until = days.map(|days| self.registry.now().plus_days(days));
                let (add, remove) =
                    if add { (vec![(status, until)], vec![]) } else { (vec![], vec![status]) };
                return Some((staff(), Command::ServerStatus { name, add, remove }));
            }
            Deed::Wait(_) | Deed::Tick | Deed::Restart => return None,
            Deed::Ack => {
                let queue = self.registry.queue(&visitor(step.zone, who)).await.unwrap();
                let id = queue.first.map_or(MessageId(-1), |message| message.id);
                Command::PollAck(id)
            }
            Deed::HolderCancel => change(HolderStep::Cancel),
            Deed::HostCreate(_) | Deed::HostDelete(_) | Deed::HostRename(..) => host(step),
            Deed::ContactCreate(place) => {
                contact_create(&contact(place), &code(self.book.numbers + 1))
            }
            Deed::ContactDelete(place) => Command::ContactDelete(contact(place)),
            Deed::ContactRequest { .. } | Deed::ContactAnswer { .. } => self.move_contact(step),
            _ => self.domain_command(step, &name),
        };
        Some((Who::Registrar(registrar(who)), command))
    }

    fn domain_command(&self, step: &Step, name: &DomainName) -> Command {
        let terms =
            Terms { fee: Some(FeeClaim { currency: None, minor: ENOUGH }), ..Terms::default() };
        match step.deed {
            Deed::Create { .. } => self.create(step, name),
            Deed::Renew { years, right_date } => {
                let mut seen = self.book.clone();
                seen.settle((step.zone, step.label));
                let expires = seen.names.get(&(step.zone, step.label)).map(|d| d.expires);
                let expires = expires.filter(|_| right_date).map(date);
                Command::DomainRenew(DomainRenew {
                    name: name.clone(),
                    current_expiry: expires.unwrap_or_else(|| "2001-01-01".to_owned()),
                    period: Period::years(years),
                    national: None,
                    not_renew: false,
                    terms,
                })
            }
            Deed::Delete => Command::DomainDelete(DomainDelete { name: name.clone(), terms }),
            Deed::RestoreRequest => Command::DomainRestore(DomainRestore {
                name: name.clone(),
                step: RestoreStep::Request,
                terms,
            }),
            Deed::RestoreReport => Command::DomainRestore(DomainRestore {
                name: name.clone(),
                step: RestoreStep::Report(Box::new(report(self.registry.now()))),
                terms,
            }),
            Deed::Request(_) | Deed::Approve | Deed::Reject | Deed::Cancel => {
                self.transfer(step, name, terms)
            }
            _ => self.update(step, name),
        }
    }

    fn create(&self, step: &Step, name: &DomainName) -> Command {
        let Deed::Create { years, contact, server, claim, code: coded, token } = step.deed else {
            return Command::HostDelete(name.clone());
        };
        let law = &LAWS[step.zone];
        let role = |role: &&str| ContactRole::parse(role).unwrap();
        let holder = self.handle((step.zone, contact));
        let server = server
            .filter(|_| law.hosts)
            .map(|place| server_of((step.zone, place)));
        let fee = claim.then_some(FeeClaim { currency: None, minor: ENOUGH });
        Command::DomainCreate(DomainCreate {
            organisations: Vec::new(),
            name: name.clone(),
            period: Period::years(years),
            name_servers: server.into_iter().collect(),
            registrant: Some(holder.clone()),
            contacts: law
                .roles
                .iter()
                .map(role)
                .map(|role| (role, holder.clone()))
                .collect(),
            auth_info: match coded {
                true => Secret::new(code(self.book.numbers + 1)),
                false => Secret::default(),
            },
            signers: Vec::new(),
            ttls: Vec::new(),
            idn_table: None,
            national: None,
            terms: Terms {
                fee,
                token: token.map(|place| token_text((step.zone, place))),
                uses: token
                    .map(|_| Extension::AllocationToken)
                    .into_iter()
                    .collect(),
                ..Terms::default()
            },
        })
    }

    /// A token as staff adds it.
    fn token_add(&self, token: Name, terms: TokenTerms) -> Command {
        let now = self.registry.now();
        let zone = DomainName::parse(LAWS[token.0].zone).unwrap();
        let in_days = |days: Option<i64>| days.map(|days| now.plus_days(days));
        Command::AllocationTokenAdd(AllocationTokenAdd {
            text: token_text(token),
            token: AllocationToken {
                digest: Digest(String::new()),
                label: "story".to_owned(),
                zone,
                name: terms.label.map(|label| domain_name((token.0, label))),
                registrar: terms.registrar.map(registrar),
                uses: if terms.once { Uses::Once } else { Uses::Unlimited },
                discount: terms.reduction.map(|reduction| match reduction {
                    Reduction::Percent(percent) => Discount::Percent(percent),
                    Reduction::Fixed(cents) => Discount::Fixed(Money::new(cents, Currency::EUR)),
                }),
                from: in_days(terms.from),
                until: in_days(terms.until),
                used_by: None,
                version: 0,
            },
        })
    }

    fn transfer(&self, step: &Step, name: &DomainName, terms: Terms) -> Command {
        let known = self.book.names.get(&(step.zone, step.label));
        let number = known
            .and_then(|domain| domain.code)
            .map_or(0, |code| code.number);
        let (step, given) = match step.deed {
            Deed::Approve => (TransferStep::Approve, Given::Nothing),
            Deed::Reject => (TransferStep::Reject, Given::Nothing),
            Deed::Cancel => (TransferStep::Cancel, Given::Nothing),
            Deed::Request(given) => (TransferStep::Request, given),
            _ => (TransferStep::Request, Given::Nothing),
        };
        Command::DomainTransfer(DomainTransfer {
            step,
            name: name.clone(),
            period: None,
            auth_info: text_of(given, number),
            national: None,
            renounce: false,
            terms,
        })
    }

    fn move_contact(&self, step: &Step) -> Command {
        let (place, taken, given) = match step.deed {
            Deed::ContactRequest { contact, given } => (contact, TransferStep::Request, given),
            Deed::ContactAnswer { contact, answer } => {
                let step = match answer {
                    Answer::Approve => TransferStep::Approve,
                    Answer::Reject => TransferStep::Reject,
                    Answer::Cancel => TransferStep::Cancel,
                };
                (contact, step, Given::Nothing)
            }
            _ => (0, TransferStep::Request, Given::Nothing),
        };
        let known = self.book.contacts.get(&(step.zone, place));
        let number = known
            .and_then(|contact| contact.code)
            .map_or(0, |code| code.number);
        let handle = self.handle((step.zone, place));
        let auth_info = text_of(given, number);
        Command::ContactTransfer(ContactTransfer { step: taken, handle, auth_info })
    }

    fn update(&self, step: &Step, name: &DomainName) -> Command {
        let mut update = DomainUpdate {
            organisations: LinkChange::default(),
            name: name.clone(),
            add_name_servers: Vec::new(),
            remove_name_servers: Vec::new(),
            add_contacts: Vec::new(),
            remove_contacts: Vec::new(),
            add_statuses: Vec::new(),
            remove_statuses: Vec::new(),
            registrant: None,
            auth_info: None,
            signers: SignerChange::default(),
            ttls: Vec::new(),
            national: None,
            terms: Terms::default(),
        };
        match step.deed {
            Deed::Status { add: true, which } => update.add_statuses.push(status(CLIENT[which])),
            Deed::Status { which, .. } => update.remove_statuses.push(status(CLIENT[which])),
            Deed::Server { add: true, host } => {
                update.add_name_servers.push(server_of((step.zone, host)));
            }
            Deed::Server { host, .. } => {
                update
                    .remove_name_servers
                    .push(server_of((step.zone, host)));
            }
            Deed::SetCode => update.auth_info = Some(Secret::new(code(self.book.numbers + 1))),
            Deed::Holder(to) => update.registrant = Some(self.handle((step.zone, to))),
            Deed::Wish(wish) => {
                let auto_renew = Some(wish);
                update.national = Some(NationalChange { auto_renew, ..NationalChange::default() });
            }
            _ => {}
        }
        Command::DomainUpdate(update)
    }
}

fn host(step: &Step) -> Command {
    let name = |place| DomainName::parse(&host_name((step.zone, place))).unwrap();
    let glue = |place| superordinate((step.zone, place)).map(|_| IpAddr::from([192, 0, 2, 1]));
    match step.deed {
        Deed::HostCreate(place) => Command::HostCreate(HostCreate {
            organisations: Vec::new(),
            name: name(place),
            addresses: glue(place).into_iter().collect(),
            ttls: Vec::new(),
        }),
        Deed::HostRename(from, to) => {
            let (before, after) = (glue(from), glue(to));
            Command::HostUpdate(HostUpdate {
                organisations: LinkChange::default(),
                name: name(from),
                add_addresses: after.filter(|_| before.is_none()).into_iter().collect(),
                remove_addresses: before.filter(|_| after.is_none()).into_iter().collect(),
                add_statuses: Vec::new(),
                remove_statuses: Vec::new(),
                rename: Some(name(to)),
                ttls: Vec::new(),
            })
        }
        Deed::HostDelete(place) => Command::HostDelete(name(place)),
        _ => Command::HostDelete(name(0)),
    }
}

/// The text of an allocation token.
fn token_text((zone, place): Name) -> Secret {
    Secret::new(format!("TOKEN-{zone}-{place}"))
}

fn server_of(host: Name) -> NameServer {
    NameServer::Object(DomainName::parse(&host_name(host)).unwrap())
}

fn status(text: &str) -> Status {
    Status::parse(text).unwrap()
}

/// The text of a code: long enough for every zone, and no form that the registry makes itself.
fn code(number: u64) -> String {
    format!("Chave!{number:08}?aZ-{number:08}")
}

fn text_of(given: Given, number: u64) -> Option<Secret> {
    match given {
        Given::Good => Some(Secret::new(code(number))),
        Given::Wrong => Some(Secret::new("Errada!00000000?aZ-00000000")),
        Given::Nothing => None,
    }
}

fn date(at: Timestamp) -> String {
    at.to_string()[..10].to_owned()
}

fn report(now: Timestamp) -> RestoreReport {
    RestoreReport {
        before: "before".to_owned(),
        after: "after".to_owned(),
        deleted: now,
        restored: now,
        reason: "reason".to_owned(),
        statements: vec!["one".to_owned(), "two".to_owned()],
        other: None,
    }
}

fn contact_create(handle: &Handle, code: &str) -> Command {
    contact(Some(handle), None, code)
}

/// A contact by its handle, or by its taxpayer number.
pub(super) fn contact(handle: Option<&Handle>, number: Option<&str>, code: &str) -> Command {
    Command::ContactCreate(ContactCreate {
        organisations: Vec::new(),
        proposed: handle.cloned(),
        postal: vec![Postal {
            form: PostalForm::International,
            name: "Ana Maria Simões".to_owned(),
            organisation: None,
            street: vec!["Rua da Prata 1".to_owned()],
            city: "Lisboa".to_owned(),
            province: None,
            postal_code: Some("1100-001".to_owned()),
            country: Country::PT,
        }],
        voice: None,
        fax: None,
        mobile: Some("+351.912345678".to_owned()),
        email: "ana@exemplo.pt".to_owned(),
        additional_email: None,
        identity: number.map(str::to_owned),
        auth_info: Secret::new(code),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    })
}
