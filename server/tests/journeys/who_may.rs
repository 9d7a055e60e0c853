//! Every route, asked by nobody, by another account, and by each role. A route without a row fails the test.

use app::{
    desk::{
        AccessView, CONSENT_VERSION, DemoAccount, HandoffView, InviteLink, MembersView, NoticesView, Placed, PoolQuote,
        PoolSummary,
    },
    domain::{Role, order::Status},
};
use plusone::{
    ids,
    store::{
        users::{self, User},
        webhook_events::{self, Event},
    },
    web::plain::{Plain, Who, routes},
};
use reqwest::{Response, header::LOCATION};
use std::collections::BTreeSet;

use crate::{
    database::{Database, on_both},
    shop::{NUMBERS, Plan, TestShop, Visitor, photo},
};

on_both!(nobody_enters_where_he_may_not, every_route_has_its_row, asking_for_a_page_changes_nothing);

/// What is behind a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    /// Anybody's.
    Anybodys,
    /// The asking account's own, never another's.
    Own,
    /// What the address or the form names: its account's alone.
    Named,
    /// The same, for who manages the account.
    Managed,
    /// The asking account's own, for who manages it.
    OwnManaged,
    /// The same as named, of one person alone.
    Persons,
    /// What a passkey, a code or a proof of a moment ago opens; nobody here has any.
    Keys,
    /// A phone's that goes on with an identity, and nobody's who is signed in.
    Phones,
    /// A vendor's, by signature.
    Vendors,
    /// Who runs the store; to everybody else it is not there.
    Operators,
    /// The same, for who has just shown who they are.
    OperatorsProven,
}

use Behind::{Anybodys, Keys, Managed, Named, Operators, OperatorsProven, Own, OwnManaged, Persons, Phones};

