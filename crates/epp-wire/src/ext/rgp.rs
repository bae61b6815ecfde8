//! `rgp-1.0` (RFC 3915): grace periods of a domain, and its way back from redemption.

use foral_model::time::Timestamp;

use super::Carried;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{is_language, language, moment, required_attribute, word_of};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:rgp-1.0";

/// What an update asks for (section 4.2.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Restore {
    /// Takes the domain out of redemption.
    Request,
    /// Says why that was right.
    Report(Box<Report>),
}

/// A restore report (section 4.2.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The registration data before the deletion, as it was sent.
    pub before: String,
    /// The registration data now, as it was sent.
    pub after: String,
    /// When the domain was deleted.
    pub deleted: Timestamp,
    /// When it was restored.
    pub restored: Timestamp,
    /// Why.
    pub reason: String,
    /// What the registrar assures: one or two texts; the RFC wants both.
    pub statements: Vec<String>,
    /// Whatever else there is to say.
    pub other: Option<String>,
}

/// A grace status (section 3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grace {
    /// After registration.
    Add,
    /// After a renewal by itself.
    AutoRenew,
    /// After a renewal.
    Renew,
    /// After a transfer.
    Transfer,
    /// On its way out, and not to be restored.
    PendingDelete,
    /// Restored, and waiting for the report.
    PendingRestore,
    /// Deleted, and to be restored.
    Redemption,
}

const GRACES: [(Grace, &str); 7] = [
    (Grace::Add, "addPeriod"),
    (Grace::AutoRenew, "autoRenewPeriod"),
    (Grace::Renew, "renewPeriod"),
    (Grace::Transfer, "transferPeriod"),
    (Grace::PendingDelete, "pendingDelete"),
    (Grace::PendingRestore, "pendingRestore"),
    (Grace::Redemption, "redemptionPeriod"),
];

/// A grace status as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GraceShown<'a> {
    /// Which one.
    pub grace: Grace,
    /// A remark, such as when it ends; nothing if it is empty.
    pub remark: &'a str,
}

impl Grace {
    /// The RFC's spelling.
    pub fn as_str(self) -> &'static str {
        word_of(&self, &GRACES)
    }
}

/// Reads the extension of `domain:update`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Restore>, Malformed> {
    let Some(element) = carried.take(Extension::Rgp, "update")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let restore = parts.required("restore")?;
    parts.end()?;
    let mut inside = restore.sequence_with(&["op"])?;
    let op = required_attribute(restore, "op")?;
    let report = inside.optional("report").map(report).transpose()?;
    inside.end()?;
    match (op.as_str(), report) {
        ("request", None) => Ok(Some(Restore::Request)),
        ("report", Some(report)) => Ok(Some(Restore::Report(Box::new(report)))),
        ("request", Some(_)) => {
            Err(restore.fault(Kind::UseError, &op, "a request carries no report"))
        }
        ("report", None) => Err(restore.fault(Kind::Missing, &op, "rgp:report is missing")),
        _ => Err(restore.invalid(&op, "op is request or report")),
    }
}

fn report(element: Element<'_, '_>) -> Result<Report, Malformed> {
    let mut parts = element.sequence()?;
    let report = Report {
        before: mixed(parts.required("preData")?)?,
        after: mixed(parts.required("postData")?)?,
        deleted: moment(parts.required("delTime")?)?,
        restored: moment(parts.required("resTime")?)?,
        reason: words(parts.required("resReason")?)?,
        statements: {
            let mut all = vec![words(parts.required("statement")?)?];
            all.extend(parts.many("statement", 1, words)?);
            all
        },
        other: parts.optional("other").map(mixed).transpose()?,
    };
    parts.end()?;
    Ok(report)
}

/// `mixedType`: text, among which elements of anybody's may stand; their text is kept.
fn mixed(element: Element<'_, '_>) -> Result<String, Malformed> {
    element.only_attributes(&[])?;
    Ok(element.whole_text())
}

/// `reportTextType`. The language is not kept.
fn words(element: Element<'_, '_>) -> Result<String, Malformed> {
    element.only_attributes(&["lang"])?;
    language(element)?;
    Ok(element.whole_text())
}

/// Writes the extension of `domain:update`.
pub(crate) fn write(xml: &mut Xml<'_>, restore: &Restore) {
    xml.open_namespace("rgp:update", "rgp", URI);
    match restore {
        Restore::Request => xml.empty_with("rgp:restore", &[("op", "request")]),
        Restore::Report(report) => {
            xml.open_with("rgp:restore", &[("op", "report")]);
            write_report(xml, report);
            xml.close("rgp:restore");
        }
    }
    xml.close("rgp:update");
}

fn write_report(xml: &mut Xml<'_>, report: &Report) {
    xml.open("rgp:report");
    xml.leaf("rgp:preData", &report.before);
    xml.leaf("rgp:postData", &report.after);
    xml.instant("rgp:delTime", report.deleted);
    xml.instant("rgp:resTime", report.restored);
    xml.leaf("rgp:resReason", &report.reason);
    let statements = report.statements.iter().take(2);
    statements.for_each(|statement| xml.leaf("rgp:statement", statement));
    xml.optional("rgp:other", report.other.as_deref());
    xml.close("rgp:report");
}

/// Writes `infData` or `upData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, tag: &str, all: &[GraceShown<'_>], lang: &str) {
    xml.open_namespace(tag, "rgp", URI);
    for shown in all {
        let mut attributes = vec![("s", shown.grace.as_str())];
        if !shown.remark.is_empty() && lang != "en" && is_language(lang) {
            attributes.push(("lang", lang));
        }
        xml.leaf_with("rgp:rgpStatus", &attributes, shown.remark);
    }
    xml.close(tag);
}
