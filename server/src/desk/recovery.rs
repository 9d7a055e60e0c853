//! Recovery codes: each stands for a passkey once, for whoever lost theirs.

use app::{
    AppError,
    desk::{Caller, SignedIn},
    domain::UserId,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

use super::{
    Shop,
    attempt::Attempt,
    fault::Fault,
    lock_own,
    sessions::{Key, Proof, hash_token, new_token},
};
use crate::{
    ids,
    store::{
        accounts,
        audit::{Actor, Subject},
        passkeys, recovery_codes, sessions, users,
    },
};

/// Codes that are made at once.
pub(crate) const CODES: usize = 10;
/// Letters of a code: 120 bits, so that a fast hash of it tells nothing (OWASP ASVS 5.0, 6.5.2 asks for 112).
const LETTERS: usize = 24;
/// Letters between two dashes.
const GROUP: usize = 4;
/// Crockford's: none looks like another (crockford.com/base32.html).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new code, as a person writes it down.
pub(crate) fn new_code() -> String {
    let mut noise = [0_u8; LETTERS];
    rand::rng().fill_bytes(&mut noise);
    let letters = noise.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// The form in which a person's code is stored, however they wrote it.
pub(crate) fn hash_code(user: &UserId, code: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(user.as_str());
    hash.update("\n");
    for letter in code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()) {
        let read = match letter {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        hash.update([read as u8]);
    }
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize())
}

impl Shop {
    /// Makes codes anew; those from before are void. Without a passkey there is nothing that one could stand for.
    pub(super) async fn make_recovery_codes(&self, who: &SignedIn) -> Result<Vec<String>, Fault> {
        self.check_proof(who)?;
        let codes: Vec<_> = (0..CODES).map(|_| new_code()).collect();
        let hashes: Vec<_> = codes.iter().map(|code| hash_code(&who.user, code)).collect();
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if passkeys::list(&mut tx, &who.user).await?.is_empty() {
            return Err(AppError::NotFound.into());
        }
        recovery_codes::replace(&mut tx, &who.user, &hashes, None).await?;
        self.record(&mut tx, Subject::Codes(&who.user), "made", &[]).await?;
        tx.commit().await?;
        tracing::info!(user = %who.user, "recovery codes were made");
        Ok(codes)
    }

    /// Signs in by a code alone, for who has neither passkey nor password at hand. Whose role asks for a passkey shows a
    /// code after the password; here theirs is answered like one that is none, and stays good.
    pub(super) async fn sign_in_by_code(&self, caller: &Caller, email: &str, code: &str) -> Result<[String; 2], Fault> {
        let email = email.trim().to_lowercase();
        let mut attempt = Attempt::to_sign_in("code");
        let entered = self.enter_by_code(caller, &email, code, &mut attempt).await;
        Ok([attempt.told(entered)?, self.make_known(caller, &email)])
    }

    /// Uses up a code of whoever has this e-mail, for a session of theirs.
    async fn enter_by_code(
        &self,
        caller: &Caller,
        email: &str,
        code: &str,
        attempt: &mut Attempt,
    ) -> Result<String, Fault> {
        let (user, guess) = self.guessed_at(caller, email, attempt).await?;
        let user = user.filter(|user| !self.needs_passkey(user.role));
        // Nobody has these ids: what is not known takes the same way.
        let (user, account) = user.map_or_else(|| (ids::fresh(), ids::fresh()), |user| (user.id, user.account));
        let mut tx = self.store.write().await?;
        tx.act_as(Actor::User(user.clone()));
        accounts::lock(&mut tx, &account).await?;
        if !recovery_codes::spend(&mut tx, &user, &hash_code(&user, code), self.clock.now()).await? {
            return Err(AppError::WrongCredentials.into());
        }
        self.record(&mut tx, Subject::Codes(&user), "used", &[]).await?;
        Self::forget_guess(&mut tx, &guess).await?;
        let entered = self.enter(&mut tx, caller, &user, Key::Code).await?;
        tx.commit().await?;
        Ok(entered.told())
    }

    /// Shows a code in place of a passkey, after signing in. A wrong one counts like a wrong password.
    pub(super) async fn prove_code(&self, caller: &Caller, code: &str) -> Result<String, Fault> {
        let who = caller.clone().person()?;
        let attempt = Attempt::to_prove("code", &who.user);
        let proven = self.prove_by_code(caller, &who, code).await;
        attempt.told(proven)
    }

    async fn prove_by_code(&self, caller: &Caller, who: &SignedIn, code: &str) -> Result<String, Fault> {
        let old = caller.token.as_deref().ok_or(AppError::SignInNeeded)?;
        let mut tx = self.store.read().await?;
        let user = users::lookup(&mut tx, &who.user).await?.ok_or(AppError::SignInNeeded)?;
        drop(tx);
        let guess = self.count_guess(&self.subjects(caller, &user.email)).await?;
        let (token, now) = (new_token(), self.clock.now());
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if !recovery_codes::spend(&mut tx, &who.user, &hash_code(&who.user, code), now).await? {
            return Err(AppError::WrongCredentials.into());
        }
        self.record(&mut tx, Subject::Codes(&who.user), "used", &[]).await?;
        Self::forget_guess(&mut tx, &guess).await?;
        if !sessions::prove(&mut tx, &hash_token(old), &hash_token(&token), Proof::Passkey.is_strong(), now).await? {
            return Err(AppError::SignInNeeded.into());
        }
        tx.commit().await?;
        Ok(self.cookie.set(&token, self.cookie.seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_written_down() {
        let user: UserId = "u-1".parse().expect("an id");
        let code = "01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";
        for written in [
            "01ABCDEFGHJKMNPQRSTVWXYZ",
            " oiab cdef ghjk mnpq rstv wxyz ",
            "olab-cdef-ghjk-mnpq-rstv-wxyz",
            "OIAB CDEF-GHJK.MNPQ\nRSTVWXYZ",
        ] {
            assert_eq!(hash_code(&user, written), hash_code(&user, code), "{written}");
        }
        assert_ne!(hash_code(&user, "11AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"), hash_code(&user, code));
        assert_ne!(hash_code(&"u-2".parse().expect("an id"), code), hash_code(&user, code), "one person's alone");
    }

    #[test]
    fn codes_are_long_and_never_the_same() {
        let (one, two) = (new_code(), new_code());
        assert_ne!(one, two);
        assert!(one.split('-').all(|group| group.len() == GROUP), "{one}");
        let letters = one.bytes().filter(|letter| ALPHABET.contains(letter)).count();
        assert_eq!((letters, one.len()), (LETTERS, LETTERS + LETTERS / GROUP - 1), "{one}");
        assert!(letters * usize::try_from(ALPHABET.len().ilog2()).expect("few") >= 112, "bits");
    }
}
