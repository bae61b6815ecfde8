//! `org:infData` (RFC 8543, section 4.1.2).

use foral_model::organisation::{Organisation, OrganisationStatus, RoleHeld};

use super::{create, parts};
use crate::roid::of_organisation;
use crate::xml::Xml;

/// Most statuses that an answer has room for.
const STATUSES: usize = 9;

/// An organisation as it is to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// The organisation. Its roles and statuses are those of the next fields.
    pub organisation: &'a Organisation,
    /// Its roles, with their derived statuses.
    pub roles: &'a [RoleHeld],
    /// Its statuses, derived ones included.
    pub statuses: &'a [OrganisationStatus],
    /// Suffix of ROIDs.
    pub suffix: &'a str,
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let it = shown.organisation;
    super::open(xml, "org:infData");
    xml.leaf("org:id", it.id.as_str());
    xml.leaf("org:roid", &of_organisation(it.number, shown.suffix));
    shown
        .roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    match shown.statuses {
        [] => parts::write_statuses(xml, &[OrganisationStatus::Ok]),
        some => parts::write_statuses(xml, some.get(..STATUSES).unwrap_or(some)),
    }
    create::write_rest(xml, it.parent.as_ref(), &it.postal, &it.reached, &it.contacts);
    xml.leaf("org:clID", it.sponsor.as_str());
    xml.leaf("org:crID", it.created_by.as_str());
    xml.instant("org:crDate", it.created);
    xml.optional("org:upID", it.updated_by.as_ref().map(|id| id.as_str()));
    if let Some(updated) = it.updated {
        xml.instant("org:upDate", updated);
    }
    xml.close("org:infData");
}
