//! Own stock: found, reserved, sold, freed.

use app::domain::{
    CountryCode, LineId, Money, PhoneNumber, Telephony,
    gate::{self, Cleared, Verdict},
    offer::{Capabilities, Match, NumberType, Offer, Place, Query, Source},
    region::RegulatedRegions,
};
use plusone::{ids, store::stock};

use std::slice::from_ref;

use crate::{
    database::{Database, on_both},
    make::{number, offer},
};

on_both!(
    digits_places_and_features_narrow_a_search,
    an_offer_is_read_as_it_was_written,
    what_is_known_is_not_added_again,
    a_search_finds_by_country_kind_area_code_and_digits,
    a_search_is_limited_and_steady,
    a_number_is_reserved_once_and_freed,
    numbers_are_reserved_together_each_for_its_line,
    only_what_is_reserved_for_the_line_is_sold
);

/// Leave to buy, which only the gate gives: of an own-carrier account it asks nothing.
fn cleared(number: &PhoneNumber) -> Cleared {
    let numbers = std::slice::from_ref(number);
    let regions = RegulatedRegions::default();
    match gate::decide(&regions, gate::Purchase::Numbers, numbers, Telephony::OwnCarrier, None) {
        Verdict::Clear(cleared) => cleared.into_iter().next().expect("one number, one leave"),
        Verdict::Hold => panic!("an own-carrier account is never held"),
    }
}

fn query(area_code: Option<&str>, digits: &str) -> Query {
    Query {
        area_code: area_code.map(|code| code.parse().expect("an area code")),
        digits: digits.parse().expect("digits"),
        ..Query::all(CountryCode::US, NumberType::Local)
    }
}

async fn stocked(db: &Database, numbers: &[&str]) {
    let offers: Vec<Offer> = numbers.iter().map(|text| offer(&number(text), Source::Stock)).collect();
    let mut tx = db.write().await;
    assert_eq!(stock::add(&mut tx, &offers).await.expect("added"), numbers.len() as u64);
    tx.commit().await.expect("commits");
}

async fn found(db: &Database, query: &Query) -> Vec<String> {
    let mut tx = db.read().await;
    let offers = stock::search(&mut tx, query, 100).await.expect("searched");
    let mut numbers: Vec<String> = offers.iter().map(|offer| offer.number.as_e164().to_owned()).collect();
    numbers.sort();
    numbers
}

async fn an_offer_is_read_as_it_was_written(db: Database) {
    let british = Offer {
        country: CountryCode::GB,
        kind: NumberType::Mobile,
        region: String::new(),
        locality: "Ynys Môn".to_owned(),
        monthly: Money::from_cents(1),
        ..offer(&number("+447700900123"), Source::Stock)
    };
    let mut tx = db.write().await;
    stock::add(&mut tx, std::slice::from_ref(&british)).await.expect("added");
    assert_eq!(stock::offers(&mut tx, from_ref(&british.number)).await.expect("read"), from_ref(&british));
    let query = Query { country: CountryCode::GB, kind: NumberType::Mobile, ..query(None, "7700900123") };
    assert_eq!(stock::search(&mut tx, &query, 5).await.expect("searched"), [british], "without its 44");
    assert_eq!(stock::offers(&mut tx, from_ref(&number("+447700900124"))).await.expect("read"), []);
}

async fn what_is_known_is_not_added_again(db: Database) {
    stocked(&db, &["+12025551000"]).await;
    let mut tx = db.write().await;
    let line: LineId = ids::fresh();
    assert!(stock::reserve(&mut tx, &number("+12025551000"), &line).await.expect("reserved"));
    let dearer = Offer { monthly: Money::from_cents(999), ..offer(&number("+12025551000"), Source::Stock) };
    let offers = [dearer, offer(&number("+12025551001"), Source::Stock)];
    assert_eq!(stock::add(&mut tx, &offers).await.expect("added"), 1);
    assert_eq!(stock::count(&mut tx).await.expect("counted"), 2, "reserved ones count too");
    assert_eq!(stock::offers(&mut tx, from_ref(&number("+12025551000"))).await.expect("read"), [], "still reserved");
    // More than one statement can carry.
    let many: Vec<Offer> =
        (0..2_500).map(|line| offer(&number(&format!("+1303555{line:04}")), Source::Stock)).collect();
    assert_eq!(stock::add(&mut tx, &many).await.expect("added"), 2_500);
    assert_eq!(stock::add(&mut tx, &many).await.expect("added"), 0);
    assert_eq!(stock::add(&mut tx, &[]).await.expect("nothing to add"), 0);
}

