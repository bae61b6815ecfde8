//! Any bytes are where a parent listens for CDS (RFC 9859), or nothing that is for us.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_dns::fuzzing::dsync(bytes));
