#![no_main]
//! See `plusone_fuzz::picture`.

libfuzzer_sys::fuzz_target!(|data: &[u8]| plusone_fuzz::picture::check(data));
