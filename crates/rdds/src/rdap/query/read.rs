//! How a question is read.

use std::net::IpAddr;

use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::{Name, Pattern, Person};

use super::params::Params;
use super::{DomainsBy, EntitiesBy, LONGEST, Misasked, NameserversBy, Query, Wrong, role_word};
use crate::rdap::listing::Class;
use crate::rdap::percent;

impl Query {
    /// Reads the path below the server's base, without its first slash, and the query string.
    ///
    /// # Errors
    /// [`Misasked`].
    pub fn parse(path: &str, query: Option<&str>) -> Result<Self, Misasked> {
        if path.len() + query.map_or(0, str::len) > LONGEST {
            return Err(Misasked::TooLong);
        }
        let (class, rest) = path.split_once('/').unwrap_or((path, ""));
        let query = query.unwrap_or_default();
        match (class, rest) {
            ("domain", name) => Ok(Self::Domain(domain_name(name)?)),
            ("nameserver", name) => Ok(Self::Nameserver(domain_name(name)?)),
            ("entity", handle) => Ok(Self::Entity(handle_text(handle)?)),
            ("help", "") => Ok(Self::Help),
            ("domains", "") => domains(&Params::read(query)?),
            ("nameservers", "") => nameservers(&Params::read(query)?),
            ("entities", "") => entities(&Params::read(query)?),
            ("domains", "reverse_search/entity") => reverse(&Params::read(query)?),
            ("ip" | "autnum" | "ips" | "autnums", _)
            | ("domains" | "nameservers" | "entities", _) => Err(Misasked::Unsupported),
            _ => Err(Wrong::Path.into()),
        }
    }
}

fn domains(params: &Params) -> Result<Query, Misasked> {
    let by = match params.choice(["name", "nsLdhName", "nsIp"])? {
        (0, text) => DomainsBy::Name(names(text)?),
        (1, text) => DomainsBy::ServerName(names(text)?),
        (_, text) => DomainsBy::ServerAddress(address(text)?),
    };
    Ok(Query::Domains(by, params.listing(Class::Domains)?))
}

fn nameservers(params: &Params) -> Result<Query, Misasked> {
    let by = match params.choice(["name", "ip"])? {
        (0, text) => NameserversBy::Name(names(text)?),
        (_, text) => NameserversBy::Address(address(text)?),
    };
    Ok(Query::Nameservers(by, params.listing(Class::Nameservers)?))
}

fn entities(params: &Params) -> Result<Query, Misasked> {
    let by = match params.choice(["fn", "handle"])? {
        (0, text) => EntitiesBy::FullName(full_name(text)?),
        (_, text) => EntitiesBy::Handle(Pattern::parse(text).ok_or(Misasked::Pattern)?),
    };
    Ok(Query::Entities(by, params.listing(Class::Entities)?))
}

/// By people: each property that is given must hold (RFC 9536, section 3).
fn reverse(params: &Params) -> Result<Query, Misasked> {
    let handle = params.one("handle")?;
    let handle = handle.map(|text| Handle::parse(text).ok_or(Wrong::Handle));
    let role = params.one("role")?;
    let role = role.map(|word| role_of(word).ok_or(Wrong::Role));
    let person = Person {
        handle: handle.transpose()?,
        email: params.one("email")?.map(email).transpose()?,
        name: params.one("fn")?.map(full_name).transpose()?,
        role: role.transpose()?,
    };
    if person.handle.is_none() && person.email.is_none() && person.name.is_none() {
        return Err(Wrong::Nobody.into());
    }
    Ok(Query::Reverse(person, params.listing(Class::Domains)?))
}

/// A whole address: to search by its beginning would be to try out who is there.
fn email(text: &str) -> Result<String, Misasked> {
    let text = text.trim();
    match text.split_once('@') {
        _ if text.contains('*') => Err(Misasked::Pattern),
        Some((local, host)) if !local.is_empty() && !host.is_empty() => Ok(text.to_owned()),
        _ => Err(Wrong::Email.into()),
    }
}

fn role_of(word: &str) -> Option<DirectoryRole> {
    DirectoryRole::ALL
        .into_iter()
        .find(|role| role_word(*role) == word)
}

/// A pattern of names. A whole name may be in U-labels; the beginning of a U-label is not the
/// beginning of its A-label, so that only ASCII can be searched by it.
fn names(text: &str) -> Result<Pattern, Misasked> {
    if text.contains('*') {
        return Pattern::parse(text).ok_or(Misasked::Pattern);
    }
    let name = DomainName::parse(text).map_err(|_| Wrong::Name)?;
    Pattern::parse(name.as_str()).ok_or(Misasked::Pattern)
}

fn full_name(text: &str) -> Result<Name, Misasked> {
    match text.split_once('*') {
        None if text.trim().is_empty() => Err(Wrong::Missing.into()),
        None => Ok(Name::Is(text.to_owned())),
        Some((before, "")) if before.chars().count() >= 2 => Ok(Name::Begins(before.to_owned())),
        Some(_) => Err(Misasked::Pattern),
    }
}

/// A name in A-labels or U-labels, escaped or not (RFC 9082, 3.1.3 and 6.1).
fn domain_name(segment: &str) -> Result<DomainName, Misasked> {
    let text = percent::decode(segment).ok_or(Wrong::Escape)?;
    DomainName::parse(&text).map_err(|_| Wrong::Name.into())
}

fn handle_text(segment: &str) -> Result<String, Misasked> {
    let text = percent::decode(segment).ok_or(Wrong::Escape)?.into_owned();
    if text.is_empty() || text.len() > 255 || text.chars().any(char::is_control) {
        return Err(Wrong::Handle.into());
    }
    Ok(text)
}

fn address(text: &str) -> Result<IpAddr, Misasked> {
    text.parse().map_err(|_| Wrong::Address.into())
}
