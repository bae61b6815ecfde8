//! The JSONPaths of RFC 9537, as far as RDAP uses RFC 9535.

use serde_json::Value;

/// What a path selects.
pub(super) fn select<'a>(path: &str, root: &'a Value) -> Vec<&'a Value> {
    let mut selected = vec![root];
    let mut rest = path.strip_prefix('$').unwrap();
    while !rest.is_empty() {
        let step;
        (step, rest) = split(rest);
        selected = selected
            .into_iter()
            .flat_map(|value| take(step, value))
            .collect();
    }
    selected
}

/// The first step, `.name` or `[…]`, and the others.
fn split(path: &str) -> (&str, &str) {
    let end = match path.strip_prefix('[') {
        Some(_) => {
            let mut depth = 0;
            let closes = path.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '[') - i32::from(*c == ']');
                depth == 0
            });
            closes.unwrap().0 + 1
        }
        None => path[1..].find(['.', '[']).map_or(path.len(), |at| at + 1),
    };
    path.split_at(end)
}

fn take<'a>(step: &str, value: &'a Value) -> Vec<&'a Value> {
    if let Some(name) = step.strip_prefix('.') {
        return value.get(name).into_iter().collect();
    }
    let inside = step.strip_prefix('[').unwrap().strip_suffix(']').unwrap();
    if inside == "*" {
        return value.as_array().into_iter().flatten().collect();
    }
    let Some(filter) = inside
        .strip_prefix("?(@")
        .and_then(|filter| filter.strip_suffix(')'))
    else {
        return value
            .get(inside.parse::<usize>().unwrap())
            .into_iter()
            .collect();
    };
    let (path, wanted) = filter.split_once("==").unwrap();
    let path = format!("${path}");
    let fits = |item: &&Value| {
        select(&path, item)
            .iter()
            .any(|found| **found == wanted.trim_matches('\''))
    };
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter(fits)
        .collect()
}

/// An entry of `redacted` is true of the answer, and of what the answer would be without it.
pub(super) fn assert_truthful(entry: &Value, answer: &Value, whole: &Value) {
    assert_eq!(entry["pathLang"], "jsonpath");
    let text = |key: &str| {
        entry[key]
            .as_str()
            .unwrap_or_else(|| panic!("{key}: {entry}"))
    };
    match text("method") {
        "removal" => assert_eq!(select(text("prePath"), answer), Vec::<&Value>::new(), "{entry}"),
        "emptyValue" => {
            assert_eq!(select(text("postPath"), answer), [&Value::from("")], "{entry}");
            assert_ne!(select(text("postPath"), whole), [&Value::from("")], "{entry}");
        }
        "replacementValue" => {
            assert_eq!(select(text("prePath"), answer), Vec::<&Value>::new(), "{entry}");
            assert_eq!(select(text("prePath"), whole).len(), 1, "{entry}");
            assert_eq!(select(text("replacementPath"), answer).len(), 1, "{entry}");
        }
        other => panic!("{other}"),
    }
    assert!(entry["name"]["type"].is_string() || entry["name"]["description"].is_string());
    assert!(entry["reason"]["description"].is_string());
}
