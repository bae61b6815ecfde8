//! Changing a domain (RFC 5731, section 3.2.5; RFC 5910).

use foral_model::actor::Reference;
use foral_model::command::{DomainUpdate, SignerRemoval};
use foral_model::contact::Contact;
use foral_model::domain::{Domain, RecordType, Signer};
use foral_model::host::NameServer;
use foral_model::id::HostId;
use foral_model::journal::Deed;
use foral_model::mail::Letter;
use foral_model::name::DomainName;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::Digest;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::zone::{HolderChange, Offer, Requirement, Zone};

use super::create::{contacts_fit, stored_code, strong_code};
use super::inspection::{self, Seen};
use super::standing;
use super::transfer::MintedLink;
use crate::case::{self, Case};
use crate::holder::change;
use crate::organisation::link;
use crate::rule::{Rule, judge, require};
use crate::{delegation, terms};

/// All that an update must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// The contact that is named as the new registrant.
    pub registrant: Option<Contact>,
    /// Handles of added contacts that are not known.
    pub contacts_unknown: Vec<String>,
    /// Added host objects, with their numbers if they exist.
    pub hosts: Vec<(DomainName, Option<HostId>)>,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// Digest of the code that the registrar sets, if it sets one.
    pub code: Option<Digest>,
    /// A link for the present holder, if its agreement to another holder is needed.
    pub link: MintedLink,
    /// The references of the command, for the message that tells what came of it.
    pub reference: Reference,
    /// What was seen of the name servers, if somebody looked.
    pub seen: Option<Seen>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainUpdate, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    standing::registrar_sponsors_it(),
    standing::extensions_are_offered(),
    standing::is_not_leaving(),
    Rule { name: "no status forbids it", check: statuses_permit },
    standing::nothing_waits(),
    Rule { name: "there is something to change", check: is_not_empty },
    Rule { name: "only client statuses are set and cleared", check: statuses_are_clients },
    Rule { name: "the holder may be changed this way", check: holder_may_change },
    Rule { name: "a change of holder that others must agree to stands alone", check: stands_alone },
    Rule { name: "every contact is known", check: contacts_are_known },
    Rule { name: "every host is known", check: hosts_are_known },
    Rule { name: "the delegation signers have the zone's form", check: signers_have_form },
    Rule { name: "the organisations may be linked in their roles", check: organisations_fit },
    Rule { name: "the code is strong enough", check: code_is_strong },
    Rule { name: "the name servers answer as the zone demands", check: servers_are_ready },
];

fn servers_are_ready(_: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let seen = facts.seen.as_ref();
    case::on(facts.case.as_ref(), |case| inspection::servers_are_ready(&case.zone, seen))
}

/// Changes a domain; removals come before additions, and the result is judged as a whole.
///
/// # Errors
/// The first refusal of [`RULES`], or of what the domain would become.
pub fn decide(update: &DomainUpdate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, update, facts, now)?;
    let case = case::known(facts.case.as_ref(), &update.name)?;
    let code = facts.code.as_ref();
    let mut domain = content_after(case.domain.clone(), update, code, &case.zone, now)?;
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
    let mut plan = Plan::answering(Outcome::Done);
    plan.events
        .push(super::event(&domain, Deed::Updated(parts(update))));
    tell_of_the_code(&mut plan, case, facts, now);
    change_holder(&mut plan, &mut domain, update, facts, now);
    let object = LinkedObject::Domain(domain.id);
    inspection::keep(&mut plan, &domain, &case.zone, facts.seen.as_ref(), now);
    case::put(&mut plan, domain, &case.zone);
    let (change, known) = (&update.organisations, &facts.organisations);
    link::put_changed(&mut plan, object, change, known, &facts.registrar)?;
    Ok(plan)
}

/// What a domain says after an update, save who holds it, judged as a whole. `digest` is that of the
/// code that the update sets, if it sets one.
pub(crate) fn content_after(
    mut domain: Domain,
    update: &DomainUpdate,
    digest: Option<&Digest>,
    zone: &Zone,
    now: Timestamp,
) -> Result<Domain, Refusal> {
    domain.name_servers = servers_after(&domain.name_servers, update)?;
    domain.contacts =
        after(domain.contacts, &update.remove_contacts, &update.add_contacts, |c| c.1.to_string())?;
    domain.statuses =
        statuses_after(domain.statuses, &update.remove_statuses, &update.add_statuses)?;
    domain.signers = signers_after(domain.signers, update)?;
    delegation::servers_fit(&domain.name, &domain.name_servers, zone)?;
    delegation::signers_fit(&domain.signers, zone)?;
    contacts_fit(&domain.contacts, zone)?;
    if let Some(code) = &update.auth_info {
        let digest = digest.filter(|_| !code.is_empty());
        domain.codes.registrar = stored_code(digest, zone, now);
    }
    if let Some(said) = &update.national {
        domain.national = super::national_after(domain.national, said);
    }
    domain.ttls = ttls_after(domain.ttls, &update.ttls);
    terms::ttls_fit(&domain.ttls, zone)?;
    Ok(domain)
}

