//! Goldens: what is written is compared with a file, and every file satisfies the schemas.
//!
//! `UPDATE_GOLDEN=1 cargo test -p foral-epp-wire` writes the files anew.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compares bytes with a golden and gives the golden back. Goldens have one tag a line, which
/// means nothing to a reader; frames on the wire have no line at all.
pub(crate) fn check(path: &str, written: &[u8]) -> Vec<u8> {
    let file = folder().join(path);
    let shown = one_tag_a_line(std::str::from_utf8(written).unwrap());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &shown).unwrap();
    }
    let golden = std::fs::read_to_string(&file)
        .unwrap_or_else(|e| panic!("{}: {e}; UPDATE_GOLDEN=1 makes it", file.display()));
    assert_eq!(shown, golden, "{path}; UPDATE_GOLDEN=1 rewrites it");
    golden.into_bytes()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn one_tag_a_line(compact: &str) -> String {
    let (mut shown, mut depth) = (String::new(), 0usize);
    for line in compact.replace("><", ">\n<").lines() {
        let closes = line.starts_with("</");
        depth -= usize::from(closes);
        shown.push_str(&"  ".repeat(depth));
        shown.push_str(line);
        shown.push('\n');
        let opens = !closes && !line.starts_with("<?") && !line.ends_with("/>");
        depth += usize::from(opens && !line.contains("</"));
    }
    shown
}

fn all_files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(all_files(path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn goldens_satisfy_the_schemas() {
    let files = all_files(folder());
    let valid = verdicts(&files);
    let invalid: Vec<_> = files.iter().filter(|file| !valid.contains(*file)).collect();
    assert!(!files.is_empty() && invalid.is_empty(), "{invalid:?}");
}

/// Which files are valid. Asks `xmllint`; without it no test must pass.
pub(crate) fn verdicts(files: &[PathBuf]) -> HashSet<PathBuf> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/epp/all.xsd");
    let mut valid = HashSet::new();
    for some in files.chunks(1_000) {
        let said = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(&schema)
            .args(some)
            .output()
            .expect("xmllint is needed: apt-get install libxml2-utils");
        let said = String::from_utf8_lossy(&said.stderr);
        assert!(!said.contains("failed to compile"), "{said}");
        let files = said
            .lines()
            .filter_map(|line| line.strip_suffix(" validates"));
        valid.extend(files.map(PathBuf::from));
    }
    valid
}
