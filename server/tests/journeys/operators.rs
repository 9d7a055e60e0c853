//! What whoever runs the store does from the command line.

use app::domain::{Role, Telephony};
use plusone::{
    add_user::{self, AddUserError},
    cli::NewUser,
    demo,
    desk::Shop,
    import::{self, Imported, Refused as RefusedLine},
};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop},
};
use app::desk::DemoAccount;

on_both!(
    a_person_who_was_added_can_sign_in,
    an_own_carrier_account_buys_with_the_credentials_it_was_given,
    who_cannot_be_added_is_told_why,
    an_import_names_its_bad_lines_and_takes_the_rest,
    an_import_counts_lines_as_an_editor_does,
    an_import_without_its_header_is_refused
);

fn person(email: &str, account: &str, telephony: Telephony) -> NewUser {
    NewUser { email: email.to_owned(), account: account.to_owned(), telephony, role: Role::Buyer, carrier_sid: None }
}

async fn add(shop: &TestShop, new: &NewUser, input: &str) -> Result<(), AddUserError> {
    let Shop { vault, audit, policy, .. } = &*shop.house;
    let ours = Some(demo::TWILIO_SID);
    let code = add_user::add(&shop.db.store, vault, audit, policy, ours, new, input.as_bytes()).await?;
    assert_eq!(code, None, "buyers need none");
    Ok(())
}

async fn a_person_who_was_added_can_sign_in(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    for email in ["Ann@New.example", "ben@new.example"] {
        add(&shop, &person(email, "New", Telephony::LcPhone), "a good password\n").await.expect("added while it runs");
    }
    let mut ann = shop.visitor();
    let fields = [("email", "ann@new.example"), ("password", "a good password")];
    ann.enter(&fields, "sign_in").await.expect("signed in");
    assert!(ann.buy(NUMBERS.us).await.held.is_some(), "nobody new is verified");
    let mut ben = shop.visitor();
    ben.enter(&[("email", "ben@new.example"), fields[1]], "sign_in").await.expect("signed in");
    assert_eq!(ben.orders().await.len(), 1, "one account, one list of orders");
}

