//! `addlEmail-1.0` (RFC 9873): a second e-mail address of a contact or organisation, which may be
//! of any script.

use super::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::value::{boolean_attribute, text_with};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:addlEmail-1.0";

/// A second e-mail address (section 4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdditionalEmail {
    /// The address; nothing to have none.
    pub address: Option<String>,
    /// Whether it is to be written to first.
    pub rank: Rank,
}

/// Which of two addresses is written to first (`primary`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rank {
    /// The one of RFC 5733.
    #[default]
    Alternate,
    /// This one.
    Primary,
}

/// Reads the extension of `create` or `update`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<AdditionalEmail>, Malformed> {
    let Some(element) = carried.take(Extension::AddlEmail, "addlEmail")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let email = parts.required("email")?;
    parts.end()?;
    let address = text_with(email, 0, &["primary"])?;
    let rank = match boolean_attribute(email, "primary")? {
        Some(true) => Rank::Primary,
        Some(false) | None => Rank::Alternate,
    };
    let address = Some(address).filter(|address| !address.is_empty());
    Ok(Some(AdditionalEmail { address, rank }))
}

/// Writes `addlEmail`, in a command as in an answer.
pub(crate) fn write(xml: &mut Xml<'_>, email: &AdditionalEmail) {
    let address = email.address.as_deref().unwrap_or_default();
    xml.open_namespace("addlEmail:addlEmail", "addlEmail", URI);
    match email.rank {
        Rank::Primary => xml.leaf_with("addlEmail:email", &[("primary", "true")], address),
        Rank::Alternate => xml.leaf("addlEmail:email", address),
    }
    xml.close("addlEmail:addlEmail");
}
