//! The namespaces of EPP's schemas, and the closed sets of objects and extensions that are offered.

/// RFC 5730.
pub const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
/// What may carry a hint for validators on any element.
pub(crate) const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

const CONTACT: &str = "urn:ietf:params:xml:ns:contact-1.0";
const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";
const HOST: &str = "urn:ietf:params:xml:ns:host-1.0";
const SECDNS: &str = "urn:ietf:params:xml:ns:secDNS-1.1";
const PTDOMAIN: &str = "http://eppdev.dns.pt/schemas/ptdomain-1.0";
const PTCONTACT: &str = "http://eppdev.dns.pt/schemas/ptcontact-1.0";
const PTNIS2: &str = "http://eppdev.dns.pt/schemas/ptnis2-1.0";
/// The base of the `.pt` namespaces now, and the one of the first years, read but never written.
const PT_BASES: [&str; 2] = ["http://eppdev.dns.pt/schemas/", "http://www.dns.pt/xml/epp/"];

/// A kind of object that commands are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Object {
    /// RFC 5733.
    Contact,
    /// RFC 5731.
    Domain,
    /// RFC 5732.
    Host,
}

impl Object {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Domain, Self::Host];

    /// The namespace, as greeting and login name it.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Contact => CONTACT,
            Self::Domain => DOMAIN,
            Self::Host => HOST,
        }
    }

    /// The customary prefix.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Domain => "domain",
            Self::Host => "host",
        }
    }

    /// Reads a namespace.
    pub fn parse(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|object| object.uri() == uri)
    }
}

/// An extension of commands and answers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Extension {
    /// `.pt`: taxpayer number and mobile telephone of a contact.
    PtContact,
    /// `.pt`: renewal, arbitration, confidentiality of a domain.
    PtDomain,
    /// `.pt`: verification of a contact's data.
    PtNis2,
    /// RFC 5910.
    SecDns,
}

impl Extension {
    /// All of them, in the order in which answers carry them.
    pub const ALL: [Self; 4] = [Self::SecDns, Self::PtDomain, Self::PtContact, Self::PtNis2];

    /// The namespace, as greeting and login name it.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::PtContact => PTCONTACT,
            Self::PtDomain => PTDOMAIN,
            Self::PtNis2 => PTNIS2,
            Self::SecDns => SECDNS,
        }
    }

    /// The customary prefix.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::PtContact => "ptcontact",
            Self::PtDomain => "ptdomain",
            Self::PtNis2 => "ptnis2",
            Self::SecDns => "secDNS",
        }
    }

    /// Reads a namespace; those of the `.pt` extension's first years too.
    pub fn parse(uri: &str) -> Option<Self> {
        let pt = PT_BASES.iter().find_map(|base| uri.strip_prefix(base));
        match pt {
            Some("ptcontact-1.0") => Some(Self::PtContact),
            Some("ptdomain-1.0") => Some(Self::PtDomain),
            Some("ptnis2-1.0") => Some(Self::PtNis2),
            Some(_) => None,
            None => (uri == SECDNS).then_some(Self::SecDns),
        }
    }
}

/// The customary prefix of a known namespace; nothing for EPP's own and for strange ones.
pub(crate) fn prefix_of(uri: &str) -> Option<&'static str> {
    let object = Object::parse(uri).map(Object::prefix);
    object.or_else(|| Extension::parse(uri).map(Extension::prefix))
}

/// The namespace behind a customary prefix.
pub(crate) fn uri_of(prefix: &str) -> Option<&'static str> {
    let object = Object::ALL.into_iter().find(|o| o.prefix() == prefix);
    let extension = || Extension::ALL.into_iter().find(|e| e.prefix() == prefix);
    object
        .map(Object::uri)
        .or_else(|| extension().map(Extension::uri))
}
