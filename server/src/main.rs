//! The `plusone` program.

use app::AppError;
use clap::Parser as _;
use plusone::{
    add_user, audit, backup,
    cli::{AuditCommand, Cli, Command, UserCommand},
    clock::Clock,
    config::{self, Config},
    demo,
    desk::fault::chain,
    emulators, feedback, import, reconcile, recover, rewrap,
    serve::{self, StartError},
};
use rustix::{fs::Mode, process::umask};
use std::{io::IsTerminal as _, process::ExitCode};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The passkey library repeats what authenticators sent; the store says itself what it refused and why.
const LOGGED: &str = "info,sqlx=warn,webauthn_rs=off,webauthn_rs_core=off";

// Two workers at least: a page that is rendered on a machine with one core must not stall the others.
fn main() -> ExitCode {
    // What is written is nobody else's to read, whatever the shell or the service manager allows.
    umask(Mode::RWXG | Mode::RWXO);
    let filter = EnvFilter::try_from_env("PLUSONE_LOG").unwrap_or_else(|_| EnvFilter::new(LOGGED));
    // Colours are for a terminal; in a file they come between a name and its value.
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
    let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(cores).enable_all().build();
    let ran = runtime.map_err(StartError::from).and_then(|runtime| runtime.block_on(run(Cli::parse())));
    match ran {
        Ok(code) => code,
        Err(error) => {
            eprintln!("plusone: {}", chain(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, StartError> {
    let load = || Config::load(cli.config.as_deref(), config::Mode::Production);
    match cli.command {
        Command::Serve => serve::serve(load()?, stopped()).await?,
        Command::Migrate => serve::open(&load()?).await?.migrate().await?,
        Command::ImportNumbers { file } => {
            let store = serve::open(&load()?).await?;
            store.migrate().await?;
            let imported = import::import(&store, std::fs::File::open(file)?).await?;
            for refused in &imported.refused {
                eprintln!("line {}: {}", refused.line, refused.reason);
            }
            println!("{} added, {} known, {} refused", imported.added, imported.known, imported.refused.len());
        }
        Command::Reconcile => {
            let shop = serve::desk(&load()?).await?;
            let report = reconcile::reconcile(&shop).await.map_err(AppError::from)?;
            shop.store.close().await;
            report.write(std::io::stdout().lock())?;
            if report.left() > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Backup { file } => {
            let config = load()?;
            tokio::select! {
                done = backup::backup(&config.database_url, &file) => done?,
                () = stopped() => return Err("stopped; nothing was written".into()),
            }
            println!("{}", file.display());
        }
        Command::RewrapKeys => {
            let config = load()?;
            let store = serve::open(&config).await?;
            store.migrate().await?;
            let vault = serve::vault(&config)?;
            let key = audit::key(&store, &vault).await?;
            let done = rewrap::rewrap(&store, &vault, &key).await.map_err(AppError::from)?;
            store.close().await;
            println!("{done}");
            if done.closed > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Audit(AuditCommand::Verify { head }) => {
            let config = load()?;
            let noted = head.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
            let noted = audit::noted(&noted)?;
            let store = serve::open(&config).await?;
            store.migrate().await?;
            let key = audit::key(&store, &serve::vault(&config)?).await?;
            let whole = audit::verify(&store, &key, &noted).await?;
            store.close().await;
            whole.write(std::io::stdout().lock())?;
            eprintln!("{} entries in {} chains, as they were written", whole.entries, whole.heads.len());
        }
        Command::Feedback => {
            let store = serve::open(&load()?).await?;
            store.migrate().await?;
            feedback::write(&store, std::io::stdout().lock()).await?;
            store.close().await;
        }
        Command::Emulate { addr, ledger } => {
            let listener = tokio::net::TcpListener::bind(addr).await?;
            let config = Config::load(cli.config.as_deref(), config::Mode::Demo)?;
            let settings = demo::vendors::settings(&config, &config.public_url, ledger);
            emulators::serve(listener, settings, stopped()).await?;
        }
        Command::User(UserCommand::Add(new)) => {
            let config = load()?;
            let store = serve::open(&config).await?;
            store.migrate().await?;
            let ours = config.twilio.account.as_ref().map(|(sid, _)| sid.as_str());
            let vault = serve::vault(&config)?;
            let key = audit::key(&store, &vault).await?;
            let input = std::io::stdin().lock();
            let code = add_user::add(&store, &vault, &key, &config.policy, ours, &new, input).await?;
            println!("{} may sign in", new.email);
            if let Some(code) = code {
                println!("the first time with this code, which is good once and for an hour: {code}");
            }
        }
        Command::User(UserCommand::Recover { email }) => {
            let config = load()?;
            let store = serve::open(&config).await?;
            store.migrate().await?;
            let key = audit::key(&store, &serve::vault(&config)?).await?;
            println!("{}", recover::recover(&store, &key, &config.policy, &Clock::system(), &email).await?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Completes on Ctrl-C or SIGTERM.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
