//! What readers said of the help.

use app::{
    AppError,
    desk::{FeedbackRow, Leaf, Listed, Mark, Operator},
    domain::{FeedbackId, Timestamp, feedback::Comment},
};

use super::{ROWS, names};
use crate::{
    desk::{Shop, fault::Fault},
    store::feedback,
};

impl Shop {
    pub(super) async fn all_feedback(&self, _: &Operator, leaf: &Leaf) -> Result<Listed<FeedbackRow>, Fault> {
        let mut tx = self.store.read().await?;
        // It is read onwards alone.
        let after: Option<(Timestamp, FeedbackId)> = match leaf {
            Leaf::Newest | Leaf::After(_) => None,
            Leaf::Before(mark) => Some((mark.at, mark.id.parse().map_err(AppError::from)?)),
        };
        let after = after.as_ref().map(|(at, id)| (*at, id));
        let mut said = feedback::newest(&mut tx, after, ROWS + 1).await?;
        let more = said.len() > ROWS as usize;
        said.truncate(ROWS as usize);
        let older = said.last().filter(|_| more).map(|last| Mark { at: last.at, id: last.id.to_string() });
        let names = names(&mut tx, said.iter().filter_map(|one| one.account.as_ref())).await?;
        let row = |one: feedback::StoredFeedback| FeedbackRow {
            id: one.id,
            topic: one.said.topic,
            helpful: one.said.helpful,
            comment: one.said.comment.as_ref().map(Comment::as_str).map(str::to_owned),
            account: one.account.and_then(|id| names.get(&id).cloned()),
            at: one.at,
        };
        Ok(Listed { rows: said.into_iter().map(row).collect(), newer: None, older, looked_back_to: None })
    }
}
