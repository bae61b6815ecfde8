//! Times to live at rest (RFC 9803).

use foral_model::domain::RecordType;

use crate::failure::Failure;

/// Types by the DNS's word, each with its seconds.
pub(super) fn write(ttls: &[(RecordType, u32)]) -> Vec<(String, u32)> {
    ttls.iter()
        .map(|(kind, seconds)| (kind.as_str().to_owned(), *seconds))
        .collect()
}

/// What [`write`] wrote.
pub(super) fn read(ttls: &[(String, u32)]) -> Result<Vec<(RecordType, u32)>, Failure> {
    let one = |(word, seconds): &(String, u32)| match RecordType::parse(word) {
        Some(kind) => Ok((kind, *seconds)),
        None => Err(Failure::stored("record type", word)),
    };
    ttls.iter().map(one).collect()
}
