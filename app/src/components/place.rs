//! Where a number is at home.

use crate::{
    domain::offer::{NumberType, Offer},
    words::words,
};

/// City and region; without them the country, or that it has no place.
pub(crate) fn place(offer: &Offer) -> String {
    let frame = &words().frame;
    let parts: Vec<&str> =
        [offer.locality.as_str(), offer.region.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), offer.kind) {
        (false, _) => parts.join(", "),
        (true, NumberType::TollFree) => (frame.kind)(NumberType::TollFree).to_owned(),
        (true, _) => (frame.country)(offer.country.as_str()).unwrap_or(offer.country.as_str()).to_owned(),
    }
}

/// The place, and what kind of number it is unless the place says that.
pub(crate) fn place_and_kind(offer: &Offer) -> String {
    let (place, kind) = (place(offer), (words().frame.kind)(offer.kind));
    if place == kind { place } else { format!("{place} · {kind}") }
}
