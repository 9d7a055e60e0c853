//! Whether the page helped.

use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    api::give_feedback::{GiveFeedback, PLACE},
    browser,
    components::{
        action::{busy, refusal, send},
        failure::Mishap,
        field::Field,
        text_area::TextArea,
    },
    domain::feedback::{Comment, Helpful, Topic},
    words::words,
};

/// The id of the thanks.
const THANKS: &str = "thanks";

/// A plain form, sent by the page itself once it is awake; thanks in its place afterwards.
#[component]
pub(super) fn WasItHelpful(giving: ServerAction<GiveFeedback>) -> impl IntoView {
    let words = &words().feedback;
    let query = use_query_map();
    let thanked = move || query.with(|query| query.get_str("thanks").is_some());
    let given = Memo::new(move |_| thanked() || matches!(giving.value().get(), Some(Ok(()))));
    view! {
        <section id=PLACE class="panel stack" aria-labelledby="helpful">
            <h2 id="helpful">{words.title}</h2>
            {move || {
                if given.get() { view! { <Thanks /> }.into_any() } else { view! { <Form giving=giving /> }.into_any() }
            }}
        </section>
    }
    .into_any()
}

/// They take the focus: what was pressed is gone.
#[component]
fn Thanks() -> impl IntoView {
    Effect::new(|_| browser::focus(THANKS));
    view! {
        <p id=THANKS role="status" tabindex="-1">
            {words().feedback.thanks}
        </p>
    }
    .into_any()
}

#[component]
fn Form(giving: ServerAction<GiveFeedback>) -> impl IntoView {
    let words = &words().feedback;
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(giving, said(&browser::form_fields(form)));
    };
    let (busy, refused) = (busy(giving), refusal(giving));
    let choice = |(helpful, name): (Helpful, &'static str)| {
        view! {
            <label class="choice">
                <input type="radio" name="helpful" value=helpful.as_str() required />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        {move || refused.get().map(|error| view! { <Mishap error=error /> })}
        <form class="stack" method="post" action="/api/give_feedback" node_ref=form on:submit=submit>
            <input type="hidden" name="topic" value=Topic::IdentityVerification.as_str() />
            <fieldset class="choices" aria-labelledby="helpful">
                {[(Helpful::Yes, words.yes), (Helpful::No, words.no)].map(choice).collect_view()}
            </fieldset>
            <Field name="comment" label=words.comment>
                <TextArea id="comment" name="comment" rows=3 most=Comment::MAX described="comment-hint" />
            </Field>
            <div class="form-ways">
                <p id="comment-hint" class="hint">
                    {(words.hint)(Comment::MAX)}
                </p>
                <button type="submit" class="button main" aria-busy=busy aria-disabled=busy>
                    {words.submit}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What the fields say.
fn said(fields: &[(String, String)]) -> GiveFeedback {
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let [topic, helpful, comment] = ["topic", "helpful", "comment"].map(|name| field(name).unwrap_or_default());
    GiveFeedback { topic, helpful, comment }
}
