//! `/handoff/{token}`: what a link leads to. Looking changes nothing; the code that is typed does.

use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_params_map;

use crate::{
    AppError,
    api::handoff::{OpenHandoff, show_handoff},
    components::{
        action::{action, refusal},
        chip::Tone,
        failure::{Failure, Mishap},
        loaded::answered,
        notice::Notice,
        respond,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::{CODE_DIGITS, HandoffLink},
    words::words,
};

/// Who opened it is told what it is for, and asked for the code.
#[component]
pub(crate) fn HandoffLinkPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let resource = Resource::new(move || token.get(), show_handoff);
    answered(
        resource,
        || view! { <Waiting title=words().outcome.page bones=Bones::Panels(1) class="page verify" /> }.into_any(),
        move |error| match error {
            AppError::NotFound => gone(404, &HandoffLink::Old),
            error => view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any(),
        },
        move |link| {
            move || match link.get() {
                HandoffLink::Good => view! { <Question token=token /> }.into_any(),
                link => gone(410, &link),
            }
        },
    )
}

/// A plain form: the browser comes back as the phone.
#[component]
fn Question(token: Memo<String>) -> impl IntoView {
    let words = &words().handoff;
    let refused = refusal(action::<OpenHandoff>()).get_untracked();
    // Room for spaces, which people may type between digits.
    let room = 2 * CODE_DIGITS;
    view! {
        <PageTitle name=words.phone_title.to_owned() />
        <div class="page verify on-phone">
            <h1>{words.phone_title}</h1>
            <p class="lead">{words.phone_lead}</p>
            <Notice tone=Tone::Wait title=words.phone_warning text=words.phone_warning_text />
            {refused.map(|error| view! { <Mishap error=error /> })}
            <form class="panel stack" method="post" action=OpenHandoff::url()>
                <input type="hidden" name="token" value=token />
                <label for="code">{words.phone_question}</label>
                <input
                    id="code"
                    class="match-typed"
                    name="code"
                    type="text"
                    inputmode="numeric"
                    pattern="[0-9 ]*"
                    autocomplete="off"
                    maxlength=room
                    required
                    aria-describedby="code-hint"
                />
                <p id="code-hint" class="hint">
                    {words.phone_question_hint}
                </p>
                <button type="submit" class="button main">
                    {words.phone_submit}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// Why it leads nowhere.
fn gone(status: u16, link: &HandoffLink) -> AnyView {
    respond::with_status(status);
    let words = &words().handoff;
    let (title, text) = match link {
        HandoffLink::Good | HandoffLink::Old => (words.gone, words.gone_old),
        HandoffLink::Used => (words.gone, words.gone_used),
        HandoffLink::Ended => (words.gone, words.gone_ended),
        HandoffLink::WrongCode => (words.gone_wrong, words.gone_wrong_text),
    };
    // It may be this very phone that opened it.
    let way = (*link == HandoffLink::Used).then(|| {
        view! {
            <a class="button main" href="/handoff">
                {words.go_on}
            </a>
        }
    });
    view! {
        <PageTitle name=title.to_owned() />
        <div class="page empty on-phone">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            {way}
        </div>
    }
    .into_any()
}
