//! Identity cases, their hand-overs and pictures, and the inbox of the vendor's events.

use app::domain::{
    CountryCode, Language, VerificationId,
    id_document::{IdDocument, IdType},
    verification::{Collected, Face, Judge, Reason, Shows, Transport, Verification},
};
use plusone::{
    ids,
    store::{
        Tx,
        jobs::{self, Kind},
        pictures::{self, SealedPicture},
        submissions::{self, Redaction, Submission},
        users,
        verifications::{self, Case, Read},
        webhook_events::{self, Event},
    },
};
use std::collections::BTreeSet;

use crate::{
    database::{Database, on_both},
    make::{Customer, at, user},
};

on_both!(
    an_account_has_one_case,
    every_state_of_a_case_is_read_as_it_was_written,
    a_case_knows_what_was_collected,
    consent_counts_for_its_version_alone,
    a_refusal_is_recorded_each_time,
    a_no_takes_back_the_yes_before_it,
    a_hand_over_is_found_by_both_names,
    hand_overs_that_nobody_works_at_are_found,
    the_vendors_page_waits_for_the_buyer,
    doubts_are_counted_by_key_and_unknowns_in_a_row,
    pictures_are_replaced_and_removed,
    pictures_are_swept_unless_they_wait_for_the_vendor,
    a_picture_is_sealed_anew_unless_it_is_another,
    deleting_at_the_vendor_is_asked_for_once_and_counted,
    an_event_is_recorded_once_and_forgotten_late
);

const VERSION: &str = "text-1";
const READ: Read<'_> = Read { version: VERSION, language: Language::English };

async fn opened(db: &Database, name: &str) -> (Customer, VerificationId) {
    let customer = Customer::join(db, name).await;
    let id: VerificationId = ids::fresh();
    let mut tx = db.write().await;
    verifications::open(&mut tx, &id, &customer.account.id, at(1)).await.expect("opened");
    tx.commit().await.expect("commits");
    (customer, id)
}

async fn case(db: &Database, customer: &Customer) -> Case {
    let mut tx = db.read().await;
    verifications::lookup(&mut tx, &customer.account.id, VERSION).await.expect("read").expect("a case")
}

async fn save(db: &Database, case: &Case) {
    let mut tx = db.write().await;
    verifications::save(&mut tx, case).await.expect("saved");
    tx.commit().await.expect("commits");
}

async fn put(db: &Database, case: &VerificationId, kind: &str, sealed: &[u8], second: i64) {
    let file_name = format!("{kind}.jpg");
    let picture = SealedPicture { kind: kind.to_owned(), file_name, sealed: sealed.to_vec() };
    let mut tx = db.write().await;
    pictures::put(&mut tx, case, &picture, at(second)).await.expect("stored");
    tx.commit().await.expect("commits");
}

fn passport() -> IdDocument {
    IdDocument::new(CountryCode::US, IdType::Passport).expect("a US passport")
}

async fn an_account_has_one_case(db: Database) {
    let (customer, id) = opened(&db, "one").await;
    let found = case(&db, &customer).await;
    assert_eq!((found.id, &found.account, found.attempts), (id, &customer.account.id, 0));
    assert_eq!((found.document, found.reasons, found.changed_at), (None, vec![], at(1)));
    assert_eq!(found.state, Verification::Collecting(Collected::default()));
    let mut tx = db.write().await;
    let error = verifications::open(&mut tx, &ids::fresh(), &customer.account.id, at(2)).await.expect_err("taken");
    assert!(error.is_taken(), "{error:?}");
    drop(tx);
    let mut tx = db.read().await;
    assert!(verifications::lookup(&mut tx, &ids::fresh(), VERSION).await.expect("read").is_none());
}

