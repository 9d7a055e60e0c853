//! Purchases go on while the store is killed: at every transaction that they pass, right before and right after its
//! commit, and at random moments besides.

use reqwest::Client;
use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use plusone::http_client::http_client;

use super::{
    books::{self, Differences},
    buyer::{Done, Errand, Stuck},
    database::Database,
    dice::Dice,
    people,
    processes::{PATIENCE, Scene},
};

/// Buyers at once.
const AT_ONCE: usize = 6;
/// How long a store may live that does not come by the point at which it is to die.
const LIFE: Duration = Duration::from_secs(12);
/// Numbers that make the carrier behave: 429 twice, a lost answer, and a second POST that rewrites.
const STEERED: [&str; 3] = ["0002", "0003", "0005"];
/// What the carrier sells.
const AREAS: [&str; 4] = ["202", "415", "416", "787"];
/// Names of pictures, which steer the vendor: plain, a webhook that is late, never sent, sent three times.
const PICTURES: [&str; 6] = ["front.jpg", "front.jpg", "front.jpg", "lost.jpg", "twice.jpg", "front.jpg"];

/// How much is killed.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Kills at each point.
    pub each: usize,
    /// Kills at random moments.
    pub random: usize,
}

/// What a trial came to.
pub struct Report {
    /// Kills at each point, and where the store lived on instead.
    pub kills: BTreeMap<String, usize>,
    /// Points at which nobody came by in time.
    pub missed: Vec<String>,
    /// Errands that came to their end.
    pub done: usize,
    /// Purchases that are not what they should be.
    pub lost: Vec<String>,
    /// What happened once too often.
    pub twice: Vec<String>,
    /// Errands that did not come to their end, and what was left under way.
    pub stuck: Vec<String>,
    /// From the start of the trial to its end.
    pub took: Duration,
}

impl Report {
    /// All kills.
    pub fn count(&self) -> usize {
        self.kills.values().sum()
    }
}

/// Runs the trial on a database that this call alone uses.
pub async fn run(db: &Database, extent: Extent) -> Report {
    let began = Instant::now();
    let scene = Scene::open(&db.url);
    people::add(db, PEOPLE).await;
    let http = http_client();
    let points = learn(&scene, &http).await;
    let mut dice = Dice::new(20_261_124);
    let mut plan: Vec<String> =
        points.iter().flat_map(|point| std::iter::repeat_n(point.clone(), extent.each)).collect();
    plan.extend(std::iter::repeat_n(RANDOM.to_owned(), extent.random));
    // Mixed (Fisher and Yates).
    for last in (1..plan.len()).rev() {
        plan.swap(last, usize::try_from(dice.throw(last as u64 + 1)).expect("an index"));
    }

    let mut crowd = Crowd::new(&scene, http.clone());
    let (mut kills, mut missed) = (BTreeMap::<String, usize>::new(), Vec::new());
    for point in plan {
        crowd.fill().await;
        if kill(&scene, &http, &point, &mut dice, &mut crowd).await {
            *kills.entry(point).or_default() += 1;
        } else {
            missed.push(point);
        }
    }
    let _node = scene.start(None);
    scene.ready(&http).await;
    let ended = crowd.finish().await;
    let done: Vec<Done> = ended.iter().filter_map(|(_, end)| end.clone().ok()).collect();
    let mut stuck: Vec<String> =
        ended.iter().filter_map(|(errand, end)| Some(format!("{errand:?}: {}", end.as_ref().err()?.0))).collect();
    stuck.extend(at_rest(db).await);
    let Differences { lost, twice } = books::compare(&scene.ledger, db, &done).await;
    if !(stuck.is_empty() && lost.is_empty() && twice.is_empty()) {
        eprintln!("the store's last words:\n{}", scene.log());
    }
    Report { kills, missed, done: done.len(), lost, twice, stuck, took: began.elapsed() }
}

/// The name of a kill at no point in particular.
const RANDOM: &str = "at random";

/// One life of the store: it dies at the point; `false` when it did not come by, and was killed in the end.
async fn kill(scene: &Scene, http: &Client, point: &str, dice: &mut Dice, crowd: &mut Crowd<'_>) -> bool {
    if point == RANDOM {
        let node = scene.start(None);
        scene.ready(http).await;
        // When it dies, not when anything is done.
        sleep(Duration::from_millis(dice.throw(900))).await;
        node.kill();
        return true;
    }
    let passes = 1 + dice.throw(2);
    let mut node = scene.start(Some(&format!("kill {point} {passes}")));
    let end = Instant::now() + LIFE;
    while Instant::now() < end {
        if node.dies(Duration::from_millis(50)).await {
            return true;
        }
        crowd.fill().await;
    }
    node.kill();
    false
}

