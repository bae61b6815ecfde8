//! Which element of a command a refusal is about.

use foral_epp_wire::namespace::Object;
use foral_model::refusal::Refusal;

/// The element, by its customary name; the rule's own name where it is about none.
pub(super) fn element_of(refusal: &Refusal, object: Option<Object>) -> String {
    match of_organisation(refusal, object).unwrap_or_else(|| named(refusal)) {
        Named::Whole(element) => element.to_owned(),
        Named::Own(local) => match object {
            Some(object) => format!("{}:{local}", object.prefix()),
            None => local.to_owned(),
        },
    }
}

enum Named {
    /// An element of the object that the command is about.
    Own(&'static str),
    /// An element of a namespace of its own, or one that has none.
    Whole(&'static str),
}

/// What is about an organisation is about an element of its own command, or of the extension that
/// links it to another object.
fn of_organisation(refusal: &Refusal, object: Option<Object>) -> Option<Named> {
    let own = match refusal {
        Refusal::OrganisationUnknown(_) => "org:id",
        Refusal::OrganisationStatusProhibits(_) | Refusal::OrganisationStatusNotClient(_) => {
            "org:status"
        }
        Refusal::OrganisationRoleMissing { .. } | Refusal::OrganisationRoleNotOffered(_) => {
            "org:role"
        }
        _ => return None,
    };
    let linked = object.is_some_and(|object| Object::CORE.contains(&object));
    Some(Named::Whole(if linked { "orgext:id" } else { own }))
}

#[expect(clippy::too_many_lines, reason = "a table: one line for each rule")]
fn named(refusal: &Refusal) -> Named {
    match refusal {
        Refusal::Required(element) | Refusal::NotOffered(element, _) if element.contains(':') => {
            Named::Whole(element)
        }
        Refusal::Required(element) | Refusal::NotOffered(element, _) => Named::Own(element),
        Refusal::CodeExpired(_)
        | Refusal::CodeMissing
        | Refusal::CodeMistyped
        | Refusal::CodeNotOffered(_)
        | Refusal::CodeRevoked(_)
        | Refusal::CodeThrottled(_)
        | Refusal::CodeTooGuessable(_)
        | Refusal::CodeTooWeak(_)
        | Refusal::CodeUsed(_)
        | Refusal::CodeWrong => Named::Own("authInfo"),
        Refusal::StatusNotClient(_) | Refusal::StatusProhibits(_) => Named::Own("status"),
        Refusal::ContactMissing(_) => Named::Own("contact"),
        Refusal::PeriodNotOffered(_) | Refusal::RenewalTooFar(_) => Named::Own("period"),
        Refusal::ExpiryMismatch(_) => Named::Own("curExpDate"),
        Refusal::RegistrantUnwanted
        | Refusal::HolderChangePending(_)
        | Refusal::HolderUnchanged => Named::Own("registrant"),
        Refusal::HostModelNotOffered
        | Refusal::NameServersTooMany(_)
        | Refusal::ServersNotReady(_) => Named::Own("ns"),
        Refusal::EmailSyntax(_) => Named::Own("email"),
        Refusal::ContactIsLinked(_) | Refusal::ContactTaken(_) | Refusal::ContactUnknown(_) => {
            Named::Whole("contact:id")
        }
        Refusal::HostIsLinked(_)
        | Refusal::HostIsLinkedElsewhere(_)
        | Refusal::HostTaken(_)
        | Refusal::HostUnknown(_)
        | Refusal::SuperordinateNotYours(_)
        | Refusal::SuperordinateUnknown(_)
        | Refusal::DomainHasHosts(_) => Named::Whole("host:name"),
        Refusal::AddressMissing(_)
        | Refusal::AddressNotRoutable(_)
        | Refusal::AddressUnwanted(_) => Named::Whole("host:addr"),
        Refusal::AllocationTokenSpent
        | Refusal::AllocationTokenUnfit(_)
        | Refusal::AllocationTokenUnknown => Named::Whole("allocationToken:allocationToken"),
        Refusal::CurrencyNotOffered(_) => Named::Whole("fee:currency"),
        Refusal::FeeTooLow { .. } | Refusal::FeeUnclaimed(_) => Named::Whole("fee:fee"),
        Refusal::IdentityFrozen | Refusal::IdentityInvalid(..) | Refusal::IdentityMissing => {
            Named::Whole("ptcontact:vat")
        }
        Refusal::ProcessIdContradicts(_) => Named::Whole("ptdomain:roid"),
        Refusal::IdnTableUnknown(_) => Named::Whole("idn:table"),
        Refusal::SignerFormNotOffered(_) | Refusal::SignerInvalid(..) => {
            Named::Whole("secDNS:dsData")
        }
        Refusal::ApplicationUnknown(_) | Refusal::ApplicationStatusProhibits(_) => {
            Named::Whole("launch:applicationID")
        }
        Refusal::ApplicationPhaseMismatch { .. }
        | Refusal::LaunchPhaseMismatch { .. }
        | Refusal::LaunchPhaseMissing(_)
        | Refusal::LaunchClosed(..) => Named::Whole("launch:phase"),
        Refusal::LaunchKindMismatch(_) => Named::Whole("launch:create"),
        Refusal::MarkModelNotOffered => Named::Whole("launch:codeMark"),
        Refusal::MarkRevoked(..) => Named::Whole("smd:id"),
        Refusal::MarkMissing
        | Refusal::MarkUnwanted
        | Refusal::MarkUnproven(_)
        | Refusal::MarkNotInForce { .. } => Named::Whole("smd:signedMark"),
        Refusal::MarkOfOtherName(_) => Named::Whole("domain:name"),
        Refusal::NoticeMissing(_) | Refusal::NoticeUnwanted(_) => Named::Whole("launch:notice"),
        Refusal::NoticeOfOther(_) | Refusal::NoticeSyntax(_) | Refusal::NoticeForged(_) => {
            Named::Whole("launch:noticeID")
        }
        Refusal::NoticeExpired(_) => Named::Whole("launch:notAfter"),
        Refusal::NoticeStale(_) => Named::Whole("launch:acceptedDate"),
        Refusal::TtlOutOfRange { .. } => Named::Whole("ttl:ttl"),
        Refusal::OrganisationIsLinked(_) | Refusal::OrganisationTaken(_) => Named::Whole("org:id"),
        Refusal::OrganisationLoop(_) => Named::Whole("org:parentId"),
        Refusal::RoleFilled(_) | Refusal::RoleVacant(_) => Named::Whole("orgext:id"),
        Refusal::ExtensionNotOffered(_) => Named::Whole("extURI"),
        Refusal::MessageUnknown(_) => Named::Whole("msgID"),
        Refusal::RetryMismatch => Named::Whole("clTRID"),
        Refusal::PasswordTooWeak => Named::Whole("newPW"),
        Refusal::DomainExpired(_)
        | Refusal::DomainInDispute(_)
        | Refusal::DomainPendingDelete(_)
        | Refusal::DomainUnknown(_)
        | Refusal::NameCharacter(_)
        | Refusal::NameHyphens
        | Refusal::NameLength { .. }
        | Refusal::NameNotInZone(_)
        | Refusal::ApplicationsNotOffered(_)
        | Refusal::NameAppliedFor(_)
        | Refusal::NameReserved(_)
        | Refusal::NameTaken(_)
        | Refusal::NotInRedemption(_)
        | Refusal::NotPendingRestore(_)
        | Refusal::ZoneClosed(_)
        | Refusal::ZoneNotAccredited(_)
        | Refusal::ZoneRestricted(..) => Named::Whole("domain:name"),
        other => Named::Whole(other.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_about_an_element_of_the_command() {
        let contact = Some(Object::Contact);
        assert_eq!(element_of(&Refusal::CodeWrong, contact), "contact:authInfo");
        assert_eq!(element_of(&Refusal::CodeWrong, Some(Object::Domain)), "domain:authInfo");
        assert_eq!(element_of(&Refusal::NameHyphens, contact), "domain:name");
        assert_eq!(element_of(&Refusal::TransferToSelf, contact), "transfer-to-self");
    }
}
