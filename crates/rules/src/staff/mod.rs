//! What the registry's staff does.

pub mod maintenance;

use foral_model::allocation::AllocationToken;
use foral_model::command::{Freeze, RegistrarCreate, RegistrarUpdate, UserPut};
use foral_model::domain::Domain;
use foral_model::id::RegistrarId;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::lang::Lang;
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::Money;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Billing, Certificate, Registrar, RegistrarState, Taxation};
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
    now: Timestamp,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::RegistrarTaken(create.id.to_string()))?;
    contact::email_can_be_written_to(&create.email)?;
    abuse_is_reported_somewhere(create.abuse_email.as_deref(), create.abuse_phone.as_deref())?;
    epp_password_fits(create.password.expose())?;
    let registrar = Registrar {
        id: create.id.clone(),
        name: create.name.clone(),
        email: create.email.clone(),
        website: create.website.clone(),
        phone: create.phone.clone(),
        iana_id: create.iana_id,
        abuse_email: create.abuse_email.clone(),
        abuse_phone: create.abuse_phone.clone(),
        state: RegistrarState::Active,
        password: hash,
        certificates: Vec::new(),
        addresses: create.addresses.clone(),
        zones: create.zones.clone(),
        balance: Money::new(0, create.credit_limit.currency),
        credit_limit: create.credit_limit,
        billing: Billing::Prepaid,
        taxation: Taxation::Taxed,
        low_balance: None,
        retry_minutes: None,
        password_days: None,
        password_set: Some(now),
        version: 0,
    };
    let mut plan = Plan::answering(Outcome::Done);
    plan.events.push(event(&registrar.id, Deed::Created));
    plan.changes
        .push(Change::RegistrarInsert(Box::new(registrar)));
    Ok(plan)
}

/// Refuses contacts for abuse that nobody reaches: the public directory shows them.
///
/// # Errors
/// [`Refusal::EmailSyntax`], [`Refusal::NotOffered`] for a text that is no telephone number.
fn abuse_is_reported_somewhere(email: Option<&str>, phone: Option<&str>) -> Result<(), Refusal> {
    email.map_or(Ok(()), contact::email_can_be_written_to)?;
    let is_number = |text: &str| {
        let digits = text.strip_prefix('+').unwrap_or_default();
        let known = |c: char| c.is_ascii_digit() || c == '.' || c == ' ';
        (5..=24).contains(&digits.len()) && digits.chars().all(known)
    };
    let fits = phone.is_none_or(is_number);
    require(fits, || Refusal::NotOffered("telephone", phone.unwrap_or_default().to_owned()))
}

/// RFC 5730's `pwType`: 6 to 16 characters; here at least 8, and no short pattern repeated.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`].
pub fn epp_password_fits(text: &str) -> Result<(), Refusal> {
    let fits = (8..=128).contains(&text.chars().count()) && !password::is_monotonous(text);
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
    now: Timestamp,
) -> Result<Plan, Refusal> {
    epp_password_fits(text)?;
    let mut registrar = registrar(id, known)?;
    registrar.password = hash;
    registrar.password_set = Some(now);
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
    let to = Account::Registrar(id.clone());
    plan.entries
        .push(Entry::moving(Purpose::Deposit, id.to_string(), Account::Bank, to, amount));
    plan.events.push(event(id, Deed::Deposited { amount }));
    Ok(plan)
}

/// Books an amount by hand, positive in the registrar's favour, against what the registry has
/// earned.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::Required`] without a reason, [`Refusal::NotOffered`]
/// for no money or another currency.
pub fn correct(
    id: &RegistrarId,
    known: Option<&Registrar>,
    amount: Money,
    reason: &str,
) -> Result<Plan, Refusal> {
    let registrar = registrar(id, known)?;
    let fits = amount.minor != 0 && amount.currency == registrar.balance.currency;
    require(fits, || Refusal::NotOffered("amount", amount.to_string()))?;
    require(!reason.trim().is_empty(), || Refusal::Required("reason"))?;
    let mut plan = Plan::answering(Outcome::Done);
    let to = Account::Registrar(id.clone());
    let about = reason.trim().to_owned();
    plan.entries.push(Entry::moving(
        Purpose::Correction,
        about.clone(),
        Account::Revenue,
        to,
        amount,
    ));
    plan.events
        .push(event(id, Deed::Corrected { amount, reason: about }));
    Ok(plan)
}

/// Changes the terms of a registrar.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::ChangeIsEmpty`], [`Refusal::NotOffered`] for a limit
/// in another currency or below zero.
pub fn update_registrar(
    update: &RegistrarUpdate,
    known: Option<&Registrar>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let before = registrar(&update.id, known)?;
    let mut after = before.clone();
    after.state = update.state.unwrap_or(after.state);
    after.billing = update.billing.unwrap_or(after.billing);
    after.taxation = update.taxation.unwrap_or(after.taxation);
    after.credit_limit = update.credit_limit.unwrap_or(after.credit_limit);
    after.low_balance = update.low_balance.unwrap_or(after.low_balance);
    after.retry_minutes = update.retry_minutes.unwrap_or(after.retry_minutes);
    after.password_days = update.password_days.unwrap_or(after.password_days);
    // The days of a password that is older than the setting begin with the setting.
    if before.password_days.is_none() && after.password_days.is_some() {
        after.password_set = Some(now);
    }
    if let Some(zones) = &update.zones {
        after.zones.clone_from(zones);
    }
    after.iana_id = update.iana_id.unwrap_or(after.iana_id);
    after.abuse_email = update.abuse_email.clone().unwrap_or(after.abuse_email);
    after.abuse_phone = update.abuse_phone.clone().unwrap_or(after.abuse_phone);
    abuse_is_reported_somewhere(after.abuse_email.as_deref(), after.abuse_phone.as_deref())?;
    let currency = before.balance.currency;
    for amount in std::iter::once(&after.credit_limit).chain(after.low_balance.as_ref()) {
        let fits = amount.minor >= 0 && amount.currency == currency;
        require(fits, || Refusal::NotOffered("amount", amount.to_string()))?;
    }
    require(after != before, || Refusal::ChangeIsEmpty)?;
    Ok(changed(after, Deed::Updated(vec!["terms"])))
}

