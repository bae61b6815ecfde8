//! Statuses as RDAP writes them (RFC 8056).

use foral_model::domain::{GraceKind, RgpStatus};
use foral_model::status::{Status, Statuses};
use foral_registry::directory::{DirectoryDomain, Unpublished};
use serde::ser::{Serialize, SerializeSeq, Serializer};

/// The statuses of an object, EPP's and the grace periods' together.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) statuses: Statuses,
    pub(crate) rgp: &'a [RgpStatus],
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        // `active` says that there is nothing else to say.
        let alone = self.rgp.is_empty();
        for status in self.statuses.iter() {
            if alone || status != Status::Ok {
                list.serialize_element(of(status))?;
            }
        }
        for rgp in self.rgp {
            if let Some(word) = of_grace(*rgp, self.statuses) {
                list.serialize_element(word)?;
            }
        }
        list.end()
    }
}

/// The statuses of a domain. `active` says of one that it is published in the DNS, and `inactive`
/// that it is not (RFC 9083, section 10.2.2); EPP has no status for some of the reasons.
pub(crate) fn of_domain(domain: &DirectoryDomain) -> Statuses {
    match domain.kept_out() {
        Some(
            Unpublished::Expired
            | Unpublished::FewNameServers
            | Unpublished::ServersNotSeen
            | Unpublished::NotYet,
        ) => {
            let others = domain
                .statuses
                .iter()
                .filter(|status| *status != Status::Ok);
            others.chain([Status::Inactive]).collect()
        }
        _ => domain.statuses,
    }
}

/// RFC 8056, section 2, for the statuses of RFC 5731 to 5733.
const fn of(status: Status) -> &'static str {
    match status {
        Status::ClientDeleteProhibited => "client delete prohibited",
        Status::ClientHold => "client hold",
        Status::ClientRenewProhibited => "client renew prohibited",
        Status::ClientTransferProhibited => "client transfer prohibited",
        Status::ClientUpdateProhibited => "client update prohibited",
        Status::Inactive => "inactive",
        Status::Linked => "associated",
        Status::Ok => "active",
        Status::PendingCreate => "pending create",
        Status::PendingDelete => "pending delete",
        Status::PendingRenew => "pending renew",
        Status::PendingTransfer => "pending transfer",
        Status::PendingUpdate => "pending update",
        Status::ServerDeleteProhibited => "server delete prohibited",
        Status::ServerHold => "server hold",
        Status::ServerRenewProhibited => "server renew prohibited",
        Status::ServerTransferProhibited => "server transfer prohibited",
        Status::ServerUpdateProhibited => "server update prohibited",
    }
}

/// The same for those of RFC 3915. Both have a `pendingDelete`; it is said once.
fn of_grace(rgp: RgpStatus, statuses: Statuses) -> Option<&'static str> {
    match rgp {
        RgpStatus::Grace(GraceKind::Add) => Some("add period"),
        RgpStatus::Grace(GraceKind::AutoRenew) => Some("auto renew period"),
        RgpStatus::Grace(GraceKind::Renew) => Some("renew period"),
        RgpStatus::Grace(GraceKind::Transfer) => Some("transfer period"),
        RgpStatus::Redemption => Some("redemption period"),
        RgpStatus::PendingRestore => Some("pending restore"),
        RgpStatus::PendingDelete if statuses.has(Status::PendingDelete) => None,
        RgpStatus::PendingDelete => Some("pending delete"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(statuses: &[Status], rgp: &[RgpStatus]) -> String {
        let statuses = statuses.iter().copied().collect();
        serde_json::to_string(&Shown { statuses, rgp }).unwrap()
    }

    #[test]
    fn nothing_stands_beside_active_and_nothing_is_said_twice() {
        assert_eq!(shown(&[Status::Ok], &[]), r#"["active"]"#);
        let add = RgpStatus::Grace(GraceKind::Add);
        assert_eq!(shown(&[Status::Ok], &[add]), r#"["add period"]"#);
        assert_eq!(
            shown(&[Status::PendingDelete], &[RgpStatus::PendingDelete]),
            r#"["pending delete"]"#
        );
        assert_eq!(
            shown(&[Status::PendingDelete, Status::Inactive], &[RgpStatus::Redemption]),
            r#"["inactive","pending delete","redemption period"]"#
        );
        assert_eq!(shown(&[Status::Ok, Status::Linked], &[]), r#"["associated","active"]"#);
    }
}
