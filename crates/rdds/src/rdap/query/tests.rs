//! What is read as which question, and what is none.

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
        "domains/reverse_search/entity?email=rita",
        "domains/reverse_search/entity?fn=",
        "domains?name=ab*.pt&fieldSet=none",
        "domains?name=ab*.pt&sort=colour",
    ] {
        assert!(matches!(asked(text), Err(Misasked::Malformed(_))), "{text}");
    }
    for text in [
        "domains?name=*",
        "domains?name=a*",
        "entities?fn=M*a",
        "nameservers?name=ç*",
        "domains/reverse_search/entity?email=rita*",
    ] {
        assert_eq!(asked(text), Err(Misasked::Pattern), "{text}");
    }
    for text in ["ip/192.0.2.1", "autnum/64500", "domains/reverse_search/nameserver?name=a"] {
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
    let Ok(Query::Entities(EntitiesBy::FullName(name), _)) = asked("entities?fn=Alfa+Re*") else {
        panic!()
    };
    assert_eq!(name, Name::Begins("Alfa Re".to_owned()));
    let people = "domains/reverse_search/entity?fn=Rita+Vaz&email=Rita@correio.example";
    let Ok(Query::Reverse(person, _)) = asked(people) else { panic!() };
    assert_eq!(person.name, Some(Name::Is("Rita Vaz".to_owned())));
    assert_eq!(person.email.as_deref(), Some("Rita@correio.example"));
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
