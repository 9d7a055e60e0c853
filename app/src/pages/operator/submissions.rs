//! `/operator/submissions`: what was handed to vendors for a review.

use leptos::prelude::*;

use super::{
    account::AccountLink,
    asked::Asked,
    cells::{Listing, MomentCell, Raw, StateCell},
    filters::{Filters, choices},
    list::{Titled, list_page},
};
use crate::{
    api::operator::list_submitted::list_submitted,
    components::{chip::Tone, field::SelectField, table::Head},
    desk::{ApplicationState, IDENTITY, Submitted, SubmittedRow},
    domain::service::SERVICES,
    live::Live,
    words::words,
};

/// The list, the latest begun first.
#[component]
pub(crate) fn OperatorSubmissionsPage() -> impl IntoView {
    let words = &words().operator;
    let (asked, live) = (Asked::here("/operator/submissions", &["what", "state"]), Live::here());
    let question = asked.question();
    let resource = Resource::new(
        move || (question.get(), live.version(), live.house()),
        |(question, ..)| async move {
            let [what, state, before, after] = super::asked::parts(question);
            list_submitted(what, state, before, after).await
        },
    );
    let titled = Titled { title: words.submissions, lead: words.of_submitted.lead };
    let above = move || {
        let of = &words.of_submitted;
        let mut what = choices(SERVICES, of.service_of);
        of.services.clone_into(&mut what[0].1);
        what.push((IDENTITY.to_owned(), of.identities.to_owned()));
        let states = choices(ApplicationState::ALL, of.state_of);
        view! {
            <Filters asked=asked>
                <SelectField name="what" label=of.what options=what chosen=asked.value("what") />
                <SelectField name="state" label=of.state options=states chosen=asked.value("state") />
            </Filters>
        }
        .into_any()
    };
    list_page(titled, asked, resource, above, |rows| view! { <List rows=rows /> }.into_any())
}

const fn tone(state: ApplicationState) -> Tone {
    match state {
        ApplicationState::Held
        | ApplicationState::Submitting
        | ApplicationState::PendingReview
        | ApplicationState::InReview => Tone::Wait,
        ApplicationState::Approved => Tone::Done,
        ApplicationState::Rejected => Tone::Bad,
        ApplicationState::Draft => Tone::Calm,
    }
}

#[component]
fn List(rows: Signal<Vec<SubmittedRow>>) -> impl IntoView {
    let words = &words().operator;
    let of = &words.of_submitted;
    let heads = [of.what, words.account, words.state, of.vendor, of.begun, of.changed].map(Head::Shown).to_vec();
    let row = |row| view! { <Row row=row /> }.into_any();
    view! {
        <Listing label=words.submissions heads=heads rows=rows key=|row: &SubmittedRow| row.id.clone() row=row />
    }
    .into_any()
}

#[component]
fn Row(row: SubmittedRow) -> impl IntoView {
    let of = &words().operator.of_submitted;
    let SubmittedRow { what, account, vendor_refs, begun_at, changed_at, .. } = row;
    let (name, tone, state, round, reasons) = match what {
        Submitted::Application { service, state, round, reasons } => {
            let round = if round > 1 { (of.round)(round) } else { String::new() };
            ((of.service_of)(service), tone(state), (of.state_of)(state), round, reasons.join(", "))
        }
        Submitted::Identity { redacted } => {
            let (tone, state) = match (redacted, changed_at) {
                (true, _) => (Tone::Calm, of.redacted),
                (false, Some(_)) => (Tone::Done, of.heard),
                (false, None) => (Tone::Wait, of.waiting),
            };
            (of.identities, tone, state, String::new(), String::new())
        }
    };
    let refs = vendor_refs.into_iter().map(|name| view! { <code class="sub">{name}</code> }).collect_view();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {name}
            </th>
            <td role="cell">
                <AccountLink account=account />
            </td>
            <StateCell tone=tone text=state more=round>
                <Raw words=reasons />
            </StateCell>
            <td role="cell">{refs}</td>
            <MomentCell at=begun_at />
            <MomentCell at=changed_at />
        </tr>
    }
    .into_any()
}
