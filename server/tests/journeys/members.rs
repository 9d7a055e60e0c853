//! The people of an account: invited, given roles, removed.

use app::{
    AppError,
    desk::{AccessView, CONSENT_VERSION, DemoAccount, Desk, Invitation, InviteLink, MembersView},
    domain::{Role, order::Status},
    error::PasswordProblem,
};
use plusone::{
    add_user,
    cli::NewUser,
    demo,
    desk::Shop,
    ids,
    store::users::{self, User},
};
use reqwest::{
    Response,
    header::{ACCEPT, LOCATION, SET_COOKIE},
};
use serde_json::Value;
use std::time::Duration;

use crate::{
    authenticator::Authenticator,
    database::{Database, on_both},
    log,
    passkeys::{self, enter, standing},
    shop::{NUMBERS, Refused, TestShop, Visitor},
    trail::entries,
};

on_both!(
    whoever_is_invited_chooses_a_password_and_is_in,
    a_link_is_good_once_for_a_day_and_until_it_is_withdrawn,
    a_second_invite_takes_the_place_of_the_first,
    whoever_joins_chooses_a_password_that_may_be_chosen,
    an_email_belongs_to_one_person,
    only_who_manages_the_account_manages_its_people,
    a_role_counts_at_once,
    who_is_removed_is_out_at_once_and_for_good,
    who_is_removed_leaves_no_way_back,
    somebody_always_manages_the_account,
    of_two_who_remove_each_other_one_stays,
    people_are_managed_by_who_has_just_shown_who_they_are,
    who_was_put_out_since_does_nothing_more,
    trying_out_emails_is_paid_for_and_limited,
    whoever_joins_is_told_that_they_are_signed_in_as_somebody_else,
    the_demos_people_come_back,
    operators_are_the_houses_own,
    an_account_has_so_many_open_invites,
    an_account_has_so_many_people,
    a_form_without_script_shows_the_link_once,
    log_and_trail_tell_of_people_by_their_ids,
    the_trail_tells_of_invites_that_end
);

const DAY: Duration = Duration::from_secs(86_400);
const ADMIN: &str = "verified@demo.test";
const NEW: &str = "ann@harbor.example";
const PASSWORD: &str = "correct horse battery";

async fn people(visitor: &Visitor<'_>) -> MembersView {
    visitor.call("show_members", &[]).await.expect("the account's people")
}

fn emails(view: &MembersView) -> Vec<(&str, Role)> {
    view.members.iter().map(|member| (member.email.as_str(), member.role)).collect()
}

/// The id of somebody whom the visitor sees.
async fn id_of(visitor: &Visitor<'_>, email: &str) -> String {
    let found = people(visitor).await.members.into_iter().find(|member| member.email == email);
    found.expect("of the account").id.to_string()
}

/// Invites somebody; the token of the link.
async fn invite(admin: &Visitor<'_>, email: &str, role: &str) -> Result<String, Refused> {
    let InviteLink { link, .. } = admin.call("invite_member", &[("email", email), ("role", role)]).await?;
    let link = link.expect("to pass on");
    let token = link.strip_prefix(&format!("{}/invite/", admin.shop.origin())).expect("a link to the house");
    Ok(token.to_owned())
}

async fn accept(visitor: &mut Visitor<'_>, token: &str, password: &str) -> Result<String, Refused> {
    visitor.enter(&[("token", token), ("password", password)], "accept_invite").await
}

/// Somebody whom the admin brought into the account.
async fn join<'a>(shop: &'a TestShop, admin: &Visitor<'_>, email: &str, role: &str) -> Visitor<'a> {
    let token = invite(admin, email, role).await.expect("invited");
    let mut visitor = shop.visitor();
    accept(&mut visitor, &token, PASSWORD).await.expect("joined");
    visitor
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.call::<Value>("list_orders", &[]).await.is_ok()
}

fn gone() -> Refused {
    Refused::new(404, AppError::NotFound)
}

fn not_theirs() -> Refused {
    Refused::new(403, AppError::ManagerNeeded)
}

