//! What changes, by subject: every change of a plan as the steps that make it.

mod allocation;
pub(crate) mod answered;
mod application;
mod contact;
pub(crate) mod disclosure;
pub(crate) mod domain;
pub(crate) mod host;
pub(crate) mod inspection;
pub(crate) mod journal;
pub(crate) mod ledger;
mod maintenance;
mod organisation;
pub(crate) mod outbox;
pub(crate) mod poll;
mod registrar;
mod user;
mod zone;

use foral_model::plan::Change;

use crate::failure::Failure;
use crate::statement::{Job, Step};
use domain::Known;

/// Adds the steps of one change to a job.
pub(crate) fn change(job: &mut Job, known: &mut Known, change: &Change) -> Result<(), Failure> {
    let steps: Vec<Step> = match change {
        Change::DomainInsert(domain, due) => domain::insert(known, domain, *due)?,
        Change::DomainUpdate(domain, due) => domain::update(job, known, domain, *due)?,
        Change::DomainRemove(id, version) => domain::remove(*id, *version),
        Change::DomainTransfer(id, transfer) => vec![domain::transfer(*id, transfer)],
        Change::AttemptsPut(attempts) => vec![domain::attempts(attempts)],
        Change::AttemptsClear(id, registrar) => vec![domain::attempts_clear(*id, registrar)],
        Change::ContactInsert(contact) => vec![contact::insert(contact)?],
        Change::ContactUpdate(contact) => vec![contact::update(contact)?],
        Change::ContactRemove(handle, version) => contact::remove(handle, *version),
        Change::ContactTransfer(handle, transfer) => vec![contact::transfer(handle, transfer)],
        Change::HostInsert(host) => host::insert(host)?,
        Change::HostUpdate(host) => host::update(host)?,
        Change::HostRemove(id, version) => host::remove(*id, *version),
        Change::HostsFollow { superordinate, sponsor, at } => {
            host::follow(*superordinate, sponsor, *at)
        }
        Change::InspectionUpdate(it) => vec![inspection::update(it)?],
        Change::InspectionPut(it) => vec![inspection::put(it)?],
        Change::OrganisationInsert(it) => organisation::insert(it)?,
        Change::OrganisationUpdate(it) => organisation::update(it)?,
        Change::OrganisationRemove(number, version) => organisation::remove(*number, *version),
        Change::OrganisationStands(number, version) => {
            vec![organisation::stands(*number, *version)]
        }
        Change::OrganisationUnlinked(number, roles) => organisation::unlinked(*number, roles),
        Change::OrganisationLinks(object, ties) => organisation::link(object, ties),
        Change::MessageRemove(registrar, id) => vec![poll::remove(registrar, *id)],
        Change::RegistrarInsert(registrar) => registrar::insert(registrar)?,
        Change::RegistrarUpdate(registrar) => registrar::update(registrar)?,
        Change::UserPut(user) => vec![user::put(user)],
        Change::SessionsEnd(login) => user::sessions_end(login),
        Change::TokenInsert(token) => user::token_insert(token),
        Change::TokenUse(digest) => vec![user::token_use(digest)],
        Change::TokensEnd(handle) => vec![user::tokens_end(handle)],
        Change::DecisionsEnd(domain) => vec![user::decisions_end(*domain)],
        Change::AllocationTokenPut(token) => vec![allocation::put(token)?],
        Change::ApplicationPut(application) => vec![application::put(application)?],
        Change::ApplicationRemove(id, version) => vec![application::remove(id, *version)],
        Change::LaunchRecordInsert(record) => vec![application::record(record)?],
        Change::MaintenancePut(maintenance) => vec![maintenance::put(maintenance)?],
        Change::DisclosurePut(request) => vec![disclosure::put(request)?],
        Change::AuthorityPut(authority) => vec![disclosure::authority(authority)?],
        Change::ZonePut(name, repository, policy) => vec![zone::put(name, repository, policy)],
    };
    job.steps.extend(steps);
    Ok(())
}
