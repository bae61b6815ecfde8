//! Object statuses (RFC 5731, 5732 and 5733, each section 2.3).
//!
//! Only what somebody set is stored. `ok`, `linked`, `inactive` and what follows from the
//! life cycle are derived when an object is read.

use std::fmt;

macro_rules! statuses {
    ($($(#[$doc:meta])* $variant:ident = $bit:literal $text:literal,)*) => {
        /// One status value.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Status { $($(#[$doc])* $variant = $bit,)* }

        impl Status {
            /// Every status.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The value as RFC 5731 to 5733 write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

statuses! {
    /// The sponsor forbids deletion.
    ClientDeleteProhibited = 0 "clientDeleteProhibited",
    /// The sponsor keeps the name out of the DNS.
    ClientHold = 1 "clientHold",
    /// The sponsor forbids renewal.
    ClientRenewProhibited = 2 "clientRenewProhibited",
    /// The sponsor forbids transfer.
    ClientTransferProhibited = 3 "clientTransferProhibited",
    /// The sponsor forbids changes.
    ClientUpdateProhibited = 4 "clientUpdateProhibited",
    /// Derived: no name servers.
    Inactive = 5 "inactive",
    /// Derived: some domain refers to it.
    Linked = 6 "linked",
    /// Derived: nothing else is set.
    Ok = 7 "ok",
    /// A creation waits.
    PendingCreate = 8 "pendingCreate",
    /// A deletion waits.
    PendingDelete = 9 "pendingDelete",
    /// A renewal waits.
    PendingRenew = 10 "pendingRenew",
    /// A transfer waits.
    PendingTransfer = 11 "pendingTransfer",
    /// A change waits.
    PendingUpdate = 12 "pendingUpdate",
    /// The registry forbids deletion.
    ServerDeleteProhibited = 13 "serverDeleteProhibited",
    /// The registry keeps the name out of the DNS.
    ServerHold = 14 "serverHold",
    /// The registry forbids renewal.
    ServerRenewProhibited = 15 "serverRenewProhibited",
    /// The registry forbids transfer.
    ServerTransferProhibited = 16 "serverTransferProhibited",
    /// The registry forbids changes.
    ServerUpdateProhibited = 17 "serverUpdateProhibited",
}

impl Status {
    /// Reads the RFC's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|status| status.as_str() == text)
    }

    /// Whether a sponsor may set and clear it.
    pub const fn is_client(self) -> bool {
        matches!(
            self,
            Self::ClientDeleteProhibited
                | Self::ClientHold
                | Self::ClientRenewProhibited
                | Self::ClientTransferProhibited
                | Self::ClientUpdateProhibited
        )
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of statuses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Statuses(u32);

impl Statuses {
    /// No status at all.
    pub const NONE: Self = Self(0);

    /// Whether `status` is in the set.
    pub const fn has(self, status: Status) -> bool {
        self.0 & (1 << status as u32) != 0
    }

    /// The set with `status`.
    #[must_use]
    pub const fn with(self, status: Status) -> Self {
        Self(self.0 | 1 << status as u32)
    }

    /// The set without `status`.
    #[must_use]
    pub const fn without(self, status: Status) -> Self {
        Self(self.0 & !(1 << status as u32))
    }

    /// Whether nothing is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The statuses in order.
    pub fn iter(self) -> impl Iterator<Item = Status> {
        Status::ALL
            .iter()
            .copied()
            .filter(move |status| self.has(*status))
    }
}

impl FromIterator<Status> for Statuses {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        statuses.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Statuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(Status::as_str))
            .finish()
    }
}
