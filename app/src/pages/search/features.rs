//! The features that a number must have.

use leptos::prelude::*;

use super::asked::Asked;
use crate::words::words;

/// What the number must be able to do.
#[component]
pub(super) fn Features(asked: Memo<Asked>) -> impl IntoView {
    type Field = fn(&Asked) -> &String;
    let (search, frame) = (&words().search, &words().frame);
    let all: [(&'static str, &'static str, Field); 3] = [
        ("voice", frame.voice, |asked| &asked.voice),
        ("sms", frame.sms, |asked| &asked.sms),
        ("mms", frame.mms, |asked| &asked.mms),
    ];
    let boxes = all.map(|(name, label, field)| {
        let ticked = move || asked.with(|asked| !field(asked).is_empty());
        view! {
            <label class="tick">
                <input id=name type="checkbox" name=name value="1" checked=ticked />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="features">
            <legend class="hidden">{search.must_do}</legend>
            {boxes.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}
