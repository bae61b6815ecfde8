//! Who may ask for what at all, whatever door they come through.

use foral_model::actor::Who;
use foral_model::command::Command;
use foral_model::refusal::Refusal;

use crate::rule::require;

/// Refuses a command that is not for this kind of asker.
///
/// # Errors
/// [`Refusal::ActorNotAllowed`].
pub fn may_ask(who: &Who, command: &Command) -> Result<(), Refusal> {
    let allowed = match command {
        Command::ContactCreate(_)
        | Command::ContactUpdate(_)
        | Command::ContactDelete(_)
        | Command::ContactTransfer(_)
        | Command::DomainCreate(_)
        | Command::DomainUpdate(_)
        | Command::DomainDelete(_)
        | Command::DomainRenew(_)
        | Command::DomainRestore(_)
        | Command::DomainTransfer(_)
        | Command::HostCreate(_)
        | Command::HostUpdate(_)
        | Command::HostDelete(_)
        | Command::OrganisationCreate(_)
        | Command::OrganisationUpdate(_)
        | Command::OrganisationDelete(_)
        | Command::PollAck(_) => matches!(who, Who::Registrar(_)),
        Command::RegistrarPassword(id, _) => match who {
            Who::Registrar(asker) => asker == id,
            Who::Staff(_) => true,
            Who::Holder(_) | Who::Authority(_) | Who::Clock | Who::Public => false,
        },
        Command::CodeCreate(_) | Command::CodeRevoke(_) => matches!(who, Who::Holder(_)),
        Command::HolderChange(_) => matches!(who, Who::Holder(_) | Who::Registrar(_)),
        Command::ChildSigners(_) | Command::InspectionReport(_) => matches!(who, Who::Clock),
        Command::Recover(_)
        | Command::PasswordReset(_)
        | Command::Decide(_)
        | Command::DisclosureAsk(_)
        | Command::DisclosureConfirm(_) => matches!(who, Who::Public | Who::Holder(_)),
        Command::ZonePut(_)
        | Command::RegistrarCreate(_)
        | Command::CertificateAdd(..)
        | Command::CertificateRemove(..)
        | Command::Deposit(..)
        | Command::Correction(..)
        | Command::RegistrarUpdate(_)
        | Command::AllocationTokenAdd(_)
        | Command::ApplicationJudge(_)
        | Command::MaintenancePut(_)
        | Command::MaintenanceCancel(_)
        | Command::UserPut(_)
        | Command::DisclosureAnswer(_)
        | Command::AuthorityAdd(_)
        | Command::AuthorityRevoke(_)
        | Command::InspectionAgain(_)
        | Command::InspectionOverrule(_)
        | Command::Dispute(..)
        | Command::ServerStatus { .. } => matches!(who, Who::Staff(_)),
    };
    require(allowed, || Refusal::ActorNotAllowed)
}
