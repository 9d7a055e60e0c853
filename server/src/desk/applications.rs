//! Applications for compliance services: written, sent, held for the identity that buying asks for, and moved by the
//! vendor's word.

use app::{
    AppError,
    desk::SignedIn,
    domain::{
        AccountId, ApplicationId, Service,
        gate::{self, ServiceCleared},
        service::{Application, Edit, Event, Field, Fields, Form, Reason, Word, Wrong},
    },
};

use super::{Shop, fault::Fault, internal, lock_own};
use crate::{
    carriers::Twilio,
    ids,
    store::{
        Tx,
        accounts::{self, Account},
        applications::{self, StoredApplication},
        audit::{Actor, Subject},
        jobs,
        jobs::Kind,
    },
};

/// The most that a form may hold, in bytes over all its fields.
const FORM_MAX: usize = 64 * 1024;
/// The most applications of one account.
const APPLICATIONS_MAX: usize = 200;

/// Where the carrier's callbacks go.
pub const CALLBACK_PATH: &str = "/webhooks/twilio";

/// What became of an application that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It waits for the account's identity, and goes out by itself.
    Held,
    /// It is on its way.
    Submitting,
}

/// What is to be asked of the vendor, and on whose word.
pub(crate) struct Errand {
    /// Whom to ask.
    pub(crate) twilio: Twilio,
    /// What it says.
    pub(crate) form: Form,
    /// The round that an answer is about.
    pub(crate) round: u32,
    /// Whether it is to be filed, and not only looked at.
    pub(crate) submit: bool,
    /// Leave to file it, or the rest of it.
    pub(crate) cleared: Option<ServiceCleared>,
}

/// What a sealed form is bound to.
#[must_use]
pub fn form_context(account: &AccountId, id: &ApplicationId) -> String {
    format!("application|{account}|{id}")
}

impl Shop {
    /// Writes an application: a new one, or over one that may be written on. Whatever is missing or wrong may be so
    /// until it is sent. Fields of other names are not kept.
    ///
    /// # Errors
    /// It is no longer the account's to write, or too long; or the database failed.
    pub async fn write_application(
        &self,
        who: &SignedIn,
        id: Option<&ApplicationId>,
        service: Service,
        fields: &Fields,
    ) -> Result<ApplicationId, Fault> {
        let now = self.clock.now();
        let known: Vec<_> = fields.iter().filter(|(name, _)| name.parse::<Field>().is_ok()).collect();
        if known.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > FORM_MAX {
            return Err(AppError::TooLong.into());
        }
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let mut application = match id {
            Some(id) => own(&mut tx, &account, id).await?,
            None => new(&mut tx, &account, service, now).await?,
        };
        if application.service != service || !application.state.editable(now) {
            return Err(AppError::TooLate.into());
        }
        let plain = serde_json::to_vec(&known).map_err(|error| internal(&error))?;
        application.form = self.vault.seal(&form_context(&account.id, &application.id), &plain)?;
        application.changed_at = now;
        applications::save(&mut tx, &application).await?;
        self.record(&mut tx, Subject::Application(&application.id), "written", &[service.as_str()]).await?;
        tx.commit().await?;
        Ok(application.id)
    }

