//! `/operator/webhooks`: signed events of vendors, and having them looked at again.

mod again;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use super::{
    account::AccountLink,
    asked::Asked,
    cells::{Listing, MomentCell, StateCell},
    filters::{Filters, TextFilter},
    list::{Titled, list_page},
};
use crate::{
    api::operator::{list_deliveries::list_deliveries, redeliver::Redeliver},
    components::{
        action::{action, refusal},
        chip::Tone,
        failure::Mishap,
        moment::Moment,
        table::Head,
        told::Told,
    },
    desk::{Delivery, Verdict},
    live::Live,
    words::words,
};
use again::AskAgain;

/// The field of the address that names the event which is to be looked at again.
const AGAIN: &str = "again";

/// The list, the latest first, and the form that has one looked at again.
#[component]
pub(crate) fn OperatorWebhooksPage() -> impl IntoView {
    let words = &words().operator;
    let (asked, live) = (Asked::here("/operator/webhooks", &["about"]), Live::here());
    let question = asked.question();
    let resource = Resource::new(
        move || (question.get(), live.version(), live.house()),
        |(question, ..)| async move {
            let [about, before, after] = super::asked::parts(question);
            list_deliveries(about, before, after).await
        },
    );
    let asking = action::<Redeliver>();
    let query = use_query_map();
    // A form without script comes back to an address that says so.
    let told = RwSignal::new(query.with_untracked(|query| query.get_str("asked").is_some()));
    let event = Memo::new(move |_| asked.get(AGAIN));
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(done) = asking.value().get() else { return };
        told.set(done.is_ok());
        live.bump();
        if done.is_ok() {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&untrack(|| asked.with("", "")), options);
        }
    });
    // Another question, another answer.
    Effect::new(move |before: Option<String>| {
        let now = event.get();
        if before.is_some_and(|before| before != now) && !now.is_empty() {
            asking.clear();
            told.set(false);
        }
        now
    });
    let refused = refusal(asking);
    let titled = Titled { title: words.webhooks, lead: words.of_webhooks.lead };
    let above = move || {
        let of = &words.of_webhooks;
        let filter = view! {
            <Filters asked=asked>
                <TextFilter asked=asked name="about" label=of.about hint=of.about_hint />
            </Filters>
        };
        view! {
            {filter}
            {move || told.get().then(|| view! { <Told text=of.asked /> })}
            {move || refused.get().map(|error| view! { <Mishap error=error /> })}
            {move || {
                let event = event.get();
                (!event.is_empty()).then(|| view! { <AskAgain event=event asked=asked asking=asking /> })
            }}
        }
        .into_any()
    };
    let rows = move |rows| view! { <List rows=rows asked=asked /> }.into_any();
    list_page(titled, asked, resource, above, rows)
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Processed => Tone::Done,
        Verdict::UnderWay { .. } => Tone::Wait,
        Verdict::Ignored => Tone::Calm,
    }
}

#[component]
fn List(rows: Signal<Vec<Delivery>>, asked: Asked) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_webhooks;
    let mut heads = [of.event, of.verdict, of.about, words.account, words.when].map(Head::Shown).to_vec();
    heads.push(Head::Hidden(of.action));
    let row = move |row| view! { <Row row=row asked=asked /> }.into_any();
    view! {
        <Listing label=words.webhooks heads=heads rows=rows key=|row: &Delivery| row.id.clone() row=row />
    }
    .into_any()
}

#[component]
fn Row(row: Delivery, asked: Asked) -> impl IntoView {
    let of = &words().operator.of_webhooks;
    let Delivery { id, name, about, account, verdict, at, again } = row;
    let way = verdict.may_be_looked_at().then(|| {
        let event = id.clone();
        let to = move || asked.with(AGAIN, &event);
        view! {
            <A href=to scroll=false attr:aria-label=(of.redeliver_named)(&name, &id)>
                {of.redeliver}
            </A>
        }
    });
    let tried = match verdict {
        Verdict::UnderWay { attempts } if attempts > 1 => (of.tried)(attempts),
        _ => String::new(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {name}
                <code class="sub">{id}</code>
            </th>
            <StateCell tone=tone(verdict) text=(of.verdict_of)(verdict) more=tried>
                {again.map(|again| {
                    let by = again.by.unwrap_or_else(|| of.somebody.to_owned());
                    view! {
                        <span class="sub">
                            {(of.again_by)(&by)} " " <Moment at=Signal::stored(again.at) within=true /> ": " {again.why}
                        </span>
                    }
                })}
            </StateCell>
            <td role="cell">{about.map(|about| view! { <code>{about}</code> })}</td>
            <td role="cell">{account.map(|account| view! { <AccountLink account=account /> })}</td>
            <MomentCell at=at />
            <td role="cell">{way}</td>
        </tr>
    }
    .into_any()
}
