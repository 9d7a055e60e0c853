//! Searching for numbers that can be bought: `GET …/AvailablePhoneNumbers/{Country}/{Type}.json`.
//!
//! Twilio answers with about 30 numbers at most and has no pages (twilio-node issue 316); it names no price.

use std::collections::HashSet;

use app::domain::{
    CountryCode, PhoneNumber,
    country::SOLD,
    offer::{AreaCode, Capabilities, Match, NumberType, Offer, Place, Query, Source},
    region::Area,
};
use futures::future::{join_all, try_join_all};
use serde::Deserialize;

use super::{Twilio, error};
use crate::{carriers::CarrierError, http_client::ask};

/// Digits of a national number of the North American plan, the only one whose numbers are asked for by their ends.
const NANP_DIGITS: usize = 10;

/// What one request asks for.
struct Wanted<'a> {
    country: CountryCode,
    kind: NumberType,
    area_code: Option<AreaCode>,
    digits: &'a str,
    matching: Match,
    place: &'a Place,
    able: Capabilities,
    /// What is added to Twilio's price, in percent.
    markup: u16,
}

/// The parameter that keeps a list to one place; none for anywhere.
type InPlace = Vec<(&'static str, String)>;

#[derive(Deserialize)]
struct ListBody {
    available_phone_numbers: Vec<NumberBody>,
}

/// Every field may be null (`twilio_api_v2010.json`).
#[derive(Clone, Deserialize)]
struct NumberBody {
    phone_number: Option<String>,
    locality: Option<String>,
    rate_center: Option<String>,
    region: Option<String>,
    address_requirements: Option<String>,
    capabilities: Option<CapabilitiesBody>,
}

/// Twilio writes some of them in capitals.
#[derive(Clone, Default, Deserialize)]
pub(super) struct CapabilitiesBody {
    voice: Option<bool>,
    #[serde(alias = "SMS")]
    sms: Option<bool>,
    #[serde(alias = "MMS")]
    mms: Option<bool>,
}

impl Twilio {
    /// Numbers that fit `query`, at our price, in Twilio's order: Twilio's, and `markup` percent of it. Empty where Twilio
    /// lacks the country or the type.
    ///
    /// # Errors
    /// [`CarrierError`] when Twilio gives no list or no price.
    pub async fn search(&self, query: &Query, markup: u16) -> Result<Vec<Offer>, CarrierError> {
        let Query { country, kind, area_code, ref digits, matching, ref place, wanted: able, .. } = *query;
        let digits = digits.as_str();
        self.offers(&Wanted { country, kind, area_code, digits, matching, place, able, markup }).await
    }

    /// Today's offer of exactly this number; `None` when Twilio does not offer it, or not in a country that we sell.
    ///
    /// # Errors
    /// [`CarrierError`] when Twilio gives no list or no price.
    pub async fn offer(&self, number: &PhoneNumber, markup: u16) -> Result<Option<Offer>, CarrierError> {
        let (digits, places) = places(number);
        // All at once: one after the other, a silent Twilio would take its time as often as there are lists.
        let asked = places.into_iter().map(async |(country, kind)| {
            let (matching, able, place) = (Match::Anywhere, Capabilities::default(), &Place::default());
            self.offers(&Wanted { country, kind, area_code: None, digits, matching, place, able, markup }).await
        });
        let mut trouble = None;
        for offers in join_all(asked).await {
            match offers {
                Ok(offers) => {
                    if let Some(offer) = offers.into_iter().find(|offer| offer.number == *number) {
                        return Ok(Some(offer));
                    }
                }
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(None), Err)
    }

    async fn offers(&self, wanted: &Wanted<'_>) -> Result<Vec<Offer>, CarrierError> {
        if !sold_without_bundle(wanted.country, wanted.kind) {
            return Ok(Vec::new());
        }
        let lists = try_join_all(wanted.places().into_iter().map(|place| self.list(wanted, place)));
        let (lists, prices) = futures::try_join!(lists, self.prices(wanted.country))?;
        let list = lists.concat();
        let Some(price) = prices.monthly(wanted.kind) else {
            if !list.is_empty() {
                tracing::warn!(country = %wanted.country, kind = %wanted.kind, "twilio lists numbers but no price");
            }
            return Ok(Vec::new());
        };
        let monthly = price.marked_up(wanted.markup);
        let mut seen = HashSet::new();
        Ok(list
            .into_iter()
            .filter(no_address_needed)
            .filter_map(|body| {
                let number: PhoneNumber = body.phone_number.as_deref()?.parse().ok()?;
                Some(Offer {
                    country: country_of(&number).unwrap_or(wanted.country),
                    kind: wanted.kind,
                    region: body.region.unwrap_or_default(),
                    locality: body.locality.or(body.rate_center).unwrap_or_default(),
                    capabilities: body.capabilities.unwrap_or_default().into(),
                    monthly,
                    source: Source::Twilio,
                    number,
                })
            })
            .filter(|offer| wanted.fit(offer) && seen.insert(offer.number.clone()))
            .collect())
    }

    async fn list(&self, wanted: &Wanted<'_>, place: InPlace) -> Result<Vec<NumberBody>, CarrierError> {
        let kind = match wanted.kind {
            NumberType::Local => "Local",
            NumberType::Mobile => "Mobile",
            NumberType::TollFree => "TollFree",
        };
        let url = self.account_url(&format!("AvailablePhoneNumbers/{}/{kind}.json", wanted.country));
        match error::answered_if_any(ask(self.get(url).query(&wanted.parameters()).query(&place)).await?)? {
            Some(answer) => Ok(answer.json::<ListBody>()?.available_phone_numbers),
            None => Ok(Vec::new()),
        }
    }
}

impl Wanted<'_> {
    /// `AreaCode` is for the US and Canada only, and `Contains` takes at least two characters: what cannot be asked
    /// is left to [`Self::fit`].
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("ExcludeAllAddressRequired", "true".to_owned()),
            ("ExcludeLocalAddressRequired", "true".to_owned()),
            ("ExcludeForeignAddressRequired", "true".to_owned()),
            ("PageSize", "50".to_owned()),
        ];
        let mut contains = self.pattern();
        match self.area_code {
            Some(code) if [CountryCode::US, CountryCode::CA].contains(&self.country) => {
                parameters.push(("AreaCode", code.to_string()));
            }
            Some(code) if contains.len() < 2 => contains = code.to_string(),
            _ => {}
        }
        if contains.len() >= 2 {
            parameters.push(("Contains", contains));
        }
        let able = [("VoiceEnabled", self.able.voice), ("SmsEnabled", self.able.sms), ("MmsEnabled", self.able.mms)];
        parameters.extend(able.into_iter().filter(|(_, wanted)| *wanted).map(|(name, _)| (name, "true".to_owned())));
        parameters
    }

    /// The national number with a star for each digit that may be any. Twilio's own anchors are not said to leave the
    /// country code out.
    fn pattern(&self) -> String {
        let stars = |digits: &str| "*".repeat(NANP_DIGITS.saturating_sub(digits.len()));
        match self.matching {
            // Wildcards need two other characters beside them.
            Match::Start if self.digits.len() >= 2 => format!("{}{}", self.digits, stars(self.digits)),
            Match::End if self.digits.len() >= 2 => format!("{}{}", stars(self.digits), self.digits),
            Match::Anywhere | Match::Start | Match::End => self.digits.to_owned(),
        }
    }

    /// Where to look, each a question of its own. Twilio filters by state or province for the US and Canada only. The
    /// name of one may be a city's too (New York, Washington).
    fn places(&self) -> Vec<InPlace> {
        let place = self.place.as_str();
        let state = self.place.state().filter(|_| [CountryCode::US, CountryCode::CA].contains(&self.country));
        let in_region = state.map(|code| ("InRegion", code.to_uppercase()));
        let in_locality = Some(("InLocality", place.to_owned())).filter(|_| in_region.is_none() || place.len() > 2);
        let places: Vec<InPlace> = in_region.into_iter().chain(in_locality).map(|one| vec![one]).collect();
        if place.is_empty() { vec![Vec::new()] } else { places }
    }

    fn fit(&self, offer: &Offer) -> bool {
        let digits = offer.number.digits();
        let (area, national) = match offer.number.nanp() {
            Some((npa, _)) => (npa.to_string(), &digits[1..]),
            None => (String::new(), digits),
        };
        self.area_code.is_none_or(|code| code.to_string() == area)
            && self.matching.fits(national, self.digits)
            && self.place.fits(&offer.locality, &offer.region)
            && offer.capabilities.cover(self.able)
    }
}

