//! What the registry's staff does.

use foral_model::command::{Freeze, RegistrarCreate, UserPut};
use foral_model::id::RegistrarId;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::ledger::{Account, Entry, Guard, Purpose};
use foral_model::money::Money;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Certificate, Registrar, RegistrarState};
use foral_model::secret::Digest;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::user::{Role, User};

use crate::case::Case;
use crate::domain::update::statuses_after;
use crate::rule::require;
use crate::{contact, domain, lifecycle, password};

/// Adds a registrar with an empty account.
///
/// # Errors
/// [`Refusal::RegistrarTaken`], [`Refusal::EmailSyntax`], [`Refusal::PasswordTooWeak`].
pub fn create_registrar(
    create: &RegistrarCreate,
    known: Option<&Registrar>,
    hash: Digest,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::RegistrarTaken(create.id.to_string()))?;
    contact::email_can_be_written_to(&create.email)?;
    epp_password_fits(create.password.expose())?;
    let registrar = Registrar {
        id: create.id.clone(),
        name: create.name.clone(),
        email: create.email.clone(),
        website: create.website.clone(),
        phone: create.phone.clone(),
        state: RegistrarState::Active,
        password: hash,
        certificates: Vec::new(),
        addresses: create.addresses.clone(),
        zones: create.zones.clone(),
        balance: Money::new(0, create.credit_limit.currency),
        credit_limit: create.credit_limit,
        version: 0,
    };
    let mut plan = Plan::answering(Outcome::Done);
    plan.events.push(event(&registrar.id, Deed::Created));
    plan.changes
        .push(Change::RegistrarInsert(Box::new(registrar)));
    Ok(plan)
}

/// RFC 5730's `pwType`: 6 to 16 characters; here at least 8, and no short pattern repeated.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`].
pub fn epp_password_fits(text: &str) -> Result<(), Refusal> {
    let fits = (8..=16).contains(&text.chars().count()) && !password::is_monotonous(text);
    require(fits, || Refusal::PasswordTooWeak)
}

/// Changes a registrar's EPP password.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`], [`Refusal::RegistrarUnknown`].
pub fn change_registrar_password(
    id: &RegistrarId,
    known: Option<&Registrar>,
    text: &str,
    hash: Digest,
) -> Result<Plan, Refusal> {
    epp_password_fits(text)?;
    let mut registrar = registrar(id, known)?;
    registrar.password = hash;
    Ok(changed(registrar, Deed::PasswordChanged))
}

/// Pins a certificate to a registrar.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::Duplicate`], [`Refusal::NotOffered`] for a text that is
/// no SHA-256.
pub fn pin_certificate(
    id: &RegistrarId,
    known: Option<&Registrar>,
    fingerprint: &str,
    label: &str,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let mut registrar = registrar(id, known)?;
    let hexadecimal = fingerprint.len() == 64
        && fingerprint
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    require(hexadecimal, || Refusal::NotOffered("certificate", fingerprint.to_owned()))?;
    let twice = registrar
        .certificates
        .iter()
        .any(|c| c.fingerprint == fingerprint);
    require(!twice, || Refusal::Duplicate(fingerprint.to_owned()))?;
    registrar.certificates.push(Certificate {
        fingerprint: fingerprint.to_owned(),
        label: label.to_owned(),
        added: now,
    });
    Ok(changed(registrar, Deed::Updated(vec!["certificates"])))
}

/// Unpins a certificate.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::ChangeHasNoEffect`].
pub fn unpin_certificate(
    id: &RegistrarId,
    known: Option<&Registrar>,
    fingerprint: &str,
) -> Result<Plan, Refusal> {
    let mut registrar = registrar(id, known)?;
    let before = registrar.certificates.len();
    registrar
        .certificates
        .retain(|c| c.fingerprint != fingerprint);
    let gone = registrar.certificates.len() < before;
    require(gone, || Refusal::ChangeHasNoEffect(fingerprint.to_owned()))?;
    Ok(changed(registrar, Deed::Updated(vec!["certificates"])))
}

