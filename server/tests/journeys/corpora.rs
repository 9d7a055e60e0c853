//! The inputs that fuzzing keeps, old findings among them: what must hold of every input holds of these.

use std::{fs, path::Path};

use crate::fuzz::{number, picture, signature, stock_file, webhook};

fn check_all(corpus: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(corpus);
    let mut inputs: Vec<_> = fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    inputs.sort();
    assert!(inputs.len() >= 20, "{corpus} has lost its inputs");
    for input in inputs {
        println!("{}", input.display());
        check(&fs::read(&input).expect("an input"));
    }
}

#[test]
fn signatures_hold() {
    check_all("signature", signature::check);
}

#[test]
fn webhooks_hold() {
    check_all("webhook", webhook::check);
}

#[test]
fn pictures_hold() {
    check_all("picture", picture::check);
}

#[test]
fn files_of_numbers_hold() {
    check_all("stock_file", stock_file::check);
}

#[test]
fn numbers_hold() {
    check_all("number", number::check);
}
