//! The first step: which ID, and its pictures.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    id_types::{ChosenId, IdTypes},
    phone::PhoneWay,
    place::Place,
    reasons::Reasons,
    sending::{Sending, SendingState},
    side::{Chosen, Side},
    stepper::StepHead,
};
use crate::{
    browser::{self, Part},
    components::{chip::Tone, notice::Notice},
    desk::{Step, VerifyView},
    live::Awake,
    words::words,
};

/// A plain multipart form; once awake it sends itself, shows the pictures, and asks only for what the ID has.
#[component]
pub(crate) fn DocumentStep(case: Signal<VerifyView>) -> impl IntoView {
    let words = &words().document;
    let (awake, place) = (Awake::here(), Place::here());
    let id = ChosenId::new();
    let (front, back) = (Chosen::new(), Chosen::new());
    let sending = Sending::new();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if form.get().is_some() {
            read(form, id);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(sending, place, id, front, back);
    };
    let with_back = move || id.has_back().unwrap_or(false);
    let ready = move || front.decodes.get() && (!with_back() || back.decodes.get());
    let back_hint = Signal::derive(move || if awake.get() { words.back_hint } else { words.back_if_any });
    let reasons = case.with_untracked(|case| match &case.step {
        Step::Document { reasons } => reasons.clone(),
        _ => Vec::new(),
    });
    view! {
        <StepHead current=0 title=words.title lead=words.lead />
        {case
            .with_untracked(|case| case.withdrawn)
            .then(|| view! { <Notice tone=Tone::Wait title=words.withdrawn text=words.withdrawn_text /> })}
        {(!reasons.is_empty()).then(|| view! { <Reasons title=words.last_time reasons=reasons /> })}
        <PhoneWay case=case />
        <form
            class="panel document"
            method="post"
            action=place.document()
            enctype="multipart/form-data"
            node_ref=form
            on:submit=submit
        >
            <IdTypes id=id />
            <div class="sides">
                <Side name="front" label=words.front hint=words.front_hint chosen=front hidden=false required=true />
                <Side
                    name="back"
                    label=words.back
                    hint=back_hint
                    chosen=back
                    other=front
                    hidden=Signal::derive(move || awake.get() && !with_back())
                    required=Signal::derive(move || awake.get() && with_back())
                />
            </div>
            <p class="hint">{words.formats}</p>
            <SendingState sending=sending />
            <div class="form-ways">
                <p class="small">{words.safe}</p>
                <button
                    type="submit"
                    class="button main"
                    disabled=move || awake.get() && (!ready() || sending.busy())
                >
                    {words.submit}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What was chosen before the page was awake counts.
fn read(form: NodeRef<html::Form>, id: ChosenId) {
    let fields = browser::form_fields(form);
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    if let Some(Ok(country)) = field("country").map(str::parse) {
        id.choose(country, field("id_type").and_then(|kind| kind.parse().ok()));
    }
}

fn send(sending: Sending, place: Place, id: ChosenId, front: Chosen, back: Chosen) {
    let (Some(kind), Some(picture)) = (id.kind.get_untracked(), front.picture.get_untracked()) else { return };
    let mut parts = vec![
        Part::Text("country", id.country.get_untracked().to_string()),
        Part::Text("id_type", kind.to_string()),
        Part::Picture("front", picture),
    ];
    if let Some(picture) = back.picture.get_untracked().filter(|_| kind.has_back()) {
        parts.push(Part::Picture("back", picture));
    }
    sending.send(place.document(), parts);
}