/// The holder hears of a code that the registrar sets, where the zone wants that; the code itself
/// is the registrar's to give.
fn tell_of_the_code(plan: &mut Plan, case: &Case, facts: &Facts, now: Timestamp) {
    if facts.code.is_none() || case.zone.codes.notice == Offer::Absent {
        return;
    }
    let domain = case.domain.name.clone();
    let letter = Letter::CodeNotice { domain, at: now, recently_recovered: false };
    plan.mail.extend(case.to_holder(letter));
}

/// Changes the holder, or asks the present one first where the zone wants both to agree.
fn change_holder(
    plan: &mut Plan,
    domain: &mut Domain,
    update: &DomainUpdate,
    facts: &Facts,
    now: Timestamp,
) {
    let (Some(new), Some(case)) = (&facts.registrant, &facts.case) else { return };
    if update.registrant.is_none() || domain.registrant.as_ref() == Some(&new.handle) {
        return;
    }
    match case.zone.holder_change {
        HolderChange::ByRegistrar => change::take_over(domain, &new.handle, now),
        HolderChange::ByAgreement { .. } => {
            let asked_by = Some((facts.registrar.id.clone(), facts.reference.clone()));
            change::ask(plan, case, domain, (new, asked_by), &facts.link, now);
        }
    }
}

/// Times to live, with those that an update sets and without those that it leaves to the zone.
pub(crate) fn ttls_after(
    mut kept: Vec<(RecordType, u32)>,
    said: &[(RecordType, Option<u32>)],
) -> Vec<(RecordType, u32)> {
    for (record, ttl) in said {
        kept.retain(|(known, _)| known != record);
        kept.extend(ttl.map(|ttl| (*record, ttl)));
    }
    kept.sort_unstable();
    kept
}

/// The parts that an update is about, in short words.
pub(crate) fn parts(update: &DomainUpdate) -> Vec<&'static str> {
    let servers = !update.add_name_servers.is_empty() || !update.remove_name_servers.is_empty();
    let contacts = !update.add_contacts.is_empty() || !update.remove_contacts.is_empty();
    let statuses = !update.add_statuses.is_empty() || !update.remove_statuses.is_empty();
    let signers = update.signers != foral_model::command::SignerChange::default();
    [
        (servers, "name servers"),
        (contacts, "contacts"),
        (statuses, "status"),
        (signers, "DNSSEC"),
        (update.registrant.is_some(), "holder"),
        (!update.ttls.is_empty(), "TTL"),
        (!update.organisations.is_empty(), "organisations"),
        (update.auth_info.is_some(), "auth code"),
        (
            update
                .national
                .as_ref()
                .is_some_and(|n| n.auto_renew.is_some()),
            "renewal",
        ),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
    .collect()
}

fn servers_after(kept: &[NameServer], update: &DomainUpdate) -> Result<Vec<NameServer>, Refusal> {
    let mut servers = kept.to_vec();
    for gone in &update.remove_name_servers {
        let at = servers.iter().position(|server| is_meant(server, gone));
        let at = at.ok_or_else(|| Refusal::ChangeHasNoEffect(gone.name().to_string()))?;
        servers.remove(at);
    }
    for new in &update.add_name_servers {
        let there = servers.iter().any(|server| server.name() == new.name());
        require(!there, || Refusal::ChangeHasNoEffect(new.name().to_string()))?;
        servers.push(new.clone());
    }
    Ok(servers)
}

/// A removal names a server; addresses count only where the removal gives some.
fn is_meant(server: &NameServer, gone: &NameServer) -> bool {
    if server.name() != gone.name() {
        return false;
    }
    match (server, gone) {
        (
            NameServer::Attribute { addresses, .. },
            NameServer::Attribute { addresses: given, .. },
        ) => given.is_empty() || addresses == given,
        (NameServer::Object(_), NameServer::Object(_)) => true,
        _ => false,
    }
}

