//! Doors that are sound, and doors that are not.

use foral_registry::policy;

use super::*;
use crate::config::repository;

const DOOR: &str = "name = 'gtld'\naddress = '127.0.0.1:700'\ncertificate = 'epp.crt'\n\
                    key = 'epp.key'\nrepository = 'gtld'\nzones = ['shop', 'zz--main-1234']\n";

fn repositories() -> Vec<Repository> {
    let table = |name| toml::from_str(&format!("name = '{name}'\nsuffix = 'X'")).unwrap();
    repository::read(&[table("gtld"), table("pt")]).unwrap()
}

fn doors(texts: &[String]) -> Result<Vec<Endpoint>, String> {
    let tables: Vec<Table> = texts
        .iter()
        .map(|text| toml::from_str(text).unwrap())
        .collect();
    read(&tables, &repositories()).map_err(|failure| failure.to_string())
}

fn zone(text: &str, name: &str) -> Zone {
    let name = DomainName::parse(name).unwrap();
    policy::parse(&policy::with_name(text, &name).unwrap()).unwrap()
}

#[test]
fn a_door_serves_zones_of_one_repository() {
    let doors = doors(&[DOOR.to_owned()]).unwrap();
    assert_eq!(doors[0].scope.repository.as_str(), "gtld");
    assert_eq!(doors[0].scope.zones.len(), 2);
    assert_eq!(doors[0].server_name, "Foral EPP");
    assert_eq!(doors[0].limits.failed_logins, 3);
}

#[test]
fn a_value_that_is_none_is_told() {
    for (old, new, why) in [
        (
            "'gtld'\naddress",
            "'The door'\naddress",
            "epp The door: name: one to sixteen lower-case letters, digits and hyphens are needed",
        ),
        (
            "key =",
            "server_name = 'ab'\nkey =",
            "epp gtld: server_name: 3 to 64 characters are needed",
        ),
        ("repository = 'gtld'", "repository = 'es'", "epp gtld: repository: there is no es"),
        ("'zz--main-1234'", "'shop'", "epp gtld: zones: shop is there twice"),
        ("'zz--main-1234'", "'a b'", "epp gtld: zones: a b is no name"),
    ] {
        assert!(DOOR.contains(old), "{old}");
        assert_eq!(doors(&[DOOR.replace(old, new)]).unwrap_err(), why);
    }
    assert_eq!(doors(&[]).unwrap_err(), "epp: at least one [[epp]] is needed");
}

#[test]
fn two_doors_share_neither_name_nor_address() {
    let renamed = DOOR.replace("'gtld'\naddress", "'other'\naddress");
    let both = [DOOR.to_owned(), renamed.clone()];
    let why = "epp other: address: 127.0.0.1:700 is that of gtld";
    assert_eq!(doors(&both).unwrap_err(), why);
    let moved = DOOR.replace(":700", ":701");
    let why = "epp gtld: it is there twice";
    assert_eq!(doors(&[DOOR.to_owned(), moved]).unwrap_err(), why);
    let any = [DOOR, &renamed].map(|text| text.replace(":700", ":0"));
    assert_eq!(doors(&any).unwrap().len(), 2);
}

#[test]
fn doors_and_zones_must_fit() {
    let gtld = include_str!("../../../../../zones/gtld.toml");
    let pt = include_str!("../../../../../zones/pt.toml");
    let es = include_str!("../../../../../zones/es.toml");
    let doors = doors(&[DOOR.to_owned()]).unwrap();
    let said = |zones: &[Zone]| {
        fit(&doors, &repositories(), zones.iter()).map_err(|failure| failure.to_string())
    };
    let (shop, main) = (zone(gtld, "shop"), zone(gtld, "zz--main-1234"));
    assert_eq!(said(&[shop.clone(), main.clone(), zone(pt, "pt")]), Ok(()));
    let why = "epp gtld: zones: there is no shop; `foral zone add` adds it";
    assert_eq!(said(std::slice::from_ref(&main)).unwrap_err(), why);
    let why = "epp gtld: zones: shop belongs to repository pt, not to gtld";
    let pt_shop = zone(&pt.replace(".dns.pt\"", ".dns.@\""), "shop");
    assert_eq!(said(&[pt_shop, main]).unwrap_err(), why);
    let why = "zone es: its repository es is not in the configuration";
    assert_eq!(said(&[shop, zone(es, "es")]).unwrap_err(), why);
}
