//! Any text is the policy of a zone or is refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_registry::fuzzing::zone_policy(bytes));
