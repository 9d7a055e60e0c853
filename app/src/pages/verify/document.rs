//! The first step: which ID, and its pictures.

use capture::Ask;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    by_itself::{ByItself, ByItselfBox},
    chosen::Chosen,
    id_types::{ChosenId, IdTypes},
    phone::PhoneWay,
    place::Place,
    plate::{Plate, State, Subject},
    reasons::Reasons,
    sending::{Parcel, Sending, SendingState},
    side::{Side, SideWords},
    stepper::StepHead,
};
use crate::{
    browser::{self, Facing, Part},
    components::{chip::Tone, notice::Notice},
    desk::{Step, VerifyView},
    domain::{id_document::IdType, verification::Collected},
    live::Awake,
    words::words,
};

/// A plain multipart form; once awake it sends itself, shows the pictures, and asks only for what the ID has and is not
/// here yet.
#[component]
pub(crate) fn DocumentStep(case: Signal<VerifyView>) -> impl IntoView {
    let (words, plate_words) = (&words().document, &words().camera.document);
    let (awake, place) = (Awake::here(), Place::here());
    let here = Memo::new(move |_| case.with(collected));
    let id = ChosenId::new(here.with_untracked(|here| here.document));
    let by_itself = ByItself::new();
    let subject = |name, plate, file_name, next| {
        let (ask, facing, count) = (Ask::Document, Facing::Environment, by_itself.after(0));
        Subject { name, plate, ask, facing, file_name, count, next, words: plate_words }
    };
    let front = subject("front", words.front_plate, "front.jpg", "front-retake");
    let back = subject("back", words.back_plate, "back.jpg", "back-retake");
    let [front, back] = [front, back].map(|subject| Plate::new(subject, Chosen::new(), None));
    one_at_a_time(front, back);
    let sending = Sending::new();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if form.get().is_some() {
            read(form, id);
        }
    });
    let with_back = move || id.has_back().unwrap_or(false);
    Effect::new(move |_| {
        // A side that is not asked for is not seen.
        if !with_back() {
            back.close();
        }
    });
    let held = move |side: fn(&Collected) -> bool| {
        Signal::derive(move || {
            here.with(|here| here.document.is_some() && here.document == id.document() && side(here))
        })
    };
    let (held_front, held_back) = (held(|here| here.front), held(|here| here.back));
    Effect::new(move |_| {
        browser::when_pasted(move |picture| {
            let missing = |plate: Plate, held: Signal<bool>| {
                plate.chosen.picture.get_untracked().is_none() && !held.get_untracked()
            };
            let to_back = id.kind.get_untracked().is_some_and(IdType::has_back)
                && !missing(front, held_front)
                && missing(back, held_back);
            let plate = if to_back { back } else { front };
            plate.close();
            plate.chosen.forget();
            plate.chosen.take(picture);
        })
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        front.close();
        back.close();
        send(sending, place, id, front.chosen, back.chosen);
    };
    let side_done = move |plate: Plate, held: Signal<bool>| {
        let settled = if plate.chosen.picture.get().is_some() { plate.chosen.decodes() } else { held.get() };
        settled && !plate.making.get()
    };
    let ready = move || side_done(front, held_front) && (!with_back() || side_done(back, held_back));
    let back_hint = Signal::derive(move || if awake.get() { words.back_hint } else { words.back_if_any });
    let reasons = case.with_untracked(|case| match &case.step {
        Step::Document { reasons, .. } => reasons.clone(),
        _ => Vec::new(),
    });
    let anew = !reasons.is_empty() && here.with_untracked(|here| !here.front && !here.back);
    Effect::new(move |_| {
        if anew {
            browser::sent_failed();
        }
    });
    view! {
        <StepHead current=0 title=words.title lead=words.lead />
        {case
            .with_untracked(|case| case.withdrawn)
            .then(|| view! { <Notice tone=Tone::Wait title=words.withdrawn text=words.withdrawn_text /> })}
        {(!reasons.is_empty()).then(|| view! { <Reasons title=words.last_time reasons=reasons /> })}
        {anew.then(|| view! { <p class="hint">{words.deleted}</p> })}
        <PhoneWay
            case=case
            left=move |()| {
                front.off(State::Idle);
                back.off(State::Idle);
            }
        />
        <form
            class="panel document"
            method="post"
            action=place.document()
            enctype="multipart/form-data"
            node_ref=form
            on:submit=submit
        >
            <IdTypes id=id />
            <ByItselfBox answer=by_itself label=words.by_itself />
            <div class="sides">
                <Side
                    says=SideWords { label: words.front, by_camera: words.front_camera, by_phone: words.front_phone }
                    hint=words.front_hint
                    plate=front
                    hidden=false
                    required=true
                    held=held_front
                />
                <Side
                    says=SideWords { label: words.back, by_camera: words.back_camera, by_phone: words.back_phone }
                    hint=back_hint
                    plate=back
                    other=front.chosen
                    hidden=Signal::derive(move || awake.get() && !with_back())
                    required=Signal::derive(move || awake.get() && with_back())
                    held=held_back
                />
            </div>
            <p class="hint">{move || if awake.get() { words.more_formats } else { words.formats }}</p>
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

/// What is here already.
fn collected(case: &VerifyView) -> Collected {
    match &case.step {
        Step::Document { collected, .. } => collected.clone(),
        _ => Collected::default(),
    }
}

/// A device has one camera on at a time.
fn one_at_a_time(front: Plate, back: Plate) {
    for (one, other) in [(front, back), (back, front)] {
        Effect::new(move |_| {
            if one.state.get() == State::Opening {
                other.off(State::Idle);
            }
        });
    }
}

/// What was chosen before the page was awake counts.
fn read(form: NodeRef<html::Form>, id: ChosenId) {
    let fields = browser::form_fields(form);
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    if let Some(Ok(country)) = field("country").map(str::parse) {
        id.choose(country, field("id_type").and_then(|kind| kind.parse().ok()));
    }
}

/// Sends each side by itself: what has arrived need not be sent again.
fn send(sending: Sending, place: Place, id: ChosenId, front: Chosen, back: Chosen) {
    let Some(kind) = id.kind.get_untracked() else { return };
    let mut sides = vec![("front", front), ("back", back)];
    sides.retain(|(name, side)| (*name == "front" || kind.has_back()) && side.picture.get_untracked().is_some());
    let last = sides.len().saturating_sub(1);
    let parcel = |(at, side): (usize, (&'static str, Chosen))| {
        let mut parts = vec![
            Part::Text("country", id.country.get_untracked().to_string()),
            Part::Text("id_type", kind.to_string()),
        ];
        if at < last {
            parts.push(Part::Text("more", "yes".to_owned()));
        }
        Parcel { parts, pictures: vec![side] }
    };
    sending.send_all(place.document(), sides.into_iter().enumerate().map(parcel).collect());
}
