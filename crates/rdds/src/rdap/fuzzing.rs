//! The body of the fuzz target, which a property test runs as well.

use super::listing::{Class, Cursor};
use super::percent::{self, Escaped};
use super::query::Query;

/// Whatever is asked, it is a question or is refused; and what a question shows of itself in links
/// reads as the same again.
///
/// # Panics
/// If it does not.
pub fn query(bytes: &[u8]) {
    let Ok(target) = std::str::from_utf8(bytes) else { return };
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let Ok(read) = Query::parse(path, query) else { return };
    let again = match &read {
        Query::Domain(name) => Query::parse(&format!("domain/{}", Escaped(name.as_str())), None),
        Query::Entity(handle) => Query::parse(&format!("entity/{}", Escaped(handle)), None),
        Query::Domains(_, listing) => {
            let sort = listing.sort.to_text(Class::Domains);
            let cursor = listing.cursor.map(Cursor::to_text);
            assert_eq!(cursor.and_then(|text| Cursor::parse(&text)), listing.cursor);
            assert!(percent::decode(&sort).is_some());
            return;
        }
        _ => return,
    };
    assert_eq!(again, Ok(read));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[test]
    fn seeds_and_findings_hold() {
        for seed in std::fs::read_dir("../../fuzz/seeds/rdap_query").unwrap() {
            super::query(&std::fs::read(seed.unwrap().path()).unwrap());
        }
        for seed in std::fs::read_dir("../../fuzz/seeds/whois_query").unwrap() {
            crate::whois::fuzzing::line(&std::fs::read(seed.unwrap().path()).unwrap());
        }
    }

    proptest! {
        #[test]
        fn the_target_holds_on_what_looks_like_a_question(
            target in "(domain|entity|nameserver|domains|entities)(/|\\?name=|\\?fn=)[a-z0-9.%*&=é-]{0,40}",
        ) {
            super::query(target.as_bytes());
        }
    }
}
