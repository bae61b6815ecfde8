//! Any target of a request is read as a question or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_rdds::rdap::fuzzing::query(bytes));
