//! Any bytes are read as a signed mark or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_epp_wire::fuzzing::signed_mark(bytes));
