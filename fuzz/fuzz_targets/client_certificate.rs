//! Any octets are a certificate that runs out, or none.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_epp::fuzzing::certificate(bytes));
