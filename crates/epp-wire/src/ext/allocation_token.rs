//! `allocationToken-1.0` (RFC 8495): a token that opens a reserved name, or another price.

use foral_model::secret::Secret;

use super::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:allocationToken-1.0";

const TOKEN: &str = "allocationToken";

/// Reads the token beside `check`, `create`, `transfer` or `update` (section 3).
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Secret>, Malformed> {
    let Some(element) = carried.take(Extension::AllocationToken, TOKEN)? else { return Ok(None) };
    let text = element.token()?;
    if text.is_empty() {
        return Err(element.invalid("", "an empty token"));
    }
    Ok(Some(Secret::new(text)))
}

/// Reads the wish to see the token, beside `domain:info` (section 3.1.2).
pub(crate) fn read_info(carried: &mut Carried<'_, '_>) -> Result<bool, Malformed> {
    let Some(element) = carried.take(Extension::AllocationToken, "info")? else {
        return Ok(false);
    };
    element.sequence()?.end()?;
    Ok(true)
}

/// Writes the token, in a command as in `infData`.
pub(crate) fn write(xml: &mut Xml<'_>, token: &str) {
    let tag = "allocationToken:allocationToken";
    xml.open_namespace(tag, TOKEN, URI);
    xml.text(token);
    xml.close(tag);
}

/// Writes the wish to see it.
pub(crate) fn write_info(xml: &mut Xml<'_>) {
    xml.empty_with("allocationToken:info", &[("xmlns:allocationToken", URI)]);
}