async fn every_state_of_a_case_is_read_as_it_was_written(db: Database) {
    let (customer, _) = opened(&db, "states").await;
    let reasons = vec![Reason::Blurry, Reason::BarcodeMissing];
    for state in [
        Verification::AtVendor { submission: ids::fresh() },
        Verification::Submitted { submission: ids::fresh() },
        Verification::UnderReview { submission: ids::fresh() },
        Verification::TryAgain { reasons: reasons.clone() },
        Verification::Approved { submission: ids::fresh(), by: Judge::Vendor },
        Verification::Declined,
        Verification::Revoked,
    ] {
        let mut changed = case(&db, &customer).await;
        changed.document = Some(passport());
        changed.reasons.clone_from(&reasons);
        changed.attempts += 1;
        changed.changed_at = at(77);
        changed.state = state;
        save(&db, &changed).await;
        let found = case(&db, &customer).await;
        assert_eq!((found.state, found.attempts), (changed.state, changed.attempts));
        assert_eq!((found.document, found.reasons, found.changed_at), (changed.document, changed.reasons, at(77)));
    }
}

async fn a_case_knows_what_was_collected(db: Database) {
    let (customer, id) = opened(&db, "collected").await;
    let document = IdDocument::new(CountryCode::US, IdType::DriversLicense).ok();
    save(&db, &Case { document, ..case(&db, &customer).await }).await;
    let mut expected = Collected { document, ..Collected::default() };
    for kind in ["front", "back", "selfie", "selfie_left"] {
        put(&db, &id, kind, b"sealed", 5).await;
        match kind {
            "front" => expected.front = true,
            "back" => expected.back = true,
            // A face without consent is none.
            _ => expected.face = Face::Wanted,
        }
        assert_eq!(case(&db, &customer).await.state, Verification::Collecting(expected.clone()), "{kind}");
    }
    let mut tx = db.write().await;
    verifications::consent(&mut tx, &customer.account.id, &customer.user.id, READ, at(6)).await.expect("recorded");
    tx.commit().await.expect("commits");
    expected.face = Face::Given;
    assert_eq!(case(&db, &customer).await.state, Verification::Collecting(expected));
}

async fn a_refusal_is_recorded_each_time(db: Database) {
    let (customer, _) = opened(&db, "refusal").await;
    let mut tx = db.write().await;
    for second in [5, 5, 6] {
        verifications::refuse(&mut tx, &customer.account.id, &customer.user.id, READ, at(second))
            .await
            .expect("twice is no error");
    }
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT COUNT(*) FROM refusals WHERE version = 'text-1'").await, 2);
    assert_eq!(case(&db, &customer).await.state, Verification::Collecting(Collected::default()), "it is no consent");
}

async fn a_no_takes_back_the_yes_before_it(db: Database) {
    let (customer, _) = opened(&db, "changes their mind").await;
    let (account, person) = (&customer.account.id, &customer.user.id);
    let stands = async |expected: bool, when: &str| {
        let agreed = matches!(case(&db, &customer).await.state, Verification::Collecting(c) if c.face == Face::Agreed);
        let mut tx = db.read().await;
        let consents = verifications::consents(&mut tx, account, person).await.expect("read");
        assert_eq!((agreed, consents), (expected, expected), "{when}");
    };
    stands(false, "before anything is said").await;
    for (second, say) in [(5, "yes"), (6, "no"), (7, "yes"), (8, "back"), (9, "back"), (10, "yes")] {
        let mut tx = db.write().await;
        match say {
            "yes" => {
                assert!(verifications::consent(&mut tx, account, person, READ, at(second)).await.expect("recorded"))
            }
            "no" => verifications::refuse(&mut tx, account, person, READ, at(second)).await.expect("recorded"),
            _ => {
                let taken = verifications::withdraw(&mut tx, account, person, at(second)).await.expect("recorded");
                assert_eq!(taken.len(), usize::from(second == 8), "what was taken back is not taken back again");
            }
        }
        tx.commit().await.expect("commits");
        stands(say == "yes", say).await;
    }
    let colleague = user(account, "colleague@shop.test");
    let mut tx = db.write().await;
    users::add(&mut tx, &colleague, at(1)).await.expect("added");
    verifications::refuse(&mut tx, account, &colleague.id, READ, at(20)).await.expect("recorded");
    assert!(verifications::withdraw(&mut tx, account, &colleague.id, at(21)).await.expect("recorded").is_empty());
    tx.commit().await.expect("commits");
    stands(true, "each speaks for themselves").await;
}

