//! `poll` (RFC 5730, section 2.9.2.3).

use crate::command::Body;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::xml::Xml;

/// Reads `epp:pollType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Body, Malformed> {
    element.sequence_with(&["op", "msgID"])?.end()?;
    let message = element.attribute("msgID");
    match element.attribute("op").as_deref() {
        Some("req") => match message {
            Some(id) => Err(element.fault(Kind::UseError, &id, "a request names no message")),
            None => Ok(Body::PollRequest),
        },
        Some("ack") => Ok(Body::PollAck(message.map(std::borrow::Cow::into_owned))),
        Some(other) => Err(element.invalid(other, "op is req or ack")),
        None => Err(element.invalid("", "op is missing")),
    }
}

/// Writes `poll op="req"`.
pub(crate) fn write_request(xml: &mut Xml<'_>) {
    xml.empty_with("poll", &[("op", "req")]);
}

/// Writes `poll op="ack"`.
pub(crate) fn write_ack(xml: &mut Xml<'_>, message: Option<&str>) {
    match message {
        Some(id) => xml.empty_with("poll", &[("op", "ack"), ("msgID", id)]),
        None => xml.empty_with("poll", &[("op", "ack")]),
    }
}
