//! What a test's house is made of.

use app::domain::{
    CountryCode, Money, PhoneNumber,
    offer::{Capabilities, NumberType, Offer, Source},
};
use plusone::{clock::Clock, config::MailSettings, demo, emulators::EmulatorSettings, policy::Policy};
use std::{path::PathBuf, time::Duration};

/// How a house differs from production: short waits, and the webhook alone brings the vendor's word, unless a test
/// says otherwise.
pub struct Plan {
    pub policy: Policy,
    pub clock: Clock,
    /// Webhook secrets that are live at the house; the emulator signs with the first one of the demo.
    pub secrets: Vec<&'static str>,
    /// Whether steering words and one-click sign-in count.
    pub demo: bool,
    /// Whether the site counts as served over TLS.
    pub secure: bool,
    /// Extra delay of the webhook of `late`.
    pub late_after: Duration,
    /// Whether the worker is woken all the time, so that waits shorter than its own rhythm count.
    pub hurry: bool,
    /// Whether the test's own address is a trusted proxy.
    pub proxied: bool,
    /// Whether the identity vendor's own page takes the pictures.
    pub inquiry: bool,
    /// Whether the site has a host name.
    pub named: bool,
    /// How long the emulated vendor's inquiries and links live.
    pub inquiry_life: Duration,
    pub link_life: Duration,
    /// The time limit of each question to the identity vendor.
    pub vendor_timeout: Duration,
    /// Another identity vendor than the emulated one.
    pub vendor: Option<String>,
    /// Another carrier than the emulated one.
    pub carrier: Option<String>,
    /// From which number text messages go out.
    pub sms_from: Option<&'static str>,
    /// How mail leaves the house.
    pub mail: Option<MailSettings>,
    /// Where the built files lie; nowhere, unless a test asks for them.
    pub site: PathBuf,
}

impl Default for Plan {
    fn default() -> Self {
        let mut policy = Policy {
            carrier_timeout: Duration::from_millis(600),
            lease: Duration::from_millis(800),
            poll_after: Duration::from_secs(600),
            pulse: Duration::from_millis(200),
            operators_need_passkey: false,
            ..Policy::default()
        };
        policy.patience.settle = Duration::from_millis(1_000);
        Self {
            policy,
            clock: Clock::system(),
            secrets: vec![demo::PERSONA_WEBHOOK_SECRET],
            demo: true,
            secure: false,
            late_after: Duration::from_millis(900),
            hurry: false,
            proxied: false,
            inquiry: false,
            named: true,
            inquiry_life: Duration::from_secs(86_400),
            link_life: Duration::from_secs(86_400),
            vendor_timeout: Duration::from_secs(10),
            vendor: None,
            carrier: None,
            sms_from: None,
            mail: None,
            site: "no-site".into(),
        }
    }
}

impl Plan {
    /// A house where a release has no time to be undone.
    pub fn hasty() -> Self {
        let mut plan = Self::impatient();
        plan.policy.grace = Duration::from_millis(1);
        plan
    }

    /// A house whose waits for the carrier are as short as a busy machine bears.
    pub fn impatient() -> Self {
        let mut plan = Self { hurry: true, ..Self::default() };
        plan.policy.carrier_timeout = Duration::from_millis(400);
        plan.policy.lease = Duration::from_millis(500);
        plan.policy.patience.settle = Duration::from_millis(600);
        plan
    }

    pub(super) fn emulators(&self, url: &str, ledger: PathBuf) -> EmulatorSettings {
        let account = |sid: &str, token: &str| (sid.to_owned(), token.to_owned());
        EmulatorSettings {
            persona_api_key: demo::PERSONA_API_KEY.to_owned(),
            webhook_url: format!("{url}/webhooks/persona"),
            webhook_secret: demo::PERSONA_WEBHOOK_SECRET.to_owned(),
            transaction_type: demo::PERSONA_TRANSACTION_TYPE.to_owned(),
            inquiry_template: demo::PERSONA_INQUIRY_TEMPLATE.to_owned(),
            twilio_accounts: vec![
                account(demo::TWILIO_SID, demo::TWILIO_TOKEN),
                account(demo::OWN_SID, demo::OWN_TOKEN),
            ],
            ledger,
            approve_after: Duration::from_millis(150),
            late_after: self.late_after,
            inquiry_life: self.inquiry_life,
            link_life: self.link_life,
            early_gap: Duration::from_millis(200),
            rate_limit: 100_000,
            retry_scale: 0.01,
            ..EmulatorSettings::default()
        }
    }
}

/// One number of each kind in our stock; the next two lines are in stock too.
pub struct Numbers {
    pub us: &'static str,
    pub canada: &'static str,
    pub puerto_rico: &'static str,
    pub jamaica: &'static str,
    pub britain: &'static str,
    pub toll_free: &'static str,
}

pub const NUMBERS: Numbers = Numbers {
    us: "+12025551000",
    canada: "+14165551000",
    puerto_rico: "+17875551000",
    jamaica: "+18765551000",
    britain: "+442079460000",
    toll_free: "+18335551000",
};

/// Our stock: three lines from each of [`NUMBERS`] up, and 30 more in the United States.
pub(super) fn offers() -> Vec<Offer> {
    let run = |first: &str, lines: u64, country, kind, cents| {
        let digits: u64 = first.trim_start_matches('+').parse().expect("digits");
        (digits..digits + lines)
            .map(move |digits| offer(&format!("+{digits}"), country, kind, cents))
            .collect::<Vec<_>>()
    };
    let local = NumberType::Local;
    [
        run(NUMBERS.us, 33, CountryCode::US, local, 115),
        run(NUMBERS.canada, 3, CountryCode::CA, local, 115),
        run(NUMBERS.puerto_rico, 3, CountryCode::PR, local, 300),
        run(NUMBERS.jamaica, 3, CountryCode::JM, local, 800),
        run(NUMBERS.britain, 3, CountryCode::GB, local, 115),
        run(NUMBERS.toll_free, 3, CountryCode::US, NumberType::TollFree, 215),
    ]
    .concat()
}

fn offer(e164: &str, country: CountryCode, kind: NumberType, cents: i64) -> Offer {
    let number: PhoneNumber = e164.parse().expect("a number");
    Offer {
        number,
        country,
        kind,
        region: String::new(),
        locality: "Testville".to_owned(),
        capabilities: Capabilities { voice: true, sms: true, mms: true },
        monthly: Money::from_cents(cents),
        source: Source::Stock,
    }
}
