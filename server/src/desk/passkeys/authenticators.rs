//! What authenticators are asked, and how their answers are checked: the library behind the types of the store.

use app::{AppError, domain::PasskeyId};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::{
    desk::fault::{Fault, internal},
    store::{passkeys::StoredPasskey, users::User},
};

/// What the person reads when the browser asks which site wants a passkey.
const SITE: &str = "PlusOne";

/// What an authenticator was asked, as its answer is checked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Asked {
    /// To make a passkey.
    Register(PasskeyRegistration),
    /// For any passkey of this site; whose it is tells who signs in.
    Enter(DiscoverableAuthentication),
    /// For a passkey of one person.
    Prove(PasskeyAuthentication),
}

/// The site as authenticators know it: passkeys belong to its host name.
#[derive(Clone, Debug)]
pub struct Authenticators(Webauthn);

impl Authenticators {
    /// Of the site at `public_url`; `None` where that has no host name, for a bare address cannot have passkeys.
    #[must_use]
    pub fn of_site(public_url: &str) -> Option<Self> {
        let url: Url = public_url.parse().ok()?;
        let host = url.domain()?;
        WebauthnBuilder::new(host, &url).ok()?.rp_name(SITE).build().ok().map(Self)
    }

    /// Asks to make a passkey for `user`, who has `known` ones. It must be one that the authenticator finds by itself:
    /// then nobody has to say who they are before it is asked, and nothing has to be said of who has one.
    pub(super) fn ask_to_register(&self, user: &User, known: &[StoredPasskey]) -> Result<(String, Asked), Fault> {
        let handle = Uuid::parse_str(user.id.as_str()).map_err(|error| internal(&error))?;
        let known = known.iter().map(passkey).map(|known| known.map(|known| known.cred_id().clone()));
        let known = known.collect::<Result<_, _>>()?;
        let asked = self.0.start_passkey_registration(handle, &user.email, &user.email, Some(known));
        let (options, state) = asked.map_err(|error| internal(&error))?;
        let mut options = json(&options)?;
        let choice = &mut options["publicKey"]["authenticatorSelection"];
        choice["residentKey"] = json!("required");
        choice["requireResidentKey"] = json!(true);
        Ok((options["publicKey"].to_string(), Asked::Register(state)))
    }

    /// Asks for any passkey.
    pub(super) fn ask_anybody(&self) -> Result<(String, Asked), Fault> {
        let (options, state) = self.0.start_discoverable_authentication().map_err(|error| internal(&error))?;
        Ok((json(&options)?["publicKey"].to_string(), Asked::Enter(state)))
    }

    /// Asks for one of these passkeys.
    pub(super) fn ask_for(&self, known: &[StoredPasskey]) -> Result<(String, Asked), Fault> {
        let known = known.iter().map(passkey).collect::<Result<Vec<_>, _>>()?;
        let (options, state) = self.0.start_passkey_authentication(&known).map_err(|error| internal(&error))?;
        Ok((json(&options)?["publicKey"].to_string(), Asked::Prove(state)))
    }

    /// The passkey that was made.
    pub(super) fn registered(&self, state: &PasskeyRegistration, answer: &str) -> Result<MadePasskey, Fault> {
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let made = self.0.finish_passkey_registration(&answer, state).map_err(|error| refused(&error))?;
        Ok(MadePasskey {
            credential_id: BASE64_URL_SAFE_NO_PAD.encode(made.cred_id().as_slice()),
            credential: json(&made)?.to_string(),
        })
    }

    /// Which passkey an answer claims to be of: the authenticator's name for it, and its owner's id.
    pub(super) fn claimed(&self, answer: &str) -> Result<(String, String), Fault> {
        let answer: PublicKeyCredential = read(answer)?;
        let found = self.0.identify_discoverable_authentication(&answer).map_err(|error| refused(&error))?;
        Ok((BASE64_URL_SAFE_NO_PAD.encode(found.1), found.0.to_string()))
    }

    /// Checks an answer to [`Self::ask_anybody`] by the passkey that it claims to be of.
    pub(super) fn entered(
        &self,
        state: DiscoverableAuthentication,
        answer: &str,
        stored: &StoredPasskey,
    ) -> Result<UsedPasskey, Fault> {
        let known = passkey(stored)?;
        let result = self.0.finish_discoverable_authentication_v2(&read(answer)?, state, &known);
        used(stored, known, &result.map_err(|error| refused(&error))?)
    }

    /// Checks an answer to [`Self::ask_for`]; `known` are the passkeys that the person has now.
    pub(super) fn proven(
        &self,
        state: &PasskeyAuthentication,
        answer: &str,
        known: &[StoredPasskey],
    ) -> Result<UsedPasskey, Fault> {
        let result = self.0.finish_passkey_authentication(&read(answer)?, state).map_err(|error| refused(&error))?;
        let id = BASE64_URL_SAFE_NO_PAD.encode(result.cred_id().as_slice());
        // One that was removed since it was asked for proves nothing.
        let stored = known.iter().find(|known| known.credential_id == id).ok_or(AppError::PasskeyRefused)?;
        used(stored, passkey(stored)?, &result)
    }
}

/// A passkey that an authenticator made.
pub(super) struct MadePasskey {
    /// The authenticator's own name for it.
    pub credential_id: String,
    /// Its public key and what is to be remembered of it.
    pub credential: String,
}

/// A passkey that somebody showed, with what is to be remembered of it now.
pub(super) struct UsedPasskey {
    /// Its name.
    pub id: PasskeyId,
    /// To be stored.
    pub credential: String,
}

fn used(stored: &StoredPasskey, mut known: Passkey, result: &AuthenticationResult) -> Result<UsedPasskey, Fault> {
    known.update_credential(result);
    Ok(UsedPasskey { id: stored.id.clone(), credential: json(&known)?.to_string() })
}

fn passkey(stored: &StoredPasskey) -> Result<Passkey, Fault> {
    Ok(serde_json::from_str(&stored.credential).map_err(|error| internal(&error))?)
}

fn json(value: &impl Serialize) -> Result<Value, Fault> {
    Ok(serde_json::to_value(value).map_err(|error| internal(&error))?)
}

/// What comes from a browser may be anything.
fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Fault> {
    Ok(serde_json::from_str(answer).map_err(|_| AppError::PasskeyRefused)?)
}

/// The person learns that it was refused; why is for whoever keeps the store, and names nobody.
fn refused(error: &WebauthnError) -> AppError {
    tracing::warn!(%error, "a passkey was refused");
    AppError::PasskeyRefused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_a_name_has_no_passkeys() {
        for named in ["https://numbers.example", "http://localhost:3000", "https://a.b.example:8443"] {
            assert!(Authenticators::of_site(named).is_some(), "{named}");
        }
        for bare in ["http://127.0.0.1:3000", "https://[::1]:3000", "nothing"] {
            assert!(Authenticators::of_site(bare).is_none(), "{bare}");
        }
    }
}
