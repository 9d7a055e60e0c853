//! The trait that the server implements, and how a door reaches it.

use super::{
    AccessView, AccountView, Ceremony, Choice, DemoAccount, Feedback, Found, HandoffLink, HelpView, Invitation,
    InviteLink, MailView, MembersView, NoticesView, NumbersView, OperatorLists, OperatorWork, Options, OrderSummary,
    OrderView, PhoneView, Placed, PoolPurchase, PoolQuote, PoolSummary, PoolView, PoolWish, Purchase, Quote, ResetView,
    Sent, ServiceView, ServicesView, VerifyView, Viewer,
};
use crate::{
    AppError,
    domain::{
        AccountId, ApplicationId, Device, Door, Email, HandoffId, InviteId, Language, LineId, MemberRole, Month,
        NoticeId, NumberList, OrderId, PasskeyId, PasskeyName, PoolId, Role, Service, SessionId, Telephony, Timestamp,
        UserId,
        notice::Topic,
        offer::Query,
        pool::PoolName,
        service::{Fields, Wrong},
    },
    place::Place,
};
use std::{fmt, net::IpAddr, sync::Arc};

/// A request's live session, resolved by the server before any page or server function runs.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// The account; every use case stays inside it.
    pub account: AccountId,
    /// Whose carrier the account uses.
    pub telephony: Telephony,
    /// Which of the person's sessions it is.
    pub session: SessionId,
    /// When the person last showed in it who they are; `None` when nobody asked.
    pub proven_at: Option<Timestamp>,
    /// The hand-off by which a phone asks in the session's place; only a [`Phone`] holds such.
    pub by_phone: Option<HandoffId>,
}

/// A phone that goes on for a session with its identity, and may do nothing else: no method of [`Caller`] takes it for
/// somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Phone {
    handoff: HandoffId,
    who: SignedIn,
}

impl Phone {
    /// The phone of a hand-off that this session began.
    #[must_use]
    pub fn of(handoff: HandoffId, who: SignedIn) -> Self {
        Self { who: SignedIn { by_phone: Some(handoff.clone()), ..who }, handoff }
    }

    /// Of which hand-off it is.
    #[must_use]
    pub const fn handoff(&self) -> &HandoffId {
        &self.handoff
    }

    /// For whom it asks.
    #[must_use]
    pub const fn who(&self) -> &SignedIn {
        &self.who
    }
}

/// Somebody who runs the store, and was let in: only [`SignedIn::operator`] makes one.
#[derive(Clone, Debug)]
pub struct Operator(SignedIn);

impl Operator {
    /// Their session.
    #[must_use]
    pub const fn who(&self) -> &SignedIn {
        &self.0
    }
}

impl SignedIn {
    /// The same as an operator.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else: to customers there is no such place.
    pub fn operator(self) -> Result<Operator, AppError> {
        if self.role == Role::Operator { Ok(Operator(self)) } else { Err(AppError::NotFound) }
    }
}

/// How far a live session lets its person in.
#[derive(Clone, Debug)]
pub enum Admitted {
    /// To everything of their account.
    In(SignedIn),
    /// No further than the door: their role asks for a passkey, and the session has not shown one.
    AtTheDoor(SignedIn, Door),
}

/// Where a request came from.
#[derive(Clone)]
pub struct Caller {
    /// Its session, if it has one; or why nobody knows.
    pub session: Result<Option<Admitted>, AppError>,
    /// The phone that it is, if a hand-off made it one. It counts only where phones are let in, and there nothing else does.
    pub phone: Result<Option<Phone>, AppError>,
    /// The cookie's token, so that signing out can end it and signing in can rotate it.
    pub token: Option<String>,
    /// The client's address, trusted proxies considered.
    pub address: IpAddr,
    /// What its browser says of itself.
    pub device: Device,
    /// The e-mail that it tried to sign in with a moment ago.
    pub tried: Option<String>,
    /// What its browser shows to be known by; nobody has looked at it yet.
    pub known: Option<String>,
    /// The token of the invite that it made a moment ago.
    pub invited: Option<String>,
    /// The language in which it is answered.
    pub language: Language,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { session, phone, token, address, device, tried, known, invited, language } = self;
        let [token, tried, known, invited] = [token, tried, known, invited].map(|secret| secret.as_ref().map(|_| "…"));
        let mut shown = f.debug_struct("Caller");
        shown.field("session", session).field("phone", phone).field("token", &token).field("address", address);
        shown
            .field("device", device)
            .field("language", language)
            .field("tried", &tried)
            .field("known", &known)
            .field("invited", &invited)
            .finish()
    }
}