async fn whoever_is_invited_chooses_a_password_and_is_in(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let token = invite(&admin, " Ann@Harbor.example ", "buyer").await.expect("invited");
    assert_eq!(token.len(), 43, "256 bits");
    let stored = format!("SELECT COUNT(*) FROM invites WHERE token_hash = '{token}'");
    assert_eq!(shop.db.count(&stored).await, 0, "the hash, not the token");
    let view = people(&admin).await;
    assert_eq!(emails(&view), [(ADMIN, Role::Admin)]);
    assert_eq!((view.invites[0].email.as_str(), view.invites[0].until), (NEW, shop.plan.clock.now().after(DAY)));
    let mut ann = shop.visitor();
    let before = shop.everything().await;
    for _ in 0..2 {
        let page = ann.get(&format!("/invite/{token}")).await;
        assert_eq!(page.status(), 200);
        let page = page.text().await.expect("a page");
        assert!(page.contains("Join Harbor Dental") && page.contains(NEW), "{page}");
    }
    assert_eq!(shop.everything().await, before, "looking changes nothing");
    let set = accept(&mut ann, &token, PASSWORD).await.expect("joined");
    assert!(set.contains("HttpOnly; SameSite=Lax"), "{set}");
    let view = people(&ann).await;
    assert_eq!(emails(&view), [(ADMIN, Role::Admin), (NEW, Role::Buyer)]);
    let seen: Vec<_> = view.members.iter().map(|member| (member.seen_at, member.you)).collect();
    assert_eq!(seen, [(Some(shop.plan.clock.now()), false), (Some(shop.plan.clock.now()), true)]);
    assert!(people(&admin).await.invites.is_empty());
    let access: AccessView = ann.call("show_access", &[]).await.expect("their own");
    assert!(access.proven_until.is_some(), "choosing a password shows who one is");
    let mut again = shop.visitor();
    again.enter(&[("email", NEW), ("password", PASSWORD)], "sign_in").await.expect("signed in");
}

async fn a_link_is_good_once_for_a_day_and_until_it_is_withdrawn(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let used = invite(&admin, "used@harbor.example", "buyer").await.expect("invited");
    accept(&mut shop.visitor(), &used, PASSWORD).await.expect("joined");
    let withdrawn = invite(&admin, "withdrawn@harbor.example", "buyer").await.expect("invited");
    let id = people(&admin).await.invites[0].id.to_string();
    admin.call::<()>("withdraw_invite", &[("invite", &id)]).await.expect("withdrawn");
    assert_eq!(admin.call::<()>("withdraw_invite", &[("invite", &id)]).await, Err(gone()));
    let old = invite(&admin, "old@harbor.example", "buyer").await.expect("invited");
    shop.plan.clock.advance(DAY);
    for token in [&used, &withdrawn, &old, "guessed", "", "%00", &"x".repeat(10_000)] {
        assert_eq!(accept(&mut shop.visitor(), token, PASSWORD).await.expect_err("no good"), gone(), "{token}");
        let shown = shop.visitor().call::<Value>("show_invite", &[("token", token)]).await;
        assert_eq!(shown, Err(gone()), "{token}");
    }
    let page = shop.visitor().get(&format!("/invite/{old}")).await;
    assert_eq!(page.status(), 404);
    let page = page.text().await.expect("a page");
    assert!(page.contains("This invite is no longer good") && page.contains("If you have just joined, sign in."));
    assert!(people(&enter(&shop, ADMIN).await).await.invites.is_empty());
    shop.start_worker().await;
    let swept = async || match shop.db.count("SELECT COUNT(*) FROM invites").await {
        0 => Ok(()),
        left => Err(format!("{left} invites")),
    };
    shop.until("old invites are swept", swept).await;
}

async fn a_second_invite_takes_the_place_of_the_first(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let first = invite(&admin, NEW, "admin").await.expect("invited");
    let second = invite(&admin, NEW, "buyer").await.expect("invited");
    assert_eq!(people(&admin).await.invites.len(), 1);
    assert_eq!(accept(&mut shop.visitor(), &first, PASSWORD).await.expect_err("replaced"), gone());
    let mut ann = shop.visitor();
    accept(&mut ann, &second, PASSWORD).await.expect("joined");
    assert_eq!(emails(&people(&ann).await)[1], (NEW, Role::Buyer));
}