impl From<CapabilitiesBody> for Capabilities {
    fn from(body: CapabilitiesBody) -> Self {
        let can = |said: Option<bool>| said.unwrap_or(false);
        Self { voice: can(body.voice), sms: can(body.sms), mms: can(body.mms) }
    }
}

/// Whether Twilio sells numbers of this kind without a regulatory bundle (error 21649 refuses the others). A list says
/// nothing of it, so what is not known here is not offered.
fn sold_without_bundle(country: CountryCode, kind: NumberType) -> bool {
    [CountryCode::US, CountryCode::CA, CountryCode::PR].contains(&country)
        && matches!(kind, NumberType::Local | NumberType::TollFree)
}

/// Numbers that ask for an address on file were excluded in the question; one that says so all the same is left out.
fn no_address_needed(body: &NumberBody) -> bool {
    body.address_requirements.as_deref().is_none_or(|needed| needed == "none")
}

/// The country that the number itself names; a toll-free number names none.
fn country_of(number: &PhoneNumber) -> Option<CountryCode> {
    match number.nanp().map(|(npa, _)| Area::of(npa)) {
        Some(Area::Country(country)) => Some(country),
        _ => None,
    }
}

/// The digits that name `number` within its country, and the lists of Twilio that may hold it. The digits are the
/// national ones: `Contains` is not said to look at the country code. Toll-free numbers are one stock for all `+1`
/// and are read from the list of the US. Whether Twilio files Puerto Rico's numbers under PR or US is not documented.
fn places(number: &PhoneNumber) -> (&str, Vec<(CountryCode, NumberType)>) {
    use NumberType::{Local, Mobile, TollFree};
    if let Some((npa, _)) = number.nanp() {
        let places = match Area::of(npa) {
            Area::Country(CountryCode::PR) => {
                vec![(CountryCode::PR, Local), (CountryCode::PR, Mobile), (CountryCode::US, Local)]
            }
            Area::Country(country) if SOLD.contains(&country) => vec![(country, Local), (country, Mobile)],
            Area::TollFree => vec![(CountryCode::US, TollFree)],
            Area::Country(_) | Area::NonGeographic | Area::Unknown => Vec::new(),
        };
        return (&number.digits()[1..], places);
    }
    match number.digits().strip_prefix("44") {
        Some(national) => {
            let kind = match national.as_bytes() {
                [b'7', ..] => Mobile,
                [b'8', b'0', ..] => TollFree,
                _ => Local,
            };
            (national, vec![(CountryCode::GB, kind)])
        }
        None => (number.digits(), Vec::new()),
    }
}

#[cfg(test)]
mod tests;
