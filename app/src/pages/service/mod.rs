//! `/services/{service}`: the account's applications for one service, one of them, or the form of the next. Which of
//! these stands in the address.

mod control;
mod form;
mod layout;
mod reasons;
mod standing;
mod wrong;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::show_application::show_application,
    browser,
    components::{
        application_list::ApplicationList,
        empty::Empty,
        gate_dialog::{GateDialog, Held},
        loaded::loaded_page,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::ServiceView,
    domain::{ApplicationId, Service, service::Application},
    live::{Awake, Live},
    words::words,
};
use form::WriteApplication;
use standing::Standing;

/// The page's heading, which takes the focus when something else stands there.
const TITLE: &str = "service-title";

/// What the address asks for.
#[derive(Clone, Copy)]
struct Asked {
    application: Memo<String>,
    new: Memo<bool>,
    check: Memo<bool>,
}

impl Asked {
    fn here() -> Self {
        let query = use_query_map();
        let has = move |key: &'static str| Memo::new(move |_| query.with(|query| query.get_str(key).is_some()));
        let application =
            Memo::new(move |_| query.with(|query| query.get_str("application").unwrap_or_default().to_owned()));
        Self { application, new: has("new"), check: has("check") }
    }
}

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Stage {
    /// The applications.
    List,
    /// The form of one; with what an earlier one knows, if it is new.
    Write { id: ApplicationId, known: bool },
    /// Where one stands.
    Show(ApplicationId),
}

/// The way to an application.
fn address(service: Service, id: &ApplicationId) -> String {
    format!("/services/{service}?application={id}")
}

/// The way to the form of a new one.
pub(crate) fn begin(service: Service) -> String {
    format!("/services/{service}?new=1")
}

/// One service. An application that is held for the buyer's identity opens the gate when it was sent here, or when the
/// server sent this page.
#[component]
pub(crate) fn ServicePage(service: Service) -> impl IntoView {
    let (asked, live) = (Asked::here(), Live::here());
    let later = use_query_map().with_untracked(|query| query.get_str("later").is_some());
    let asking = RwSignal::new(!Awake::here().now() && !later);
    let resource = Resource::new(
        move || (asked.application.get(), asked.check.get(), live.version()),
        move |(application, check, _)| show_application(service.to_string(), application, check),
    );
    loaded_page(
        resource,
        || view! { <Waiting bones=Bones::Panels(3) class="page service" /> }.into_any(),
        move |view| view! { <Here service=service asked=asked view=view asking=asking /> },
    )
}

#[component]
fn Here(service: Service, asked: Asked, view: Signal<ServiceView>, asking: RwSignal<bool>) -> impl IntoView {
    let words = &words().services;
    let title = (words.service)(service).title;
    let stage = Memo::new(move |before: Option<&Stage>| {
        let application = asked.application.get();
        if application.is_empty() {
            return match before {
                _ if !asked.new.get() => Stage::List,
                // Once begun it stays the same one, whatever happens to the account: another id makes another form.
                Some(begun @ Stage::Write { known: true, .. }) => begun.clone(),
                _ => Stage::Write { id: view.with_untracked(|view| view.fresh.clone()), known: true },
            };
        }
        view.with(|view| match &view.open {
            Some(open) if open.summary.id.as_str() == application => match before {
                // It stays in the form in which it was begun.
                Some(Stage::Write { id, known }) if open.editable && *id == open.summary.id => {
                    Stage::Write { id: id.clone(), known: *known }
                }
                _ if open.editable => Stage::Write { id: open.summary.id.clone(), known: false },
                _ => Stage::Show(open.summary.id.clone()),
            },
            // On its way.
            _ => before.cloned().unwrap_or(Stage::List),
        })
    });
    // What was pressed is gone, and its address is no other path.
    Effect::new(move |before: Option<Stage>| {
        let now = stage.get();
        if before.is_some_and(|before| before != now) {
            browser::focus(TITLE);
        }
        now
    });
    view! {
        <PageTitle name=title.to_owned() />
        {move || match stage.get() {
            Stage::List => view! { <List service=service view=view /> }.into_any(),
            Stage::Write { id, known } => {
                view! { <WriteApplication service=service id=id known=known view=view asking=asking /> }.into_any()
            }
            Stage::Show(_) => view! { <Standing service=service view=view /> }.into_any(),
        }}
        <Gate service=service view=view asking=asking />
    }
    .into_any()
}

/// The gate's dialog over what it holds.
#[component]
fn Gate(service: Service, view: Signal<ServiceView>, asking: RwSignal<bool>) -> impl IntoView {
    let navigate = use_navigate();
    let held = Memo::new(move |_| {
        view.with(|view| {
            let open = view.open.as_ref().filter(|open| matches!(open.summary.state, Application::Held { .. }))?;
            view.verify_next.then(|| open.summary.id.clone())
        })
        .filter(|_| asking.get())
    });
    let not_now = Callback::new(move |()| {
        asking.set(false);
        if let Some(open) = view.with_untracked(|view| view.open.as_ref().map(|open| open.summary.id.clone())) {
            let later = format!("{}&later=1", address(service, &open));
            navigate(&later, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        }
        browser::focus(TITLE);
    });
    let what = (words().services.service)(service).title;
    move || held.get().map(|_| view! { <GateDialog held=Held::Application(what) on_close=not_now /> })
}

/// The account's applications for the service.
#[component]
fn List(service: Service, view: Signal<ServiceView>) -> impl IntoView {
    let words = &words().services;
    let about = (words.service)(service);
    let applications = Memo::new(move |_| view.with(|view| view.applications.clone()));
    let any = Memo::new(move |_| applications.with(|list| !list.is_empty()));
    view! {
        <div class="page service">
            <Back />
            <div class="page-head">
                <div>
                    <h1 id=TITLE tabindex="-1">
                        {about.title}
                    </h1>
                    <p class="lead">{about.text}</p>
                </div>
                <a class="button main" href=begin(service)>
                    {words.new}
                </a>
            </div>
            {move || if any.get() {
                view! { <ApplicationList applications=applications label=words.list /> }.into_any()
            } else {
                view! { <Empty text=words.none /> }.into_any()
            }}
        </div>
    }
    .into_any()
}

/// The way to the overview.
#[component]
fn Back() -> impl IntoView {
    view! {
        <p class="back">
            <a href="/services">{words().services.back}</a>
        </p>
    }
    .into_any()
}
