//! A PostgreSQL of the test's own, because it is restarted. `TEST_POSTGRES_BIN` names the folder of its programs.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// A running server on a socket of its own.
pub struct Cluster {
    bin: PathBuf,
    folder: TempDir,
}

impl Cluster {
    /// Makes and starts one; `None` when no programs are named.
    pub fn start() -> Option<Self> {
        let bin = PathBuf::from(std::env::var_os("TEST_POSTGRES_BIN")?);
        let cluster = Self { bin, folder: tempfile::tempdir().expect("a folder") };
        if is_root() {
            // PostgreSQL refuses to run as root.
            let folder = cluster.folder.path();
            assert!(Command::new("chown").arg(servant()).arg(folder).status().expect("chown").success());
        }
        let data = cluster.data();
        let data = data.to_str().expect("a path");
        cluster.run("initdb", &["-D", data, "-U", "plusone", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
        cluster.up();
        Some(cluster)
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("postgres://plusone@localhost/postgres?host={}", self.folder.path().display())
    }

    /// Stops it as a crash does, and starts it again.
    pub fn restart(&self) {
        self.down();
        self.up();
    }

    fn up(&self) {
        let socket = format!("-k {} -c listen_addresses= -c fsync=off", self.folder.path().display());
        let log = self.folder.path().join("log");
        let (data, log) = (self.data(), log.to_str().expect("a path").to_owned());
        self.run("pg_ctl", &["-D", data.to_str().expect("a path"), "-l", &log, "-w", "-s", "-o", &socket, "start"]);
    }

    fn down(&self) {
        assert!(self.stop(), "it stops");
    }

    fn stop(&self) -> bool {
        let data = self.data();
        let stop = ["-D", data.to_str().expect("a path"), "-m", "immediate", "-w", "-s", "stop"];
        self.command("pg_ctl").args(stop).status().is_ok_and(|ended| ended.success())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let ended = self.command(program).args(arguments).status().expect("it runs");
        assert!(ended.success(), "{program} {arguments:?}");
    }

    fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", &servant(), "--"]).arg(&program);
            runuser
        } else {
            Command::new(&program)
        };
        command.current_dir("/").stdout(Stdio::null());
        command
    }
}

/// Whom the server runs as where the tests run as root: `TEST_POSTGRES_USER`, or whom the packages make.
fn servant() -> String {
    std::env::var("TEST_POSTGRES_USER").unwrap_or_else(|_| "postgres".to_owned())
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(Path::new("/proc/self")).is_ok_and(|me| me.uid() == 0)
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // A failed test has words of its own.
        self.stop();
    }
}
