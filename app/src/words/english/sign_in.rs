use crate::{
    desk::DemoAccount,
    words::{DemoDoor, SignInWords},
};

pub(super) const WORDS: SignInWords = SignInWords {
    title: "Sign in",
    lead: "Search, buy and keep phone numbers for your company.",
    email: "Email",
    password: "Password",
    submit: "Sign in",
    wrong: "Email and password do not belong together. Check both and try again.",
    ended: "Your session ended. Sign in to go on where you were; nothing was changed, and what you bought is safe.",
    later: "We could not sign you in just now. Wait a minute, then try again.",
    here_as: |account| format!("You are signed in as {account}. Signing in again replaces that session."),
    demo_title: "Look around",
    demo_lead: "This is a demo. Nothing is charged, and no real carrier or identity check is involved.",
    demo: |who| match who {
        DemoAccount::Unverified => DemoDoor {
            button: "Sign in as unverified buyer",
            text: "Buying a number of the US, Canada or Puerto Rico asks for your identity, once.",
        },
        DemoAccount::Verified => {
            DemoDoor { button: "Sign in as verified buyer", text: "Already verified: every number is bought at once." }
        }
        DemoAccount::OwnCarrier => DemoDoor {
            button: "Sign in as own-carrier buyer",
            text: "Searches and buys with its own carrier account. Never asked for an identity.",
        },
        DemoAccount::Operator => DemoDoor { button: "Sign in as operator", text: "Runs the store." },
    },
};
