//! The browsers in which the person is signed in, and signing them out.

use leptos::prelude::*;

use crate::{
    api::end_session::{EndOtherSessions, EndSession},
    components::{
        action::{Call, action, refusal},
        chip::{Chip, Tone},
        failure::Mishap,
        moment::Moment,
        press::Press,
        rows::Rows,
        told::Told,
    },
    desk::{AccessView, OpenSession},
    live::Live,
    words::words,
};

/// The list, each with its button but the one that looks.
#[component]
pub(super) fn Sessions(access: Signal<AccessView>) -> impl IntoView {
    let words = &words().access;
    let (ending, ending_others) = (action::<EndSession>(), action::<EndOtherSessions>());
    let told = RwSignal::new(None::<&'static str>);
    tell(ending, told, words.ended);
    tell(ending_others, told, words.ended_others);
    let sessions = Memo::new(move |_| access.with(|access| access.sessions.clone()));
    let others = Memo::new(move |_| sessions.with(|sessions| sessions.len() > 1));
    let row = move |session| view! { <Row session=session ending=ending /> }.into_any();
    let (refused, others_refused) = (refusal(ending), refusal(ending_others));
    let refused = move || refused.get().or_else(|| others_refused.get());
    view! {
        <section id="sessions" class="stack" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{words.sessions}</h2>
            <p class="hint">{words.sessions_hint}</p>
            {move || told.get().map(|text| view! { <Told text=text /> })}
            {move || refused().map(|error| view! { <Mishap error=error /> })}
            <ul class="panel entries">
                <Rows list=sessions key=|session: &OpenSession| session.id.clone() row=row />
            </ul>
            <div class="form-ways">
                {move || others.get().then(|| view! { <EndOthers ending=ending_others /> })}
                // Plain: what the page remembers must not outlive the session.
                <form method="post" action="/api/end_all_sessions">
                    <button type="submit" class="button">
                        {words.end_all}
                    </button>
                </form>
            </div>
        </section>
    }
    .into_any()
}

/// Says so when `S` was done, and asks for the list again.
fn tell<S: Call>(action: ServerAction<S>, told: RwSignal<Option<&'static str>>, text: &'static str) {
    let live = Live::here();
    Effect::new(move |_| {
        if let Some(done) = action.value().get() {
            told.set(done.is_ok().then_some(text));
            live.bump();
        }
    });
}

#[component]
fn EndOthers(ending: ServerAction<EndOtherSessions>) -> impl IntoView {
    view! {
        <Press action=ending input=Signal::stored(EndOtherSessions {}) fields=|_| Vec::new()>
            {words().access.end_others}
        </Press>
    }
    .into_any()
}

#[component]
fn Row(session: OpenSession, ending: ServerAction<EndSession>) -> impl IntoView {
    let words = &words().access;
    let OpenSession { id, device, opened_at, seen_at, here } = session;
    let device = (words.device)(device);
    let end = (!here).then(|| {
        let input = Signal::stored(EndSession { session: id.to_string() });
        let fields = |EndSession { session }| vec![("session", session)];
        view! {
            <Press action=ending input=input fields=fields name=(words.end_named)(&device)>
                {words.end}
            </Press>
        }
    });
    view! {
        <li>
            <div>
                <p class="entry-name">
                    {device.clone()}
                    {here.then(|| view! { <Chip tone=Signal::stored(Tone::Done) text=Signal::stored(words.here) /> })}
                </p>
                <p class="hint">
                    {words.signed_in} " " <Moment at=Signal::stored(opened_at) within=true /> " · " {words.seen} " "
                    <Moment at=Signal::stored(seen_at) within=true />
                </p>
            </div>
            {end}
        </li>
    }
    .into_any()
}