async fn consent_counts_for_its_version_alone(db: Database) {
    let (customer, _) = opened(&db, "consent").await;
    let mut tx = db.write().await;
    for second in [5, 6] {
        verifications::consent(&mut tx, &customer.account.id, &customer.user.id, READ, at(second))
            .await
            .expect("twice is no error");
    }
    let colleague = user(&customer.account.id, "colleague@shop.test");
    users::add(&mut tx, &colleague, at(1)).await.expect("added");
    verifications::consent(&mut tx, &customer.account.id, &colleague.id, READ, at(7)).await.expect("recorded");
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT COUNT(*) FROM consents").await, 2, "each person's own consent is on record");
    let consented = |case: Case| matches!(case.state, Verification::Collecting(Collected { face: Face::Agreed, .. }));
    assert!(consented(case(&db, &customer).await));
    assert_eq!(db.count("SELECT MIN(at) FROM consents").await, at(5).micros(), "the first record stays");
    let mut tx = db.read().await;
    let newer = verifications::lookup(&mut tx, &customer.account.id, "text-2").await.expect("read").expect("a case");
    assert!(!consented(newer), "a new text asks anew");
}

async fn a_hand_over_is_found_by_both_names(db: Database) {
    let (customer, verification) = opened(&db, "hand-over").await;
    let made = |vendor_ref: Option<&str>| Submission {
        id: ids::fresh(),
        verification: verification.clone(),
        account: customer.account.id.clone(),
        transport: Transport::Inquiry,
        shows: Shows::IdAlone,
        vendor_ref: vendor_ref.map(str::to_owned),
        key_turn: 0,
        sent: false,
        looked_at: false,
        created_at: at(3),
    };
    let (first, second) = (made(None), made(Some("txn_2")));
    let mut tx = db.write().await;
    submissions::add(&mut tx, &first).await.expect("added");
    submissions::add(&mut tx, &second).await.expect("added");
    assert!(submissions::by_vendor_ref(&mut tx, "txn_1").await.expect("read").is_none());
    submissions::set_vendor_ref(&mut tx, &first.id, "txn_1").await.expect("named");
    submissions::set_vendor_ref(&mut tx, &first.id, "txn_9").await.expect("the first name stays");
    submissions::turn_key(&mut tx, &first.id).await.expect("turned");
    submissions::turn_key(&mut tx, &first.id).await.expect("turned");
    submissions::set_heard(&mut tx, &first.id, at(8)).await.expect("noted");
    let by_id = submissions::lookup(&mut tx, &first.id).await.expect("read").expect("known");
    let by_ref = submissions::by_vendor_ref(&mut tx, "txn_1").await.expect("read").expect("known");
    let names = ["txn_1", "txn_2", "txn_9"].into();
    let known = submissions::known_refs(&mut tx, &names).await.expect("read");
    assert_eq!(known, ["txn_1".to_owned(), "txn_2".to_owned()].into());
    assert!(submissions::known_refs(&mut tx, &BTreeSet::new()).await.expect("read").is_empty());
    for found in [by_id, by_ref] {
        assert_eq!((&found.id, &found.verification, &found.account), (&first.id, &verification, &customer.account.id));
        assert_eq!((found.vendor_ref.as_deref(), found.key_turn, found.created_at), (Some("txn_1"), 2, at(3)));
        assert_eq!((found.transport, found.shows), (Transport::Inquiry, Shows::IdAlone));
    }
    let other = submissions::lookup(&mut tx, &second.id).await.expect("read").expect("known");
    assert_eq!((other.key_turn, other.vendor_ref.as_deref()), (0, Some("txn_2")));
    assert!(submissions::lookup(&mut tx, &ids::fresh()).await.expect("read").is_none());
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT MAX(heard_at) FROM submissions").await, at(8).micros());
    let mut tx = db.write().await;
    assert!(submissions::add(&mut tx, &made(Some("txn_1"))).await.expect_err("taken").is_taken());
}

