//! What somebody asks: the path and the query string of a request (RFC 9082, section 3).

use std::net::IpAddr;

use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::zone::DirectoryRole;
use foral_registry::directory::Pattern;

use super::listing::{Class, Listing};
use super::percent;

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
    Reverse(Reverse, Listing),
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
    /// `fn`: a beginning in lower case if an asterisk follows, or the whole.
    FullName(FullName),
    /// `handle`.
    Handle(Pattern),
}

/// A name of a person or body that is searched for. Letters are compared without case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FullName {
    /// This one.
    Is(String),
    /// Whatever begins so.
    Begins(String),
}

impl FullName {
    /// Whether a name is one that is searched for.
    pub fn fits(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        match self {
            Self::Is(wanted) => name == *wanted,
            Self::Begins(wanted) => name.starts_with(wanted.as_str()),
        }
    }
}

/// Domains by somebody who is something to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reverse {
    /// Who.
    pub handle: Handle,
    /// What they are to the domains; anything without.
    pub role: Option<DirectoryRole>,
}

/// The properties of people by which domains are found (RFC 9536, section 8), each with where an
/// answer shows it.
pub const REVERSE: [(&str, &str); 2] = [
    ("handle", "$.domainSearchResults[*].entities[*].handle"),
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

/// The pairs of a query string, unescaped, in order.
struct Params(Vec<(String, String)>);

impl Params {
    /// So many pairs are read; more make no sense in any question.
    const MOST: usize = 16;

    fn read(query: &str) -> Result<Self, Misasked> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let read = |pair: &str| -> Result<_, Misasked> {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((form(key)?, form(value)?))
        };
        let pairs: Vec<_> = pairs
            .take(Self::MOST + 1)
            .map(read)
            .collect::<Result<_, _>>()?;
        if pairs.len() > Self::MOST {
            return Err(Wrong::Parameters.into());
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter that may be there once.
    fn one(&self, key: &str) -> Result<Option<&str>, Misasked> {
        let mut found = self.0.iter().filter(|(known, _)| known == key);
        let first = found.next().map(|(_, value)| value.as_str());
        match found.next() {
            Some(_) => Err(Wrong::Twice.into()),
            None => Ok(first),
        }
    }

    fn listing(&self, class: Class) -> Result<Listing, Misasked> {
        Listing::read(
            class,
            self.one("count")?,
            self.one("sort")?,
            self.one("cursor")?,
            self.one("fieldSet")?,
        )
    }

    /// The one parameter of several that says what is searched for.
    fn choice<const N: usize>(&self, keys: [&str; N]) -> Result<(usize, &str), Misasked> {
        let mut chosen = None;
        for (place, key) in keys.into_iter().enumerate() {
            if let Some(value) = self.one(key)? {
                if chosen.is_some() {
                    return Err(Wrong::Several.into());
                }
                chosen = Some((place, value));
            }
        }
        chosen.ok_or(Wrong::Missing.into())
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

fn reverse(params: &Params) -> Result<Query, Misasked> {
    for unknown in ["fn", "email"] {
        if params.one(unknown)?.is_some() {
            return Err(Misasked::Unsupported);
        }
    }
    let handle = params.one("handle")?.ok_or(Wrong::Nobody)?;
    let handle = Handle::parse(handle).ok_or(Wrong::Handle)?;
    let role = params
        .one("role")?
        .map(|word| role(word).ok_or(Wrong::Role));
    let reverse = Reverse { handle, role: role.transpose()? };
    Ok(Query::Reverse(reverse, params.listing(Class::Domains)?))
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

fn role(word: &str) -> Option<DirectoryRole> {
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

fn full_name(text: &str) -> Result<FullName, Misasked> {
    match text.split_once('*') {
        None if text.is_empty() => Err(Wrong::Missing.into()),
        None => Ok(FullName::Is(text.to_lowercase())),
        Some((before, "")) if before.chars().count() >= 2 => {
            Ok(FullName::Begins(before.to_lowercase()))
        }
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

/// A key or value of a query string, where a plus sign stands for a space.
fn form(text: &str) -> Result<String, Misasked> {
    let spaced = text.replace('+', " ");
    percent::decode(&spaced)
        .map(|text| text.into_owned())
        .ok_or(Misasked::Malformed(Wrong::Escape))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(text: &str) -> Result<Query, Misasked> {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        Query::parse(path, query)
    }

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).unwrap()
    }

    #[test]
    fn look_ups_are_read_in_every_spelling() {
        let sugar = name("açúcar.pt");
        for text in [
            "domain/xn--acar-0oa8i.pt",
            "domain/XN--ACAR-0OA8I.PT",
            "domain/a%C3%A7%C3%BAcar.pt",
            "domain/A%c3%87%c3%9aCAR.pt.",
            "domain/açúcar.pt",
        ] {
            assert_eq!(asked(text), Ok(Query::Domain(sugar.clone())), "{text}");
        }
        assert_eq!(asked("nameserver/ns1.a.pt"), Ok(Query::Nameserver(name("ns1.a.pt"))));
        assert_eq!(asked("entity/AB%2012"), Ok(Query::Entity("AB 12".to_owned())));
        assert_eq!(asked("help"), Ok(Query::Help));
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let long = format!("domain/{}", "a".repeat(LONGEST));
        assert_eq!(asked(&long), Err(Misasked::TooLong));
        for text in [
            "",
            "domain/",
            "domain/a..pt",
            "domain/a.pt/b",
            "domain/%ff.pt",
            "domain/%4",
            "entity/",
            "entity/%00",
            "helping",
            "domains?",
            "domains?name=a&name=b",
            "domains?name=a*&nsIp=::1",
            "domains?nsIp=1.2.3",
            "domains/reverse_search/entity?role=registrant",
            "domains/reverse_search/entity?handle=AB&role=owner",
            "domains?name=ab*.pt&fieldSet=none",
            "domains?name=ab*.pt&sort=colour",
        ] {
            assert!(matches!(asked(text), Err(Misasked::Malformed(_))), "{text}");
        }
        for text in ["domains?name=*", "domains?name=a*", "entities?fn=M*a", "nameservers?name=ç*"]
        {
            assert_eq!(asked(text), Err(Misasked::Pattern), "{text}");
        }
        for text in [
            "ip/192.0.2.1",
            "autnum/64500",
            "domains/reverse_search/nameserver?name=a",
            "domains/reverse_search/entity?email=a",
        ] {
            assert_eq!(asked(text), Err(Misasked::Unsupported), "{text}");
        }
    }

    #[test]
    fn searches_are_by_one_property() {
        let Ok(Query::Domains(DomainsBy::ServerAddress(at), listing)) =
            asked("domains?nsIp=2001:db8::1&unknown=1")
        else {
            panic!()
        };
        assert_eq!(at, "2001:db8::1".parse::<IpAddr>().unwrap());
        assert_eq!(listing, Listing::default());
        let Ok(Query::Reverse(reverse, _)) =
            asked("domains/reverse_search/entity?handle=ABCD-123456-PT&role=technical")
        else {
            panic!()
        };
        assert_eq!(reverse.role, Some(DirectoryRole::Tech));
        let Ok(Query::Entities(EntitiesBy::FullName(name), _)) = asked("entities?fn=Alfa+Re*")
        else {
            panic!()
        };
        assert!(name.fits("ALFA Registos") && !name.fits("Alfa"));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_is_read_or_refused(path in "\\PC{0,80}", query in "\\PC{0,80}") {
            let _ = Query::parse(&path, Some(&query));
        }

        #[test]
        fn whatever_looks_like_a_search_is_read_or_refused(
            class in "(domains|nameservers|entities|domains/reverse_search/entity)",
            key in "(name|nsLdhName|nsIp|ip|fn|handle|email|role)",
            value in "[a-z*.%0-9A-Fç:-]{0,40}",
            rest in "(&(sort|count|cursor|fieldSet)=[a-zA-Z:0-9_-]{0,20}){0,3}",
        ) {
            let _ = Query::parse(&class, Some(&format!("{key}={value}{rest}")));
        }

        #[test]
        fn a_name_is_found_however_it_is_escaped(text in "[a-zàçéõ0-9]{1,20}\\.pt") {
            let wanted = name(&text);
            let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
            for path in [format!("domain/{text}"), format!("domain/{escaped}")] {
                prop_assert_eq!(Query::parse(&path, None), Ok(Query::Domain(wanted.clone())));
            }
        }
    }
}
