//! What somebody asks WHOIS for.

use std::net::IpAddr;

use foral_model::name::DomainName;

/// A query, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Query {
    /// A name alone: a domain, or a host where it can be nothing else.
    Name(DomainName),
    /// `domain NAME`.
    Domain(DomainName),
    /// `nameserver NAME`.
    Server(DomainName),
    /// `nameserver ADDRESS`.
    ServerAddress(IpAddr),
    /// `registrar NAME`, which may have spaces in it.
    Registrar(String),
}

impl Query {
    /// Reads a line; nothing if it is no query. Names come as A-labels or in UTF-8, and words and
    /// names in any case.
    pub fn parse(line: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(line).ok()?.trim();
        if text.contains(char::is_control) {
            return None;
        }
        let name = |text: &str| DomainName::parse(text).ok();
        match text.split_once(char::is_whitespace) {
            // No single label is registered here; it is rather a word without its name.
            None => name(text)
                .filter(|name| name.labels().count() > 1)
                .map(Self::Name),
            Some((word, rest)) => {
                let rest = rest.trim();
                match word.to_ascii_lowercase().as_str() {
                    "domain" => name(rest).map(Self::Domain),
                    "nameserver" => match rest.parse() {
                        Ok(address) => Some(Self::ServerAddress(address)),
                        Err(_) => name(rest).map(Self::Server),
                    },
                    "registrar" if !rest.is_empty() => Some(Self::Registrar(rest.to_owned())),
                    _ => None,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).unwrap()
    }

    #[test]
    fn a_query_is_a_name_or_a_word_and_a_name() {
        for (line, query) in [
            ("exemplo.pt", Query::Name(name("exemplo.pt"))),
            ("  EXEMPLO.PT. ", Query::Name(name("exemplo.pt"))),
            ("açúcar.pt", Query::Name(name("xn--acar-0oa8i.pt"))),
            ("xn--acar-0oa8i.pt", Query::Name(name("açúcar.pt"))),
            ("Domain loja.feira.example", Query::Domain(name("loja.feira.example"))),
            ("nameserver  ns1.exemplo.pt", Query::Server(name("ns1.exemplo.pt"))),
            ("nameserver 192.0.2.1", Query::ServerAddress("192.0.2.1".parse().unwrap())),
            ("NAMESERVER 2001:DB8::1", Query::ServerAddress("2001:db8::1".parse().unwrap())),
            ("registrar Alfa Registos, Lda.", Query::Registrar("Alfa Registos, Lda.".to_owned())),
        ] {
            assert_eq!(Query::parse(line.as_bytes()), Some(query), "{line}");
        }
        for line in
            ["", "-T dn exemplo.pt", "two words", "domain", "registrar ", "-a.pt", "a\x07.pt"]
        {
            assert_eq!(Query::parse(line.as_bytes()), None, "{line}");
        }
        assert_eq!(Query::parse(b"\xff\xfe"), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused(line in proptest::collection::vec(any::<u8>(), 0..400)) {
            super::super::fuzzing::line(&line);
        }

        #[test]
        fn a_name_is_found_in_either_form(label in "[a-z][a-z0-9çãé]{0,20}[a-z0-9]") {
            let text = format!("{label}.pt");
            if let Ok(name) = DomainName::parse(&text) {
                let query = Some(Query::Name(name.clone()));
                prop_assert_eq!(Query::parse(text.as_bytes()), query.clone());
                prop_assert_eq!(Query::parse(name.as_str().as_bytes()), query.clone());
                prop_assert_eq!(Query::parse(text.to_uppercase().as_bytes()), query);
            }
        }
    }
}