impl Caller {
    /// The session of who was let in.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] without a live one, [`AppError::PasskeyNeeded`] at the door, or why it cannot be read.
    pub fn signed_in(self) -> Result<SignedIn, AppError> {
        match self.session?.ok_or(AppError::SignInNeeded)? {
            Admitted::In(who) => Ok(who),
            Admitted::AtTheDoor(..) => Err(AppError::PasskeyNeeded),
        }
    }

    /// The phone that asks.
    ///
    /// # Errors
    /// [`AppError::HandoffOver`] unless a hand-off made it one that is still open, or why nobody knows.
    pub fn phone(self) -> Result<Phone, AppError> {
        self.phone?.ok_or(AppError::HandoffOver)
    }

    /// For whom the steps of a verification are taken that stand in this place.
    ///
    /// # Errors
    /// As [`Self::signed_in`] and [`Self::phone`].
    pub fn at(self, place: Place) -> Result<SignedIn, AppError> {
        match place {
            Place::Account => self.signed_in(),
            Place::Phone => self.phone().map(|phone| phone.who().clone()),
        }
    }

    /// The language in which a form says that its text was read: a document has one for as long as it lives, even when
    /// another was chosen meanwhile. A form that says nothing was read in that of its request.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a language that there is not.
    pub fn read_in(&self, said: &str) -> Result<Language, AppError> {
        if said.is_empty() { Ok(self.language) } else { Ok(said.parse()?) }
    }

    /// The session also of who stands at the door, for what is done there.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] without a live one, or why it cannot be read.
    pub fn person(self) -> Result<SignedIn, AppError> {
        match self.session?.ok_or(AppError::SignInNeeded)? {
            Admitted::In(who) | Admitted::AtTheDoor(who, _) => Ok(who),
        }
    }
}

