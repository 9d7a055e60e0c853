//! Signatures, right and wrong.

use super::*;
use proptest::prelude::*;

const SECRET: &str = "wbhsec_00000000-aaaa-bbbb-cccc-111111111111";
const OTHER: &str = "wbhsec_22222222-aaaa-bbbb-cccc-333333333333";
const BODY: &[u8] = br#"{"data":{"type":"event","id":"evt_demo1","attributes":{"name":"inquiry.approved"}}}"#;
const TIME: i64 = 1_700_000_000;
const MAC: &str = "0c253a1f690565403eef71c1e3495e178ccb88bfc0c059d6bd89019159f20f34";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn secrets(all: &[&str]) -> Vec<SecretString> {
    all.iter().map(|secret| SecretString::from(*secret)).collect()
}

fn check(header: &str) -> Result<(), SignatureError> {
    verify(Some(header), BODY, &secrets(&[OTHER, SECRET]), at(TIME))
}

fn sign(secret: &str, time: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key");
    mac.update(format!("{time}.").as_bytes());
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}

#[test]
fn the_known_vector_is_right() {
    assert_eq!(check(&format!("t={TIME},v1={MAC}")), Ok(()));
    assert_eq!(check(&sign(SECRET, TIME, BODY)), Ok(()));
}

#[test]
fn every_shape_of_the_header_is_read() {
    let zero = "0".repeat(64);
    for header in [
        format!("t={TIME},v1={zero} t={TIME},v1={MAC}"),
        format!("t={TIME},v1={MAC} t={TIME},v1={zero}"),
        format!("t={TIME},v1={zero},v1={MAC}"),
        format!("t={TIME}, v1={MAC}"),
        format!("v0=abc,t={TIME},v2=x,v1=short,v1={MAC},odd"),
        format!("t={TIME},v1={}", MAC.to_uppercase()),
        format!("{} {}", sign("stranger", TIME, BODY), sign(OTHER, TIME, BODY)),
    ] {
        assert_eq!(check(&header), Ok(()), "{header}");
    }
}

#[test]
fn a_header_without_time_and_signature_is_malformed() {
    assert_eq!(verify(None, BODY, &secrets(&[SECRET]), at(TIME)), Err(SignatureError::Missing));
    for header in [
        "",
        "t=",
        "garbage",
        &format!("t={TIME}"),
        &format!("v1={MAC}"),
        &format!("t=-1,v1={MAC}"),
        &format!("t=x,v1={MAC}"),
        &format!("t=99999999999999999999,v1={MAC}"),
        &format!("t={TIME},v1={}é", &MAC[..62]),
    ] {
        assert_eq!(check(header), Err(SignatureError::Malformed), "{header}");
    }
}

#[test]
fn another_body_time_or_secret_is_wrong() {
    let now = at(TIME);
    let good = format!("t={TIME},v1={MAC}");
    assert_eq!(verify(Some(&good), b"{}", &secrets(&[SECRET]), now), Err(SignatureError::Wrong));
    assert_eq!(verify(Some(&good), BODY, &secrets(&[OTHER]), now), Err(SignatureError::Wrong));
    assert_eq!(check(&format!("t={},v1={MAC}", TIME + 1)), Err(SignatureError::Wrong));
}

#[test]
fn nothing_is_believed_without_a_secret() {
    let forged = sign("", TIME, BODY);
    for none in [secrets(&[]), secrets(&[""])] {
        assert_eq!(verify(Some(&forged), BODY, &none, at(TIME)), Err(SignatureError::Wrong));
    }
}

#[test]
fn the_window_is_from_60_hours_ago_to_5_minutes_ahead() {
    let header = format!("t={TIME},v1={MAC}");
    let seen_at = |now| verify(Some(&header), BODY, &secrets(&[SECRET]), at(now));
    assert_eq!(seen_at(TIME + 60 * 3_600), Ok(()));
    assert_eq!(seen_at(TIME + 60 * 3_600 + 1), Err(SignatureError::TooOld));
    assert_eq!(seen_at(TIME - 300), Ok(()));
    assert_eq!(seen_at(TIME - 301), Err(SignatureError::TooNew));
    let far = sign(SECRET, i64::MAX, BODY);
    assert_eq!(check(&far), Err(SignatureError::TooNew));
}

#[test]
fn a_fresh_set_counts_beside_an_old_one() {
    let (old, fresh) = (sign(SECRET, TIME - 300_000, BODY), sign(SECRET, TIME, BODY));
    assert_eq!(check(&format!("{old} {fresh}")), Ok(()));
    assert_eq!(check(&format!("{fresh} {old}")), Ok(()));
    assert_eq!(check(&old), Err(SignatureError::TooOld));
}

#[test]
fn a_flood_of_signatures_is_cut_off() {
    let wrong = format!("v1={},", "0".repeat(64)).repeat(MOST);
    assert_eq!(check(&format!("t={TIME},{wrong}v1={MAC}")), Err(SignatureError::Wrong));
}

proptest! {
    #[test]
    fn any_header_is_judged(header in "\\PC{0,120}") {
        prop_assert!(check(&header).is_err());
    }

    #[test]
    fn one_changed_byte_is_noticed(at_byte in 0..BODY.len(), flip in 1..=255_u8) {
        let mut body = BODY.to_vec();
        body[at_byte] ^= flip;
        let header = format!("t={TIME},v1={MAC}");
        let verdict = verify(Some(&header), &body, &secrets(&[SECRET]), at(TIME));
        prop_assert_eq!(verdict, Err(SignatureError::Wrong));
    }
}
