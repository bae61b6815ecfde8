//! Any bytes are a zone's journal up to where they are torn, or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_dns::fuzzing::zone_journal(bytes));
