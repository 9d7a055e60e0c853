//! Pictures: what is refused, how they are kept, and that they go.

use app::{
    AppError,
    desk::{CONSENT_VERSION, DemoAccount, Step},
    error::PictureProblem,
    picture::SIDE_HEADER,
};
use image::{ImageFormat, RgbImage};
use plusone::store::{
    pictures::{self, SealedPicture},
    verifications,
};
use reqwest::header::{ACCEPT, LOCATION};
use std::{
    io::Cursor,
    time::{Duration, Instant},
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use crate::{
    database::{Database, on_both},
    log,
    shop::{NUMBERS, Plan, Refused, TestShop, Visitor, photo, read},
};

on_both!(
    what_is_no_picture_is_refused_and_not_stored,
    a_document_needs_its_sides_and_a_place_in_the_table,
    nothing_is_handed_over_before_it_is_complete,
    pictures_are_sealed_under_neutral_names,
    pictures_are_gone_once_the_vendor_has_them,
    a_refusal_names_the_picture,
    a_side_that_arrived_is_not_asked_for_again,
    one_bad_side_costs_no_good_one,
    a_side_of_another_document_is_no_side_of_this,
    a_large_upload_is_refused_in_good_order,
    an_account_uploads_one_thing_at_a_time,
    a_form_without_script_comes_back_to_the_page,
    steering_words_mean_nothing_outside_the_demo
);

const PICTURES: &str = "SELECT COUNT(*) FROM pictures";
const PASSPORT: [(&str, &str); 2] = [("country", "US"), ("id_type", "passport")];
const LICENSE: [(&str, &str); 2] = [("country", "US"), ("id_type", "drivers-license")];

async fn refusal(visitor: &Visitor<'_>, route: &str, texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Refused {
    read::<()>(visitor.upload(route, texts, files).await).await.expect_err("refused")
}

/// The sealed pictures of the unverified account's case.
async fn kept(shop: &TestShop) -> Vec<SealedPicture> {
    let account = shop.account(DemoAccount::Unverified).await;
    let mut tx = shop.db.read().await;
    let case = verifications::lookup(&mut tx, &account, CONSENT_VERSION).await.expect("read").expect("a case");
    pictures::of_case(&mut tx, &case.id).await.expect("read")
}

/// A PNG that says how large it is, and holds nothing of it.
fn hollow_png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (kind, content) in [(b"IHDR", header), (b"IDAT", vec![0; 20_000]), (b"IEND", Vec::new())] {
        let body = [&kind[..], &content].concat();
        png.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
        png.extend(&body);
        png.extend(crc32(&body).to_be_bytes());
    }
    png
}

/// The check sum of PNG's chunks (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let shift = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), shift))
}

async fn what_is_no_picture_is_refused_and_not_stored(db: Database) {
    log::listen();
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let mut plain = Cursor::new(Vec::new());
    RgbImage::new(300, 300).write_to(&mut plain, ImageFormat::Jpeg).expect("a JPEG");
    let mut narrow = Cursor::new(Vec::new());
    RgbImage::from_fn(100, 2_000, |x, y| image::Rgb([(x * y % 251) as u8, (x ^ y) as u8, (y % 241) as u8]))
        .write_to(&mut narrow, ImageFormat::Png)
        .expect("a PNG");
    let text = "This is no picture. ".repeat(1_000);
    let heic = [&[0, 0, 0, 24][..], b"ftypheic", &[0; 20_000]].concat();
    let before = shop.everything().await;
    for (bytes, problem, words) in [
        (plain.get_ref().as_slice(), PictureProblem::TooSmall, "The file is too small to be a photo."),
        (text.as_bytes(), PictureProblem::NotAPicture, "The file is not a picture that we can read."),
        (heic.as_slice(), PictureProblem::Heic, "iPhone pictures in HEIC format cannot be read yet."),
        (&photo()[..photo().len() / 2], PictureProblem::Damaged, "The file is damaged or incomplete."),
        (narrow.get_ref().as_slice(), PictureProblem::TooFewPixels, "The picture is too small to read."),
        (&hollow_png(50_000, 50_000), PictureProblem::TooManyPixels, "The picture is too large."),
        (b"", PictureProblem::Missing, "No picture arrived."),
    ] {
        let begun = Instant::now();
        let files = [("front", "passport of Jane Roe 4711.jpg", bytes)];
        let refused = refusal(&buyer, "document", &PASSPORT, &files).await;
        assert_eq!(refused, Refused::new(422, AppError::Picture(problem)));
        let page = buyer.send_from("/verify", buyer.parcel("document", &PASSPORT, &files)).await;
        assert!(page.contains(words) && page.contains("Front of ID"), "the page does not say '{words}'");
        assert!(begun.elapsed() < Duration::from_secs(20), "{problem:?} took {:?}", begun.elapsed());
    }
    assert_eq!(shop.everything().await, before);
    assert!(matches!(buyer.verification().await.step, Step::Document { .. }));
    assert!(!log::tells("Jane Roe 4711"), "a name in the log");
}

