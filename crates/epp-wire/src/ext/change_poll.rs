//! `changePoll-1.0` (RFC 8590): beside an object in a poll message, who changed it, and why.

use foral_model::time::Timestamp;

use crate::told::Words;
use crate::value::word_of;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:changePoll-1.0";

/// A change that somebody else than the registrar made (section 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change<'a> {
    /// Whether the object is shown as it was or as it is.
    pub state: State,
    /// What was done.
    pub operation: Operation,
    /// More about it: the name of a custom one, or `purge` of a deletion.
    pub detail: Option<&'a str>,
    /// When.
    pub at: Timestamp,
    /// The reference of the transaction, 3 to 64 characters.
    pub server_trid: &'a str,
    /// Who, 1 to 255 characters.
    pub who: &'a str,
    /// The case that it belongs to.
    pub case: Option<Case<'a>>,
    /// Why; at most 32 characters have room.
    pub reason: Option<Words<'a>>,
}

/// Whether an object is shown as it was or as it is (section 2.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// As it was.
    Before,
    /// As it is.
    After,
}

/// What was done (section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Operation {
    /// Made.
    Create,
    /// Deleted.
    Delete,
    /// Renewed.
    Renew,
    /// Moved.
    Transfer,
    /// Changed.
    Update,
    /// Restored.
    Restore,
    /// Renewed by itself.
    AutoRenew,
    /// Deleted by time.
    AutoDelete,
    /// Purged by time.
    AutoPurge,
    /// Something else, which has a name.
    Custom,
}

const OPERATIONS: [(Operation, &str); 10] = [
    (Operation::Create, "create"),
    (Operation::Delete, "delete"),
    (Operation::Renew, "renew"),
    (Operation::Transfer, "transfer"),
    (Operation::Update, "update"),
    (Operation::Restore, "restore"),
    (Operation::AutoRenew, "autoRenew"),
    (Operation::AutoDelete, "autoDelete"),
    (Operation::AutoPurge, "autoPurge"),
    (Operation::Custom, "custom"),
];

/// A case (section 2.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case<'a> {
    /// The procedure.
    pub kind: CaseKind,
    /// The name of a custom one.
    pub name: Option<&'a str>,
    /// The case's number.
    pub id: &'a str,
}

/// The procedures that the RFC knows (section 2.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseKind {
    /// Uniform domain name dispute resolution policy.
    Udrp,
    /// Uniform rapid suspension.
    Urs,
    /// Another one, which has a name.
    Custom,
}

const CASES: [(CaseKind, &str); 3] =
    [(CaseKind::Udrp, "udrp"), (CaseKind::Urs, "urs"), (CaseKind::Custom, "custom")];

/// Writes `changeData`.
pub(crate) fn write(xml: &mut Xml<'_>, change: &Change<'_>) {
    let state = match change.state {
        State::Before => "before",
        State::After => "after",
    };
    let attributes = [("xmlns:changePoll", URI), ("state", state)];
    xml.open_with("changePoll:changeData", &attributes);
    let operation = word_of(&change.operation, &OPERATIONS);
    match change.detail {
        Some(detail) => xml.leaf_with("changePoll:operation", &[("op", detail)], operation),
        None => xml.leaf("changePoll:operation", operation),
    }
    xml.instant("changePoll:date", change.at);
    xml.leaf("changePoll:svTRID", change.server_trid);
    xml.leaf("changePoll:who", change.who);
    if let Some(case) = &change.case {
        let mut attributes = vec![("type", word_of(&case.kind, &CASES))];
        attributes.extend(case.name.map(|name| ("name", name)));
        xml.leaf_with("changePoll:caseId", &attributes, case.id);
    }
    Words::write_short(xml, "changePoll:reason", change.reason);
    xml.close("changePoll:changeData");
}
