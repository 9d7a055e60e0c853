use crate::{
    domain::feedback::{Helpful, Topic},
    words::{OperatorFeedbackWords, OperatorWords},
};

pub(super) const WORDS: OperatorWords = OperatorWords {
    ways: "Operator's desk",
    queue: "Queue",
    orders: "Orders",
    verifications: "Verifications",
    submissions: "Submissions",
    webhooks: "Webhooks",
    feedback: "Feedback",
    rules: "Rules",
    pages: "Pages",
    newest: "Newest",
    newer: "Newer",
    older: "Older",
    nothing: "Nothing here.",
    account: "Account",
    when: "When",
    of_feedback: OperatorFeedbackWords {
        lead: "What readers said of the help. Of who was not signed in nothing is kept but the words.",
        topic: "Page",
        topic_of: |topic| match topic {
            Topic::IdentityVerification => "Identity verification",
        },
        helped: "Helpful",
        helpful: |helpful| match helpful {
            Helpful::Yes => "Yes",
            Helpful::No => "No",
        },
        comment: "In their words",
        nobody: "Not signed in",
    },
};
