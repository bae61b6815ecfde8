//! What poll messages say.

use foral_model::command::Verdict;
use foral_model::id::Handle;
use foral_model::launch::application::{ApplicationNotice, ApplicationState};
use foral_model::maintenance::{Maintenance, Occasion};
use foral_model::name::DomainName;
use foral_model::poll::Notice;
use foral_model::transfer::{Transfer, TransferState};

use crate::Words;

impl Words {
    /// The text of a poll message.
    pub fn notice(self, notice: &Notice) -> String {
        match notice {
            Notice::DomainTransferred { name, transfer } => self.domain_moving(name, transfer),
            Notice::ContactTransferred { handle, transfer } => {
                self.contact_moving(handle, transfer)
            }
            Notice::CodeCreated { name, expires, recently_recovered: false } => {
                self.notice_code_created(name.unicode(), self.moment(*expires))
            }
            Notice::CodeCreated { name, expires, recently_recovered: true } => {
                self.notice_code_created_recovered(name.unicode(), self.moment(*expires))
            }
            Notice::CodeRevoked { name } => self.notice_code_revoked(name.unicode()),
            Notice::AutoRenewed { name, expires } => {
                self.notice_auto_renewed(name.unicode(), self.date(*expires))
            }
            Notice::Expired { name, renewable_until } => {
                self.notice_expired(name.unicode(), self.moment(*renewable_until))
            }
            Notice::PendingDelete { name, purge } => {
                self.notice_pending_delete(name.unicode(), self.moment(*purge))
            }
            Notice::Purged { name, id, at, .. } => {
                self.notice_purged(self.moment(*at), name.unicode(), id)
            }
            Notice::Redemption { name, until } => {
                self.notice_redemption(name.unicode(), self.moment(*until))
            }
            Notice::RestoreLapsed { name, until } => {
                self.notice_restore_lapsed(name.unicode(), self.moment(*until))
            }
            Notice::UpdateDecided { name, verdict: Verdict::Agree, .. } => {
                self.notice_holder_changed(name.unicode())
            }
            Notice::UpdateDecided { name, verdict: Verdict::Refuse, .. } => {
                self.notice_holder_unchanged(name.unicode())
            }
            Notice::ChangedByRegistry { name, what } => {
                self.notice_changed_by_registry(name.unicode(), what)
            }
            Notice::Application(told) => self.applied(told),
            Notice::DelegationHeld { name, findings } => {
                // A name at the end of one brings its own dot.
                let findings: Vec<&str> = findings
                    .iter()
                    .map(|found| found.strip_suffix('.').unwrap_or(found))
                    .collect();
                self.notice_delegation_held(name.unicode(), findings.join("; "))
            }
            Notice::DelegationReleased { name } => self.notice_delegation_released(name.unicode()),
            Notice::Maintenance { occasion, maintenance } => {
                self.maintaining(*occasion, maintenance)
            }
            Notice::LowBalance { balance } => self.notice_low_balance(balance),
        }
    }

    /// What staff says about it comes after what the status means, in staff's own words.
    fn applied(self, told: &ApplicationNotice) -> String {
        use ApplicationState as S;
        let (name, id, standing) = (told.name.unicode(), &told.id, &told.standing);
        let sentence = match &standing.state {
            S::PendingValidation => self.notice_application_pending_validation(name, id),
            S::Validated => self.notice_application_validated(name, id),
            S::Invalid => self.notice_application_invalid(name, id),
            S::PendingAllocation => self.notice_application_pending_allocation(name, id),
            S::Allocated => self.notice_application_allocated(name, id),
            S::Rejected => self.notice_application_rejected(name, id),
            S::Custom(status) => self.notice_application_custom(name, id, status),
        };
        match &standing.remark {
            Some(remark) => format!("{sentence} {remark}"),
            None => sentence,
        }
    }

    /// What is done is said in the reader's language if staff said it in that, or in the first one.
    fn maintaining(self, occasion: Occasion, maintenance: &Maintenance) -> String {
        let (id, work) = (&maintenance.id, &maintenance.work);
        let (start, end) = (self.date_time(work.start), self.moment(work.end));
        let sentence = match occasion {
            Occasion::Planned => self.notice_maintenance_planned(end, id, start),
            Occasion::Changed => self.notice_maintenance_changed(end, id, start),
            Occasion::Cancelled => self.notice_maintenance_cancelled(id),
            Occasion::Begun => self.notice_maintenance_begun(end, id),
            Occasion::Over => self.notice_maintenance_over(id),
        };
        let mut texts = work.descriptions.iter();
        let ours = texts.find(|text| text.lang == self.lang());
        match ours.or(work.descriptions.first()) {
            Some(text) => format!("{sentence} {}", text.text),
            None => sentence,
        }
    }

    fn domain_moving(self, name: &DomainName, transfer: &Transfer) -> String {
        let (name, gaining) = (name.unicode(), &transfer.gaining);
        match transfer.state {
            TransferState::ClientApproved | TransferState::ServerApproved => {
                self.notice_domain_transferred(name, gaining, &transfer.losing)
            }
            TransferState::Pending => {
                self.notice_transfer_asked(self.moment(transfer.acted), name, gaining)
            }
            TransferState::ClientCancelled
            | TransferState::ClientRejected
            | TransferState::ServerCancelled => self.notice_transfer_ended(name, gaining),
        }
    }

    fn contact_moving(self, handle: &Handle, transfer: &Transfer) -> String {
        let gaining = &transfer.gaining;
        match transfer.state {
            TransferState::ClientApproved | TransferState::ServerApproved => {
                self.notice_contact_transferred(gaining, handle, &transfer.losing)
            }
            TransferState::Pending => {
                let at = self.moment(transfer.acted);
                self.notice_contact_transfer_asked(at, gaining, handle)
            }
            TransferState::ClientCancelled
            | TransferState::ClientRejected
            | TransferState::ServerCancelled => self.notice_contact_transfer_ended(gaining, handle),
        }
    }
}
