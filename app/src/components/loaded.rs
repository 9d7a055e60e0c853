//! Data on its way: a skeleton first, then the page, which later answers change in place.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::failure::Failure;
use crate::AppError;

/// Shows `view` as soon as `resource` brings its data. The view is built once; its signal follows later answers, so
/// what is typed, opened or focused stays. When a later answer fails for a reason that passes, such as want of a
/// connection or a database, or because the store was updated, the last good one stays.
pub(crate) fn loaded<T, V>(
    resource: Resource<Result<T, AppError>>,
    skeleton: impl Fn() -> AnyView + Send + Sync + 'static,
    failed: impl Fn(AppError) -> AnyView + Send + Sync + 'static,
    view: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show(resource, keep, skeleton, failed, view)
}

/// The same for a page that is nothing without its data: a failure takes its place.
pub(crate) fn loaded_page<T, V>(
    resource: Resource<Result<T, AppError>>,
    skeleton: impl Fn() -> AnyView + Send + Sync + 'static,
    view: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    loaded(resource, skeleton, failed, view)
}

/// The same for the answer to a question: an old answer says nothing of a new question, so a failure always shows.
pub(crate) fn answered<T, V>(
    resource: Resource<Result<T, AppError>>,
    skeleton: impl Fn() -> AnyView + Send + Sync + 'static,
    failed: impl Fn(AppError) -> AnyView + Send + Sync + 'static,
    view: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show(resource, |now, _| now, skeleton, failed, view)
}

type Latest<T> = Option<Result<T, AppError>>;

/// Chooses between the latest answer and the one before it.
type Choose<T> = fn(Latest<T>, Option<&Result<T, AppError>>) -> Latest<T>;

fn show<T, V>(
    resource: Resource<Result<T, AppError>>,
    choose: Choose<T>,
    skeleton: impl Fn() -> AnyView + Send + Sync + 'static,
    failed: impl Fn(AppError) -> AnyView + Send + Sync + 'static,
    view: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=skeleton>
            {
                let kept = noted(move |before: Option<&Latest<T>>| {
                    choose(resource.get(), before.and_then(Option::as_ref))
                });
                let shape = noted(move |_| kept.with(Shape::of));
                move || match shape.get() {
                    Shape::Waiting => ().into_any(),
                    Shape::Failed(error) => failed(error),
                    Shape::Here => follow(kept).map(&view).into_any(),
                }
            }
        </Transition>
    }
}

/// What is looked up in a resource, told only when it has changed. The server has no memo for it: an answer that
/// another thread brings while a memo looks goes unnoticed there, and the page went out without it.
pub(crate) fn noted<T>(look: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if cfg!(feature = "ssr") { Signal::derive(move || look(None)) } else { Memo::new(look).into() }
}

/// Whether this was ever so. What decides whether a form is there asks so: somebody may have begun it, and no later answer
/// takes what they typed.
pub(crate) fn once(look: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| before.copied().unwrap_or_default() || look())
}

/// What decides which view stands; a new answer of the same shape changes the view from within.
#[derive(Clone, PartialEq)]
enum Shape {
    Waiting,
    Failed(AppError),
    Here,
}

impl Shape {
    fn of<T>(kept: &Option<Result<T, AppError>>) -> Self {
        match kept {
            None => Self::Waiting,
            Some(Err(error)) => Self::Failed(error.clone()),
            Some(Ok(_)) => Self::Here,
        }
    }
}

fn keep<T: Clone>(now: Latest<T>, before: Option<&Result<T, AppError>>) -> Latest<T> {
    let passes = match &now {
        None => true,
        Some(Err(AppError::Transport | AppError::OldPage | AppError::Internal { .. })) => true,
        Some(Err(AppError::TooMany { .. } | AppError::CarrierTrouble | AppError::VendorTrouble)) => true,
        Some(Err(error)) => error.is_store_trouble(),
        Some(Ok(_)) => false,
    };
    match before {
        Some(Ok(good)) if passes => Some(Ok(good.clone())),
        _ => now,
    }
}

fn follow<T: Clone + PartialEq + Send + Sync + 'static>(kept: Signal<Latest<T>>) -> Option<Signal<T>> {
    let first = kept.get_untracked()?.ok()?;
    let data = Memo::new(move |before: Option<&T>| match kept.get() {
        Some(Ok(data)) => data,
        _ => before.unwrap_or(&first).clone(),
    });
    Some(data.into())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_so_once_stays_so() {
        Owner::new().with(|| {
            let now = RwSignal::new(false);
            let ever = once(move || now.get());
            for (so, expected) in [(false, false), (true, true), (false, true)] {
                now.set(so);
                assert_eq!(ever.get_untracked(), expected);
            }
        });
    }
}
