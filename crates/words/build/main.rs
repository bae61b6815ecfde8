//! Reads the sentences of all languages, compares them, and writes one method for each.
//!
//! A sentence that is missing in a language, that is there once too often, or that has other
//! variables than in English stops the build and says where.

mod catalogue;
mod methods;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalogue::Catalogue;

/// Language tags; the first is the one that the others are compared with.
const LANGUAGES: [&str; 3] = ["en", "pt", "es"];

#[allow(clippy::print_stdout, reason = "Cargo listens to a build script's standard output")]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=ftl");
    println!("cargo::rerun-if-changed=build");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaints) => {
            for complaint in complaints {
                println!("cargo::error={complaint}");
            }
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Vec<String>> {
    let folder = |key: &str| {
        std::env::var_os(key)
            .map(PathBuf::from)
            .ok_or(vec![key.to_owned()])
    };
    let sources = folder("CARGO_MANIFEST_DIR")?.join("ftl");
    let out = folder("OUT_DIR")?.join("sentences.rs");
    let mut complaints = Vec::new();
    let mut catalogues = Vec::new();
    for language in LANGUAGES {
        match Catalogue::read(language, &sources.join(language)) {
            Ok(catalogue) => catalogues.push(catalogue),
            Err(more) => complaints.extend(more),
        }
    }
    if let Some((reference, others)) = catalogues.split_first() {
        complaints.extend(others.iter().flat_map(|other| reference.differences(other)));
    }
    if !complaints.is_empty() {
        return Err(complaints);
    }
    write(&out, &methods::render(&catalogues))
}

fn write(path: &Path, text: &str) -> Result<(), Vec<String>> {
    std::fs::write(path, text).map_err(|error| vec![format!("{}: {error}", path.display())])
}
