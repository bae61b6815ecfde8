//! What was done, as EPP says it: a result code, and data for those commands that have some.

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::reply::Data;
use foral_model::outcome::Outcome;
use foral_model::transfer::TransferState;

/// RFC 5730, section 3: done, or done as far as something else waits.
pub(super) const fn code_of(outcome: &Outcome) -> ResultCode {
    match outcome {
        Outcome::ApplicationMade { .. }
        | Outcome::DomainDeletionPending { .. }
        | Outcome::UpdatePending { .. } => ResultCode::Pending,
        Outcome::DomainTransferred { transfer, .. }
        | Outcome::ContactTransferred { transfer, .. }
            if matches!(transfer.state, TransferState::Pending) =>
        {
            ResultCode::Pending
        }
        Outcome::Done
        | Outcome::DomainCreated { .. }
        | Outcome::DomainDeleted { .. }
        | Outcome::DomainRestored { .. }
        | Outcome::DomainRenewed { .. }
        | Outcome::DomainTransferred { .. }
        | Outcome::ContactCreated { .. }
        | Outcome::ContactTransferred { .. }
        | Outcome::HostCreated { .. }
        | Outcome::OrganisationCreated { .. }
        | Outcome::PollAcked { .. }
        | Outcome::CodeCreated { .. }
        | Outcome::PasswordReset { .. } => ResultCode::Ok,
    }
}

/// The data of the answer (RFC 5730, section 2.6); nothing where the code says all.
pub(super) fn data_of<'o>(outcome: &'o Outcome, roid: &'o str) -> Option<Data<'o>> {
    match outcome {
        Outcome::DomainCreated { name, created, expires, .. } => {
            Some(Data::DomainCreated { name, roid, created: *created, expires: Some(*expires) })
        }
        Outcome::ApplicationMade { name, created, .. } => {
            Some(Data::DomainCreated { name, roid: "", created: *created, expires: None })
        }
        Outcome::DomainRenewed { name, expires, .. } => {
            Some(Data::DomainRenewed { name, expires: *expires })
        }
        Outcome::DomainTransferred { name, transfer, .. } => {
            Some(Data::DomainTransfer { name, transfer })
        }
        Outcome::ContactCreated { handle, created, .. } => {
            Some(Data::ContactCreated { handle, created: *created })
        }
        Outcome::ContactTransferred { handle, transfer } => {
            Some(Data::ContactTransfer { handle, transfer })
        }
        Outcome::HostCreated { name, created, .. } => {
            Some(Data::HostCreated { name, created: *created })
        }
        Outcome::OrganisationCreated { id, created } => {
            Some(Data::OrganisationCreated { id, created: *created })
        }
        // A portal's outcomes never come to a registrar's command, and a code is not for EPP.
        Outcome::Done
        | Outcome::DomainDeleted { .. }
        | Outcome::DomainDeletionPending { .. }
        | Outcome::DomainRestored { .. }
        | Outcome::UpdatePending { .. }
        | Outcome::PollAcked { .. }
        | Outcome::CodeCreated { .. }
        | Outcome::PasswordReset { .. } => None,
    }
}
