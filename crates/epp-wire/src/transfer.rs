//! `trnData` of domains and contacts (3.1.3 of RFC 5731 and 5733).

use foral_model::transfer::Transfer;

use crate::xml::Xml;

/// Writes `domain:trnData`.
pub(crate) fn write_domain(xml: &mut Xml<'_>, name: &str, transfer: &Transfer) {
    xml.open_namespace("domain:trnData", "domain", crate::namespace::Object::Domain.uri());
    xml.leaf("domain:name", name);
    xml.leaf("domain:trStatus", transfer.state.as_str());
    xml.leaf("domain:reID", transfer.gaining.as_str());
    xml.instant("domain:reDate", transfer.requested);
    xml.leaf("domain:acID", transfer.losing.as_str());
    xml.instant("domain:acDate", transfer.acted);
    if let Some(expires) = transfer.expires {
        xml.instant("domain:exDate", expires);
    }
    xml.close("domain:trnData");
}

/// Writes `contact:trnData`, which knows no expiry.
pub(crate) fn write_contact(xml: &mut Xml<'_>, handle: &str, transfer: &Transfer) {
    xml.open_namespace("contact:trnData", "contact", crate::namespace::Object::Contact.uri());
    xml.leaf("contact:id", handle);
    xml.leaf("contact:trStatus", transfer.state.as_str());
    xml.leaf("contact:reID", transfer.gaining.as_str());
    xml.instant("contact:reDate", transfer.requested);
    xml.leaf("contact:acID", transfer.losing.as_str());
    xml.instant("contact:acDate", transfer.acted);
    xml.close("contact:trnData");
}
