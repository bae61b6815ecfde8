//! `org:infData` (RFC 8543, section 4.1.2).

use foral_model::time::Timestamp;

use super::parts::{self, Status};
use super::{Create, create};
use crate::xml::Xml;

/// An organisation as it is to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// What it was made with, as it is now. Its statuses are those of the next field.
    pub made: &'a Create,
    /// Statuses, derived ones included: one to nine.
    pub statuses: &'a [Status],
    /// Its ROID.
    pub roid: &'a str,
    /// Who looks after it.
    pub sponsor: Option<&'a str>,
    /// Who made it.
    pub created_by: &'a str,
    /// When it was made.
    pub created: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<&'a str>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let made = shown.made;
    super::open(xml, "org:infData");
    xml.leaf("org:id", &made.id);
    xml.leaf("org:roid", shown.roid);
    made.roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    match shown.statuses {
        [] => parts::write_statuses(xml, &[Status::Ok]),
        some => parts::write_statuses(xml, some.get(..9).unwrap_or(some)),
    }
    create::write_rest(xml, made);
    xml.optional("org:clID", shown.sponsor);
    xml.leaf("org:crID", shown.created_by);
    xml.instant("org:crDate", shown.created);
    xml.optional("org:upID", shown.updated_by);
    if let Some(updated) = shown.updated {
        xml.instant("org:upDate", updated);
    }
    xml.close("org:infData");
}
