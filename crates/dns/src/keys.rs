//! Keys of a zone.

/// The keys of a zone.
#[derive(Clone, Default, Debug)]
pub struct Keyring;
