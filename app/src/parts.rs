//! The parts that the page's wasm comes in. What buyers need on their way is the first; the others are fetched when one
//! of their pages is opened, so that nobody pays for pages that they never see.

use leptos::prelude::*;
use leptos_router::{ChooseView, hooks::use_url};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    browser,
    components::arrival::MAIN,
    domain::Service,
    pages::{
        account::AccountPage,
        handoff::{HandoffLinkPage, PhonePage},
        help::HelpPage,
        invite::InvitePage,
        new_pool::NewPoolPage,
        notices::NoticesPage,
        operator::{
            CustomerPage, OperatorFeedbackPage, OperatorOrderPage, OperatorOrdersPage, OperatorSubmissionsPage,
            OperatorVerificationsPage, OperatorWebhooksPage, QueuePage, RulesPage,
        },
        pool::PoolPage,
        pools::PoolsPage,
        service::ServicePage,
        services::ServicesPage,
        verify::VerifyPage,
    },
};

/// Each part by its name in the build, what fetches it, how its pages' paths begin, and the pages. Few parts, because
/// what several of them need, and the first does not, is a file for each such set: up to eleven for four parts.
macro_rules! parts {
    ($(
        $(#[$doc:meta])*
        $Part:ident = $part:ident, $load:ident, $first:pat => { $($Page:ident => $view:expr,)+ }
    )+) => {
        /// A part of the page's wasm besides the first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part {
            $($(#[$doc])* $Part,)+
        }

        impl Part {
            /// The part that has the page at a path, which a query may follow; `None` for the first.
            #[must_use]
            pub fn of(path: &str) -> Option<Self> {
                match path.split(['/', '?']).nth(1)? {
                    $($first => Some(Self::$Part),)+
                    _ => None,
                }
            }

            /// Its name in the build.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Part => stringify!($part),)+
                }
            }

            /// Fetches it; done at once where it is there.
            ///
            /// # Errors
            /// It cannot be fetched. The browser's console says why.
            pub async fn load(self) -> Result<(), SplitLoaderError> {
                match self {
                    $(Self::$Part => $load().await,)+
                }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub(crate) enum $Part {
                $($Page,)+
            }

            impl ChooseView for $Part {
                async fn choose(self) -> AnyView {
                    arrive($part(self)).await
                }

                async fn preload(&self) {}
            }

            #[wasm_split($part, fallible, preload($load))]
            fn $part(page: $Part) -> Result<AnyView, SplitLoaderError> {
                Ok(match page {
                    $($Part::$Page => $view.into_any(),)+
                })
            }
        )+
    };
}

parts! {
    /// What operators do.
    Operator = operator, load_operator, "operator" => {
        Queue => view! { <QueuePage /> },
        Orders => view! { <OperatorOrdersPage /> },
        Order => view! { <OperatorOrderPage /> },
        Verifications => view! { <OperatorVerificationsPage /> },
        Submissions => view! { <OperatorSubmissionsPage /> },
        Webhooks => view! { <OperatorWebhooksPage /> },
        Customer => view! { <CustomerPage /> },
        Rules => view! { <RulesPage /> },
        Feedback => view! { <OperatorFeedbackPage /> },
    }
    /// What firms buy: many numbers at once, and services.
    Business = business, load_business, "pools" | "services" => {
        Pools => view! { <PoolsPage /> },
        NewPool => view! { <NewPoolPage /> },
        Pool => view! { <PoolPage /> },
        Services => view! { <ServicesPage /> },
        A2pBrand => view! { <ServicePage service=Service::A2pBrand /> },
        TollFree => view! { <ServicePage service=Service::TollFree /> },
        Cnam => view! { <ServicePage service=Service::Cnam /> },
        ShakenStir => view! { <ServicePage service=Service::ShakenStir /> },
    }
    /// The account and its people.
    Account = account, load_account, "account" | "invite" | "notices" => {
        Overview => view! { <AccountPage /> },
        Invite => view! { <InvitePage /> },
        Notices => view! { <NoticesPage /> },
    }
    /// Verifying once, and what is said of it.
    Verify = verify, load_verify, "verify" | "handoff" | "help" => {
        Steps => view! { <VerifyPage /> },
        Phone => view! { <PhonePage /> },
        PhoneLink => view! { <HandoffLinkPage /> },
        Help => view! { <HelpPage /> },
    }
}

/// The page, as soon as its part is there; what stands until then says that it is left. A part that cannot be fetched,
/// because the network or a new build has taken it away, is no dead end: the document is loaded instead.
async fn arrive(page: impl Future<Output = Result<AnyView, SplitLoaderError>>) -> AnyView {
    let url = use_url();
    browser::set_busy(MAIN, true);
    if let Ok(view) = page.await {
        browser::set_busy(MAIN, false);
        return view;
    }
    let address = url.with_untracked(|url| {
        let query = if url.search().is_empty() { String::new() } else { ["?", url.search()].concat() };
        [url.path(), &query, url.hash()].concat()
    });
    browser::go(&address);
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn a_path_names_its_part() {
        for (path, part) in [
            ("/", None),
            ("/search?country=CA", None),
            ("/orders/0199", None),
            ("/operators", None),
            ("/operator", Some(Part::Operator)),
            ("/operator?after=1", Some(Part::Operator)),
            ("/operator/accounts/0199", Some(Part::Operator)),
            ("/pools/new", Some(Part::Business)),
            ("/services", Some(Part::Business)),
            ("/invite/abc", Some(Part::Account)),
            ("/handoff/abc", Some(Part::Verify)),
            ("/help/identity-verification", Some(Part::Verify)),
        ] {
            assert_eq!(Part::of(path), part, "{path}");
        }
    }
}
