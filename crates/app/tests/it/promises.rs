//! `demo.json` as `docs/demo.md` promises it to the authors of test suites.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::demonstration::{Demonstration, Engine};

const MANUAL: &str = include_str!("../../../../docs/demo.md");

#[tokio::test(flavor = "multi_thread")]
async fn demo_json_has_the_keys_of_the_manual_and_is_its_owners_alone() {
    let place = Demonstration::start(Engine::Sqlite).await;
    let file = place.data().join("demo/demo.json");
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it has passwords in it");
    let there = keys(&serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap());
    let example = MANUAL.split("```json\n").nth(1).unwrap();
    let example = keys(&serde_json::from_str(example.split("```").next().unwrap()).unwrap());
    let explained = explained();
    let missing: Vec<_> = example
        .union(&explained)
        .filter(|key| !there.contains(*key))
        .collect();
    assert!(missing.is_empty(), "promised, and not there: {missing:?}");
    let secret: Vec<_> = there
        .difference(&explained)
        .filter(|key| !example.contains(*key))
        .collect();
    assert!(secret.is_empty(), "there, and not promised: {secret:?}");
}

/// Every name of a value, at any depth.
fn keys(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| keys(value).into_iter().chain([key.clone()]))
            .collect(),
        Value::Array(values) => values.iter().flat_map(keys).collect(),
        _ => BTreeSet::new(),
    }
}

/// The names in the first column of the manual's table: `epp.registrars[].key` has three.
fn explained() -> BTreeSet<String> {
    let table = MANUAL.split("| Key | Meaning |").nth(1).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let spans = rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2));
    let names = spans.flat_map(|span| span.split('.'));
    names
        .map(|name| name.trim_end_matches("[]").to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}
