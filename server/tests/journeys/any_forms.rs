//! Forms of any content, at every door that there is: none breaks a door, and none changes anything.

use app::desk::DemoAccount;
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop, Visitor},
};

on_both!(whatever_a_form_says_no_door_breaks_and_nothing_changes);

/// Forms for each door.
const FORMS: usize = 24;

/// A server function and the fields of its form, as its source has them.
struct Door {
    name: String,
    fields: Vec<String>,
}

/// The text of every file in a folder and those in it.
fn sources(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the doors").map(|file| file.expect("a file").path());
    let read = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![fs::read_to_string(path).expect("text")],
    };
    files.flat_map(read).collect()
}

fn doors() -> Vec<Door> {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/api"));
    sources.iter().flat_map(|source| source.split("#[server(endpoint = \"").skip(1)).map(Door::of).collect()
}

impl Door {
    fn of(source: &str) -> Self {
        let (name, rest) = source.split_once('"').expect("a name");
        let (_, rest) = rest.split_once("fn ").expect("a function");
        let (_, fields) = rest.split_once('(').expect("fields");
        let (fields, _) = fields.split_once("Result<").expect("an answer");
        // Every colon stands between a field and its type.
        let mut before: Vec<&str> = fields.split(':').collect();
        before.pop();
        let last = |text: &str| {
            text.rsplit([',', '(', ' ', '\n']).next().map(|field| field.trim_start_matches("r#").to_owned())
        };
        let fields = before.into_iter().filter_map(last).collect();
        Self { name: name.to_owned(), fields }
    }
}

const KNOWN: [&str; 13] =
    [NUMBERS.us, NUMBERS.canada, "US", "local", "ask", "closest", "form-1", "7", "415", "on", "", "../", "\0"];

/// Nothing that could be a purchase: no price is one that is asked.
fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        "\\PC{0,40}",
        "[-+0-9.eE]{0,24}",
        any::<i64>().prop_map(|number| number.to_string()),
        any::<String>(),
        "x{1000,3000}",
    ]
}

fn any_form(fields: &[String]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let stranger = prop_oneof!["[a-z_]{0,8}", any::<String>()];
    let own = if fields.is_empty() {
        Just("order".to_owned()).boxed()
    } else {
        prop::sample::select(fields.to_vec()).boxed()
    };
    let ending = prop::sample::select(&["", "[]", "[a]", "[0][b]", "[", "%"][..]);
    let key = prop_oneof![8 => own.clone(), 1 => (own, ending).prop_map(|(own, ending)| own + ending), 1 => stranger];
    let pairs = prop::collection::vec((key, any_value()), 0..14).prop_map(|pairs| {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
    });
    let pairs = pairs.boxed();
    let bytes = prop::collection::vec(any::<u8>(), 0..60);
    prop_oneof![
        6 => pairs.clone(),
        1 => bytes.clone(),
        1 => (pairs, bytes, any::<prop::sample::Index>()).prop_map(|(mut form, bytes, at)| {
            let at = at.index(form.len() + 1);
            form.splice(at..at, bytes);
            form
        }),
    ]
}

/// All that there is, and what a form could add to it.
async fn all(shop: &TestShop) -> Vec<(String, i64)> {
    let mut all = shop.everything().await;
    for sql in ["sessions", "pools", "feedback"].map(|table| format!("SELECT COUNT(*) FROM {table}")) {
        let count = shop.db.count(&sql).await;
        all.push((sql, count));
    }
    all
}

async fn whatever_a_form_says_no_door_breaks_and_nothing_changes(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Verified).await;
    let stranger = shop.visitor();
    // A fixed seed: the house cannot be asked from inside proptest's own runner.
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]));
    let doors = doors();
    assert!(doors.len() >= 26, "doors are no longer where they are looked for");
    let before = all(&shop).await;
    for Door { name, fields } in &doors {
        // Only leaving needs no more than asking; who is not in has nothing to leave.
        let leaves = ["sign_out", "end_all_sessions"].contains(&name.as_str());
        let visitor: &Visitor<'_> = if leaves { &stranger } else { &buyer };
        for _ in 0..FORMS {
            let form = any_form(fields).new_tree(&mut runner).expect("a form").current();
            for accept in ["application/json", "text/html"] {
                let request = shop.http.post(format!("{}/api/{name}", shop.url)).body(form.clone());
                let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").header(ACCEPT, accept);
                let answer = visitor.request(request).send().await.expect("an answer");
                let shown = String::from_utf8_lossy(&form);
                assert!(answer.status().as_u16() < 500, "{} {name} {fields:?} {accept} {shown}", answer.status());
            }
        }
        assert_eq!(all(&shop).await, before, "{name} changed something");
    }
    assert_eq!(buyer.get("/orders").await.status(), 200, "the session still holds");
}