async fn a_document_needs_its_sides_and_a_place_in_the_table(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let front = [("front", "front.jpg", photo())];
    let missing = Refused::new(422, AppError::Picture(PictureProblem::Missing));
    assert_eq!(refusal(&buyer, "document", &PASSPORT, &[("back", "b.jpg", photo())]).await, missing);
    for texts in [
        [("country", "XX"), ("id_type", "passport")],
        [("country", "us"), ("id_type", "passport")],
        [("country", "US"), ("id_type", "library-card")],
        [("country", ""), ("id_type", "")],
    ] {
        let refused = refusal(&buyer, "document", &texts, &front).await;
        assert!(matches!(refused, Refused { status: 422, error: AppError::Invalid(_) }), "{texts:?} {refused:?}");
    }
    assert_eq!(shop.db.count(PICTURES).await, 0);
    assert_eq!(refusal(&buyer, "document", &LICENSE, &front).await, missing, "a licence has a back");
    let both = [front[0], ("back", "back.jpg", photo())];
    assert_eq!(buyer.upload("document", &LICENSE, &both).await.status(), 204);
    assert_eq!(shop.db.count(PICTURES).await, 2);
    assert_eq!(buyer.upload("document", &PASSPORT, &front).await.status(), 204);
    assert_eq!(shop.db.count(PICTURES).await, 1, "a passport has no back, the licence's is gone");
}

async fn nothing_is_handed_over_before_it_is_complete(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let face = [("selfie", "me.jpg", photo())];
    let consent = [("consent", CONSENT_VERSION)];
    let early = refusal(&buyer, "selfie", &consent, &face).await;
    assert_eq!(early, Refused::new(409, AppError::TooLate), "the document comes first");
    assert_eq!(shop.db.count(PICTURES).await, 0);
    buyer.show_passport("front.jpg").await;
    for texts in [&[][..], &[("consent", "")], &[("consent", "2020-01-old-text")]] {
        let refused = refusal(&buyer, "selfie", texts, &face).await;
        assert_eq!(refused, Refused::new(422, AppError::Invalid("consent".to_owned())), "{texts:?}");
    }
    let missing = refusal(&buyer, "selfie", &consent, &[]).await;
    assert_eq!(missing, Refused::new(422, AppError::Picture(PictureProblem::Missing)));
    assert_eq!(shop.db.count(PICTURES).await, 1);
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM submissions").await, 0);
    assert!(matches!(buyer.verification().await.step, Step::Selfie { .. }));
    buyer.show_face().await;
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: false });
    let again = buyer.upload("selfie", &consent, &face).await;
    assert_eq!(again.status(), 204, "whoever missed the answer has what they want");
    assert_eq!(shop.db.count("SELECT COUNT(*) FROM submissions").await, 1);
}

