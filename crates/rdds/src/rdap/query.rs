//! What somebody asks: the path and the query string of a request (RFC 9082, section 3).

mod params;
mod read;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use foral_model::name::DomainName;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{Name, Pattern, Person};

use super::listing::Listing;

/// Longest path with its query string, in octets. A name of 253 octets, each of them escaped, fits.
pub(super) const LONGEST: usize = 2048;

/// A question that was understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Query {
    /// One domain.
    Domain(DomainName),
    /// One name server.
    Nameserver(DomainName),
    /// One contact or registrar, by handle or number.
    Entity(String),
    /// What this server is and can do.
    Help,
    /// Domains by what they are or who serves them (RFC 9082, 3.2.1).
    Domains(DomainsBy, Listing),
    /// Name servers (RFC 9082, 3.2.2).
    Nameservers(NameserversBy, Listing),
    /// Contacts and registrars (RFC 9082, 3.2.3).
    Entities(EntitiesBy, Listing),
    /// Domains by the people behind them (RFC 9536).
    Reverse(Person, Listing),
}

/// What domains are searched by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DomainsBy {
    /// `name`.
    Name(Pattern),
    /// `nsLdhName`.
    ServerName(Pattern),
    /// `nsIp`.
    ServerAddress(IpAddr),
}

/// What name servers are searched by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameserversBy {
    /// `name`.
    Name(Pattern),
    /// `ip`.
    Address(IpAddr),
}

/// What contacts and registrars are searched by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EntitiesBy {
    /// `fn`.
    FullName(Name),
    /// `handle`.
    Handle(Pattern),
}

/// The properties of people by which domains are found (RFC 9536, section 8), each with where an
/// answer shows it. A body is found by its own name and by that of who speaks for it.
pub const REVERSE: [(&str, &str); 4] = [
    ("fn", "$.domainSearchResults[*].entities[*].vcardArray[1][?(@[0]=='fn'||@[0]=='org')][3]"),
    ("handle", "$.domainSearchResults[*].entities[*].handle"),
    ("email", "$.domainSearchResults[*].entities[*].vcardArray[1][?(@[0]=='email')][3]"),
    ("role", "$.domainSearchResults[*].entities[*].roles"),
];

/// Why a question cannot be answered, whoever asks it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misasked {
    /// It is longer than any question is.
    TooLong,
    /// It is not as RFC 9082 has it.
    Malformed(Wrong),
    /// It is about networks, autonomous systems or searches of which this server knows nothing.
    Unsupported,
    /// Its search pattern is of a form that is not searched for (RFC 9082, 4.1).
    Pattern,
}

/// What is wrong with a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// No such path.
    Path,
    /// An escape is none, or what it makes is not UTF-8.
    Escape,
    /// No domain name.
    Name,
    /// No handle.
    Handle,
    /// No IP address.
    Address,
    /// Too many parameters.
    Parameters,
    /// A parameter is there twice.
    Twice,
    /// More than one property is searched by.
    Several,
    /// No property is.
    Missing,
    /// A reverse search names nobody.
    Nobody,
    /// No e-mail address.
    Email,
    /// No such role.
    Role,
    /// `count` is neither true nor false.
    Count,
    /// No such order.
    Sort,
    /// No cursor of ours.
    Cursor,
    /// No such set of fields.
    Fields,
}

impl From<Wrong> for Misasked {
    fn from(wrong: Wrong) -> Self {
        Self::Malformed(wrong)
    }
}

/// RDAP's words for what somebody is to a domain (RFC 9083, section 10.2.4).
pub(super) const fn role_word(role: DirectoryRole) -> &'static str {
    match role {
        DirectoryRole::Registrant => "registrant",
        DirectoryRole::Admin => "administrative",
        DirectoryRole::Tech => "technical",
        DirectoryRole::Billing => "billing",
    }
}