async fn whoever_joins_chooses_a_password_that_may_be_chosen(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let token = invite(&admin, NEW, "buyer").await.expect("invited");
    let before = shop.everything().await;
    for (password, problem) in [
        ("short", PasswordProblem::TooShort),
        ("Password1", PasswordProblem::Common),
        ("Harbor Dental 1", PasswordProblem::Familiar),
        (&"x".repeat(1_025), PasswordProblem::TooLong),
    ] {
        let refused = accept(&mut shop.visitor(), &token, password).await.expect_err("weak");
        assert_eq!(refused, Refused::new(422, AppError::Password(problem)));
    }
    assert_eq!(shop.everything().await, before);
    let page = format!("/invite/{token}");
    let visitor = shop.visitor();
    let form = visitor.form("/api/accept_invite", &[("token", &token), ("password", "short")]);
    let shown = visitor.send_from(&page, form).await;
    assert!(shown.contains("Choose another password") && shown.contains("at least 8 characters"), "{shown}");
    accept(&mut shop.visitor(), &token, PASSWORD).await.expect("the link is good still");
}

async fn an_email_belongs_to_one_person(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let taken = || Refused::new(409, AppError::EmailTaken);
    assert_eq!(invite(&admin, ADMIN, "buyer").await, Err(taken()));
    // Who has which e-mail elsewhere is not told for asking.
    let token = invite(&admin, "unverified@demo.test", "admin").await.expect("invited");
    let weak = accept(&mut shop.visitor(), &token, "short").await.expect_err("weak");
    assert_eq!(weak, Refused::new(422, AppError::Password(PasswordProblem::TooShort)), "nor for trying");
    let refused = accept(&mut shop.visitor(), &token, PASSWORD).await.expect_err("somebody else's");
    assert_eq!(refused, taken());
    assert_eq!(accept(&mut shop.visitor(), &token, PASSWORD).await.expect_err("used up"), gone());
    let token = invite(&admin, "unverified@demo.test", "admin").await.expect("invited");
    let visitor = shop.visitor();
    let form = visitor.form("/api/accept_invite", &[("token", &token), ("password", PASSWORD)]);
    let shown = visitor.send_from(&format!("/invite/{token}"), form).await;
    assert!(shown.contains("Somebody signs in with this email already"), "{shown}");
    assert!(shown.contains("Nobody joined, and the invite is used up."), "{shown}");
    let mut owner = shop.visitor();
    owner
        .enter(&[("email", "unverified@demo.test"), ("password", "plusone-demo")], "sign_in")
        .await
        .expect("as before");
    assert_eq!(emails(&people(&owner).await), [("unverified@demo.test", Role::Admin)]);
    for (email, role, wrong) in [("ann", "buyer", "email"), (NEW, "operator", "role"), (NEW, "", "role")] {
        assert_eq!(invite(&admin, email, role).await, Err(Refused::new(422, AppError::Invalid(wrong.to_owned()))));
    }
}

async fn only_who_manages_the_account_manages_its_people(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "buyer").await;
    invite(&admin, "ben@harbor.example", "buyer").await.expect("invited");
    let [boss, own] = [id_of(&admin, ADMIN).await, id_of(&admin, NEW).await];
    let open = people(&admin).await.invites[0].id.to_string();
    let view = people(&ann).await;
    assert!(!view.manages && view.invites.is_empty() && view.link.is_none());
    assert!(view.members.iter().all(|member| member.may_become.is_none() && !member.may_be_removed));
    let page = ann.get("/account").await.text().await.expect("a page");
    assert!(page.contains(ADMIN) && page.contains("People"), "they see who is there");
    for control in ["Invite somebody", "Make a link", "Remove", "Make buyer", "ben@harbor.example"] {
        assert!(!page.contains(control), "{control}");
    }
    let doors: [(&str, &[(&str, &str)]); 4] = [
        ("invite_member", &[("email", "new@harbor.example"), ("role", "admin")]),
        ("withdraw_invite", &[("invite", &open)]),
        ("change_role", &[("member", &own), ("role", "admin")]),
        ("remove_member", &[("member", &boss)]),
    ];
    let before = shop.everything().await;
    for (door, fields) in doors {
        assert_eq!(ann.call::<Value>(door, fields).await, Err(not_theirs()), "{door}");
        let nobody = shop.visitor().call::<Value>(door, fields).await;
        assert_eq!(nobody, Err(Refused::new(401, AppError::SignInNeeded)), "{door}");
        if door != "invite_member" {
            for who in [DemoAccount::Unverified, DemoAccount::Operator] {
                let stranger = shop.sign_in(who).await.call::<Value>(door, fields).await;
                assert_eq!(stranger, Err(gone()), "{who:?} {door}");
            }
        }
    }
    assert_eq!(shop.everything().await, before);
}

