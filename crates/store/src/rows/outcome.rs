//! What came of a command, at rest: an answer that a repetition of the command hears again.

use foral_model::id::{DomainId, HostId, MessageId};
use foral_model::launch::application::PaidAt;
use foral_model::outcome::{Bill, Novelty, Outcome, Refund};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::application::AtDoc;
use super::organisation;
use super::transfer::TransferDoc;
use super::{ChargeDoc, MoneyDoc, life};
use crate::cells;
use crate::failure::Failure;
use crate::rows;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum OutcomeDoc {
    Done,
    DomainCreated { id: i64, name: String, created: i64, expires: i64, bill: BillDoc },
    ApplicationMade { at: AtDoc, name: String, created: i64, bill: BillDoc, paid: String },
    DomainRenewed { name: String, expires: i64, bill: BillDoc },
    DomainDeleted { refunds: Vec<RefundDoc> },
    DomainDeletionPending { purge: i64, refunds: Vec<RefundDoc> },
    DomainRestored { name: String, report_by: Option<i64>, bill: BillDoc },
    UpdatePending { lapses: i64 },
    DomainTransferred { id: i64, name: String, transfer: TransferDoc, bill: Option<BillDoc> },
    ContactCreated { handle: String, created: i64, novelty: NoveltyDoc },
    ContactTransferred { handle: String, transfer: TransferDoc },
    HostCreated { id: i64, name: String, created: i64 },
    OrganisationCreated { id: String, created: i64 },
    PollAcked { left: i64, id: i64 },
    PasswordReset { handle: String },
}

#[derive(Serialize, Deserialize)]
struct BillDoc {
    charge: ChargeDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<String>,
    grace_days: u16,
    balance: MoneyDoc,
    credit_limit: MoneyDoc,
}

#[derive(Serialize, Deserialize)]
struct RefundDoc {
    kind: String,
    charge: ChargeDoc,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NoveltyDoc {
    New,
    Known,
}

/// An outcome's document.
///
/// # Errors
/// `Broken` for an outcome that shows a transfer code: a code is never kept in the clear.
pub(crate) fn doc(outcome: &Outcome) -> Result<String, Failure> {
    rows::to_json(&OutcomeDoc::try_from(outcome)?)
}

/// An outcome from its document.
pub(crate) fn read(text: &str) -> Result<Outcome, Failure> {
    rows::from_json::<OutcomeDoc>(text)?.try_into()
}

impl TryFrom<&Outcome> for OutcomeDoc {
    type Error = Failure;

    fn try_from(outcome: &Outcome) -> Result<Self, Failure> {
        let refunds = |refunds: &[Refund]| refunds.iter().map(RefundDoc::from).collect();
        Ok(match outcome {
            Outcome::Done => Self::Done,
            Outcome::DomainCreated { id, name, created, expires, bill } => {
                let (created, expires) = (created.micros(), expires.micros());
                let bill = bill.into();
                Self::DomainCreated { id: id.0, name: name.to_string(), created, expires, bill }
            }
            Outcome::ApplicationMade { at, name, created, bill, paid } => Self::ApplicationMade {
                at: at.into(),
                name: name.to_string(),
                created: created.micros(),
                bill: bill.into(),
                paid: paid.as_str().to_owned(),
            },
            Outcome::DomainRenewed { name, expires, bill } => {
                let (name, expires) = (name.to_string(), expires.micros());
                Self::DomainRenewed { name, expires, bill: bill.into() }
            }
            Outcome::DomainDeleted { refunds: back } => {
                Self::DomainDeleted { refunds: refunds(back) }
            }
            Outcome::DomainDeletionPending { purge, refunds: back } => {
                Self::DomainDeletionPending { purge: purge.micros(), refunds: refunds(back) }
            }
            Outcome::DomainRestored { name, report_by, bill } => {
                let (name, report_by) = (name.to_string(), rows::micros(*report_by));
                Self::DomainRestored { name, report_by, bill: bill.into() }
            }
            Outcome::UpdatePending { lapses } => Self::UpdatePending { lapses: lapses.micros() },
            Outcome::DomainTransferred { id, name, transfer, bill } => {
                let (transfer, bill) = (transfer.into(), bill.as_ref().map(Into::into));
                Self::DomainTransferred { id: id.0, name: name.to_string(), transfer, bill }
            }
            Outcome::ContactCreated { handle, created, novelty } => {
                let (handle, created) = (handle.to_string(), created.micros());
                Self::ContactCreated { handle, created, novelty: (*novelty).into() }
            }
            Outcome::ContactTransferred { handle, transfer } => {
                Self::ContactTransferred { handle: handle.to_string(), transfer: transfer.into() }
            }
            Outcome::HostCreated { id, name, created } => {
                Self::HostCreated { id: id.0, name: name.to_string(), created: created.micros() }
            }
            Outcome::OrganisationCreated { id, created } => {
                Self::OrganisationCreated { id: id.to_string(), created: created.micros() }
            }
            Outcome::PollAcked { left, id } => Self::PollAcked { left: *left, id: id.0 },
            Outcome::CodeCreated { .. } => {
                return Err(Failure::Broken("a transfer code is never kept".to_owned()));
            }
            Outcome::PasswordReset { handle } => Self::PasswordReset { handle: handle.to_string() },
        })
    }
}

impl TryFrom<OutcomeDoc> for Outcome {
    type Error = Failure;

