//! What the house writes into its log, as in production: to see that nothing personal is in it.

use std::{
    io,
    sync::{LazyLock, Mutex, PoisonError},
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

static HEARD: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LISTENING: LazyLock<()> = LazyLock::new(|| {
    let filter = EnvFilter::new("info,sqlx=warn");
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Ear).init();
});

struct Ear;

impl io::Write for Ear {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        HEARD.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Ear {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

/// Writes down what is logged from now on, by every test of this run.
pub fn listen() {
    LazyLock::force(&LISTENING);
}

/// Whether this was logged. Tests run beside each other, so it must be something that no other test says.
pub fn tells(what: &str) -> bool {
    String::from_utf8_lossy(&HEARD.lock().unwrap_or_else(PoisonError::into_inner)).contains(what)
}