/// Lets a few errands pass undisturbed: the points at which the store can die are those that they come by.
async fn learn(scene: &Scene, http: &Client) -> Vec<String> {
    let list = scene.file("points");
    let node = scene.start(Some(&format!("list {}", list.display())));
    scene.ready(http).await;
    let mut crowd = Crowd::new(scene, http.clone());
    crowd.left = (0..4).map(|buyer| Errand { buyer: PEOPLE - 1 - buyer, ..errand(buyer) }).collect();
    crowd.fill().await;
    for (errand, end) in crowd.finish().await {
        end.unwrap_or_else(|Stuck(why)| panic!("{errand:?} undisturbed: {why}\n{}", scene.log()));
    }
    node.kill();
    let text = std::fs::read_to_string(list).expect("the points");
    let commits = |point: &&str| point.ends_with(":before") || point.ends_with(":after");
    let mut points: Vec<String> = text.lines().filter(commits).map(str::to_owned).collect();
    points.retain(|point| !point.starts_with("demo/"));
    points.sort();
    points
}

/// Buyers that there are, more than any trial has.
const PEOPLE: usize = 2_000;

/// The errands, in the order of their buyers.
fn errand(buyer: usize) -> Errand {
    let area = AREAS[buyer % AREAS.len()];
    let nth = buyer / AREAS.len();
    let line = STEERED.get(nth).map_or_else(|| format!("{:04}", 100 + nth), |line| (*line).to_owned());
    Errand {
        buyer,
        number: format!("+1{area}555{line}"),
        picture: PICTURES[buyer % PICTURES.len()],
        release: buyer.is_multiple_of(3),
    }
}

/// The buyers who are at it.
struct Crowd<'a> {
    scene: &'a Scene,
    http: Client,
    left: VecDeque<Errand>,
    running: JoinSet<(Errand, Result<Done, Stuck>)>,
    ended: Vec<(Errand, Result<Done, Stuck>)>,
}

impl<'a> Crowd<'a> {
    fn new(scene: &'a Scene, http: Client) -> Self {
        let left = (4..PEOPLE - 4).map(errand).collect();
        Self { scene, http, left, running: JoinSet::new(), ended: Vec::new() }
    }

    /// Sends out who is missing.
    async fn fill(&mut self) {
        while let Some(ended) = self.running.try_join_next() {
            self.ended.push(ended.expect("no buyer panics"));
        }
        while self.running.len() < AT_ONCE {
            let Some(errand) = self.left.pop_front() else { return };
            let (http, url) = (self.http.clone(), self.scene.url.clone());
            self.running.spawn(async move {
                // The store is dead for most of the time.
                let end = errand.run(&http, &url, 4 * PATIENCE).await;
                (errand, end)
            });
        }
    }

    /// Waits for everybody who is out.
    async fn finish(mut self) -> Vec<(Errand, Result<Done, Stuck>)> {
        while let Some(ended) = self.running.join_next().await {
            self.ended.push(ended.expect("no buyer panics"));
        }
        self.ended
    }
}

/// What is still under way when nothing happens any more.
async fn at_rest(db: &Database) -> Vec<String> {
    let end = Instant::now() + PATIENCE;
    loop {
        let left = books::left_over(db).await;
        if left.is_empty() || Instant::now() > end {
            return left;
        }
        sleep(Duration::from_millis(100)).await;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (point, kills) in &self.kills {
            writeln!(f, "{kills:>5}  {point}")?;
        }
        if !self.missed.is_empty() {
            writeln!(f, "nobody came by {} times: {}", self.missed.len(), self.missed.join(", "))?;
        }
        let counts = (self.lost.len(), self.twice.len(), self.stuck.len());
        let (lost, twice, stuck) = counts;
        writeln!(
            f,
            "{} kills in {} s, {} errands done, {lost} lost, {twice} twice, {stuck} stuck",
            self.count(),
            self.took.as_secs(),
            self.done,
        )?;
        for trouble in self.lost.iter().chain(&self.twice).chain(&self.stuck) {
            writeln!(f, "  {trouble}")?;
        }
        Ok(())
    }
}
