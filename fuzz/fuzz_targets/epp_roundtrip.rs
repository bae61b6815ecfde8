//! What was read as a command is written and reads as the same again.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_epp_wire::fuzzing::roundtrip(bytes));