    fn try_from(doc: OutcomeDoc) -> Result<Self, Failure> {
        let at = Timestamp::from_micros;
        let named = |text: String| cells::name(&text);
        let handled = |text: String| cells::handle(&text);
        let refund = Refund::try_from;
        let refunds = |back: Vec<RefundDoc>| back.into_iter().map(refund).collect::<Result<_, _>>();
        Ok(match doc {
            OutcomeDoc::Done => Self::Done,
            OutcomeDoc::DomainCreated { id, name, created, expires, bill } => {
                let (id, name, bill) = (DomainId(id), named(name)?, bill.try_into()?);
                Self::DomainCreated { id, name, created: at(created), expires: at(expires), bill }
            }
            OutcomeDoc::ApplicationMade { at: made, name, created, bill, paid } => {
                let known = PaidAt::parse(&paid);
                Self::ApplicationMade {
                    at: made.try_into()?,
                    name: named(name)?,
                    created: at(created),
                    bill: bill.try_into()?,
                    paid: known.ok_or_else(|| Failure::stored("payment", &paid))?,
                }
            }
            OutcomeDoc::DomainRenewed { name, expires, bill } => {
                let (name, bill) = (named(name)?, bill.try_into()?);
                Self::DomainRenewed { name, expires: at(expires), bill }
            }
            OutcomeDoc::DomainDeleted { refunds: back } => {
                Self::DomainDeleted { refunds: refunds(back)? }
            }
            OutcomeDoc::DomainDeletionPending { purge, refunds: back } => {
                Self::DomainDeletionPending { purge: at(purge), refunds: refunds(back)? }
            }
            OutcomeDoc::DomainRestored { name, report_by, bill } => {
                let (name, report_by) = (named(name)?, rows::instant(report_by));
                Self::DomainRestored { name, report_by, bill: bill.try_into()? }
            }
            OutcomeDoc::UpdatePending { lapses } => Self::UpdatePending { lapses: at(lapses) },
            OutcomeDoc::DomainTransferred { id, name, transfer, bill } => {
                let (transfer, bill) =
                    (transfer.try_into()?, bill.map(Bill::try_from).transpose()?);
                Self::DomainTransferred { id: DomainId(id), name: named(name)?, transfer, bill }
            }
            OutcomeDoc::ContactCreated { handle, created, novelty } => {
                let (handle, created) = (handled(handle)?, at(created));
                Self::ContactCreated { handle, created, novelty: novelty.into() }
            }
            OutcomeDoc::ContactTransferred { handle, transfer } => {
                let (handle, transfer) = (handled(handle)?, transfer.try_into()?);
                Self::ContactTransferred { handle, transfer }
            }
            OutcomeDoc::OrganisationCreated { id, created } => {
                Self::OrganisationCreated { id: organisation::id(&id)?, created: at(created) }
            }
            OutcomeDoc::HostCreated { id, name, created } => {
                Self::HostCreated { id: HostId(id), name: named(name)?, created: at(created) }
            }
            OutcomeDoc::PollAcked { left, id } => Self::PollAcked { left, id: MessageId(id) },
            OutcomeDoc::PasswordReset { handle } => {
                Self::PasswordReset { handle: handled(handle)? }
            }
        })
    }
}

impl From<&Bill> for BillDoc {
    fn from(bill: &Bill) -> Self {
        Self {
            charge: bill.charge.into(),
            tier: bill.tier.clone(),
            grace_days: bill.grace_days,
            balance: bill.balance.into(),
            credit_limit: bill.credit_limit.into(),
        }
    }
}

impl TryFrom<BillDoc> for Bill {
    type Error = Failure;

    fn try_from(doc: BillDoc) -> Result<Self, Failure> {
        Ok(Self {
            charge: doc.charge.try_into()?,
            tier: doc.tier,
            grace_days: doc.grace_days,
            balance: doc.balance.try_into()?,
            credit_limit: doc.credit_limit.try_into()?,
        })
    }
}

impl From<&Refund> for RefundDoc {
    fn from(refund: &Refund) -> Self {
        Self { kind: refund.kind.as_str().to_owned(), charge: refund.charge.into() }
    }
}

impl TryFrom<RefundDoc> for Refund {
    type Error = Failure;

    fn try_from(doc: RefundDoc) -> Result<Self, Failure> {
        Ok(Self { kind: life::grace_kind(&doc.kind)?, charge: doc.charge.try_into()? })
    }
}

impl From<Novelty> for NoveltyDoc {
    fn from(novelty: Novelty) -> Self {
        match novelty {
            Novelty::New => Self::New,
            Novelty::Known => Self::Known,
        }
    }
}

impl From<NoveltyDoc> for Novelty {
    fn from(doc: NoveltyDoc) -> Self {
        match doc {
            NoveltyDoc::New => Self::New,
            NoveltyDoc::Known => Self::Known,
        }
    }
}

#[cfg(test)]
mod tests;
