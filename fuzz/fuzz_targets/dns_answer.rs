//! Whatever a stranger's server answers is judged, and nothing is believed that nobody signed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_dns::fuzzing::heard(bytes));
