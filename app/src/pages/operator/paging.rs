//! The ways to newer and older pages of a list. A page is found by its place in the list, never by counting rows.

use leptos::prelude::*;
use leptos_router::components::A;

use super::asked::{AFTER, Asked, BEFORE};
use crate::{
    components::moment::Moment,
    desk::{Listed, Mark},
    domain::Timestamp,
    words::words,
};

/// Where the list goes on.
#[derive(Clone, PartialEq)]
pub(super) struct Ends {
    newer: Option<Mark>,
    older: Option<Mark>,
    looked_back_to: Option<Timestamp>,
}

impl Ends {
    pub(super) fn of<T>(list: &Listed<T>) -> Self {
        Self { newer: list.newer.clone(), older: list.older.clone(), looked_back_to: list.looked_back_to }
    }
}

/// The ways, when there are other pages, and how far it was looked for this one.
#[component]
pub(super) fn Paging(asked: Asked, ends: Memo<Ends>) -> impl IntoView {
    let words = &words().operator;
    let way = move |which, mark: Option<Mark>, text| {
        let mark = mark.map(|mark| mark.to_string()).unwrap_or_default();
        view! { <A href=asked.with(which, &mark)>{text}</A> }
    };
    let others = move || asked.later() || ends.with(|ends| ends.older.is_some());
    view! {
        {move || {
            let at = ends.with(|ends| ends.looked_back_to)?;
            Some(view! { <p class="hint">{words.looked_back} " " <Moment at=Signal::stored(at) within=true /> ". " {words.go_on}</p> })
        }}
        {move || {
            others()
                .then(|| {
                    let Ends { newer, older, .. } = ends.get();
                    view! {
                        <nav class="months" aria-label=words.pages>
                            {asked.later().then(|| way(BEFORE, None, words.newest))}
                            {newer.map(|mark| way(AFTER, Some(mark), words.newer))}
                            {older.map(|mark| way(BEFORE, Some(mark), words.older))}
                        </nav>
                    }
                })
        }}
    }
    .into_any()
}
