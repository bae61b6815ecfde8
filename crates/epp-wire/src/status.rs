//! Statuses of objects: which ones each schema has, and how many.

use foral_model::status::{Status, Statuses};

use crate::element::Element;
use crate::malformed::Malformed;
use crate::namespace::Object;
use crate::xml::Xml;

/// Reads `statusType`; the remark inside is not kept.
pub(crate) fn read(element: Element<'_, '_>, object: Object) -> Result<Status, Malformed> {
    element.normalized_with(&["s", "lang"])?;
    let text = element.attribute("s");
    let text = text.ok_or_else(|| element.invalid("", "s is missing"))?;
    Status::parse(&text)
        .filter(|status| is_known(object, *status))
        .ok_or_else(|| element.invalid(&text, "no such status"))
}

/// Writes one `status` each. Derived ones go first where the schema has not room for all.
pub(crate) fn write(xml: &mut Xml<'_>, object: Object, statuses: Statuses) {
    let (tag, max) = match object {
        Object::Contact => ("contact:status", 7),
        Object::Domain => ("domain:status", 11),
        Object::Host => ("host:status", 7),
        // These have statuses of their own, or none.
        Object::Organisation | Object::Maintenance | Object::Balance => return,
    };
    let known = |status: &Status| is_known(object, *status);
    let mut shown: Statuses = statuses.iter().filter(known).collect();
    if shown.is_empty() {
        shown = shown.with(Status::Ok);
    }
    if shown.iter().count() > max {
        shown = shown.without(Status::Inactive).without(Status::Linked);
    }
    for status in shown.iter().take(max) {
        xml.empty_with(tag, &[("s", status.as_str())]);
    }
}

/// Writes one `status` each, for a change.
pub(crate) fn write_change(xml: &mut Xml<'_>, tag: &str, statuses: &[Status]) {
    for status in statuses {
        xml.empty_with(tag, &[("s", status.as_str())]);
    }
}

/// `statusValueType` of the three schemas.
const fn is_known(object: Object, status: Status) -> bool {
    use Status as S;
    match status {
        S::ClientDeleteProhibited | S::ClientUpdateProhibited => true,
        S::ServerDeleteProhibited | S::ServerUpdateProhibited => true,
        S::Ok | S::PendingCreate | S::PendingDelete | S::PendingTransfer | S::PendingUpdate => true,
        S::Linked => !matches!(object, Object::Domain),
        S::ClientTransferProhibited | S::ServerTransferProhibited => {
            !matches!(object, Object::Host)
        }
        S::ClientHold | S::ClientRenewProhibited | S::Inactive => matches!(object, Object::Domain),
        S::PendingRenew | S::ServerHold | S::ServerRenewProhibited => {
            matches!(object, Object::Domain)
        }
    }
}
