//! Telling people what happened: on the page of notices, and by mail as each of them wants.

use app::{
    AppError,
    desk::{MailView, NoticeView, NoticesView, SignedIn, What},
    domain::{
        NoticeId, NoticeKind, OrderId, UserId,
        notice::{Thing, Topic},
    },
};

use super::{Shop, fault::Fault, lock_own};
use crate::{
    clock::earlier,
    store::{
        Tx, jobs,
        jobs::Kind,
        mail_choices, mails,
        mails::Mail,
        notices,
        notices::{NewNotice, StoredNotice},
        orders, users,
    },
};
use std::time::Duration;

/// Over which mails are counted.
const DAY: Duration = Duration::from_secs(86_400);
/// Notices of one page of the list.
const PAGE: usize = 50;

/// What people are told of something that happened to an order.
const fn told_of(what: What) -> Option<NoticeKind> {
    match what {
        What::Held => Some(NoticeKind::Held),
        What::Purchased => Some(NoticeKind::Purchased),
        What::PartlyPurchased => Some(NoticeKind::PartlyPurchased),
        What::Failed => Some(NoticeKind::Failed),
        What::Choose => Some(NoticeKind::Choose),
        What::Replaced => Some(NoticeKind::Replaced),
        What::NumberGone => Some(NoticeKind::NumberGone),
        What::Expired => Some(NoticeKind::Expired),
        // What the vendor said is the account's, and told once however many orders wait for it; the rest asks nothing of
        // anybody.
        What::Verified
        | What::Declined
        | What::TryAgain
        | What::Placed
        | What::Submitted
        | What::UnderReview
        | What::ReadingBack
        | What::NeedsAttention
        | What::Cancelled => None,
    }
}

impl Shop {
    /// Tells of what happened to an order, once. The caller holds the account's lock.
    pub(super) async fn tell_of(&self, tx: &mut Tx, order: &OrderId, what: What) -> Result<(), Fault> {
        let Some(kind) = told_of(what) else { return Ok(()) };
        let about = match kind {
            // Each time that an order asks it has more lines than before.
            NoticeKind::Choose => format!("{order}/{}", orders::count_lines(tx, order).await?),
            _ => order.to_string(),
        };
        self.tell(tx, kind, &about, Some(order)).await
    }

    /// Tells the people of the account that this transaction has locked, once for each name of a happening. Mails are
    /// written down in the same transaction.
    pub(crate) async fn tell(
        &self,
        tx: &mut Tx,
        kind: NoticeKind,
        about: &str,
        order: Option<&OrderId>,
    ) -> Result<(), Fault> {
        let thing = order.cloned().map(Thing::Order);
        self.tell_about(tx, NewNotice { kind, about, thing: thing.as_ref() }).await
    }

    /// The same, of anything.
    pub(super) async fn tell_about(&self, tx: &mut Tx, notice: NewNotice<'_>) -> Result<(), Fault> {
        let Some(id) = notices::add(tx, notice, self.clock.now()).await? else { return Ok(()) };
        if self.post.is_none() {
            return Ok(());
        }
        let Some(notice) = notices::lookup(tx, &id).await? else { return Ok(()) };
        let mailed = mails::notices_since(tx, &notice.account, earlier(self.clock.now(), DAY)).await?;
        let room = usize::try_from(self.policy.notices_mailed_max - mailed).unwrap_or_default();
        for user in self.who_wants(tx, &notice).await?.into_iter().take(room) {
            self.mail(tx, &Mail::Notice(user, id.clone())).await?;
        }
        Ok(())
    }

    /// The same of what may happen to one thing several times, each time anew.
    pub(super) async fn tell_anew(&self, tx: &mut Tx, kind: NoticeKind, about: &str) -> Result<(), Fault> {
        self.tell(tx, kind, &format!("{about}/{}", self.clock.now().micros()), None).await
    }

