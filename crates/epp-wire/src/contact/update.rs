//! `contact:update` (RFC 5733, section 3.2.5).

use foral_model::command::{ContactUpdate, LinkChange, PostalChange};
use foral_model::contact::{Disclose, Phone};
use foral_model::extension::Extensions;
use foral_model::secret::Secret;
use foral_model::status::Status;

use super::parts;
use crate::element::Element;
use crate::ext::{Block, Carried, ptcontact, ptnis2};
use crate::malformed::Malformed;
use crate::name::handle;
use crate::namespace::Object;
use crate::xml::Xml;
use crate::{auth_info, status};

/// Reads `contact:updateType` and what belongs to it.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<ContactUpdate, Malformed> {
    let mut inside = element.sequence()?;
    let handle = handle(inside.required("id")?)?;
    let add_statuses = inside
        .optional("add")
        .map(statuses)
        .transpose()?
        .unwrap_or_default();
    let remove_statuses = inside
        .optional("rem")
        .map(statuses)
        .transpose()?
        .unwrap_or_default();
    let change = inside
        .optional("chg")
        .map(change)
        .transpose()?
        .unwrap_or_default();
    inside.end()?;
    let said = ptcontact::read("update", carried)?;
    Ok(ContactUpdate {
        organisations: LinkChange::default(),
        handle,
        add_statuses,
        remove_statuses,
        postal: change.postal,
        voice: change.voice,
        fax: change.fax,
        mobile: said.mobile,
        email: change.email,
        identity: said.identity,
        auth_info: change.auth_info,
        disclose: change.disclose,
        verification: ptnis2::read("update", carried)?,
        additional_email: None,
        uses: Extensions::NONE,
    })
}

/// Reads `contact:addRemType`.
fn statuses(element: Element<'_, '_>) -> Result<Vec<Status>, Malformed> {
    let one = |e: Element<'_, '_>| status::read(e, Object::Contact);
    let mut parts = element.sequence()?;
    let mut all = vec![one(parts.required("status")?)?];
    all.extend(parts.many("status", 6, one)?);
    parts.end()?;
    Ok(all)
}

#[derive(Default)]
struct Change {
    postal: Vec<PostalChange>,
    voice: Option<Option<Phone>>,
    fax: Option<Option<Phone>>,
    email: Option<String>,
    auth_info: Option<Secret>,
    disclose: Option<Disclose>,
}

/// Reads `contact:chgType`.
fn change(element: Element<'_, '_>) -> Result<Change, Malformed> {
    let mut inside = element.sequence()?;
    let postal = inside.many("postalInfo", 2, parts::postal_change)?;
    parts::each_form_once(element, postal.iter().map(|p| p.form))?;
    let voice = inside.optional("voice").map(parts::phone).transpose()?;
    let fax = inside.optional("fax").map(parts::phone).transpose()?;
    let email = match inside.optional("email") {
        Some(email) => Some(email.token_of(1, usize::MAX)?.into_owned()),
        None => None,
    };
    let auth_info = inside
        .optional("authInfo")
        .map(auth_info::read)
        .transpose()?;
    let auth_info = auth_info.map(|auth_info| auth_info.secret);
    let disclose = inside
        .optional("disclose")
        .map(parts::disclose)
        .transpose()?;
    inside.end()?;
    Ok(Change { postal, voice, fax, email, auth_info, disclose })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, update: &ContactUpdate) {
    xml.open("update");
    super::open(xml, "contact:update");
    xml.leaf("contact:id", update.handle.as_str());
    write_statuses(xml, "contact:add", &update.add_statuses);
    write_statuses(xml, "contact:rem", &update.remove_statuses);
    let changes = !update.postal.is_empty()
        || update.voice.is_some()
        || update.fax.is_some()
        || update.email.is_some()
        || update.auth_info.is_some()
        || update.disclose.is_some();
    if changes {
        write_change(xml, update);
    }
    xml.close("contact:update");
    xml.close("update");
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, update: &ContactUpdate) {
    if update.identity.is_some() || update.mobile.is_some() {
        let mobile = update.mobile.as_ref().map(Option::as_deref);
        ptcontact::write(block.inside(), "update", update.identity.as_deref(), mobile);
    }
    if let Some(verification) = &update.verification {
        ptnis2::write(block.inside(), "update", verification);
    }
}

fn write_statuses(xml: &mut Xml<'_>, tag: &str, statuses: &[Status]) {
    if !statuses.is_empty() {
        xml.open(tag);
        status::write_change(xml, "contact:status", statuses);
        xml.close(tag);
    }
}

fn write_change(xml: &mut Xml<'_>, update: &ContactUpdate) {
    xml.open("contact:chg");
    for postal in update.postal.iter().take(2) {
        parts::write_postal_change(xml, postal);
    }
    for (tag, phone) in [("contact:voice", &update.voice), ("contact:fax", &update.fax)] {
        match phone {
            Some(Some(phone)) => parts::write_phone(xml, tag, phone),
            Some(None) => xml.empty(tag),
            None => {}
        }
    }
    xml.optional("contact:email", update.email.as_deref());
    if let Some(secret) = &update.auth_info {
        auth_info::write_contact(xml, secret);
    }
    if let Some(disclose) = &update.disclose {
        parts::write_disclose(xml, disclose);
    }
    xml.close("contact:chg");
}
