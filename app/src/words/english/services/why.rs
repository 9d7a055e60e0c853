use crate::domain::service::{Field, Reason, Why};

pub(super) fn why(field: Field, why: Why) -> String {
    let text = match why {
        Why::Missing => match field {
            Field::Numbers => "Choose a number.",
            Field::Regions | Field::UseCases => "Tick at least one.",
            _ => "Fill this in.",
        },
        Why::TooLong(most) => return format!("Use at most {most} characters."),
        Why::TooMany(most) => {
            return match field {
                Field::RegistrationNumber => format!("An account has at most {most} brands under way or approved."),
                _ => format!("At most {most} are taken."),
            };
        }
        Why::NotAChoice => "Choose one of the list.",
        Why::OddCharacter => match field {
            Field::DisplayName => "Use letters, digits, periods, commas and spaces only.",
            _ => "It has a character that does not belong there.",
        },
        Why::NotAnEmail => "An email has a name and a host, such as ann@company.com.",
        Why::NotAWebAddress => "Write the whole address, such as https://example.com.",
        Why::NotAPhoneNumber => "Write it with its country code, such as +1 202 555 0123.",
        Why::NotARegistrationNumber => "That is not the shape of such a number. An EIN has nine digits.",
        Why::NotAPostalCode => "That is not a postal code of the country.",
        Why::PostBox => "Write where somebody is; a post box is not taken.",
        Why::NotTaken => "This kind of number is not taken here. Use an EIN, if the business has one.",
        Why::NotUnitedStates => "Choose numbers of the United States.",
        Why::NotOwned => "One of these is not yours any more. Choose others.",
        Why::AppliedFor => match field {
            Field::RegistrationNumber => "This business has an application already that is under way or approved.",
            _ => "One of these has an application already that is under way or approved.",
        },
        Why::WrongKind => "This does not go with the business type. Non-profit goes with non-profit or government.",
        Why::NotTollFree => "Choose a toll-free number.",
        Why::NoLetterFirst => "Begin with a letter.",
        Why::Generic => "That could be anybody. Use the name of the business.",
        Why::Prohibited => "That sounds like an authority. Use the name of the business.",
    };
    text.to_owned()
}

pub(super) fn reason(reason: Reason, field: &dyn Fn(Field) -> &'static str) -> String {
    let text = match reason {
        Reason::Check(named) => {
            return format!("\u{201c}{}\u{201d} is missing, wrong, or could not be confirmed.", field(named));
        }
        Reason::NoMatch => {
            "What is written does not agree with the register. Compare name, number and address letter by letter with \
             the paper from the authority."
        }
        Reason::Prohibited => "What is written, or shown on the website, is not allowed by the carriers.",
        Reason::Ineligible => "The carriers do not serve what this business does.",
        Reason::NumberMissing => "One of the numbers is no longer with the carrier. Choose numbers that you have now.",
        Reason::Unstated => {
            "The reviewer gave no reason that we know. Compare everything with the register, above all name and number."
        }
    };
    text.to_owned()
}
