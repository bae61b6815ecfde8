//! The reader and the schemas agree: each golden of a command is damaged in many small ways, and
//! what the reader takes, `xmllint` takes as well, and the other way round.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use foral_epp_wire::{Kind, read};

use crate::golden::verdicts;

/// Each way to damage one line of a golden, which holds one tag or one leaf.
const DAMAGES: [fn(&str) -> String; 9] = [
    |_| String::new(),
    |line| format!("{line}\n{line}"),
    |line| format!("{line}<strange/>"),
    |line| format!("{line} stray "),
    |line| with_text(line, ""),
    |line| with_text(line, "  x  "),
    |line| with_text(line, &"a".repeat(70)),
    |line| without_attribute(line, '"'),
    |line| line.replacen('>', " strange=\"1\">", 1),
];

fn with_text(line: &str, text: &str) -> String {
    match (line.find('>'), line.rfind("</")) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{text}{}", &line[..=open], &line[close..])
        }
        _ => line.to_owned(),
    }
}

/// Takes the first attribute away, unless it declares a namespace.
fn without_attribute(line: &str, quote: char) -> String {
    let Some(start) = line
        .find(' ')
        .filter(|at| !line[*at..].starts_with(" xmlns"))
    else {
        return line.to_owned();
    };
    let quotes: Vec<usize> = line.match_indices(quote).map(|(at, _)| at).collect();
    match quotes.as_slice() {
        [open, close, ..] if *open > start => {
            format!("{}{}", &line[..start], &line[close + 1..])
        }
        _ => line.to_owned(),
    }
}

fn swapped(lines: &[&str], at: usize) -> String {
    let mut lines = lines.to_vec();
    if at + 1 < lines.len() {
        lines.swap(at, at + 1);
    }
    lines.join("\n")
}

/// All damaged forms of one golden, each once: not every damage harms every line.
fn damaged(golden: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = golden.lines().map(str::trim_start).collect();
    let mut all = BTreeSet::new();
    for (at, line) in lines.iter().enumerate().skip(2) {
        for damage in DAMAGES {
            let changed = damage(line);
            let mut copy: Vec<&str> = lines.clone();
            copy[at] = &changed;
            all.insert(copy.join("\n"));
        }
        all.insert(swapped(&lines, at));
    }
    all
}

/// Writes what is well-formed into files, each with what the reader says of it.
fn written(folder: &Path) -> BTreeMap<PathBuf, Option<Kind>> {
    let goldens = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut all = BTreeMap::new();
    for kind in ["command", "earlier", "marks"] {
        for entry in std::fs::read_dir(goldens.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let title = path.file_stem().unwrap().to_string_lossy().into_owned();
            let golden = std::fs::read_to_string(&path).unwrap();
            for (number, frame) in damaged(&golden).into_iter().enumerate() {
                let file = folder.join(format!("{kind}-{title}-{number:04}.xml"));
                std::fs::write(&file, &frame).unwrap();
                all.insert(file, read(frame.as_bytes()).err().map(|fault| fault.kind));
            }
        }
    }
    all
}

#[test]
fn the_reader_is_as_strict_as_the_schemas() {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("strictness-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let said = written(&folder);
    let files: Vec<PathBuf> = said.keys().cloned().collect();
    let valid = verdicts(&files);
    let mut wrong = Vec::new();
    for (file, fault) in &said {
        match (valid.contains(file), fault) {
            (false, None) => wrong.push(format!("taken, but not valid: {}", file.display())),
            (true, Some(Kind::Syntax)) => {
                wrong.push(format!("valid, but 2001: {}", file.display()))
            }
            _ => {}
        }
    }
    let (count, taken) = (files.len(), said.values().filter(|fault| fault.is_none()).count());
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 3_000 && taken > 100, "{taken} of {count} frames taken");
    std::fs::remove_dir_all(&folder).unwrap();
}
