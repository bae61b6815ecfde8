//! Tests of the catalog.

use super::*;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse("2028-02-29T12:00:00Z").unwrap()
}

#[test]
fn a_catalog_points_to_each_zone_under_a_label_that_stays() {
    let catalog = Catalog::new(name("catalog.invalid"), &[name("pt"), name("com.pt")], now());
    let edition = catalog.current();
    let pointers: Vec<_> = edition
        .records()
        .iter()
        .filter(|record| record.rtype == PTR)
        .collect();
    assert_eq!(pointers.len(), 2);
    assert!(
        pointers
            .iter()
            .all(|record| record.owner.is_below(&name("zones.catalog.invalid")))
    );
    let version = edition.at(&name("version.catalog.invalid"));
    assert_eq!(&*version[0].rdata, b"\x012");
}

#[test]
fn a_change_of_zones_is_a_diff_and_a_new_serial() {
    let catalog = Catalog::new(name("catalog.invalid"), &[name("pt")], now());
    let first = catalog.current().serial();
    catalog.set(&[name("pt")], now());
    assert_eq!(catalog.current().serial(), first, "nothing changed");
    catalog.set(&[name("pt"), name("example")], now());
    let diffs = catalog.diffs_since(first).unwrap();
    assert_eq!(diffs.len(), 1);
    assert_eq!((diffs[0].added.len(), diffs[0].removed.len()), (1, 0));
    assert_eq!(diffs[0].to, catalog.current().serial());
    assert_eq!(*catalog.changed().borrow(), catalog.current().serial());
    assert!(catalog.diffs_since(first.wrapping_sub(1)).is_none());
}
