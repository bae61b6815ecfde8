//! Changing an organisation (RFC 8543, section 4.2.5).

use foral_model::command::{OrganisationPostalChange, OrganisationUpdate, ReachedChange};
use foral_model::journal::Deed;
use foral_model::organisation::{
    Organisation, OrganisationPostal, OrganisationRole, OrganisationStatus as Status, Reached,
    RoleHeld,
};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;

use super::create::stand;
use super::{
    Offered, Referred, are_offered, contacts_fit, exists, is_sponsored, parent_fits, permits,
    roles_fit, statuses_are_clients,
};
use crate::case::is_active;
use crate::contact::{additional_email_is_one, email_can_be_written_to};
use crate::domain::update::after;
use crate::rule::{Rule, judge, require};

/// All that an update must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// What the zones of the repository offer.
    pub offered: Offered,
    /// The organisation, if it is there.
    pub organisation: Option<Organisation>,
    /// The new organisation above, and those above it, upwards.
    pub above: Vec<Organisation>,
    /// Handles of added contacts that are not known.
    pub contacts_unknown: Vec<String>,
    /// What refers to it.
    pub referred: Referred,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<OrganisationUpdate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "organisations and the extensions are offered in this repository",
        check: |c, f, _| are_offered(&f.offered, c.uses),
    },
    Rule {
        name: "the organisation exists",
        check: |c, f, _| exists(&c.id, f.organisation.as_ref()),
    },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.organisation.as_ref(), &f.registrar),
    },
    Rule { name: "no status forbids it", check: statuses_permit },
    Rule {
        name: "there is something to change",
        check: |c, _, _| require(!parts(c).is_empty(), || Refusal::ChangeIsEmpty),
    },
    Rule { name: "only client statuses are set and cleared", check: client_statuses },
    Rule {
        name: "new roles are those of the repository's zones",
        check: |c, f, _| roles_fit(&c.add.roles, &f.offered),
    },
    Rule {
        name: "the organisation above is the registrar's own, and not below",
        check: |c, f, _| parent_fits(&c.id, c.parent.as_ref(), &f.above, &f.registrar),
    },
    Rule { name: "the e-mail address can be written to", check: emails_fit },
    Rule {
        name: "new contacts are known, and named where they must be",
        check: |c, f, _| contacts_fit(&c.add.contacts, &f.contacts_unknown),
    },
];

/// Changes an organisation; removals come before additions, and the result is judged as a whole.
///
/// # Errors
/// The first refusal of [`RULES`], or of what the organisation would become.
pub fn decide(update: &OrganisationUpdate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, update, facts, now)?;
    let unknown = || Refusal::OrganisationUnknown(update.id.to_string());
    let mut it = facts.organisation.clone().ok_or_else(unknown)?;
    it.contacts = after(it.contacts, &update.remove.contacts, &update.add.contacts, |contact| {
        contact.handle.to_string()
    })?;
    it.statuses =
        after(it.statuses, &update.remove.statuses, &update.add.statuses, ToString::to_string)?;
    it.statuses.sort_unstable();
    it.roles = roles_after(it.roles, update, &facts.referred)?;
    for change in &update.postal {
        change_postal(&mut it.postal, change)?;
    }
    reach(&mut it.reached, &update.reached);
    if update.parent.is_some() {
        it.parent.clone_from(&update.parent);
    }
    let ended = update.add.statuses.contains(&Status::Terminated);
    require(!ended || !facts.referred.is_linked(), || {
        Refusal::OrganisationIsLinked(update.id.to_string())
    })?;
    it.updated = Some(now);
    it.updated_by = Some(facts.registrar.id.clone());
    let mut plan = Plan::answering(Outcome::Done);
    plan.events
        .push(super::event(&it, Deed::Updated(parts(update))));
    plan.changes.extend(stand(&facts.above));
    let given_up = given_up(facts.organisation.as_ref(), &it, ended);
    if !given_up.is_empty() {
        plan.changes
            .push(Change::OrganisationUnlinked(it.number, given_up));
    }
    plan.changes.push(Change::OrganisationUpdate(Box::new(it)));
    Ok(plan)
}

fn parts(update: &OrganisationUpdate) -> Vec<&'static str> {
    let (add, remove) = (&update.add, &update.remove);
    let data = update.parent.is_some()
        || !update.postal.is_empty()
        || update.reached != ReachedChange::default();
    [
        (!add.roles.is_empty() || !remove.roles.is_empty(), "roles"),
        (!add.contacts.is_empty() || !remove.contacts.is_empty(), "contacts"),
        (!add.statuses.is_empty() || !remove.statuses.is_empty(), "status"),
        (data, "data"),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
    .collect()
}

