//! Any octets are a list of the clearing house, anchors or revocations, or are refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_registry::fuzzing::mark_lists(bytes));
