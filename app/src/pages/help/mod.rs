//! `/help/identity-verification`: for anybody. When an identity is asked for, the way through it, and what happens to it.

mod feedback;
mod journey;

use leptos::prelude::*;

use crate::{
    api::show_help::show_help,
    components::{
        action::action,
        loaded::loaded_page,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::HelpView,
    words::words,
};
use feedback::WasItHelpful;
use journey::Journey;

/// The page, which tells of the store as it is run.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let resource = Resource::new(|| (), |()| show_help());
    let giving = action();
    loaded_page(
        resource,
        || view! { <Waiting title=words().help.title bones=Bones::Panels(2) class="page help" /> }.into_any(),
        move |help: Signal<HelpView>| {
            let words = &words().help;
            view! {
                <PageTitle name=words.title.to_owned() />
                <div class="page help">
                    <h1>{words.title}</h1>
                    <p class="lead">{words.lead}</p>
                    <When help=help />
                    <Journey help=help />
                    <section class="stack" aria-labelledby="why">
                        <h2 id="why">{words.why}</h2>
                        {words.why_text.map(|text| view! { <p>{text}</p> }).collect_view()}
                    </section>
                    <Data help=help />
                    <Questions help=help />
                    <WasItHelpful giving=giving />
                </div>
            }
        },
    )
}

#[component]
fn When(help: Signal<HelpView>) -> impl IntoView {
    let words = &words().help;
    view! {
        <section class="stack" aria-labelledby="when">
            <h2 id="when">{words.when}</h2>
            <p>{words.when_lead}</p>
            {move || points(help.with(words.asked))}
            <h3>{words.never_lead}</h3>
            {points(words.never.map(str::to_owned).into())}
        </section>
    }
    .into_any()
}

#[component]
fn Data(help: Signal<HelpView>) -> impl IntoView {
    let words = &words().help;
    view! {
        <section class="stack" aria-labelledby="data">
            <h2 id="data">{words.data}</h2>
            {move || points(help.with(words.data_points))}
            <p>
                <a href="/account">{words.account}</a>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Questions(help: Signal<HelpView>) -> impl IntoView {
    let words = &words().help;
    let answer = |(question, answer): (&'static str, String)| {
        view! {
            <div>
                <h3>{question}</h3>
                <p>{answer}</p>
            </div>
        }
    };
    view! {
        <section class="stack" aria-labelledby="questions">
            <h2 id="questions">{words.questions}</h2>
            <div class="answers">
                {move || help.with(words.answers).into_iter().map(answer).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn points(texts: Vec<String>) -> AnyView {
    let point = |text: String| view! { <li>{text}</li> };
    view! { <ul class="points">{texts.into_iter().map(point).collect_view()}</ul> }.into_any()
}
