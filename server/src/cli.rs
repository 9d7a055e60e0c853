//! The commands of `plusone`.

use app::domain::{Role, Telephony};
use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// PlusOne, a phone-number store that knows who buys +1 numbers.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    /// A TOML file with settings; the environment wins over it.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the store; creates and migrates its database.
    Serve,
    /// Bring the database to this version.
    Migrate,
    /// Add own numbers from a CSV file: e164,country,region,locality,type,voice,sms,mms,monthly_cents.
    ImportNumbers {
        /// The file.
        file: PathBuf,
    },
    /// Compare the books with the carriers' lists; the same runs every night while the store is served.
    ///
    /// Numbers at a carrier that carry the tag of a line on its way are booked. Every other number on which books and
    /// carrier do not agree is listed with what to do about it. Exits with 0 when nothing is left to do, and with 1
    /// when something is left for a person, or a carrier could not be read.
    Reconcile,
    /// Write a copy of a SQLite database to a new file, while the store is served.
    ///
    /// The copy holds no pictures and no sessions. For PostgreSQL it says which command makes one.
    Backup {
        /// The file.
        file: PathBuf,
    },
    /// Wrap what older secret keys sealed under the current one, while the store is served.
    ///
    /// Afterwards PLUSONE_OLD_SECRET_KEYS is needed no more. Exits with 1 when something is left that no key opens.
    RewrapKeys,
    /// The audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Print what readers said of the help, a line each, the newest first.
    ///
    /// When (UTC), which page, whether it helped, the account of who was signed in, and the comment.
    Feedback,
    /// Run the emulators of the vendors as a process of their own, for tests.
    Emulate {
        /// Where to listen.
        #[arg(long)]
        addr: SocketAddr,
        /// The file in which they remember what they sold.
        #[arg(long)]
        ledger: PathBuf,
    },
    /// Manage people.
    #[command(subcommand)]
    User(UserCommand),
}

/// What to do with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Look whether it is as it was written, and print the head of each chain.
    ///
    /// Names the first entry that was changed or is missing, and exits with 1. That the last entries of a chain are
    /// missing shows only against heads that were printed before: keep them elsewhere.
    Verify {
        /// A file with heads that were printed before.
        #[arg(long)]
        head: Option<PathBuf>,
    },
}

/// What to do with people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person: the password is the first line of standard input, the own carrier's token the second.
    Add(NewUser),
    /// Let a person in again who lost their passkey and their recovery codes.
    ///
    /// Takes their passkeys, recovery codes, sessions and open invites away and prints a code that is good once and for
    /// an hour: with it and the password they sign in and add a new passkey. Be sure of who asks.
    Recover {
        /// E-mail.
        #[arg(long)]
        email: String,
    },
}

/// A person to add.
#[derive(Debug, Args)]
pub struct NewUser {
    /// E-mail.
    #[arg(long)]
    pub email: String,
    /// The account's name; made if it is new.
    #[arg(long)]
    pub account: String,
    /// Whose carrier the account uses: lc-phone or own.
    #[arg(long)]
    pub telephony: Telephony,
    /// What the person may do: buyer, admin or operator.
    #[arg(long)]
    pub role: Role,
    /// The account's own carrier account (AC…).
    #[arg(long)]
    pub carrier_sid: Option<String>,
}
