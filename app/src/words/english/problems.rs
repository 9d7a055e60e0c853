use crate::{
    AppError,
    desk::PHONE_MINUTES,
    error::{PasswordProblem, PictureProblem},
    words::{Mishap, ProblemWords},
};

pub(super) const WORDS: ProblemWords = ProblemWords {
    error,
    picture,
    consent: "Tick the box to agree to the use of your biometric data, then send the selfie again.",
    agree: "Tick the box to agree to the use of your biometric data, then continue.",
    vendor: "Persona does not answer. Nothing is lost; wait a minute, then press the button again.",
    country: "That country does not issue this kind of ID. Choose the country first, then one of its IDs.",
    later: "The picture could not be taken in just now. Nothing is lost; wait a minute and send it again.",
    front: "Front of ID",
    back: "Back of ID",
    selfie: "Selfie",
};

fn error(error: &AppError) -> Mishap {
    let (title, text) = match error {
        AppError::SignInNeeded => ("Please sign in", "Your session ended. What you bought is safe.".to_owned()),
        AppError::HandoffOver => (
            "You are done on this phone",
            format!(
                "It was ended, or did its work, or {PHONE_MINUTES} minutes are over. What you sent is safe; go on at your \
                 computer."
            ),
        ),
        AppError::WrongCode => (
            "That is not the number on your computer's screen",
            "Look at it again, and type it once more. After another wrong one the link is spent.".to_owned(),
        ),
        AppError::NoMoreTexts => (
            "No more text messages can be sent today",
            "None was sent. Scan the code, or copy the link and send it to your phone yourself.".to_owned(),
        ),
        AppError::WrongCredentials => ("Not signed in", "Email and password do not belong together.".to_owned()),
        AppError::PasskeyNeeded => (
            "Your passkey is needed",
            "Whoever runs the store shows a passkey first. Nothing was changed.".to_owned(),
        ),
        AppError::ProofNeeded => (
            "Show us again that it is you",
            "That was too long ago. Nothing was changed; type your password, then do it once more.".to_owned(),
        ),
        AppError::PasskeyRefused => (
            "This passkey was not accepted",
            "It is not one of yours here, or it took too long. Nothing was changed; try again.".to_owned(),
        ),
        AppError::LastPasskey => (
            "This is your only passkey",
            "Whoever runs the store needs one. Nothing was removed; add another one first.".to_owned(),
        ),
        AppError::ManagerNeeded => (
            "This is for whoever manages the account",
            "Nothing was changed. Ask an admin of the account, who may do it or make you one.".to_owned(),
        ),
        AppError::LastManager => (
            "Nobody else manages this account",
            "An account keeps somebody who manages it. Nothing was changed; make somebody else an admin first.".to_owned(),
        ),
        AppError::EmailTaken => (
            "Somebody signs in with this email already",
            "Each email belongs to one person of one account. Nothing was changed; use another one.".to_owned(),
        ),
        AppError::PeopleLimit => (
            "The account has as many people as it can",
            "An account has at most 100. Nobody was added; an admin has to remove somebody first.".to_owned(),
        ),
        AppError::InviteLimit => (
            "There are as many open invites as there can be",
            "An account has at most 100. Nobody was invited; withdraw one, or wait until one is used or a day old."
                .to_owned(),
        ),
        AppError::Password(problem) => ("Choose another password", password(*problem).to_owned()),
        AppError::NotFound => {
            ("There is nothing here", "It does not exist, or it belongs to another account.".to_owned())
        }
        AppError::Invalid(what) => invalid(what),
        AppError::TooLong => {
            ("That is too long", "The form holds more than we take. Shorten it, then send it again.".to_owned())
        }
        AppError::Foreign => (
            "That did not come from the store",
            "Your browser says that another site sent it, or does not say who did. Nothing was done. Go to the page \
             here, then do it once more."
                .to_owned(),
        ),
        AppError::OldPage => (
            "This page no longer fits the store",
            "The store was updated after the page was loaded. Nothing was changed. Load the page again, then do it once \
             more."
                .to_owned(),
        ),
        AppError::NumberGone => (
            "This number is no longer available",
            "Somebody else was first. Nothing was bought or charged; search again for a similar one.".to_owned(),
        ),
        AppError::NotEnough { there: 0 } => (
            "There are no such numbers",
            "Just now none is for sale there that can be promised. Nothing was bought; choose another area code or \
             country."
                .to_owned(),
        ),
        AppError::NotEnough { there } => (
            "There are not as many numbers",
            format!(
                "Just now {there} are for sale that can be promised together. Nothing was bought; ask for {there} or \
                 fewer, or take as many as there are."
            ),
        ),
        AppError::PriceChanged { now } => (
            "The price has changed",
            format!("It is now {now} a month. Nothing was bought; confirm again if you agree to the new price."),
        ),
        AppError::RequestReused => (
            "This purchase was already sent",
            "Nothing was bought twice. Look at your orders before you confirm again.".to_owned(),
        ),
        AppError::HoldLimit => (
            "You hold as many numbers as you can",
            "Verify your identity or cancel an order that is held, then buy this one.".to_owned(),
        ),
        AppError::ApplicationLimit => (
            "The account has as many applications as it can",
            "An account has at most 200. Nothing was written; write on a draft that is there instead.".to_owned(),
        ),
        AppError::CreditLimit { left } => (
            "This would pass your credit limit",
            format!(
                "Your account can take on {left} more a month. Nothing was bought or held; cancel an order that is \
                 held, choose a cheaper number, or ask us for a higher limit."
            ),
        ),
        AppError::IdentityDeclined => (
            "This account could not be verified",
            "Numbers of the United States, Canada and Puerto Rico need a verified account. Others you can still buy; \
             nothing was bought or charged now."
                .to_owned(),
        ),
        AppError::Meanwhile => (
            "It changed meanwhile",
            "Somebody else was faster, or the vendor was. Nothing was changed now; look at what is there, then decide."
                .to_owned(),
        ),
        AppError::StillThere => (
            "The carrier has it for this line",
            "It was bought, and goes on costing. Adopt it, or release it at the carrier and then give it up.".to_owned(),
        ),
        AppError::NotCleared => (
            "The account is not verified",
            "This number needs a verified account. Nothing was changed; it can be given to the account once it is."
                .to_owned(),
        ),
        AppError::TooLate => (
            "That is no longer possible",
            "It has moved on meanwhile. Reload the page to see where it stands.".to_owned(),
        ),
        AppError::TooMany { seconds } => {
            ("Too many tries", format!("Nothing was lost. Wait {}, then try again.", wait(*seconds)))
        }
        AppError::Picture(problem) => ("This picture cannot be used", picture(*problem).to_owned()),
        AppError::CarrierTrouble => {
            ("The carrier does not answer", "Nothing was bought or charged. Wait a minute, then try again.".to_owned())
        }
        AppError::VendorTrouble => {
            ("Persona does not answer", "Nothing was lost. Wait a minute, then press the button again.".to_owned())
        }
        AppError::StoreTrouble => (
            "The store cannot answer just now",
            "This time nothing was saved or bought. Try again in a moment; whatever was bought before is safe, and among \
             your orders."
                .to_owned(),
        ),
        AppError::Unanswered => (
            "We cannot tell whether that was saved",
            "The store was interrupted in the middle of it. Look in a moment whether it was done; if not, try again. \
             Nothing is bought twice."
                .to_owned(),
        ),
        AppError::Internal { trace } => (
            "Something went wrong on our side",
            format!("What you bought is safe. Try again; if it stays, tell us this code: {trace}"),
        ),
        AppError::UploadBusy => (
            "Another upload is under way",
            "Pictures are taken one after the other. Wait a moment, then send them again.".to_owned(),
        ),
        AppError::Transport => (
            "No connection",
            "We could not reach the store. Check your connection, then try again; nothing is done twice.".to_owned(),
        ),
    };
    Mishap { title: title.to_owned(), text }
}

