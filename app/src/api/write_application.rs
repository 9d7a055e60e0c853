//! Writing an application for a compliance service.

use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::domain::{ApplicationId, Malformed, Service};

/// Keeps an application as a draft, whatever is missing in it: a new one, if there is none of this id.
#[server(endpoint = "write_application")]
pub async fn write_application(
    application: String,
    service: String,
    #[server(default)] fields: BTreeMap<String, Vec<String>>,
) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::desk::Counter;

    let write = async || {
        let (desk, who) = Counter::signed_in()?;
        let (id, service) = named(&application, &service)?;
        desk.write_application(&who, &id, service, &pairs(fields)).await?;
        Ok((id, service))
    };
    let (id, service) = with_status(write().await)?;
    see_other(&format!("/services/{service}?application={id}&saved=1#told"));
    Ok(())
}

/// Which application, for what.
#[cfg(feature = "ssr")]
pub(super) fn named(application: &str, service: &str) -> Result<(ApplicationId, Service), AppError> {
    let id = application.parse().map_err(|_| AppError::NotFound)?;
    Ok((id, service.parse().map_err(|Malformed(what)| AppError::Invalid(what.to_owned()))?))
}

/// Names and what stands there, one pair an entry.
#[cfg(feature = "ssr")]
pub(super) fn pairs(fields: BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    let pairs = |(name, values): (String, Vec<String>)| values.into_iter().map(move |value| (name.clone(), value));
    fields.into_iter().flat_map(pairs).collect()
}
