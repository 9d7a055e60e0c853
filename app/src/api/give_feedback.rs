//! Saying whether a page of the help helped.

use leptos::prelude::*;

use crate::AppError;

/// The id of the form, and of the thanks in its place.
pub const PLACE: &str = "feedback";

/// Keeps what a reader says of a page of the help, and goes back to it.
#[server(endpoint = "give_feedback")]
pub async fn give_feedback(
    topic: String,
    #[server(default)] helpful: String,
    #[server(default)] comment: String,
) -> Result<(), AppError> {
    use super::{see_other, with_status};
    use crate::{
        desk::{Counter, Feedback},
        domain::feedback::{Comment, Topic},
    };

    let give = async || {
        let Counter { desk, caller } = Counter::here()?;
        let topic: Topic = topic.parse()?;
        let feedback = Feedback { topic, helpful: helpful.parse()?, comment: Comment::given(&comment)? };
        desk.give_feedback(&caller, feedback).await?;
        Ok(topic)
    };
    let topic = with_status(give().await)?;
    see_other(&format!("{}?thanks=1#{PLACE}", topic.path()));
    Ok(())
}