async fn a_search_finds_by_country_kind_area_code_and_digits(db: Database) {
    stocked(&db, &["+12025551000", "+12025551234", "+14155551234"]).await;
    let mut tx = db.write().await;
    let canadian = Offer { country: CountryCode::CA, ..offer(&number("+14165551234"), Source::Stock) };
    let free = Offer { kind: NumberType::TollFree, ..offer(&number("+18335551234"), Source::Stock) };
    stock::add(&mut tx, &[canadian, free]).await.expect("added");
    tx.commit().await.expect("commits");
    assert_eq!(found(&db, &query(None, "")).await, ["+12025551000", "+12025551234", "+14155551234"]);
    assert_eq!(found(&db, &query(None, "1234")).await, ["+12025551234", "+14155551234"]);
    assert_eq!(found(&db, &query(Some("202"), "1234")).await, ["+12025551234"]);
    assert_eq!(found(&db, &query(Some("999"), "")).await, [""; 0]);
    assert_eq!(found(&db, &query(None, "9876")).await, [""; 0]);
    let canada = Query { country: CountryCode::CA, ..query(None, "") };
    assert_eq!(found(&db, &canada).await, ["+14165551234"]);
    let free = Query { kind: NumberType::TollFree, ..query(None, "") };
    assert_eq!(found(&db, &free).await, ["+18335551234"]);
}

