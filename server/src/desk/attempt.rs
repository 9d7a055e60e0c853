//! What the log tells of somebody who shows who they are: by which way, and how it ended. It knows people by their id;
//! of a try for an e-mail that nobody has it says no more than that.

use app::{AppError, domain::UserId};
use tracing::field::display;

use super::fault::Fault;

/// How it ended.
#[derive(Clone, Copy, Debug)]
enum End {
    /// It is them.
    Right,
    /// What they showed does not fit.
    Wrong,
    /// What they showed fits, or nothing was shown, and yet they may not in.
    Refused,
    /// Too many were wrong of late: it was not looked at.
    TooMany,
    /// Nobody waited for the answer, or there was none.
    Unanswered,
}

/// A try to sign in, or to show once more who one is. The log is told when it is dropped: hanging up hides none.
#[derive(Debug)]
pub(super) struct Attempt {
    what: &'static str,
    by: &'static str,
    end: End,
    /// Who it is, or would be.
    pub user: Option<UserId>,
}

impl Attempt {
    /// Somebody wants in by this way.
    pub const fn to_sign_in(by: &'static str) -> Self {
        Self { what: "sign-in", by, end: End::Unanswered, user: None }
    }

    /// Somebody who is in, or at the door, shows that it is still them.
    pub fn to_prove(by: &'static str, user: &UserId) -> Self {
        Self { what: "proof", by, end: End::Unanswered, user: Some(user.clone()) }
    }

    /// Passes on how it ended.
    pub fn told<T>(mut self, end: Result<T, Fault>) -> Result<T, Fault> {
        self.end = match &end {
            Ok(_) => End::Right,
            Err(Fault::Told(AppError::WrongCredentials | AppError::PasskeyRefused)) => End::Wrong,
            Err(Fault::Told(AppError::TooMany { .. })) => End::TooMany,
            Err(Fault::Told(
                AppError::NotFound | AppError::EmailTaken | AppError::Password(_) | AppError::PeopleLimit,
            )) => End::Refused,
            Err(_) => End::Unanswered,
        };
        end
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let Self { what, by, end, user } = &*self;
        let user = user.as_ref().map(display);
        match end {
            End::Right | End::Refused | End::Unanswered => tracing::info!(user, by, ?end, "{what}"),
            End::Wrong | End::TooMany => tracing::warn!(user, by, ?end, "{what}"),
        }
    }
}
