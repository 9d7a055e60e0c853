//! Wall-clock times in the forms that the vendors write.

use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
    macros::format_description,
};

/// Milliseconds since 1970, UTC.
pub(super) type Millis = i64;

pub(super) fn now() -> Millis {
    let nanos = OffsetDateTime::now_utc().unix_timestamp_nanos();
    Millis::try_from(nanos / 1_000_000).unwrap_or(Millis::MAX)
}

fn date(at: Millis) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// `2026-11-20T10:03:10.120Z`, as Persona writes times.
pub(super) fn iso(at: Millis) -> String {
    let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
    date(at).format(&form).unwrap_or_default()
}

/// `Thu, 30 Jul 2015 23:19:04 +0000`, as Twilio writes times.
pub(super) fn rfc2822(at: Millis) -> String {
    date(at).format(&Rfc2822).unwrap_or_default()
}

/// Reads [`iso`] back.
pub(super) fn parse_iso(text: &str) -> Option<Millis> {
    let date = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    Millis::try_from(date.unix_timestamp_nanos() / 1_000_000).ok()
}
