//! Changes of contacts.

use foral_model::contact::Contact;
use foral_model::id::Handle;
use foral_model::transfer::Transfer;

use crate::failure::Failure;
use crate::rows::{contact, transfer};
use crate::statement::{Step, Value, params};

/// A new contact; refused if the handle or the taxpayer number is taken.
pub(super) fn insert(contact: &Contact) -> Result<Step, Failure> {
    const SQL: &str = "INSERT INTO contact (handle, number, repository, sponsor, \
        identity_country, identity_number, next_due, version, doc, folded_name, folded_email, \
        folded_organisation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    Ok(Step::one(SQL, row(contact)?))
}

/// A changed contact, at the version that was read.
pub(super) fn update(contact: &Contact) -> Result<Step, Failure> {
    const SQL: &str = "UPDATE contact SET number = ?2, repository = ?3, sponsor = ?4, \
        identity_country = ?5, identity_number = ?6, next_due = ?7, doc = ?9, \
        folded_name = ?10, folded_email = ?11, folded_organisation = ?12, version = version + 1 \
        WHERE handle = ?1 AND version = ?8";
    Ok(Step::one(SQL, row(contact)?))
}

fn row(contact: &Contact) -> Result<Vec<Value>, Failure> {
    let identity = contact.identity.as_ref();
    let words = contact::search_words(contact);
    Ok(params![
        contact.handle.as_str(),
        contact.number,
        contact.repository.as_str(),
        contact.sponsor.as_str(),
        identity.map(|identity| identity.country().to_string()),
        identity.map(|identity| identity.number()),
        contact
            .pending_transfer
            .as_ref()
            .map(|pending| pending.acts),
        contact.version,
        contact::doc(contact)?,
        words.name,
        words.email,
        words.organisation,
    ])
}

/// A contact goes; foreign keys refuse it while a domain or an organisation refers to it.
pub(super) fn remove(handle: &Handle, version: i64) -> Vec<Step> {
    vec![
        Step::any("DELETE FROM contact_transfer WHERE handle = ?1", params![handle.as_str()]),
        Step::any("DELETE FROM contact_organisation WHERE handle = ?1", params![handle.as_str()]),
        Step::one(
            "DELETE FROM contact WHERE handle = ?1 AND version = ?2",
            params![handle.as_str(), version],
        ),
    ]
}

/// The latest transfer of a contact.
pub(super) fn transfer(handle: &Handle, latest: &Transfer) -> Step {
    const SQL: &str = "INSERT INTO contact_transfer \
        (handle, gaining, losing, requested, acted, state, expires) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (handle) DO UPDATE SET \
        gaining = excluded.gaining, losing = excluded.losing, requested = excluded.requested, \
        acted = excluded.acted, state = excluded.state, expires = excluded.expires";
    Step::one(SQL, transfer::columns(Value::from(handle.as_str()), latest))
}