/// What the store can do for a page. Every method that takes [`SignedIn`] stays inside that account.
#[async_trait::async_trait]
pub trait Desk: OperatorLists + OperatorWork + Send + Sync {
    /// Whether one-click sign-in of the demo accounts is offered.
    fn demo(&self) -> bool;
    /// Checks a password and opens a session; returns the values of `Set-Cookie`: the session's, and that by which the
    /// browser is known from now on.
    async fn sign_in(&self, caller: &Caller, email: &str, password: &str) -> Result<[String; 2], AppError>;
    /// Signs in as a demo account; [`AppError::NotFound`] outside demo mode. Returns the value of `Set-Cookie`.
    async fn sign_in_demo(&self, caller: &Caller, who: DemoAccount) -> Result<String, AppError>;
    /// Keeps the e-mail of a sign-in that failed for the form that is shown next; returns the value of `Set-Cookie`.
    fn keep_email(&self, email: &str) -> String;
    /// Ends the session; returns the value of `Set-Cookie` that removes it.
    async fn sign_out(&self, caller: &Caller) -> Result<String, AppError>;
    /// Speaks this language from now on, in this browser and to this person; returns the value of `Set-Cookie`.
    async fn choose_language(&self, caller: &Caller, language: Language) -> Result<String, AppError>;
    /// Whether passkeys work on this site.
    fn passkeys_work(&self) -> bool;
    /// Whether the store sends mail.
    fn mails(&self) -> bool;
    /// Mails a link to whoever has this e-mail, by which they choose a new password. Says the same, in the same time,
    /// whether anybody has; [`AppError::NotFound`] where nothing is mailed.
    async fn ask_reset(&self, caller: &Caller, email: &str) -> Result<(), AppError>;
    /// Whose password the link with this token is for; [`AppError::NotFound`] when it is good no more.
    async fn reset(&self, token: &str) -> Result<ResetView, AppError>;
    /// Gives that person this password, which ends all their sessions and uses the link up. Returns the value of
    /// `Set-Cookie` that ends the browser's own.
    async fn reset_password(&self, caller: &Caller, token: &str, password: &str) -> Result<String, AppError>;
    /// What the account is told, newest first; `after` is the last one of the page before.
    async fn notices(&self, who: &SignedIn, after: Option<&NoticeId>) -> Result<NoticesView, AppError>;
    /// Notes that the person has read this notice and all before it.
    async fn read_notices(&self, who: &SignedIn, newest: &NoticeId) -> Result<(), AppError>;
    /// What the person is told by mail; `None` where nothing is mailed.
    async fn mail_choices(&self, who: &SignedIn) -> Result<Option<MailView>, AppError>;
    /// Mails the person of these topics from now on, and of no other.
    async fn choose_mail(&self, who: &SignedIn, wanted: &[Topic]) -> Result<(), AppError>;
    /// Asks the browser for any passkey of this site; [`AppError::NotFound`] where none can be.
    async fn begin_passkey_sign_in(&self, caller: &Caller) -> Result<Ceremony, AppError>;
    /// Opens a session for whoever showed their passkey; returns the value of `Set-Cookie`.
    async fn finish_passkey_sign_in(&self, caller: &Caller, token: &str, answer: &str) -> Result<String, AppError>;
    /// Asks for one of the person's passkeys. At the door too.
    async fn begin_passkey_proof(&self, caller: &Caller) -> Result<Ceremony, AppError>;
    /// Notes that the person showed a passkey; returns the value of `Set-Cookie` with a new token.
    async fn finish_passkey_proof(&self, caller: &Caller, token: &str, answer: &str) -> Result<String, AppError>;
    /// Takes a recovery code in place of a passkey; returns the value of `Set-Cookie` with a new token.
    async fn prove_code(&self, caller: &Caller, code: &str) -> Result<String, AppError>;
    /// Opens a session by a recovery code alone, unless the role asks for a passkey; returns as [`Desk::sign_in`].
    async fn sign_in_by_code(&self, caller: &Caller, email: &str, code: &str) -> Result<[String; 2], AppError>;
    /// Asks the browser to make a passkey. At the door only for who has none. [`AppError::ProofNeeded`] when the person
    /// did not show a moment ago who they are.
    async fn begin_passkey(&self, caller: &Caller) -> Result<Ceremony, AppError>;
    /// Adds the passkey that was made; at the door, returns the value of `Set-Cookie` that leads in.
    async fn finish_passkey(
        &self,
        caller: &Caller,
        token: &str,
        answer: &str,
        name: &PasskeyName,
    ) -> Result<Option<String>, AppError>;
    /// Gives a passkey another name.
    async fn rename_passkey(&self, who: &SignedIn, id: &PasskeyId, name: &PasskeyName) -> Result<(), AppError>;
    /// Removes a passkey; [`AppError::ProofNeeded`], or [`AppError::LastPasskey`] where one is required.
    async fn remove_passkey(&self, who: &SignedIn, id: &PasskeyId) -> Result<(), AppError>;
    /// Makes recovery codes in place of those from before, which are shown this once.
    async fn make_recovery_codes(&self, who: &SignedIn) -> Result<Vec<String>, AppError>;
    /// Where the person is signed in.
    async fn access(&self, who: &SignedIn) -> Result<AccessView, AppError>;
    /// Types the password again, for what is asked for only then; returns the value of `Set-Cookie` with a new token.
    async fn prove_password(&self, caller: &Caller, password: &str) -> Result<String, AppError>;
    /// Ends one of the person's sessions; [`AppError::NotFound`] when it is none. When it is this one, returns the value of
    /// `Set-Cookie` that removes it.
    async fn end_session(&self, who: &SignedIn, session: &SessionId) -> Result<Option<String>, AppError>;
    /// Ends every session of the person but this one.
    async fn end_other_sessions(&self, who: &SignedIn) -> Result<(), AppError>;
    /// Ends every session of the person; returns the value of `Set-Cookie` that removes this one.
    async fn end_all_sessions(&self, who: &SignedIn) -> Result<String, AppError>;
    /// Chooses another password, which ends every other session of the person and takes back the invites that they made.
    /// [`AppError::ProofNeeded`] when they did not show a moment ago who they are, [`AppError::Password`] when it may
    /// not be chosen.
    async fn change_password(&self, who: &SignedIn, password: &str) -> Result<(), AppError>;
    /// The people of the account and, for who manages it, the open invites; `invited` is the token of the one that the
    /// browser made a moment ago.
    async fn members(&self, who: &SignedIn, invited: Option<&str>) -> Result<MembersView, AppError>;
    /// Invites somebody into the account, in the place of an open invite of theirs; returns the link, which is shown this
    /// once, and the value of `Set-Cookie` that keeps it for a minute. Like all that concerns people it is
    /// [`AppError::ManagerNeeded`] for who does not manage the account; [`AppError::ProofNeeded`] when they did not show a
    /// moment ago who they are; [`AppError::InviteLimit`] or [`AppError::PeopleLimit`] when there are enough.
    async fn invite(&self, who: &SignedIn, email: &Email, role: MemberRole) -> Result<(InviteLink, String), AppError>;
    /// Withdraws an open invite; that asks for no proof.
    async fn withdraw_invite(&self, who: &SignedIn, invite: &InviteId) -> Result<(), AppError>;
    /// Gives somebody of the account another role; [`AppError::LastManager`] when nobody would be left who manages it,
    /// [`AppError::ProofNeeded`] as above.
    async fn change_role(&self, who: &SignedIn, member: &UserId, role: MemberRole) -> Result<(), AppError>;
    /// Removes somebody from the account: their sessions end, and they sign in no more. [`AppError::LastManager`] and
    /// [`AppError::ProofNeeded`] as above.
    async fn remove_member(&self, who: &SignedIn, member: &UserId) -> Result<(), AppError>;
    /// Who is invited by the link with this token; [`AppError::NotFound`] when it is none, was used, or is too old.
    async fn invitation(&self, caller: &Caller, token: &str) -> Result<Invitation, AppError>;
    /// Joins the account by this password, and signs in; returns as [`Desk::sign_in`]. [`AppError::Password`] when it may
    /// not be chosen, [`AppError::EmailTaken`] when somebody signs in by the e-mail already: then the invite is used up.
    async fn accept_invite(&self, caller: &Caller, token: &str, password: &str) -> Result<[String; 2], AppError>;
    /// What the header shows.
    async fn viewer(&self, who: &SignedIn) -> Result<Viewer, AppError>;
    /// Searches stock and carrier together.
    async fn search(&self, who: &SignedIn, query: &Query) -> Result<Found, AppError>;
    /// Today's offers of some numbers; [`AppError::NumberGone`] when nobody offers any of them.
    async fn quote(&self, who: &SignedIn, numbers: &NumberList) -> Result<Quote, AppError>;
    /// Buys numbers as one order, or holds it.
    async fn buy(&self, who: &SignedIn, purchase: Purchase) -> Result<Placed, AppError>;
    /// What may stand for the numbers of an order that are gone; empty when the order does not ask.
    async fn options(&self, who: &SignedIn, order: &OrderId) -> Result<Vec<Options>, AppError>;
    /// Puts another number in the place of one that is gone.
    async fn choose(&self, who: &SignedIn, choice: Choice) -> Result<(), AppError>;
    /// Cancels an order of which nothing has been asked of a carrier, or goes on without the numbers that are gone.
    async fn cancel(&self, who: &SignedIn, order: &OrderId) -> Result<(), AppError>;
    /// The account's newest orders.
    async fn orders(&self, who: &SignedIn) -> Result<Vec<OrderSummary>, AppError>;
    /// One order.
    async fn order(&self, who: &SignedIn, order: &OrderId) -> Result<OrderView, AppError>;
    /// What a pool costs today; [`AppError::NotEnough`] when there is no such number, or too few for all or nothing.
    async fn quote_pool(&self, who: &SignedIn, wish: &PoolWish) -> Result<PoolQuote, AppError>;
    /// Buys numbers for a pool as one order, or holds it.
    async fn buy_pool(&self, who: &SignedIn, purchase: PoolPurchase) -> Result<Placed, AppError>;
    /// The account's pools, newest first.
    async fn pools(&self, who: &SignedIn) -> Result<Vec<PoolSummary>, AppError>;
    /// One pool.
    async fn pool(&self, who: &SignedIn, pool: &PoolId) -> Result<PoolView, AppError>;
    /// Gives a pool another name.
    async fn rename_pool(&self, who: &SignedIn, pool: &PoolId, name: &PoolName) -> Result<(), AppError>;
    /// The numbers that the account owns, newest first, `after` this one of them.
    async fn numbers(&self, who: &SignedIn, after: Option<&LineId>) -> Result<NumbersView, AppError>;
    /// Asks to release a number; until the grace is over it can be kept.
    async fn release(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError>;
    /// Keeps a number whose release was asked for; [`AppError::TooLate`] once it has begun.
    async fn keep(&self, who: &SignedIn, line: &LineId) -> Result<(), AppError>;
    /// The account's applications for compliance services.
    async fn services(&self, who: &SignedIn) -> Result<ServicesView, AppError>;
    /// One service, and `application` for it; `check` looks for what is wrong in that.
    async fn service(
        &self,
        who: &SignedIn,
        service: Service,
        application: Option<&ApplicationId>,
        check: bool,
    ) -> Result<ServiceView, AppError>;
    /// Writes an application, a new one if there is none of this id. Whatever is missing or wrong may be so until it is
    /// sent. [`AppError::TooLate`] when it may not be written on, [`AppError::ApplicationLimit`] when there are enough.
    async fn write_application(
        &self,
        who: &SignedIn,
        id: &ApplicationId,
        service: Service,
        fields: &Fields,
    ) -> Result<(), AppError>;
    /// Sends an application as it is written, or holds it; or what is wrong with it. [`AppError::IdentityDeclined`] when
    /// nothing could end the hold.
    async fn send_application(&self, who: &SignedIn, id: &ApplicationId) -> Result<Result<Sent, Vec<Wrong>>, AppError>;
    /// Takes a held application back, to be written on.
    async fn take_application_back(&self, who: &SignedIn, id: &ApplicationId) -> Result<(), AppError>;
    /// The account's page, with the statement of a month; without one, of the running month.
    async fn account(&self, who: &SignedIn, month: Option<Month>) -> Result<AccountView, AppError>;
    /// Has the identity vendor delete what it has of the account; [`AppError::TooLate`] while it checks. Asked again, it
    /// does nothing more.
    async fn delete_identity_data(&self, who: &SignedIn) -> Result<(), AppError>;
    /// The verification page.
    async fn verification(&self, who: &SignedIn) -> Result<VerifyView, AppError>;
    /// Records the consent in force, as it was read, before the camera opens.
    async fn consent(&self, who: &SignedIn, version: &str, language: Language) -> Result<(), AppError>;
    /// Records a refusal under the consent text in force, and hands the ID over without a selfie, or the case to a person
    /// of ours where the vendor's page takes the pictures; again, it does nothing more. [`AppError::TooLate`] when no selfie is asked for now.
    async fn refuse_biometrics(&self, who: &SignedIn, version: &str, language: Language) -> Result<(), AppError>;
    /// Back to the selfie after that. [`AppError::TooLate`] once the vendor has the ID.
    async fn reconsider_selfie(&self, who: &SignedIn) -> Result<(), AppError>;
    /// Sends the buyer to the vendor's own page, with the consent in force, as it was read, unless the way was begun
    /// before; returns the page's address. [`AppError::TooLate`] when there is nothing to do there.
    async fn visit_vendor(&self, who: &SignedIn, consent: &str, language: Language) -> Result<String, AppError>;
    /// What the help tells of how this store is run.
    async fn help(&self) -> Result<HelpView, AppError>;
    /// Keeps what a reader says of a page of the help; nobody needs a session for it. Who has one changes what they said
    /// of that page today. [`AppError::TooMany`] when people without one said as much as is kept of a day.
    async fn give_feedback(&self, caller: &Caller, feedback: Feedback) -> Result<(), AppError>;
    /// Goes back to the document step, after `TryAgain` or to change the document.
    async fn restart_verification(&self, who: &SignedIn) -> Result<(), AppError>;
    /// Begins to go on with a phone, in the place of what the account began before.
    async fn begin_handoff(&self, who: &SignedIn) -> Result<(), AppError>;
    /// Ends it: the phone may do nothing more.
    async fn end_handoff(&self, who: &SignedIn) -> Result<(), AppError>;
    /// Sends a link of it to this number by text message; `number` is as it was typed.
    async fn text_handoff(&self, who: &SignedIn, number: &str) -> Result<(), AppError>;
    /// What the link with this token leads to; [`AppError::NotFound`] when it never led anywhere. Changes nothing.
    async fn handoff_link(&self, token: &str) -> Result<HandoffLink, AppError>;
    /// Makes the caller the phone of the hand-off that this link leads to, if `code` stands on the computer's screen.
    /// [`AppError::WrongCode`] for another one, which may be typed again; the next wrong one ends the hand-off. Returns the
    /// value of `Set-Cookie`.
    async fn open_handoff(&self, caller: &Caller, token: &str, code: &str) -> Result<String, AppError>;
    /// Where the phone is on its way.
    async fn phone(&self, phone: &Phone) -> Result<PhoneView, AppError>;
    /// Ends the hand-off, as its person asks for on the phone.
    async fn leave_phone(&self, phone: &Phone) -> Result<(), AppError>;
    /// The value of `Set-Cookie` by which a browser is no phone any more.
    fn forget_phone(&self) -> String;
}

/// The desk and the caller of the running request, as the server provides them to every page and server function.
#[derive(Clone)]
pub struct Counter {
    /// The store.
    pub desk: Arc<dyn Desk>,
    /// Who asks.
    pub caller: Caller,
}

impl Counter {
    /// The counter of the running request.
    ///
    /// # Errors
    /// [`AppError::Internal`] outside a request.
    pub fn here() -> Result<Self, AppError> {
        leptos::prelude::use_context().ok_or_else(|| AppError::Internal { trace: "no-counter".to_owned() })
    }

