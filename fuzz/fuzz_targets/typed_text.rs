//! Any text is a name, an identity, a code, an amount, an instant, or none.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_model::fuzzing::typed(bytes));
