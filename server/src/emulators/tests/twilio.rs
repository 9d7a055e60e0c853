use std::collections::BTreeSet;

use reqwest::{Response, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{ACCOUNT, OTHER, Vendors, eventually, listener::Listener, start};

impl Vendors {
    fn accounts(&self, account: &str, rest: &str) -> String {
        format!("{}/2010-04-01/Accounts/{account}/{rest}", self.url)
    }

    async fn get(&self, rest: &str, query: &[(&str, &str)]) -> Response {
        let request = self.client.get(self.accounts(ACCOUNT, rest)).query(query);
        request.basic_auth(ACCOUNT, Some("token-1")).send().await.expect("answer")
    }

    async fn get_json(&self, rest: &str, query: &[(&str, &str)]) -> Value {
        let response = self.get(rest, query).await;
        assert_eq!(response.status(), StatusCode::OK, "{rest} {query:?}");
        response.json().await.expect("json")
    }

    async fn found(&self, rest: &str, query: &[(&str, &str)]) -> Vec<String> {
        let list = self.get_json(&format!("AvailablePhoneNumbers/{rest}.json"), query).await;
        let list = list["available_phone_numbers"].as_array().expect("list").clone();
        list.iter().map(|n| n["phone_number"].as_str().expect("number").to_owned()).collect()
    }

    async fn try_post(&self, account: &str, rest: &str, form: &[(&str, &str)]) -> reqwest::Result<Response> {
        let token = if account == ACCOUNT { "token-1" } else { "token-2" };
        let request = self.client.post(self.accounts(account, rest)).form(form);
        request.basic_auth(account, Some(token)).send().await
    }

    async fn buy_as(&self, account: &str, number: &str, tag: &str) -> (StatusCode, Value) {
        let form = [("PhoneNumber", number), ("FriendlyName", tag)];
        let response = self.try_post(account, "IncomingPhoneNumbers.json", &form).await;
        answer(response.expect("answer")).await
    }

    pub(super) async fn buy(&self, number: &str, tag: &str) -> (StatusCode, Value) {
        self.buy_as(ACCOUNT, number, tag).await
    }

    pub(super) async fn owned(&self, number: &str) -> Vec<Value> {
        let list = self.get_json("IncomingPhoneNumbers.json", &[("PhoneNumber", number)]).await;
        list["incoming_phone_numbers"].as_array().expect("list").clone()
    }
}

async fn answer(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    (status, response.json().await.expect("json"))
}

fn refused((status, body): (StatusCode, Value), http: u16, code: u32) {
    assert_eq!((status.as_u16(), body["code"].as_u64()), (http, Some(code.into())), "{body}");
    assert_eq!(body["status"], http);
    assert!(body["message"].is_string());
    assert_eq!(body["more_info"], format!("https://www.twilio.com/docs/errors/{code}"));
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let vendors = start().await;
    let url = vendors.accounts(ACCOUNT, "IncomingPhoneNumbers.json");
    let none = vendors.client.get(&url).send().await.expect("answer");
    assert!(none.headers().contains_key("www-authenticate"));
    refused(answer(none).await, 401, 20003);
    for (user, password) in [(ACCOUNT, "token-2"), (OTHER, "token-2"), ("ACx", "")] {
        let request = vendors.client.get(&url).basic_auth(user, Some(password));
        refused(answer(request.send().await.expect("answer")).await, 401, 20003);
    }
    let prices = format!("{}/v1/PhoneNumbers/Countries/US", vendors.url);
    let prices = vendors.client.get(prices).send().await.expect("answer");
    refused(answer(prices).await, 401, 20003);
}

#[tokio::test]
async fn every_answer_tells_the_load() {
    let vendors = start().await;
    let response = vendors.get("AvailablePhoneNumbers.json", &[]).await;
    assert_eq!(response.headers()["twilio-concurrent-requests"], "1");
    let duration = response.headers()["twilio-request-duration"].to_str().expect("text");
    assert!(duration.parse::<f64>().is_ok());
}

#[tokio::test]
async fn countries_name_their_types() {
    let vendors = start().await;
    let all = vendors.get_json("AvailablePhoneNumbers.json", &[]).await;
    let codes: Vec<_> = all["countries"].as_array().expect("list").iter().map(|c| &c["country_code"]).collect();
    assert_eq!(codes, ["US", "CA", "PR", "GB"]);
    let pr = vendors.get_json("AvailablePhoneNumbers/PR.json", &[]).await;
    assert_eq!(pr, all["countries"][2]);
    let local = pr["subresource_uris"]["local"].as_str().expect("uri");
    assert_eq!(local, format!("/2010-04-01/Accounts/{ACCOUNT}/AvailablePhoneNumbers/PR/Local.json"));
    for absent in ["US/Mobile", "US/National", "JM/Local", "JM", "US/Local.xml"] {
        let rest = format!("AvailablePhoneNumbers/{absent}.json").replace(".xml.json", ".xml");
        refused(answer(vendors.get(&rest, &[]).await).await, 404, 20404);
    }
    assert!(vendors.found("GB/Mobile", &[]).await.is_empty());
}

#[tokio::test]
async fn search_filters() {
    let vendors = start().await;
    let all = vendors.found("US/Local", &[("PageSize", "1000")]).await;
    assert_eq!(all.len(), 30);
    assert!(all.iter().any(|n| n.starts_with("+1202555")) && all.iter().any(|n| n.starts_with("+1415555")));
    assert_eq!(vendors.found("US/Local", &[("PageSize", "5")]).await.len(), 5);
    let at = async |filter: (&str, &str)| {
        let found = vendors.found("US/Local", &[filter]).await;
        found.iter().map(|n| n[2..5].to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(at(("AreaCode", "415")).await, BTreeSet::from(["415".into()]));
    assert_eq!(at(("InRegion", "dc")).await, BTreeSet::from(["202".into()]));
    assert_eq!(at(("InLocality", "San Francisco")).await, BTreeSet::from(["415".into()]));
    assert!(at(("AreaCode", "787")).await.is_empty());
    assert!(at(("NearNumber", "+12025550100")).await.is_empty());
    assert_eq!(vendors.found("PR/Local", &[]).await[0], "+17875550100");
    assert_eq!(vendors.found("CA/Local", &[]).await[0], "+14165550100");
    assert_eq!(vendors.found("CA/TollFree", &[]).await[..2], ["+18005550100", "+18885550100"]);

    let path = "AvailablePhoneNumbers/US/Local.json";
    for (filter, capability, value) in [
        ("SmsEnabled", "sms", "true"),
        ("MmsEnabled", "mms", "true"),
        ("MmsEnabled", "mms", "false"),
        ("VoiceEnabled", "voice", "true"),
    ] {
        let list = vendors.get_json(path, &[(filter, value)]).await;
        let list = list["available_phone_numbers"].as_array().expect("list").clone();
        assert!(!list.is_empty(), "{filter}");
        assert!(list.iter().all(|n| n["capabilities"][capability] == (value == "true")), "{filter}");
    }
    let one = &vendors.get_json(path, &[("Contains", "2025550100")]).await["available_phone_numbers"][0];
    assert_eq!(one["friendly_name"], "(202) 555-0100");
    assert_eq!(one["locality"], "Washington");
    assert_eq!(one["region"], "DC");
    assert_eq!(one["iso_country"], "US");
    assert!(one.get("price").is_none());
}

#[tokio::test]
async fn no_number_asks_for_an_address() {
    let vendors = start().await;
    let ending = ("Contains", "099*");
    for who in ["All", "Local", "Foreign"] {
        let name = format!("Exclude{who}AddressRequired");
        assert_eq!(vendors.found("CA/Local", &[ending, (&name, "true")]).await.len(), 10);
    }
    for line in 990..1_000 {
        assert_eq!(vendors.buy(&format!("+14165550{line}"), "tag").await.0, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn contains_patterns() {
    let vendors = start().await;
    let found = async |pattern: &str| vendors.found("US/Local", &[("Contains", pattern)]).await;
    let both = |line: &str| vec![format!("+1202555{line}"), format!("+1415555{line}")];
    assert_eq!(found("0123$").await, both("0123"));
    assert_eq!(found("%0123").await, both("0123"));
    assert_eq!(found("+2025550123").await, ["+12025550123"]);
    assert_eq!(found("+1202555012*").await.len(), 10);
    assert_eq!(found("12025550123").await, ["+12025550123"]);
    // T9: FLY is 359, so …-0359.
    assert_eq!(found("flY$").await, both("0359"));
    assert_eq!(found("20255503**").await.len(), 30);
    assert!(found("+555").await.is_empty());
    assert!(found("777777").await.is_empty());
    for bad in ["5", "12345678901234567", "20*55", "*%55", "+*55", "5$5", "5+5", "*5", "55-5", "ñandu"] {
        let response = vendors.get("AvailablePhoneNumbers/US/Local.json", &[("Contains", bad)]).await;
        refused(answer(response).await, 400, 20001);
    }
}

#[tokio::test]
async fn a_bought_number_is_owned_and_no_longer_offered() {
    let vendors = start().await;
    let number = "+12025550123";
    let (status, bought) = vendors.buy(number, "line-1").await;
    assert_eq!(status, StatusCode::CREATED);
    let sid = bought["sid"].as_str().expect("sid");
    assert!(sid.len() == 34 && sid.starts_with("PN"));
    assert_eq!(bought["status"], "in-use");
    assert_eq!(bought["friendly_name"], "line-1");
    assert_eq!(bought["account_sid"], ACCOUNT);
    assert!(bought["date_created"].as_str().expect("date").ends_with("+0000"));
    assert_eq!(vendors.owned(number).await, std::slice::from_ref(&bought));
    assert!(vendors.found("US/Local", &[("Contains", "2025550123")]).await.is_empty());

    refused(vendors.buy(number, "again").await, 400, 21422);
    refused(vendors.buy_as(OTHER, number, "theirs").await, 400, 21422);
    assert_eq!(vendors.owned(number).await[0]["friendly_name"], "line-1");

    let path = format!("IncomingPhoneNumbers/{sid}.json");
    assert_eq!(vendors.get_json(&path, &[]).await, bought);
    let changed = vendors.try_post(ACCOUNT, &path, &[("FriendlyName", "line-2")]).await.expect("answer");
    let (status, changed) = answer(changed).await;
    assert_eq!((status, &changed["friendly_name"]), (StatusCode::OK, &"line-2".into()));
    let theirs = vendors.try_post(OTHER, &path, &[("FriendlyName", "x")]).await.expect("answer");
    refused(answer(theirs).await, 404, 20404);

    let url = vendors.accounts(ACCOUNT, &path);
    let delete = async || {
        let request = vendors.client.delete(&url).basic_auth(ACCOUNT, Some("token-1"));
        request.send().await.expect("answer")
    };
    assert_eq!(delete().await.status(), StatusCode::NO_CONTENT);
    refused(answer(delete().await).await, 404, 20404);
    refused(answer(vendors.get(&path, &[]).await).await, 404, 20404);
    assert_eq!(vendors.buy_as(OTHER, number, "theirs").await.0, StatusCode::CREATED);
    let names: Vec<_> = vendors.ledger().iter().map(|line| line["event"].clone()).collect();
    assert_eq!(names, ["twilio.bought", "twilio.updated", "twilio.released", "twilio.bought"]);
    let line = &vendors.ledger()[0];
    assert_eq!((&line["e164"], &line["sid"]), (&number.into(), &bought["sid"]));
    assert!(line["time"].as_str().expect("time").ends_with('Z'));
}

#[tokio::test]
async fn of_two_buyers_at_once_one_gets_the_number() {
    let vendors = start().await;
    let buyers = (0..20).map(|n| {
        let account = if n % 2 == 0 { ACCOUNT } else { OTHER };
        vendors.buy_as(account, "+12025550200", "race")
    });
    let answers = futures::future::join_all(buyers).await;
    let bought = answers.iter().filter(|(status, _)| *status == StatusCode::CREATED);
    assert_eq!(bought.count(), 1);
    assert_eq!(vendors.events("twilio.bought").len(), 1);
}

#[tokio::test]
async fn buying_refuses_what_cannot_be_bought() {
    let vendors = start().await;
    refused(vendors.buy("banana", "x").await, 400, 21421);
    refused(vendors.buy("12025550123", "x").await, 400, 21421);
    refused(vendors.buy("+12025551000", "x").await, 400, 21422);
    refused(vendors.buy("+4915112345678", "x").await, 400, 21422);
    refused(vendors.buy("+12025550100", &"x".repeat(65)).await, 400, 20001);
    assert_eq!(vendors.buy("+12025550100", &"x".repeat(64)).await.0, StatusCode::CREATED);
    let post = async |rest: &str, form: (&str, &str)| {
        let rest = format!("IncomingPhoneNumbers{rest}.json");
        answer(vendors.try_post(ACCOUNT, &rest, &[form]).await.expect("answer")).await
    };
    refused(post("", ("FriendlyName", "x")).await, 400, 21421);
    refused(post("", ("AreaCode", "2")).await, 400, 21451);
    refused(post("", ("AreaCode", "533")).await, 400, 21452);
    refused(post("/Local", ("AreaCode", "202")).await, 400, 21457);
    refused(post("/TollFree", ("PhoneNumber", "+12025550101")).await, 400, 21422);
    assert_eq!(post("/Local", ("PhoneNumber", "+12025550101")).await.0, StatusCode::CREATED);
    let (status, body) = post("", ("AreaCode", "202")).await;
    assert_eq!((status, &body["phone_number"]), (StatusCode::CREATED, &"+12025550102".into()));
}

#[tokio::test]
async fn magic_numbers() {
    let vendors = start().await;
    refused(vendors.buy("+15005550000", "x").await, 400, 21422);
    refused(vendors.buy("+15005550001", "x").await, 400, 21421);
    let (first, one) = vendors.buy("+15005550006", "x").await;
    let (second, two) = vendors.buy_as(OTHER, "+15005550006", "y").await;
    assert_eq!((first, second), (StatusCode::CREATED, StatusCode::CREATED));
    assert_ne!(one["sid"], two["sid"]);
    assert!(vendors.owned("+15005550006").await.is_empty());
}

#[tokio::test]
async fn steering_taken_busy_broken() {
    let vendors = start().await;
    refused(vendors.buy("+12025550001", "x").await, 400, 21422);
    let form = [("PhoneNumber", "+12025550002")];
    let busy = vendors.try_post(ACCOUNT, "IncomingPhoneNumbers.json", &form).await.expect("answer");
    assert_eq!(busy.headers()["retry-after"], "1");
    refused(answer(busy).await, 429, 20429);
    refused(vendors.buy("+12025550002", "x").await, 429, 20429);
    assert!(vendors.owned("+12025550002").await.is_empty());
    assert_eq!(vendors.buy("+12025550002", "x").await.0, StatusCode::CREATED);
    for _ in 0..3 {
        refused(vendors.buy("+12025550004", "x").await, 500, 20500);
    }
    assert!(vendors.owned("+12025550004").await.is_empty());
    assert_eq!(vendors.events("twilio.bought").len(), 1);
    assert_eq!(vendors.events("twilio.refused").len(), 6);
}

#[tokio::test]
async fn steering_cut_loses_the_first_answer_only() {
    let vendors = start().await;
    // A first request, so that the cut meets a connection that is used again.
    vendors.buy("+12025550123", "line-1").await;
    let number = "+12025550003";
    let form = [("PhoneNumber", number), ("FriendlyName", "line-3")];
    let lost = vendors.try_post(ACCOUNT, "IncomingPhoneNumbers.json", &form).await;
    let lost = lost.expect_err("an answer");
    assert!(lost.is_request() && lost.status().is_none(), "{lost:?}");
    let owned = vendors.owned(number).await;
    assert_eq!((owned.len(), &owned[0]["friendly_name"]), (1, &"line-3".into()));
    refused(vendors.buy(number, "again").await, 400, 21422);
    assert_eq!(vendors.events("twilio.bought").len(), 2);
}

/// Not one byte of the answer leaves the server.
#[tokio::test]
async fn steering_cut_sends_nothing() {
    let vendors = start().await;
    let address = vendors.url.strip_prefix("http://").expect("url");
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("connection");
    let body = "PhoneNumber=%2B18005550003";
    // base64 of the account and `:token-1`.
    let auth = {
        use base64::{Engine, engine::general_purpose::STANDARD};
        STANDARD.encode(format!("{ACCOUNT}:token-1"))
    };
    let request = format!(
        "POST /2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json HTTP/1.1\r\nHost: x\r\n\
         Authorization: Basic {auth}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    // The end of the stream or a reset; both are a lost answer.
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(vendors.owned("+18005550003").await.len(), 1);
}

#[tokio::test]
async fn steering_rewrite_answers_the_second_post() {
    let vendors = start().await;
    let number = "+12025550005";
    let (_, first) = vendors.buy(number, "line-1").await;
    let (status, second) = vendors.buy(number, "line-2").await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(first["sid"], second["sid"]);
    assert_eq!(vendors.owned(number).await[0]["friendly_name"], "line-2");
    refused(vendors.buy_as(OTHER, number, "theirs").await, 400, 21422);
    assert_eq!(vendors.events("twilio.bought").len(), 1);
    assert_eq!(vendors.events("twilio.rewritten")[0]["friendly_name"], "line-2");
}

#[tokio::test]
async fn list_filters_and_pages() {
    let vendors = start().await;
    for (index, number) in ["+12025550300", "+12025550301", "+14155550300", "+18005550300"].into_iter().enumerate() {
        vendors.buy(number, &format!("line-{index}")).await;
    }
    vendors.buy_as(OTHER, "+12025550302", "line-0").await;
    let numbers = async |query: &[(&str, &str)]| {
        let list = vendors.get_json("IncomingPhoneNumbers.json", query).await;
        let list = list["incoming_phone_numbers"].as_array().expect("list").clone();
        list.iter().map(|n| n["phone_number"].as_str().expect("number").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&[]).await.len(), 4);
    assert_eq!(numbers(&[("PhoneNumber", "+12025550300")]).await, ["+12025550300"]);
    assert_eq!(numbers(&[("PhoneNumber", "202555030*")]).await.len(), 2);
    assert_eq!(numbers(&[("FriendlyName", "line-2")]).await, ["+14155550300"]);
    assert!(numbers(&[("FriendlyName", "line")]).await.is_empty());

    let toll_free = vendors.get_json("IncomingPhoneNumbers/TollFree.json", &[]).await;
    assert_eq!(toll_free["incoming_phone_numbers"][0]["type"], "toll_free");

    let mut page = vendors.get_json("IncomingPhoneNumbers.json", &[("PageSize", "3")]).await;
    assert_eq!(
        (&page["page"], &page["page_size"], &page["start"], &page["end"]),
        (&0.into(), &3.into(), &0.into(), &2.into())
    );
    assert!(page["previous_page_uri"].is_null());
    let next = format!("{}{}", vendors.url, page["next_page_uri"].as_str().expect("next"));
    let request = vendors.client.get(next).basic_auth(ACCOUNT, Some("token-1"));
    page = request.send().await.expect("answer").json().await.expect("json");
    assert_eq!((&page["page"], &page["start"], &page["end"]), (&1.into(), &3.into(), &3.into()));
    assert_eq!(page["incoming_phone_numbers"].as_array().expect("list").len(), 1);
    assert!(page["next_page_uri"].is_null() && page["previous_page_uri"].is_string());
}

#[tokio::test]
async fn prices_are_strings_by_country_and_type() {
    let vendors = start().await;
    let get = async |rest: &str| {
        let url = format!("{}/v1/PhoneNumbers/Countries{rest}", vendors.url);
        let request = vendors.client.get(url).basic_auth(ACCOUNT, Some("token-1"));
        answer(request.send().await.expect("answer")).await
    };
    let (_, all) = get("").await;
    assert_eq!(all["countries"][0]["iso_country"], "US");
    let (_, us) = get("/US").await;
    assert_eq!(us["price_unit"], "USD");
    assert_eq!(us["phone_number_prices"][0]["number_type"], "local");
    assert_eq!(us["phone_number_prices"][0]["current_price"], "1.15");
    assert_eq!(us["phone_number_prices"][1]["number_type"], "toll free");
    let (_, gb) = get("/GB").await;
    assert_eq!(gb["phone_number_prices"][1]["number_type"], "mobile");
    refused(get("/XX").await, 404, 20404);
}

#[tokio::test]
async fn a_text_message_is_checked_and_kept_in_the_ledger() {
    let vendors = start().await;
    let send = async |form: &[(&str, &str)]| {
        let response = vendors.try_post(ACCOUNT, "Messages.json", form).await;
        answer(response.expect("answer")).await
    };
    let form = |to, from| [("To", to), ("From", from), ("Body", "Open it")];
    let (me, you) = ("+15005550006", "+12025550123");
    for (to, from, code) in [
        ("+15005550001", me, 21211),
        ("+15005550002", me, 21612),
        ("+15005550003", me, 21408),
        ("+15005550004", me, 21610),
        ("+15005550009", me, 21614),
        ("12", me, 21211),
        (you, "+15005550001", 21212),
        (you, "+15005550008", 21611),
        (you, "+14155550110", 21606),
        ("", me, 21604),
        (you, "", 21603),
    ] {
        refused(send(&form(to, from)).await, 400, code);
    }
    refused(send(&[("To", you), ("From", me)]).await, 400, 21602);
    let long = "x".repeat(1_601);
    refused(send(&[("To", you), ("From", me), ("Body", &long)]).await, 400, 21617);
    assert!(vendors.events("twilio.texted").is_empty(), "nothing was sent");
    assert_eq!(vendors.buy("+14155550110", "tag").await.0, StatusCode::CREATED);
    for from in [me, "+14155550110"] {
        let (status, body) = send(&form(you, from)).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        assert_eq!((body["status"].as_str(), body["error_code"].as_u64()), (Some("queued"), None));
        assert!(body["sid"].as_str().is_some_and(|sid| sid.starts_with("SM") && sid.len() == 34), "{body}");
    }
    assert!(vendors.events("twilio.called").is_empty(), "nobody asked what becomes of them");
    let sent = vendors.events("twilio.texted");
    assert_eq!(sent.len(), 2);
    assert_eq!((sent[0]["to"].as_str(), sent[0]["body"].as_str()), (Some(you), Some("Open it")));
}

#[tokio::test]
async fn what_becomes_of_a_text_message_is_told_with_a_signature() {
    let vendors = start().await;
    let (listener, url) = Listener::open().await;
    let send = async |to: &str| {
        let form = [("To", to), ("From", "+15005550006"), ("Body", "Open it"), ("StatusCallback", url.as_str())];
        let response = vendors.try_post(ACCOUNT, "Messages.json", &form).await;
        let (status, body) = answer(response.expect("answer")).await;
        assert_eq!((status, body["status"].as_str()), (StatusCode::CREATED, Some("queued")), "taken at first");
        body["sid"].as_str().expect("an id").to_owned()
    };
    for (to, ends) in [("+12025550123", &["delivered"][..]), ("+12025553007", &["undelivered", "30007"][..])] {
        let sid = send(to).await;
        let told = || listener.of("MessageSid", &sid);
        eventually("told", async || told().len() == 2).await;
        let told = told();
        assert_eq!(told[0]["MessageStatus"], "sent");
        let last: Vec<_> =
            ["MessageStatus", "ErrorCode"].iter().filter_map(|name| told[1].get(*name).map(String::as_str)).collect();
        assert_eq!((last, told[1]["To"].as_str()), (ends.to_vec(), to));
    }
    eventually("noted", async || vendors.events("twilio.called").len() == 4).await;
}