async fn pictures_are_sealed_under_neutral_names(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let names = [("front", "Preview of template.jpg", photo()), ("back", "IMG_0815 (retry).jpg", photo())];
    assert_eq!(buyer.upload("document", &LICENSE, &names).await.status(), 204);
    let kept = kept(&shop).await;
    let names: Vec<_> = kept.iter().map(|picture| (picture.kind.as_str(), picture.file_name.as_str())).collect();
    assert_eq!(names, [("back", "back-retry.jpg"), ("front", "front.jpg")]);
    for picture in &kept {
        assert!(picture.sealed.len() > 10_000);
        // Long enough that what is sealed does not hold them by chance.
        for magic in [&b"\xff\xd8\xff\xe0\x00\x10"[..], b"JFIF", b"Exif"] {
            assert!(!picture.sealed.windows(magic.len()).any(|bytes| bytes == magic), "pixels lie open");
        }
    }
}

async fn pictures_are_gone_once_the_vendor_has_them(db: Database) {
    let shop = TestShop::open(db).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    buyer.buy(NUMBERS.us).await;
    // No word follows, so nothing but the hand-over can have removed them.
    buyer.verify_with("lost.jpg").await;
    let gone = async || match shop.db.count(PICTURES).await {
        0 => Ok(()),
        left => Err(format!("{left} pictures")),
    };
    shop.until("no pictures", gone).await;
    assert_eq!(shop.vendor_lines("persona.transaction").len(), 1, "the vendor has them");
    assert_eq!(buyer.verification().await.step, Step::Checking { may_reconsider: false }, "and has said nothing");
}

async fn a_refusal_names_the_picture(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let text = "no picture ".repeat(2_000);
    let files = [("front", "front.jpg", photo()), ("back", "back.jpg", text.as_bytes())];
    let answer = buyer.upload("document", &LICENSE, &files).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()[SIDE_HEADER]), (422, &"back".parse().expect("a value")));
    let other = buyer.upload("document", &[("country", "XX")], &files).await;
    assert!(!other.headers().contains_key(SIDE_HEADER));
}

/// What the page would say is here: front and back.
async fn here(buyer: &Visitor<'_>) -> (bool, bool) {
    match buyer.verification().await.step {
        Step::Document { collected, .. } => (collected.front, collected.back),
        other => panic!("{other:?}"),
    }
}

async fn a_side_that_arrived_is_not_asked_for_again(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let more = [LICENSE[0], LICENSE[1], ("more", "yes")];
    let (front, back) = (("front", "front.jpg", photo()), ("back", "back.jpg", photo()));
    assert_eq!(buyer.upload("document", &more, &[front]).await.status(), 204, "the back is to come");
    assert_eq!(here(&buyer).await, (true, false));
    // Another browser, or the same after a reload, sees it too, and a plain form need not send it again.
    let again = shop.sign_in(DemoAccount::Unverified).await;
    assert_eq!(here(&again).await, (true, false));
    let parcel = again.parcel("document", &LICENSE, &[back]);
    let answer = parcel.header(ACCEPT, "text/html").send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), &answer.headers()[LOCATION]), (303, &"/verify".parse().expect("a value")));
    assert!(matches!(again.verification().await.step, Step::Selfie { .. }));
    assert_eq!(kept(&shop).await.len(), 2);
}

async fn one_bad_side_costs_no_good_one(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let text = "no picture ".repeat(2_000);
    for (good, bad) in [("front", "back"), ("back", "front")] {
        buyer.call::<()>("restart_verification", &[]).await.expect("from the start");
        let files = [(good, "good.jpg", photo()), (bad, "bad.jpg", text.as_bytes())];
        let answer = buyer.upload("document", &LICENSE, &files).await;
        assert_eq!((answer.status().as_u16(), &answer.headers()[SIDE_HEADER]), (422, &bad.parse().expect("a value")));
        assert_eq!(here(&buyer).await, (good == "front", good == "back"));
        // It does not get better by being sent alone; what is here stays.
        assert_eq!(buyer.upload("document", &LICENSE, &files[1..]).await.status(), 422);
        assert_eq!(here(&buyer).await, (good == "front", good == "back"));
        assert_eq!(buyer.upload("document", &LICENSE, &[(bad, "better.jpg", photo())]).await.status(), 204);
        assert!(matches!(buyer.verification().await.step, Step::Selfie { .. }));
    }
}