async fn a_role_counts_at_once(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "buyer").await;
    let id = id_of(&admin, NEW).await;
    assert_eq!(invite(&ann, "ben@harbor.example", "buyer").await, Err(not_theirs()));
    admin.call::<()>("change_role", &[("member", &id), ("role", "admin")]).await.expect("changed");
    let token = invite(&ann, "ben@harbor.example", "buyer").await.expect("invited");
    admin.call::<()>("change_role", &[("member", &id), ("role", "buyer")]).await.expect("changed");
    assert_eq!(invite(&ann, "cid@harbor.example", "buyer").await, Err(not_theirs()), "in the same session");
    let refused = accept(&mut shop.visitor(), &token, PASSWORD).await.expect_err("taken back");
    assert_eq!(refused, gone(), "who may invite nobody has invited nobody");
}

async fn who_is_removed_is_out_at_once_and_for_good(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "buyer").await;
    let mut elsewhere = shop.visitor();
    elsewhere.enter(&[("email", NEW), ("password", PASSWORD)], "sign_in").await.expect("signed in");
    let placed = ann.buy(NUMBERS.us).await;
    ann.call::<()>("give_consent", &[("version", CONSENT_VERSION)]).await.expect("recorded");
    let id = id_of(&admin, NEW).await;
    admin.call::<()>("remove_member", &[("member", &id)]).await.expect("removed");
    assert!(!is_in(&ann).await && !is_in(&elsewhere).await && is_in(&admin).await);
    let answer = shop.visitor().call::<()>("sign_in", &[("email", NEW), ("password", PASSWORD)]).await;
    assert_eq!(answer, Err(Refused::new(401, AppError::WrongCredentials)));
    assert_eq!(emails(&people(&admin).await), [(ADMIN, Role::Admin)]);
    assert_ne!(admin.status(&placed.order).await, Status::Cancelled, "the order is the account's");
    for table in ["orders", "consents"] {
        let kept = format!("SELECT COUNT(*) FROM {table} WHERE user_id = '{id}'");
        assert_eq!(shop.db.count(&kept).await, 1, "{table}");
    }
    let by = entries(&shop).await.into_iter().filter(|entry| entry.actor_id == id).count();
    assert!(by >= 2, "the trail knows what they did");
    assert_eq!(admin.call::<()>("remove_member", &[("member", &id)]).await, Err(gone()));
    join(&shop, &admin, NEW, "admin").await;
    assert_ne!(id_of(&admin, NEW).await, id, "who comes back is new");
}

async fn who_is_removed_leaves_no_way_back(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let mut ann = join(&shop, &admin, NEW, "admin").await;
    let mut device = Authenticator::new();
    passkeys::add(&mut ann, &mut device, "Phone").await.expect("added");
    let codes = passkeys::codes(&ann).await;
    let planted = invite(&ann, "ann@elsewhere.example", "admin").await.expect("invited");
    let question = passkeys::ask(&shop.visitor(), "begin_passkey_sign_in").await;
    let id = id_of(&admin, NEW).await;
    admin.call::<()>("remove_member", &[("member", &id)]).await.expect("removed");
    let answer = device.show(&question.options);
    let by_passkey = [("token", question.token.as_str()), ("answer", &answer)];
    let by_code = [("email", NEW), ("code", codes[0].as_str())];
    let by_link = [("token", planted.as_str()), ("password", PASSWORD)];
    for (door, fields, status) in [
        ("finish_passkey_sign_in", by_passkey, 401),
        ("sign_in_by_code", by_code, 401),
        ("accept_invite", by_link, 404),
    ] {
        assert_eq!(shop.visitor().post(&format!("/api/{door}"), &fields).await.status(), status, "{door}");
    }
    for table in ["passkeys", "recovery_codes", "invites"] {
        assert_eq!(shop.db.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
}

async fn somebody_always_manages_the_account(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "buyer").await;
    let [boss, id] = [id_of(&admin, ADMIN).await, id_of(&admin, NEW).await];
    let last = || Err(Refused::new(409, AppError::LastManager));
    let before = shop.everything().await;
    assert_eq!(admin.call::<()>("change_role", &[("member", &boss), ("role", "buyer")]).await, last());
    assert_eq!(admin.call::<()>("remove_member", &[("member", &boss)]).await, last());
    assert_eq!(shop.everything().await, before);
    assert!(is_in(&admin).await && people(&admin).await.manages);
    admin.call::<()>("change_role", &[("member", &id), ("role", "admin")]).await.expect("changed");
    admin.call::<()>("remove_member", &[("member", &boss)]).await.expect("somebody else is there");
    assert!(!is_in(&admin).await);
    assert_eq!(ann.call::<()>("remove_member", &[("member", &id)]).await, last());
}

async fn of_two_who_remove_each_other_one_stays(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "admin").await;
    let [boss, id] = [id_of(&admin, ADMIN).await, id_of(&admin, NEW).await];
    let (one, other) = (("member", id.as_str()), ("member", boss.as_str()));
    let (one, other) = (&[one], &[other]);
    let (first, second) =
        futures::join!(admin.call::<()>("remove_member", one), ann.call::<()>("remove_member", other),);
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!((is_in(&admin).await, is_in(&ann).await), (first.is_ok(), second.is_ok()));
}

