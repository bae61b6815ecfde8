//! `contact:info` (RFC 5733, section 3.1.2).

use foral_model::contact::Contact;
use foral_model::status::Statuses;

use super::parts;
use crate::command::ContactInfo;
use crate::element::Element;
use crate::ext::{Parts, ptcontact, ptnis2};
use crate::malformed::Malformed;
use crate::name::handle;
use crate::namespace::{Extension, Object};
use crate::xml::Xml;
use crate::{auth_info, roid, status};

/// A contact as it is to be shown. What the asker may not see is to be taken out before.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// Its statuses, derived ones included.
    pub statuses: Statuses,
    /// The repository's suffix of ROIDs.
    pub suffix: &'a str,
}

/// Reads `contact:authIDType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<ContactInfo, Malformed> {
    let mut parts = element.sequence()?;
    let handle = handle(parts.required("id")?)?;
    let auth_info = parts
        .optional("authInfo")
        .map(auth_info::read)
        .transpose()?;
    parts.end()?;
    Ok(ContactInfo { handle, auth_info: auth_info.map(|auth_info| auth_info.secret) })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, info: &ContactInfo) {
    xml.open("info");
    super::open(xml, "contact:info");
    xml.leaf("contact:id", info.handle.as_str());
    if let Some(secret) = &info.auth_info {
        auth_info::write_contact(xml, secret);
    }
    xml.close("contact:info");
    xml.close("info");
}

/// Writes `contact:infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let contact = shown.contact;
    super::open(xml, "contact:infData");
    xml.leaf("contact:id", contact.handle.as_str());
    xml.leaf("contact:roid", &roid::of_contact(contact.number, shown.suffix));
    status::write(xml, Object::Contact, shown.statuses);
    match contact.postal.as_slice() {
        [] => parts::write_no_postal(xml),
        forms => forms
            .iter()
            .take(2)
            .for_each(|postal| parts::write_postal(xml, postal)),
    }
    if let Some(voice) = &contact.voice {
        parts::write_phone(xml, "contact:voice", voice);
    }
    if let Some(fax) = &contact.fax {
        parts::write_phone(xml, "contact:fax", fax);
    }
    match contact.email.as_str() {
        "" => xml.leaf("contact:email", parts::NOTHING),
        email => xml.leaf("contact:email", email),
    }
    xml.leaf("contact:clID", contact.sponsor.as_str());
    xml.leaf("contact:crID", contact.created_by.as_str());
    xml.instant("contact:crDate", contact.created);
    xml.optional("contact:upID", contact.updated_by.as_ref().map(|id| id.as_str()));
    if let Some(updated) = contact.updated {
        xml.instant("contact:upDate", updated);
    }
    if let Some(transferred) = contact.transferred {
        xml.instant("contact:trDate", transferred);
    }
    if let Some(disclose) = &contact.disclose {
        parts::write_disclose(xml, disclose);
    }
    xml.close("contact:infData");
}

/// Writes what extensions say about the contact.
pub(crate) fn write_extensions(parts: &mut Parts<'_, '_>, contact: &Contact) {
    if contact.identity.is_some() || contact.mobile.is_some() {
        parts.part(Extension::PtContact, |xml| ptcontact::write_info(xml, contact));
    }
    if let Some(verification) = &contact.verification {
        parts.part(Extension::PtNis2, |xml| ptnis2::write(xml, "infData", verification));
    }
}
