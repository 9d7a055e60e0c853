use std::{collections::BTreeSet, time::Duration};

use super::{account, document, frame, gate, order, outcome, selfie};
use crate::{
    desk::HelpView,
    domain::{CountryCode, id_document},
    words::{FeedbackWords, HelpWords, Shot, Shown},
};

pub(super) const WORDS: HelpWords = HelpWords {
    way: "How identity verification works",
    title: "Identity verification",
    lead: "Some numbers go only to accounts whose identity was verified. It is done once for the whole account and takes \
           about two minutes; what is held for you meanwhile is bought by itself afterwards.",
    when: "When we ask",
    when_lead: "When your account is LC Phone-managed (its numbers live with our own carrier) and was not verified \
                before, we ask as soon as one of these is true:",
    asked,
    never_lead: "We never ask",
    never: [
        "an account on its own carrier: that carrier knows who it is",
        "an account that is verified, whoever of it buys and however many numbers",
        "for searching, for prices, or for numbers of other countries on their own",
    ],
    journey: "The way, in pictures",
    shot,
    at_vendor: (
        "Show it to Persona",
        "Persona's own page asks for a picture of your ID and a selfie, after you agreed to it here. Then it sends you \
         back.",
    ),
    why: "Why it matters",
    why_text: [
        "Carriers ask who buys +1 numbers. Numbers that nobody answers for are what fraud and unwanted calls are made \
         with; a person behind each account makes that harder, and keeps trust in your calls and messages.",
        "Persona, a company that checks identities, compares your selfie with your ID. What PlusOne keeps is the verdict.",
    ],
    data: "What happens to your data",
    data_points,
    account: "Your account's page",
    questions: "Questions and answers",
    answers,
};

pub(super) const FEEDBACK: FeedbackWords = FeedbackWords {
    title: "Was this helpful?",
    yes: "Yes",
    no: "No",
    comment: "What was missing, or is wrong? (optional)",
    hint: |most| format!("At most {} characters. Please leave out names and other personal data.", thousands(most)),
    submit: "Send",
    thanks: "Thank you. We read what is sent here.",
};

fn asked(help: &HelpView) -> Vec<String> {
    let regions = list(help.regions.iter().map(|region| place(*region)), "or");
    vec![
        format!("You buy a number of {regions}."),
        "You buy a +1 number that belongs to no place, such as a toll-free one.".to_owned(),
        "You buy a pool that holds any +1 number.".to_owned(),
    ]
}

fn shot(shot: Shot, help: &HelpView) -> Shown {
    let (title, text, picture) = match shot {
        Shot::Confirm => (
            "Confirm the purchase",
            "The price that you see is kept. You choose now what happens if the number is gone by then.".to_owned(),
            "The dialog Confirm purchase: a number, its price a month, and a choice named If a number is gone by then.",
        ),
        Shot::Held => (
            "We hold it for you",
            format!(
                "For {}. Up to {} numbers of our own stock are kept for you meanwhile; one of the carrier is asked for \
                 again when you are verified.",
                span(help.hold),
                help.reserved
            ),
            "The dialog Verify your identity: the number, until when it is held, three steps, and a button Start \
             verification.",
        ),
        Shot::Id => (
            "Upload your ID",
            document::WORDS.lead.to_owned(),
            "The page Upload your ID: a choice of the issuing country, kinds of ID, and a field for its front.",
        ),
        Shot::Selfie => (
            "Take a selfie",
            "You agree first to how your face is used. Then the camera takes it, or you upload one.".to_owned(),
            "The page Take a selfie: what happens to the picture of your face, point by point.",
        ),
        Shot::Verified => (
            "You are verified",
            "Usually within seconds, sometimes a few minutes. You may leave; it goes on without you.".to_owned(),
            "The page Identity verified: the number is yours now, and this account will not be asked again.",
        ),
        Shot::Bought => (
            "The number is bought",
            "By itself, and once. There is nothing more to press.".to_owned(),
            "The page of the order: Purchased, the number, and below it what happened and when.",
        ),
    };
    Shown { title, text, picture }
}

fn data_points(help: &HelpView) -> Vec<String> {
    let mut points = if help.at_vendor {
        vec![super::vendor::WORDS.comes_back.to_owned()]
    } else {
        vec![
            "On arrival each picture is made anew, so that what a camera writes beside it (such as the place) is gone, \
             and encrypted before it is stored."
                .to_owned(),
            format!(
                "As soon as Persona has the pictures ours are deleted, within minutes. If you do not finish, they are \
                 deleted after {}. The store's backups leave them out.",
                span(help.pictures_kept)
            ),
        ]
    };
    let [compared, _, kept, result] = gate::WORDS.data_points;
    let identity = account::WORDS.identity_data;
    points.extend([compared, kept].map(str::to_owned));
    points.push(format!(
        "On your account's page, under '{}', you can have Persona delete what it has, unless it is just checking. {}",
        identity.title, identity.ask_then
    ));
    points.push(format!("{result} That you agreed, when and to which text, stays on record."));
    points
}

