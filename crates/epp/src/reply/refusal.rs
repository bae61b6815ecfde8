//! Why the law says no, in EPP's numbers.

use foral_epp_wire::code::ResultCode;
use foral_model::refusal::Refusal;

/// The result code of a refusal (RFC 5730, section 3).
#[allow(clippy::too_many_lines, reason = "a table: one entry for each rule, none left out")]
pub(crate) const fn code_of(refusal: &Refusal) -> ResultCode {
    match refusal {
        Refusal::MarkUnwanted | Refusal::RetryMismatch | Refusal::TransferToSelf => {
            ResultCode::UseError
        }
        Refusal::TransferPending => ResultCode::PendingTransfer,
        Refusal::AddressMissing(_)
        | Refusal::ChangeIsEmpty
        | Refusal::CodeMissing
        | Refusal::ContactMissing(_)
        | Refusal::IdentityMissing
        | Refusal::FeeUnclaimed(_)
        | Refusal::LaunchPhaseMissing(_)
        | Refusal::MarkMissing
        | Refusal::AuthorityNameMissing
        | Refusal::RequestIncomplete(_)
        | Refusal::RequestReasonMissing
        | Refusal::Required(_) => ResultCode::Missing,
        Refusal::AddressNotRoutable(_)
        | Refusal::AddressUnwanted(_)
        | Refusal::AuthorityExpiryPast(_)
        | Refusal::ExpiryMismatch(_)
        | Refusal::CurrencyNotOffered(_)
        | Refusal::FeeTooLow { .. }
        | Refusal::MaintenanceBackwards { .. }
        | Refusal::NoticeExpired(_)
        | Refusal::NoticeForged(_)
        | Refusal::NoticeStale(_)
        | Refusal::TtlOutOfRange { .. }
        | Refusal::NameNotInZone(_)
        | Refusal::PeriodNotOffered(_) => ResultCode::Range,
        Refusal::EmailSyntax(_)
        | Refusal::IdentityInvalid(..)
        | Refusal::NameCharacter(_)
        | Refusal::NameLength { .. }
        | Refusal::NameHyphens
        | Refusal::NoticeSyntax(_) => ResultCode::ValueSyntax,
        Refusal::ApplicationsNotOffered(_) => ResultCode::Option,
        Refusal::ExtensionNotOffered(_) => ResultCode::Extension,
        Refusal::CreditTooLow { .. } => ResultCode::Billing,
        Refusal::RenewalTooEarly(_) | Refusal::RenewalTooFar(_) => ResultCode::NotRenewable,
        Refusal::DomainExpired(_)
        | Refusal::TransferLocked(_)
        | Refusal::TransferTooLate(_) => ResultCode::NotTransferable,
        Refusal::AccountSuspended
        | Refusal::ActorNotAllowed
        | Refusal::AllocationTokenUnknown
        | Refusal::NotTransferParty
        | Refusal::NotSponsor
        | Refusal::SuperordinateNotYours(_)
        | Refusal::ZoneRestricted(..)
        | Refusal::ZoneNotAccredited(_) => ResultCode::Authorization,
        Refusal::CodeExpired(_)
        | Refusal::CodeMistyped
        | Refusal::CodeRevoked(_)
        | Refusal::CodeThrottled(_)
        | Refusal::CodeUsed(_)
        | Refusal::CodeWrong
        // Only the portal has links; were one here, it would be a secret that does not open.
        | Refusal::LinkDead => ResultCode::InvalidAuthInfo,
        Refusal::NotPendingTransfer | Refusal::TransferNone => ResultCode::NotPendingTransfer,
        Refusal::AllocationTokenTaken
        | Refusal::ContactTaken(_)
        | Refusal::HostTaken(_)
        | Refusal::OrganisationTaken(_)
        | Refusal::NameTaken(_)
        | Refusal::AuthorityTaken(_)
        | Refusal::RegistrarTaken(_) => ResultCode::Exists,
        Refusal::ApplicationUnknown(_)
        | Refusal::AuthorityUnknown(_)
        | Refusal::RequestUnknown(_)
        | Refusal::ContactUnknown(_)
        | Refusal::DomainUnknown(_)
        | Refusal::HostUnknown(_)
        | Refusal::MaintenanceUnknown(_)
        | Refusal::MessageUnknown(_)
        | Refusal::OrganisationUnknown(_)
        | Refusal::RegistrarUnknown(_)
        | Refusal::SuperordinateUnknown(_)
        | Refusal::ZoneUnknown(_) => ResultCode::DoesNotExist,
        Refusal::AllocationTokenSpent
        | Refusal::AllocationTokenUnfit(_)
        | Refusal::ApplicationStatusProhibits(_)
        | Refusal::AuthorityRevoked(_)
        | Refusal::RequestAnswered(_)
        | Refusal::RequestUnconfirmed(_)
        | Refusal::DomainInDispute(_)
        | Refusal::DomainPendingDelete(_)
        | Refusal::HolderChangeNone
        | Refusal::HolderChangePending(_)
        | Refusal::MaintenanceOver(_)
        | Refusal::NothingHeldBack(_)
        | Refusal::NotInRedemption(_)
        | Refusal::NotPendingRestore(_)
        | Refusal::NameAppliedFor(_)
        | Refusal::NameReserved(_)
        | Refusal::NoticeMissing(_)
        | Refusal::NoticeUnwanted(_)
        | Refusal::OrganisationStatusProhibits(_)
        | Refusal::StatusProhibits(_) => ResultCode::Status,
        Refusal::ContactIsLinked(_)
        | Refusal::DomainHasHosts(_)
        | Refusal::HostIsLinked(_)
        | Refusal::HostIsLinkedElsewhere(_)
        | Refusal::OrganisationIsLinked(_)
        | Refusal::RoleFilled(_)
        | Refusal::RoleVacant(_) => ResultCode::Association,
        Refusal::ApplicationPhaseMismatch { .. }
        | Refusal::ChangeHasNoEffect(_)
        | Refusal::CodeNotOffered(_)
        | Refusal::CodeTooWeak(_)
        | Refusal::CodeTooGuessable(_)
        | Refusal::HolderUnchanged
        | Refusal::IdnTableUnknown(_)
        | Refusal::LaunchClosed(..)
        | Refusal::LaunchKindMismatch(_)
        | Refusal::LaunchPhaseMismatch { .. }
        | Refusal::MarkModelNotOffered
        | Refusal::MarkNotInForce { .. }
        | Refusal::MarkOfOtherName(_)
        | Refusal::MarkRevoked(..)
        | Refusal::MarkUnproven(_)
        | Refusal::NoticeOfOther(_)
        | Refusal::NoDirectManagement(_)
        | Refusal::SignerFormNotOffered(_)
        | Refusal::Duplicate(_)
        | Refusal::HostModelNotOffered
        | Refusal::NameServersTooMany(_)
        | Refusal::ServersNotReady(_)
        | Refusal::NotOffered(..)
        | Refusal::OrganisationLoop(_)
        | Refusal::OrganisationRoleMissing { .. }
        | Refusal::OrganisationRoleNotOffered(_)
        | Refusal::OrganisationStatusNotClient(_)
        | Refusal::PasswordTooWeak
        | Refusal::ProcessIdContradicts(_)
        | Refusal::RegistrantUnwanted
        | Refusal::SignerInvalid(..)
        | Refusal::StatusNotClient(_)
        | Refusal::ZoneClosed(_)
        | Refusal::ZoneInvalid(_) => ResultCode::Policy,
        Refusal::CodeLimitReached(_)
        | Refusal::IdentityFrozen
        | Refusal::TooManyAttempts(_) => ResultCode::DataPolicy,
    }
}

