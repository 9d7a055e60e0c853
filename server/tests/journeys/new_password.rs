//! Choosing another password.

use app::{
    AppError,
    desk::{DemoAccount, SignedIn},
    error::PasswordProblem,
};
use plusone::store::{passkeys, sessions, users};
use reqwest::header::{ACCEPT, LOCATION};
use serde_json::Value;
use std::time::Duration;

use crate::{
    authenticator::Authenticator,
    database::{Database, on_both},
    log,
    passkeys::{BUYER, PASSWORD, add, ask, enter, show, standing},
    shop::{Refused, TestShop, Visitor},
    trail::entries,
};

on_both!(
    another_password_takes_the_place_of_the_one_before_and_ends_other_sessions,
    only_who_has_just_shown_who_they_are_changes_it,
    a_password_that_may_not_be_chosen_changes_nothing,
    a_sign_in_under_way_does_not_outlive_the_password,
    a_passkey_that_is_shown_while_it_is_taken_away_opens_nothing,
    changes_are_counted,
    a_form_without_script_is_told,
    log_and_trail_tell_of_it
);

const NEW: &str = "correct horse battery";

async fn change(visitor: &Visitor<'_>, password: &str) -> Result<(), Refused> {
    visitor.call("change_password", &[("new_password", password)]).await
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.call::<Value>("list_orders", &[]).await.is_ok()
}

async fn another_password_takes_the_place_of_the_one_before_and_ends_other_sessions(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (here, elsewhere) = (enter(&shop, BUYER).await, enter(&shop, BUYER).await);
    let stranger = enter(&shop, "unverified@demo.test").await;
    change(&here, NEW).await.expect("changed");
    assert!(is_in(&here).await && !is_in(&elsewhere).await && is_in(&stranger).await);
    let old = shop.visitor().call::<()>("sign_in", &[("email", BUYER), ("password", PASSWORD)]).await;
    assert_eq!(old, Err(Refused::new(401, AppError::WrongCredentials)));
    let mut again = shop.visitor();
    again.enter(&[("email", BUYER), ("password", NEW)], "sign_in").await.expect("signed in");
    again.enter(&[("password", NEW)], "prove_password").await.expect("proven");
    enter(&shop, "unverified@demo.test").await;
}

async fn only_who_has_just_shown_who_they_are_changes_it(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let unproven = Err(Refused::new(403, AppError::ProofNeeded));
    let mut buyer = shop.sign_in(DemoAccount::Verified).await;
    assert_eq!(change(&buyer, NEW).await, unproven, "one click shows nothing");
    let page = buyer.get("/account").await.text().await.expect("a page");
    assert!(page.contains("then choose a new one") && !page.contains("Change password"), "{page}");
    buyer.enter(&[("password", PASSWORD)], "prove_password").await.expect("proven");
    let mut device = Authenticator::new();
    add(&mut buyer, &mut device, "Phone").await.expect("added");
    shop.plan.clock.advance(Duration::from_secs(300));
    assert_eq!(change(&buyer, NEW).await, unproven, "too long ago");
    show(&mut buyer, &mut device, "passkey_proof").await.expect("proven");
    change(&buyer, NEW).await.expect("a passkey stands for the password");
    let nobody = change(&shop.visitor(), NEW).await;
    assert_eq!(nobody, Err(Refused::new(401, AppError::SignInNeeded)));
}

async fn a_password_that_may_not_be_chosen_changes_nothing(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (buyer, elsewhere) = (enter(&shop, BUYER).await, enter(&shop, BUYER).await);
    let before = shop.everything().await;
    for (password, problem) in [
        ("", PasswordProblem::TooShort),
        ("trustno1", PasswordProblem::Common),
        ("verified dental", PasswordProblem::Familiar),
        (&"x".repeat(1_025), PasswordProblem::TooLong),
    ] {
        assert_eq!(change(&buyer, password).await, Err(Refused::new(422, AppError::Password(problem))));
    }
    assert_eq!(shop.everything().await, before);
    assert!(is_in(&elsewhere).await);
    enter(&shop, BUYER).await;
}

