//! `/operator/verifications`: every account's identity case. What a picture shows is the vendor's alone.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    account::AccountLink,
    asked::{Asked, address},
    cells::{Listing, MomentCell, Raw, StateCell},
    filters::{Filters, choices},
    list::{Titled, list_page},
};
use crate::{
    api::operator::list_cases::list_cases,
    components::{chip::Tone, field::SelectField, table::Head},
    desk::{CaseRow, CaseState},
    live::Live,
    words::words,
};

/// The list: what changed last comes first.
#[component]
pub(crate) fn OperatorVerificationsPage() -> impl IntoView {
    let words = &words().operator;
    let (asked, live) = (Asked::here("/operator/verifications", &["state"]), Live::here());
    let question = asked.question();
    let resource = Resource::new(
        move || (question.get(), live.version(), live.house()),
        |(question, ..)| async move {
            let [state, before, after] = super::asked::parts(question);
            list_cases(state, before, after).await
        },
    );
    let titled = Titled { title: words.verifications, lead: words.of_cases.lead };
    let above = move || {
        let options = choices(CaseState::ALL, words.of_cases.state_of);
        view! {
            <Filters asked=asked>
                <SelectField name="state" label=words.state options=options chosen=asked.value("state") />
            </Filters>
        }
        .into_any()
    };
    list_page(titled, asked, resource, above, |rows| view! { <List rows=rows /> }.into_any())
}

pub(super) const fn tone(state: CaseState) -> Tone {
    match state {
        CaseState::AtVendor | CaseState::Submitted | CaseState::UnderReview | CaseState::TryAgain => Tone::Wait,
        CaseState::Approved => Tone::Done,
        CaseState::Declined | CaseState::Revoked => Tone::Bad,
        CaseState::Collecting => Tone::Calm,
    }
}

#[component]
fn List(rows: Signal<Vec<CaseRow>>) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_cases;
    let heads = [words.account, words.state, of.document, of.vendor, of.attempts, of.changed].map(Head::Shown).to_vec();
    let row = |row| view! { <Row row=row /> }.into_any();
    view! {
        <Listing label=words.verifications heads=heads rows=rows key=|row: &CaseRow| row.id.clone() row=row />
    }
    .into_any()
}

#[component]
fn Row(row: CaseRow) -> impl IntoView {
    let all = words();
    let of = &all.operator.of_cases;
    let reasons = row.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(", ");
    let vendor = row.vendor_ref.map(|name| {
        let events = address("/operator/webhooks", [("about".to_owned(), name.clone())]);
        view! {
            <A href=events>
                <code>{name}</code>
            </A>
        }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <AccountLink account=row.account />
            </th>
            <StateCell tone=tone(row.state) text=(of.state_of)(row.state)>
                <Raw words=reasons />
            </StateCell>
            <td role="cell">
                {row.document.map(|(country, kind)| format!("{country} · {}", (all.document.kind)(kind)))}
            </td>
            <td role="cell">
                {vendor}
                {(row.hand_overs > 1).then(|| view! { <span class="sub">{(of.hand_overs)(row.hand_overs)}</span> })}
            </td>
            <td role="cell">
                <span class="label">{of.attempts} " "</span>
                {row.attempts}
            </td>
            <MomentCell at=row.changed_at />
        </tr>
    }
    .into_any()
}
