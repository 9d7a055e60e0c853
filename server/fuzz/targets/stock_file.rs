#![no_main]
//! See `plusone_fuzz::stock_file`.

libfuzzer_sys::fuzz_target!(|data: &[u8]| plusone_fuzz::stock_file::check(data));
