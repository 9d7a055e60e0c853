//! Choosing the language.

use leptos::prelude::*;

use crate::AppError;

/// Speaks this language from now on, and loads the page anew: `back`, or the search. Posted by a plain form, for a
/// document has one language for as long as it lives.
#[server(endpoint = "choose_language")]
pub async fn choose_language(language: String, #[server(default)] back: String) -> Result<(), AppError> {
    use super::{see_other, set_cookie, with_status};
    use crate::{
        desk::Counter,
        domain::{Language, OwnPath},
    };

    let choose = async || {
        let Counter { desk, caller } = Counter::here()?;
        let language: Language = language.parse()?;
        desk.choose_language(&caller, language).await
    };
    let cookie = with_status(choose().await)?;
    set_cookie(&cookie);
    see_other(OwnPath::again(&back).unwrap_or_default().as_str());
    Ok(())
}
