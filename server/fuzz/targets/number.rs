#![no_main]
//! See `plusone_fuzz::number`.

libfuzzer_sys::fuzz_target!(|data: &[u8]| plusone_fuzz::number::check(data));
