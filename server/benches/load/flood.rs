//! Pages while the door is stormed: sign-ins, right and wrong, from many addresses.

use reqwest::{Client, StatusCode, header::COOKIE};
use std::{
    collections::BTreeMap,
    fmt,
    time::{Duration, Instant as Wall},
};
use tokio::time::Instant;

use super::{
    buyer::Stuck,
    house::House,
    pace::{Times, arrive},
    people::{PASSWORD, email},
};

/// Sign-ins in a second.
const SIGN_INS_A_SECOND: u32 = 50;
/// Pages in a second.
const PAGES_A_SECOND: u32 = 20;
/// How long the flood lasts.
const SECONDS: u32 = 20;
/// How long pages are asked for in quiet, before.
const QUIET_SECONDS: u32 = 5;
/// The longest that anybody waits for an answer.
const ANSWER: Duration = Duration::from_secs(60);

/// What the flood did.
pub struct Flood {
    quiet: Times,
    /// From the moment at which each page was to be asked for until all of it was there.
    pub pages: Times,
    /// What the flood was answered, and how often.
    answers: BTreeMap<String, usize>,
    took: Duration,
    /// Pages that did not come.
    pub errors: Vec<Stuck>,
}

/// Asks for pages with these sessions while people sign in.
pub async fn run(house: &House, sessions: &[String]) -> Flood {
    let (quiet, mut errors) = pages(house, sessions, QUIET_SECONDS).await;
    let began = Wall::now();
    let (http, url) = (&house.http, &house.url);
    let flood = arrive(SIGN_INS_A_SECOND, 0..SECONDS * SIGN_INS_A_SECOND, |turn, _| {
        let (http, url) = (http.clone(), url.clone());
        async move { sign_in(&http, &url, turn).await }
    });
    let (answered, (pages, more)) = tokio::join!(flood, pages(house, sessions, SECONDS));
    errors.extend(more);
    let mut answers = BTreeMap::new();
    for answer in answered {
        *answers.entry(answer).or_default() += 1;
    }
    Flood { quiet, pages, answers, took: began.elapsed(), errors }
}

/// The right password, a wrong one, and an e-mail of nobody's, in turn; what came back.
async fn sign_in(http: &Client, url: &str, turn: u32) -> String {
    let known = email(usize::try_from(turn % 100).expect("a number"));
    let (kind, email, password) = match turn % 3 {
        0 => ("right", known, PASSWORD),
        1 => ("wrong", known, "not the password"),
        _ => ("unknown", format!("nobody-{turn}@example.test"), PASSWORD),
    };
    let [_, _, high, low] = turn.to_be_bytes();
    let request = http.post(format!("{url}/api/sign_in")).form(&[("email", email.as_str()), ("password", password)]);
    let request = request.header("x-forwarded-for", format!("10.1.{high}.{low}")).timeout(ANSWER);
    match request.send().await {
        Ok(answer) => format!("{kind} {}", answer.status().as_u16()),
        Err(error) if error.is_timeout() => format!("{kind} without an answer"),
        Err(error) => format!("{kind} {error:?}"),
    }
}

/// Asks for the search page at its pace, for so many seconds.
async fn pages(house: &House, sessions: &[String], seconds: u32) -> (Times, Vec<Stuck>) {
    let asked = (0..seconds * PAGES_A_SECOND).zip(sessions.iter().cycle().cloned());
    let asked = arrive(PAGES_A_SECOND, asked, |(_, cookie), begun| {
        let (http, url) = (house.http.clone(), format!("{}/search", house.url));
        async move {
            let page = page(&http, &url, &cookie).await;
            page.map(|()| Instant::now().duration_since(begun))
        }
    });
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for page in asked.await {
        match page {
            Ok(time) => times.push(time),
            Err(stuck) => errors.push(stuck),
        }
    }
    (Times::new(times), errors)
}

async fn page(http: &Client, url: &str, cookie: &str) -> Result<(), Stuck> {
    let read = async {
        let answer = http.get(url).header(COOKIE, cookie).timeout(ANSWER).send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.text().await?))
    };
    match read.await {
        Ok((StatusCode::OK, text)) if text.contains("</html>") => Ok(()),
        Ok((status, _)) => Err(Stuck(format!("a page: {status}"))),
        Err(error) => Err(Stuck(format!("a page: {error:?}"))),
    }
}

impl fmt::Display for Flood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  pages in quiet, {PAGES_A_SECOND}/s: {}", self.quiet)?;
        write!(
            f,
            "  pages beside {SIGN_INS_A_SECOND} sign-ins/s for {SECONDS} s: {}, {} errors; the flood was over after {} s:",
            self.pages,
            self.errors.len(),
            self.took.as_secs()
        )?;
        self.answers.iter().try_for_each(|(answer, times)| write!(f, " {times} × {answer};"))?;
        self.errors.iter().take(10).try_for_each(|error| write!(f, "\n    {error:?}"))
    }
}