/// An account whose case is with the vendor since this second.
async fn handed_over(db: &Database, name: &str, vendor_ref: Option<&str>, second: i64) -> Submission {
    let (customer, verification) = opened(db, name).await;
    let submission = Submission {
        id: ids::fresh(),
        verification,
        account: customer.account.id.clone(),
        transport: Transport::Transaction,
        shows: Shows::IdAndFace,
        vendor_ref: vendor_ref.map(str::to_owned),
        key_turn: 0,
        sent: false,
        looked_at: false,
        created_at: at(second),
    };
    let state = Verification::Submitted { submission: submission.id.clone() };
    save(db, &Case { state, changed_at: at(second), ..case(db, &customer).await }).await;
    let mut tx = db.write().await;
    submissions::add(&mut tx, &submission).await.expect("added");
    tx.commit().await.expect("commits");
    submission
}

async fn hand_overs_that_nobody_works_at_are_found(db: Database) {
    let fresh = handed_over(&db, "fresh", None, 10).await;
    let taken = handed_over(&db, "taken", Some("txn_1"), 11).await;
    let reviewed = handed_over(&db, "reviewed", Some("txn_2"), 12).await;
    let mut tx = db.write().await;
    let mut case = verifications::lookup(&mut tx, &reviewed.account, VERSION).await.expect("read").expect("a case");
    case.state = Verification::UnderReview { submission: reviewed.id.clone() };
    verifications::save(&mut tx, &case).await.expect("saved");
    let stuck = async |tx: &mut Tx, before| {
        let found = submissions::stuck(tx, at(before)).await.expect("read");
        found.into_iter().map(|stuck| stuck.submission.id).collect::<Vec<_>>()
    };
    assert_eq!(stuck(&mut tx, 0).await, [fresh.id.clone(), taken.id.clone(), reviewed.id.clone()]);
    // The other kind of job does not help.
    jobs::ask(&mut tx, Kind::Submit, "txn_1", at(1)).await.expect("asked");
    jobs::ask(&mut tx, Kind::Fetch, fresh.id.as_str(), at(1)).await.expect("asked");
    assert_eq!(stuck(&mut tx, 0).await.len(), 3);
    jobs::ask(&mut tx, Kind::Submit, fresh.id.as_str(), at(1)).await.expect("asked");
    jobs::ask(&mut tx, Kind::Fetch, "txn_1", at(1)).await.expect("asked");
    assert_eq!(stuck(&mut tx, 0).await, std::slice::from_ref(&reviewed.id));
    jobs::ask(&mut tx, Kind::Fetch, "txn_2", at(1)).await.expect("asked");
    assert_eq!(stuck(&mut tx, 9).await, []);
    assert_eq!(stuck(&mut tx, 99).await, [fresh.id, taken.id], "too long, though somebody works at them");
}

async fn the_vendors_page_waits_for_the_buyer(db: Database) {
    let away = async |submission: &Submission| {
        let mut tx = db.write().await;
        let mut case =
            verifications::lookup(&mut tx, &submission.account, VERSION).await.expect("read").expect("a case");
        case.state = Verification::AtVendor { submission: submission.id.clone() };
        verifications::save(&mut tx, &case).await.expect("saved");
        tx.commit().await.expect("commits");
    };
    let unnamed = handed_over(&db, "unnamed", None, 10).await;
    let left = handed_over(&db, "left", Some("inq_1"), 11).await;
    away(&unnamed).await;
    away(&left).await;
    let mut tx = db.write().await;
    let stuck = submissions::stuck(&mut tx, at(99)).await.expect("read");
    let stuck: Vec<_> = stuck.into_iter().map(|stuck| (stuck.submission.id, stuck.too_long)).collect();
    assert_eq!(stuck, [(left.id, false)], "nobody asks after what has no name, and nobody is hurried");
    jobs::ask(&mut tx, Kind::Fetch, "inq_1", at(1)).await.expect("asked");
    assert!(submissions::stuck(&mut tx, at(99)).await.expect("read").is_empty());
}