    /// The desk and the session.
    ///
    /// # Errors
    /// As [`Caller::signed_in`].
    pub fn signed_in() -> Result<(Arc<dyn Desk>, SignedIn), AppError> {
        let Self { desk, caller } = Self::here()?;
        Ok((desk, caller.signed_in()?))
    }

    /// The desk, and for whom the steps of a verification are taken that stand in this place.
    ///
    /// # Errors
    /// As [`Caller::at`].
    pub fn at(place: Place) -> Result<(Arc<dyn Desk>, SignedIn), AppError> {
        let Self { desk, caller } = Self::here()?;
        Ok((desk, caller.at(place)?))
    }

    /// The same, and the language in which a form says that its text was read.
    ///
    /// # Errors
    /// As [`Caller::at`] and [`Caller::read_in`].
    pub fn reading(place: Place, said: &str) -> Result<(Arc<dyn Desk>, SignedIn, Language), AppError> {
        let (language, (desk, who)) = (Self::here()?.caller.read_in(said), Self::at(place)?);
        Ok((desk, who, language?))
    }

    /// The desk and the phone that asks.
    ///
    /// # Errors
    /// As [`Caller::phone`].
    pub fn phone() -> Result<(Arc<dyn Desk>, Phone), AppError> {
        let Self { desk, caller } = Self::here()?;
        Ok((desk, caller.phone()?))
    }

