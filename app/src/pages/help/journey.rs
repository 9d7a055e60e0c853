//! The way through a held purchase, in pictures. `./dev pictures` takes them of the store itself.

use leptos::prelude::*;

use crate::{
    desk::HelpView,
    words::{Shot, Shown, words},
};

/// The steps in order. Where the vendor's own page takes the pictures, two of ours are never seen.
#[component]
pub(super) fn Journey(help: Signal<HelpView>) -> impl IntoView {
    let words = &words().help;
    view! {
        <section class="stack" aria-labelledby="journey">
            <h2 id="journey">{words.journey}</h2>
            <ol class="journey">
                {move || {
                    let shown = |shots: [Shot; 2]| shots.map(|shot| step(shot, (words.shot)(shot, &help.read())));
                    let (title, text) = words.at_vendor;
                    let middle = if help.read().at_vendor {
                        view! { <li>{telling(title, text.to_owned())}</li> }.into_any()
                    } else {
                        shown([Shot::Id, Shot::Selfie]).collect_view().into_any()
                    };
                    view! {
                        {shown([Shot::Confirm, Shot::Held]).collect_view()}
                        {middle}
                        {shown([Shot::Verified, Shot::Bought]).collect_view()}
                    }
                }}
            </ol>
        </section>
    }
    .into_any()
}

/// The pictures are 390 by 760 pixels, taken at one and a half times that.
fn step(shot: Shot, Shown { title, text, picture }: Shown) -> AnyView {
    let src = format!("/help/pictures/{}.png", file(shot));
    view! {
        <li>
            <img src=src alt=picture width="390" height="760" loading="lazy" />
            {telling(title, text)}
        </li>
    }
    .into_any()
}

fn telling(title: &'static str, text: String) -> AnyView {
    view! {
        <div>
            <h3>{title}</h3>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

/// As `end2end/pictures` names them.
const fn file(shot: Shot) -> &'static str {
    match shot {
        Shot::Confirm => "1-confirm",
        Shot::Held => "2-held",
        Shot::Id => "3-id",
        Shot::Selfie => "4-selfie",
        Shot::Verified => "5-verified",
        Shot::Bought => "6-bought",
    }
}
