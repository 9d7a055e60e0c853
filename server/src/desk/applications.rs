//! Applications for compliance services: written, sent, held for the identity that buying asks for, and moved by the
//! vendor's word.

use app::{
    AppError,
    desk::{Sent, SignedIn},
    domain::{
        AccountId, ApplicationId, NoticeKind, Service,
        gate::{self, ServiceCleared},
        notice::Thing,
        service::{Application, Edit, Event, Field, Fields, Form, Reason, Why, Word, Wrong},
        verification::Verification,
    },
};

use super::{Shop, fault::Fault, internal, lock_own};
use crate::{
    carriers::{Twilio, twilio::trust::Held},
    ids,
    store::{
        Tx,
        accounts::{self, Account},
        applications::{self, StoredApplication},
        audit::{Actor, Subject},
        jobs,
        jobs::Kind,
        notices::NewNotice,
    },
};

/// The most that a form may hold, in bytes over all its fields.
const FORM_MAX: usize = 64 * 1024;
/// The most applications of one account.
const APPLICATIONS_MAX: usize = 200;
/// The most brands of one account: each costs a fee.
const BRANDS_MAX: u16 = 5;

/// Where the carrier's callbacks go.
pub const CALLBACK_PATH: &str = "/webhooks/twilio";

/// What is to be asked of the vendor.
pub(crate) struct Errand {
    /// Whom to ask.
    pub(crate) twilio: Twilio,
    /// What it is for.
    pub(crate) service: Service,
    /// The numbers that it is for, as far as the account owns them.
    pub(crate) numbers: Vec<Held>,
    /// The round that an answer is about.
    pub(crate) round: u32,
    /// Whether it is new, and not only to be looked at.
    pub(crate) submit: bool,
    /// Whether it, or the rest of it, may be filed.
    pub(crate) leave: Leave,
}

/// Leave to file.
pub(crate) enum Leave {
    /// The gate clears it, and everything in it is the account's own.
    File {
        /// By the gate.
        cleared: ServiceCleared,
        /// What it says.
        form: Form,
    },
    /// What is not under review yet cannot be filed, for these reasons.
    Refused(Vec<Reason>),
    /// The account is not verified any more, or this one has had its last word.
    None,
}

/// How an errand begins.
pub(crate) enum Begun {
    /// Nothing is to be asked.
    Over,
    /// There is nobody to ask.
    Nowhere,
    /// This.
    Errand(Box<Errand>),
}

/// What a sealed form is bound to.
#[must_use]
pub fn form_context(account: &AccountId, id: &ApplicationId) -> String {
    format!("application|{account}|{id}")
}

impl Shop {
    /// Writes an application: a new one, if there is none of this id, or over one that may be written on. Whatever is
    /// missing or wrong may be so until it is sent. Fields of other names are not kept.
    ///
    /// # Errors
    /// It is no longer the account's to write, or too long, or one too many; or the database failed.
    pub async fn write_application(
        &self,
        who: &SignedIn,
        id: &ApplicationId,
        service: Service,
        fields: &Fields,
    ) -> Result<(), Fault> {
        let now = self.clock.now();
        let known: Vec<_> = fields.iter().filter(|(name, _)| name.parse::<Field>().is_ok()).collect();
        if known.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > FORM_MAX {
            return Err(AppError::TooLong.into());
        }
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let mut application = match applications::lookup(&mut tx, id).await? {
            Some(_) => own(&mut tx, &account, id).await?,
            None => new(&mut tx, &account, id, service, now).await?,
        };
        if application.service != service || !application.state.editable(now) {
            return Err(AppError::TooLate.into());
        }
        let plain = serde_json::to_vec(&known).map_err(|error| internal(&error))?;
        application.form = self.vault.seal(&form_context(&account.id, &application.id), &plain)?;
        application.changed_at = now;
        applications::save(&mut tx, &application).await?;
        self.record(&mut tx, Subject::Application(&application.id), "written", &[service.as_str()]).await?;
        Ok(tx.commit().await?)
    }

    /// Sends an application: it goes to the vendor, or is held until the account's identity is verified.
    ///
    /// # Errors
    /// It is not there, or on its way already; there is no carrier to send it to, or the account was declined; or the
    /// database failed. What is wrong with the form is no error of ours.
    pub async fn send_application(
        &self,
        who: &SignedIn,
        id: &ApplicationId,
    ) -> Result<Result<Sent, Vec<Wrong>>, Fault> {
        let at = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let mut application = own(&mut tx, &account, id).await?;
        let Some(twilio) = self.carriers.of(&account)? else { return Err(AppError::CarrierTrouble.into()) };
        let wrong = self.wrong(&mut tx, &account, &application, &twilio).await?;
        if !wrong.is_empty() {
            return Ok(Err(wrong));
        }
        let (event, sent) = match cleared(&account) {
            Some(_) => (Event::Clear { at }, Sent::Submitting),
            // A hold that nothing could end.
            None if self.is_declined(&mut tx, &account.id).await? => return Err(AppError::IdentityDeclined.into()),
            None => (Event::Hold { at }, Sent::Held),
        };
        self.move_application(&mut tx, &mut application, event).await?;
        tx.commit().await?;
        Ok(Ok(sent))
    }