async fn operators_are_the_houses_own(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let operator = enter(&shop, "operator@demo.test").await;
    let admin = join(&shop, &operator, NEW, "admin").await;
    let Shop { store, vault, audit, policy, .. } = &*shop.house;
    let second = NewUser {
        email: "second@demo.test".to_owned(),
        account: "PlusOne Operations".to_owned(),
        telephony: app::domain::Telephony::LcPhone,
        role: Role::Operator,
        carrier_sid: None,
    };
    let input = format!("{PASSWORD}\n");
    add_user::add(store, vault, audit, policy, None, &second, input.as_bytes()).await.expect("added");
    let id = id_of(&operator, "second@demo.test").await;
    for (visitor, role) in [(&admin, "buyer"), (&operator, "buyer"), (&operator, "admin")] {
        let change = visitor.call::<()>("change_role", &[("member", &id), ("role", role)]).await;
        assert_eq!(change, Err(not_theirs()), "no page makes or unmakes an operator");
    }
    assert_eq!(admin.call::<()>("remove_member", &[("member", &id)]).await, Err(not_theirs()));
    operator.call::<()>("remove_member", &[("member", &id)]).await.expect("one of their own");
}

async fn an_account_has_so_many_open_invites(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    for number in 0..100 {
        invite(&admin, &format!("p{number}@harbor.example"), "buyer").await.expect("invited");
    }
    assert_eq!(invite(&admin, NEW, "buyer").await, Err(Refused::new(409, AppError::InviteLimit)));
    invite(&admin, "p7@harbor.example", "buyer").await.expect("in the place of the one before");
    assert_eq!(people(&admin).await.invites.len(), 100);
}

async fn an_account_has_so_many_people(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let (first, second) = (invite(&admin, NEW, "buyer").await, invite(&admin, "ben@harbor.example", "buyer").await);
    let [first, second] = [first.expect("invited"), second.expect("invited")];
    let mut tx = shop.db.write().await;
    let boss = users::by_email(&mut tx, ADMIN).await.expect("read").expect("known");
    for number in 0..98 {
        let user = User { id: ids::fresh(), email: format!("p{number}@harbor.example"), ..boss.clone() };
        users::add(&mut tx, &user, shop.plan.clock.now()).await.expect("added");
    }
    tx.commit().await.expect("commits");
    accept(&mut shop.visitor(), &first, PASSWORD).await.expect("the hundredth");
    let full = Refused::new(409, AppError::PeopleLimit);
    assert_eq!(accept(&mut shop.visitor(), &second, PASSWORD).await.expect_err("full"), full);
    assert_eq!(invite(&admin, "cid@harbor.example", "buyer").await, Err(full));
    let id = id_of(&admin, NEW).await;
    admin.call::<()>("remove_member", &[("member", &id)]).await.expect("removed");
    accept(&mut shop.visitor(), &second, PASSWORD).await.expect("there is room, and the invite is good");
}

