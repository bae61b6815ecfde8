//! The facts that every command about an existing domain stands on.

use std::sync::Arc;

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::extension::Extension;
use foral_model::id::RegistrarId;
use foral_model::mail::{Letter, MailDraft};
use foral_model::name::DomainName;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Registrar, RegistrarState};
use foral_model::status::Status;
use foral_model::zone::Zone;

use crate::rule::require;

/// A settled domain with the people around it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The domain, as it is now.
    pub domain: Domain,
    /// Its zone.
    pub zone: Arc<Zone>,
    /// Its holder.
    pub holder: Option<Contact>,
    /// Its other contacts.
    pub contacts: Vec<Contact>,
    /// Its sponsoring registrar.
    pub sponsor: Registrar,
    /// The registrar that asked for the transfer that waits, if one waits.
    pub gaining: Option<Registrar>,
}

impl Case {
    /// A letter to the holder, if there is one.
    pub fn to_holder(&self, letter: Letter) -> Option<MailDraft> {
        self.holder
            .as_ref()
            .map(|holder| to_contact(holder, letter))
    }
}

/// Asks a rule about a case. Without a case there is nothing against it: the rule before says so.
///
/// # Errors
/// What the rule refuses.
pub fn on(
    case: Option<&Case>,
    check: impl FnOnce(&Case) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    case.map_or(Ok(()), check)
}

/// A letter to a contact, in its language.
pub fn to_contact(contact: &Contact, letter: Letter) -> MailDraft {
    MailDraft {
        to: contact.email.clone(),
        name: contact.name().to_owned(),
        reader: Some(contact.handle.clone()),
        lang: contact.lang,
        letter,
    }
}

/// A letter to a registrar. Registrars read English here until they can say otherwise.
pub fn to_registrar(registrar: &Registrar, letter: Letter) -> MailDraft {
    MailDraft {
        to: registrar.email.clone(),
        name: registrar.name.clone(),
        reader: None,
        lang: foral_model::lang::Lang::En,
        letter,
    }
}

/// Stores what a domain has become, with the instant at which time changes it next.
pub(crate) fn put(plan: &mut Plan, domain: Domain, zone: &Zone) {
    let due = crate::lifecycle::next_due(&domain, zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(domain), due));
}

/// The domain, if it is there.
///
/// # Errors
/// [`Refusal::DomainUnknown`].
pub fn known<'a>(case: Option<&'a Case>, name: &DomainName) -> Result<&'a Case, Refusal> {
    case.ok_or_else(|| Refusal::DomainUnknown(name.clone()))
}

/// Refuses a registrar that may not change anything.
///
/// # Errors
/// [`Refusal::AccountSuspended`].
pub fn is_active(registrar: &Registrar) -> Result<(), Refusal> {
    require(registrar.state == RegistrarState::Active, || Refusal::AccountSuspended)
}

/// Refuses anybody but the sponsor.
///
/// # Errors
/// [`Refusal::NotSponsor`].
pub fn is_sponsored_by(domain: &Domain, asker: &RegistrarId) -> Result<(), Refusal> {
    require(domain.sponsor == *asker, || Refusal::NotSponsor)
}

/// Refuses what is on its way out.
///
/// # Errors
/// [`Refusal::DomainPendingDelete`].
pub fn is_not_leaving(domain: &Domain) -> Result<(), Refusal> {
    require(!domain.is_leaving(), || Refusal::DomainPendingDelete(domain.name.clone()))
}

/// Refuses a registrar that may not sell in the zone.
///
/// # Errors
/// [`Refusal::ZoneNotAccredited`].
pub fn may_sell(registrar: &Registrar, zone: &Zone) -> Result<(), Refusal> {
    let accredited = registrar.zones.contains(&zone.name);
    require(accredited, || Refusal::ZoneNotAccredited(zone.name.clone()))
}

/// Refuses a change while a transfer or a change of holder waits for an answer.
///
/// # Errors
/// [`Refusal::StatusProhibits`] with `pendingTransfer`, [`Refusal::HolderChangePending`].
pub fn nothing_waits(domain: &Domain) -> Result<(), Refusal> {
    let waits = domain.pending_transfer.is_some();
    require(!waits, || Refusal::StatusProhibits(Status::PendingTransfer))?;
    holder_is_settled(domain)
}

/// Refuses while a change of holder waits for an answer.
///
/// # Errors
/// [`Refusal::HolderChangePending`].
pub fn holder_is_settled(domain: &Domain) -> Result<(), Refusal> {
    let settled = domain.pending_holder.is_none();
    require(settled, || Refusal::HolderChangePending(domain.name.clone()))
}

/// Refuses what a dispute freezes.
///
/// # Errors
/// [`Refusal::DomainInDispute`].
pub fn is_not_disputed(domain: &Domain) -> Result<(), Refusal> {
    require(!domain.disputed, || Refusal::DomainInDispute(domain.name.clone()))
}

/// Refuses if any of these statuses is set.
///
/// # Errors
/// [`Refusal::StatusProhibits`] with the first of them.
pub fn permits(domain: &Domain, prohibitions: &[Status]) -> Result<(), Refusal> {
    match prohibitions
        .iter()
        .find(|status| domain.statuses.has(**status))
    {
        Some(status) => Err(Refusal::StatusProhibits(*status)),
        None => Ok(()),
    }
}

/// Refuses a `.pt` extension where the zone does not offer it, and a process ID that is another's.
///
/// # Errors
/// [`Refusal::ExtensionNotOffered`], [`Refusal::ProcessIdContradicts`].
pub fn national_fits(
    national: Option<&foral_model::command::NationalChange>,
    case: &Case,
) -> Result<(), Refusal> {
    let Some(national) = national else { return Ok(()) };
    offers_national(&case.zone)?;
    process_id_fits(&case.domain, national.process_id.as_deref())
}

/// Refuses a process ID that is another domain's. None, and an empty one, claim nothing.
///
/// # Errors
/// [`Refusal::ProcessIdContradicts`].
pub fn process_id_fits(domain: &Domain, claimed: Option<&str>) -> Result<(), Refusal> {
    let claimed = claimed.unwrap_or_default().trim();
    let number = claimed.split('-').next().unwrap_or_default();
    let fits = claimed.is_empty() || number == domain.id.to_string();
    require(fits, || Refusal::ProcessIdContradicts(claimed.to_owned()))
}

/// Refuses the `.pt` extension where the zone does not offer it.
///
/// # Errors
/// [`Refusal::ExtensionNotOffered`].
pub fn offers_national(zone: &Zone) -> Result<(), Refusal> {
    let offered = zone.extensions.has(Extension::PtDomain);
    require(offered, || Refusal::ExtensionNotOffered(Extension::PtDomain.as_str()))
}
