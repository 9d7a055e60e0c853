#!/bin/sh
# mutants.sh [FILE…]: cargo-mutants on the modules that decide and touch nothing, in a crate of their own, where a mutant
# costs seconds and not the pages' compilation. Their unit tests judge; what they miss is in mutants.out/missed.txt.
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
[ "$#" -gt 0 ] || set -- domain/gate.rs domain/region.rs domain/line.rs domain/order.rs domain/verification.rs domain/money.rs \
    domain/ledger.rs domain/phone_number.rs domain/own_path.rs domain/door.rs sender.rs signature.rs
crate=$(mktemp -d "${TMPDIR:-/tmp}/plusone-mutants.XXXXXX")
mkdir "$crate/src"
cp -R app/src/domain "$crate/src/domain"
cp -R server/src/webhooks/signature.rs server/src/webhooks/signature server/src/web/sender.rs "$crate/src/"
cp Cargo.lock "$crate/"
# The signature says `app` to the crate that the domain lives in.
printf 'extern crate self as app;\npub mod domain;\nmod sender;\npub mod signature;\n' >"$crate/src/lib.rs"
cat >"$crate/Cargo.toml" <<'TOML'
[package]
name = "pure"
edition = "2024"
[dependencies]
hmac = "0.13"
http = "1"
secrecy = "0.10"
serde = { version = "1", features = ["derive"] }
sha2 = "0.11"
thiserror = "2"
[dev-dependencies]
proptest = "1"
rlibphonenumber = "2"
serde_json = "1"
time = { version = "0.3", features = ["formatting", "macros"] }
# Unit tests of the domain walk whole tables.
[profile.dev]
debug = false
[profile.dev.package."*"]
opt-level = 1
TOML
cd "$crate"
for file in "$@"; do set -- "$@" --file "src/$file" && shift; done
# RUSTFLAGS: no flag of the store's own.
RUSTFLAGS='' cargo mutants --baseline run --output "$root/target" "$@" -- --lib || :
rm -rf "$crate"
