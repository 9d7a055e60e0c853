//! `/search`: the question lives in the address, so that it can be kept, shared and gone back to.

mod asked;
mod buying;
mod confirm;
mod empty;
mod features;
mod form;
mod newest;
mod no_quote;
mod offered;
mod picking;
mod results;
mod row;
mod typing;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    browser,
    components::{
        arrival::MAIN,
        failure::{Failure, Mishap},
        just_held::{Gate, GateOver, HeldNote, JustHeld},
        loaded::answered,
        respond,
        title::PageTitle,
    },
    domain::{NumberList, PhoneNumber},
    error::AppError,
    words::words,
};
use asked::Asked;
use buying::Buying;
use confirm::{Confirm, Outcomes};
use form::SearchForm;
use newest::Newest;
use picking::Picking;
use results::{Answer, COUNT, Results, ResultsWaiting};

/// Search form, results, and the dialogs of buying.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let search = &words().search;
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::read));
    let wanted = Memo::new(move |_| query.with(asked::wanted));
    let navigate = use_navigate();
    let go = Callback::new(move |(to, replace): (String, bool)| {
        // Asking the same again is no step.
        let replace = replace || asked.with_untracked(Asked::url) == to;
        navigate(&to, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    });

    let picking = Picking::new();
    let buying = Buying::new();
    let gate = RwSignal::new(Gate::Shut);
    let stale = RwSignal::new(0_u32);

    let buy = Callback::new(move |numbers: Vec<PhoneNumber>| {
        buying.clear();
        go.run((asked.with_untracked(|asked| asked.buying(&numbers)), false));
    });
    let closed = Callback::new(move |()| go.run((asked.with_untracked(Asked::url), true)));
    let then = Outcomes {
        closed,
        held: Callback::new(move |held: JustHeld| {
            gate.set(Gate::Asking(held));
            closed.run(());
        }),
        stale: Callback::new(move |()| stale.update(|times| *times += 1)),
        bought: Callback::new(move |()| picking.clear()),
        search: Signal::derive(move || asked.with(Asked::url)),
        only: Callback::new(move |numbers: Vec<PhoneNumber>| asked.with_untracked(|asked| asked.buying(&numbers))),
    };

    let question = Memo::new(move |_| (asked.get(), stale.get()));
    let newest = Newest::new(question);
    let answer = Resource::new(move || question.get(), move |question| newest.answer(question));
    let held = Signal::derive(move || gate.read().held().is_some());
    keep_focus(answer, wanted);
    let failed = move |error: AppError| view! { <Failed error=error retry=move |()| answer.refetch() /> }.into_any();

    view! {
        <PageTitle name=search.title.to_owned() />
        <div class="page">
            <h1>{search.title}</h1>
            <p class="lead">{search.lead}</p>
            <SearchForm asked=asked go=go />
            {move || match gate.get() {
                Gate::Later(just) => Some(view! { <HeldNote just=just /> }),
                Gate::Shut | Gate::Asking(_) => None,
            }}
            {answered(
                answer,
                || view! { <ResultsWaiting /> }.into_any(),
                failed,
                move |answer| view! { <Results answer=answer asked=asked held=held picking=picking buy=buy /> },
            )}
        </div>
        {move || wanted.get().map(|numbers| view! { <Confirm numbers=numbers buying=buying then=then /> })}
        // Not before: behind the dialog the number need not vanish.
        <GateOver gate=gate on_later=move |()| stale.update(|times| *times += 1) />
    }
    .into_any()
}

/// Keeps the focus where the reader is when what had it goes.
fn keep_focus(answer: Resource<Result<Answer, AppError>>, wanted: Memo<Option<NumberList>>) {
    Effect::new(move |before: Option<Option<(Asked, usize)>>| {
        let before = before.flatten();
        let Some(Ok(Answer { asked, found })) = answer.get() else { return before };
        if let Some((old, rows)) = before {
            if asked.goes_on_from(&old) && found.offers.len() > rows {
                browser::focus_on(format!(".offers tbody tr:nth-child({}) button", rows + 1));
            } else if rows == 0 {
                // One of the ways out of an empty answer was pressed.
                browser::catch_focus(vec![format!("#{COUNT}")]);
            }
        }
        Some((asked, found.offers.len()))
    });
    Effect::new(move |before: Option<Option<NumberList>>| {
        let now = wanted.get();
        if let (Some(Some(numbers)), None) = (before, &now) {
            let row = numbers.as_slice().first().map(|number| format!(".offers button[value='{}']", number.as_e164()));
            browser::catch_focus(row.into_iter().chain([format!("#{MAIN}")]).collect());
        }
        now
    });
}

/// Errors of a search stand below its form, which is what mends most of them.
#[component]
fn Failed(error: AppError, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    if error.keeps_out() {
        return view! { <Failure error=error retry=retry /> }.into_any();
    }
    respond::with_status(error.status());
    match error {
        error @ AppError::Invalid(_) => view! { <Mishap error=error /> }.into_any(),
        error => view! { <Mishap error=error retry=retry /> }.into_any(),
    }
}
