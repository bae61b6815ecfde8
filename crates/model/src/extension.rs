//! The extensions of commands that a zone may offer.

use std::fmt;

macro_rules! extensions {
    ($($(#[$doc:meta])* $variant:ident = $bit:literal $word:literal,)*) => {
        /// One extension of EPP, by what it is about.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Extension { $($(#[$doc])* $variant = $bit,)* }

        impl Extension {
            /// Every extension.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word in a zone's policy.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

extensions! {
    /// DNSSEC (RFC 5910).
    SecDns = 0 "secDNS",
    /// Grace periods and restoration (RFC 3915).
    Rgp = 1 "rgp",
    /// Fees (RFC 8748).
    Fee = 2 "fee",
    /// Launch phases (RFC 8334).
    Launch = 3 "launch",
    /// Allocation tokens (RFC 8495).
    AllocationToken = 4 "allocationToken",
    /// What the registry changed, in the poll queue (RFC 8590).
    ChangePoll = 5 "changePoll",
    /// Security of the login (RFC 8807).
    LoginSec = 6 "loginSec",
    /// Secure codes (RFC 9154).
    SecureAuthInfo = 7 "secure-authinfo-transfer",
    /// What a client cannot read (RFC 9038).
    UnhandledNamespaces = 8 "unhandled-namespaces",
    /// Maintenance windows (RFC 9167).
    Maintenance = 9 "maintenance",
    /// Times to live (RFC 9803).
    Ttl = 10 "ttl",
    /// Tables of letters.
    Idn = 11 "idn",
    /// Organisations linked to objects (RFC 8544).
    OrgLinks = 12 "orgext",
    /// A second e-mail address (RFC 9873).
    AdditionalEmail = 13 "addlEmail",
    /// The domain data of `.pt`.
    PtDomain = 14 "ptdomain",
    /// The contact data of `.pt`.
    PtContact = 15 "ptcontact",
    /// Verification of contacts for NIS2, as `.pt` has it.
    PtNis2 = 16 "ptnis2",
    /// What a command would answer and cost, without effect. Ours.
    DryRun = 17 "dryRun",
    /// Stored answers of repeated commands. Ours.
    Retry = 18 "retry",
    /// The state of the registrar's account.
    Balance = 19 "balance",
}

impl Extension {
    /// Reads the word in a zone's policy.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.as_str() == text)
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of extensions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Extensions(u32);

impl Extensions {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether `extension` is in the set.
    pub const fn has(self, extension: Extension) -> bool {
        self.0 & (1 << extension as u32) != 0
    }

    /// The set with `extension`.
    #[must_use]
    pub const fn with(self, extension: Extension) -> Self {
        Self(self.0 | 1 << extension as u32)
    }

    /// What is in either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The extensions in order.
    pub fn iter(self) -> impl Iterator<Item = Extension> {
        Extension::ALL
            .iter()
            .copied()
            .filter(move |known| self.has(*known))
    }
}

impl FromIterator<Extension> for Extensions {
    fn from_iter<I: IntoIterator<Item = Extension>>(extensions: I) -> Self {
        extensions.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(Extension::as_str))
            .finish()
    }
}
