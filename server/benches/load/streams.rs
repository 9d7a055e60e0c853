//! Ten thousand event streams at one node, on which nothing happens.

use futures::{StreamExt as _, stream};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{fmt, fs, io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

use super::house::House;

/// Streams.
const COUNT: usize = 10_000;
/// Of them opened at once.
const AT_ONCE: usize = 64;
/// How long one may take to say its first word.
const WITHIN: Duration = Duration::from_secs(30);
/// Longer than a pulse: every stream is looked after at least once.
const PULSE: Duration = Duration::from_secs(20);
/// Files that driver and nodes may have open.
const FILES: u64 = 25_000;

/// What the streams cost the node.
pub struct Streams {
    /// Its memory without them.
    before: f64,
    /// Its memory with all of them open, at its largest.
    pub megabytes: f64,
    /// What it took of a core while nothing happened.
    core: f64,
    /// Streams that were not opened, or did not last.
    pub lost: usize,
}

/// Lets this process, and those that it starts, have so many connections.
pub fn allow_many() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let most = Some(maximum.map_or(FILES, |maximum| maximum.max(FILES)));
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(FILES), maximum: most });
    // Only root may go beyond the maximum.
    let raised = raised.or_else(|_| setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }));
    raised.expect("the limit of open files is raised");
}

/// Opens them at the first node, with these sessions in turn.
pub async fn run(house: &House, sessions: &[String]) -> Streams {
    let (addr, node) = &house.nodes[0];
    let pid = node.0.id();
    let before = megabytes(pid);
    let opening = sessions.iter().cycle().take(COUNT).map(|cookie| open(*addr, cookie));
    let opened: Vec<io::Result<TcpStream>> = stream::iter(opening).buffer_unordered(AT_ONCE).collect().await;
    let open: Vec<TcpStream> = opened.into_iter().filter_map(Result::ok).collect();
    let at_first = megabytes(pid);
    let spent = seconds(pid);
    sleep(PULSE).await;
    let core = (seconds(pid) - spent) / PULSE.as_secs_f64();
    let lasting = open.iter().filter(|stream| lasts(stream)).count();
    Streams { before, megabytes: megabytes(pid).max(at_first), core, lost: COUNT - lasting }
}

/// Opens a stream and reads its first event.
async fn open(addr: SocketAddr, cookie: &str) -> io::Result<TcpStream> {
    let opening = async {
        let mut stream = TcpStream::connect(addr).await?;
        let request =
            format!("GET /events HTTP/1.1\r\nhost: {addr}\r\naccept: text/event-stream\r\ncookie: {cookie}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut read = Vec::new();
        while !String::from_utf8_lossy(&read).contains("event: build\n") {
            if stream.read_buf(&mut read).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(stream)
    };
    timeout(WITHIN, opening).await?
}

/// Whether it is still open: what came since is read.
fn lasts(stream: &TcpStream) -> bool {
    let mut some = [0; 4_096];
    loop {
        match stream.try_read(&mut some) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => return error.kind() == io::ErrorKind::WouldBlock,
        }
    }
}

/// What a process has in memory, in millions of bytes.
fn megabytes(pid: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).expect("its status");
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kibibytes * 1_024.0 / 1e6
}

/// What a process has spent of the cores, in seconds.
fn seconds(pid: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).expect("its state");
    // Behind the program's name, which may hold anything, the 12th and 13th field, in hundredths (proc(5)).
    let fields = text.rsplit_once(')').expect("a name").1.split_whitespace().skip(11).take(2);
    fields.map(|field| field.parse::<f64>().expect("a number") / 100.0).sum()
}

impl fmt::Display for Streams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, megabytes, core, lost } = self;
        write!(
            f,
            "  streams: {COUNT} at one node, of which {lost} were lost: {megabytes:.0} MB, before them {before:.0} MB; \
            while nothing happened the node took {core:.2} of a core"
        )
    }
}