async fn an_own_carrier_account_buys_with_the_credentials_it_was_given(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let own =
        |email| NewUser { carrier_sid: Some(demo::OWN_SID.to_owned()), ..person(email, email, Telephony::OwnCarrier) };
    for (email, token) in [("right@own.example", demo::OWN_TOKEN), ("wrong@own.example", "mistyped")] {
        add(&shop, &own(email), &format!("a good password\n{token}\n")).await.expect("added");
        let mut visitor = shop.visitor();
        visitor.enter(&[("email", email), ("password", "a good password")], "sign_in").await.expect("signed in");
        let found = visitor.search("US", "local", "").await;
        assert_eq!((found.carrier_silent, found.offers.is_empty()), (token == "mistyped", token == "mistyped"));
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM accounts WHERE carrier_token IS NOT NULL").await, 3);
}

async fn who_cannot_be_added_is_told_why(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let lc = Telephony::LcPhone;
    let sid = |sid: &str| NewUser {
        carrier_sid: Some(sid.to_owned()),
        ..person("o@new.example", "Own", Telephony::OwnCarrier)
    };
    let good = "a good password\n";
    for (new, input, told) in [
        (person("ann@new.example", "New", lc), "", "first line"),
        (person("ann@new.example", "New", lc), "short\n", "8 characters"),
        (person("ann@new.example", "New", lc), "Password1\n", "stolen"),
        (person("ann@new.example", "New", lc), "PlusOne-2026\n", "store's name"),
        (person("ann@harbor.example", "New", lc), "harbor4711\n", "e-mail"),
        (person("ann@new.example", "Harbor Dental", lc), "H4rborDental1\n", "account's name"),
        (person("ann", "New", lc), good, "e-mail"),
        (person("a nn@new.example", "New", lc), good, "e-mail"),
        (person("VERIFIED@demo.test", "New", lc), good, "there is a person"),
        (person("ann@new.example", "Switchboard Labs", lc), good, "other telephony"),
        (person("ann@new.example", "Own", Telephony::OwnCarrier), good, "carrier-sid"),
        (sid("AC1"), good, "second line"),
        (sid(demo::TWILIO_SID), "a good password\ntoken\n", "our own"),
        (sid("PN1"), "a good password\ntoken\n", "carrier-sid"),
    ] {
        let error = add(&shop, &new, input).await.expect_err("refused").to_string();
        assert!(error.contains(told), "{new:?}: {error}");
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM users").await, 4, "the demo's people alone");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM accounts").await, 4);
}

async fn an_import_names_its_bad_lines_and_takes_the_rest(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let file = "e164,country,region,locality,type,voice,sms,mms,monthly_cents\n\
        +13035552001,US,CO,Denver,local,true,true,false,120\n\
        3035552002,US,CO,Denver,local,true,true,false,120\n\
        +13035552003,usa,CO,Denver,local,true,true,false,120\n\
        +13035552004,US,CO,Denver,landline,true,true,false,120\n\
        +13035552005,US,CO,Denver,local,perhaps,true,false,120\n\
        +13035552006,US,CO,Denver,local,true,true,false,0\n\
        +13035552007,US,CO,Denver,local,true\n\
        +13035552008,US,CO,\"Denver, downtown\",local,true,true,false,120\n\
        +12025551000,US,DC,Washington,local,true,true,true,999\n\
        +13035552010,CA,ON,Toronto,local,true,true,false,120\n\
        +13035552011,US,CO,Denver,toll-free,true,true,false,120\n\
        +18335552012,US,,,local,true,true,false,120\n\
        +18335552013,GB,,,toll-free,true,true,false,120\n\
        +19005552014,US,,,local,true,true,false,120\n\
        +442079460999,US,,London,local,true,true,false,120\n\
        +13035552015,US,CO,Den\u{1b}ver,local,true,true,false,120\n";
    let imported = import::import(&shop.db.store, file.as_bytes()).await;
    let refused = |line, reason: &str| RefusedLine { line, reason: reason.to_owned() };
    let expected = Imported {
        added: 2,
        known: 1,
        refused: vec![
            refused(3, "\"3035552002\" is not E.164"),
            refused(4, "country is not two capital letters"),
            refused(5, "type is not local, mobile or toll-free"),
            refused(6, "voice cannot be read"),
            refused(7, "monthly_cents is not a price"),
            refused(8, "6 fields instead of 9"),
            refused(11, "country does not fit the area code"),
            refused(12, "type does not fit the area code"),
            refused(13, "type does not fit the area code"),
            refused(14, "country does not fit the area code"),
            refused(15, "the area code has no place"),
            refused(16, "country does not fit the number"),
            refused(17, "locality holds a control character"),
        ],
    };
    assert_eq!(imported.expect("read"), expected);
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let quote = buyer.quote("+13035552008").await;
    assert_eq!((quote.offers[0].locality.as_str(), quote.total().cents()), ("Denver, downtown", 120));
    assert_eq!(buyer.quote(NUMBERS.us).await.total().cents(), 115, "a known number keeps its price");
    let found = buyer.search("US", "local", "303555200").await;
    assert_eq!(found.offers.len(), 2);
}

async fn an_import_counts_lines_as_an_editor_does(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let lines = [
        "e164,country,region,locality,type,voice,sms,mms,monthly_cents",
        "",
        "+13035552001,US,CO,Denver,local,true,true,false,0",
        "+13035552002,US,CO,Denver,local,true,true,false,120",
        "",
        "+13035552003,US,CO,Denver,local,true,true,false,0",
        "+13035552004,US,CO,\"Den",
        "ver\",local,true,true,false,120",
        "3035552005,US,CO,Denver,local,true,true,false,120",
    ];
    for end in ["\n", "\r\n", "\r"] {
        for (start, last) in [("", end), ("\u{feff}", "")] {
            let file = format!("{start}{}{last}", lines.join(end));
            let imported = import::import(&shop.db.store, file.as_bytes()).await.expect("read");
            let named: Vec<u64> = imported.refused.iter().map(|refused| refused.line).collect();
            assert_eq!(named, [3, 6, 7, 9], "{file:?}");
        }
    }
}

async fn an_import_without_its_header_is_refused(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let before = shop.db.count("SELECT COUNT(*) FROM stock").await;
    let line = "+13035552001,US,CO,Denver,local,true,true,false,120\n";
    for header in [
        "",
        "e164,country,locality,region,type,voice,sms,mms,monthly_cents\n",
        "e164,country,region,locality,type,voice,sms,mms\n",
    ] {
        let file = format!("{header}{line}");
        let error = import::import(&shop.db.store, file.as_bytes()).await.expect_err("refused").to_string();
        assert!(error.contains("e164,country,region,locality,type,voice,sms,mms,monthly_cents"), "{error}");
    }
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM stock").await, before);
    let spaced = format!("\u{feff}e164, country,region,locality,type,voice,sms,mms,monthly_cents\n{line}");
    let imported = import::import(&shop.db.store, spaced.as_bytes()).await.expect("read");
    assert_eq!((imported.added, imported.refused.len()), (1, 0));
}
