//! The writer beside `serde_json`.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(serde::Serialize, Debug)]
#[serde(rename_all = "camelCase")]
struct Sample {
    a_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
    texts: Vec<String>,
    numbers: (u16, i64, bool),
    map: BTreeMap<String, Option<Vec<i32>>>,
    letter: char,
    nothing: (),
}

proptest! {
    #[test]
    fn it_is_what_serde_json_writes(
        a_text in any::<String>(),
        left_out: Option<u8>,
        texts in proptest::collection::vec("[\\x00-\\x7f€]{0,70}", 0..5),
        numbers: (u16, i64, bool),
        map: BTreeMap<String, Option<Vec<i32>>>,
        letter: char,
    ) {
        let sample = Sample { a_text, left_out, texts, numbers, map, letter, nothing: () };
        let ours = written(&sample, 8).unwrap();
        prop_assert_eq!(ours, serde_json::to_vec(&sample).unwrap());
    }

    #[test]
    fn what_is_displayed_is_escaped_and_what_is_ready_is_not(text: String) {
        let shown = written(&[Shown(&text)], 8).unwrap();
        prop_assert_eq!(&shown, &serde_json::to_vec(&[&text]).unwrap());
        let ready = format!("[\"{}\"]", Within(&text));
        prop_assert_eq!(&shown, ready.as_bytes());
        let copied = written(&[Ready(&ready)], 8).unwrap();
        prop_assert_eq!(String::from_utf8(copied).unwrap(), format!("[{ready}]"));
    }
}

#[test]
fn other_kinds_are_refused() {
    assert!(written(&1.5, 8).is_err());
    assert_eq!(written(&Some(Option::<u8>::None), 8).unwrap(), b"null");
}
