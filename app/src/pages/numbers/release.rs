//! Asking before a release: what happens, when it is final, and until when it can be undone.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    AppError,
    api::release_number::ReleaseNumber,
    components::{dialog::Dialog, failure::Mishap, moment::Day, number::Number, place::place},
    desk::OwnedNumber,
    domain::Timestamp,
    words::words,
};

/// The dialog 'Release this number?'.
#[component]
pub(super) fn AskRelease(
    number: OwnedNumber,
    until: Signal<Timestamp>,
    releasing: ServerAction<ReleaseNumber>,
    refused: Signal<Option<AppError>>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let (numbers, frame) = (&words().numbers, &words().frame);
    let [before, after] = numbers.ask_until;
    let OwnedNumber { line, offer, .. } = number;
    let what = format!("{} · {}", place(&offer), (frame.kind)(offer.kind));
    view! {
        <Dialog id="release" title=numbers.ask_title on_close=on_close>
            <div class="bill">
                <Number number=offer.number.clone() />
                <p class="hint">{what}</p>
                <p class="bill-price">
                    <strong>{offer.monthly.to_string()}</strong>
                    " "
                    {frame.a_month}
                </p>
            </div>
            <p>{before} " " <Day until=until /> {after}</p>
            <p>{numbers.ask_then}</p>
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            <div class="dialog-ways">
                <form method="dialog">
                    <button type="submit" class="button">
                        {numbers.cancel}
                    </button>
                </form>
                <ReleaseForm line=line.to_string() releasing=releasing />
            </div>
        </Dialog>
    }
    .into_any()
}

/// A plain form, sent by the page itself once it is awake.
#[component]
fn ReleaseForm(line: String, releasing: ServerAction<ReleaseNumber>) -> impl IntoView {
    let id = line.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !releasing.pending().get_untracked() {
            releasing.dispatch(ReleaseNumber { line: line.clone() });
        }
    };
    let busy = move || releasing.pending().get().then_some("true");
    view! {
        <form method="post" action="/api/release_number" on:submit=submit>
            <input type="hidden" name="line" value=id />
            <button type="submit" class="button main" autofocus aria-busy=busy aria-disabled=busy>
                {words().numbers.confirm}
            </button>
        </form>
    }
    .into_any()
}
