//! `plusone audit verify`: whether the audit trail is as it was written.
//!
//! A chain shows by itself that an entry was changed, or is missing between two others. That its *last* entries are
//! missing shows only against a head that was noted before: keep what this prints where the database's owner cannot
//! write.

use rand::Rng as _;
use std::{
    fmt,
    io::{self, Write},
    str::FromStr,
};
use zeroize::Zeroizing;

use crate::{
    store::{
        Store, StoreError,
        audit::{self, AuditKey, Entry},
        house,
    },
    vault::{Vault, VaultError},
};

/// Entries that are read at once.
const PAGE: i64 = 1_000;
/// What the sealed key is bound to.
pub const KEY_CONTEXT: &str = "audit-key";

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The settings changed.
    #[error(
        "the key of the audit trail does not open ({0}): if PLUSONE_SECRET_KEY was changed, the key before it belongs \
        in PLUSONE_OLD_SECRET_KEYS"
    )]
    Closed(#[from] VaultError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The key of this database's audit trail; made if there is none.
///
/// # Errors
/// The database failed, or the key was sealed with a key that is not among the settings.
pub async fn key(store: &Store, vault: &Vault) -> Result<AuditKey, KeyError> {
    let mut tx = store.read().await?;
    if let Some(sealed) = house::audit_key(&mut tx).await? {
        return opened(vault, &sealed);
    }
    drop(tx);
    let mut fresh = Zeroizing::new([0; 32]);
    rand::rng().fill_bytes(&mut *fresh);
    let mut tx = store.write().await?;
    let sealed = house::add_audit_key(&mut tx, &vault.seal(KEY_CONTEXT, &*fresh)?).await?;
    tx.commit().await?;
    opened(vault, &sealed)
}

fn opened(vault: &Vault, sealed: &[u8]) -> Result<AuditKey, KeyError> {
    let key = vault.open(KEY_CONTEXT, sealed)?;
    let key = <[u8; 32]>::try_from(&key[..]).map_err(|_| VaultError::Malformed)?;
    Ok(AuditKey::new(Zeroizing::new(key)))
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The account, or `house`.
    pub chain: String,
    /// How many entries it has.
    pub seq: i64,
    /// The hash of the last one.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.chain, self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = ();
    fn from_str(line: &str) -> Result<Self, ()> {
        let mut words = line.split_whitespace();
        let (Some(chain), Some(seq), Some(hash), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(());
        };
        Ok(Self { chain: chain.to_owned(), seq: seq.parse().map_err(|_| ())?, hash: hash.to_owned() })
    }
}

/// The first place where a chain is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// What an entry says is not what was written.
    #[error("entry {seq} of {chain} was changed")]
    Changed {
        /// The chain.
        chain: String,
        /// The entry.
        seq: i64,
    },
    /// Entries are not there.
    #[error("entry {seq} of {chain} is missing")]
    Missing {
        /// The chain.
        chain: String,
        /// The first of them.
        seq: i64,
    },
    /// An entry does not follow the one before it.
    #[error("entry {seq} of {chain} does not follow the one before it")]
    Unlinked {
        /// The chain.
        chain: String,
        /// The entry.
        seq: i64,
    },
    /// An entry is not the one that was noted.
    #[error("entry {seq} of {chain} is not the one that was noted")]
    Replaced {
        /// The chain.
        chain: String,
        /// The entry.
        seq: i64,
    },
}

/// Why a trail was not found good.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// It is not as it was written.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The file of heads has a line that is none.
    #[error("line {0} of the noted heads is none")]
    Noted(usize),
    /// The file cannot be read, or the heads not be written.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A trail that is as it was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// All entries.
    pub entries: u64,
    /// The end of each chain.
    pub heads: Vec<Head>,
}

impl Whole {
    /// Writes each head in a line of its own.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        self.heads.iter().try_for_each(|head| writeln!(out, "{head}"))
    }

    /// Takes the next entry.
    fn step(&mut self, key: &AuditKey, entry: &Entry) -> Result<(), Broken> {
        let (chain, seq) = (entry.chain.clone(), entry.seq);
        let last = self.heads.last().filter(|last| last.chain == chain);
        let (before, prev) = last.map_or((0, ""), |last| (last.seq, last.hash.as_str()));
        if seq != before + 1 {
            return Err(Broken::Missing { chain, seq: before + 1 });
        } else if entry.right_hash(key) != entry.hash {
            return Err(Broken::Changed { chain, seq });
        } else if entry.prev != prev {
            return Err(Broken::Unlinked { chain, seq });
        }
        let head = Head { chain, seq, hash: entry.hash.clone() };
        match self.heads.last_mut().filter(|last| last.chain == head.chain) {
            Some(last) => *last = head,
            None => self.heads.push(head),
        }
        self.entries += 1;
        Ok(())
    }
}

/// Reads heads as [`Whole::write`] wrote them.
///
/// # Errors
/// A line is none.
pub fn noted(text: &str) -> Result<Vec<Head>, AuditError> {
    text.lines().enumerate().map(|(at, line)| line.parse().map_err(|()| AuditError::Noted(at + 1))).collect()
}

/// Walks every chain from its first entry to its last, and looks for the heads that were noted before.
///
/// # Errors
/// The first place where the trail is not as it was written, or our own failure.
pub async fn verify(store: &Store, key: &AuditKey, noted: &[Head]) -> Result<Whole, AuditError> {
    let mut tx = store.read().await?;
    let mut whole = Whole::default();
    loop {
        let after = whole.heads.last().map_or((String::new(), 0), |last| (last.chain.clone(), last.seq));
        let page = audit::page(&mut tx, (&after.0, after.1), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            whole.step(key, entry)?;
        }
    }
    for Head { chain, seq, hash } in noted.iter().cloned() {
        match audit::hash_at(&mut tx, &chain, seq).await? {
            None => return Err(Broken::Missing { chain, seq }.into()),
            Some(found) if found != hash => return Err(Broken::Replaced { chain, seq }.into()),
            Some(_) => {}
        }
    }
    Ok(whole)
}
