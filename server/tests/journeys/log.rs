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

/// A line that tells all of this of one of these requests.
pub fn line(told: &[&str], ids: &[String]) -> Option<String> {
    let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8_lossy(&heard);
    let found = text
        .lines()
        .find(|line| told.iter().all(|word| line.contains(word)) && ids.iter().any(|id| line.contains(id.as_str())));
    found.map(str::to_owned)
}