fn invalid(what: &str) -> (&'static str, String) {
    match what {
        "area code" => (
            "That is not an area code",
            "An area code has three digits, such as 415. Leave it empty for any.".to_owned(),
        ),
        "area code in this country" => (
            "Only +1 numbers have an area code",
            "Leave it empty for this country, or choose another country.".to_owned(),
        ),
        "digits or word" => {
            ("That cannot be searched for", "Use up to ten digits or letters, such as 2677 or COSS.".to_owned())
        }
        "city or region" => (
            "That is not a city or region",
            "Use letters only, such as Oakland or CA. Leave it empty for any.".to_owned(),
        ),
        "code" => (
            "That is not a number as your computer shows it",
            "It has four digits. Type it again; nothing was counted.".to_owned(),
        ),
        "quantity" => ("That is not a quantity", "A pool takes 1 to 100 numbers at a time.".to_owned()),
        "comment" => (
            "That comment cannot be sent",
            "Use at most 1,000 characters of plain text. Nothing was sent; shorten it, then send it again.".to_owned(),
        ),
        "answer" => ("Yes or no?", "Choose one of the two, then send it again.".to_owned()),
        "email" => ("That is not an email", "It has a name and a host, such as ann@company.com.".to_owned()),
        "passkey name" => ("That is not a name for a passkey", "Use 1 to 60 characters.".to_owned()),
        "pool name" => ("That is not a name for a pool", "Use 1 to 60 characters.".to_owned()),
        "month" => (
            "That is not a month",
            "A month is written as year and month, such as 2026-11. Choose one from the statement.".to_owned(),
        ),
        _ => ("That does not look right", format!("Not a valid {what}. Change it and try again.")),
    }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".to_owned(),
        2..=59 => format!("{seconds} seconds"),
        60..=119 => "a minute".to_owned(),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

fn password(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "It needs at least 8 characters. Nothing was changed.",
        PasswordProblem::TooLong => "It is longer than 1,024 bytes. Nothing was changed.",
        PasswordProblem::Common => "It is among those that are stolen and tried most often. Nothing was changed.",
        PasswordProblem::Familiar => {
            "Besides the store's name, your email and the account's name it needs at least 8 letters and digits. Nothing \
             was changed."
        }
    }
}

fn picture(problem: PictureProblem) -> &'static str {
    match problem {
        PictureProblem::Missing => "No picture arrived. Choose one, then send it again.",
        PictureProblem::TooSmall => "The file is too small to be a photo. Send the picture as your camera took it.",
        PictureProblem::TooBig => "The file is larger than 15 MB. Send a smaller picture.",
        PictureProblem::NotAPicture => "The file is not a picture that we can read. Send a JPEG, PNG or WebP.",
        PictureProblem::Heic => {
            "iPhone pictures in HEIC format cannot be read yet. Take the picture here, or send it as JPEG."
        }
        PictureProblem::TooFewPixels => "The picture is too small to read. Each side needs at least 200 pixels.",
        PictureProblem::TooManyPixels => "The picture is too large. Send one with at most 10,000 pixels a side.",
        PictureProblem::Damaged => "The file is damaged or incomplete. Take or choose the picture again.",
    }
}