async fn people_are_managed_by_who_has_just_shown_who_they_are(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let ann = join(&shop, &enter(&shop, ADMIN).await, NEW, "buyer").await;
    let mut admin = shop.sign_in(DemoAccount::Verified).await;
    let id = id_of(&ann, NEW).await;
    let unproven = || Err(Refused::new(403, AppError::ProofNeeded));
    let doors: [(&str, &[(&str, &str)]); 3] = [
        ("invite_member", &[("email", "ben@harbor.example"), ("role", "buyer")]),
        ("change_role", &[("member", &id), ("role", "admin")]),
        ("remove_member", &[("member", &id)]),
    ];
    let before = shop.everything().await;
    for (door, fields) in doors {
        assert_eq!(admin.call::<Value>(door, fields).await, unproven(), "{door}");
    }
    assert_eq!(shop.everything().await, before);
    let page = admin.get("/account").await.text().await.expect("a page");
    assert!(page.contains("Show that it is still you"), "{page}");
    for control in ["Make a link", "Make admin", "/account?remove="] {
        assert!(!page.contains(control), "{control}");
    }
    admin.enter(&[("password", "plusone-demo")], "prove_password").await.expect("proven");
    let view = people(&admin).await;
    assert!(view.proven);
    let may: Vec<_> = view.members.iter().map(|member| (member.you, member.may_become.is_some())).collect();
    assert_eq!(may, [(true, false), (false, true)], "nobody is one press away from giving up their own role");
    for (door, fields) in doors {
        admin.call::<Value>(door, fields).await.expect(door);
    }
    shop.plan.clock.advance(Duration::from_secs(300));
    assert_eq!(invite(&admin, "cid@harbor.example", "buyer").await, Err(Refused::new(403, AppError::ProofNeeded)));
    let open = people(&admin).await.invites[0].id.to_string();
    admin.call::<()>("withdraw_invite", &[("invite", &open)]).await.expect("taking back asks for none");
}

async fn who_was_put_out_since_does_nothing_more(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let ann = join(&shop, &admin, NEW, "admin").await;
    let token = ann.cookie.as_deref().and_then(|pair| pair.strip_prefix("plusone=")).expect("signed in");
    // The request was let in, and then waited.
    let admitted = shop.house.session(token).await.expect("read").expect("alive");
    let app::desk::Admitted::In(who) = admitted else { panic!("{admitted:?}") };
    let id = id_of(&admin, NEW).await;
    ann.call::<()>("end_all_sessions", &[]).await.expect("ended");
    let before = shop.everything().await;
    let email = "ben@harbor.example".parse().expect("an e-mail");
    for end in ["signed out", "removed"] {
        let made = Desk::invite(&*shop.house, &who, &email, app::domain::MemberRole::Admin).await;
        assert_eq!(made.err(), Some(AppError::SignInNeeded), "{end}");
        let changed = Desk::change_password(&*shop.house, &who, "correct horse staple").await;
        assert_eq!(changed, Err(AppError::SignInNeeded), "{end}");
        if end == "signed out" {
            assert_eq!(shop.everything().await, before);
            admin.call::<()>("remove_member", &[("member", &id)]).await.expect("removed");
        }
    }
    assert!(people(&admin).await.invites.is_empty());
}

async fn trying_out_emails_is_paid_for_and_limited(db: Database) {
    let mut plan = standing();
    plan.policy.sign_in_failures_max_address = 2;
    let shop = TestShop::without_worker(db, plan).await;
    let admin = enter(&shop, ADMIN).await;
    let mut tokens = Vec::new();
    for email in ["unverified@demo.test", "own-carrier@demo.test", "operator@demo.test", NEW] {
        tokens.push(invite(&admin, email, "buyer").await.expect("invited"));
    }
    for token in &tokens[..2] {
        let refused = accept(&mut shop.visitor(), token, PASSWORD).await.expect_err("somebody's");
        assert_eq!(refused, Refused::new(409, AppError::EmailTaken));
    }
    let wait = Refused::new(429, AppError::TooMany { seconds: 600 });
    for token in &tokens[2..] {
        assert_eq!(accept(&mut shop.visitor(), token, PASSWORD).await.expect_err("too many"), wait);
    }
    assert_eq!(people(&admin).await.invites.len(), 2, "each try costs an invite");
    let told = entries(&shop).await;
    let tried = told.iter().filter(|entry| (entry.actor.as_str(), entry.action.as_str()) == ("worker", "email taken"));
    assert_eq!(tried.count(), 2, "and leaves a trace");
    shop.plan.clock.advance(Duration::from_secs(600));
    accept(&mut shop.visitor(), &tokens[3], PASSWORD).await.expect("later it is good");
}

