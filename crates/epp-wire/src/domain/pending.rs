//! `domain:panData`: what became of something that took its time (RFC 5731, section 3.3).

use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::reply::{PendingResult, TransactionIds};
use crate::xml::Xml;

/// Writes `domain:panData`.
pub(crate) fn write_data(
    xml: &mut Xml<'_>,
    name: &DomainName,
    result: PendingResult,
    ids: &TransactionIds<'_>,
    at: Timestamp,
) {
    super::open(xml, "domain:panData");
    xml.leaf_with("domain:name", &[("paResult", result.as_str())], name.as_str());
    xml.open("domain:paTRID");
    // These two are of EPP's own namespace, which is the default one of every frame.
    xml.optional("clTRID", ids.client);
    xml.leaf("svTRID", ids.server);
    xml.close("domain:paTRID");
    xml.instant("domain:paDate", at);
    xml.close("domain:panData");
}
