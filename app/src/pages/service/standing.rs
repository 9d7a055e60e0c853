//! Where an application stands, what comes next, and what was sent.

use leptos::prelude::*;

use super::{
    Back, TITLE, begin,
    layout::{Control, control, groups},
    reasons::Reasons,
};
use crate::{
    api::take_application_back::TakeApplicationBack,
    components::{
        action::{action, refusal},
        chip::Tone,
        facts::{Fact, FactPanel},
        failure::Mishap,
        look_again::LookAgain,
        moment::Moment,
        number::Number,
        press::Press,
        way::Way,
    },
    desk::{ApplicationSummary, Filled, ServiceView},
    domain::{
        Service,
        feedback::Topic,
        service::{Application, Edit, Field},
    },
    live::Live,
    words::words,
};

/// One application that is not being written.
#[component]
pub(super) fn Standing(service: Service, view: Signal<ServiceView>) -> impl IntoView {
    let reasons = Memo::new(move |_| {
        view.with(|view| match &view.open.as_ref()?.summary.state {
            Application::Rejected { reasons, .. } => Some(reasons.clone()),
            _ => None,
        })
    });
    let summary = Memo::new(move |_| view.with(|view| view.open.as_ref().map(|open| open.summary.clone())));
    let filled =
        Memo::new(move |_| view.with(|view| view.open.as_ref().map(|open| open.filled.clone()).unwrap_or_default()));
    view! {
        <div class="page order service">
            <Back />
            <Banner service=service view=view />
            <div class="story">
                {move || reasons.get().map(|reasons| view! { <Reasons service=service reasons=reasons /> })}
                {move || view! { <Written service=service filled=filled.get() /> }}
            </div>
            {move || summary.get().map(|summary| view! { <Facts summary=summary /> })}
        </div>
    }
    .into_any()
}

/// The one element of the page with the role `status`, and the next useful step.
#[component]
fn Banner(service: Service, view: Signal<ServiceView>) -> impl IntoView {
    let all = words();
    let words = &all.services;
    let state = Memo::new(move |_| {
        view.with(|view| view.open.as_ref().map_or(Application::NEW, |open| open.summary.state.clone()))
    });
    let tone = move || state.with(|state| Tone::from(state).as_str());
    let busy = move || state.with(|state| matches!(state, Application::Submitting { .. })).then_some("");
    let verify_next = Memo::new(move |_| view.with(|view| view.verify_next));
    let held = Memo::new(move |_| state.with(|state| matches!(state, Application::Held { .. })));
    let verify = Memo::new(move |_| held.get() && verify_next.get());
    let waits = Memo::new(move |_| state.with(Application::under_way) || (held.get() && !verify.get()));
    let over = Memo::new(move |_| state.with(|state| matches!(state, Application::Rejected { edit: Edit::Never, .. })));
    let here = view.with_untracked(|view| view.open.as_ref().map(|open| super::address(service, &open.summary.id)));
    view! {
        <div class="banner" data-tone=tone>
            <div>
                <p class="chip" data-tone=tone data-busy=busy role="status">
                    {move || state.with(words.state)}
                </p>
                <h1 id=TITLE tabindex="-1">
                    {(words.service)(service).title}
                </h1>
                <p class="next">{move || state.with(|state| (words.next)(state, verify_next.get()))}</p>
                {move || {
                    verify
                        .get()
                        .then(|| {
                            view! {
                                <p class="hint">
                                    <a href=Topic::IdentityVerification.path()>{all.help.way}</a>
                                </p>
                            }
                        })
                }}
                {move || waits.get().then(|| here.clone()).flatten().map(|here| view! { <LookAgain to=here /> })}
            </div>
            <div class="ways">
                {move || verify.get().then(|| view! { <Way to="/verify" text=all.order.verify /> })}
                {move || held.get().then(|| view! { <TakeBack service=service view=view /> })}
                {move || {
                    over.get()
                        .then(|| {
                            view! {
                                <a class="button main" href=begin(service)>
                                    {words.new}
                                </a>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Writing on, while it is held.
#[component]
fn TakeBack(service: Service, view: Signal<ServiceView>) -> impl IntoView {
    let live = Live::here();
    let taking = action::<TakeApplicationBack>();
    let id = view.with_untracked(|view| view.open.as_ref().map(|open| open.summary.id.to_string()));
    let input = TakeApplicationBack { application: id.unwrap_or_default(), service: service.to_string() };
    let fields =
        |TakeApplicationBack { application, service }| vec![("application", application), ("service", service)];
    let refused = refusal(taking);
    Effect::new(move |_| {
        if taking.value().get().is_some() {
            live.bump();
        }
    });
    view! {
        <Press action=taking input=Signal::stored(input) fields=fields>
            {words().services.take_back}
        </Press>
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
    }
    .into_any()
}

#[component]
fn Facts(summary: ApplicationSummary) -> impl IntoView {
    let words = &words().services;
    let ApplicationSummary { name, numbers, changed_at, service, .. } = summary;
    let numbers = if numbers.is_empty() {
        words.no_number.into_any()
    } else {
        numbers.into_iter().map(|number| view! { <Number number=number /> }).collect_view().into_any()
    };
    let label = match service {
        Service::Cnam => Field::DisplayName,
        _ => Field::BusinessName,
    };
    view! {
        <FactPanel title=words.facts>
            <Fact name=(words.field)(service, label)>{name}</Fact>
            <Fact name=words.numbers>{numbers}</Fact>
            <Fact name=words.changed>
                <Moment at=Signal::stored(changed_at) />
            </Fact>
        </FactPanel>
    }
    .into_any()
}

/// Everything that was sent, as people read it.
#[component]
fn Written(service: Service, filled: Filled) -> impl IntoView {
    let words = &words().services;
    let fields = groups(service).iter().flat_map(|(_, fields)| fields.iter().copied());
    let fact = |field: Field| {
        let said = said(service, field, &filled);
        (!said.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{(words.field)(service, field)}</dt>
                    <dd>{said}</dd>
                </div>
            }
        })
    };
    let facts = fields.filter_map(fact).collect_view();
    view! {
        <section class="panel facts written" aria-labelledby="written">
            <h2 id="written">{words.written}</h2>
            <dl>{facts}</dl>
        </section>
    }
    .into_any()
}

/// What stands in a field; of what was chosen, what it was called.
fn said(service: Service, field: Field, filled: &Filled) -> String {
    let choices = (words().services.choices)(service, field);
    let called = |value: &str| {
        let choice = choices.iter().find(|(choice, _)| *choice == value).map(|(_, text)| (*text).to_owned());
        let country = || (words().frame.country)(value).map(str::to_owned);
        match control(service, field) {
            Control::Country => country(),
            _ => choice,
        }
        .unwrap_or_else(|| value.to_owned())
    };
    let values = filled.iter().filter(|(name, value)| *name == field && !value.trim().is_empty());
    values.map(|(_, value)| called(value)).collect::<Vec<_>>().join(", ")
}
