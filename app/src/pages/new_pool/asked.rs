//! What the address asks for.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::domain::{CountryCode, pool::Fill};

/// The question as it was typed; the server decides what is valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The pool that gets more numbers; empty for a new one.
    pub pool: String,
    pub name: String,
    pub country: String,
    pub area_code: String,
    /// Without it nothing was asked yet.
    pub quantity: Option<String>,
    pub fill: String,
}

impl Asked {
    /// The question in an address; of numbers of the United States unless it says otherwise.
    pub(super) fn read(query: &ParamsMap) -> Self {
        let text = |key| query.get_str(key).map(str::trim).unwrap_or_default().to_owned();
        let country = match text("country") {
            none if none.is_empty() => CountryCode::US.to_string(),
            country => country,
        };
        Self {
            pool: text("pool"),
            name: text("name"),
            country,
            area_code: text("area_code"),
            quantity: query.get_str("quantity").map(|quantity| quantity.trim().to_owned()),
            fill: text("fill"),
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

    /// Where its answer stands.
    pub(super) fn url(&self) -> String {
        let mut query = ParamsMap::new();
        let fields = [
            ("pool", &self.pool),
            ("name", &self.name),
            ("country", &self.country),
            ("area_code", &self.area_code),
            ("fill", &self.fill),
        ];
        for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.insert(key, value.clone());
        }
        if let Some(quantity) = &self.quantity {
            query.insert("quantity", quantity.clone());
        }
        format!("/pools/new{}", query.to_query_string())
    }

    /// What is wanted if there are fewer. An own carrier's numbers cannot be promised together.
    pub(super) fn fill(&self, own_carrier: bool) -> Fill {
        self.fill.parse().unwrap_or(if own_carrier { Fill::Some } else { Fill::Whole })
    }

    /// The same, but as many as there are.
    pub(super) fn taking_what_is_there(&self) -> Self {
        Self { fill: Fill::Some.to_string(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &str)]) -> Asked {
        Asked::of_form(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_empty_address_asks_nothing_yet() {
        let empty = asked(&[]);
        assert_eq!((empty.quantity.as_deref(), empty.country.as_str()), (None, "US"));
        assert_eq!((empty.fill(false), empty.fill(true)), (Fill::Whole, Fill::Some));
        assert_eq!(asked(&[("quantity", "")]).quantity.as_deref(), Some(""), "a quantity that was left empty is wrong");
    }

    #[test]
    fn a_question_is_its_address() {
        let all = [
            ("name", "Support & sales"),
            ("country", "CA"),
            ("area_code", "416"),
            ("fill", "some"),
            ("quantity", "25"),
        ];
        let one = asked(&all);
        // On the server an underscore is escaped, which means the same.
        let url = one.url().replace("%5F", "_");
        assert_eq!(url, "/pools/new?name=Support%20%26%20sales&country=CA&area_code=416&fill=some&quantity=25");
        assert_eq!(asked(&[("pool", "p1"), ("country", "GB")]).url(), "/pools/new?pool=p1&country=GB");
        let whole = asked(&[("country", "CA"), ("fill", "whole"), ("quantity", "25")]);
        assert_eq!(whole.taking_what_is_there().url(), "/pools/new?country=CA&fill=some&quantity=25");
    }
}
