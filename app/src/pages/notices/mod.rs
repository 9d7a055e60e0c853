//! `/notices`: what happened to the account's orders, its applications and its identity check, newest first.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

use crate::{
    api::notices::{ReadNotices, list_notices},
    components::{
        action::{action, refusal},
        chip::{Chip, Tone},
        empty::Empty,
        failure::{Failure, Mishap},
        loaded::answered,
        look_again::LookAgain,
        moment::Moment,
        press::Press,
        rows::Rows,
        title::PageTitle,
        told::Told,
        waiting::{Bones, Waiting},
    },
    desk::{NoticeView, NoticesView},
    domain::{NoticeKind, notice::Thing},
    live::Live,
    words::{NoticeText, words},
};

impl From<NoticeKind> for Tone {
    fn from(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::Held
            | NoticeKind::Expiring
            | NoticeKind::TryAgain
            | NoticeKind::Choose
            | NoticeKind::Reopened => Self::Wait,
            NoticeKind::Verified
            | NoticeKind::Purchased
            | NoticeKind::PartlyPurchased
            | NoticeKind::Replaced
            | NoticeKind::ApplicationApproved => Self::Done,
            NoticeKind::Declined
            | NoticeKind::Revoked
            | NoticeKind::Failed
            | NoticeKind::NumberGone
            | NoticeKind::ApplicationRejected => Self::Bad,
            NoticeKind::Expired | NoticeKind::ApplicationSent => Self::Calm,
        }
    }
}

/// The list, which follows what happens.
#[component]
pub(crate) fn NoticesPage() -> impl IntoView {
    let words = &words().notices;
    let (query, live) = (use_query_map(), Live::here());
    let after = Memo::new(move |_| query.with(|query| query.get_str("after").unwrap_or_default().to_owned()));
    let resource = Resource::new(move || (live.version(), after.get()), |(_, after)| list_notices(after));
    let reading = action::<ReadNotices>();
    // A form without script is led to an address that says so.
    let told = RwSignal::new(query.with_untracked(|query| query.get_str("read").is_some()));
    Effect::new(move |_| {
        if let Some(done) = reading.value().get() {
            told.set(done.is_ok());
            live.bump();
        }
    });
    let refused = refusal(reading);
    let failed = move |error| view! { <Failure error=error retry=move |()| resource.refetch() /> }.into_any();
    answered(
        resource,
        || view! { <Waiting title=words.title bones=Bones::Rows /> }.into_any(),
        failed,
        move |view: Signal<NoticesView>| {
            let empty = Memo::new(move |_| view.with(|view| view.notices.is_empty()));
            view! {
                <PageTitle name=words.title.to_owned() />
                <div class="page">
                    <h1>{words.title}</h1>
                    {move || told.get().then(|| view! { <Told text=words.read_done /> })}
                    {move || refused.get().map(|error| view! { <Mishap error=error /> })}
                    {move || {
                        if empty.get() {
                            view! { <Nothing after=after /> }.into_any()
                        } else {
                            view! { <List view=view after=after reading=reading /> }.into_any()
                        }
                    }}
                    <LookAgain to="/notices" />
                </div>
            }
        },
    )
}

#[component]
fn List(view: Signal<NoticesView>, after: Memo<String>, reading: ServerAction<ReadNotices>) -> impl IntoView {
    let words = &words().notices;
    let notices = Memo::new(move |_| view.with(|view| view.notices.clone()));
    let newest = Signal::derive(move || {
        let newest = view.with(|view| view.notices.first().map(|notice| notice.id.to_string()));
        ReadNotices { newest: newest.unwrap_or_default() }
    });
    let news = Memo::new(move |_| view.with(|view| view.notices.iter().any(|notice| notice.unread)));
    let older = move || view.with(|view| view.older.clone());
    let later = move || !after.read().is_empty();
    let pages = move || {
        (later() || older().is_some()).then(|| {
            view! {
                <nav class="months" aria-label=words.pages>
                    {later().then(|| view! { <A href="/notices">{words.newest}</A> })}
                    {older().map(|last| view! { <A href=format!("/notices?after={last}")>{words.older}</A> })}
                </nav>
            }
        })
    };
    // What is read begins with the newest of all, which only the first page has.
    let read = move || {
        (news.get() && !later()).then(|| {
            let fields = |ReadNotices { newest }| vec![("newest", newest)];
            view! {
                <div>
                    <Press action=reading input=newest fields=fields>
                        {words.read}
                    </Press>
                </div>
            }
        })
    };
    view! {
        {read}
        <ul class="notices" aria-label=words.list>
            <Rows
                list=notices
                key=|notice: &NoticeView| notice.id.clone()
                row=|notice| view! { <Row notice=notice /> }.into_any()
            />
        </ul>
        {pages}
    }
    .into_any()
}

#[component]
fn Row(notice: NoticeView) -> impl IntoView {
    let words = words();
    let NoticeView { kind, thing, at, unread, .. } = notice;
    let NoticeText { title, text } = (words.notices.what)(kind);
    let name = thing.as_ref().map(|thing| match thing {
        Thing::Order(order) => (words.order.title)(&order.short()),
        Thing::Application(service, _) => (words.services.service)(*service).title.to_owned(),
    });
    view! {
        <li>
            <a class="notice-row" href=kind.way(thing.as_ref())>
                <Chip tone=Signal::stored(kind.into()) text=Signal::stored(title) />
                <span class="when">
                    {unread.then(|| view! { <strong class="new">{words.notices.new}</strong> " " })}
                    <Moment at=at />
                </span>
                <span class="what">{text}</span>
                {name.map(|name| view! { <span class="of-order">{name}</span> })}
            </a>
        </li>
    }
    .into_any()
}

/// An account to which nothing happened, or a page after the last one.
#[component]
fn Nothing(after: Memo<String>) -> impl IntoView {
    let words = &words().notices;
    move || {
        if after.read().is_empty() {
            view! { <Empty title=words.empty_title text=words.empty_text /> }.into_any()
        } else {
            view! { <Empty text=words.no_more_text way=("/notices", words.newest) /> }.into_any()
        }
    }
}
