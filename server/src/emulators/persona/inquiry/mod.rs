//! Inquiries: the hosted page asks for ID and selfie, and the customer reads how it went.

mod api;
mod expire;
mod page;
mod record;

pub(super) use api::{create, fetch, link, redact};
pub(super) use expire::schedule as expire;
pub(super) use page::{PAGE, open, show};
pub(super) use record::Inquiry;
pub(in crate::emulators) use record::{InquiryRecord, Showing};
