//! A page of the area that is one list.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Area,
    asked::Asked,
    paging::{Ends, Paging},
};
use crate::{
    AppError,
    components::{
        empty::Empty,
        failure::{Failure, Mishap},
        loaded::answered,
        respond,
        waiting::{Bones, Waiting},
    },
    desk::Listed,
    words::words,
};

/// What a list is called, and the words above it.
#[derive(Clone, Copy)]
pub(super) struct Titled {
    pub title: &'static str,
    pub lead: &'static str,
}

/// The page: what stands above the rows, the rows, and the ways to others. A filter that says nothing sensible is told of
/// beside its form, to whom the server has let in; every other failure takes the page's place.
pub(super) fn list_page<T>(
    titled: Titled,
    asked: Asked,
    resource: Resource<Result<Listed<T>, AppError>>,
    above: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
    rows: impl Fn(Signal<Vec<T>>) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let top = above.clone();
    let failed = move |error| match error {
        error @ AppError::Invalid(_) => {
            respond::with_status(error.status());
            let top = top.clone();
            view! {
                <Area title=titled.title.to_owned()>
                    <p class="lead">{titled.lead}</p>
                    {top()}
                    <Mishap error=error />
                </Area>
            }
            .into_any()
        }
        error => view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any(),
    };
    answered(
        resource,
        move || view! { <Waiting title=titled.title bones=Bones::Table /> }.into_any(),
        failed,
        move |list: Signal<Listed<T>>| {
            let empty = Memo::new(move |_| list.with(|list| list.rows.is_empty()));
            let ends = Memo::new(move |_| list.with(Ends::of));
            let these = Signal::derive(move || list.with(|list| list.rows.clone()));
            let (above, rows) = (above.clone(), rows.clone());
            view! {
                <Area title=titled.title.to_owned()>
                    <p class="lead">{titled.lead}</p>
                    {above()}
                    {move || if empty.get() { view! { <Empty text=words().operator.nothing /> }.into_any() } else { rows(these) }}
                    <Paging asked=asked ends=ends />
                </Area>
            }
        },
    )
}