async fn a_sign_in_under_way_does_not_outlive_the_password(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    // Both places are taken for a while: the sign-in waits there with the hash that it has read.
    for _ in 0..60 {
        let passwords = shop.house.passwords.clone();
        tokio::spawn(async move { passwords.verify("somebody else's".to_owned(), None).await });
    }
    tokio::task::yield_now().await;
    let visitor = shop.visitor();
    let signing = visitor.post("/api/sign_in", &[("email", BUYER), ("password", PASSWORD)]);
    let changing = async {
        while shop.db.count("SELECT COUNT(*) FROM failed_sign_ins").await == 0 {
            tokio::task::yield_now().await;
        }
        let mut tx = shop.db.write().await;
        let user = users::by_email(&mut tx, BUYER).await.expect("read").expect("known").id;
        assert!(users::set_password(&mut tx, &user, "$argon2id$another").await.expect("changed"));
        assert_eq!(sessions::end_all(&mut tx, &user, None).await.expect("ended"), 0, "it is not in yet");
        tx.commit().await.expect("commits");
    };
    let (answer, ()) = futures::join!(signing, changing);
    let error: AppError = serde_json::from_str(&answer.text().await.expect("an answer")).expect("an error");
    assert_eq!(error, AppError::WrongCredentials);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM sessions").await, 0);
}

async fn a_passkey_that_is_shown_while_it_is_taken_away_opens_nothing(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let (mut buyer, mut device) = (enter(&shop, BUYER).await, Authenticator::new());
    add(&mut buyer, &mut device, "Lost").await.expect("added");
    let visitor = shop.visitor();
    let question = ask(&visitor, "begin_passkey_sign_in").await;
    let answer = device.show(&question.options);
    let mut tx = shop.db.write().await;
    let user = users::by_email(&mut tx, BUYER).await.expect("read").expect("known").id;
    users::hold(&mut tx, &user).await.expect("kept");
    passkeys::remove_all(&mut tx, &user).await.expect("removed");
    sessions::end_all(&mut tx, &user, None).await.expect("ended");
    let taking = async {
        // Long enough to come as far as the one before lets it.
        tokio::time::sleep(Duration::from_millis(500)).await;
        tx.commit().await.expect("commits");
    };
    let fields = [("token", question.token.as_str()), ("answer", &answer)];
    let (shown, ()) = futures::join!(visitor.post("/api/finish_passkey_sign_in", &fields), taking);
    assert_eq!(shown.status(), 401);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM sessions").await, 0);
}

async fn changes_are_counted(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let buyer = enter(&shop, BUYER).await;
    for number in 0..10 {
        change(&buyer, &format!("{NEW} {number}")).await.expect("changed");
    }
    assert_eq!(change(&buyer, NEW).await, Err(Refused::new(429, AppError::TooMany { seconds: 600 })));
    let mut again = shop.visitor();
    again
        .enter(&[("email", BUYER), ("password", &format!("{NEW} 9"))], "sign_in")
        .await
        .expect("guesses are their own");
}

async fn a_form_without_script_is_told(db: Database) {
    let shop = TestShop::without_worker(db, standing()).await;
    let buyer = enter(&shop, BUYER).await;
    let weak = buyer.form("/api/change_password", &[("new_password", "short")]);
    let shown = buyer.send_from("/account", weak).await;
    assert!(shown.contains("Choose another password") && shown.contains("at least 8 characters"), "{shown}");
    let form = buyer.form("/api/change_password", &[("new_password", NEW)]).header(ACCEPT, "text/html");
    let answer = form.send().await.expect("an answer");
    let way = answer.headers()[LOCATION].to_str().expect("text").to_owned();
    assert_eq!((answer.status().as_u16(), way.as_str()), (303, "/account?changed=password#password-title"));
    let page = buyer.get("/account?changed=password").await.text().await.expect("a page");
    assert!(page.contains("Your password is changed") && page.contains("look through your passkeys"), "{page}");
}

async fn log_and_trail_tell_of_it(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, standing()).await;
    let buyer = enter(&shop, BUYER).await;
    let token = buyer.cookie.as_deref().and_then(|pair| pair.strip_prefix("plusone=")).expect("signed in").to_owned();
    let admitted = shop.house.session(&token).await.expect("read").expect("alive");
    let app::desk::Admitted::In(SignedIn { user, .. }) = admitted else { panic!("{admitted:?}") };
    let answer = buyer.post("/api/change_password", &[("new_password", "c4n4ry of passwords")]).await;
    let request = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
    log::line(&["a password was changed", &format!("user={user}"), "ended=0"], &[request]).expect("told");
    let told = entries(&shop).await;
    let deed = (told[0].actor_id.as_str(), told[0].subject_id.as_str(), told[0].action.as_str());
    assert_eq!((told.len(), deed), (1, (user.as_str(), user.as_str(), "password changed")));
    assert!(!log::tells("c4n4ry of passwords") && !format!("{told:?}").contains("c4n4ry"));
}
