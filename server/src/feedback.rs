//! What readers said of the help, for whoever runs the store.

use app::{
    desk::Feedback,
    domain::{AccountId, feedback::Comment},
};
use std::io;

use crate::store::{Store, StoreError, feedback, feedback::StoredFeedback};

/// Answers that are read at once.
const PAGE: i64 = 500;

/// Why it was not listed to the end.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// It cannot be written.
    #[error(transparent)]
    Writing(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes all that was said, a line each, the newest first.
///
/// # Errors
/// The database failed, or the lines cannot be written.
pub async fn write(store: &Store, mut to: impl io::Write) -> Result<(), FeedbackError> {
    let mut last: Option<StoredFeedback> = None;
    loop {
        let mut tx = store.read().await?;
        let after = last.as_ref().map(|last| (last.at, &last.id));
        let page = feedback::newest(&mut tx, after, PAGE).await?;
        drop(tx);
        for said in &page {
            line(&mut to, said)?;
        }
        match page.into_iter().next_back() {
            Some(said) => last = Some(said),
            None => return Ok(()),
        }
    }
}

/// A comment is a stranger's: without what a terminal would obey, and without line ends.
fn line(to: &mut impl io::Write, feedback: &StoredFeedback) -> io::Result<()> {
    let StoredFeedback { said: Feedback { topic, helpful, comment }, account, at, .. } = feedback;
    let (at, account) = (at.rfc3339(), account.as_ref().map_or("-", AccountId::as_str));
    let comment = comment.as_ref().map_or("", Comment::as_str).escape_debug();
    let told = format!("{at}  {:<22}  {:<3}  {account:<36}  {comment}", topic.as_str(), helpful.as_str());
    writeln!(to, "{}", told.trim_end())
}
