//! The desk implemented: the use cases, one file a group, on the store, the carriers and the identity vendor.

mod access;
mod again;
mod applications;
mod attempt;
mod book;
mod buy;
mod cancel;
pub mod carriers;
mod change_password;
mod cookies;
mod credit;
pub mod fault;
mod feedback;
mod guesses;
mod handoff;
mod hear;
mod invites;
mod known;
mod language;
mod letters;
mod members;
mod moves;
mod notices;
mod numbers;
mod operator;
mod operator_work;
mod orders;
mod passkeys;
pub mod password;
mod pictures;
mod pools;
mod questions;
mod recovery;
mod redact;
pub(crate) mod replace;
mod reset;
mod search;
mod services;
mod sessions;
mod sign_in;
mod statement;
mod verify;
mod viewer;
mod visit_vendor;
mod without_selfie;

pub(crate) use again::again;
pub(crate) use applications::{Begun, Errand, Leave};
pub use applications::{CALLBACK_PATH, form_context};
pub use cookies::{SignInCookie, kept_email};
pub use fault::internal;
pub(crate) use guesses::network;
pub(crate) use invites::take_back as take_back_invites;
pub use passkeys::Authenticators;
pub use pictures::{NewPicture, picture_context, picture_context_of};
pub use questions::Questions;
pub(crate) use recovery::{hash_code as stored_code, new_code};
pub(crate) use verify::check_consent;

use app::{
    AppError,
    desk::{
        AccessView, AccountView, Caller, Ceremony, Choice, DemoAccount, Desk, Feedback, Found, HandoffLink, HelpView,
        Invitation, InviteLink, MailView, MembersView, NoticesView, NumbersView, Options, OrderSummary, OrderView,
        Phone, PhoneView, Placed, PoolPurchase, PoolQuote, PoolSummary, PoolView, PoolWish, Purchase, Quote, ResetView,
        Sent, ServiceView, ServicesView, SignedIn, VerifyView, Viewer,
    },
    domain::{
        ApplicationId, Email, InviteId, Language, LineId, MemberRole, Month, NoticeId, NumberList, OrderId, PasskeyId,
        PasskeyName, PhoneNumber, PoolId, Service, SessionId, UserId,
        notice::Topic,
        offer::Query,
        pool::PoolName,
        service::{Fields, Wrong},
    },
};
use std::sync::Arc;

use crate::{
    clock::Clock,
    identity::persona::Inquiries,
    mail::Post,
    policy::Policy,
    store::{
        Store, Tx, accounts,
        accounts::Account,
        audit::{Actor, AuditKey},
        sessions as stored_sessions,
        verifications::Read,
    },
    vault::Vault,
};
use carriers::Carriers;
use fault::Fault;
use password::Passwords;

/// The store's use cases and what they stand on.
#[derive(Clone)]
pub struct Shop {
    /// The database.
    pub store: Store,
    /// The time of day.
    pub clock: Clock,
    /// Limits and lifetimes.
    pub policy: Arc<Policy>,
    /// The identity vendor's own page, when pictures are taken there and not here.
    pub inquiries: Option<Inquiries>,
    /// How mail leaves the house; without it nothing is mailed.
    pub post: Option<Post>,
    /// From which number of our carrier account links go out by text message; without it none do.
    pub sms_from: Option<PhoneNumber>,
    /// Who sells numbers to whom.
    pub carriers: Carriers,
    /// What accounts asked of vendors of late.
    pub questions: Questions,
    /// Seals what must not be read from a stolen disk.
    pub vault: Arc<Vault>,
    /// The key of the audit trail.
    pub audit: AuditKey,
    /// Password hashing.
    pub passwords: Passwords,
    /// Passkeys, where the site has a host name.
    pub authenticators: Option<Authenticators>,
    /// Our own origin, such as `https://numbers.example`.
    pub origin: Arc<str>,
    /// The shape of the session cookie.
    pub cookie: SignInCookie,
    /// Whether the demo accounts may be entered with one click.
    pub demo: bool,
}

/// Takes the lock of the account that somebody is signed in for. What follows in the transaction is that person's deed.
/// Who was removed, or signed out, since the request came does none: all of it is done under the lock, or before it was
/// taken.
async fn lock_own(tx: &mut Tx, who: &SignedIn) -> Result<Account, Fault> {
    // What a phone may do it does by [`Shop::lock_identity`].
    if who.by_phone.is_some() { Err(AppError::HandoffOver.into()) } else { lock_in_session(tx, who).await }
}

