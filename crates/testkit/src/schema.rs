//! Holds frames against the schemas of EPP, with a validator that is not ours.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Directories of frames made by this process so far, for their names.
static MADE: AtomicU32 = AtomicU32::new(0);

/// Holds every frame against the schemas with one run of `xmllint`.
///
/// # Panics
/// With the frame and what is wrong with it, or if `xmllint` cannot be run.
#[track_caller]
pub fn assert_valid(frames: &[Vec<u8>]) {
    if let Err(complaint) = validate(frames) {
        panic!("{complaint}");
    }
}

/// As [`assert_valid`], for callers that go on.
///
/// # Errors
/// Names what is wrong, and quotes the frames that are.
pub fn validate(frames: &[Vec<u8>]) -> Result<(), String> {
    if frames.is_empty() {
        return Ok(());
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/epp/all.xsd");
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("foral-frames-{}-{number}", std::process::id());
    let directory = std::env::temp_dir().join(name);
    let outcome = run(frames, &schema, &directory);
    // What is left behind in a temporary directory harms nobody.
    let _ = std::fs::remove_dir_all(&directory);
    outcome
}

fn run(frames: &[Vec<u8>], schema: &Path, directory: &Path) -> Result<(), String> {
    std::fs::create_dir_all(directory).map_err(|why| why.to_string())?;
    let mut lint = Command::new("xmllint");
    lint.args(["--nonet", "--noout", "--schema"]).arg(schema);
    let mut files = Vec::new();
    for (index, frame) in frames.iter().enumerate() {
        let file = directory.join(format!("{index}.xml"));
        std::fs::write(&file, frame).map_err(|why| why.to_string())?;
        lint.arg(&file);
        files.push((file, frame));
    }
    let output = lint
        .output()
        .map_err(|why| format!("xmllint cannot be run: {why}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let mut complaint = format!("xmllint says {}\n", output.status);
    said.lines()
        .filter(|line| !line.ends_with(" validates"))
        .for_each(|line| complaint.extend([line, "\n"]));
    for (file, frame) in files {
        if !said.contains(&format!("{} validates", file.display())) {
            complaint.extend([String::from_utf8_lossy(frame).as_ref(), "\n"]);
        }
    }
    Err(complaint)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: &str = "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello/></epp>";
    const STRANGE: &str = "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><goodbye/></epp>";

    #[test]
    fn a_valid_frame_passes() {
        assert_valid(&[HELLO.as_bytes().to_vec()]);
    }

    #[test]
    fn the_frame_at_fault_is_quoted() {
        let frames = [HELLO.as_bytes().to_vec(), STRANGE.as_bytes().to_vec()];
        let complaint = validate(&frames).unwrap_err();
        assert!(complaint.contains(STRANGE), "{complaint}");
        assert!(!complaint.contains(HELLO), "{complaint}");
    }
}
