//! The account's identity: where it stands, and what may be done about it now.

use leptos::prelude::*;

use crate::{
    api::operator::customer::{DecideCase, ResetAttempts, RevokeApproval},
    components::{action::action, chip::Chip, moment::Moment, rows::Rows},
    desk::{CustomerCase, CustomerView, HandOver},
    domain::{
        AccountId, SubmissionId,
        verification::{Decision, Shows},
    },
    pages::operator::{
        deed::{DeedForm, Filled, Said},
        vendor::{VendorLink, why_alone},
        verifications::tone,
    },
    words::words,
};

#[component]
pub(super) fn Identity(customer: Signal<CustomerView>, proven: Memo<bool>, said: Said) -> impl IntoView {
    let words = words();
    let acts = Acts { deciding: action(), resetting: action(), revoking: action() };
    said.follow(acts.deciding, words.customer.decided);
    said.follow(acts.resetting, words.customer.reset);
    said.follow(acts.revoking, words.customer.revoked);
    let case = Memo::new(move |_| customer.with(|customer| customer.case.clone()));
    let approval = Memo::new(move |_| customer.with(|customer| customer.approval.clone()));
    let account = Memo::new(move |_| customer.with(|customer| customer.id.clone()));
    // By themselves: what else is heard of the case must not take away a reason that somebody types.
    let decidable = Memo::new(move |_| case.with(|case| case.as_ref().and_then(|case| case.decidable.clone())));
    let resettable = Memo::new(move |_| case.with(|case| case.as_ref().is_some_and(CustomerCase::resettable)));
    let revocable = Memo::new(move |_| approval.with(Option::is_some));
    let standing = move || match approval.get() {
        Some(approval) => {
            view! { {words.customer.approved_since} " " <Moment at=Signal::stored(approval.at) within=true /> }
                .into_any()
        }
        None => words.customer.not_approved.into_any(),
    };
    let reset = move || {
        let make = |filled: &Filled| ResetAttempts { account: filled.get("account"), reason: filled.get("reason") };
        let (text, fields) = (words.customer.reset_attempts, about(&account.get()));
        view! { <DeedForm action=acts.resetting proven=proven text=text fields=fields make=make id="reset" /> }
    };
    let revoke = move || {
        let make = |filled: &Filled| RevokeApproval { account: filled.get("account"), reason: filled.get("reason") };
        let (text, fields) = (words.customer.revoke, about(&account.get()));
        view! { <DeedForm action=acts.revoking proven=proven text=text fields=fields make=make id="revoke" /> }
    };
    view! {
        <section class="stack" aria-labelledby="identity-title">
            <h2 id="identity-title">{words.customer.identity}</h2>
            <div class="panel stack">
                <p>{standing}</p>
                {move || case.get().map(|case| view! { <Case case=case /> })}
                <div class="form-ways deeds">
                    {move || {
                        decidable.get().map(|of| view! { <Decide account=account.get() of=of acts=acts proven=proven /> })
                    }}
                    {move || resettable.get().then(reset)}
                    {move || revocable.get().then(revoke)}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What may be done.
#[derive(Clone, Copy)]
struct Acts {
    deciding: ServerAction<DecideCase>,
    resetting: ServerAction<ResetAttempts>,
    revoking: ServerAction<RevokeApproval>,
}

fn about(account: &AccountId) -> Vec<(&'static str, String)> {
    vec![("account", account.to_string())]
}

#[component]
fn Decide(account: AccountId, of: SubmissionId, acts: Acts, proven: Memo<bool>) -> impl IntoView {
    let words = &words().customer;
    let form = move |decision: Decision| {
        let mut fields = about(&account);
        fields.extend([("submission", of.to_string()), ("decision", decision.to_string())]);
        view! {
            <DeedForm
                action=acts.deciding
                proven=proven
                text=(words.decide)(decision)
                fields=fields
                make=decide
                id=decision.to_string()
            />
        }
    };
    [Decision::Approve, Decision::Decline].into_iter().map(form).collect_view().into_any()
}

fn decide(filled: &Filled) -> DecideCase {
    DecideCase {
        account: filled.get("account"),
        submission: filled.get("submission"),
        decision: filled.get("decision"),
        reason: filled.get("reason"),
    }
}

#[component]
fn Case(case: CustomerCase) -> impl IntoView {
    let (words, all) = (&words().customer, words());
    let CustomerCase { id, state, decidable, attempts, attempts_max, since, hand_overs } = case;
    let alone = |hand_over: &&HandOver| Some(&hand_over.id) == decidable.as_ref() && hand_over.shows == Shows::IdAlone;
    let why = hand_overs.iter().find(alone).map(|hand_over| why_alone(hand_over.vendor.as_ref()));
    let state_of = all.operator.of_cases.state_of;
    view! {
        <p class="entry-name">
            {words.case} <Chip tone=Signal::stored(tone(state)) text=Signal::stored(state_of(state)) />
        </p>
        <p class="hint">
            <code>{id.to_string()}</code>
            ", "
            {words.since}
            " "
            <Moment at=Signal::stored(since) within=true />
            ", "
            {(words.attempts)(attempts, attempts_max)}
        </p>
        <ul class="hand-overs">
            <Rows
                list=Signal::stored(hand_overs)
                key=|hand_over: &HandOver| hand_over.id.clone()
                row=|hand_over| view! { <HandOverRow hand_over=hand_over /> }.into_any()
            />
        </ul>
        {why.map(|why| view! { <p>{why}</p> })}
    }
    .into_any()
}

#[component]
fn HandOverRow(hand_over: HandOver) -> impl IntoView {
    let HandOver { id, vendor, shows, at } = hand_over;
    let name = match vendor {
        Some(vendor) => view! { <VendorLink vendor=vendor /> }.into_any(),
        None => view! { {words().customer.hand_over} " " <code>{id.to_string()}</code> }.into_any(),
    };
    let alone = (shows == Shows::IdAlone).then(|| view! { ". " <strong class="sub">{words().queue.id_alone}</strong> });
    view! { <li class="hint">{name} ", " <Moment at=Signal::stored(at) within=true /> {alone}</li> }.into_any()
}
