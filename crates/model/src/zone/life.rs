//! How time treats names in a zone.

/// Grace periods, what happens at and after expiry, and the way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LifePolicy {
    /// What happens at expiry.
    pub at_expiry: AtExpiry,
    /// Days after expiry in which a renewal is still possible, where names expire.
    pub renewable_days: u16,
    /// Days within which a deed can be undone for its fee.
    pub grace: GraceDays,
    /// Days in which a deleted name can be restored (RFC 3915); 0 offers no restoration.
    pub redemption_days: u16,
    /// How a restoration is completed.
    pub restore: RestorePolicy,
    /// Days between the end of that, or a deletion, and release.
    pub pending_delete_days: u16,
}

/// What happens when the time that was paid for is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtExpiry {
    /// Every name renews itself by so many years.
    Renew {
        /// Years.
        years: u8,
    },
    /// A name renews itself by so many years if its sponsor wished so, and expires otherwise.
    AsWished {
        /// Years.
        years: u8,
    },
}

impl AtExpiry {
    /// Years that an automatic renewal adds, at least one.
    pub const fn years(self) -> u8 {
        let (Self::Renew { years } | Self::AsWished { years }) = self;
        if years == 0 { 1 } else { years }
    }
}

/// Grace periods in days (RFC 3915, section 3.1); 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GraceDays {
    /// After a registration.
    pub add: u16,
    /// After a renewal.
    pub renew: u16,
    /// After an automatic renewal.
    pub auto_renew: u16,
    /// After a transfer.
    pub transfer: u16,
}

/// How a restoration is completed (RFC 3915, section 2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RestorePolicy {
    /// The request restores the name.
    AtOnce,
    /// The registrar reports within so many days, or the name falls back.
    ByReport {
        /// Days.
        days: u16,
    },
}
