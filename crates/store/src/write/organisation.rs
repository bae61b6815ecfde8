//! Changes of organisations and of their links.

use foral_model::organisation::{
    LinkedObject, Organisation, OrganisationId, OrganisationNumber, OrganisationRole,
    OrganisationTie,
};

use crate::failure::Failure;
use crate::rows::organisation;
use crate::statement::{Expect, Step, Value, params};

/// A new organisation; refused if the identifier is taken.
pub(super) fn insert(it: &Organisation) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "INSERT INTO organisation \
        (number, repository, id, parent, sponsor, version, doc) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut steps = vec![Step::one(SQL, row(it)?)];
    steps.extend(contacts(it)?);
    Ok(steps)
}

/// A changed organisation, at the version that was read.
pub(super) fn update(it: &Organisation) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "UPDATE organisation SET repository = ?2, id = ?3, parent = ?4, \
        sponsor = ?5, doc = ?7, version = version + 1 WHERE number = ?1 AND version = ?6";
    let mut steps = vec![Step::one(SQL, row(it)?), without_contacts(it.number)];
    steps.extend(contacts(it)?);
    Ok(steps)
}

fn row(it: &Organisation) -> Result<Vec<Value>, Failure> {
    Ok(params![
        it.number.0,
        it.repository.as_str(),
        it.id.as_str(),
        it.parent.as_ref().map(OrganisationId::as_str),
        it.sponsor.as_str(),
        it.version,
        organisation::doc(it)?,
    ])
}

/// The rows of its contacts, in their order.
fn contacts(it: &Organisation) -> Result<Vec<Step>, Failure> {
    const SQL: &str =
        "INSERT INTO organisation_contact (organisation, place, handle) VALUES (?1, ?2, ?3)";
    let one = |(place, handle): (usize, &str)| {
        let place = i64::try_from(place)
            .map_err(|_| Failure::Broken("an organisation has too many contacts".to_owned()))?;
        Ok(Step::one(SQL, params![it.number.0, place, handle]))
    };
    let handles = it.contacts.iter().map(|contact| contact.handle.as_str());
    handles.enumerate().map(one).collect()
}

fn without_contacts(number: OrganisationNumber) -> Step {
    Step::any("DELETE FROM organisation_contact WHERE organisation = ?1", params![number.0])
}

/// An organisation goes; foreign keys refuse it while an object, or one below it, refers to it.
pub(super) fn remove(number: OrganisationNumber, version: i64) -> Vec<Step> {
    const SQL: &str = "DELETE FROM organisation WHERE number = ?1 AND version = ?2";
    vec![without_contacts(number), Step::one(SQL, params![number.0, version])]
}

/// An organisation is at the version that was read. The row is touched, so that nobody changes it
/// before the commit.
pub(super) fn stands(number: OrganisationNumber, version: i64) -> Step {
    const SQL: &str =
        "UPDATE organisation SET version = version WHERE number = ?1 AND version = ?2";
    Step::one(SQL, params![number.0, version])
}

/// Nothing is linked to an organisation in these roles; a link that came meanwhile is a conflict.
pub(super) fn unlinked(number: OrganisationNumber, roles: &[OrganisationRole]) -> Vec<Step> {
    const LINKS: [&str; 3] = [
        "UPDATE domain_organisation SET role = role WHERE organisation = ?1 AND role = ?2",
        "UPDATE contact_organisation SET role = role WHERE organisation = ?1 AND role = ?2",
        "UPDATE host_organisation SET role = role WHERE organisation = ?1 AND role = ?2",
    ];
    let none = |sql, role: &OrganisationRole| Step {
        expect: Expect::Rows(0),
        ..Step::any(sql, params![number.0, role.as_str()])
    };
    roles
        .iter()
        .flat_map(|role| LINKS.map(|sql| none(sql, role)))
        .collect()
}

/// The statements for the links of one kind of object.
macro_rules! links {
    ($table:literal, $key:literal, $type:literal) => {
        [
            concat!("DELETE FROM ", $table, " WHERE ", $key, " = ?1"),
            concat!(
                "INSERT INTO ",
                $table,
                " (",
                $key,
                ", role, organisation) SELECT CAST(?1 AS ",
                $type,
                "), CAST(?2 AS TEXT), o.number FROM organisation o \
                 WHERE o.number = ?3 AND o.version = ?4"
            ),
        ]
    };
}

/// All links of an object, instead of those that it had. An organisation that is not as it was read
/// is a conflict.
pub(super) fn link(object: &LinkedObject, ties: &[OrganisationTie]) -> Vec<Step> {
    let ([clear, add], key) = match object {
        LinkedObject::Domain(id) => {
            (links!("domain_organisation", "domain_id", "INTEGER"), Value::from(id.0))
        }
        LinkedObject::Contact(handle) => {
            (links!("contact_organisation", "handle", "TEXT"), Value::from(handle.as_str()))
        }
        LinkedObject::Host(id) => {
            (links!("host_organisation", "host_id", "INTEGER"), Value::from(id.0))
        }
    };
    let mut steps = vec![Step::any(clear, vec![key.clone()])];
    for tie in ties {
        let mut row = vec![key.clone()];
        row.extend(params![tie.role.as_str(), tie.number.0, tie.version]);
        steps.push(Step::one(add, row));
    }
    steps
}