async fn doubts_are_counted_by_key_and_unknowns_in_a_row(db: Database) {
    let id = handed_over(&db, "counted", None, 1).await.id;
    let mut tx = db.write().await;
    for count in 1..=2 {
        assert_eq!(submissions::doubt(&mut tx, &id).await.expect("counted"), count);
        assert_eq!(submissions::unknown(&mut tx, &id).await.expect("counted"), count);
    }
    submissions::turn_key(&mut tx, &id).await.expect("turned");
    assert_eq!(submissions::doubt(&mut tx, &id).await.expect("counted"), 1, "a new key");
    assert_eq!(submissions::unknown(&mut tx, &id).await.expect("counted"), 3, "which says nothing of the answers");
    submissions::known(&mut tx, &id).await.expect("noted");
    assert_eq!(submissions::unknown(&mut tx, &id).await.expect("counted"), 1);
}

async fn pictures_are_replaced_and_removed(db: Database) {
    let ((_, mine), (_, other)) = (opened(&db, "mine").await, opened(&db, "other").await);
    let blob: Vec<u8> = (0..=255).collect();
    put(&db, &mine, "front", b"first", 1).await;
    put(&db, &mine, "front", &blob, 2).await;
    put(&db, &mine, "selfie", b"face", 2).await;
    put(&db, &other, "front", b"theirs", 2).await;
    let mut tx = db.write().await;
    let kinds = |found: Vec<SealedPicture>| found.into_iter().map(|picture| picture.kind).collect::<Vec<_>>();
    let found = pictures::of_case(&mut tx, &mine).await.expect("read");
    assert_eq!((found[0].sealed.as_slice(), found[0].file_name.as_str()), (blob.as_slice(), "front.jpg"));
    assert_eq!(kinds(found), ["front", "selfie"]);
    pictures::remove_kind(&mut tx, &mine, "back").await.expect("nothing to remove");
    pictures::remove_kind(&mut tx, &mine, "front").await.expect("removed");
    assert_eq!(kinds(pictures::of_case(&mut tx, &mine).await.expect("read")), ["selfie"]);
    pictures::remove(&mut tx, &mine).await.expect("removed");
    assert_eq!(kinds(pictures::of_case(&mut tx, &mine).await.expect("read")), [""; 0]);
    assert_eq!(kinds(pictures::of_case(&mut tx, &other).await.expect("read")), ["front"]);
}

async fn pictures_are_swept_unless_they_wait_for_the_vendor(db: Database) {
    let (submitted, waiting) = opened(&db, "submitted").await;
    let ((_, left), (_, fresh)) = (opened(&db, "left").await, opened(&db, "fresh").await);
    for (id, second) in [(&waiting, 10), (&left, 10), (&fresh, 11)] {
        put(&db, id, "front", b"sealed", second).await;
    }
    let state = Verification::Submitted { submission: ids::fresh() };
    save(&db, &Case { state, ..case(&db, &submitted).await }).await;
    let mut tx = db.write().await;
    assert_eq!(pictures::sweep(&mut tx, at(10)).await.expect("swept"), 1);
    for (id, kept) in [(&waiting, 1), (&left, 0), (&fresh, 1)] {
        assert_eq!(pictures::of_case(&mut tx, id).await.expect("read").len(), kept);
    }
}

