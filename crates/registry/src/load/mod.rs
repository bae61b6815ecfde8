//! Loading: what a command must know, read in few flights, settled, and handed to the law.

mod application;
mod case;
pub(crate) mod change;
mod contact;
mod disclosure;
mod domain;
mod holder;
mod host;
pub(crate) mod links;
mod maintenance;
mod organisation;
mod public;
mod staff;

use foral_model::actor::Reference;
use foral_model::command::Command;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_rules::domain::inspection::Seen;

use crate::Registry;
use crate::execute::Stop;
use crate::visitor::Visitor;
use change::Party;

pub(crate) use domain::collects;

impl Registry {
    /// The switchboard of registrars' commands: one arm for each.
    pub(crate) async fn plan_for_registrar(
        &self,
        (asker, reference): (&Visitor, Reference),
        (command, seen): (&Command, Option<&Seen>),
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match command {
            Command::ContactCreate(it) => self.contact_create(asker, it, now).await,
            Command::ContactUpdate(it) => self.contact_update(asker, it, now).await,
            Command::ContactDelete(it) => self.contact_delete(asker, it, now).await,
            Command::ContactTransfer(it) => self.contact_transfer(asker, it, now).await,
            Command::DomainCreate(it) => {
                self.domain_create((asker, reference), it, seen, now).await
            }
            Command::DomainUpdate(it) => {
                self.domain_update((asker, reference), it, seen, now).await
            }
            Command::DomainDelete(it) => self.domain_delete(asker, reference, it, now).await,
            Command::DomainRenew(it) => self.domain_renew(asker, it, now).await,
            Command::DomainRestore(it) => self.domain_restore(asker, it, now).await,
            Command::HolderChange(it) => {
                let party = Party::Registrar(&asker.registrar);
                self.is_served(asker, &it.name)?;
                self.holder_change(party, it, now).await
            }
            Command::DomainTransfer(it) => self.domain_transfer(asker, it, now).await,
            Command::HostCreate(it) => self.host_create(asker, it, now).await,
            Command::HostUpdate(it) => self.host_update(asker, it, now).await,
            Command::HostDelete(it) => self.host_delete(asker, it, now).await,
            Command::OrganisationCreate(it) => self.organisation_create(asker, it, now).await,
            Command::OrganisationUpdate(it) => self.organisation_update(asker, it, now).await,
            Command::OrganisationDelete(it) => self.organisation_delete(asker, it, now).await,
            Command::PollAck(id) => self.poll_ack(&asker.registrar, *id).await,
            Command::RegistrarPassword(id, password) => {
                self.registrar_password(id, password, now).await
            }
            _ => Err(Refusal::ActorNotAllowed.into()),
        }
    }
}