/// The same also for who asks by a phone.
async fn lock_in_session(tx: &mut Tx, who: &SignedIn) -> Result<Account, Fault> {
    tx.act_as(Actor::User(who.user.clone()));
    let account = accounts::lock(tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
    if stored_sessions::is_of(tx, &who.user, &who.session).await? {
        Ok(account)
    } else {
        Err(AppError::SignInNeeded.into())
    }
}

/// What a use case told, as a page gets it. It takes a fault and no error of a page: a method of the desk whose use
/// case has another name would call itself.
fn told<T>(done: Result<T, Fault>) -> Result<T, AppError> {
    Ok(done?)
}

#[async_trait::async_trait]
impl Desk for Shop {
    fn demo(&self) -> bool {
        self.demo
    }

    async fn choose_language(&self, caller: &Caller, language: Language) -> Result<String, AppError> {
        told(self.choose_language(caller, language).await)
    }

    fn passkeys_work(&self) -> bool {
        self.authenticators.is_some()
    }

    fn mails(&self) -> bool {
        self.post.is_some()
    }

    async fn ask_reset(&self, caller: &Caller, email: &str) -> Result<(), AppError> {
        told(self.ask_reset(caller, email).await)
    }

    async fn reset(&self, token: &str) -> Result<ResetView, AppError> {
        told(self.reset(token).await)
    }

    async fn reset_password(&self, caller: &Caller, token: &str, password: &str) -> Result<String, AppError> {
        told(self.reset_password(caller, token, password).await)
    }

    async fn notices(&self, who: &SignedIn, after: Option<&NoticeId>) -> Result<NoticesView, AppError> {
        told(self.notices(who, after).await)
    }

    async fn read_notices(&self, who: &SignedIn, newest: &NoticeId) -> Result<(), AppError> {
        told(again(|| self.read_notices(who, newest)).await)
    }

    async fn mail_choices(&self, who: &SignedIn) -> Result<Option<MailView>, AppError> {
        told(self.mail_choices(who).await)
    }

    async fn choose_mail(&self, who: &SignedIn, wanted: &[Topic]) -> Result<(), AppError> {
        told(again(|| self.choose_mail(who, wanted)).await)
    }

    async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<[String; 2], AppError> {
        told(self.sign_in(caller, email, password).await)
    }

    async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError> {
        told(self.sign_in_demo(caller, who).await)
    }

    fn keep_email(&self, email: &str) -> String {
        self.cookie.keep_email(email)
    }

    async fn sign_out(&self, caller: &Caller) -> Result<String, AppError> {
        told(self.sign_out(caller).await)
    }

    async fn access(&self, who: &SignedIn) -> Result<AccessView, AppError> {
        told(self.access(who).await)
    }

    async fn prove_password(&self, caller: &Caller, password: &str) -> Result<String, AppError> {
        told(self.prove_password(caller, password).await)
    }

    async fn begin_passkey_sign_in(&self, caller: &Caller) -> Result<Ceremony, AppError> {
        told(self.begin_passkey_sign_in(caller).await)
    }

    async fn finish_passkey_sign_in(&self, caller: &Caller, token: &str, answer: &str) -> Result<String, AppError> {
        told(self.finish_passkey_sign_in(caller, token, answer).await)
    }

    async fn begin_passkey_proof(&self, caller: &Caller) -> Result<Ceremony, AppError> {
        told(self.begin_passkey_proof(caller).await)
    }

    async fn finish_passkey_proof(&self, caller: &Caller, token: &str, answer: &str) -> Result<String, AppError> {
        told(self.finish_passkey_proof(caller, token, answer).await)
    }

    async fn prove_code(&self, caller: &Caller, code: &str) -> Result<String, AppError> {
        told(self.prove_code(caller, code).await)
    }

    async fn sign_in_by_code(&self, caller: &Caller, email: &str, code: &str) -> Result<[String; 2], AppError> {
        told(self.sign_in_by_code(caller, email, code).await)
    }

    async fn begin_passkey(&self, caller: &Caller) -> Result<Ceremony, AppError> {
        told(self.begin_passkey(caller).await)
    }

    async fn finish_passkey(
        &self,
        caller: &Caller,
        token: &str,
        answer: &str,
        name: &PasskeyName,
    ) -> Result<Option<String>, AppError> {
        told(self.finish_passkey(caller, token, answer, name).await)
    }

    async fn rename_passkey(&self, who: &SignedIn, id: &PasskeyId, name: &PasskeyName) -> Result<(), AppError> {
        told(again(|| self.rename_passkey(who, id, name)).await)
    }

    async fn remove_passkey(&self, who: &SignedIn, id: &PasskeyId) -> Result<(), AppError> {
        told(again(|| self.remove_passkey(who, id)).await)
    }

    async fn make_recovery_codes(&self, who: &SignedIn) -> Result<Vec<String>, AppError> {
        told(again(|| self.make_recovery_codes(who)).await)
    }

    async fn end_session(&self, who: &SignedIn, session: &SessionId) -> Result<Option<String>, AppError> {
        told(self.end_session(who, session).await)
    }

    async fn end_other_sessions(&self, who: &SignedIn) -> Result<(), AppError> {
        told(self.end_other_sessions(who).await)
    }

    async fn end_all_sessions(&self, who: &SignedIn) -> Result<String, AppError> {
        told(self.end_all_sessions(who).await)
    }

    async fn change_password(&self, who: &SignedIn, password: &str) -> Result<(), AppError> {
        told(again(|| self.change_password(who, password)).await)
    }

    async fn members(&self, who: &SignedIn, invited: Option<&str>) -> Result<MembersView, AppError> {
        told(self.members(who, invited).await)
    }

    async fn invite(&self, who: &SignedIn, email: &Email, role: MemberRole) -> Result<(InviteLink, String), AppError> {
        told(again(|| self.invite(who, email, role)).await)
    }

    async fn withdraw_invite(&self, who: &SignedIn, invite: &InviteId) -> Result<(), AppError> {
        told(again(|| self.withdraw_invite(who, invite)).await)
    }

    async fn change_role(&self, who: &SignedIn, member: &UserId, role: MemberRole) -> Result<(), AppError> {
        told(again(|| self.change_role(who, member, role)).await)
    }

    async fn remove_member(&self, who: &SignedIn, member: &UserId) -> Result<(), AppError> {
        told(again(|| self.remove_member(who, member)).await)
    }

    async fn invitation(&self, caller: &Caller, token: &str) -> Result<Invitation, AppError> {
        told(self.invitation(caller, token).await)
    }

    async fn accept_invite(&self, caller: &Caller, token: &str, password: &str) -> Result<[String; 2], AppError> {
        told(self.accept_invite(caller, token, password).await)
    }

    async fn viewer(&self, who: &SignedIn) -> Result<Viewer, AppError> {
        told(self.viewer(who).await)
    }

    async fn search(&self, who: &SignedIn, query: &Query) -> Result<Found, AppError> {
        told(self.search(who, query).await)
    }

    async fn quote(&self, who: &SignedIn, numbers: &NumberList) -> Result<Quote, AppError> {
        told(self.quote(who, numbers).await)
    }

    async fn buy(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, AppError> {
        told(self.buy(who, purchase).await)
    }

    async fn options(&self, who: &SignedIn, order: &OrderId) -> Result<Vec<Options>, AppError> {
        told(self.options(who, order).await)
    }

    async fn choose(&self, who: &SignedIn, choice: Choice) -> Result<(), AppError> {
        told(self.choose(who, choice).await)
    }

    async fn cancel(&self, who: &SignedIn, order: &OrderId) -> Result<(), AppError> {
        told(again(|| self.cancel(who, order)).await)
    }

    async fn orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, AppError> {
        told(self.orders(who).await)
    }

    async fn order(&self, who: &SignedIn, order: &OrderId) -> Result<OrderView, AppError> {
        told(self.order(who, order).await)
    }

    async fn quote_pool(&self, who: &SignedIn, wish: &PoolWish) -> Result<PoolQuote, AppError> {
        told(self.quote_pool(who, wish).await)
    }

    async fn buy_pool(&self, who: &SignedIn, purchase: PoolPurchase) -> Result<Placed, AppError> {
        told(self.buy_pool(who, purchase).await)
    }

    async fn pools(&self, who: &SignedIn) -> Result<Vec<PoolSummary>, AppError> {
        told(self.pools(who).await)
    }

    async fn pool(&self, who: &SignedIn, pool: &PoolId) -> Result<PoolView, AppError> {
        told(self.pool(who, pool).await)
    }

    async fn rename_pool(&self, who: &SignedIn, pool: &PoolId, name: &PoolName) -> Result<(), AppError> {
        told(again(|| self.rename_pool(who, pool, name)).await)
    }

    async fn numbers(&self, who: &SignedIn, after: Option<&LineId>) -> Result<NumbersView, AppError> {
        told(self.numbers(who, after).await)
    }

    async fn release(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError> {
        told(again(|| self.release(who, line)).await)
    }

    async fn keep(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError> {
        told(again(|| self.keep(who, line)).await)
    }

    async fn services(&self, who: &SignedIn) -> Result<ServicesView, AppError> {
        told(self.services(who).await)
    }

    async fn service(
        &self,
        who: &SignedIn,
        service: Service,
        application: Option<&ApplicationId>,
        check: bool,
    ) -> Result<ServiceView, AppError> {
        told(self.service(who, service, application, check).await)
    }

    async fn write_application(
        &self,
        who: &SignedIn,
        id: &ApplicationId,
        service: Service,
        fields: &Fields,
    ) -> Result<(), AppError> {
        told(again(|| self.write_application(who, id, service, fields)).await)
    }

    async fn send_application(&self, who: &SignedIn, id: &ApplicationId) -> Result<Result<Sent, Vec<Wrong>>, AppError> {
        told(again(|| self.send_application(who, id)).await)
    }

    async fn take_application_back(&self, who: &SignedIn, id: &ApplicationId) -> Result<(), AppError> {
        told(again(|| self.take_application_back(who, id)).await)
    }

    async fn account(&self, who: &SignedIn, month: Option<Month>) -> Result<AccountView, AppError> {
        told(self.account(who, month).await)
    }

    async fn delete_identity_data(&self, who: &SignedIn) -> Result<(), AppError> {
        told(again(|| self.delete_identity_data(who)).await)
    }

    async fn verification(&self, who: &SignedIn) -> Result<VerifyView, AppError> {
        told(self.verification(who).await)
    }

    async fn consent(&self, who: &SignedIn, version: &str, language: Language) -> Result<(), AppError> {
        told(self.consent(who, version, language).await)
    }

    async fn refuse_biometrics(&self, who: &SignedIn, version: &str, language: Language) -> Result<(), AppError> {
        told(self.refuse_biometrics(who, Read { version, language }).await)
    }

    async fn reconsider_selfie(&self, who: &SignedIn) -> Result<(), AppError> {
        told(self.reconsider_selfie(who).await)
    }

    async fn visit_vendor(&self, who: &SignedIn, consent: &str, language: Language) -> Result<String, AppError> {
        told(self.visit_vendor(who, consent, language).await)
    }

    async fn begin_handoff(&self, who: &SignedIn) -> Result<(), AppError> {
        told(self.begin_handoff(who).await)
    }

    async fn end_handoff(&self, who: &SignedIn) -> Result<(), AppError> {
        told(again(|| self.end_handoff(who)).await)
    }

    async fn text_handoff(&self, who: &SignedIn, number: &str) -> Result<(), AppError> {
        told(self.text_handoff(who, number).await)
    }

    async fn handoff_link(&self, token: &str) -> Result<HandoffLink, AppError> {
        told(self.handoff_link(token).await)
    }

    async fn open_handoff(&self, caller: &Caller, token: &str, code: &str) -> Result<String, AppError> {
        told(again(|| self.open_handoff(caller, token, code)).await)
    }

    async fn leave_phone(&self, phone: &Phone) -> Result<(), AppError> {
        told(again(|| self.leave_phone(phone)).await)
    }

    fn forget_phone(&self) -> String {
        self.cookie.keep_phone("", 0)
    }

    async fn phone(&self, phone: &Phone) -> Result<PhoneView, AppError> {
        told(self.phone(phone).await)
    }

    async fn help(&self) -> Result<HelpView, AppError> {
        told(self.help().await)
    }

    async fn give_feedback(&self, caller: &Caller, feedback: Feedback) -> Result<(), AppError> {
        told(self.give_feedback(caller, feedback).await)
    }

    async fn restart_verification(&self, who: &SignedIn) -> Result<(), AppError> {
        told(self.restart_verification(who).await)
    }
}
