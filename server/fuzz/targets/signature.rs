#![no_main]
//! See `plusone_fuzz::signature`.

libfuzzer_sys::fuzz_target!(|data: &[u8]| plusone_fuzz::signature::check(data));