async fn whoever_joins_is_told_that_they_are_signed_in_as_somebody_else(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let token = invite(&enter(&shop, ADMIN).await, NEW, "buyer").await.expect("invited");
    let look = async |visitor: &Visitor<'_>| {
        let seen: Invitation = visitor.call("show_invite", &[("token", &token)]).await.expect("good");
        seen.signed_in
    };
    let mut other = shop.sign_in(DemoAccount::Unverified).await;
    let before = shop.visitor();
    assert_eq!((look(&before).await, look(&other).await.as_deref()), (None, Some("unverified@demo.test")));
    let page = other.get(&format!("/invite/{token}")).await.text().await.expect("a page");
    assert!(page.contains("You are signed in as somebody else") && page.contains("unverified@demo.test"), "{page}");
    let old = other.cookie.clone();
    accept(&mut other, &token, PASSWORD).await.expect("joined");
    assert_eq!(emails(&people(&other).await)[1].0, NEW);
    other.cookie = old;
    assert!(!is_in(&other).await, "the session before is over");
}

async fn the_demos_people_come_back(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (admin, boss) = (enter(&shop, ADMIN).await, shop.account(DemoAccount::Verified).await);
    let ann = join(&shop, &admin, NEW, "admin").await;
    let id = id_of(&admin, ADMIN).await;
    ann.call::<()>("remove_member", &[("member", &id)]).await.expect("removed");
    let changed = enter(&shop, "own-carrier@demo.test").await;
    changed.call::<()>("change_password", &[("new_password", PASSWORD)]).await.expect("changed");
    let mut tx = shop.db.write().await;
    let buyer = users::by_email(&mut tx, "unverified@demo.test").await.expect("read").expect("known").id;
    users::set_role(&mut tx, &buyer, Role::Buyer).await.expect("changed");
    tx.commit().await.expect("commits");
    for _ in 0..2 {
        demo::seed(&shop.house).await.expect("starts");
    }
    assert_eq!(shop.account(DemoAccount::Verified).await, boss, "in the account of this name");
    for email in ["unverified@demo.test", ADMIN, "own-carrier@demo.test", "operator@demo.test"] {
        assert!(people(&enter(&shop, email).await).await.manages, "{email}");
    }
    assert!(is_in(&ann).await, "and nobody else is touched");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM users").await, 6, "once");
}

async fn a_form_without_script_shows_the_link_once(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let mut admin = enter(&shop, ADMIN).await;
    let form = admin.form("/api/invite_member", &[("email", NEW), ("role", "buyer")]).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()[LOCATION]),
        (303, &"/account#invite_link".parse().expect("a value"))
    );
    let set = answer.headers()[SET_COOKIE].to_str().expect("text").to_owned();
    let (pair, flags) = set.split_once("; ").expect("flags");
    assert_eq!(flags, "Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
    let link = format!("{}/invite/{}", shop.origin(), pair.strip_prefix("plusone-invite=").expect("our cookie"));
    let own = admin.cookie.clone().expect("signed in");
    admin.cookie = Some(format!("{own}; {pair}"));
    let page = admin.get("/account").await.text().await.expect("a page");
    assert!(page.contains(&link) && page.contains("Pass this link on now"), "{page}");
    assert!(page.contains("Link of the invite of ann@harbor.example"), "{page}");
    let mut stranger = shop.sign_in(DemoAccount::Unverified).await;
    stranger.cookie = Some(format!("{}; {pair}", stranger.cookie.clone().expect("signed in")));
    assert_eq!(people(&stranger).await.link, None, "nobody else's");
    admin.cookie = Some(own);
    assert!(!admin.get("/account").await.text().await.expect("a page").contains(&link), "a minute later");
    // The question before somebody is removed is a page of its own.
    let ann = join(&shop, &admin, NEW, "buyer").await;
    let id = id_of(&admin, NEW).await;
    let asked = admin.get(&format!("/account?remove={id}")).await.text().await.expect("a page");
    assert!(asked.contains("Remove this person?") && is_in(&ann).await, "asking is not doing");
    let shown = admin.send_from("/account", admin.form("/api/remove_member", &[("member", &id)])).await;
    assert!(
        !shown.contains(NEW) && shown.contains("They are removed, and signed out everywhere.") && !is_in(&ann).await
    );
    invite(&admin, "ben@harbor.example", "buyer").await.expect("invited");
    let open = people(&admin).await.invites[0].id.to_string();
    let shown = admin.send_from("/account", admin.form("/api/withdraw_invite", &[("invite", &open)])).await;
    assert!(shown.contains("The invite is withdrawn."), "{shown}");
    let boss = id_of(&admin, ADMIN).await;
    let shown = admin.send_from("/account", admin.form("/api/remove_member", &[("member", &boss)])).await;
    assert!(shown.contains("Nobody else manages this account"), "{shown}");
}

