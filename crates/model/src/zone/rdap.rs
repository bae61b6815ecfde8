//! How RDAP answers about a zone's names.

/// A zone's rules for RDAP. Who is shown what is the directory's policy.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RdapPolicy {
    /// What an answer keeps to.
    pub profile: RdapProfile,
    /// Where the terms of use are published.
    pub terms: Option<String>,
}

/// What an answer keeps to, beyond the RFCs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RdapProfile {
    /// The RFCs alone, with this registry's handles and dates.
    #[default]
    Pt,
    /// ICANN's RDAP Response Profile and Technical Implementation Guide of February 2024.
    Gtld,
}
