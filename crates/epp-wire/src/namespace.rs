//! The namespaces of EPP's schemas, and the closed sets of objects and extensions that are known.

use crate::ext::{
    addl_email, allocation_token, change_poll, dry_run, fee, idn, launch, login_sec, mark, orgext,
    ptcontact, ptdomain, ptnis2, retry, rgp, rule, secdns, secure_authinfo, signed_mark, ttl,
    unhandled,
};
use crate::{balance, maintenance, organisation};

/// RFC 5730.
pub const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
/// What may carry a hint for validators on any element.
pub(crate) const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// XML signatures, inside of signed marks.
pub(crate) const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

const CONTACT: &str = "urn:ietf:params:xml:ns:contact-1.0";
const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";
const HOST: &str = "urn:ietf:params:xml:ns:host-1.0";
/// The base of the `.pt` namespaces now, and the one of the first years, read but never written.
const PT_BASES: [&str; 2] = ["http://eppdev.dns.pt/schemas/", "http://www.dns.pt/xml/epp/"];
/// Namespaces inside of extensions, which no greeting names.
const INNER: [(&str, &str); 4] = [
    ("mark", mark::URI),
    ("smd", signed_mark::URI),
    ("dsig", SIGNATURE),
    (rule::PREFIX, rule::URI),
];

/// A kind of object that commands are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Object {
    /// RFC 5733.
    Contact,
    /// RFC 5731.
    Domain,
    /// RFC 5732.
    Host,
    /// RFC 8543.
    Organisation,
    /// RFC 9167.
    Maintenance,
    /// A registrar's balance.
    Balance,
}

impl Object {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Contact,
        Self::Domain,
        Self::Host,
        Self::Organisation,
        Self::Maintenance,
        Self::Balance,
    ];

    /// Those of RFC 5731 to 5733.
    pub const CORE: [Self; 3] = [Self::Contact, Self::Domain, Self::Host];

    /// The namespace, as greeting and login name it.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Contact => CONTACT,
            Self::Domain => DOMAIN,
            Self::Host => HOST,
            Self::Organisation => organisation::URI,
            Self::Maintenance => maintenance::URI,
            Self::Balance => balance::URI,
        }
    }

    /// The customary prefix.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Domain => "domain",
            Self::Host => "host",
            Self::Organisation => "org",
            Self::Maintenance => "maint",
            Self::Balance => "balance",
        }
    }

    /// Reads a namespace.
    pub fn parse(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|object| object.uri() == uri)
    }
}

macro_rules! extensions {
    ($($(#[$doc:meta])* $variant:ident = $prefix:literal, $uri:expr;)*) => {
        /// An extension of commands and answers, in the order in which answers carry them.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Extension { $($(#[$doc])* $variant,)* }

        impl Extension {
            /// All of them.
            pub const ALL: [Self; [$($prefix),*].len()] = [$(Self::$variant,)*];

            /// The namespace, as greeting and login name it.
            pub const fn uri(self) -> &'static str {
                match self { $(Self::$variant => $uri,)* }
            }

            /// The customary prefix.
            pub const fn prefix(self) -> &'static str {
                match self { $(Self::$variant => $prefix,)* }
            }
        }
    };
}

extensions! {
    /// RFC 5910: delegation signers and keys.
    SecDns = "secDNS", secdns::URI;
    /// RFC 3915: grace periods, redemption, restore.
    Rgp = "rgp", rgp::URI;
    /// RFC 8748: prices.
    Fee = "fee", fee::URI;
    /// RFC 8334: sunrise, claims, and other phases of a beginning.
    Launch = "launch", launch::URI;
    /// RFC 8495: tokens that open reserved names and other prices.
    AllocationToken = "allocationToken", allocation_token::URI;
    /// RFC 8590: who changed what, in poll messages.
    ChangePoll = "changePoll", change_poll::URI;
    /// RFC 8807: long passwords, and warnings at login.
    LoginSec = "loginSec", login_sec::URI;
    /// RFC 9154: a practice, which has a name and no elements.
    SecureAuthInfo = "secureAuthInfo", secure_authinfo::URI;
    /// RFC 9038: a practice, which has a name and no elements.
    UnhandledNamespaces = "unhandledNamespaces", unhandled::URI;
    /// RFC 9803: how long resolvers may keep records.
    Ttl = "ttl", ttl::URI;
    /// The table and the Unicode form of an internationalised name.
    Idn = "idn", idn::URI;
    /// RFC 8544: organisations of an object.
    OrgExt = "orgext", orgext::URI;
    /// RFC 9873: a second e-mail address, perhaps of other scripts.
    AddlEmail = "addlEmail", addl_email::URI;
    /// `.pt`: renewal, arbitration, confidentiality of a domain.
    PtDomain = "ptdomain", ptdomain::URI;
    /// `.pt`: taxpayer number and mobile telephone of a contact.
    PtContact = "ptcontact", ptcontact::URI;
    /// `.pt`: verification of a contact's data.
    PtNis2 = "ptnis2", ptnis2::URI;
    /// Ours: what would this command answer and cost?
    DryRun = "dryRun", dry_run::URI;
    /// Ours: this answer was given before.
    Retry = "retry", retry::URI;
}

impl Extension {
    /// Those of the `.pt` registry's own clients.
    pub const PT: [Self; 4] = [Self::SecDns, Self::PtDomain, Self::PtContact, Self::PtNis2];

    /// Reads a namespace; those of the `.pt` extension's first years too.
    pub fn parse(uri: &str) -> Option<Self> {
        let pt = PT_BASES.iter().find_map(|base| uri.strip_prefix(base));
        match pt {
            Some("ptcontact-1.0") => Some(Self::PtContact),
            Some("ptdomain-1.0") => Some(Self::PtDomain),
            Some("ptnis2-1.0") => Some(Self::PtNis2),
            Some(_) => None,
            None => Self::ALL.into_iter().find(|e| e.uri() == uri),
        }
    }
}

/// The customary prefix of a known namespace; nothing for EPP's own and for strange ones.
pub(crate) fn prefix_of(uri: &str) -> Option<&'static str> {
    let object = Object::parse(uri).map(Object::prefix);
    let extension = || Extension::parse(uri).map(Extension::prefix);
    let inner = || INNER.iter().find(|(_, known)| *known == uri);
    object
        .or_else(extension)
        .or_else(|| inner().map(|(prefix, _)| *prefix))
}

/// The namespace behind a customary prefix.
pub(crate) fn uri_of(prefix: &str) -> Option<&'static str> {
    let object = Object::ALL.into_iter().find(|o| o.prefix() == prefix);
    let extension = || Extension::ALL.into_iter().find(|e| e.prefix() == prefix);
    let inner = || INNER.iter().find(|(known, _)| *known == prefix);
    object
        .map(Object::uri)
        .or_else(|| extension().map(Extension::uri))
        .or_else(|| inner().map(|(_, uri)| *uri))
}
