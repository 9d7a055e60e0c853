#![no_main]
//! See `plusone_fuzz::webhook`.

libfuzzer_sys::fuzz_target!(|data: &[u8]| plusone_fuzz::webhook::check(data));
