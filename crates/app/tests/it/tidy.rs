//! The tree is as its documents say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of the table of crates in ARCHITECTURE.md: a crate, and what it knows of ours.
fn pictured() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut arrows = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, _, knows, _] = cells.as_slice() else { continue };
        for known in knows.split(", ").filter(|known| *known != "nothing") {
            arrows.insert((name.trim_matches('`').to_owned(), known.to_owned()));
        }
    }
    arrows
}

/// The arrows that the manifests draw, tests aside.
fn drawn() -> BTreeSet<(String, String)> {
    let mut arrows = BTreeSet::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let known = manifest["dependencies"].as_table().unwrap().keys();
        for known in known.filter_map(|known| known.strip_prefix("foral-")) {
            arrows.insert((name.clone(), known.to_owned()));
        }
    }
    arrows
}

#[test]
fn the_arrows_are_those_of_the_picture() {
    let everything = ("app".to_owned(), "all of the above".to_owned());
    let mut pictured = pictured();
    assert!(pictured.remove(&everything), "the binary may know everybody");
    let drawn: BTreeSet<_> = drawn()
        .into_iter()
        .filter(|(from, _)| from != "app")
        .collect();
    assert_eq!(drawn, pictured);
}

#[test]
fn every_file_opens_with_what_it_is_about() {
    let mut folders = vec![root().join("crates")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                assert!(
                    text.starts_with("//!"),
                    "{} does not say what it is about",
                    path.display()
                );
                assert!(text.lines().count() <= 600, "{} is too long", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 100, "the tree was not found");
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let dependencies = manifest["workspace"]["dependencies"].as_table().unwrap();
    for name in dependencies
        .keys()
        .filter(|name| !name.starts_with("foral-"))
    {
        assert!(reasons.contains(name.as_str()), "docs/dependencies.md does not tell of {name}");
    }
}

#[test]
fn every_story_that_is_told_is_a_test() {
    let told = fs::read_to_string(root().join("docs/stories.md")).unwrap();
    let names: Vec<_> = told
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|name| name.rsplit_once("::"))
        .filter(|(subject, test)| !subject.contains(' ') && !test.is_empty())
        .collect();
    assert!(names.len() > 30, "the stories were not found");
    for (subject, test) in names {
        let file = root().join(format!("crates/app/tests/it/{}.rs", subject.replace("::", "/")));
        let text = fs::read_to_string(&file).unwrap_or_default();
        let marked = format!("test(flavor = \"multi_thread\")]\nasync fn {test}(");
        assert!(
            text.contains(&marked),
            "docs/stories.md tells of {subject}::{test}, which is no test"
        );
    }
}
