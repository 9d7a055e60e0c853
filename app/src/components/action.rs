//! What the forms of a page ask of the server.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use crate::AppError;

/// A server function that a page calls.
pub(crate) trait Call:
    ServerFn<Error = AppError, Output: Clone + Send + Sync> + Clone + Send + Sync + 'static
{
}

impl<S: ServerFn<Error = AppError, Output: Clone + Send + Sync> + Clone + Send + Sync + 'static> Call for S {}

/// The calls of `S` from this page. An action begins with the error of a plain form, which leptos keeps for as long as
/// the document lives; it is this page's only where the address tells of it.
pub(crate) fn action<S: Call>() -> ServerAction<S> {
    let action = ServerAction::new();
    if use_query_map().with_untracked(|query| query.get_str("__err").is_none()) {
        action.clear();
    }
    action
}

/// Calls `S`, unless that is under way.
pub(crate) fn send<S: Call>(action: ServerAction<S>, input: S) {
    if !action.pending().get_untracked() {
        action.dispatch(input);
    }
}

/// For `aria-busy` and `aria-disabled` of what calls `S`.
pub(crate) fn busy<S: Call>(action: ServerAction<S>) -> Signal<Option<&'static str>> {
    Signal::derive(move || action.pending().get().then_some("true"))
}

/// Why the latest call was refused.
pub(crate) fn refusal<S: Call>(action: ServerAction<S>) -> Signal<Option<AppError>> {
    Signal::derive(move || action.value().get().and_then(Result::err))
}