/// Adds an allocation token; its text is kept as a digest only.
///
/// # Errors
/// [`Refusal::AllocationTokenTaken`], [`Refusal::NameNotInZone`] for a name outside the zone.
pub fn add_allocation_token(
    token: &AllocationToken,
    known: Option<&AllocationToken>,
    digest: Digest,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::AllocationTokenTaken)?;
    if let Some(name) = &token.name {
        let inside = name.parent().as_ref() == Some(&token.zone);
        require(inside, || Refusal::NameNotInZone(name.clone()))?;
    }
    let mut plan = Plan::answering(Outcome::Done);
    let stored = AllocationToken { digest, used_by: None, version: 0, ..token.clone() };
    plan.changes
        .push(Change::AllocationTokenPut(Box::new(stored)));
    let subject = Subject::Zone(token.zone.clone());
    let deed = Deed::Updated(vec!["allocation tokens"]);
    plan.events
        .push(Event { subject, deed, at: None, billed: None });
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
        lang: put
            .lang
            .or(known.map(|user| user.lang))
            .or(holder.map(|contact| contact.lang))
            .unwrap_or(Lang::Pt),
        recovered: known.and_then(|user| user.recovered),
        failures: 0,
        failed: None,
        version: known.map_or(0, |user| user.version),
    })));
    plan.changes.push(Change::SessionsEnd(put.login.clone()));
    let deed = if known.is_some() { Deed::PasswordChanged } else { Deed::Created };
    plan.events.push(Event {
        subject: Subject::User(put.login.clone()),
        deed,
        at: None,
        billed: None,
    });
    Ok(plan)
}

/// Freezes or frees a domain for a dispute, and tells its registrar. While a dispute lasts time
/// takes the name no nearer to its deletion, and afterwards its registrar has time again.
///
/// # Errors
/// [`Refusal::ChangeHasNoEffect`] if it is so already.
pub fn dispute(case: &Case, freeze: Freeze, now: Timestamp) -> Result<Plan, Refusal> {
    let mut domain = case.domain.clone();
    let disputed = freeze == Freeze::Begin;
    require(domain.disputed != disputed, || Refusal::ChangeHasNoEffect("dispute".to_owned()))?;
    domain.disputed = disputed;
    let_go(case, &mut domain, now);
    let what = if disputed { "dispute begun" } else { "dispute ended" };
    Ok(by_registry(case, domain, what.to_owned(), "dispute"))
}

/// Sets and clears server statuses of a domain, for good or until an instant, and tells its
/// registrar.
///
/// # Errors
/// [`Refusal::NotOffered`] for what is no server status or an instant that has passed,
/// [`Refusal::ChangeHasNoEffect`].
pub fn server_status(
    case: &Case,
    timed: &[(Status, Option<Timestamp>)],
    remove: &[Status],
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let server = |status: &Status| status.as_str().starts_with("server");
    let add: Vec<Status> = timed.iter().map(|(status, _)| *status).collect();
    let add = add.as_slice();
    if let Some(other) = add.iter().chain(remove).find(|status| !server(status)) {
        return Err(Refusal::NotOffered("status", other.to_string()));
    }
    let past = timed
        .iter()
        .find_map(|(_, until)| until.filter(|until| *until <= now));
    if let Some(past) = past {
        return Err(Refusal::NotOffered("until", past.to_string()));
    }
    let mut domain = case.domain.clone();
    domain.statuses = statuses_after(domain.statuses, remove, add)?;
    domain.timed.retain(|(status, _)| !remove.contains(status));
    let until = timed
        .iter()
        .filter_map(|(status, until)| Some((*status, (*until)?)));
    domain.timed.extend(until);
    let_go(case, &mut domain, now);
    let words = |statuses: &[Status], sign: &str| {
        let set: Statuses = statuses.iter().copied().collect();
        set.iter()
            .map(|status| format!("{sign}{status}"))
            .collect::<Vec<_>>()
    };
    let what = [words(add, "+"), words(remove, "-")].concat().join(" ");
    Ok(by_registry(case, domain, what, "status"))
}

/// A name that the registry keeps no longer gets time.
fn let_go(case: &Case, after: &mut Domain, now: Timestamp) {
    if lifecycle::is_kept(&case.domain) && !lifecycle::is_kept(after) {
        lifecycle::give_time(after, &case.zone, now);
    }
}

fn by_registry(case: &Case, changed: Domain, what: String, part: &'static str) -> Plan {
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
    Event { subject: Subject::Registrar(id.clone()), deed, at: None, billed: None }
}

#[cfg(test)]
mod tests;
