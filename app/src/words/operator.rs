//! The operator's desk: its frame and its lists.

use crate::{
    desk::{ApplicationState, CaseState, OrderState, Verdict},
    domain::{
        Service, Telephony,
        feedback::{Helpful, Topic},
    },
};

/// Words of the area's frame, and words that its lists share.
pub(crate) struct OperatorWords {
    /// What its ways are called.
    pub ways: &'static str,
    pub queue: &'static str,
    pub orders: &'static str,
    pub verifications: &'static str,
    pub submissions: &'static str,
    pub webhooks: &'static str,
    pub feedback: &'static str,
    pub rules: &'static str,
    pub pages: &'static str,
    pub newest: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    /// Before the moment to which it was looked back.
    pub looked_back: &'static str,
    pub go_on: &'static str,
    pub nothing: &'static str,
    pub account: &'static str,
    pub when: &'static str,
    pub state: &'static str,
    /// The choice of a filter that lets all pass.
    pub any: &'static str,
    pub show: &'static str,
    pub show_all: &'static str,
    pub of_orders: OperatorOrdersWords,
    pub of_order: OperatorOrderWords,
    pub of_cases: OperatorCasesWords,
    pub of_submitted: OperatorSubmittedWords,
    pub of_webhooks: OperatorWebhooksWords,
    pub of_feedback: OperatorFeedbackWords,
}

/// Words of `/operator/orders`.
pub(crate) struct OperatorOrdersWords {
    pub lead: &'static str,
    pub find: &'static str,
    pub find_hint: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub state_of: fn(OrderState) -> &'static str,
    pub telephony: &'static str,
    pub telephony_of: fn(Telephony) -> &'static str,
    pub region: &'static str,
    pub order: &'static str,
    pub numbers: &'static str,
    pub price: &'static str,
    pub placed: &'static str,
}

/// Words of `/operator/orders/{id}`.
pub(crate) struct OperatorOrderWords {
    pub placed_by: &'static str,
    pub id: &'static str,
    pub pool: &'static str,
    pub if_gone: &'static str,
    pub ask: &'static str,
    pub closest: &'static str,
    pub whole: &'static str,
    pub line: &'static str,
    pub attempts: &'static str,
    pub carrier: &'static str,
    /// Before the moment.
    pub next_run: &'static str,
    pub ledger: &'static str,
    pub trail: &'static str,
    pub trail_hint: &'static str,
    pub what: &'static str,
    pub concerns: &'static str,
    pub order: &'static str,
    pub by: &'static str,
    pub house: &'static str,
    pub vendor: &'static str,
    pub command: &'static str,
    pub removed: &'static str,
    pub entry: fn(seq: i64) -> String,
}

/// Words of `/operator/verifications`.
pub(crate) struct OperatorCasesWords {
    pub lead: &'static str,
    pub state_of: fn(CaseState) -> &'static str,
    pub document: &'static str,
    pub vendor: &'static str,
    pub hand_overs: fn(count: u32) -> String,
    pub attempts: &'static str,
    pub changed: &'static str,
}

/// Words of `/operator/submissions`.
pub(crate) struct OperatorSubmittedWords {
    pub lead: &'static str,
    pub what: &'static str,
    pub services: &'static str,
    pub service_of: fn(Service) -> &'static str,
    pub identities: &'static str,
    pub state: &'static str,
    pub state_of: fn(ApplicationState) -> &'static str,
    pub waiting: &'static str,
    pub heard: &'static str,
    pub redacted: &'static str,
    pub round: fn(round: u32) -> String,
    pub vendor: &'static str,
    pub begun: &'static str,
    pub changed: &'static str,
}

/// Words of `/operator/webhooks`.
pub(crate) struct OperatorWebhooksWords {
    pub lead: &'static str,
    pub about: &'static str,
    pub about_hint: &'static str,
    pub event: &'static str,
    pub verdict: &'static str,
    pub verdict_of: fn(Verdict) -> &'static str,
    pub tried: fn(attempts: u32) -> String,
    pub action: &'static str,
    pub redeliver: &'static str,
    /// What that way is called to those who do not see what stands beside it.
    pub redeliver_named: fn(name: &str, id: &str) -> String,
    pub again_title: &'static str,
    pub again_text: &'static str,
    /// Before the moment.
    pub again_by: fn(who: &str) -> String,
    pub somebody: &'static str,
    pub why: &'static str,
    pub cancel: &'static str,
    pub asked: &'static str,
}

/// Words of `/operator/feedback`.
pub(crate) struct OperatorFeedbackWords {
    pub lead: &'static str,
    pub topic: &'static str,
    pub topic_of: fn(Topic) -> &'static str,
    pub helped: &'static str,
    pub helpful: fn(Helpful) -> &'static str,
    pub comment: &'static str,
    pub nobody: &'static str,
}