/// What a refusal is about, as the command said it; nothing if it is about no single value.
#[expect(clippy::too_many_lines, reason = "a table: one entry for each kind of value")]
pub(super) fn subject_of(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AddressMissing(name)
        | Refusal::AddressUnwanted(name)
        | Refusal::CodeNotOffered(name)
        | Refusal::DomainExpired(name)
        | Refusal::DomainInDispute(name)
        | Refusal::AllocationTokenUnfit(name)
        | Refusal::HolderChangePending(name)
        | Refusal::LaunchClosed(name, _)
        | Refusal::MarkOfOtherName(name)
        | Refusal::NoticeUnwanted(name)
        | Refusal::NoDirectManagement(name)
        | Refusal::NothingHeldBack(name)
        | Refusal::NotInRedemption(name)
        | Refusal::NotPendingRestore(name)
        | Refusal::DomainPendingDelete(name)
        | Refusal::DomainHasHosts(name)
        | Refusal::DomainUnknown(name)
        | Refusal::HostIsLinked(name)
        | Refusal::HostIsLinkedElsewhere(name)
        | Refusal::HostTaken(name)
        | Refusal::HostUnknown(name)
        | Refusal::ApplicationsNotOffered(name)
        | Refusal::NameAppliedFor(name)
        | Refusal::NameReserved(name)
        | Refusal::NameTaken(name)
        | Refusal::NameNotInZone(name)
        | Refusal::SuperordinateNotYours(name)
        | Refusal::SuperordinateUnknown(name)
        | Refusal::ZoneClosed(name)
        | Refusal::ZoneRestricted(name, _)
        | Refusal::ZoneNotAccredited(name)
        | Refusal::ZoneUnknown(name) => name.as_str().to_owned(),
        Refusal::AddressNotRoutable(text)
        | Refusal::AuthorityRevoked(text)
        | Refusal::AuthorityTaken(text)
        | Refusal::AuthorityUnknown(text)
        | Refusal::RequestAnswered(text)
        | Refusal::RequestUnconfirmed(text)
        | Refusal::RequestUnknown(text)
        | Refusal::ApplicationUnknown(text)
        | Refusal::ApplicationPhaseMismatch { asked: text, .. }
        | Refusal::ApplicationStatusProhibits(text)
        | Refusal::ChangeHasNoEffect(text)
        | Refusal::ContactIsLinked(text)
        | Refusal::ContactUnknown(text)
        | Refusal::Duplicate(text)
        | Refusal::ContactTaken(text)
        | Refusal::CurrencyNotOffered(text)
        | Refusal::IdnTableUnknown(text)
        | Refusal::EmailSyntax(text)
        | Refusal::ExpiryMismatch(text)
        | Refusal::IdentityInvalid(text, _)
        | Refusal::LaunchPhaseMismatch { asked: text, .. }
        | Refusal::MarkRevoked(text, _)
        | Refusal::NoticeMissing(text)
        | Refusal::NoticeOfOther(text)
        | Refusal::NoticeSyntax(text)
        | Refusal::NoticeForged(text)
        | Refusal::MaintenanceOver(text)
        | Refusal::MaintenanceUnknown(text)
        | Refusal::NotOffered(_, text)
        | Refusal::ServersNotReady(text)
        | Refusal::OrganisationIsLinked(text)
        | Refusal::OrganisationLoop(text)
        | Refusal::OrganisationRoleMissing { id: text, .. }
        | Refusal::OrganisationRoleNotOffered(text)
        | Refusal::OrganisationTaken(text)
        | Refusal::OrganisationUnknown(text)
        | Refusal::RoleFilled(text)
        | Refusal::RoleVacant(text)
        | Refusal::ProcessIdContradicts(text)
        | Refusal::RegistrarTaken(text)
        | Refusal::RegistrarUnknown(text)
        | Refusal::SignerInvalid(_, text) => text.clone(),
        Refusal::NoticeExpired(at) | Refusal::NoticeStale(at) => at.to_string(),
        Refusal::MarkUnproven(fault) => fault.as_str().to_owned(),
        Refusal::ContactMissing(what)
        | Refusal::SignerFormNotOffered(what)
        | Refusal::ExtensionNotOffered(what)
        | Refusal::OrganisationStatusNotClient(what)
        | Refusal::OrganisationStatusProhibits(what)
        | Refusal::Required(what) => (*what).to_owned(),
        Refusal::MessageUnknown(id) => id.to_string(),
        Refusal::NameCharacter(character) => character.to_string(),
        Refusal::PeriodNotOffered(years) => years.to_string(),
        // Secrets, sums and instants: the sentence says what there is to say.
        _ => String::new(),
    }
}
