//! `secure-authinfo-transfer-1.0` (RFC 9154): a practice without elements of its own.
//!
//! On the wire it means: a code may be empty at creation, an update takes it away with an empty
//! `domain:pw` or with `domain:null`, and no answer ever tells one. `auth_info` reads both forms
//! as an empty [`Secret`](foral_model::secret::Secret).

/// The namespace, which greeting and login name.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:secure-authinfo-transfer-1.0";
