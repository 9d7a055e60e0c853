//! Which page stands where.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    components::{
        arrival::{Arrival, MAIN},
        header::Header,
        respond::Onward,
        update::Update,
    },
    domain::Service,
    live::{Awake, Build, Live, load_frame},
    pages::{
        account::AccountPage,
        help::HelpPage,
        invite::InvitePage,
        missing::Missing,
        new_pool::NewPoolPage,
        notices::NoticesPage,
        numbers::NumbersPage,
        operator::{
            CustomerPage, OperatorFeedbackPage, OperatorOrderPage, OperatorOrdersPage, OperatorSubmissionsPage,
            OperatorVerificationsPage, OperatorWebhooksPage, QueuePage, RulesPage,
        },
        order::OrderPage,
        orders::OrdersPage,
        pool::PoolPage,
        pools::PoolsPage,
        search::SearchPage,
        service::ServicePage,
        services::ServicesPage,
        sign_in::{AskResetPage, DoorPage, ResetPage, SignInPage},
        verify::VerifyPage,
    },
    words::words,
};

/// The application: the frame and the page that the address names. Every page is complete when the server sends it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Awake::provide();
    let live = Live::provide();
    live.follow(load_frame(live), Build::provide());
    view! {
        <Router>
            // External: the router would take the jump for a change of page and leave the focus behind.
            <a class="skip" href="#main" rel="external">
                {words().frame.skip}
            </a>
            <Header />
            <Update />
            <Arrival />
            <main id=MAIN tabindex="-1">
                <FlatRoutes fallback=Missing>
                    <Route path=path!("/") view=Home ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in/passkey") view=DoorPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in/reset") view=AskResetPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in/reset/:token") view=ResetPage ssr=SsrMode::Async />
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async />
                    <Route path=path!("/orders") view=OrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/orders/:id") view=OrderPage ssr=SsrMode::Async />
                    <Route path=path!("/numbers") view=NumbersPage ssr=SsrMode::Async />
                    <Route path=path!("/pools") view=PoolsPage ssr=SsrMode::Async />
                    <Route path=path!("/pools/new") view=NewPoolPage ssr=SsrMode::Async />
                    <Route path=path!("/pools/:id") view=PoolPage ssr=SsrMode::Async />
                    <Route path=path!("/services") view=ServicesPage ssr=SsrMode::Async />
                    <Route path=path!("/services/a2p-brand") view=|| service(Service::A2pBrand) ssr=SsrMode::Async />
                    <Route path=path!("/services/toll-free") view=|| service(Service::TollFree) ssr=SsrMode::Async />
                    <Route path=path!("/services/cnam") view=|| service(Service::Cnam) ssr=SsrMode::Async />
                    <Route path=path!("/services/shaken-stir") view=|| service(Service::ShakenStir) ssr=SsrMode::Async />
                    <Route path=path!("/notices") view=NoticesPage ssr=SsrMode::Async />
                    <Route path=path!("/verify") view=VerifyPage ssr=SsrMode::Async />
                    <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                    <Route path=path!("/help/identity-verification") view=HelpPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/orders") view=OperatorOrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/orders/:id") view=OperatorOrderPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/verifications") view=OperatorVerificationsPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/submissions") view=OperatorSubmissionsPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/webhooks") view=OperatorWebhooksPage ssr=SsrMode::Async />
                    <Route path=path!("/operator") view=QueuePage ssr=SsrMode::Async />
                    <Route path=path!("/operator/accounts/:id") view=CustomerPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/rules") view=RulesPage ssr=SsrMode::Async />
                    <Route path=path!("/operator/feedback") view=OperatorFeedbackPage ssr=SsrMode::Async />
                    <Route path=path!("/invite/:token") view=InvitePage ssr=SsrMode::Async />
                </FlatRoutes>
            </main>
        </Router>
    }
}

fn service(service: Service) -> impl IntoView {
    view! { <ServicePage service=service /> }
}

#[component]
fn Home() -> impl IntoView {
    view! { <Onward path="/search" /> }
}
