//! What readers said of the help.

use app::{
    AppError,
    desk::{FeedbackRow, Leaf, Listed, Mark, Operator},
    domain::{FeedbackId, Timestamp, feedback::Comment},
};

use super::Names;
use crate::{
    desk::{Shop, fault::Fault},
    store::{feedback, feedback::StoredFeedback, operator::ROWS},
};

impl Shop {
    pub(super) async fn list_feedback(&self, _: &Operator, leaf: &Leaf) -> Result<Listed<FeedbackRow>, Fault> {
        // It is read onwards alone.
        let after: Option<(Timestamp, FeedbackId)> = match leaf {
            Leaf::Newest | Leaf::After(_) => None,
            Leaf::Before(mark) => Some((mark.at, mark.id.parse().map_err(AppError::from)?)),
        };
        let after = after.as_ref().map(|(at, id)| (*at, id));
        let mut tx = self.store.read().await?;
        let mut said = feedback::newest(&mut tx, after, ROWS + 1).await?;
        let beyond = said.len() > ROWS as usize;
        said.truncate(ROWS as usize);
        let older = said.last().filter(|_| beyond).map(|last| Mark { at: last.at, id: last.id.to_string() });
        let names = Names::read(&mut tx, said.iter().filter_map(|one| one.account.as_ref())).await?;
        let row = |StoredFeedback { id, said, account, at }| FeedbackRow {
            id,
            topic: said.topic,
            helpful: said.helpful,
            comment: said.comment.as_ref().map(Comment::as_str).map(str::to_owned),
            account: account.map(|id| names.of(id)),
            at,
        };
        Ok(Listed { rows: said.into_iter().map(row).collect(), newer: None, older, looked_back_to: None })
    }
}
