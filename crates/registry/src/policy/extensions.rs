//! `extensions`: which words of EPP are spoken here beyond the base protocol.

use foral_model::extension::{Extension, Extensions};

/// The set that a list of words names.
pub(super) fn read(words: &[String]) -> Result<Extensions, String> {
    let mut set = Extensions::NONE;
    for word in words {
        let extension = Extension::parse(word).ok_or_else(|| {
            let known: Vec<&str> = Extension::ALL.iter().map(|known| known.as_str()).collect();
            format!("extensions: {word} is unknown; there are {}", known.join(", "))
        })?;
        if set.has(extension) {
            return Err(format!("extensions: {word} is there twice"));
        }
        set = set.with(extension);
    }
    Ok(set)
}
