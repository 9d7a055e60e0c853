//! Which settings are taken, and what is said of the others.

use secrecy::ExposeSecret as _;
use std::time::Duration;
use url::Origin;

use super::*;
use crate::demo;
use app::domain::verification::Poses;

fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let values = pairs.iter().map(|(key, value)| (format!("PLUSONE_{key}"), (*value).to_owned())).collect();
    Config::from_values(values, PersonaNames::default())
}

fn problems(pairs: &[(&str, &str)]) -> String {
    read(pairs).expect_err("refused").to_string()
}

const PRODUCTION: [(&str, &str); 5] = [
    ("MODE", "production"),
    ("SECRET_KEY", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="),
    ("PERSONA_API_KEY", "persona_production_1"),
    ("PERSONA_WEBHOOK_SECRETS", "wbhsec_1, wbhsec_2"),
    ("PERSONA_TRANSACTION_TYPE", "txntp_1"),
];

#[test]
fn demo_mode_needs_no_setting() {
    let config = read(&[("MODE", "demo")]).expect("accepted");
    assert_eq!(config.public_url, "http://127.0.0.1:3000");
    assert_eq!(config.policy.patience.settle, Duration::from_secs(8));
}

#[test]
fn the_rules_of_the_house_can_be_set() {
    let config = read(&[
        ("MODE", "demo"),
        ("REGULATED_REGIONS", "US, CA,PR,JM"),
        ("HOLD", "3d"),
        ("RELEASE_GRACE", "30d"),
        ("ATTEMPTS", "3"),
        ("SELFIE_POSES", "3"),
        ("MARKUP_PERCENT", "20"),
        ("CREDIT_LIMIT", "250.50"),
        ("SIGN_IN_WINDOW", "1h"),
        ("SIGN_IN_FAILURES", "5"),
        ("SIGN_IN_FAILURES_ACCOUNT", "50"),
        ("SIGN_IN_FAILURES_ADDRESS", "500"),
        ("OPERATOR_PASSKEYS", "required"),
        ("SMS_DAILY_ACCOUNT", "3"),
        ("SMS_DAILY", "0"),
    ]);
    let policy = config.expect("accepted").policy;
    assert_eq!(policy.regions.countries.len(), 4);
    assert_eq!(policy.hold, Duration::from_secs(3 * 86_400));
    assert_eq!(policy.grace, Duration::from_secs(30 * 86_400));
    assert_eq!((policy.attempts_max, policy.markup_percent), (3, 20));
    assert_eq!(policy.poses, Poses::Three);
    assert_eq!(policy.credit.cents(), 25_050);
    assert_eq!(policy.sign_in_window, Duration::from_secs(3_600));
    assert_eq!((policy.sign_in_failures_max, policy.sign_in_failures_max_email), (5, 50));
    assert_eq!(policy.sign_in_failures_max_address, 500);
    assert_eq!((policy.texts_of_account_max, policy.texts_of_all_max), (3, 0));
    assert!(policy.operators_need_passkey);
    assert!(!read(&[("MODE", "demo")]).expect("accepted").policy.operators_need_passkey, "one click signs in there");
    for (key, value) in [
        ("REGULATED_REGIONS", "US,GB"),
        ("REGULATED_REGIONS", "US,usa"),
        ("REGULATED_REGIONS", ","),
        ("HOLD", "7"),
        ("HOLD", "0s"),
        ("HOLD", "400d"),
        ("RELEASE_GRACE", "0s"),
        ("RELEASE_GRACE", "400d"),
        ("ATTEMPTS", "0"),
        ("ATTEMPTS", "-1"),
        ("SELFIE_POSES", "2"),
        ("MARKUP_PERCENT", "2000"),
        ("CREDIT_LIMIT", "-5"),
        ("CREDIT_LIMIT", "plenty"),
        ("SIGN_IN_WINDOW", "30s"),
        ("OPERATOR_PASSKEYS", "no"),
        ("SIGN_IN_WINDOW", "2d"),
        ("SIGN_IN_FAILURES", "0"),
        ("SIGN_IN_FAILURES_ACCOUNT", "many"),
        ("SIGN_IN_FAILURES_ADDRESS", "1000000"),
        ("SMS_DAILY_ACCOUNT", "-1"),
        ("SMS_DAILY", "plenty"),
    ] {
        assert!(problems(&[("MODE", "demo"), (key, value)]).contains(&format!("PLUSONE_{key}")), "{key} {value}");
    }
}

#[test]
fn a_key_can_be_changed_while_the_old_one_still_opens() {
    const OLD: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    const OLDER: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";
    let with = |old: &str| read(&[&PRODUCTION[..], &[("OLD_SECRET_KEYS", old)]].concat());
    let keys = with(&format!("{OLD}, {OLDER}")).expect("accepted").old_secret_keys;
    assert_eq!(keys.iter().map(|key| key.expose_secret()).collect::<Vec<_>>(), [OLD, OLDER]);
    for (old, told) in [
        ("AgICAgI=", "must be keys of 32 bytes in base64"),
        ("not base64", "must be keys of 32 bytes in base64"),
        (&format!("{OLD};{OLDER}"), "must be keys of 32 bytes in base64"),
        (&format!("{OLD},{}", PRODUCTION[1].1), "holds the current key"),
        (demo::SECRET_KEY, "holds the demo's value"),
    ] {
        let problems = with(old).expect_err("refused").to_string();
        assert!(problems.contains(&format!("PLUSONE_OLD_SECRET_KEYS {told}")), "{problems}");
        assert!(!problems.contains(old), "a key is not repeated: {problems}");
    }
}

#[test]
fn crowds_can_be_limited_and_let_in() {
    let config = read(&[
        ("MODE", "demo"),
        ("RATE_SEARCHES", "7"),
        ("RATE_CALLS", "0"),
        ("RATE_QUESTIONS", "9"),
        ("RATE_FEEDBACK", "4"),
        ("CONNECTIONS", "500"),
        ("CONNECTIONS_PER_ADDRESS", "20"),
    ]);
    let policy = config.expect("accepted").policy;
    let rates = policy.rates;
    assert_eq!((rates.searches, rates.calls, rates.questions, rates.feedback), (7, 0, 9, 4));
    assert_eq!((policy.connections.all, policy.connections.of_one), (500, 20));
    let few = read(&[("MODE", "demo"), ("CONNECTIONS", "50")]).expect("accepted").policy.connections;
    assert_eq!(few.of_one, 50);
    for (key, value) in [
        ("RATE_PAGES", "-1"),
        ("RATE_UPLOADS", "many"),
        ("RATE_FILES", "99999999999"),
        ("CONNECTIONS", "0"),
        ("CONNECTIONS", "2000000"),
        ("CONNECTIONS_PER_ADDRESS", "0"),
    ] {
        assert!(problems(&[("MODE", "demo"), (key, value)]).contains(&format!("PLUSONE_{key}")), "{key} {value}");
    }
}

#[test]
fn production_names_every_missing_secret() {
    let told = problems(&[("MODE", "production")]);
    for key in ["SECRET_KEY", "PERSONA_API_KEY", "PERSONA_WEBHOOK_SECRETS", "PERSONA_TRANSACTION_TYPE"] {
        assert!(told.contains(&format!("PLUSONE_{key} is missing")), "{told}");
    }
    let config = read(&PRODUCTION).expect("accepted");
    assert_eq!(config.persona.webhook_secrets.len(), 2);
    assert!(config.twilio.account.is_none());
}

#[test]
fn production_refuses_demo_values_and_shows_none() {
    for (key, value) in [
        ("SECRET_KEY", demo::SECRET_KEY),
        ("PERSONA_API_KEY", demo::PERSONA_API_KEY),
        ("PERSONA_WEBHOOK_SECRETS", demo::PERSONA_WEBHOOK_SECRET),
        ("PERSONA_TRANSACTION_TYPE", demo::PERSONA_TRANSACTION_TYPE),
    ] {
        let mut pairs = PRODUCTION.to_vec();
        pairs.push((key, value));
        let told = problems(&pairs);
        assert!(told.contains(key) && !told.contains(value), "{told}");
    }
}

#[test]
fn each_transport_asks_for_its_own() {
    let with = |pairs: &[(&'static str, &'static str)]| {
        let needed = PRODUCTION.into_iter().filter(|(key, _)| *key != "PERSONA_TRANSACTION_TYPE");
        read(&needed.chain(pairs.iter().copied()).collect::<Vec<_>>())
    };
    let inquiry = ("PERSONA_TRANSPORT", "inquiry");
    let told = with(&[inquiry]).expect_err("refused").to_string();
    assert!(told.contains("PLUSONE_PERSONA_INQUIRY_TEMPLATE is missing") && !told.contains("TRANSACTION"), "{told}");
    let told = with(&[("PERSONA_TRANSPORT", "transaction")]).expect_err("refused").to_string();
    assert!(told.contains("PLUSONE_PERSONA_TRANSACTION_TYPE is missing") && !told.contains("INQUIRY"), "{told}");
    assert!(with(&[("PERSONA_TRANSPORT", "pigeon")]).is_err());
    assert!(with(&[inquiry, ("PERSONA_INQUIRY_TEMPLATE", demo::PERSONA_INQUIRY_TEMPLATE)]).is_err());
    let template = ("PERSONA_INQUIRY_TEMPLATE", "itmpl_1");
    let transport = |pairs: &[(&'static str, &'static str)]| with(pairs).expect("accepted").persona.transport;
    let PersonaTransport::Inquiry { template: kept, hosted } = transport(&[inquiry, template]) else { panic!() };
    assert_eq!((kept.as_str(), hosted.len()), ("itmpl_1", 0));
    let hosts = ("PERSONA_HOSTED_ORIGINS", "https://id.numbers.example/verify, http://127.0.0.1:4000");
    let PersonaTransport::Inquiry { hosted, .. } = transport(&[inquiry, template, hosts]) else { panic!() };
    let hosted: Vec<_> = hosted.iter().map(Origin::ascii_serialization).collect();
    assert_eq!(hosted, ["https://id.numbers.example", "http://127.0.0.1:4000"]);
    for hosts in ["http://id.numbers.example", "id.numbers.example", "javascript:alert(1)"] {
        assert!(with(&[inquiry, template, ("PERSONA_HOSTED_ORIGINS", hosts)]).is_err(), "{hosts}");
    }
    let demo = read(&[("MODE", "demo"), inquiry]).expect("demo mode needs no more");
    assert!(matches!(demo.persona.transport, PersonaTransport::Inquiry { .. }));
}

#[test]
fn plain_http_is_for_loopback() {
    let public = |url| read(&[("MODE", "demo"), ("PUBLIC_URL", url)]);
    assert!(public("http://localhost:8080").is_ok_and(|config| !config.secure));
    assert!(public("https://numbers.example/").is_ok_and(|config| config.secure));
    assert!(public("http://numbers.example").is_err());
}

#[test]
fn whoever_listens_to_others_says_how_they_come() {
    let on = |addr| [&PRODUCTION[..], &[("ADDR", addr)]].concat();
    for addr in ["0.0.0.0:3000", "[::]:3000", "192.0.2.1:3000"] {
        let told = problems(&on(addr));
        assert!(told.contains("PLUSONE_PUBLIC_URL is missing"), "{addr}: {told}");
        let named = [&on(addr)[..], &[("PUBLIC_URL", "https://numbers.example")]].concat();
        assert!(read(&named).is_ok_and(|config| config.secure), "{addr}");
    }
    for addr in ["127.0.0.1:3000", "[::1]:3000"] {
        assert!(read(&on(addr)).is_ok_and(|config| !config.secure), "{addr}");
    }
}

#[test]
fn the_order_of_the_waits_is_checked() {
    assert!(read(&[("MODE", "demo"), ("LEASE", "9s")]).is_err());
    assert!(read(&[("MODE", "demo"), ("LEASE", "9s"), ("SETTLE", "1m")]).is_ok());
    assert!(read(&[("MODE", "demo"), ("SETTLE", "soon")]).is_err());
}

#[test]
fn each_webhook_secret_is_a_real_one() {
    let with = |secrets| {
        let mut pairs = PRODUCTION.to_vec();
        pairs.push(("PERSONA_WEBHOOK_SECRETS", secrets));
        read(&pairs)
    };
    let rotating = format!("wbhsec_1, {}", demo::PERSONA_WEBHOOK_SECRET);
    for secrets in [&rotating, ",", " , ", ""] {
        assert!(with(secrets).is_err(), "{secrets}");
    }
    let secrets = with("wbhsec_1,, wbhsec_2 ,").expect("accepted").persona.webhook_secrets;
    let secrets: Vec<_> = secrets.iter().map(|secret| secret.expose_secret()).collect();
    assert_eq!(secrets, ["wbhsec_1", "wbhsec_2"]);
}

#[test]
fn secrets_do_not_show() {
    for database in [
        "postgres://plusone:canary-password@db.example/plusone",
        "postgres://canary-password@db.example/plusone",
        "postgres://db.example/plusone?user=plusone&password=canary-password",
        "postgres://plusone:canary/password@db.example/plusone",
    ] {
        let mut pairs = PRODUCTION.to_vec();
        pairs.extend([
            ("DATABASE_URL", database),
            ("PERSONA_URL", "https://canary-user:canary-password@persona.example/api"),
            ("TWILIO_URL", "http://canary-user@twilio.example"),
            ("TWILIO_ACCOUNT_SID", "AC1"),
            ("TWILIO_AUTH_TOKEN", "canary-token"),
        ]);
        let shown = format!("{:?}", read(&pairs).expect("accepted"));
        for secret in ["AQEBAQ", "persona_production_1", "wbhsec_1", "canary"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        assert!(shown.contains("persona.example/api") && shown.contains("twilio.example"), "{shown}");
    }
}

#[test]
fn puerto_rico_is_filed_under_one_of_two_codes() {
    let names = |text: &str| toml::from_str::<PersonaNames>(text);
    assert_eq!(names("").expect("names").puerto_rico.as_str(), "PR");
    assert_eq!(names("puerto_rico = 'US'").expect("names").puerto_rico.as_str(), "US");
    assert!(names("puerto_rico = 'DO'").is_err());
}

#[test]
fn mail_leaves_by_a_server_that_nobody_overhears() {
    let mail = |url: &str| {
        let from = ("MAIL_FROM", "PlusOne <no-reply@numbers.example>");
        read(&[("MODE", "demo"), ("SMTP_URL", url), from]).map(|config| config.mail.expect("set"))
    };
    for (url, host, port, channel) in [
        ("smtp://mail.example", "mail.example", 587, MailChannel::StartTls),
        ("smtp://mail.example:2525/", "mail.example", 2525, MailChannel::StartTls),
        ("smtps://mail.example", "mail.example", 465, MailChannel::Tls),
        ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, MailChannel::Plain),
        ("smtp://[::1]:1025", "::1", 1025, MailChannel::Plain),
        ("smtps://localhost:465", "localhost", 465, MailChannel::Tls),
    ] {
        let found = mail(url).expect("accepted");
        assert_eq!((found.host.as_str(), found.port, found.channel), (host, port, channel), "{url}");
        assert!(found.login.is_none());
    }
    let found = mail("smtp://relay%40numbers.example:p%2Fss%20w@mail.example").expect("accepted");
    let (name, password) = found.login.as_ref().expect("a login");
    assert_eq!((name.as_str(), password.expose_secret()), ("relay@numbers.example", "p/ss w"));
    assert!(!format!("{found:?}").contains("p/ss") && !format!("{found:?}").contains("relay@"));
    for bad in [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example/in",
        "smtp://mail.example?tls=no",
        "smtp://name@mail.example",
        "smtp://:secret@mail.example",
    ] {
        let told = mail(bad).expect_err("refused").to_string();
        assert!(told.contains("PLUSONE_SMTP_URL must be smtp://") && !told.contains("secret"), "{bad}: {told}");
    }
}

#[test]
fn mail_takes_a_server_and_a_sender() {
    assert!(read(&[("MODE", "demo")]).expect("accepted").mail.is_none());
    let url = ("SMTP_URL", "smtp://127.0.0.1:1025");
    let alone = problems(&[("MODE", "demo"), url]);
    assert!(alone.contains("PLUSONE_MAIL_FROM is missing"), "{alone}");
    let alone = problems(&[("MODE", "demo"), ("MAIL_FROM", "a@numbers.example")]);
    assert!(alone.contains("PLUSONE_SMTP_URL is missing"), "{alone}");
    let bad = problems(&[("MODE", "demo"), url, ("MAIL_FROM", "nobody")]);
    assert!(bad.contains("PLUSONE_MAIL_FROM must be an address"), "{bad}");
}

#[test]
fn text_messages_go_out_from_a_number_of_our_account() {
    let account = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "token")];
    let with = |from| [&PRODUCTION[..], &account, &[("SMS_FROM", from)]].concat();
    let from = read(&with("+12025550100")).expect("accepted").twilio.sms_from;
    assert_eq!(from.map(|number| number.as_e164().to_owned()), Some("+12025550100".to_owned()));
    for nonsense in ["2025550100", "PlusOne", "+1 202 555 0100", "MG0123", "+1555"] {
        assert!(problems(&with(nonsense)).contains("PLUSONE_SMS_FROM must be a number"), "{nonsense}");
    }
    let alone = [&PRODUCTION[..], &[("SMS_FROM", "+12025550100")]].concat();
    assert!(problems(&alone).contains("PLUSONE_SMS_FROM needs PLUSONE_TWILIO_ACCOUNT_SID"));
    assert_eq!(read(&PRODUCTION).expect("accepted").twilio.sms_from, None);
}
