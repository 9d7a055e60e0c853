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
        foot::{Foot, address_here},
        header::Header,
        respond::Onward,
        update::Update,
    },
    live::{Awake, Build, Live, load_frame},
    pages::{
        missing::Missing,
        numbers::NumbersPage,
        order::OrderPage,
        orders::OrdersPage,
        search::SearchPage,
        sign_in::{AskResetPage, DoorPage, ResetPage, SignInPage},
    },
    parts::{Account, Business, Operator, Verify},
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
                    <Route path=path!("/pools") view=Business::Pools ssr=SsrMode::Async />
                    <Route path=path!("/pools/new") view=Business::NewPool ssr=SsrMode::Async />
                    <Route path=path!("/pools/:id") view=Business::Pool ssr=SsrMode::Async />
                    <Route path=path!("/services") view=Business::Services ssr=SsrMode::Async />
                    <Route path=path!("/services/a2p-brand") view=Business::A2pBrand ssr=SsrMode::Async />
                    <Route path=path!("/services/toll-free") view=Business::TollFree ssr=SsrMode::Async />
                    <Route path=path!("/services/cnam") view=Business::Cnam ssr=SsrMode::Async />
                    <Route path=path!("/services/shaken-stir") view=Business::ShakenStir ssr=SsrMode::Async />
                    <Route path=path!("/notices") view=Account::Notices ssr=SsrMode::Async />
                    <Route path=path!("/verify") view=Verify::Steps ssr=SsrMode::Async />
                    <Route path=path!("/handoff") view=Verify::Phone ssr=SsrMode::Async />
                    <Route path=path!("/handoff/:token") view=Verify::PhoneLink ssr=SsrMode::Async />
                    <Route path=path!("/account") view=Account::Overview ssr=SsrMode::Async />
                    <Route path=path!("/help/identity-verification") view=Verify::Help ssr=SsrMode::Async />
                    <Route path=path!("/operator/orders") view=Operator::Orders ssr=SsrMode::Async />
                    <Route path=path!("/operator/orders/:id") view=Operator::Order ssr=SsrMode::Async />
                    <Route path=path!("/operator/verifications") view=Operator::Verifications ssr=SsrMode::Async />
                    <Route path=path!("/operator/submissions") view=Operator::Submissions ssr=SsrMode::Async />
                    <Route path=path!("/operator/webhooks") view=Operator::Webhooks ssr=SsrMode::Async />
                    <Route path=path!("/operator") view=Operator::Queue ssr=SsrMode::Async />
                    <Route path=path!("/operator/accounts/:id") view=Operator::Customer ssr=SsrMode::Async />
                    <Route path=path!("/operator/rules") view=Operator::Rules ssr=SsrMode::Async />
                    <Route path=path!("/operator/feedback") view=Operator::Feedback ssr=SsrMode::Async />
                    <Route path=path!("/invite/:token") view=Account::Invite ssr=SsrMode::Async />
                </FlatRoutes>
            </main>
            <PageFoot />
        </Router>
    }
}

/// Where the router is, which knows the page's address.
#[component]
fn PageFoot() -> impl IntoView {
    view! { <Foot back=address_here() /> }
}

#[component]
fn Home() -> impl IntoView {
    view! { <Onward path="/search" /> }
}
