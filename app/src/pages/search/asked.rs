//! What the address asks for.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::domain::{
    CountryCode, NumberList, PhoneNumber,
    country::may_have_area_codes,
    offer::{Match, More, NumberType},
};

/// The question as it was typed; the server decides what is valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub country: String,
    pub kind: String,
    pub digits: String,
    pub matching: String,
    pub area_code: String,
    pub place: String,
    pub voice: String,
    pub sms: String,
    pub mms: String,
    pub more: String,
}

impl Asked {
    /// The question in an address; without one, local numbers of the United States.
    pub(super) fn read(query: &ParamsMap) -> Self {
        let text = |key| query.get_str(key).map(str::trim).unwrap_or_default().to_owned();
        let or = |text: String, default: &str| if text.is_empty() { default.to_owned() } else { text };
        let country = or(text("country"), CountryCode::US.as_str());
        Self {
            kind: or(text("type"), NumberType::Local.as_str()),
            digits: text("digits"),
            // The usual way to match stays out of the address.
            matching: text("match").replace(Match::Anywhere.as_str(), ""),
            // What a country does not have must not narrow its search.
            area_code: if may_have_area_codes(&country) { text("area_code") } else { String::new() },
            country,
            place: text("place"),
            voice: text("voice"),
            sms: text("sms"),
            mms: text("mms"),
            more: text("more"),
        }
    }

    /// The question in a form that was sent.
    pub(super) fn of_form(fields: Vec<(String, String)>) -> Self {
        let mut query = ParamsMap::new();
        for (key, value) in fields {
            query.replace(key, value);
        }
        Self::read(&query)
    }

