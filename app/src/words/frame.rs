//! The frame around every page, and words that many pages share.

use crate::{
    desk::Standing,
    domain::{Money, offer::NumberType},
};

/// Header, titles, shared words.
pub(crate) struct FrameWords {
    pub brand: &'static str,
    pub skip: &'static str,
    pub nav: &'static str,
    pub search: &'static str,
    pub orders: &'static str,
    pub numbers: &'static str,
    pub pools: &'static str,
    pub services: &'static str,
    /// To who runs the store.
    pub operator: &'static str,
    pub sign_out: &'static str,
    pub standing: fn(Standing) -> &'static str,
    /// The title of a browser tab.
    pub title: fn(page: &str) -> String,
    /// An amount of US dollars.
    pub money: fn(Money) -> String,
    /// Follows a price.
    pub a_month: &'static str,
    /// A price in running text.
    pub monthly: fn(Money) -> String,
    pub kind: fn(NumberType) -> &'static str,
    pub country: fn(code: &str) -> Option<&'static str>,
    pub voice: &'static str,
    pub sms: &'static str,
    pub mms: &'static str,
    /// Names the choice of the language.
    pub languages: &'static str,
    pub loading: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
    pub missing_way: &'static str,
    pub failed_title: &'static str,
    pub try_again: &'static str,
    pub stands_still: &'static str,
    pub look_again: &'static str,
    pub update_title: &'static str,
    pub update_text: &'static str,
    /// Shown where a file can be chosen.
    pub update_files: &'static str,
    pub update: &'static str,
    pub update_later: &'static str,
}