fn signers_after(kept: Vec<Signer>, update: &DomainUpdate) -> Result<Vec<Signer>, Refusal> {
    let (kept, removed) = match &update.signers.remove {
        SignerRemoval::None => (kept, [].as_slice()),
        SignerRemoval::Some(removed) => (kept, removed.as_slice()),
        SignerRemoval::All => (Vec::new(), [].as_slice()),
    };
    after(kept, removed, &update.signers.add, |signer| signer.key_tag.to_string())
}

/// A list without what is removed and with what is added; each must have an effect.
pub(crate) fn after<T: PartialEq + Clone>(
    mut kept: Vec<T>,
    removed: &[T],
    added: &[T],
    text: impl Fn(&T) -> String,
) -> Result<Vec<T>, Refusal> {
    for gone in removed {
        let at = kept.iter().position(|known| known == gone);
        kept.remove(at.ok_or_else(|| Refusal::ChangeHasNoEffect(text(gone)))?);
    }
    for new in added {
        require(!kept.contains(new), || Refusal::ChangeHasNoEffect(text(new)))?;
        kept.push(new.clone());
    }
    Ok(kept)
}

/// Statuses without what is cleared and with what is set; each must have an effect.
pub(crate) fn statuses_after(
    mut kept: Statuses,
    removed: &[Status],
    added: &[Status],
) -> Result<Statuses, Refusal> {
    for gone in removed {
        require(kept.has(*gone), || Refusal::ChangeHasNoEffect(gone.to_string()))?;
        kept = kept.without(*gone);
    }
    for new in added {
        require(!kept.has(*new), || Refusal::ChangeHasNoEffect(new.to_string()))?;
        kept = kept.with(*new);
    }
    Ok(kept)
}

/// The sponsor's own prohibition may be lifted by the command that it would forbid.
fn statuses_permit(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        case::permits(&case.domain, &[Status::ServerUpdateProhibited])?;
        let lifted = update
            .remove_statuses
            .contains(&Status::ClientUpdateProhibited);
        if lifted { Ok(()) } else { case::permits(&case.domain, &[Status::ClientUpdateProhibited]) }
    })
}

fn is_not_empty(update: &DomainUpdate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let national = update.national.is_some();
    require(national || !parts(update).is_empty(), || Refusal::ChangeIsEmpty)
}

fn statuses_are_clients(update: &DomainUpdate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let mut all = update.add_statuses.iter().chain(&update.remove_statuses);
    match all.find(|status| !status.is_client()) {
        Some(status) => Err(Refusal::StatusNotClient(*status)),
        None => Ok(()),
    }
}

fn holder_may_change(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let (Some(handle), Some(case)) = (&update.registrant, &facts.case) else { return Ok(()) };
    require(case.zone.registrant != Requirement::Forbidden, || Refusal::RegistrantUnwanted)?;
    if case.domain.registrant.as_ref() == Some(handle) {
        return Ok(());
    }
    case::is_not_disputed(&case.domain)?;
    require(facts.registrant.is_some(), || Refusal::ContactUnknown(handle.to_string()))
}

/// Where both holders must agree, the rest of the update would not wait for them: it has to come as
/// an update of its own, so that one command is done as a whole or not at all.
fn stands_alone(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let (Some(handle), Some(case)) = (&update.registrant, &facts.case) else { return Ok(()) };
    let waits = matches!(case.zone.holder_change, HolderChange::ByAgreement { .. })
        && case.domain.registrant.as_ref() != Some(handle);
    let alone = parts(update) == ["holder"]
        && !update
            .national
            .as_ref()
            .is_some_and(super::changes_anything);
    require(!waits || alone, || Refusal::NotOffered("registrant", handle.to_string()))
}

fn signers_have_form(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        delegation::form_fits(update.terms.signer_form, &update.signers.add, &case.zone)
    })
}

fn contacts_are_known(_: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match facts.contacts_unknown.first() {
        Some(handle) => Err(Refusal::ContactUnknown(handle.clone())),
        None => Ok(()),
    }
}

fn hosts_are_known(_: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match facts.hosts.iter().find(|(_, id)| id.is_none()) {
        Some((name, _)) => Err(Refusal::HostUnknown(name.clone())),
        None => Ok(()),
    }
}

fn organisations_fit(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    link::after(&update.organisations, &facts.organisations, &facts.registrar).map(drop)
}

fn code_is_strong(update: &DomainUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let (Some(code), Some(case)) = (&update.auth_info, &facts.case) else { return Ok(()) };
    strong_code(code, &case.zone)
}

#[cfg(test)]
mod tests;
