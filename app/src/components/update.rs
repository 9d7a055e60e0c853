//! A newer build, told calmly: nothing happens to the page before its reader wants it.

use leptos::prelude::*;

use crate::{browser, live::Build, words::words};

/// The one place of the frame that tells of a newer build. Not of the role `status`, which is the order's own on its
/// page; being live, it is read out all the same.
#[component]
pub(crate) fn Update() -> impl IntoView {
    let build = Build::here();
    let frame = &words().frame;
    Effect::new(|_| browser::put_back());
    view! {
        <div class="update" aria-live="polite">
            {move || {
                build
                    .is_news()
                    .then(|| {
                        view! {
                            <div class="update-card">
                                <p>
                                    <strong>{frame.update_title}</strong>
                                    " "
                                    {frame.update_text}
                                    " "
                                    <span class="update-files">{frame.update_files}</span>
                                </p>
                                <button type="button" class="plain" on:click=move |_| build.put_off()>
                                    {frame.update_later}
                                </button>
                                <button type="button" class="button" on:click=move |_| browser::load_anew()>
                                    {frame.update}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
