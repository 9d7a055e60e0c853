//! `/services`: the four compliance services, each with where the account's applications for it stand.

use leptos::prelude::*;

use crate::{
    api::list_applications::list_applications,
    components::{
        application_list::ApplicationList,
        loaded::loaded_page,
        title::PageTitle,
        waiting::{Bones, Waiting},
    },
    desk::ServicesView,
    domain::{Service, feedback::Topic, service::SERVICES},
    live::Live,
    pages::service::begin,
    words::words,
};

/// The overview, which follows what happens to the applications.
#[component]
pub(crate) fn ServicesPage() -> impl IntoView {
    let live = Live::here();
    let resource = Resource::new(move || live.version(), |_| list_applications());
    loaded_page(
        resource,
        || view! { <Waiting title=words().services.title bones=Bones::Panels(4) /> }.into_any(),
        move |view| {
            let words = &words().services;
            let verify_first = Memo::new(move |_| view.with(|view| view.verify_first));
            view! {
                <PageTitle name=words.title.to_owned() />
                <div class="page services">
                    <h1>{words.title}</h1>
                    <p class="lead">{words.lead}</p>
                    {move || verify_first.get().then(|| view! { <VerifyFirst /> })}
                    {SERVICES.map(|service| view! { <Offered service=service view=view /> }).collect_view()}
                </div>
            }
        },
    )
}

/// What an account that is not verified is told before it sends anything.
#[component]
pub(crate) fn VerifyFirst() -> impl IntoView {
    let words = words();
    view! {
        <p class="hint">
            {words.services.verify_first} " " <a href=Topic::IdentityVerification.path()>{words.help.way}</a>
        </p>
    }
    .into_any()
}

/// One service, and what the account has of it.
#[component]
fn Offered(service: Service, view: Signal<ServicesView>) -> impl IntoView {
    let words = &words().services;
    let about = (words.service)(service);
    let applications = Memo::new(move |_| {
        view.with(|view| view.applications.iter().filter(|it| it.service == service).cloned().collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| applications.with(|list| !list.is_empty()));
    let to = move || if any.get() { format!("/services/{service}") } else { begin(service) };
    let name = move || if any.get() { (words.see_named)(about.title) } else { (words.start_named)(about.title) };
    view! {
        <section class="panel stack service" aria-labelledby=format!("{service}-title")>
            <div class="page-head">
                <div>
                    <h2 id=format!("{service}-title")>{about.title}</h2>
                    <p>{about.text}</p>
                    <p class="hint">{about.numbers}</p>
                </div>
                <a class="button" class:main=move || !any.get() href=to aria-label=name>
                    {move || if any.get() { words.see } else { words.start }}
                </a>
            </div>
            {move || any.get().then(|| view! { <ApplicationList applications=applications label=about.title /> })}
        </section>
    }
    .into_any()
}
