//! `host:panData`: what became of something that took its time (RFC 5732, section 3.3).

use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::reply::{PendingResult, TransactionIds};
use crate::xml::Xml;

/// Writes `host:panData`.
pub(crate) fn write_data(
    xml: &mut Xml<'_>,
    name: &DomainName,
    result: PendingResult,
    ids: &TransactionIds<'_>,
    at: Timestamp,
) {
    super::open(xml, "host:panData");
    xml.leaf_with("host:name", &[("paResult", result.as_str())], name.as_str());
    xml.open("host:paTRID");
    // These two are of EPP's own namespace, which is the default one of every frame.
    xml.optional("clTRID", ids.client);
    xml.leaf("svTRID", ids.server);
    xml.close("host:paTRID");
    xml.instant("host:paDate", at);
    xml.close("host:panData");
}
