//! `/numbers`: what the account owns, and letting go of it.

mod list;
mod release;
mod row;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::{keep_number::KeepNumber, list_numbers::list_numbers, release_number::ReleaseNumber},
    components::{
        action::{action, refusal},
        failure::{Failure, Mishap},
        loaded::answered,
        title::PageTitle,
        told::Told,
        waiting::{Bones, Waiting},
    },
    desk::{NumbersView, OwnedNumber, Tenure},
    live::Live,
    words::words,
};
use list::{List, NoNumbers};
use release::AskRelease;

/// A page of the list as the address names it: its beginning, and the number whose release it asks to confirm.
#[derive(Clone, Copy)]
struct Asked {
    after: Memo<String>,
    release: Memo<String>,
}

impl Asked {
    fn here() -> Self {
        let query = use_query_map();
        let read = move |key: &'static str| {
            Memo::new(move |_| query.with(|query| query.get_str(key).unwrap_or_default().to_owned()))
        };
        Self { after: read("after"), release: read("release") }
    }

    /// The page without a question.
    fn url(self) -> String {
        match self.after.get().as_str() {
            "" => "/numbers".to_owned(),
            after => format!("/numbers?after={after}"),
        }
    }

    /// The same page, asking to confirm the release of a number.
    fn releasing(self, number: &OwnedNumber) -> String {
        let url = self.url();
        let joint = if url.contains('?') { '&' } else { '?' };
        format!("{url}{joint}release={}", number.line)
    }
}

/// The list, which follows what becomes of the numbers, and the dialog that asks before a release.
#[component]
pub(crate) fn NumbersPage() -> impl IntoView {
    let words = &words().numbers;
    let (asked, live) = (Asked::here(), Live::here());
    let resource = Resource::new(move || (live.version(), asked.after.get()), |(_, after)| list_numbers(after));
    let (releasing, keeping) = (action::<ReleaseNumber>(), action::<KeepNumber>());
    let told = RwSignal::new(None::<&'static str>);
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&untrack(|| asked.url()), options);
    });
    Effect::new(move |_| match releasing.value().get() {
        Some(Ok(())) => {
            keeping.clear();
            told.set(Some(words.asked));
            live.bump();
            close.run(());
        }
        Some(Err(_)) => live.bump(),
        None => {}
    });
    Effect::new(move |_| {
        if let Some(kept) = keeping.value().get() {
            told.set(kept.is_ok().then_some(words.kept));
            live.bump();
        }
    });
    // Another question, another answer.
    Effect::new(move |before: Option<String>| {
        let now = asked.release.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            releasing.clear();
            told.set(None);
        }
        now
    });
    let (refused, not_kept) = (refusal(releasing), refusal(keeping));
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    answered(
        resource,
        || view! { <Waiting title=words.title bones=Bones::Table /> }.into_any(),
        failed,
        move |view: Signal<NumbersView>| {
            let wanted = Memo::new(move |_| view.with(|view| wanted(view, &asked.release.read())));
            let empty = Memo::new(move |_| view.with(|view| view.numbers.is_empty()));
            view! {
                <PageTitle name=words.title.to_owned() />
                <div class="page">
                    <h1>{words.title}</h1>
                    {move || told.get().map(|text| view! { <Told text=text /> })}
                    {move || not_kept.get().map(|error| view! { <Mishap error=error /> })}
                    {move || refused.get().filter(|_| wanted.get().is_none()).map(|error| view! { <Mishap error=error /> })}
                    {move || {
                        if empty.get() {
                            view! { <NoNumbers asked=asked /> }.into_any()
                        } else {
                            view! { <List view=view asked=asked keeping=keeping /> }.into_any()
                        }
                    }}
                </div>
                {move || {
                    let number = wanted.get()?;
                    let until = Signal::derive(move || view.with(|view| view.release_until));
                    Some(view! { <AskRelease number=number until=until releasing=releasing refused=refused on_close=close /> })
                }}
            }
        },
    )
}

/// The number on this page whose release the address asks to confirm.
fn wanted(view: &NumbersView, release: &str) -> Option<OwnedNumber> {
    view.numbers.iter().find(|number| number.line.as_str() == release && number.tenure == Tenure::Owned).cloned()
}
