//! Who is signed in, and how their account stands.

use app::{
    AppError,
    desk::{SignedIn, Standing, UNREAD_MOST, Viewer},
    domain::{Role, Telephony, verification::Verification},
};

use super::{Shop, fault::Fault};
use crate::store::{Tx, accounts, accounts::Account, notices, users};

impl Shop {
    pub(super) async fn viewer(&self, who: &SignedIn) -> Result<Viewer, Fault> {
        let mut tx = self.store.read().await?;
        let account = accounts::lookup(&mut tx, &who.account).await?.ok_or(AppError::SignInNeeded)?;
        self.viewer_of(&mut tx, who, account).await
    }

    /// The signed-in person and how their account stands.
    pub(super) async fn viewer_of(&self, tx: &mut Tx, who: &SignedIn, account: Account) -> Result<Viewer, Fault> {
        let user = users::lookup(tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        let case = self.case(tx, &who.account).await?;
        let standing = match (account.telephony, &account.approval, case.map(|case| case.state)) {
            (Telephony::OwnCarrier, ..) => Standing::OwnCarrier,
            (Telephony::LcPhone, Some(_), _) => Standing::Verified,
            (_, None, Some(Verification::Submitted { .. })) => Standing::Checking,
            (_, None, Some(Verification::UnderReview { .. })) => Standing::UnderReview,
            (_, None, Some(Verification::Declined)) => Standing::Declined,
            (_, None, _) => Standing::NotVerified,
        };
        let unread = notices::unread(tx, &who.account, &who.user, UNREAD_MOST.into()).await?;
        let unread = u32::try_from(unread).unwrap_or(UNREAD_MOST);
        let (id, operates) = (account.id, who.role == Role::Operator);
        let (account, telephony) = (account.name, account.telephony);
        Ok(Viewer { id, account, email: user.email, telephony, standing, operates, unread })
    }
}
