//! An account that a row names.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::desk::AccountName;

/// The name, which leads to the account's page of this area.
#[component]
pub(super) fn AccountLink(account: AccountName) -> impl IntoView {
    let AccountName { id, name } = account;
    view! { <A href=format!("/operator/accounts/{id}")>{name}</A> }.into_any()
}
