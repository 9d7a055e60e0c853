//! The list of a page as a table, and the cells that all of them have.

use std::hash::Hash;

use leptos::prelude::*;

use crate::{
    components::{
        chip::{Chip, Tone},
        moment::Moment,
        rows::Rows,
        table::{Head, Table},
    },
    domain::{Language, Timestamp},
};

/// The table; a phone shows cards.
#[component]
pub(super) fn Listing<T, K, R>(
    label: &'static str,
    heads: Vec<Head>,
    rows: Signal<Vec<T>>,
    /// What tells the rows apart.
    key: fn(&T) -> K,
    row: R,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    R: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <div class="listed">
            <Table label=label heads=heads>
                <Rows list=rows key=key row=row />
            </Table>
        </div>
    }
    .into_any()
}

/// Where it stands; a word more, if there is one, and whatever else belongs to it.
#[component]
pub(super) fn StateCell(
    #[prop(into)] tone: Tone,
    text: &'static str,
    #[prop(optional, into)] more: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <td role="cell">
            <Chip tone=Signal::stored(tone) text=Signal::stored(text) />
            <span class="sub">{more}</span>
            {children.map(|children| children())}
        </td>
    }
    .into_any()
}

/// Words that a vendor or the trail has for something, as they stand there: in English, whoever reads them.
#[component]
pub(super) fn Raw(#[prop(into)] words: String) -> impl IntoView {
    view! {
        <span class="sub" lang=Language::English.as_str()>
            {words.replace('_', " ")}
        </span>
    }
    .into_any()
}

/// A moment, once there is one.
#[component]
pub(super) fn MomentCell(#[prop(into)] at: Option<Timestamp>) -> impl IntoView {
    view! {
        <td role="cell" class="moment">
            {at.map(|at| view! { <Moment at=Signal::stored(at) /> })}
        </td>
    }
    .into_any()
}
