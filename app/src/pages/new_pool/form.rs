//! The question: a plain GET form, whose answer the page fetches itself once it is awake.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{answer::Answer, asked::Asked};
use crate::{
    browser,
    components::field::{AreaCodeField, Field, SelectField},
    domain::{
        country::{SOLD, may_have_area_codes},
        pool::{Fill, PoolName},
    },
    words::words,
};

/// Name, country, area code, quantity, and what to do if there are fewer.
#[component]
pub(super) fn PoolForm(
    asked: Memo<Asked>,
    answer: Signal<Answer>,
    #[prop(into)] busy: Signal<bool>,
    go: Callback<Asked>,
) -> impl IntoView {
    let (new_pool, search, frame) = (&words().new_pool, &words().search, &words().frame);
    let form = NodeRef::<html::Form>::new();
    let country = RwSignal::new(asked.with_untracked(|asked| asked.country.clone()));
    let sent = StoredValue::new(None::<Asked>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let now = Asked::of_form(browser::form_fields(form));
        sent.set_value(Some(now.clone()));
        go.run(now);
    };
    // What was chosen before the page was awake counts.
    Effect::new(move |_| {
        if form.get().is_some()
            && let Some((_, chosen)) = browser::form_fields(form).into_iter().find(|(key, _)| key == "country")
        {
            country.set(chosen);
        }
    });
    // Back and forward change the question; a field that was touched follows only if it is told.
    Effect::new(move |before: Option<()>| {
        let asked = asked.get();
        if before.is_some() && sent.with_value(|sent| sent.as_ref() != Some(&asked)) {
            put(&asked, answer.with_untracked(|answer| answer.own_carrier));
            country.set(asked.country);
        }
    });
    let countries =
        SOLD.iter().map(|code| (code.to_string(), (frame.country)(code.as_str()).unwrap_or_default().to_owned()));
    let countries = countries.collect();
    let waiting = move || busy.get().then_some("true");
    view! {
        <form class="panel pool-form" method="get" action="/pools/new" aria-label=new_pool.form node_ref=form on:submit=submit>
            <Name asked=asked answer=answer />
            <SelectField
                name="country"
                label=search.country
                options=countries
                chosen=Signal::derive(move || asked.with(|asked| asked.country.clone()))
                on_change=move |chosen| country.set(chosen)
            />
            <AreaCodeField
                value=Signal::derive(move || asked.with(|asked| asked.area_code.clone()))
                none=Signal::derive(move || !country.with(|country| may_have_area_codes(country)))
            />
            <Field name="quantity" label=new_pool.quantity>
                <input
                    id="quantity"
                    name="quantity"
                    type="text"
                    inputmode="numeric"
                    required
                    pattern="[1-9][0-9]?|100"
                    maxlength="3"
                    title=new_pool.quantity_range
                    placeholder=new_pool.quantity_range
                    autocomplete="off"
                    value=move || asked.with(|asked| asked.quantity.clone().unwrap_or_default())
                />
            </Field>
            <FillChoice asked=asked answer=answer />
            <button type="submit" class="button main" aria-busy=waiting>
                {new_pool.submit}
            </button>
        </form>
    }
    .into_any()
}

/// Writes a question into the fields.
fn put(asked: &Asked, own_carrier: bool) {
    let fill = asked.fill(own_carrier);
    let made = |choice: Fill| if fill == choice { "1" } else { "" };
    for (field, value) in [
        ("name", asked.name.as_str()),
        ("country", &asked.country),
        ("area_code", &asked.area_code),
        ("quantity", asked.quantity.as_deref().unwrap_or_default()),
        (id_of(Fill::Whole), made(Fill::Whole)),
        (id_of(Fill::Some), made(Fill::Some)),
    ] {
        browser::put_value(field, value);
    }
}

const fn id_of(fill: Fill) -> &'static str {
    match fill {
        Fill::Whole => "fill-whole",
        Fill::Some => "fill-some",
    }
}

/// The name of a new pool; one that is there keeps its own.
#[component]
fn Name(asked: Memo<Asked>, answer: Signal<Answer>) -> impl IntoView {
    let new_pool = &words().new_pool;
    let known = Memo::new(move |_| answer.with(|answer| answer.pool.is_some().then(|| answer.asked.pool.clone())));
    move || match known.get() {
        Some(pool) => view! { <input type="hidden" name="pool" value=pool /> }.into_any(),
        None => view! {
            <Field name="name" label=new_pool.name class="field name">
                <input
                    id="name"
                    name="name"
                    type="text"
                    required
                    maxlength=PoolName::MAX
                    placeholder=new_pool.name_example
                    autocomplete="off"
                    value=move || asked.with(|asked| asked.name.clone())
                />
            </Field>
        }
        .into_any(),
    }
}

/// All or nothing, or what there is.
#[component]
fn FillChoice(asked: Memo<Asked>, answer: Signal<Answer>) -> impl IntoView {
    let new_pool = &words().new_pool;
    let own_carrier = Memo::new(move |_| answer.with(|answer| answer.own_carrier));
    let choice = move |fill: Fill| {
        let barred = move || own_carrier.get() && fill == Fill::Whole;
        let text = move || if barred() { new_pool.whole_not_own } else { (new_pool.fill_text)(fill) };
        let described = format!("{}-text", id_of(fill));
        view! {
            <label class="choice">
                <input
                    id=id_of(fill)
                    type="radio"
                    name="fill"
                    value=fill.as_str()
                    aria-labelledby=format!("{}-name", id_of(fill))
                    aria-describedby=described.clone()
                    disabled=barred
                    checked=move || asked.with(|asked| asked.fill(own_carrier.get())) == fill
                />
                <span>
                    <span id=format!("{}-name", id_of(fill))>{(new_pool.fill_name)(fill)}</span>
                    <span id=described class="hint">
                        {text}
                    </span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choices" role="radiogroup" aria-labelledby="fill">
            <legend id="fill">{new_pool.fill}</legend>
            {[Fill::Whole, Fill::Some].map(choice)}
        </fieldset>
    }
    .into_any()
}