/// Method, path, whose it is, and a form that would be taken from whoever may.
type Row = (&'static str, &'static str, Behind, &'static [(&'static str, &'static str)]);

/// Why an operator does something.
const WHY: (&str, &str) = ("reason", "They asked for it.");

/// Server functions and pages; words in braces stand for what an account has.
const ROWS: &[Row] = &[
    ("POST", "/api/accept_invite", Keys, &[("token", "guessed"), ("password", "correct horse battery")]),
    // Nothing is mailed from this house.
    ("POST", "/api/ask_reset", Keys, &[("email", "verified@demo.test")]),
    ("POST", "/api/begin_handoff", Own, &[]),
    ("POST", "/api/begin_passkey", Keys, &[]),
    ("POST", "/api/begin_passkey_proof", Keys, &[]),
    ("POST", "/api/begin_passkey_sign_in", Anybodys, &[]),
    (
        "POST",
        "/api/buy_number",
        Own,
        &[("number", NUMBERS.jamaica), ("price_cents", "800"), ("request_id", "{new}"), ("if_gone", "ask")],
    ),
    (
        "POST",
        "/api/buy_numbers",
        Own,
        &[("numbers", NUMBERS.jamaica), ("price_cents", "800"), ("request_id", "{new}"), ("if_gone", "ask")],
    ),
    (
        "POST",
        "/api/buy_pool",
        Own,
        &[
            ("name", "Sales"),
            ("country", "GB"),
            ("quantity", "1"),
            ("fill", "some"),
            ("price_cents", "115"),
            ("request_id", "{new}"),
        ],
    ),
    (
        "POST",
        "/api/buy_pool",
        Named,
        &[
            ("pool", "{pool}"),
            ("country", "GB"),
            ("quantity", "1"),
            ("fill", "some"),
            ("price_cents", "115"),
            ("request_id", "{new}"),
        ],
    ),
    ("POST", "/api/cancel_order", Named, &[("order", "{order}")]),
    ("POST", "/api/change_password", Keys, &[("new_password", "short")]),
    ("POST", "/api/change_role", Managed, &[("member", "{member}"), ("role", "admin")]),
    ("POST", "/api/choose_language", Anybodys, &[("language", "es-PR"), ("back", "/help/identity-verification")]),
    (
        "POST",
        "/api/choose_number",
        Named,
        &[("order", "{order}"), ("line", "{line}"), ("number", NUMBERS.us), ("price_cents", "115")],
    ),
    ("POST", "/api/choose_mail", Keys, &[("chosen", "wanted")]),
    ("POST", "/api/consent_on_phone", Phones, &[("version", CONSENT_VERSION)]),
    ("POST", "/api/refuse_on_phone", Phones, &[("version", CONSENT_VERSION)]),
    ("POST", "/api/reconsider_on_phone", Phones, &[]),
    ("POST", "/api/restart_on_phone", Phones, &[]),
    ("POST", "/api/delete_identity_data", Own, &[]),
    ("POST", "/api/end_handoff", Own, &[]),
    ("POST", "/api/end_session", Persons, &[("session", "{session}")]),
    ("POST", "/api/end_other_sessions", Own, &[]),
    ("POST", "/api/end_all_sessions", Own, &[]),
    ("POST", "/api/finish_passkey", Keys, &[("token", "guessed"), ("answer", "{}"), ("name", "Mine")]),
    ("POST", "/api/finish_passkey_proof", Keys, &[("token", "guessed"), ("answer", "{}")]),
    ("POST", "/api/finish_passkey_sign_in", Keys, &[("token", "guessed"), ("answer", "{}")]),
    ("POST", "/api/give_consent", Own, &[("version", CONSENT_VERSION)]),
    ("POST", "/api/give_feedback", Anybodys, &[("topic", "identity-verification"), ("helpful", "yes")]),
    ("POST", "/api/invite_member", OwnManaged, &[("email", "new@harbor.example"), ("role", "buyer")]),
    ("POST", "/api/keep_number", Named, &[("line", "{line}")]),
    ("POST", "/api/list_applications", Own, &[]),
    ("POST", "/api/list_notices", Own, &[]),
    ("POST", "/api/list_notices", Named, &[("after", "{notice}")]),
    ("POST", "/api/list_numbers", Own, &[]),
    ("POST", "/api/list_numbers", Named, &[("after", "{line}")]),
    ("POST", "/api/list_options", Named, &[("order", "{order}")]),
    ("POST", "/api/list_orders", Own, &[]),
    ("POST", "/api/list_pools", Own, &[]),
    ("POST", "/api/make_recovery_codes", Keys, &[]),
    ("POST", "/api/open_handoff", Keys, &[("token", "guessed"), ("code", "4727")]),
    ("POST", "/api/operator/list_cases", Operators, &[("state", "approved")]),
    ("POST", "/api/operator/list_deliveries", Operators, &[]),
    ("POST", "/api/operator/list_feedback", Operators, &[]),
    ("POST", "/api/operator/list_orders", Operators, &[("find", "Harbor Dental")]),
    ("POST", "/api/operator/list_submitted", Operators, &[("what", "identity")]),
    ("POST", "/api/operator/redeliver", Operators, &[("event", "evt_nothing"), ("why", "Ticket 4711")]),
    ("POST", "/api/operator/show_order", Operators, &[("order", "{order}")]),
    ("POST", "/api/operator/adopt_line", OperatorsProven, &[("line", "{line}"), WHY]),
    (
        "POST",
        "/api/operator/adopt_number",
        OperatorsProven,
        &[("carrier_account", "AC1"), ("number", NUMBERS.us), ("owner", "{account}"), ("price", "1.15"), WHY],
    ),
    (
        "POST",
        "/api/operator/change_rule",
        OperatorsProven,
        &[("rule", "attempts"), ("value", "2"), ("version", "0"), WHY],
    ),
    (
        "POST",
        "/api/operator/decide_case",
        OperatorsProven,
        &[("account", "{account}"), ("submission", "{line}"), ("decision", "approve"), WHY],
    ),
    ("POST", "/api/operator/give_line_up", OperatorsProven, &[("line", "{line}"), WHY]),
    ("POST", "/api/operator/note_finding", OperatorsProven, &[("carrier_account", "AC1"), ("number", NUMBERS.us), WHY]),
    ("POST", "/api/operator/reset_attempts", OperatorsProven, &[("account", "{account}"), WHY]),
    ("POST", "/api/operator/reset_rule", OperatorsProven, &[("rule", "attempts"), ("version", "0"), WHY]),
    ("POST", "/api/operator/retry_job", OperatorsProven, &[("work", "fetch"), ("subject", "txn_1"), WHY]),
    ("POST", "/api/operator/retry_line", OperatorsProven, &[("line", "{line}"), WHY]),
    ("POST", "/api/operator/revoke_approval", OperatorsProven, &[("account", "{account}"), WHY]),
    ("POST", "/api/operator/show_customer", Operators, &[("account", "{account}")]),
    ("POST", "/api/operator/show_queue", Operators, &[]),
    ("POST", "/api/operator/show_rules", Operators, &[]),
    ("POST", "/api/prove_code", Keys, &[("code", "0000-0000-0000-0000-0000-0000")]),
    ("POST", "/api/prove_password", Own, &[("password", PASSWORD)]),
    ("POST", "/api/quote_numbers", Own, &[("numbers", NUMBERS.jamaica)]),
    ("POST", "/api/quote_pool", Own, &[("country", "GB"), ("area_code", ""), ("quantity", "1"), ("fill", "some")]),
    ("POST", "/api/read_notices", Named, &[("newest", "{notice}")]),
    ("POST", "/api/reconsider_selfie", Own, &[]),
    ("POST", "/api/refuse_biometrics", Own, &[("version", CONSENT_VERSION)]),
    ("POST", "/api/release_number", Named, &[("line", "{line}")]),
    ("POST", "/api/remove_member", Managed, &[("member", "{member}")]),
    ("POST", "/api/remove_passkey", Keys, &[("passkey", "{line}")]),
    ("POST", "/api/rename_passkey", Keys, &[("passkey", "{line}"), ("name", "Mine")]),
    ("POST", "/api/rename_pool", Named, &[("pool", "{pool}"), ("name", "Renamed")]),
    ("POST", "/api/reset_password", Keys, &[("token", "guessed"), ("password", "correct horse battery")]),
    ("POST", "/api/restart_verification", Own, &[]),
    ("POST", "/api/search_numbers", Own, &[("country", "US"), ("type", "local")]),
    ("POST", "/api/send_application", Named, &[("application", "{application}"), ("service", "a2p-brand")]),
    ("POST", "/api/show_access", Own, &[]),
    ("POST", "/api/show_account", Own, &[]),
    ("POST", "/api/show_application", Own, &[("service", "cnam")]),
    ("POST", "/api/show_application", Named, &[("service", "a2p-brand"), ("application", "{application}")]),
    ("POST", "/api/show_door", Own, &[]),
    ("POST", "/api/show_handoff", Keys, &[("token", "guessed")]),
    ("POST", "/api/show_help", Anybodys, &[]),
    ("POST", "/api/show_invite", Keys, &[("token", "guessed")]),
    ("POST", "/api/show_mail", Own, &[]),
    ("POST", "/api/show_members", Own, &[]),
    ("POST", "/api/show_order", Named, &[("order", "{order}")]),
    ("POST", "/api/show_phone", Phones, &[]),
    ("POST", "/api/show_pool", Named, &[("pool", "{pool}")]),
    ("POST", "/api/show_reset", Keys, &[("token", "guessed")]),
    ("POST", "/api/show_verification", Own, &[]),
    ("POST", "/api/show_viewer", Anybodys, &[]),
    ("POST", "/api/sign_in", Anybodys, &[("email", "unverified@demo.test"), ("password", "plusone-demo")]),
    ("POST", "/api/sign_in_by_code", Keys, &[("email", ADMIN), ("code", "0000-0000-0000-0000-0000-0000")]),
    ("POST", "/api/sign_in_demo", Anybodys, &[("who", "Unverified")]),
    ("POST", "/api/sign_out", Anybodys, &[]),
    ("POST", "/api/take_application_back", Named, &[("application", "{application}"), ("service", "a2p-brand")]),
    ("POST", "/api/visit_vendor", Own, &[("consent", CONSENT_VERSION)]),
    ("POST", "/api/withdraw_invite", Managed, &[("invite", "{invite}")]),
    (
        "POST",
        "/api/write_application",
        Named,
        &[("application", "{application}"), ("service", "a2p-brand"), ("fields[business_name][]", "Acme")],
    ),
    // No text message goes out from this house.
    ("POST", "/api/text_handoff", Keys, &[("number", "+12025550123")]),
    ("GET", "/", Anybodys, &[]),
    ("GET", "/account", Own, &[]),
    ("GET", "/handoff", Phones, &[]),
    ("GET", "/handoff/{token}", Keys, &[("token", "guessed")]),
    ("GET", "/help/identity-verification", Anybodys, &[]),
    ("GET", "/invite/{token}", Keys, &[("token", "guessed")]),
    ("GET", "/notices", Own, &[]),
    ("GET", "/numbers", Own, &[]),
    ("GET", "/operator", Operators, &[]),
    ("GET", "/operator/accounts/{id}", Operators, &[("id", "{account}")]),
    ("GET", "/operator/feedback", Operators, &[]),
    ("GET", "/operator/orders", Operators, &[]),
    ("GET", "/operator/orders/{id}", Operators, &[("id", "{order}")]),
    ("GET", "/operator/submissions", Operators, &[]),
    ("GET", "/operator/verifications", Operators, &[]),
    ("GET", "/operator/webhooks", Operators, &[]),
    ("GET", "/operator/rules", Operators, &[]),
    ("GET", "/orders", Own, &[]),
    ("GET", "/orders/{id}", Named, &[("id", "{order}")]),
    ("GET", "/pools", Own, &[]),
    ("GET", "/pools/new", Own, &[]),
    ("GET", "/pools/{id}", Named, &[("id", "{pool}")]),
    ("GET", "/search", Own, &[]),
    ("GET", "/services", Own, &[]),
    ("GET", "/services/a2p-brand", Own, &[]),
    ("GET", "/services/cnam", Own, &[]),
    ("GET", "/services/shaken-stir", Own, &[]),
    ("GET", "/services/toll-free", Own, &[]),
    ("GET", "/sign-in", Anybodys, &[]),
    ("GET", "/sign-in/passkey", Own, &[]),
    ("GET", "/sign-in/reset", Keys, &[]),
    ("GET", "/sign-in/reset/{token}", Keys, &[("token", "guessed")]),
    ("GET", "/verify", Own, &[]),
];

/// What ends a phone is asked last.
const LEAVING: Row = ("POST", "/api/leave_phone", Phones, &[]);

/// All rows: the plain routes say themselves whose they are.
fn rows() -> Vec<Row> {
    let plain = Plain::ALL.map(|plain| {
        let row = plain.row();
        let behind = match row.who {
            Who::Anybody => Anybodys,
            Who::SignedIn => Own,
            Who::Phone => Phones,
            Who::Vendor => Behind::Vendors,
        };
        (row.method.as_str(), row.path, behind, &[] as &[_])
    });
    ROWS.iter().copied().chain(plain).chain([LEAVING]).collect()
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Nobody,
    Forged,
    Phone,
    Stranger,
    Operator,
    Buyer,
    Admin,
}

/// What an account has, and a house around it.
struct World {
    shop: TestShop,
    account: String,
    order: String,
    line: String,
    pool: String,
    /// Where the buyer is signed in.
    session: String,
    /// Somebody else of the account, and somebody who is invited.
    member: String,
    invite: String,
    application: String,
    /// What the account was told.
    notice: String,
    /// A phone that goes on for the stranger.
    phone: String,
}

const ADMIN: &str = "admin@harbor.example";
/// Everybody's, as in the demo.
const PASSWORD: &str = "plusone-demo";

impl World {
    /// The verified account with a number, an order and a pool. Nobody is at work in the background any more.
    async fn of(db: Database) -> Self {
        let shop = TestShop::open(db).await;
        let mut tx = shop.db.write().await;
        let buyer = users::by_email(&mut tx, "verified@demo.test").await.expect("read").expect("known");
        users::set_role(&mut tx, &buyer.id, Role::Buyer).await.expect("changed");
        let admin = User { id: ids::fresh(), email: ADMIN.to_owned(), role: Role::Admin, ..buyer.clone() };
        let clerk = User { id: ids::fresh(), email: "clerk@harbor.example".to_owned(), role: Role::Buyer, ..buyer };
        for user in [&admin, &clerk] {
            users::add(&mut tx, user, shop.plan.clock.now()).await.expect("added");
        }
        // One that speaks of nothing that we have: there is nothing to look at again.
        let event = Event { id: "evt_nothing", name: "case.created", subject: None };
        webhook_events::record(&mut tx, &[event], shop.plan.clock.now()).await.expect("recorded");
        tx.commit().await.expect("commits");
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        let place = [("country", "GB"), ("area_code", ""), ("quantity", "1"), ("fill", "whole")];
        let quote: PoolQuote = buyer.call("quote_pool", &place).await.expect("a quote");
        let cents = quote.total.cents().to_string();
        let bought = [("name", "Support"), ("price_cents", cents.as_str()), ("request_id", quote.request.as_str())];
        let placed: Placed = buyer.call("buy_pool", &[&place[..], &bought].concat()).await.expect("placed");
        buyer.wait_for(&placed.order, Status::Purchased).await;
        let pools: Vec<PoolSummary> = buyer.call("list_pools", &[]).await.expect("pools");
        let line = shop.line_of(&placed.order).await.id;
        let access: AccessView = buyer.call("show_access", &[]).await.expect("sessions");
        let session = access.sessions[0].id.to_string();
        let application = ids::text();
        let fields =
            [("application", application.as_str()), ("service", "a2p-brand"), ("fields[city][]", "Springfield")];
        buyer.call::<()>("write_application", &fields).await.expect("written");
        drop(buyer);
        let mut visitor = shop.visitor();
        visitor.enter(&[("email", ADMIN), ("password", PASSWORD)], "sign_in").await.expect("signed in");
        let fields = [("email", "invited@harbor.example"), ("role", "buyer")];
        visitor.call::<InviteLink>("invite_member", &fields).await.expect("invited");
        let people: MembersView = visitor.call("show_members", &[]).await.expect("people");
        let (member, invite) = (clerk.id.to_string(), people.invites[0].id.to_string());
        drop(visitor);
        shop.stop_worker().await;
        let account = shop.account(DemoAccount::Verified).await.to_string();
        let buyer = shop.sign_in(DemoAccount::Verified).await;
        let told: NoticesView = buyer.call("list_notices", &[]).await.expect("notices");
        let notice = told.notices[0].id.to_string();
        drop(buyer);
        let stranger = shop.sign_in(DemoAccount::Unverified).await;
        stranger.call::<()>("begin_handoff", &[]).await.expect("begun");
        let Some(HandoffView::Waiting(view)) = stranger.verification().await.handoff else { panic!("not waiting") };
        let token = view.link.rsplit('/').next().expect("a token");
        let mut phone = shop.visitor();
        phone.enter(&[("token", token), ("code", &view.code)], "open_handoff").await.expect("let in");
        let phone = phone.cookie.take().expect("a cookie");
        drop(stranger);
        let [order, line, pool] = [placed.order.to_string(), line.to_string(), pools[0].id.to_string()];
        Self { shop, account, order, line, pool, session, member, invite, application, notice, phone }
    }

    async fn visitor(&self, asking: Asking) -> Visitor<'_> {
        let mut visitor = self.shop.visitor();
        match asking {
            Asking::Nobody => {}
            Asking::Forged => visitor.cookie = Some("plusone=forged".to_owned()),
            Asking::Phone => visitor.cookie = Some(self.phone.clone()),
            Asking::Stranger => return self.shop.sign_in(DemoAccount::Unverified).await,
            Asking::Operator => return self.shop.sign_in(DemoAccount::Operator).await,
            Asking::Buyer => return self.shop.sign_in(DemoAccount::Verified).await,
            Asking::Admin => {
                visitor.enter(&[("email", ADMIN), ("password", PASSWORD)], "sign_in").await.expect("signed in");
            }
        }
        visitor
    }

    fn filled(&self, text: &str) -> String {
        let new = uuid();
        let Self { account, order, line, pool, session, member, invite, application, notice, .. } = self;
        let words = [
            ("{account}", account),
            ("{order}", order),
            ("{line}", line),
            ("{pool}", pool),
            ("{session}", session),
            ("{member}", member),
            ("{invite}", invite),
            ("{application}", application),
            ("{notice}", notice),
            ("{new}", &new),
        ];
        words.into_iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    }

    /// Asks as the row says.
    async fn ask(&self, visitor: &Visitor<'_>, (method, path, _, fields): Row) -> Response {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, self.filled(value))).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        match (method, path) {
            (_, "/uploads/document" | "/uploads/phone/document") => {
                let texts = [("country", "US"), ("id_type", "passport")];
                visitor.upload(&path["/uploads/".len()..], &texts, &[("front", "front.jpg", photo())]).await
            }
            (_, "/uploads/selfie" | "/uploads/phone/selfie") => {
                visitor
                    .upload(
                        &path["/uploads/".len()..],
                        &[("consent", CONSENT_VERSION)],
                        &[("selfie", "me.jpg", photo())],
                    )
                    .await
            }
            ("GET", path) => {
                let id = fields.first().map_or("plusone.js", |(_, id)| id);
                visitor.get(&path.replace("{id}", id).replace("{token}", id).replace("{*file}", id)).await
            }
            (_, path) => visitor.post(path, &fields).await,
        }
    }
}