    /// Who is told of a notice by mail: whom it concerns, and who wants to know of the others' orders too. An order of
    /// nobody who is here concerns everybody, as an application does.
    async fn who_wants(&self, tx: &mut Tx, notice: &StoredNotice) -> Result<Vec<UserId>, Fault> {
        let placed_by = match &notice.thing {
            Some(Thing::Order(order)) => orders::lookup(tx, &notice.account, order).await?.map(|order| order.user),
            Some(Thing::Application(..)) | None => None,
        };
        let choices = mail_choices::of_account(tx, &notice.account).await?;
        let members: Vec<_> =
            users::of_account(tx, &notice.account).await?.into_iter().map(|member| member.id).collect();
        let placed_by = placed_by.filter(|by| members.contains(by));
        let concerns =
            |user: &UserId| placed_by.as_ref().is_none_or(|by| by == user) || choices.wants(user, Topic::Others);
        Ok(members.into_iter().filter(|user| choices.wants(user, notice.kind.topic()) && concerns(user)).collect())
    }

    /// Whether a person still wants to be told of a notice by mail.
    pub(super) async fn still_wants(&self, tx: &mut Tx, user: &UserId, notice: &StoredNotice) -> Result<bool, Fault> {
        Ok(self.who_wants(tx, notice).await?.contains(user))
    }

    /// Writes a mail down, with the job that sends it.
    pub(super) async fn mail(&self, tx: &mut Tx, mail: &Mail) -> Result<(), Fault> {
        let now = self.clock.now();
        if let Some(id) = mails::add(tx, mail, now).await? {
            jobs::ask(tx, Kind::Mail, &id, now).await?;
        }
        Ok(())
    }

    pub(super) async fn notices(&self, who: &SignedIn, after: Option<&NoticeId>) -> Result<NoticesView, Fault> {
        let mut tx = self.store.read().await?;
        let after = match after {
            Some(id) => Some(own(&mut tx, who, id).await?),
            None => None,
        };
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut page = notices::page(&mut tx, &who.account, after.as_ref(), limit).await?;
        let read_to = notices::read_to(&mut tx, &who.user).await?;
        let more = page.len() > PAGE;
        page.truncate(PAGE);
        let older = page.last().filter(|_| more).map(|notice| notice.id.clone());
        let view = |notice: StoredNotice| {
            let unread = read_to.is_news(&notice);
            let StoredNotice { id, kind, thing, at, .. } = notice;
            NoticeView { id, kind, thing, at, unread }
        };
        Ok(NoticesView { notices: page.into_iter().map(view).collect(), older })
    }

    pub(super) async fn read_notices(&self, who: &SignedIn, newest: &NoticeId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        // The person's other pages hear of it.
        lock_own(&mut tx, who).await?;
        let newest = own(&mut tx, who, newest).await?;
        notices::read(&mut tx, &who.user, &newest).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn mail_choices(&self, who: &SignedIn) -> Result<Option<MailView>, Fault> {
        if self.post.is_none() {
            return Ok(None);
        }
        let mut tx = self.store.read().await?;
        let choices = mail_choices::of_user(&mut tx, &who.user).await?;
        let topics = Topic::ALL.map(|topic| (topic, choices.wants(&who.user, topic)));
        Ok(Some(MailView { topics: topics.into() }))
    }

    pub(super) async fn choose_mail(&self, who: &SignedIn, wanted: &[Topic]) -> Result<(), Fault> {
        if self.post.is_none() {
            return Err(AppError::NotFound.into());
        }
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        for topic in Topic::ALL {
            mail_choices::set(&mut tx, &who.user, topic, wanted.contains(&topic)).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// A notice to the person's own account.
async fn own(tx: &mut Tx, who: &SignedIn, id: &NoticeId) -> Result<StoredNotice, Fault> {
    let found = notices::lookup(tx, id).await?.filter(|notice| notice.account == who.account);
    Ok(found.ok_or(AppError::NotFound)?)
}
