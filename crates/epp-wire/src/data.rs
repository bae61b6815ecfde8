//! The data of an answer: what `resData` holds (RFC 5730, section 2.6).

use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationId;
use foral_model::time::Timestamp;
use foral_model::transfer::Transfer;

use crate::namespace::Object;
use crate::reply::{Checked, TransactionIds};
use crate::xml::Xml;
use crate::{balance, check, contact, domain, host, maintenance, organisation, transfer};

/// What became of something that took its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PendingResult {
    /// It was done.
    Done,
    /// It was not.
    Refused,
}

impl PendingResult {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "1",
            Self::Refused => "0",
        }
    }
}

/// The data of an answer.
#[derive(Clone, Copy, Debug)]
pub enum Data<'a> {
    /// `chkData` of any object.
    Checked(Object, &'a [Checked<'a>]),
    /// `contact:creData`.
    ContactCreated {
        /// The handle that the registry gave it.
        handle: &'a Handle,
        /// When it was made.
        created: Timestamp,
    },
    /// `contact:infData` with its extensions.
    ContactInfo(contact::info::Shown<'a>),
    /// `contact:panData`.
    ContactPending {
        /// The contact.
        handle: &'a Handle,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `contact:trnData`.
    ContactTransfer {
        /// The contact.
        handle: &'a Handle,
        /// The transfer.
        transfer: &'a Transfer,
    },
    /// `domain:creData`, and `ptdomain:creData` with the ROID unless that is empty.
    DomainCreated {
        /// The name.
        name: &'a DomainName,
        /// The domain's ROID.
        roid: &'a str,
        /// When it was made.
        created: Timestamp,
        /// When it expires; nothing while its creation waits.
        expires: Option<Timestamp>,
    },
    /// `domain:infData` with its extensions.
    DomainInfo(domain::info::Shown<'a>),
    /// `domain:panData`.
    DomainPending {
        /// The name.
        name: &'a DomainName,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `domain:renData`.
    DomainRenewed {
        /// The name.
        name: &'a DomainName,
        /// When it expires now.
        expires: Timestamp,
    },
    /// `domain:trnData`.
    DomainTransfer {
        /// The name.
        name: &'a DomainName,
        /// The transfer.
        transfer: &'a Transfer,
    },
    /// `host:creData`.
    HostCreated {
        /// The name.
        name: &'a DomainName,
        /// When it was made.
        created: Timestamp,
    },
    /// `host:infData`.
    HostInfo(host::info::Shown<'a>),
    /// `host:panData`.
    HostPending {
        /// The name.
        name: &'a DomainName,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `org:creData`.
    OrganisationCreated {
        /// Its identifier.
        id: &'a OrganisationId,
        /// When it was made.
        created: Timestamp,
    },
    /// `org:infData`.
    OrganisationInfo(organisation::Shown<'a>),
    /// `org:panData`.
    OrganisationPending {
        /// Its identifier.
        id: &'a OrganisationId,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `maint:infData` with all that is planned.
    Maintenances(&'a [maintenance::Line<'a>]),
    /// `maint:infData` with one maintenance.
    Maintenance(maintenance::Item<'a>),
    /// `balance:infData`.
    Balance(balance::Shown),
}

impl Data<'_> {
    /// The object service that it belongs to.
    pub const fn object(&self) -> Object {
        match self {
            Self::Checked(object, _) => *object,
            Self::ContactCreated { .. }
            | Self::ContactInfo(_)
            | Self::ContactPending { .. }
            | Self::ContactTransfer { .. } => Object::Contact,
            Self::DomainCreated { .. }
            | Self::DomainInfo(_)
            | Self::DomainPending { .. }
            | Self::DomainRenewed { .. }
            | Self::DomainTransfer { .. } => Object::Domain,
            Self::HostCreated { .. } | Self::HostInfo(_) | Self::HostPending { .. } => Object::Host,
            Self::OrganisationCreated { .. }
            | Self::OrganisationInfo(_)
            | Self::OrganisationPending { .. } => Object::Organisation,
            Self::Maintenances(_) | Self::Maintenance(_) => Object::Maintenance,
            Self::Balance(_) => Object::Balance,
        }
    }

    /// Writes what `resData` holds.
    pub(crate) fn write(&self, xml: &mut Xml<'_>) {
        match self {
            Self::Checked(object, all) => check::write_data(xml, *object, all),
            Self::ContactCreated { handle, created } => {
                contact::create::write_data(xml, handle, *created);
            }
            Self::ContactInfo(shown) => contact::info::write_data(xml, shown),
            Self::ContactPending { handle, result, ids, at } => {
                contact::pending::write_data(xml, handle, *result, ids, *at);
            }
            Self::ContactTransfer { handle, transfer } => {
                transfer::write_contact(xml, handle.as_str(), transfer);
            }
            Self::DomainCreated { name, created, expires, .. } => {
                domain::create::write_data(xml, name, *created, *expires);
            }
            Self::DomainInfo(shown) => domain::info::write_data(xml, shown),
            Self::DomainPending { name, result, ids, at } => {
                domain::pending::write_data(xml, name, *result, ids, *at);
            }
            Self::DomainRenewed { name, expires } => domain::renew::write_data(xml, name, *expires),
            Self::DomainTransfer { name, transfer } => {
                transfer::write_domain(xml, name.as_str(), transfer);
            }
            Self::HostCreated { name, created } => host::create::write_data(xml, name, *created),
            Self::HostInfo(shown) => host::info::write_data(xml, shown),
            Self::HostPending { name, result, ids, at } => {
                host::pending::write_data(xml, name, *result, ids, *at);
            }
            Self::OrganisationCreated { id, created } => {
                organisation::write_created(xml, id, *created);
            }
            Self::OrganisationInfo(shown) => organisation::info::write_data(xml, shown),
            Self::OrganisationPending { id, result, ids, at } => {
                organisation::write_pending(xml, id, *result, ids, *at);
            }
            Self::Maintenances(lines) => maintenance::write_list(xml, lines),
            Self::Maintenance(item) => maintenance::write_item(xml, item),
            Self::Balance(shown) => balance::write_data(xml, shown),
        }
    }
}
