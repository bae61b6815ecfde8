//! Hosts: the commands and answers of RFC 5732.

pub(crate) mod create;
pub(crate) mod delete;
pub mod info;
pub(crate) mod pending;
pub(crate) mod update;

use crate::namespace::Object;
use crate::xml::Xml;

/// Opens an element of this mapping.
fn open(xml: &mut Xml<'_>, tag: &str) {
    xml.open_namespace(tag, Object::Host.prefix(), Object::Host.uri());
}
