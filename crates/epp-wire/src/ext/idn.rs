//! `idn-1.0`: the table of an internationalised name, and the name as people write it.
//!
//! RFC 5731's names are in ASCII; this extension says by which table one was made.

use super::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::value::text;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:idn-1.0";

/// What is said of an internationalised name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Idn {
    /// The table's name.
    pub table: String,
    /// The name in Unicode, 1 to 255 characters.
    pub unicode: Option<String>,
}

/// Reads `data`, beside `domain:check` and `domain:create`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Idn>, Malformed> {
    let Some(element) = carried.take(Extension::Idn, "data")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let table = text(parts.required("table")?, 1)?;
    let unicode = match parts.optional("uname") {
        Some(name) => Some(name.token_of(1, 255)?.into_owned()),
        None => None,
    };
    parts.end()?;
    Ok(Some(Idn { table, unicode }))
}

/// Writes `data`, in a command as in an answer.
pub(crate) fn write(xml: &mut Xml<'_>, idn: &Idn) {
    xml.open_namespace("idn:data", "idn", URI);
    xml.leaf("idn:table", &idn.table);
    xml.optional("idn:uname", idn.unicode.as_deref());
    xml.close("idn:data");
}