    /// Takes a held application back, to be written on.
    ///
    /// # Errors
    /// It is not held; or the database failed.
    pub async fn take_application_back(&self, who: &SignedIn, id: &ApplicationId) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let mut application = own(&mut tx, &account, id).await?;
        self.move_application(&mut tx, &mut application, Event::TakeBack).await?;
        Ok(tx.commit().await?)
    }

    /// What keeps an application from being sent.
    pub(super) async fn wrong(
        &self,
        tx: &mut Tx,
        account: &Account,
        application: &StoredApplication,
        twilio: &Twilio,
    ) -> Result<Vec<Wrong>, Fault> {
        let form = match self.read_form(application)? {
            Ok(form) => form,
            Err(wrong) => return Ok(wrong),
        };
        if owned(tx, account, &form, twilio).await?.is_none() {
            return Ok(vec![Wrong { field: Field::Numbers, why: Why::NotOwned }]);
        }
        Ok(self.applied_for(tx, application, &form).await?.into_iter().collect())
    }

    async fn is_declined(&self, tx: &mut Tx, account: &AccountId) -> Result<bool, Fault> {
        Ok(self.case(tx, account).await?.is_some_and(|case| case.state == Verification::Declined))
    }

    /// Lets every held application of a locked account go, if the gate clears it now.
    pub(super) async fn clear_applications(&self, tx: &mut Tx, account: &Account) -> Result<usize, Fault> {
        if cleared(account).is_none() {
            return Ok(0);
        }
        let held = applications::held(tx, &account.id).await?;
        let count = held.len();
        for mut application in held {
            self.move_application(tx, &mut application, Event::Clear { at: self.clock.now() }).await?;
            self.tell_of_application(tx, NoticeKind::ApplicationSent, &application).await?;
        }
        Ok(count)
    }

    /// Gives every held application of a locked account back: its identity was declined.
    pub(super) async fn give_applications_back(&self, tx: &mut Tx, account: &AccountId) -> Result<(), Fault> {
        for mut application in applications::held(tx, account).await? {
            self.move_application(tx, &mut application, Event::TakeBack).await?;
        }
        Ok(())
    }

    /// Commits that the vendor is about to be asked, if it is new, and says what. A look writes nothing.
    pub(crate) async fn begin_errand(&self, id: &ApplicationId) -> Result<Begun, Fault> {
        let mut tx = self.store.read().await?;
        let Some(found) = applications::lookup(&mut tx, id).await? else { return Ok(Begun::Over) };
        if !matches!(found.state, Application::Submitting { asked: false, .. }) {
            let Some(account) = accounts::lookup(&mut tx, &found.account).await? else { return Ok(Begun::Over) };
            return self.errand(&mut tx, &account, &found).await;
        }
        drop(tx);
        let mut tx = self.store.write().await?;
        let Some((account, mut application)) = locked(&mut tx, id).await? else { return Ok(Begun::Over) };
        if !matches!(application.state, Application::Submitting { asked: false, .. }) {
            return self.errand(&mut tx, &account, &application).await;
        }
        if cleared(&account).is_none() {
            self.move_application(&mut tx, &mut application, Event::Revoked).await?;
            tx.commit().await?;
            return Ok(Begun::Over);
        }
        let Some(twilio) = self.carriers.of(&account)? else { return Ok(nowhere(id)) };
        self.move_application(&mut tx, &mut application, Event::Ask).await?;
        if let Err(reasons) = self.fileable(&mut tx, &account, &application, &twilio).await? {
            let word = Word::Rejected { reasons, edit: Edit::Always };
            let round = application.state.round();
            self.move_application(&mut tx, &mut application, Event::Heard { round, word }).await?;
            tx.commit().await?;
            return Ok(Begun::Over);
        }
        let begun = self.errand(&mut tx, &account, &application).await?;
        tx.commit().await?;
        Ok(begun)
    }

    /// What is to be asked about an application as it stands. Whose the numbers are counts whenever it may be filed:
    /// days may lie between a profile's review and its product.
    async fn errand(&self, tx: &mut Tx, account: &Account, application: &StoredApplication) -> Result<Begun, Fault> {
        let state = &application.state;
        if !state.sent() {
            return Ok(Begun::Over);
        }
        let Some(twilio) = self.carriers.of(account)? else { return Ok(nowhere(&application.id)) };
        let fileable = self.fileable(tx, account, application, &twilio).await?;
        let (numbers, leave) = match (fileable, cleared(account)) {
            (Ok((form, numbers)), Some(cleared)) if state.under_way() => (numbers, Leave::File { cleared, form }),
            (Err(reasons), Some(_)) if state.under_way() => (Vec::new(), Leave::Refused(reasons)),
            (Ok((_, numbers)), _) => (numbers, Leave::None),
            (Err(_), _) => (Vec::new(), Leave::None),
        };
        let (round, submit) = (state.round(), matches!(state, Application::Submitting { .. }));
        Ok(Begun::Errand(Box::new(Errand { twilio, service: application.service, numbers, round, submit, leave })))
    }

    /// What is written and the numbers that it is for, if it can be filed now; why not.
    async fn fileable(
        &self,
        tx: &mut Tx,
        account: &Account,
        application: &StoredApplication,
        twilio: &Twilio,
    ) -> Result<Result<(Form, Vec<Held>), Vec<Reason>>, Fault> {
        let form = match self.read_form(application)? {
            Ok(form) => form,
            // The rules changed since it was sent.
            Err(wrong) => return Ok(Err(wrong.iter().map(|wrong| Reason::Check(wrong.field)).collect())),
        };
        let numbers = owned(tx, account, &form, twilio).await?;
        Ok(numbers.map(|numbers| (form, numbers)).ok_or_else(|| vec![Reason::NumberMissing]))
    }

    /// Takes the vendor's word on a round of an application; where it stands then. A word that is old, or no news, does
    /// nothing, and writes nothing.
    pub(crate) async fn hear_of_application(
        &self,
        id: &ApplicationId,
        round: u32,
        word: Word,
    ) -> Result<Option<Application>, Fault> {
        self.tell_application(id, Event::Heard { round, word }).await
    }

    /// Holds the rest of an application of which nothing is under review, because the account is not verified any more;
    /// where it stands then.
    pub(crate) async fn stop_application(&self, id: &ApplicationId, round: u32) -> Result<Option<Application>, Fault> {
        let mut tx = self.store.read().await?;
        let Some(found) = applications::lookup(&mut tx, id).await? else { return Ok(None) };
        let account = accounts::lookup(&mut tx, &found.account).await?;
        drop(tx);
        let stopped = found.state.under_way() && found.state.round() == round;
        if stopped && account.is_some_and(|account| cleared(&account).is_none()) {
            return self.tell_application(id, Event::Revoked).await;
        }
        Ok(Some(found.state))
    }

    async fn tell_application(&self, id: &ApplicationId, event: Event) -> Result<Option<Application>, Fault> {
        let mut tx = self.store.read().await?;
        let Some(found) = applications::lookup(&mut tx, id).await? else { return Ok(None) };
        drop(tx);
        if found.state.clone().next(event.clone()).is_ok_and(|next| next == found.state) {
            return Ok(Some(found.state));
        }
        let mut tx = self.store.write().await?;
        let Some((_, mut application)) = locked(&mut tx, id).await? else { return Ok(None) };
        if application.state.clone().next(event.clone()).is_err() {
            return Ok(Some(application.state));
        }
        tx.act_as(Actor::Vendor);
        self.move_application(&mut tx, &mut application, event).await?;
        tx.commit().await?;
        Ok(Some(application.state))
    }

    /// The field of `form` for which another application of this account is under way or granted already, or one too
    /// many is.
    async fn applied_for(
        &self,
        tx: &mut Tx,
        application: &StoredApplication,
        form: &Form,
    ) -> Result<Option<Wrong>, Fault> {
        let mut live: u16 = 0;
        for other in applications::of_account(tx, &application.account).await? {
            let counts = other.state.under_way()
                || matches!(other.state, Application::Held { .. } | Application::Approved { .. });
            if other.id == application.id || other.service != application.service || !counts {
                continue;
            }
            live += 1;
            if let Ok(theirs) = self.read_form(&other)?
                && let Some(field) = form.repeats(&theirs)
            {
                return Ok(Some(Wrong { field, why: Why::AppliedFor }));
            }
        }
        let one_too_many = application.service == Service::A2pBrand && live >= BRANDS_MAX;
        Ok(one_too_many.then_some(Wrong { field: Field::RegistrationNumber, why: Why::TooMany(BRANDS_MAX) }))
    }

    /// Where the vendor tells of reviews. The id is under the signature, with the rest of the address.
    pub(crate) fn callback_of(&self, id: &ApplicationId) -> String {
        format!("{}{CALLBACK_PATH}?application={id}", self.origin)
    }

    /// Moves an application, and asks for the work that follows. The caller holds the account's lock.
    async fn move_application(
        &self,
        tx: &mut Tx,
        application: &mut StoredApplication,
        event: Event,
    ) -> Result<(), Fault> {
        let next = application.state.clone().next(event).map_err(|_| AppError::TooLate)?;
        if next == application.state {
            return Ok(());
        }
        let now = self.clock.now();
        application.state = next;
        application.changed_at = now;
        applications::save(tx, application).await?;
        if matches!(application.state, Application::Submitting { asked: false, .. }) {
            jobs::ask(tx, Kind::Apply, application.id.as_str(), now).await?;
        }
        let reasons: Vec<String> = match &application.state {
            Application::Rejected { reasons, .. } => reasons.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
        let word = applications::word_of(&application.state);
        self.record(tx, Subject::Application(&application.id), word, &reasons).await?;
        match application.state {
            Application::Approved { .. } => {
                self.tell_of_application(tx, NoticeKind::ApplicationApproved, application).await
            }
            Application::Rejected { .. } => {
                self.tell_of_application(tx, NoticeKind::ApplicationRejected, application).await
            }
            _ => Ok(()),
        }
    }

    /// Tells of what happened to an application, once each time that it is sent.
    async fn tell_of_application(
        &self,
        tx: &mut Tx,
        kind: NoticeKind,
        application: &StoredApplication,
    ) -> Result<(), Fault> {
        let StoredApplication { id, service, state, .. } = application;
        let (about, thing) = (format!("{id}/{}", state.round()), Thing::Application(*service, id.clone()));
        self.tell_about(tx, NewNotice { kind, about: &about, thing: Some(&thing) }).await
    }

    /// What was written in an application, as far as it can be sent.
    fn read_form(&self, application: &StoredApplication) -> Result<Result<Form, Vec<Wrong>>, Fault> {
        Ok(Form::parse(application.service, &self.fields(application)?))
    }

    /// What was written in an application.
    pub(super) fn fields(&self, application: &StoredApplication) -> Result<Vec<(String, String)>, Fault> {
        let plain = self.vault.open(&form_context(&application.account, &application.id), &application.form)?;
        Ok(serde_json::from_slice(&plain).map_err(|error| internal(&error))?)
    }
}

