//! Any bytes are a snapshot of a zone or refused, and what was read can be sent.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_dns::fuzzing::zone_snapshot(bytes));