/// What forbids an update may be lifted by it, unless the registry set it.
fn statuses_permit(
    update: &OrganisationUpdate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    let it = facts.organisation.as_ref();
    permits(it, &[Status::ServerUpdateProhibited])?;
    let mut stopping = vec![Status::ClientUpdateProhibited, Status::Hold, Status::Terminated];
    stopping.retain(|status| !update.remove.statuses.contains(status));
    permits(it, &stopping)
}

fn client_statuses(
    update: &OrganisationUpdate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    let now = facts
        .organisation
        .as_ref()
        .and_then(|it| it.parent.as_ref());
    let all = update.add.statuses.iter().chain(&update.remove.statuses);
    statuses_are_clients(all, update.parent.as_ref().or(now))?;
    let mut roles = update.remove.roles.iter();
    roles.try_for_each(super::role_statuses_are_clients)
}

fn emails_fit(update: &OrganisationUpdate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let reached = &update.reached;
    let email = reached.email.as_deref();
    email.map_or(Ok(()), email_can_be_written_to)?;
    let additional = reached.additional_email.as_ref().and_then(Option::as_deref);
    additional.map_or(Ok(()), additional_email_is_one)
}

/// Roles after an update: one that is removed with statuses or a number loses only these, and one
/// that is added again takes them. An organisation keeps one role at least.
fn roles_after(
    mut kept: Vec<RoleHeld>,
    update: &OrganisationUpdate,
    referred: &Referred,
) -> Result<Vec<RoleHeld>, Refusal> {
    for gone in &update.remove.roles {
        let no_effect = || Refusal::ChangeHasNoEffect(gone.role.to_string());
        let at = kept.iter().position(|held| held.role == gone.role);
        let at = at.ok_or_else(no_effect)?;
        if gone.statuses.is_empty() && gone.id.is_none() {
            let linked = referred.roles.contains(&gone.role);
            require(!linked, || Refusal::OrganisationIsLinked(update.id.to_string()))?;
            kept.remove(at);
        } else if let Some(held) = kept.get_mut(at) {
            take_from(held, gone)?;
        }
    }
    for new in &update.add.roles {
        match kept.iter_mut().find(|held| held.role == new.role) {
            Some(held) => add_to(held, new)?,
            None => kept.push(new.clone()),
        }
    }
    require(!kept.is_empty(), || Refusal::Required("role"))?;
    Ok(kept)
}

/// The roles in which nothing may refer to the organisation when the change is committed.
fn given_up(
    before: Option<&Organisation>,
    after: &Organisation,
    ended: bool,
) -> Vec<OrganisationRole> {
    let had = before.map_or(&[][..], |before| &before.roles);
    had.iter()
        .filter(|held| ended || after.role(&held.role).is_none())
        .map(|held| held.role.clone())
        .collect()
}

fn take_from(held: &mut RoleHeld, gone: &RoleHeld) -> Result<(), Refusal> {
    held.statuses =
        after(std::mem::take(&mut held.statuses), &gone.statuses, &[], ToString::to_string)?;
    let Some(id) = &gone.id else { return Ok(()) };
    require(held.id.as_ref() == Some(id), || Refusal::ChangeHasNoEffect(id.clone()))?;
    held.id = None;
    Ok(())
}

fn add_to(held: &mut RoleHeld, new: &RoleHeld) -> Result<(), Refusal> {
    let before = held.clone();
    held.statuses =
        after(std::mem::take(&mut held.statuses), &[], &new.statuses, ToString::to_string)?;
    if new.id.is_some() {
        held.id.clone_from(&new.id);
    }
    require(*held != before, || Refusal::ChangeHasNoEffect(new.role.to_string()))
}

/// A form that is there takes what is said; a new one needs a name.
fn change_postal(
    kept: &mut Vec<OrganisationPostal>,
    change: &OrganisationPostalChange,
) -> Result<(), Refusal> {
    if let Some(postal) = kept.iter_mut().find(|postal| postal.form == change.form) {
        if let Some(name) = &change.name {
            postal.name.clone_from(name);
        }
        if change.address.is_some() {
            postal.address.clone_from(&change.address);
        }
        return Ok(());
    }
    let name = change.name.clone().ok_or(Refusal::Required("name"))?;
    let (form, address) = (change.form, change.address.clone());
    kept.push(OrganisationPostal { form, name, address });
    Ok(())
}

fn reach(kept: &mut Reached, said: &ReachedChange) {
    if let Some(voice) = &said.voice {
        kept.voice.clone_from(voice);
    }
    if let Some(fax) = &said.fax {
        kept.fax.clone_from(fax);
    }
    if said.email.is_some() {
        kept.email.clone_from(&said.email);
    }
    if let Some(email) = &said.additional_email {
        kept.additional_email.clone_from(email);
    }
    if let Some(url) = &said.url {
        kept.url.clone_from(url);
    }
}

#[cfg(test)]
mod tests;