fn answers(help: &HelpView) -> Vec<(&'static str, String)> {
    let hold = span(help.hold);
    vec![
        (
            "How long does it take?",
            format!(
                "About two minutes of yours. {} When a person has to look it can take longer; what is held does not run \
                 out from when you sent everything.",
                outcome::WORDS.checking_text
            ),
        ),
        ("Which documents can I use?", documents(help)),
        (
            "What if the pictures are not good enough?",
            format!(
                "We tell you what was wrong and how to mend it, and what is held stays held. You have {}.",
                count(u64::from(help.attempts), "try", "tries")
            ),
        ),
        (
            "What if I am declined?",
            format!(
                "Orders that waited for it end, and nothing is charged. You cannot start another try by yourself. {}",
                outcome::WORDS.declined_next
            ),
        ),
        ("How long is my face kept?", selfie::WORDS.consent_points[3].1.to_owned()),
        ("Can I use my phone instead of a webcam?", phone(help).to_owned()),
        ("Does it work without JavaScript?", without_script(help).to_owned()),
        (
            "Can I cancel?",
            format!(
                "Yes. The order's page has '{}' as long as nothing was asked of the carrier, and nothing is charged. If \
                 you do nothing, a held order ends by itself after {hold}.",
                order::WORDS.cancel
            ),
        ),
        (
            "Can I go on buying meanwhile?",
            format!(
                "Yes. Up to {} can be held at a time, and one verification completes them all. What needs no \
                 verification is bought at once.",
                count(u64::try_from(help.held_orders).unwrap_or(u64::MAX), "order", "orders")
            ),
        ),
        (
            "What if I buy several numbers together?",
            "One that needs a verified identity holds its whole order. The dialog that confirms the purchase says so, and \
             offers to buy the others at once."
                .to_owned(),
        ),
        (
            "Am I asked again for A2P brand registration, toll-free verification, CNAM or SHAKEN/STIR?",
            "No. The verification belongs to your account and counts for these too: nobody shows an ID for them again."
                .to_owned(),
        ),
        (
            "Can a verification be taken back?",
            "Only by Persona. Numbers that you have stay yours then; buying more that need it asks for it once more."
                .to_owned(),
        ),
    ]
}

fn documents(help: &HelpView) -> String {
    if help.at_vendor {
        return "Persona's page lists them: a passport, a driver's license or an identity card, by country.".to_owned();
    }
    let kind = document::WORDS.kind;
    let mut seen = BTreeSet::new();
    let kinds = id_document::issuers().flat_map(|(_, kinds)| kinds).map(|one| kind(*one).to_lowercase());
    let kinds: Vec<String> = kinds.filter(|name| seen.insert(name.clone())).collect();
    format!(
        "A {}. Which of them depends on the country that issued it; there are {} to choose from. Pictures are {}.",
        list(kinds.into_iter(), "or"),
        id_document::issuers().count(),
        document::WORDS.formats
    )
}

const fn phone(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Yes. Sign in here on your phone, and go to Persona's page from there."
    } else {
        "Yes. Press “Continue on your phone” and scan the code; nobody has to sign in there, and your computer follows. \
         Or upload a selfie that you took with it."
    }
}

const fn without_script(help: &HelpView) -> &'static str {
    if help.at_vendor {
        "Our own pages do. Whether Persona's page does is up to Persona."
    } else {
        "Yes. Every step is a plain form: you upload both pictures, and look again for the result."
    }
}

fn place(code: CountryCode) -> String {
    let name = (frame::WORDS.country)(code.as_str()).unwrap_or(code.as_str());
    if code == CountryCode::US { format!("the {name}") } else { name.to_owned() }
}

/// 'one', 'one or two', 'one, two or three'.
fn list(items: impl Iterator<Item = String>, last: &str) -> String {
    let items: Vec<String> = items.collect();
    match items.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

/// A time that is set in whole days, hours, minutes or seconds.
fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    let units = [(86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes")];
    let whole = units.into_iter().find(|(unit, ..)| seconds >= *unit && seconds.is_multiple_of(*unit));
    let (unit, one, many) = whole.unwrap_or((1, "second", "seconds"));
    count(seconds / unit, one, many)
}

fn count(many: u64, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}

fn thousands(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help() -> HelpView {
        HelpView {
            regions: vec![CountryCode::US, CountryCode::CA, CountryCode::PR],
            hold: Duration::from_secs(36 * 3_600),
            held_orders: 4,
            reserved: 8,
            attempts: 1,
            at_vendor: false,
            pictures_kept: Duration::from_secs(86_400),
        }
    }

    fn all(help: &HelpView) -> String {
        let answers = (WORDS.answers)(help).into_iter().map(|(_, answer)| answer);
        let shots = [Shot::Confirm, Shot::Held, Shot::Id, Shot::Selfie, Shot::Verified, Shot::Bought];
        let shots = shots.map(|shot| (WORDS.shot)(shot, help).text);
        let points = (WORDS.asked)(help).into_iter().chain((WORDS.data_points)(help));
        points.chain(shots).chain(answers).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_set_is_told() {
        let told = all(&help());
        for text in [
            "a number of the United States, Canada or Puerto Rico.",
            "For 36 hours. Up to 8 numbers",
            "ends by itself after 36 hours",
            "deleted after 1 day.",
            "You have 1 try.",
            "Up to 4 orders",
            "passport, identity card",
            "JPEG, PNG or WebP",
        ] {
            assert!(told.contains(text), "{text}: {told}");
        }
    }

    #[test]
    fn what_never_passes_through_us_is_not_said_to_be_kept() {
        let told = all(&HelpView { at_vendor: true, regions: vec![CountryCode::CA], ..help() });
        assert!(told.contains("a number of Canada.") && told.contains("they never pass through us"), "{told}");
        assert!(!told.contains("ours are deleted") && !told.contains("residence permit"), "{told}");
    }

    #[test]
    fn a_time_is_told_in_its_largest_whole_unit() {
        for (seconds, told) in
            [(604_800, "7 days"), (86_400, "1 day"), (90_000, "25 hours"), (5_400, "90 minutes"), (61, "61 seconds")]
        {
            assert_eq!(span(Duration::from_secs(seconds)), told);
        }
        assert_eq!((FEEDBACK.hint)(1_000).split(" characters").next(), Some("At most 1,000"));
    }
}