async fn a_side_of_another_document_is_no_side_of_this(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let more = [LICENSE[0], LICENSE[1], ("more", "yes")];
    assert_eq!(buyer.upload("document", &more, &[("front", "front.jpg", photo())]).await.status(), 204);
    let card = [("country", "US"), ("id_type", "passport-card")];
    let back = [("back", "back.jpg", photo())];
    let answer = buyer.upload("document", &card, &back).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()[SIDE_HEADER]), (422, &"front".parse().expect("a value")));
    assert_eq!(here(&buyer).await, (false, true), "the licence's front is gone");
    let nothing = buyer.upload("document", &LICENSE, &[]).await;
    assert_eq!(nothing.status(), 422, "nothing was sent, and nothing changes");
    assert_eq!(here(&buyer).await, (false, true));
}

async fn a_large_upload_is_refused_in_good_order(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let huge = vec![0; 25_000_000];
    let files = [("front", "front.jpg", huge.as_slice())];
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let refused = refusal(&buyer, "document", &PASSPORT, &files).await;
    assert_eq!(refused, Refused::new(422, AppError::Picture(PictureProblem::TooBig)));
    let stranger = refusal(&shop.visitor(), "document", &PASSPORT, &files).await;
    assert_eq!(stranger, Refused::new(401, AppError::SignInNeeded));
    buyer.verify_with("front.jpg").await;
    let late = refusal(&buyer, "document", &PASSPORT, &files).await;
    assert_eq!(late, Refused::new(409, AppError::TooLate), "the case is asked before the pictures are looked at");
}

async fn an_account_uploads_one_thing_at_a_time(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let (host, cookie) = (shop.url.trim_start_matches("http://"), buyer.cookie.as_deref().expect("a cookie"));
    let head = format!(
        "POST /uploads/document HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\ncontent-length: 100000\r\n\
         content-type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    );
    let status = async || buyer.upload("document", &PASSPORT, &[("front", "front.jpg", photo())]).await.status();
    // An upload that begins and does not go on; a new one each time, for ours may have had the seat when it came.
    let busy = async || {
        let mut slow = TcpStream::connect(host).await.expect("a connection");
        slow.write_all(head.as_bytes()).await.expect("sent");
        match status().await.as_u16() {
            429 => Ok(slow),
            other => Err(format!("{other}")),
        }
    };
    drop(shop.until("the seat is taken", busy).await);
    let free = async || match status().await.as_u16() {
        204 => Ok(()),
        other => Err(format!("{other}")),
    };
    shop.until("the seat is free", free).await;
}

async fn a_form_without_script_comes_back_to_the_page(db: Database) {
    let shop = TestShop::without_worker(db, Plan::default()).await;
    let buyer = shop.sign_in(DemoAccount::Unverified).await;
    let stranger = shop.visitor();
    let text = "no picture ".repeat(2_000);
    for (visitor, bytes, location) in [
        (&buyer, text.as_bytes(), "/verify?problem=not_a_picture&side=front"),
        (&buyer, photo(), "/verify"),
        (&stranger, photo(), "/sign-in?problem=ended"),
    ] {
        let parcel = visitor.parcel("document", &PASSPORT, &[("front", "front.jpg", bytes)]);
        let answer = parcel.header(ACCEPT, "text/html").send().await.expect("an answer");
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()[LOCATION], location);
    }
}

async fn steering_words_mean_nothing_outside_the_demo(db: Database) {
    let shop = TestShop::without_worker(db, Plan { demo: false, ..Plan::default() }).await;
    let mut buyer = shop.visitor();
    let one_click = buyer.enter(&[("who", "Unverified")], "sign_in_demo").await.expect_err("no such door");
    assert_eq!(one_click, Refused::new(404, AppError::NotFound));
    let credentials = [("email", "unverified@demo.test"), ("password", "plusone-demo")];
    buyer.enter(&credentials, "sign_in").await.expect("by password");
    buyer.show_passport("declined.jpg").await;
    assert_eq!(kept(&shop).await[0].file_name, "front.jpg");
}