async fn an_event_is_recorded_once_and_forgotten_late(db: Database) {
    let mut tx = db.write().await;
    let event = |id, name, subject| Event { id, name, subject };
    let first = event("evt_1", "transaction.created", Some("txn_1"));
    let new = webhook_events::record(&mut tx, &[first, event("evt_1", "another.name", None)], at(1)).await;
    assert_eq!(new.expect("new"), ["evt_1".to_owned()].into(), "two copies at once are one");
    let new = webhook_events::record(&mut tx, &[first, event("evt_2", "transaction.created", None)], at(2)).await;
    assert_eq!(new.expect("new"), ["evt_2".to_owned()].into(), "one is known");
    assert!(webhook_events::record(&mut tx, &[], at(2)).await.expect("nothing").is_empty());
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT COUNT(*) FROM webhook_events").await, 2);
    assert_eq!(db.count("SELECT COUNT(*) FROM webhook_events WHERE subject = 'txn_1'").await, 1);
    let mut tx = db.write().await;
    webhook_events::sweep(&mut tx, at(2)).await.expect("swept");
    tx.commit().await.expect("commits");
    assert_eq!(db.count("SELECT COUNT(*) FROM webhook_events WHERE id = 'evt_2'").await, 1);
    assert_eq!(db.count("SELECT COUNT(*) FROM webhook_events").await, 1, "what is older is forgotten");
}

async fn a_picture_is_sealed_anew_unless_it_is_another(db: Database) {
    let (customer, id) = opened(&db, "ann").await;
    let mut tx = db.write().await;
    let picture = |sealed: &[u8]| SealedPicture {
        kind: "front".to_owned(),
        file_name: "front.jpg".to_owned(),
        sealed: sealed.to_vec(),
    };
    pictures::put(&mut tx, &id, &picture(b"old"), at(1)).await.expect("put");
    let names = pictures::names(&mut tx).await.expect("read");
    let [name] = names.as_slice() else { panic!("one picture: {names:?}") };
    assert_eq!((&name.account, &name.case, name.kind.as_str()), (&customer.account.id, &id, "front"));
    assert!(!pictures::reseal(&mut tx, name, b"another", b"new").await.expect("asked"));
    assert!(pictures::reseal(&mut tx, name, b"old", b"new").await.expect("resealed"));
    assert_eq!(pictures::of_case(&mut tx, &id).await.expect("read")[0].sealed, b"new");
}

async fn deleting_at_the_vendor_is_asked_for_once_and_counted(db: Database) {
    let (ann, _) = opened(&db, "ann").await;
    let (ben, _) = opened(&db, "ben").await;
    let mut made = Vec::new();
    for (customer, vendor_ref) in [(&ann, Some("txn_1")), (&ann, Some("txn_2")), (&ann, None), (&ben, Some("txn_3"))] {
        let submission = Submission::new(&case(&db, customer).await, Transport::Transaction, Shows::IdAndFace, at(2));
        let mut tx = db.write().await;
        submissions::add(&mut tx, &submission).await.expect("added");
        if let Some(name) = vendor_ref {
            submissions::set_vendor_ref(&mut tx, &submission.id, name).await.expect("named");
        }
        tx.commit().await.expect("commits");
        made.push(submission.id);
    }
    let mut tx = db.write().await;
    let account = &ann.account.id;
    let known = Redaction { known: 2, ..Redaction::default() };
    assert_eq!(submissions::redaction(&mut tx, account).await.expect("read"), known);
    let mut asked = submissions::ask_redaction(&mut tx, account, at(5)).await.expect("asked");
    asked.sort_unstable();
    assert_eq!(asked, made[..2], "what has no name there is not there, and nobody else's is asked for");
    assert!(submissions::ask_redaction(&mut tx, account, at(6)).await.expect("asked").is_empty());
    assert!(submissions::set_redacted(&mut tx, &made[0], at(7)).await.expect("noted"));
    assert!(!submissions::set_redacted(&mut tx, &made[0], at(8)).await.expect("known"));
    let counted = Redaction { known: 2, asked: Some((2, at(5))), done: Some((1, at(7))) };
    assert_eq!(submissions::redaction(&mut tx, account).await.expect("read"), counted);
    let others = submissions::redaction(&mut tx, &ben.account.id).await.expect("read");
    assert_eq!(others, Redaction { known: 1, ..Redaction::default() });
}
