//! `contact:panData`: what became of something that took its time (RFC 5733, section 3.3).

use foral_model::id::Handle;
use foral_model::time::Timestamp;

use crate::reply::{PendingResult, TransactionIds};
use crate::xml::Xml;

/// Writes `contact:panData`.
pub(crate) fn write_data(
    xml: &mut Xml<'_>,
    handle: &Handle,
    result: PendingResult,
    ids: &TransactionIds<'_>,
    at: Timestamp,
) {
    super::open(xml, "contact:panData");
    xml.leaf_with("contact:id", &[("paResult", result.as_str())], handle.as_str());
    xml.open("contact:paTRID");
    // These two are of EPP's own namespace, which is the default one of every frame.
    xml.optional("clTRID", ids.client);
    xml.leaf("svTRID", ids.server);
    xml.close("contact:paTRID");
    xml.instant("contact:paDate", at);
    xml.close("contact:panData");
}