fn request_of(answer: &Response) -> String {
    answer.headers()["x-request-id"].to_str().expect("text").to_owned()
}

async fn log_and_trail_tell_of_people_by_their_ids(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let mut tx = shop.db.read().await;
    let User { id: boss, account, .. } = users::by_email(&mut tx, ADMIN).await.expect("read").expect("known");
    drop(tx);
    let admin = enter(&shop, ADMIN).await;
    let email = "c4n4ry.of.people@harbor.example";
    invite(&admin, "ben@harbor.example", "buyer").await.expect("invited");
    let withdrawn = people(&admin).await.invites[0].id.to_string();
    admin.call::<()>("withdraw_invite", &[("invite", &withdrawn)]).await.expect("withdrawn");
    let token = invite(&admin, email, "buyer").await.expect("invited");
    let used = people(&admin).await.invites[0].id.to_string();
    let answer = shop.visitor().post("/api/accept_invite", &[("token", &token), ("password", PASSWORD)]).await;
    let id = id_of(&admin, email).await;
    let way_in = ["sign-in", "by=\"invite\"", "end=Right", &format!("user={id}")];
    log::line(&way_in, &[request_of(&answer)]).expect("told");
    for role in ["admin", "buyer"] {
        admin.call::<()>("change_role", &[("member", &id), ("role", role)]).await.expect("changed");
    }
    let answer = admin.post("/api/remove_member", &[("member", &id)]).await;
    let removed = ["somebody was removed", &format!("user={id}"), &format!("by={boss}")];
    log::line(&removed, &[request_of(&answer)]).expect("told");
    let told = entries(&shop).await;
    assert!(told.iter().all(|entry| entry.chain == account.as_str()));
    let deeds: Vec<_> = told
        .iter()
        .map(|entry| {
            (entry.actor_id.as_str(), entry.subject.as_str(), entry.subject_id.as_str(), entry.action.as_str())
        })
        .collect();
    let (boss, id) = (boss.as_str(), id.as_str());
    let expected = [
        (boss, "invite", deeds[0].2, "made"),
        (boss, "invite", withdrawn.as_str(), "withdrawn"),
        (boss, "invite", &used, "made"),
        (id, "invite", &used, "accepted"),
        (id, "user", id, "joined"),
        (boss, "user", id, "made admin"),
        (boss, "user", id, "made buyer"),
        (boss, "user", id, "removed"),
    ];
    assert_eq!(deeds, expected);
    assert!(!format!("{told:?}").contains("c4n4ry") && !log::tells("c4n4ry.of.people"), "by the id alone");
    assert!(!log::tells(&token), "a token stands in the log");
}

async fn the_trail_tells_of_invites_that_end(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let admin = enter(&shop, ADMIN).await;
    let mut ids = Vec::new();
    for role in ["buyer", "admin"] {
        invite(&admin, NEW, role).await.expect("invited");
        ids.push(people(&admin).await.invites[0].id.to_string());
    }
    admin.call::<()>("change_password", &[("new_password", PASSWORD)]).await.expect("changed");
    assert!(people(&admin).await.invites.is_empty(), "somebody else may have made it");
    let answer = shop.visitor().post("/api/accept_invite", &[("token", "guessed"), ("password", PASSWORD)]).await;
    log::line(&["sign-in", "by=\"invite\"", "end=Refused"], &[request_of(&answer)]).expect("told");
    let told = entries(&shop).await;
    let deeds: Vec<_> = told.iter().map(|entry| (entry.subject_id.as_str(), entry.action.as_str())).collect();
    let boss = told[0].actor_id.as_str();
    let (first, second) = (ids[0].as_str(), ids[1].as_str());
    let expected =
        [(first, "made"), (first, "replaced"), (second, "made"), (boss, "password changed"), (second, "taken back")];
    assert_eq!(deeds, expected);
}
