//! What the pages of the compliance services show.

use app::{
    AppError,
    desk::{ApplicationSummary, Filled, OpenApplication, ServiceView, ServicesView, SignedIn},
    domain::{
        AccountId, ApplicationId, Service, Timestamp,
        service::{Application, Edit, Field},
    },
};

use super::{
    Shop,
    applications::{cleared, own},
    fault::Fault,
    orders::is_the_buyers,
};
use crate::{
    ids,
    store::{
        Tx, accounts,
        accounts::Account,
        applications::{self, StoredApplication},
    },
};

/// Applications shown beside the verification.
const SENT_SHOWN: usize = 10;

/// What a business is in every form that asks for it.
const OF_THE_BUSINESS: [Field; 19] = [
    Field::BusinessName,
    Field::BusinessType,
    Field::Industry,
    Field::RegistrationAuthority,
    Field::RegistrationNumber,
    Field::Regions,
    Field::Website,
    Field::Street,
    Field::StreetLine2,
    Field::City,
    Field::State,
    Field::PostalCode,
    Field::Country,
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Phone,
    Field::JobTitle,
    Field::JobPosition,
];

impl Shop {
    pub(super) async fn services(&self, who: &SignedIn) -> Result<ServicesView, Fault> {
        let mut tx = self.store.read().await?;
        let account = account(&mut tx, who).await?;
        let stored = applications::of_account(&mut tx, &account.id).await?;
        let applications = stored.iter().map(|it| self.summary(it)).collect::<Result<_, _>>()?;
        Ok(ServicesView { applications, verify_first: cleared(&account).is_none() })
    }

    pub(super) async fn service(
        &self,
        who: &SignedIn,
        service: Service,
        application: Option<&ApplicationId>,
        check: bool,
    ) -> Result<ServiceView, Fault> {
        let mut tx = self.store.read().await?;
        let account = account(&mut tx, who).await?;
        let open = match application {
            Some(id) => Some(self.open(&mut tx, &account, service, id, check).await?),
            None => None,
        };
        let stored = applications::of_account(&mut tx, &account.id).await?;
        let known = match stored.first() {
            Some(newest) => {
                self.filled(newest)?.into_iter().filter(|(name, _)| OF_THE_BUSINESS.contains(name)).collect()
            }
            None => Filled::new(),
        };
        let of_service = stored.iter().filter(|it| it.service == service);
        let applications = of_service.map(|it| self.summary(it)).collect::<Result<_, _>>()?;
        let mut numbers = match self.carriers.of(&account)? {
            Some(twilio) => applications::owned_numbers(&mut tx, &account.id, twilio.account_sid()).await?,
            None => Vec::new(),
        };
        numbers.retain(|number| service.takes(number));
        let verify_first = cleared(&account).is_none();
        let case = self.case(&mut tx, &account.id).await?.map(|case| case.state);
        let verify_next = verify_first && is_the_buyers(case.as_ref());
        Ok(ServiceView { applications, open, fresh: ids::fresh(), known, numbers, verify_first, verify_next })
    }

    /// What stands beside the verification: applications that wait for it, or do no more.
    pub(super) async fn sent_applications(
        &self,
        tx: &mut Tx,
        account: &AccountId,
    ) -> Result<Vec<ApplicationSummary>, Fault> {
        let stored = applications::of_account(tx, account).await?;
        let sent = stored.iter().filter(|it| !matches!(it.state, Application::Draft { .. }));
        sent.take(SENT_SHOWN).map(|it| self.summary(it)).collect()
    }

    async fn open(
        &self,
        tx: &mut Tx,
        account: &Account,
        service: Service,
        id: &ApplicationId,
        check: bool,
    ) -> Result<OpenApplication, Fault> {
        let stored = own(tx, account, id).await?;
        if stored.service != service {
            return Err(AppError::NotFound.into());
        }
        let editable = stored.state.editable(self.clock.now());
        let wrong = match self.carriers.of(account)? {
            Some(twilio) if check && editable => self.wrong(tx, account, &stored, &twilio).await?,
            _ => Vec::new(),
        };
        let (summary, filled) = (self.summary(&stored)?, self.filled(&stored)?);
        Ok(OpenApplication { summary, filled, editable, wrong })
    }

    fn summary(&self, stored: &StoredApplication) -> Result<ApplicationSummary, Fault> {
        let filled = self.filled(stored)?;
        let named = |field| filled.iter().find(|(name, _)| *name == field).map(|(_, value)| value.trim().to_owned());
        let name = named(Field::DisplayName).filter(|name| !name.is_empty()).or_else(|| named(Field::BusinessName));
        let numbers = filled.iter().filter(|(name, _)| *name == Field::Numbers);
        let numbers = numbers.flat_map(|(_, value)| value.lines()).filter_map(|line| line.trim().parse().ok());
        Ok(ApplicationSummary {
            id: stored.id.clone(),
            service: stored.service,
            state: as_it_stands(stored.state.clone(), self.clock.now()),
            name: name.unwrap_or_default(),
            numbers: numbers.collect(),
            changed_at: stored.changed_at,
        })
    }

    fn filled(&self, stored: &StoredApplication) -> Result<Filled, Fault> {
        let fields = self.fields(stored)?;
        Ok(fields.into_iter().filter_map(|(name, value)| Some((name.parse().ok()?, value))).collect())
    }
}

/// A refusal that could be mended until a day that is over cannot be mended.
fn as_it_stands(state: Application, now: Timestamp) -> Application {
    match state {
        Application::Rejected { round, reasons, edit: Edit::Until(end) } if end <= now => {
            Application::Rejected { round, reasons, edit: Edit::Never }
        }
        state => state,
    }
}

async fn account(tx: &mut Tx, who: &SignedIn) -> Result<Account, Fault> {
    Ok(accounts::lookup(tx, &who.account).await?.ok_or(AppError::SignInNeeded)?)
}
