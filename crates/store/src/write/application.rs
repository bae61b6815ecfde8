//! Changes of applications, and what registrations of a launch leave behind.

use foral_model::id::Handle;
use foral_model::launch::application::{Application, ApplicationId, LaunchRecord};

use crate::failure::Failure;
use crate::rows::{application, domain};
use crate::statement::{Step, params};

/// A new application (version 0; refused if the name is registered), or a changed one at the version
/// that was read.
pub(super) fn put(it: &Application) -> Result<Step, Failure> {
    const INSERT: &str = "INSERT INTO application (id, domain_id, name, zone, sponsor, registrant, \
        created, expires, settled, version, links, domain, doc) \
        SELECT CAST(?1 AS TEXT), CAST(?2 AS INTEGER), CAST(?3 AS TEXT), CAST(?4 AS TEXT), \
        CAST(?5 AS TEXT), CAST(?6 AS TEXT), CAST(?7 AS INTEGER), CAST(?8 AS INTEGER), \
        CAST(?9 AS INTEGER), CAST(?10 AS INTEGER) + 1, CAST(?11 AS TEXT), CAST(?12 AS TEXT), \
        CAST(?13 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM domain WHERE name = ?3)";
    const UPDATE: &str = "UPDATE application SET domain_id = ?2, name = ?3, zone = ?4, \
        sponsor = ?5, registrant = ?6, created = ?7, expires = ?8, settled = ?9, links = ?11, \
        domain = ?12, doc = ?13, version = version + 1 WHERE id = ?1 AND version = ?10";
    let asked = &it.domain;
    let settled = it.standing.state.is_final().then_some(it.standing.since);
    let row = params![
        it.id.as_str(),
        asked.id.0,
        asked.name.as_str(),
        asked.zone.as_str(),
        asked.sponsor.as_str(),
        asked.registrant.as_ref().map(Handle::as_str),
        asked.created,
        asked.expires,
        settled,
        it.version,
        domain::links(asked)?,
        domain::doc(asked)?,
        application::doc(it)?,
    ];
    Ok(Step::one(if it.version == 0 { INSERT } else { UPDATE }, row))
}

/// An application goes.
pub(super) fn remove(id: &ApplicationId, version: i64) -> Step {
    const SQL: &str = "DELETE FROM application WHERE id = ?1 AND version = ?2";
    Step::one(SQL, params![id.as_str(), version])
}

/// What a registration leaves behind; refused while an application for its name stands, which came
/// after the decision.
pub(super) fn record(it: &LaunchRecord) -> Result<Step, Failure> {
    const SQL: &str = "INSERT INTO launch_record (domain_id, zone, registered, doc) \
        SELECT CAST(?1 AS INTEGER), CAST(?2 AS TEXT), CAST(?3 AS INTEGER), CAST(?4 AS TEXT) \
        WHERE NOT EXISTS (SELECT 1 FROM application WHERE name = ?5 AND settled IS NULL)";
    let doc = application::record_doc(it)?;
    let row = params![it.id.0, it.zone.as_str(), it.registered, doc, it.name.as_str()];
    Ok(Step::one(SQL, row))
}
