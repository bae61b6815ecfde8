//! A registrar's account: who it is, its terms, its password, the certificates it comes with.

use foral_model::command::{RegistrarCreate, RegistrarUpdate};
use foral_model::id::RegistrarId;
use foral_model::journal::Deed;
use foral_model::money::Money;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Billing, Certificate, Registrar, RegistrarState, Taxation};
use foral_model::secret::Digest;
use foral_model::time::Timestamp;

use super::{event, known_registrar};
use crate::rule::require;
use crate::{contact, password};

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
    let before = known_registrar(&update.id, known)?;
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
    let mut registrar = known_registrar(id, known)?;
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
    let mut registrar = known_registrar(id, known)?;
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
    let mut registrar = known_registrar(id, known)?;
    let before = registrar.certificates.len();
    registrar
        .certificates
        .retain(|c| c.fingerprint != fingerprint);
    let gone = registrar.certificates.len() < before;
    require(gone, || Refusal::ChangeHasNoEffect(fingerprint.to_owned()))?;
    Ok(changed(registrar, Deed::Updated(vec!["certificates"])))
}

fn changed(registrar: Registrar, deed: Deed) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    plan.events.push(event(&registrar.id, deed));
    plan.changes
        .push(Change::RegistrarUpdate(Box::new(registrar)));
    plan
}
