//! The length of a registration.

/// Whole years, 1 to 99, as RFC 5731's `pLimitType` has it; which are offered is zone policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period(u8);

impl Period {
    /// A period of `years`, or `None` outside 1 to 99.
    pub const fn years(years: u8) -> Option<Self> {
        if years >= 1 && years <= 99 { Some(Self(years)) } else { None }
    }

    /// How many years.
    pub const fn as_years(self) -> u8 {
        self.0
    }
}