    /// Its fields under the names that form and address use.
    pub(super) fn fields(&self) -> [(&'static str, &str); 9] {
        [
            ("country", &self.country),
            ("type", &self.kind),
            ("digits", &self.digits),
            ("match", &self.matching),
            ("area_code", &self.area_code),
            ("place", &self.place),
            ("voice", &self.voice),
            ("sms", &self.sms),
            ("mms", &self.mms),
        ]
    }

    /// Whether the number must do something in particular.
    pub(super) fn narrowed_by_features(&self) -> bool {
        [&self.voice, &self.sms, &self.mms].into_iter().any(|field| !field.is_empty())
    }

    /// Whether one of the filters is set that a narrow page folds away.
    pub(super) fn narrowed_further(&self) -> bool {
        self.narrowed_by_features() || !self.matching.is_empty() || !self.place.is_empty()
    }

    /// Whether numbers of its country have area codes.
    pub(super) fn has_area_codes(&self) -> bool {
        may_have_area_codes(&self.country)
    }

    /// Where fewer of its digits are looked for: the last ones of a number, the first letters of a word. `None` when
    /// they are few.
    pub(super) fn fewer_digits(&self) -> Option<(String, String)> {
        const FEW: usize = 4;
        let plain: Vec<char> = self.digits.chars().filter(char::is_ascii_alphanumeric).collect();
        let word = plain.iter().any(char::is_ascii_alphabetic);
        let start = if word { 0 } else { plain.len().checked_sub(FEW)? };
        let fewer: String = plain.get(start..start + FEW)?.iter().collect();
        let url = self.but(|asked| asked.digits.clone_from(&fewer));
        (plain.len() > FEW).then_some((fewer, url))
    }

    /// Where the answer stands to the question with a change, from its first page on.
    pub(super) fn but(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self { more: String::new(), ..self.clone() };
        change(&mut other);
        other.url()
    }

    /// Whether this asks the same as `other`, and for more of the answer.
    pub(super) fn goes_on_from(&self, other: &Self) -> bool {
        let pages = |asked: &Self| asked.more.parse::<More>().unwrap_or_default().get();
        self.fields() == other.fields() && pages(self) > pages(other)
    }

    /// Where more of the answer stands; `None` at the limit.
    pub(super) fn with_more(&self) -> Option<String> {
        let more = self.more.parse::<More>().unwrap_or_default().once_more()?;
        let mut query = self.query();
        query.replace("more", more.get().to_string());
        Some(format!("/search{}", query.to_query_string()))
    }

    fn query(&self) -> ParamsMap {
        let more = [("more", self.more.as_str())];
        self.fields().into_iter().chain(more).filter(|(_, value)| !value.is_empty()).fold(
            ParamsMap::new(),
            |mut query, (key, value)| {
                query.insert(key, value.to_owned());
                query
            },
        )
    }

    /// Where its answer stands.
    pub(super) fn url(&self) -> String {
        format!("/search{}", self.query().to_query_string())
    }

    /// The same with the dialog that confirms buying these.
    pub(super) fn buying(&self, numbers: &[PhoneNumber]) -> String {
        let mut query = self.query();
        match numbers {
            [number] => query.insert("buy", number.as_e164().to_owned()),
            numbers => {
                let numbers: Vec<&str> = numbers.iter().map(PhoneNumber::as_e164).collect();
                query.insert(PICK, numbers.join(","));
            }
        }
        format!("/search{}", query.to_query_string())
    }
}

/// The field of a ticked number.
pub(super) const PICK: &str = "pick";

/// The numbers whose purchase the address asks to confirm: one, or all that a form says were ticked.
pub(super) fn wanted(query: &ParamsMap) -> Option<NumberList> {
    let named = query.get_all("buy").or_else(|| query.get_all(PICK))?.join(",");
    // A plus sign that nobody escaped arrives as a blank.
    let numbers = named.split(',').map(|number| format!("+{}", number.trim().trim_start_matches('+')));
    numbers.collect::<Vec<_>>().join(",").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&'static str, &str)]) -> ParamsMap {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert(*key, (*value).to_owned());
        }
        map
    }

    #[test]
    fn an_empty_address_asks_for_local_numbers_of_the_united_states() {
        assert_eq!(Asked::read(&query(&[])).url(), "/search?country=US&type=local");
        assert_eq!(Asked::read(&query(&[("country", ""), ("digits", " COSS ")])).digits, "COSS");
        assert_eq!(Asked::read(&query(&[("match", "anywhere")])).url(), "/search?country=US&type=local");
    }

    #[test]
    fn only_countries_of_the_plan_keep_an_area_code() {
        for (country, kept) in [("US", "415"), ("JM", "415"), ("", "415"), ("GB", ""), ("xx", "415")] {
            let asked = Asked::read(&query(&[("country", country), ("area_code", "415")]));
            assert_eq!((asked.area_code.as_str(), asked.has_area_codes()), (kept, !kept.is_empty()), "{country}");
        }
    }

    #[test]
    fn fewer_digits_are_the_ones_that_people_remember() {
        for (digits, fewer) in
            [("4155552677", "2677"), ("FLOWERS", "FLOW"), ("(415) 55-5", "5555"), ("2677", ""), ("", "")]
        {
            let asked = Asked::read(&query(&[("digits", digits), ("more", "2")]));
            let (short, url) = asked.fewer_digits().unwrap_or_default();
            assert_eq!(short, fewer, "{digits}");
            assert!(fewer.is_empty() || url.ends_with(&format!("&digits={fewer}")), "{url}");
        }
    }

    #[test]
    fn more_of_an_answer_goes_on_from_what_is_there() {
        let asked = |digits, more| Asked::read(&query(&[("digits", digits), ("more", more)]));
        assert!(asked("77", "1").goes_on_from(&asked("77", "")) && asked("77", "3").goes_on_from(&asked("77", "1")));
        for (now, before) in [(("77", ""), ("77", "1")), (("77", "1"), ("77", "1")), (("78", "1"), ("77", ""))] {
            assert!(!asked(now.0, now.1).goes_on_from(&asked(before.0, before.1)), "{now:?} after {before:?}");
        }
    }

    #[test]
    fn more_is_asked_for_up_to_a_limit() {
        let asked = Asked::read(&query(&[("match", "end"), ("digits", "77")]));
        assert_eq!(asked.with_more().as_deref(), Some("/search?country=US&type=local&digits=77&match=end&more=1"));
        assert_eq!(Asked::read(&query(&[("more", "9")])).with_more(), None);
        assert_eq!(Asked::read(&query(&[("more", "1")])).url(), "/search?country=US&type=local&more=1");
    }

    #[test]
    fn a_number_to_buy_is_read_with_or_without_its_plus() {
        for text in ["+12025550123", " 12025550123", "12025550123"] {
            let numbers = wanted(&query(&[("buy", text)])).expect(text);
            assert_eq!(numbers.to_string(), "+12025550123");
        }
        assert_eq!(wanted(&query(&[("buy", "x")])), None);
        let asked = Asked::read(&query(&[("type", "mobile")]));
        let number = "+447700900123".parse().expect("a number");
        assert_eq!(asked.buying(&[number]), "/search?country=US&type=mobile&buy=%2B447700900123");
    }

    #[test]
    fn ticked_numbers_are_read_from_form_and_address_alike() {
        let numbers = ["+12025550123", "+12025550124"];
        let ticked = numbers.map(|number| (PICK, number));
        let from_form = wanted(&query(&ticked)).expect("a list");
        assert_eq!(from_form.as_slice(), numbers.map(|number| number.parse().expect("a number")));
        assert_eq!(wanted(&query(&[(PICK, " 12025550123,+12025550124")])), Some(from_form.clone()));
        let url = Asked::read(&query(&[])).buying(from_form.as_slice());
        assert!(url.ends_with("&pick=%2B12025550123%2C%2B12025550124"), "{url}");
        let row = [ticked[0], ("buy", "+12025550199")];
        assert_eq!(wanted(&query(&row)).expect("one").to_string(), "+12025550199", "the row's own button counts");
    }
}
