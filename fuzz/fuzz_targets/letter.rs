//! Whatever a name and an address are, a letter has its own headers and one reader.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| foral_mail::fuzzing::letter(bytes));
