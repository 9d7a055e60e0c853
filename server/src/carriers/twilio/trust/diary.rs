//! What was asked for, noted before it is, and what became of it.

use app::domain::{
    Timestamp,
    service::{Note, Reading, Ready, Step, Word},
};
use std::time::Duration;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Standing, TrustError, ask::Sid};

/// A note could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("what is asked for cannot be noted")]
pub struct NotNoted;

/// Where it is noted what is asked for. Only whoever alone files the application may write.
#[async_trait::async_trait]
pub trait Diary: Send + Sync {
    /// The time by the same clock that dates the notes.
    fn now(&self) -> Timestamp;

    /// How long what was asked for may take to appear.
    fn settle(&self) -> Duration;

    /// What is noted of an object; nothing yet is an empty note.
    async fn read(&self, step: Step) -> Result<Note, NotNoted>;

    /// Notes this for good, before it returns.
    async fn write(&self, step: Step, note: &Note) -> Result<(), NotNoted>;
}

/// An object that the vendor reviews.
pub(super) trait Reviewed {
    fn sid(&self) -> &Sid;
    /// When the vendor last changed it.
    fn dated(&self) -> Option<Timestamp>;
    /// Whether it may be changed and sent: a draft, or a refusal that is not for good.
    fn open(&self) -> bool;
    /// Whether it was never sent.
    fn draft(&self) -> bool;
    /// The word on what was sent, if this is news.
    fn told(&self) -> Word;

    /// Whether this round is yet to send it. A refusal in this very round is its word.
    fn to_be_sent(&self, note: &Note, round: u32) -> bool {
        self.open()
            && match note.reading(self.dated()) {
                Reading::News => self.draft() || note.round != round,
                Reading::Old => false,
                Reading::Doubtful => true,
            }
    }

    /// The vendor's word; a look that shows it as it was before it was sent is not.
    fn word(&self, note: &Note) -> Word {
        let old = self.open() && note.reading(self.dated()) != Reading::News;
        if old { Word::PendingReview } else { self.told() }
    }

    fn standing(&self, note: &Note) -> Standing {
        let unsent = match note.reading(self.dated()) {
            Reading::News => self.draft(),
            Reading::Old => false,
            Reading::Doubtful => self.open(),
        };
        if unsent { Standing::Unsent } else { Standing::Told(self.word(note)) }
    }
}

/// A date as these hosts write it (RFC 3339).
pub(super) fn moment(date: &str) -> Option<Timestamp> {
    let micros = OffsetDateTime::parse(date, &Rfc3339).ok()?.unix_timestamp_nanos() / 1_000;
    Some(Timestamp::from_micros(i64::try_from(micros).ok()?))
}

/// An object's page in the diary while a filing is under way.
pub(super) struct Page<'a> {
    diary: &'a dyn Diary,
    step: Step,
    /// Before the look that follows.
    looked: Timestamp,
    pub(super) note: Note,
}

impl<'a> Page<'a> {
    /// Opens it, before the vendor is looked at.
    pub(super) async fn open(diary: &'a dyn Diary, step: Step) -> Result<Self, TrustError> {
        let note = diary.read(step).await?;
        // Dated before the answer: one that lies unread for a settle time must not pass for a second look.
        Ok(Self { diary, step, looked: diary.now(), note })
    }

    /// Notes of an object that a look shows whatever an answer that was lost would have told.
    pub(super) async fn found<T: Reviewed>(&mut self, object: &T) -> Result<(), TrustError> {
        let sid = object.sid().as_str();
        let known = self.note.sid.as_deref() == Some(sid);
        let doubtful = object.open() && self.note.reading(object.dated()) == Reading::Doubtful;
        if !known || (self.note.asked_at.is_some() && !doubtful) {
            self.keep(self.note.answered(sid, None)).await?;
        }
        Ok(())
    }

    /// Notes that an object is no longer where it was, or not shown yet: as if the answer had been lost that told its id.
    pub(super) async fn lost(&mut self) -> Result<(), TrustError> {
        if self.note.sid.is_none() {
            return Ok(());
        }
        tracing::warn!(step = %self.step, "twilio shows an object of ours no more");
        self.keep(Note { sid: None, ..self.note.asked(self.looked) }).await
    }

    /// That it may be asked for now. It is called before anything is changed for it.
    pub(super) async fn ready(&mut self) -> Result<(), TrustError> {
        match self.note.ready(self.looked, self.diary.settle()) {
            Ready::Now => Ok(()),
            Ready::After(wait, note) => {
                if note != self.note {
                    self.keep(note).await?;
                }
                Err(TrustError::Unsettled(wait))
            }
        }
    }

    /// Makes an object that is sent with that, or not, and notes what became of it.
    pub(super) async fn make<T: Reviewed>(
        &mut self,
        sent_in: Option<u32>,
        request: impl Future<Output = Result<T, TrustError>>,
    ) -> Result<T, TrustError> {
        let asked = self.note.asked(self.diary.now());
        let asked = match sent_in {
            Some(round) => asked.sending(round, None),
            None => asked,
        };
        self.ask(asked, request).await
    }

    /// Sends an object to be reviewed, which the vendor last changed at `dated`, and notes what became of it.
    pub(super) async fn send<T: Reviewed>(
        &mut self,
        (round, dated): (u32, Option<Timestamp>),
        request: impl Future<Output = Result<T, TrustError>>,
    ) -> Result<T, TrustError> {
        self.ask(self.note.asked(self.diary.now()).sending(round, dated), request).await
    }

    async fn ask<T: Reviewed>(
        &mut self,
        asked: Note,
        request: impl Future<Output = Result<T, TrustError>>,
    ) -> Result<T, TrustError> {
        let before = std::mem::take(&mut self.note);
        self.keep(asked).await?;
        let told = request.await;
        match &told {
            Ok(object) => self.keep(self.note.answered(object.sid().as_str(), object.dated())).await?,
            Err(error) if error.nothing_done() => self.keep(before).await?,
            Err(_) => {}
        }
        told
    }

    async fn keep(&mut self, note: Note) -> Result<(), TrustError> {
        self.diary.write(self.step, &note).await?;
        self.note = note;
        Ok(())
    }
}

/// A diary in memory, for tests.
#[cfg(test)]
pub(crate) mod memory {
    use super::{Diary, Duration, NotNoted, Note, Step, Timestamp};
    use std::{
        collections::BTreeMap,
        sync::{
            Mutex,
            atomic::{AtomicI64, Ordering},
        },
    };

    /// A settle time of ten seconds, on a clock that goes by hand.
    #[derive(Default)]
    pub(crate) struct Memory {
        notes: Mutex<BTreeMap<Step, Note>>,
        seconds: AtomicI64,
    }

    impl Memory {
        /// Lets time go by.
        pub(crate) fn pass(&self, seconds: i64) {
            self.seconds.fetch_add(seconds, Ordering::SeqCst);
        }

        pub(crate) fn note(&self, step: Step) -> Note {
            self.notes.lock().expect("lock").get(&step).cloned().unwrap_or_default()
        }
    }

    #[async_trait::async_trait]
    impl Diary for Memory {
        fn now(&self) -> Timestamp {
            Timestamp::from_micros(self.seconds.load(Ordering::SeqCst) * 1_000_000)
        }

        fn settle(&self) -> Duration {
            Duration::from_secs(10)
        }

        async fn read(&self, step: Step) -> Result<Note, NotNoted> {
            Ok(self.note(step))
        }

        async fn write(&self, step: Step, note: &Note) -> Result<(), NotNoted> {
            self.notes.lock().expect("lock").insert(step, note.clone());
            Ok(())
        }
    }
}
