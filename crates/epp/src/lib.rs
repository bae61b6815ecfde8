//! EPP sessions over TLS.
