//! What all answers share: which server speaks, what was asked, and how its zone wants it said.

use foral_model::zone::{RdapPolicy, RdapProfile};

use super::link::Href;
use super::registrars::Registrars;
use super::settings::Settings;
use super::texts::Texts;

/// Around one answer.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// The server's base URL, with its final slash.
    pub(crate) base: &'a str,
    /// What was asked, as a URL.
    pub(crate) url: &'a str,
    pub(crate) settings: &'a Settings,
    pub(crate) texts: &'a Texts,
    pub(crate) registrars: &'a Registrars,
    /// How the zone of the answer wants it.
    pub(crate) policy: &'a RdapPolicy,
}

impl<'a> Frame<'a> {
    /// An object of this server.
    pub(crate) const fn object(&self, class: &'static str, key: &'a str) -> Href<'a> {
        Href::Object(self.base, class, key)
    }

    /// Whether ICANN's profile holds.
    pub(crate) const fn is_generic(&self) -> bool {
        matches!(self.policy.profile, RdapProfile::Gtld)
    }

    /// The extensions that an answer about one object keeps to (RFC 9083, section 4.1).
    pub(crate) const fn conformance(&self) -> &'static [&'static str] {
        match self.policy.profile {
            RdapProfile::Gtld => &[
                "rdap_level_0",
                "icann_rdap_response_profile_1",
                "icann_rdap_technical_implementation_guide_1",
                "redacted",
            ],
            RdapProfile::Pt => &["rdap_level_0", "redacted"],
        }
    }
}