    /// Sends an application: it goes to the vendor, or is held until the account's identity is verified.
    ///
    /// # Errors
    /// It is not there, or on its way already; or the database failed. What is wrong with the form is no error of ours.
    pub async fn send_application(
        &self,
        who: &SignedIn,
        id: &ApplicationId,
    ) -> Result<Result<Sent, Vec<Wrong>>, Fault> {
        let at = self.clock.now();
        let mut tx = self.store.write().await?;
        let account = lock_own(&mut tx, who).await?;
        let mut application = own(&mut tx, &account, id).await?;
        let form = match self.read_form(&application)? {
            Ok(form) => form,
            Err(wrong) => return Ok(Err(wrong)),
        };
        if !owns_all(&mut tx, &account, &form).await? {
            return Ok(Err(vec![Wrong { field: Field::Numbers, why: app::domain::service::Why::NotOwned }]));
        }
        let (event, sent) = match cleared(&account) {
            Some(_) => (Event::Clear { at }, Sent::Submitting),
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

    /// The account's applications, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn applications(&self, who: &SignedIn) -> Result<Vec<StoredApplication>, Fault> {
        let mut tx = self.store.read().await?;
        Ok(applications::of_account(&mut tx, &who.account).await?)
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

    /// Commits that the vendor is about to be asked, and says what. `None` when nothing is to be asked: it is not under
    /// way, or no longer cleared, or refused before it left.
    pub(crate) async fn begin_errand(&self, id: &ApplicationId) -> Result<Option<Errand>, Fault> {
        let mut tx = self.store.write().await?;
        let Some((account, mut application)) = locked(&mut tx, id).await? else { return Ok(None) };
        if !application.state.under_way() {
            return Ok(None);
        }
        let cleared = cleared(&account);
        let submit = matches!(application.state, Application::Submitting { .. });
        if cleared.is_none() && matches!(application.state, Application::Submitting { asked: false, .. }) {
            self.move_application(&mut tx, &mut application, Event::Revoked).await?;
            tx.commit().await?;
            return Ok(None);
        }
        let form = self.read_form(&application)?;
        let round = application.state.round();
        let refusal: Option<Vec<Reason>> = match &form {
            // The rules changed since it was sent.
            Err(wrong) => Some(wrong.iter().map(|wrong| Reason::Check(wrong.field)).collect()),
            Ok(form) => (!owns_all(&mut tx, &account, form).await?).then(|| vec![Reason::NumberMissing]),
        };
        if submit {
            self.move_application(&mut tx, &mut application, Event::Ask).await?;
        }
        if let (Some(reasons), true) = (refusal, submit) {
            let word = Word::Rejected { reasons, edit: Edit::Always };
            self.move_application(&mut tx, &mut application, Event::Heard { round, word }).await?;
            tx.commit().await?;
            return Ok(None);
        }
        let twilio = self.carriers.of(&account)?;
        tx.commit().await?;
        let (Some(twilio), Ok(form)) = (twilio, form) else {
            tracing::error!(application = %id, "an application can be asked for nowhere");
            return Ok(None);
        };
        Ok(Some(Errand { twilio, form, round, submit, cleared }))
    }

    /// Takes the vendor's word on a round of an application; where it stands then. A word that is old does nothing.
    pub(crate) async fn hear_of_application(
        &self,
        id: &ApplicationId,
        round: u32,
        word: Word,
    ) -> Result<Option<Application>, Fault> {
        let mut tx = self.store.write().await?;
        let Some((_, mut application)) = locked(&mut tx, id).await? else { return Ok(None) };
        tx.act_as(Actor::Vendor);
        self.move_application(&mut tx, &mut application, Event::Heard { round, word }).await?;
        tx.commit().await?;
        Ok(Some(application.state))
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
        self.record(tx, Subject::Application(&application.id), word, &reasons).await
    }

    /// What was written in an application, as far as it can be sent.
    fn read_form(&self, application: &StoredApplication) -> Result<Result<Form, Vec<Wrong>>, Fault> {
        let plain = self.vault.open(&form_context(&application.account, &application.id), &application.form)?;
        let fields: Vec<(String, String)> = serde_json::from_slice(&plain).map_err(|error| internal(&error))?;
        Ok(Form::parse(application.service, &fields))
    }
}

fn cleared(account: &Account) -> Option<ServiceCleared> {
    gate::clear_service(account.telephony, account.approval.as_ref())
}

/// An application of this account alone.
async fn own(tx: &mut Tx, account: &Account, id: &ApplicationId) -> Result<StoredApplication, Fault> {
    let found = applications::lookup(tx, id).await?.filter(|found| found.account == account.id);
    Ok(found.ok_or(AppError::NotFound)?)
}

async fn new(
    tx: &mut Tx,
    account: &Account,
    service: Service,
    now: app::domain::Timestamp,
) -> Result<StoredApplication, Fault> {
    if applications::of_account(tx, &account.id).await?.len() >= APPLICATIONS_MAX {
        return Err(AppError::HoldLimit.into());
    }
    Ok(StoredApplication {
        id: ids::fresh(),
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

/// Whether the account owns every number of a form: the carrier account may hold those of others too.
async fn owns_all(tx: &mut Tx, account: &Account, form: &Form) -> Result<bool, Fault> {
    for number in form.numbers() {
        if !applications::owns(tx, &account.id, number).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