    /// The desk and the operator who asks.
    ///
    /// # Errors
    /// As [`Caller::signed_in`] and [`SignedIn::operator`].
    pub fn operator() -> Result<(Arc<dyn Desk>, Operator), AppError> {
        let (desk, who) = Self::signed_in()?;
        Ok((desk, who.operator()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(session: Option<Admitted>) -> Caller {
        let (address, device) = ([127, 0, 0, 1].into(), Device::default());
        Caller {
            session: Ok(session),
            phone: Ok(None),
            token: None,
            address,
            device,
            tried: None,
            known: None,
            invited: None,
            language: Language::default(),
        }
    }

    #[test]
    fn whoever_stands_at_the_door_is_known_and_not_in() {
        let id = "0199f0c2";
        let who = SignedIn {
            user: id.parse().expect("an id"),
            role: Role::Operator,
            account: id.parse().expect("an id"),
            telephony: Telephony::LcPhone,
            session: id.parse().expect("an id"),
            proven_at: None,
            by_phone: None,
        };
        let user = |who: SignedIn| who.user.to_string();
        let inside = caller(Some(Admitted::In(who.clone())));
        assert_eq!(inside.clone().signed_in().map(user), Ok(id.to_owned()));
        assert_eq!(inside.person().map(user), Ok(id.to_owned()));
        let outside = caller(Some(Admitted::AtTheDoor(who.clone(), Door::Register)));
        assert_eq!(outside.clone().signed_in().map(user), Err(AppError::PasskeyNeeded));
        assert_eq!(outside.person().map(user), Ok(id.to_owned()));
        let operator = |role| SignedIn { role, ..who.clone() }.operator().map(|operator| user(operator.0));
        assert_eq!(operator(Role::Operator), Ok(id.to_owned()));
        for role in [Role::Buyer, Role::Admin] {
            assert_eq!(operator(role), Err(AppError::NotFound), "{role}");
        }
        assert_eq!(caller(None).signed_in().map(user), Err(AppError::SignInNeeded));
        assert_eq!(caller(None).person().map(user), Err(AppError::SignInNeeded));
        let unread = Caller { session: Err(AppError::StoreTrouble), ..caller(None) };
        assert_eq!(
            unread.signed_in().map(user),
            Err(AppError::StoreTrouble),
            "what cannot be read is not taken for nobody"
        );
    }

    #[test]
    fn a_phone_is_nobody_who_is_signed_in() {
        let id = "0199f0c2";
        let who = SignedIn {
            user: id.parse().expect("an id"),
            role: Role::Buyer,
            account: id.parse().expect("an id"),
            telephony: Telephony::LcPhone,
            session: id.parse().expect("an id"),
            proven_at: None,
            by_phone: None,
        };
        let phone = Phone::of(id.parse().expect("an id"), who.clone());
        assert!(phone.who().by_phone.is_some());
        let caller = Caller { phone: Ok(Some(phone)), ..caller(None) };
        assert!(caller.clone().phone().is_ok());
        assert_eq!(caller.clone().signed_in().err(), Some(AppError::SignInNeeded));
        assert_eq!(caller.person().err(), Some(AppError::SignInNeeded));
        let signed_in = self::caller(Some(Admitted::In(who)));
        assert_eq!(signed_in.phone().err(), Some(AppError::HandoffOver), "and who is signed in is no phone");
    }

    #[test]
    fn neither_token_nor_email_of_a_caller_shows() {
        let canary = Some("canary".to_owned());
        let address = [127, 0, 0, 1].into();
        let device = Device::default();
        let (token, tried, known, invited) = (canary.clone(), canary.clone(), canary.clone(), canary);
        let language = Language::default();
        let caller =
            Caller { session: Ok(None), phone: Ok(None), token, address, device, tried, known, invited, language };
        let shown = format!("{caller:?}");
        assert!(!shown.contains("canary") && shown.contains("127.0.0.1"), "{shown}");
    }
}
