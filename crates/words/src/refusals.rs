//! Why the law says no, in a sentence that also says what to do instead.

use foral_model::contact::ContactRole;
use foral_model::identity::NotAnIdentity;
use foral_model::launch::MarkFault;
use foral_model::refusal::Refusal;

use crate::Words;

impl Words {
    /// What is wrong and what to do, for registrars and holders alike. Names are U-labels.
    #[allow(clippy::too_many_lines, reason = "a table: one arm for each rule, none left out")]
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::AuthorityExpiryPast(at) => {
                self.refusal_authority_expiry_past(self.moment(*at))
            }
            Refusal::AuthorityNameMissing => self.refusal_authority_name_missing(),
            Refusal::AuthorityRevoked(id) => self.refusal_authority_revoked(id),
            Refusal::AuthorityTaken(id) => self.refusal_authority_taken(id),
            Refusal::AuthorityUnknown(id) => self.refusal_authority_unknown(id),
            Refusal::RequestAnswered(id) => self.refusal_request_answered(id),
            Refusal::RequestIncomplete(faults) => {
                let faults: Vec<_> = faults
                    .iter()
                    .map(|fault| self.request_fault(*fault))
                    .collect();
                self.refusal_request_incomplete(faults.join("; "))
            }
            Refusal::RequestReasonMissing => self.refusal_request_reason_missing(),
            Refusal::RequestUnconfirmed(id) => self.refusal_request_unconfirmed(id),
            Refusal::RequestUnknown(id) => self.refusal_request_unknown(id),
            Refusal::AllocationTokenUnknown => self.refusal_allocation_token_unknown(),
            Refusal::AllocationTokenUnfit(domain) => {
                self.refusal_allocation_token_unfit(domain.unicode())
            }
            Refusal::AllocationTokenSpent => self.refusal_allocation_token_spent(),
            Refusal::AllocationTokenTaken => self.refusal_allocation_token_taken(),
            Refusal::CodeTooGuessable(bits) => self.refusal_code_too_guessable(bits),
            Refusal::ContactTaken(handle) => self.refusal_contact_taken(handle),
            Refusal::CurrencyNotOffered(currency) => self.refusal_currency_not_offered(currency),
            Refusal::FeeTooLow { needed, .. } => self.refusal_fee_too_low(needed),
            Refusal::FeeUnclaimed(needed) => self.refusal_fee_unclaimed(needed),
            Refusal::HolderChangePending(d) => self.refusal_holder_change_pending(d.unicode()),
            Refusal::HolderChangeNone => self.refusal_holder_change_none(),
            Refusal::HolderUnchanged => self.refusal_holder_unchanged(),
            Refusal::IdnTableUnknown(table) => self.refusal_idn_table_unknown(table),
            Refusal::MaintenanceBackwards { start, end } => {
                let (start, end) = (self.date_time(*start), self.moment(*end));
                self.refusal_maintenance_backwards(end, start)
            }
            Refusal::ApplicationUnknown(id) => self.refusal_application_unknown(id),
            Refusal::ApplicationsNotOffered(zone) => {
                self.refusal_applications_not_offered(zone.unicode())
            }
            Refusal::ApplicationPhaseMismatch { asked, phase } => {
                self.refusal_application_phase_mismatch(asked, phase)
            }
            Refusal::ApplicationStatusProhibits(status) => {
                self.refusal_application_status_prohibits(status)
            }
            Refusal::NameAppliedFor(name) => self.refusal_name_applied_for(name.unicode()),
            Refusal::LaunchPhaseMismatch { asked, open } => {
                self.refusal_launch_phase_mismatch(asked, open)
            }
            Refusal::LaunchPhaseMissing(open) => self.refusal_launch_phase_missing(open),
            Refusal::LaunchClosed(zone, from) => {
                self.refusal_launch_closed(self.moment(*from), zone.unicode())
            }
            Refusal::LaunchKindMismatch(kind) => self.refusal_launch_kind_mismatch(kind),
            Refusal::MarkMissing => self.refusal_mark_missing(),
            Refusal::MarkUnwanted => self.refusal_mark_unwanted(),
            Refusal::MarkModelNotOffered => self.refusal_mark_model_not_offered(),
            Refusal::MarkUnproven(fault) => self.mark_unproven(*fault),
            Refusal::MarkRevoked(id, at) => self.refusal_mark_revoked(self.moment(*at), id),
            Refusal::MarkNotInForce { from, until } => {
                self.refusal_mark_not_in_force(self.date_time(*from), self.moment(*until))
            }
            Refusal::MarkOfOtherName(name) => self.refusal_mark_of_other_name(name.unicode()),
            Refusal::NoticeMissing(key) => self.refusal_notice_missing(key),
            Refusal::NoticeUnwanted(name) => self.refusal_notice_unwanted(name.unicode()),
            Refusal::NoticeOfOther(validator) => self.refusal_notice_of_other(validator),
            Refusal::NoticeSyntax(id) => self.refusal_notice_syntax(id),
            Refusal::NoticeForged(id) => self.refusal_notice_forged(id),
            Refusal::NoticeExpired(at) => self.refusal_notice_expired(self.moment(*at)),
            Refusal::NoticeStale(at) => self.refusal_notice_stale(self.moment(*at)),
            Refusal::MaintenanceOver(id) => self.refusal_maintenance_over(id),
            Refusal::MaintenanceUnknown(id) => self.refusal_maintenance_unknown(id),
            Refusal::OrganisationIsLinked(id) => self.refusal_organisation_is_linked(id),
            Refusal::OrganisationLoop(id) => self.refusal_organisation_loop(id),
            Refusal::OrganisationRoleMissing { id, role } => {
                self.refusal_organisation_role_missing(id, role)
            }
            Refusal::OrganisationRoleNotOffered(role) => {
                self.refusal_organisation_role_not_offered(role)
            }
            Refusal::OrganisationStatusProhibits(status) => {
                self.refusal_organisation_status_prohibits(status)
            }
            Refusal::OrganisationStatusNotClient(status) => {
                self.refusal_organisation_status_not_client(status)
            }
            Refusal::OrganisationTaken(id) => self.refusal_organisation_taken(id),
            Refusal::OrganisationUnknown(id) => self.refusal_organisation_unknown(id),
            Refusal::RoleFilled(role) => self.refusal_role_filled(role),
            Refusal::RoleVacant(role) => self.refusal_role_vacant(role),
            Refusal::ZoneUnknown(zone) => self.refusal_zone_unknown(zone.unicode()),
            Refusal::NoDirectManagement(zone) => self.refusal_no_direct_management(zone.unicode()),
            Refusal::NotInRedemption(domain) => self.refusal_not_in_redemption(domain.unicode()),
            Refusal::NothingHeldBack(d) => self.refusal_nothing_held_back(d.unicode()),
            Refusal::ServersNotReady(found) => self.refusal_servers_not_ready(found),
            Refusal::NotPendingRestore(d) => self.refusal_not_pending_restore(d.unicode()),
            Refusal::NotTransferParty => self.refusal_not_transfer_party(),
            Refusal::RetryMismatch => self.refusal_retry_mismatch(),
            Refusal::SignerFormNotOffered(form) => self.refusal_signer_form_not_offered(form),
            Refusal::TransferLocked(until) => self.refusal_transfer_locked(self.moment(*until)),
            Refusal::TransferPending => self.refusal_transfer_pending(),
            Refusal::TransferTooLate(t) => self.refusal_transfer_too_late(self.moment(*t)),
            Refusal::TtlOutOfRange { min, max } => self.refusal_ttl_out_of_range(max, min),
            Refusal::AccountSuspended => self.refusal_account_suspended(),
            Refusal::ActorNotAllowed => self.refusal_actor_not_allowed(),
            Refusal::AddressMissing(host) => self.refusal_address_missing(host.unicode()),
            Refusal::AddressNotRoutable(address) => self.refusal_address_not_routable(address),
            Refusal::AddressUnwanted(host) => self.refusal_address_unwanted(host.unicode()),
            Refusal::ChangeHasNoEffect(value) => self.refusal_change_has_no_effect(value),
            Refusal::ChangeIsEmpty => self.refusal_change_is_empty(),
            Refusal::CodeExpired(at) => self.refusal_code_expired(self.moment(*at)),
            Refusal::CodeLimitReached(t) => self.refusal_code_limit_reached(self.moment(*t)),
            Refusal::CodeMistyped => self.refusal_code_mistyped(),
            Refusal::CodeMissing => self.refusal_code_missing(),
            Refusal::CodeNotOffered(domain) => self.refusal_code_not_offered(domain.unicode()),
            Refusal::CodeRevoked(at) => self.refusal_code_revoked(self.moment(*at)),
            Refusal::CodeThrottled(until) => self.refusal_code_throttled(self.moment(*until)),
            Refusal::CodeTooWeak(min) => self.refusal_code_too_weak(i64::from(*min)),
            Refusal::CodeUsed(at) => self.refusal_code_used(self.moment(*at)),
            Refusal::CodeWrong => self.refusal_code_wrong(),
            Refusal::ContactIsLinked(handle) => self.refusal_contact_is_linked(handle),
            Refusal::ContactMissing(role) => self.refusal_contact_missing(self.role_named(role)),
            Refusal::ContactUnknown(handle) => self.refusal_contact_unknown(handle),
            Refusal::CreditTooLow { needed, available } => {
                self.refusal_credit_too_low(available, needed)
            }
            Refusal::Duplicate(value) => self.refusal_duplicate(value),
            Refusal::DomainExpired(domain) => self.refusal_domain_expired(domain.unicode()),
            Refusal::DomainInDispute(domain) => self.refusal_domain_in_dispute(domain.unicode()),
            Refusal::DomainPendingDelete(d) => self.refusal_domain_pending_delete(d.unicode()),
            Refusal::DomainHasHosts(host) => self.refusal_domain_has_hosts(host.unicode()),
            Refusal::DomainUnknown(domain) => self.refusal_domain_unknown(domain.unicode()),
            Refusal::EmailSyntax(email) => self.refusal_email_syntax(email),
            Refusal::ExpiryMismatch(d) => self.refusal_expiry_mismatch(self.calendar_date(d)),
            Refusal::ExtensionNotOffered(name) => self.refusal_extension_not_offered(name),
            Refusal::HostModelNotOffered => self.refusal_host_model_not_offered(),
            Refusal::HostIsLinked(host) => self.refusal_host_is_linked(host.unicode()),
            Refusal::HostIsLinkedElsewhere(h) => self.refusal_host_is_linked_elsewhere(h.unicode()),
            Refusal::HostTaken(host) => self.refusal_host_taken(host.unicode()),
            Refusal::HostUnknown(host) => self.refusal_host_unknown(host.unicode()),
            Refusal::IdentityInvalid(number, why) => self.not_an_identity(number, *why),
            Refusal::IdentityFrozen => self.refusal_identity_frozen(),
            Refusal::IdentityMissing => self.refusal_identity_missing(),
            Refusal::LinkDead => self.refusal_link_dead(),
            Refusal::MessageUnknown(id) => self.refusal_message_unknown(id),
            Refusal::NameCharacter(character) => self.refusal_name_character(character),
            Refusal::NameLength { min, max } => self.refusal_name_length(max, min),
            Refusal::NameHyphens => self.refusal_name_hyphens(),
            Refusal::NameReserved(domain) => self.refusal_name_reserved(domain.unicode()),
            Refusal::NameTaken(domain) => self.refusal_name_taken(domain.unicode()),
            Refusal::NameNotInZone(domain) => self.refusal_name_not_in_zone(domain.unicode()),
            Refusal::NameServersTooMany(n) => self.refusal_name_servers_too_many(i64::from(*n)),
            Refusal::NotSponsor => self.refusal_not_sponsor(),
            Refusal::NotOffered(element, value) => self.refusal_not_offered(element, value),
            Refusal::NotPendingTransfer => self.refusal_not_pending_transfer(),
            Refusal::PasswordTooWeak => self.refusal_password_too_weak(),
            Refusal::PeriodNotOffered(n) => self.refusal_period_not_offered(i64::from(*n)),
            Refusal::ProcessIdContradicts(id) => self.refusal_process_id_contradicts(id),
            Refusal::Required(element) => self.refusal_required(element),
            Refusal::RegistrantUnwanted => self.refusal_registrant_unwanted(),
            Refusal::RegistrarTaken(registrar) => self.refusal_registrar_taken(registrar),
            Refusal::RegistrarUnknown(registrar) => self.refusal_registrar_unknown(registrar),
            Refusal::RenewalTooEarly(at) => self.refusal_renewal_too_early(self.moment(*at)),
            Refusal::RenewalTooFar(years) => self.refusal_renewal_too_far(i64::from(*years)),
            Refusal::SignerInvalid(field, value) => self.refusal_signer_invalid(field, value),
            Refusal::StatusProhibits(s) => self.refusal_status_prohibits(self.status(*s), s),
            Refusal::StatusNotClient(status) => self.refusal_status_not_client(status),
            Refusal::SuperordinateNotYours(d) => self.refusal_superordinate_not_yours(d.unicode()),
            Refusal::SuperordinateUnknown(d) => self.refusal_superordinate_unknown(d.unicode()),
            Refusal::TooManyAttempts(t) => self.refusal_too_many_attempts(self.moment(*t)),
            Refusal::TransferToSelf => self.refusal_transfer_to_self(),
            Refusal::TransferNone => self.refusal_transfer_none(),
            Refusal::ZoneClosed(zone) => self.refusal_zone_closed(zone.unicode()),
            Refusal::ZoneRestricted(zone, whose) => {
                self.refusal_zone_restricted(whose, zone.unicode())
            }
            Refusal::ZoneInvalid(problem) => self.refusal_zone_invalid(problem),
            Refusal::ZoneNotAccredited(z) => self.refusal_zone_not_accredited(z.unicode()),
        }
    }

    /// Why a text is not a taxpayer number.
    pub fn not_an_identity(self, number: &str, why: NotAnIdentity) -> String {
        match why {
            NotAnIdentity::Length { wanted: Some(wanted) } => {
                self.refusal_identity_digits(number, i64::from(wanted))
            }
            NotAnIdentity::Length { wanted: None } => self.refusal_identity_length(number),
            NotAnIdentity::Character => self.refusal_identity_character(number),
            NotAnIdentity::CheckDigit => self.refusal_identity_check_digit(number),
            NotAnIdentity::Shape => self.refusal_identity_shape(number),
        }
    }

    fn mark_unproven(self, fault: MarkFault) -> String {
        match fault {
            MarkFault::Form => self.refusal_mark_form(),
            MarkFault::Digest => self.refusal_mark_digest(),
            MarkFault::Signature => self.refusal_mark_signature(),
            MarkFault::Certificate => self.refusal_mark_certificate(),
            MarkFault::CertificateExpired => self.refusal_mark_certificate_expired(),
            MarkFault::CertificateRevoked => self.refusal_mark_certificate_revoked(),
            MarkFault::NoAnchor => self.refusal_mark_no_anchor(),
        }
    }

    fn role_named(self, role: &str) -> String {
        match ContactRole::parse(role) {
            Some(role) => self.role(role),
            None if role == "registrant" => self.role_holder(),
            None => role.to_owned(),
        }
    }
}