/// Books a registrar's payment.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::NotOffered`] for no money or another currency.
pub fn deposit(
    id: &RegistrarId,
    known: Option<&Registrar>,
    amount: Money,
) -> Result<Plan, Refusal> {
    let registrar = registrar(id, known)?;
    let fits = amount.minor > 0 && amount.currency == registrar.balance.currency;
    require(fits, || Refusal::NotOffered("amount", amount.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.entries.push(Entry {
        purpose: Purpose::Deposit,
        about: id.to_string(),
        from: Account::Bank,
        to: Account::Registrar(id.clone()),
        amount,
        guard: Guard::Unlimited,
    });
    plan.events.push(event(id, Deed::Deposited { amount }));
    Ok(plan)
}

/// Adds somebody who signs in, or sets the password of somebody who does.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`], [`Refusal::ContactUnknown`] for a holder without a contact.
pub fn put_user(
    put: &UserPut,
    known: Option<&User>,
    holder: Option<&foral_model::contact::Contact>,
    hash: Digest,
) -> Result<Plan, Refusal> {
    password::is_strong(&put.password, &[put.login.as_str()])?;
    let fits = put.role != Role::Holder || holder.is_some();
    require(fits, || Refusal::ContactUnknown(put.login.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes.push(Change::UserPut(Box::new(User {
        login: put.login.clone(),
        role: put.role.clone(),
        password: Some(hash),
        lang: put.lang,
        recovered: known.and_then(|user| user.recovered),
        failures: 0,
        failed: None,
        version: known.map_or(0, |user| user.version),
    })));
    plan.changes.push(Change::SessionsEnd(put.login.clone()));
    let deed = if known.is_some() { Deed::PasswordChanged } else { Deed::Created };
    plan.events
        .push(Event { subject: Subject::User(put.login.clone()), deed, at: None });
    Ok(plan)
}

/// Freezes or frees a domain for a dispute, and tells its registrar.
///
/// # Errors
/// [`Refusal::ChangeHasNoEffect`] if it is so already.
pub fn dispute(case: &Case, freeze: Freeze) -> Result<Plan, Refusal> {
    let mut domain = case.domain.clone();
    let disputed = freeze == Freeze::Begin;
    require(domain.disputed != disputed, || Refusal::ChangeHasNoEffect("dispute".to_owned()))?;
    domain.disputed = disputed;
    let what = if disputed { "dispute begun" } else { "dispute ended" };
    Ok(by_registry(case, domain, what.to_owned(), "dispute"))
}

/// Sets and clears server statuses of a domain, and tells its registrar.
///
/// # Errors
/// [`Refusal::NotOffered`] for what is no server status, [`Refusal::ChangeHasNoEffect`].
pub fn server_status(case: &Case, add: &[Status], remove: &[Status]) -> Result<Plan, Refusal> {
    let server = |status: &Status| status.as_str().starts_with("server");
    if let Some(other) = add.iter().chain(remove).find(|status| !server(status)) {
        return Err(Refusal::NotOffered("status", other.to_string()));
    }
    let mut domain = case.domain.clone();
    domain.statuses = statuses_after(domain.statuses, remove, add)?;
    let words = |statuses: &[Status], sign: &str| {
        let set: Statuses = statuses.iter().copied().collect();
        set.iter()
            .map(|status| format!("{sign}{status}"))
            .collect::<Vec<_>>()
    };
    let what = [words(add, "+"), words(remove, "-")].concat().join(" ");
    Ok(by_registry(case, domain, what, "status"))
}

fn by_registry(
    case: &Case,
    changed: foral_model::domain::Domain,
    what: String,
    part: &'static str,
) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    plan.messages.push(PollDraft {
        registrar: changed.sponsor.clone(),
        notice: Notice::ChangedByRegistry { name: changed.name.clone(), what },
    });
    plan.events
        .push(domain::event(&changed, Deed::Updated(vec![part])));
    let due = lifecycle::next_due(&changed, &case.zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(changed), due));
    plan
}

fn registrar(id: &RegistrarId, known: Option<&Registrar>) -> Result<Registrar, Refusal> {
    known
        .cloned()
        .ok_or_else(|| Refusal::RegistrarUnknown(id.to_string()))
}

fn changed(registrar: Registrar, deed: Deed) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    plan.events.push(event(&registrar.id, deed));
    plan.changes
        .push(Change::RegistrarUpdate(Box::new(registrar)));
    plan
}

fn event(id: &RegistrarId, deed: Deed) -> Event {
    Event { subject: Subject::Registrar(id.clone()), deed, at: None }
}
