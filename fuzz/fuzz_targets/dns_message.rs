//! Any bytes are answered with a message or not at all.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_dns::fuzzing::message(bytes));