async fn a_search_is_limited_and_steady(db: Database) {
    let numbers: Vec<String> = (0..60).map(|line| format!("+1202555{line:04}")).collect();
    stocked(&db, &numbers.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let mut tx = db.read().await;
    let page = stock::search(&mut tx, &query(None, ""), 30).await.expect("searched");
    assert_eq!(page.len(), 30);
    assert_eq!(stock::search(&mut tx, &query(None, ""), 30).await.expect("searched"), page, "the same order again");
    assert_ne!(page, {
        let mut sorted = page.clone();
        sorted.sort_by(|a, b| a.number.as_e164().cmp(b.number.as_e164()));
        sorted
    });
}

async fn a_number_is_reserved_once_and_freed(db: Database) {
    stocked(&db, &["+12025551000", "+12025551001"]).await;
    let (first, second): (LineId, LineId) = (ids::fresh(), ids::fresh());
    let wanted = number("+12025551000");
    let mut tx = db.write().await;
    assert!(stock::reserve(&mut tx, &wanted, &first).await.expect("reserved"));
    assert!(!stock::reserve(&mut tx, &wanted, &second).await.expect("taken"));
    assert!(!stock::reserve(&mut tx, &number("+12025559999"), &second).await.expect("unknown"));
    assert_eq!(stock::offers(&mut tx, from_ref(&wanted)).await.expect("read"), []);
    stock::free(&mut tx, &second).await.expect("freeing what one does not have changes nothing");
    assert_eq!(stock::offers(&mut tx, from_ref(&wanted)).await.expect("read"), []);
    stock::free(&mut tx, &first).await.expect("freed");
    assert_eq!(stock::offers(&mut tx, &[wanted.clone(), number("+12025551001")]).await.expect("read").len(), 2);
    assert!(stock::offers(&mut tx, &[]).await.expect("read").is_empty());
    assert!(stock::reserve(&mut tx, &wanted, &second).await.expect("reserved again"));
}

async fn numbers_are_reserved_together_each_for_its_line(db: Database) {
    let texts: Vec<String> = (0..1_050).map(|n| format!("+1202555{n:04}")).collect();
    stocked(&db, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let numbers: Vec<PhoneNumber> = texts.iter().map(|text| number(text)).collect();
    let lines: Vec<LineId> = numbers.iter().map(|_| ids::fresh()).collect();
    let wanted: Vec<_> = numbers.iter().zip(&lines).collect();
    let mut tx = db.write().await;
    assert!(stock::reserve_all(&mut tx, &[]).await.expect("nothing to reserve"));
    assert!(stock::reserve(&mut tx, &numbers[7], &lines[7]).await.expect("reserved"));
    assert!(stock::reserve_all(&mut tx, &wanted).await.expect("reserved"), "what the line has already is its own");
    let other: LineId = ids::fresh();
    let unknown = number("+12025559999");
    for taken in [&numbers[8], &unknown] {
        assert!(!stock::reserve_all(&mut tx, &[(&numbers[9], &lines[9]), (taken, &other)]).await.expect("not all"));
    }
    for (wanted, line) in [(&numbers[0], &lines[0]), (&numbers[1_049], &lines[1_049])] {
        assert!(stock::sell(&mut tx, &cleared(wanted), line).await.expect("sold"), "reserved for its own line");
    }
}

async fn only_what_is_reserved_for_the_line_is_sold(db: Database) {
    stocked(&db, &["+12025551000"]).await;
    let (line, other): (LineId, LineId) = (ids::fresh(), ids::fresh());
    let wanted = number("+12025551000");
    let mut tx = db.write().await;
    assert!(!stock::sell(&mut tx, &cleared(&wanted), &line).await.expect("not reserved"));
    assert!(stock::reserve(&mut tx, &wanted, &line).await.expect("reserved"));
    assert!(!stock::sell(&mut tx, &cleared(&wanted), &other).await.expect("reserved for another line"));
    assert!(stock::sell(&mut tx, &cleared(&wanted), &line).await.expect("sold"));
    assert!(!stock::sell(&mut tx, &cleared(&wanted), &line).await.expect("sold once"));
    stock::take_back(&mut tx, &other).await.expect("taking back what one did not sell changes nothing");
    stock::free(&mut tx, &line).await.expect("what is sold stays sold");
    assert_eq!(stock::offers(&mut tx, from_ref(&wanted)).await.expect("read"), []);
    assert!(!stock::reserve(&mut tx, &wanted, &other).await.expect("sold"));
    assert_eq!(stock::count(&mut tx).await.expect("counted"), 1);
    stock::take_back(&mut tx, &line).await.expect("taken back");
    assert!(stock::offers(&mut tx, from_ref(&wanted)).await.expect("read").len() == 1);
    assert!(stock::reserve(&mut tx, &wanted, &other).await.expect("reserved again"));
    stock::take_back(&mut tx, &other).await.expect("what is reserved was not sold");
    assert_eq!(stock::offers(&mut tx, from_ref(&wanted)).await.expect("read"), []);
}

async fn digits_places_and_features_narrow_a_search(db: Database) {
    let made = |text: &str, locality: &str, region: &str, capabilities| Offer {
        locality: locality.to_owned(),
        region: region.to_owned(),
        capabilities,
        ..offer(&number(text), Source::Stock)
    };
    let all = Capabilities { voice: true, sms: true, mms: true };
    let voice = Capabilities { voice: true, ..Capabilities::default() };
    let offers = [
        made("+14155551234", "Oakland", "CA", all),
        made("+12125554151", "New York", "NY", voice),
        made("+13035550415", "", "CO", all),
        made("+15145550199", "Montréal", "Quebec", all),
    ];
    let mut tx = db.write().await;
    stock::add(&mut tx, &offers).await.expect("added");
    tx.commit().await.expect("commits");
    let [oakland, york, denver, montreal] = ["+14155551234", "+12125554151", "+13035550415", "+15145550199"];
    let place = |text: &str| text.parse::<Place>().expect("a place");
    for (query, expected) in [
        (query(None, "415"), vec![york, denver, oakland]),
        (Query { matching: Match::Start, ..query(None, "415") }, vec![oakland]),
        (Query { matching: Match::End, ..query(None, "415") }, vec![denver]),
        (Query { place: place("oAk"), ..query(None, "") }, vec![oakland]),
        (Query { place: place("ny"), ..query(None, "") }, vec![york]),
        (Query { place: place("a"), ..query(None, "") }, vec![]),
        (Query { place: place("California"), ..query(None, "") }, vec![oakland]),
        (Query { place: place("New York"), ..query(None, "") }, vec![york]),
        (Query { place: place("MONTREAL"), ..query(None, "") }, vec![montreal]),
        (Query { place: place("montréal"), ..query(None, "") }, vec![montreal]),
        (Query { place: place("Québec"), ..query(None, "") }, vec![montreal]),
        (Query { place: place("qc"), ..query(None, "") }, vec![montreal]),
        (Query { wanted: Capabilities { sms: true, ..voice }, ..query(None, "") }, vec![denver, oakland, montreal]),
        (Query { wanted: voice, ..query(Some("212"), "") }, vec![york]),
        (Query { wanted: all, ..query(Some("212"), "") }, vec![]),
    ] {
        assert_eq!(found(&db, &query).await, expected, "{query:?}");
    }
}
