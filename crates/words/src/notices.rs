//! What poll messages say.

use foral_model::poll::Notice;

use crate::Words;

impl Words {
    /// The text of a poll message.
    pub fn notice(self, notice: &Notice) -> String {
        match notice {
            Notice::DomainTransferred { name, transfer } => {
                self.notice_domain_transferred(name.unicode(), &transfer.gaining, &transfer.losing)
            }
            Notice::ContactTransferred { handle, transfer } => {
                self.notice_contact_transferred(&transfer.gaining, handle, &transfer.losing)
            }
            Notice::CodeCreated { name, expires, recently_recovered: false } => {
                self.notice_code_created(name.unicode(), self.date_time(*expires))
            }
            Notice::CodeCreated { name, expires, recently_recovered: true } => {
                self.notice_code_created_recovered(name.unicode(), self.date_time(*expires))
            }
            Notice::CodeRevoked { name } => self.notice_code_revoked(name.unicode()),
            Notice::AutoRenewed { name, expires } => {
                self.notice_auto_renewed(name.unicode(), self.date(*expires))
            }
            Notice::Expired { name, renewable_until } => {
                self.notice_expired(name.unicode(), self.date_time(*renewable_until))
            }
            Notice::PendingDelete { name, purge } => {
                self.notice_pending_delete(name.unicode(), self.date_time(*purge))
            }
            Notice::Purged { name, id, at } => {
                self.notice_purged(self.date_time(*at), name.unicode(), id)
            }
            Notice::ChangedByRegistry { name, what } => {
                self.notice_changed_by_registry(name.unicode(), what)
            }
            Notice::LowBalance { balance } => self.notice_low_balance(balance),
        }
    }
}
