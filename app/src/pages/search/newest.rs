//! The newest question is the one that is answered. A resource alone awaits each of its futures to the end, so that a
//! slow answer to an old question would keep the new one back.

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;

use super::{asked::Asked, results::Answer};
use crate::{AppError, api::search_numbers::search_numbers};

/// A question, and how often what is for sale has changed under it.
pub(super) type Question = (Asked, u32);

/// Asks, and gives an old question up for a newer one.
#[derive(Clone, Copy)]
pub(super) struct Newest {
    question: Memo<Question>,
    running: StoredValue<Option<(Question, AbortHandle)>>,
    answered: StoredValue<Option<(Question, Answer)>>,
}

impl Newest {
    pub(super) fn new(question: Memo<Question>) -> Self {
        let newest = Self { question, running: StoredValue::new(None), answered: StoredValue::new(None) };
        Effect::new(move |_| {
            let now = question.get();
            newest.running.with_value(|running| match running {
                Some((asked, handle)) if *asked != now => handle.abort(),
                _ => {}
            });
        });
        newest
    }

    /// The answer to `question`, or to the one that came in its place meanwhile.
    pub(super) async fn answer(self, mut question: Question) -> Result<Answer, AppError> {
        loop {
            // The resource asks once more for what was answered in an older one's place.
            let known = self.answered.try_with_value(|last| last.clone().filter(|(asked, _)| *asked == question));
            if let Some(Some((_, answer))) = known {
                return Ok(answer);
            }
            let (handle, registration) = AbortHandle::new_pair();
            self.running.try_set_value(Some((question.clone(), handle)));
            match Abortable::new(ask(question.0.clone()), registration).await {
                Ok(answer) => {
                    self.answered.try_set_value(answer.clone().ok().map(|answer| (question, answer)));
                    return answer;
                }
                Err(_aborted) => question = self.question.try_get_untracked().unwrap_or(question),
            }
        }
    }
}

async fn ask(asked: Asked) -> Result<Answer, AppError> {
    let Asked { country, kind, digits, matching, area_code, place, voice, sms, mms, more } = asked.clone();
    let found = search_numbers(country, kind, area_code, digits, matching, place, voice, sms, mms, more).await?;
    Ok(Answer { found, asked })
}
