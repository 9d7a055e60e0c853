//! Asking before a release: what happens, when it is final, and until when it can be undone.

use leptos::prelude::*;

use crate::{
    AppError,
    api::release_number::ReleaseNumber,
    components::{
        dialog::Dialog, failure::Mishap, moment::Day, number::Number, place::place_and_kind, press::Press,
        price::MonthlyPrice,
    },
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
    let numbers = &words().numbers;
    let [before, after] = numbers.ask_until;
    let OwnedNumber { line, offer, .. } = number;
    let input = Signal::stored(ReleaseNumber { line: line.to_string() });
    let fields = |ReleaseNumber { line }| vec![("line", line)];
    view! {
        <Dialog id="release" title=numbers.ask_title on_close=on_close>
            <div class="bill">
                <Number number=offer.number.clone() />
                <p class="hint">{place_and_kind(&offer)}</p>
                <p class="bill-price">
                    <MonthlyPrice monthly=Signal::stored(offer.monthly) />
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
                <Press action=releasing input=input fields=fields class="button main" first=true>
                    {numbers.confirm}
                </Press>
            </div>
        </Dialog>
    }
    .into_any()
}