fn uuid() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("request-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// What an answer must be, for whoever asks.
fn right(asking: Asking, (method, path, behind, _): Row, status: u16, way: &str) -> bool {
    let page = method == "GET" && Plain::ALL.iter().all(|plain| plain.row().path != path);
    let entered = !matches!(status, 401 | 403 | 404 | 405) && status < 500 && !way.starts_with("/sign-in");
    let sent_away = way.starts_with("/sign-in?") || (path == "/sign-in/passkey" && way == "/sign-in");
    let shut_out = if page { status == 303 && sent_away } else { status == 401 };
    match (behind, asking) {
        (Phones, Asking::Phone) => entered,
        (Phones, _) => status == 401,
        // The test's house has no files.
        (Anybodys, _) if path.ends_with("/{*file}") || path == "/favicon.svg" => status == 404,
        // Signing out leads there.
        (Anybodys, _) => entered || (path == "/api/sign_out" && status == 200),
        (Own, Asking::Buyer | Asking::Admin | Asking::Stranger | Asking::Operator)
            if path == "/api/end_all_sessions" =>
        {
            status == 200
        }
        (Behind::Vendors, _) => status == 401,
        // Whoever typed a password a moment ago may be asked to make one.
        (Keys, Asking::Admin) if path == "/api/begin_passkey" => status == 200,
        // The same may choose a password; it is too short.
        (Keys, Asking::Admin) if path == "/api/change_password" => status == 422,
        (Keys, _) => matches!(status, 401 | 403 | 404),
        (_, Asking::Nobody | Asking::Forged | Asking::Phone) => shut_out,
        (Operators, Asking::Operator) => entered,
        // One click is no proof.
        (OperatorsProven, Asking::Operator) => status == 403,
        (Operators | OperatorsProven, _) => status == 404,
        // One click shows nothing of who somebody is.
        (OwnManaged, Asking::Stranger | Asking::Operator) | (Managed | OwnManaged, Asking::Buyer) => status == 403,
        (Named | Managed | Persons, Asking::Stranger | Asking::Operator) | (Persons, Asking::Admin) => status == 404,
        (_, Asking::Buyer | Asking::Admin | Asking::Stranger | Asking::Operator) => entered,
    }
}

/// A page without the address that its foot leads back to: whoever asks for an address knows it.
pub(crate) fn without_address(page: &str) -> String {
    const BACK: &str = "name=\"back\" value=\"";
    let Some((before, rest)) = page.split_once(BACK) else { return page.to_owned() };
    let (_, after) = rest.split_once('"').expect("an attribute ends");
    [before, after].concat()
}

async fn nobody_enters_where_he_may_not(db: Database) {
    let world = World::of(db).await;
    let secrets = [
        world.order.as_str(),
        &world.line,
        &world.pool,
        &world.application,
        "Springfield",
        "20 7946 0000",
        "Harbor Dental",
    ];
    // Owners come last: some of what they may do ends what the others are asking for.
    for asking in [
        Asking::Nobody,
        Asking::Forged,
        Asking::Phone,
        Asking::Stranger,
        Asking::Operator,
        Asking::Admin,
        Asking::Buyer,
    ] {
        for row in rows() {
            let visitor = world.visitor(asking).await;
            let before = world.shop.everything().await;
            let answer = world.ask(&visitor, row).await;
            let status = answer.status().as_u16();
            let way = answer.headers().get(LOCATION).map_or("", |way| way.to_str().expect("text")).to_owned();
            let said =
                if row.1.starts_with("/events") { String::new() } else { answer.text().await.unwrap_or_default() };
            let said = without_address(&said);
            assert!(right(asking, row, status, &way), "{asking:?} {row:?}: {status} {way} {said}");
            let theirs = matches!(asking, Asking::Admin | Asking::Buyer);
            let sees = theirs || (asking == Asking::Operator && row.2 == Operators);
            if !sees {
                for secret in secrets {
                    assert!(!said.contains(secret), "{asking:?} {row:?} says {secret}");
                }
            }
            if row.0 == "GET"
                || matches!(asking, Asking::Nobody | Asking::Forged)
                || (asking == Asking::Phone && row.2 != Phones)
                || row.2 == Keys
                || (row.2 == Operators && asking != Asking::Operator)
                || row.2 == OperatorsProven
                || (!theirs && matches!(row.2, Named | Managed | Persons))
                || (asking == Asking::Buyer && matches!(row.2, Managed | OwnManaged))
            {
                assert_eq!(world.shop.everything().await, before, "{asking:?} {row:?} changed something");
            }
        }
    }
}

/// Compares the rows with the table that the router is built from, and the table with the router itself.
async fn every_route_has_its_row(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let rows: BTreeSet<_> = rows().into_iter().map(|(method, path, ..)| (method.to_owned(), path.to_owned())).collect();
    assert_eq!(rows, routes());
    // axum tells of its paths in this way alone.
    let shown = format!("{:?}", shop.router());
    let served: BTreeSet<_> = shown
        .split("RouteId(")
        .filter_map(|part| part.split_once("): \"")?.1.split_once('"'))
        .map(|(path, _)| path.to_owned())
        .filter(|path| path.starts_with('/'))
        .collect();
    let known: BTreeSet<_> = rows.into_iter().map(|(_, path)| path).collect();
    let axums_own = ["/", "/{*__private__axum_fallback}"].map(str::to_owned);
    let unknown: Vec<_> = served.difference(&known).filter(|path| !axums_own.contains(path)).collect();
    assert!(unknown.is_empty(), "routes that the table does not name: {unknown:?}");
    let lost: Vec<_> = known.difference(&served).collect();
    assert!(lost.is_empty(), "rows that the router does not serve: {lost:?} of {served:?}");
}

/// A GET is a page or a file; whatever changes something is a POST.
async fn asking_for_a_page_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let owner = shop.sign_in(DemoAccount::Unverified).await;
    let placed = owner.buy(NUMBERS.us).await;
    let before = shop.everything().await;
    let sessions = shop.db.count("SELECT COUNT(*) FROM sessions").await;
    for (method, path) in routes() {
        if path.starts_with("/api/") || path.starts_with("/uploads/") {
            assert_eq!(method, "POST", "{path}");
            let order = format!("order={}&who=Operator&email=verified@demo.test&password=plusone-demo", placed.order);
            let answer = owner.get(&format!("{path}?{order}")).await;
            assert_eq!(answer.status(), 405, "{path}");
        }
    }
    assert_eq!(shop.everything().await, before);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM sessions").await, sessions);
    assert_eq!(owner.status(&placed.order).await, Status::IdentityNeeded, "still signed in, still held");
}