pub(super) fn cleared(account: &Account) -> Option<ServiceCleared> {
    gate::clear_service(account.telephony, account.approval.as_ref())
}

/// An application of this account alone.
pub(super) async fn own(tx: &mut Tx, account: &Account, id: &ApplicationId) -> Result<StoredApplication, Fault> {
    let found = applications::lookup(tx, id).await?.filter(|found| found.account == account.id);
    Ok(found.ok_or(AppError::NotFound)?)
}

/// A new application under the id that its form has had from the start; others are not ours.
async fn new(
    tx: &mut Tx,
    account: &Account,
    id: &ApplicationId,
    service: Service,
    now: app::domain::Timestamp,
) -> Result<StoredApplication, Fault> {
    if !ids::is_ours(id.as_str()) {
        return Err(AppError::NotFound.into());
    }
    if applications::of_account(tx, &account.id).await?.len() >= APPLICATIONS_MAX {
        return Err(AppError::ApplicationLimit.into());
    }
    Ok(StoredApplication {
        id: id.clone(),
        account: account.id.clone(),
        service,
        state: Application::NEW,
        form: Vec::new(),
        created_at: now,
        changed_at: now,
    })
}

/// An application as it is under its account's lock.
async fn locked(tx: &mut Tx, id: &ApplicationId) -> Result<Option<(Account, StoredApplication)>, Fault> {
    let Some(found) = applications::lookup(tx, id).await? else { return Ok(None) };
    let Some(account) = accounts::lock(tx, &found.account).await? else { return Ok(None) };
    Ok(applications::lookup(tx, id).await?.map(|application| (account, application)))
}

fn nowhere(id: &ApplicationId) -> Begun {
    tracing::error!(application = %id, "an application can be asked for nowhere");
    Begun::Nowhere
}

/// The numbers of a form, if the account owns each: the carrier account may hold those of others too.
async fn owned(tx: &mut Tx, account: &Account, form: &Form, twilio: &Twilio) -> Result<Option<Vec<Held>>, Fault> {
    let mut numbers = Vec::new();
    for number in form.numbers() {
        let sid = applications::owned_sid(tx, &account.id, number, twilio.account_sid()).await?;
        let Some(sid) = sid else { return Ok(None) };
        numbers.push(Held { number: number.clone(), sid });
    }
    Ok(Some(numbers))
}
