//! Any octets are a cookie, a token, a goal, a wish for a language, or none.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_web::fuzzing::request(bytes));
