//! Any line is a question to WHOIS and to the availability service, or none.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_rdds::whois::fuzzing::line(bytes));
