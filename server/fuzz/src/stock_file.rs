//! Of a file of numbers, bad lines are named and the others are for sale, however they are mixed.

use app::domain::PhoneNumber;
use plusone::{
    import::{ImportError, Imported, import},
    store::{Store, stock},
};
use std::{collections::BTreeSet, sync::OnceLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::seed::Seed;

const HEADER: &str = "e164,country,region,locality,type,voice,sms,mms,monthly_cents";

/// Imports `data` as a file, and a file whose lines are made of it, each twice.
///
/// # Panics
/// When a good line is refused, a bad one taken, or the second time differs from the first.
pub fn check(data: &[u8]) {
    let house = House::open();
    house.check_twice(data);
    let file = File::of(&mut Seed(data));
    let Some(imported) = house.check_twice(file.text.as_bytes()) else { panic!("the header is right") };
    let refused: BTreeSet<u64> = imported.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(refused.len(), imported.refused.len(), "a line is named once: {:?}", imported.refused);
    assert!(refused.is_superset(&file.bad), "{:?} {:?} {}", imported.refused, file.bad, file.text);
    let doubtful: BTreeSet<u64> = file.bad.union(&file.odd).copied().collect();
    assert!(refused.is_subset(&doubtful), "{:?} {doubtful:?} {}", imported.refused, file.text);
    let taken = file.good.len() + file.odd.len() - (refused.len() - file.bad.len());
    assert_eq!(imported.added + imported.known, taken as u64, "{}", file.text);
    house.assert_for_sale(&file.good);
}

/// A stock of its own, which every input adds to.
struct House {
    runtime: Runtime,
    store: Store,
    _folder: TempDir,
}

impl House {
    fn open() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| {
            let runtime = Runtime::new().expect("a runtime");
            let folder = TempDir::new().expect("a folder");
            let address = format!("sqlite:{}", folder.path().join("stock.db").display());
            let store = runtime.block_on(async {
                let store = Store::open(&address).await.expect("the database opens");
                store.migrate().await.expect("the database migrates");
                store
            });
            Self { runtime, store, _folder: folder }
        })
    }

    /// What the first time did; `None` for another header.
    fn check_twice(&self, file: &[u8]) -> Option<Imported> {
        let once = || match self.runtime.block_on(import(&self.store, file)) {
            Ok(imported) => Some(imported),
            Err(ImportError::Header) => None,
            Err(fault) => panic!("{fault}"),
        };
        let (first, second) = (once(), once());
        let again = first.as_ref().map(|first| Imported {
            added: 0,
            known: first.added + first.known,
            refused: first.refused.clone(),
        });
        assert_eq!(second, again);
        first
    }

    fn assert_for_sale(&self, numbers: &[PhoneNumber]) {
        let wanted: BTreeSet<&str> = numbers.iter().map(PhoneNumber::as_e164).collect();
        let offers = self.runtime.block_on(async {
            let mut tx = self.store.read().await.expect("a transaction");
            stock::offers(&mut tx, numbers).await.expect("the offers")
        });
        let found: BTreeSet<&str> = offers.iter().map(|offer| offer.number.as_e164()).collect();
        assert_eq!(found, wanted);
    }
}

/// A file, and what is known of its lines.
#[derive(Default)]
struct File {
    text: String,
    next: u64,
    good: Vec<PhoneNumber>,
    bad: BTreeSet<u64>,
    /// Made of any characters: good or bad.
    odd: BTreeSet<u64>,
}

impl File {
    fn of(seed: &mut Seed<'_>) -> Self {
        let mut file = Self { next: 1, ..Self::default() };
        file.end(HEADER, seed);
        while !seed.is_empty() {
            file.line(seed);
        }
        file
    }

    fn end(&mut self, line: &str, seed: &mut Seed<'_>) {
        // A blank line's line feed after a return would be that line's end, and no line.
        let blank_after_return = line.is_empty() && self.text.ends_with('\r');
        self.text += line;
        self.text += if blank_after_return { "\r" } else { seed.one_of(&["\n", "\r\n", "\r"]) };
        self.next += 1;
    }

    fn line(&mut self, seed: &mut Seed<'_>) {
        let mut fields = good_fields(seed);
        match seed.byte() % 8 {
            0..=2 => self.good.push(fields[0].parse().expect("a number")),
            3 | 4 => {
                self.bad.insert(self.next);
                let (field, text) = seed.one_of(&BROKEN);
                fields[field] = text.to_owned();
            }
            5 => {
                self.bad.insert(self.next);
                fields[3] = "\"Den\nver\"".to_owned();
                self.end(&fields.join(","), seed);
                self.next += 1;
                return;
            }
            6 => return self.end("", seed),
            _ => {
                let text = seed.text().replace(['"', '\n', '\r'], "");
                if !text.is_empty() {
                    self.odd.insert(self.next);
                }
                return self.end(&text, seed);
            }
        }
        self.end(&fields.join(","), seed);
    }
}

/// A field and what cannot stand in it.
const BROKEN: [(usize, &str); 15] = [
    (0, "13035551000"),
    (0, "+1303555100"),
    (0, "+1 303 555 1000"),
    (0, ""),
    (1, "U1"),
    (1, "us"),
    (2, "C\u{1b}O"),
    (3, "a,b"),
    (4, "landline"),
    (5, "yes"),
    (6, ""),
    (7, "1"),
    (8, "0"),
    (8, "-1"),
    (8, "10000001"),
];

fn good_fields(seed: &mut Seed<'_>) -> [String; 9] {
    let (start, country, kind) = seed.one_of(&[
        ("+1303555", "US", "local"),
        ("+1416555", "CA", "mobile"),
        ("+1833555", "PR", "toll-free"),
        ("+44207946", "GB", "local"),
    ]);
    let number = format!("{start}{:02}{:02}", seed.byte() % 100, seed.byte() % 100);
    let truth = |seed: &mut Seed<'_>| seed.one_of(&["true", "false", " true "]).to_owned();
    let place = seed.one_of(&["Denver", "", "\"Denver, \"\"downtown\"\"\"", " Montréal ", "\u{202e}x", "'"]);
    let [voice, sms, mms] = [truth(seed), truth(seed), truth(seed)];
    let cents = seed.one_of(&["1", "115", "10000000", " 7 ", "+5"]);
    [number, country.to_owned(), "CO".to_owned(), place.to_owned(), kind.to_owned(), voice, sms, mms, cents.to_owned()]
}
