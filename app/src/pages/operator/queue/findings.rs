//! Numbers on which books and carriers do not agree.

use leptos::prelude::*;

use super::{Kind, Shared};
use crate::{
    api::operator::queue::{AdoptNumber, NoteFinding},
    components::{action::action, moment::Moment, number::Number},
    desk::FoundNumber,
    pages::operator::deed::DeedForm,
    words::words,
};

#[component]
pub(super) fn Findings(shared: Shared) -> impl IntoView {
    let words = &words().queue;
    let (adopting, noting) = (action::<AdoptNumber>(), action::<NoteFinding>());
    shared.said.follow(adopting, words.adopted);
    shared.said.follow(noting, words.noted);
    let row = move |now: Signal<FoundNumber>| {
        let found = now.get_untracked();
        let (of, id) = (found.number.to_string(), found.number.digits().to_owned());
        let fields = vec![("carrier_account", found.carrier_account), ("number", found.number.as_e164().to_owned())];
        let give = id.clone();
        let more = {
            let id = id.clone();
            ViewFn::from(move || view! { <Owner id=id.clone() /> })
        };
        let orphan = Memo::new(move |_| now.with(|found| found.what.is_orphan()));
        let (whose, named) = (of.clone(), fields.clone());
        let adopt = move || {
            view! {
                <DeedForm
                    action=adopting
                    proven=shared.proven
                    text=words.give
                    of=whose.clone()
                    fields=named.clone()
                    make=|filled| AdoptNumber {
                        carrier_account: filled.get("carrier_account"),
                        number: filled.get("number"),
                        owner: filled.get("owner"),
                        price: filled.get("price"),
                        reason: filled.get("reason"),
                    }
                    id=format!("give-{give}")
                    more=more.clone()
                />
            }
        };
        view! {
            <li>
                {move || view! { <Found found=now.get() /> }}
                <div class="form-ways deeds">
                    {move || orphan.get().then(&adopt)}
                    <DeedForm
                        action=noting
                        proven=shared.proven
                        text=words.note
                        of=of
                        fields=fields
                        make=|filled| NoteFinding {
                            carrier_account: filled.get("carrier_account"),
                            number: filled.get("number"),
                            reason: filled.get("reason"),
                        }
                        id=format!("note-{id}")
                    />
                </div>
            </li>
        }
        .into_any()
    };
    view! {
        <Kind
            shared=shared
            id="findings"
            title=words.findings
            hint=words.findings_hint
            count=|counts| counts.findings
            list=|queue| &queue.findings
            key=|found: &FoundNumber| (found.carrier_account.clone(), found.number.as_e164().to_owned())
            row=row
        />
    }
    .into_any()
}

#[component]
fn Found(found: FoundNumber) -> impl IntoView {
    let words = &words().queue;
    let FoundNumber { carrier_account, number, what, tag, found_at } = found;
    let tag = (!tag.is_empty()).then(|| view! { ", " {words.tag} " " <code>{tag}</code> });
    view! {
        <div>
            <p class="entry-name">
                <Number number=number />
            </p>
            <p>{(words.discord)(what)}</p>
            <p class="hint">
                <code>{carrier_account}</code>
                {tag}
                ", "
                {words.since}
                " "
                <Moment at=Signal::stored(found_at) within=true />
            </p>
        </div>
    }
    .into_any()
}

/// Whose it shall be, and for how much.
#[component]
fn Owner(id: String) -> impl IntoView {
    let words = &words().queue;
    let (owner, price) = (format!("owner-{id}"), format!("price-{id}"));
    view! {
        <div class="field">
            <label for=owner.clone()>{words.owner}</label>
            <input id=owner name="owner" type="text" autocomplete="off" required />
        </div>
        <div class="field">
            <label for=price.clone()>{words.price}</label>
            <input id=price name="price" type="text" inputmode="decimal" autocomplete="off" required />
        </div>
    }
    .into_any()
}
