//! Tables of numbers.

use leptos::prelude::*;

/// The head of a column.
#[derive(Clone, Copy)]
pub(crate) enum Head {
    /// One that everybody sees.
    Shown(&'static str),
    /// One whose cells say it to those who look.
    Hidden(&'static str),
}

/// A table; its rows are inside. Roles are explicit, also in the rows: a table that is laid out as cards loses its own
/// in some browsers.
#[component]
pub(crate) fn Table(label: &'static str, heads: Vec<Head>, children: Children) -> impl IntoView {
    let head = |head| match head {
        Head::Shown(text) => view! { <th role="columnheader" scope="col">{text}</th> }.into_any(),
        Head::Hidden(text) => view! {
            <th role="columnheader" scope="col">
                <span class="hidden">{text}</span>
            </th>
        }
        .into_any(),
    };
    view! {
        <table role="table" aria-label=label>
            <thead role="rowgroup">
                <tr role="row">{heads.into_iter().map(head).collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
    .into_any()
}
