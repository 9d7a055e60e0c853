//! Purchases go on while the store is killed: at every transaction that they pass, right before and right after its
//! commit, and at random moments besides.

use reqwest::Client;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
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
/// What the carrier sells to those who are disturbed, and to those who are not.
const AREAS: [&str; 4] = ["415", "416", "800", "888"];
const QUIET_AREAS: [&str; 2] = ["202", "787"];
/// Names of pictures, which steer the vendor: plain, a webhook that is late, never sent, sent three times.
const PICTURES: [&str; 6] = ["front.jpg", "late.jpg", "front.jpg", "lost.jpg", "twice.jpg", "front.jpg"];

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
    let mut dice = Dice::new(20_261_124);
    let mut known = BTreeSet::new();
    let mut plan = VecDeque::new();
    learn(&scene, &http).await;
    let mut crowd = Crowd::new(&scene, http.clone());
    let (mut kills, mut missed) = (BTreeMap::<String, usize>::new(), Vec::new());
    let mut random = extent.random;
    loop {
        // What recovers from a death comes by points of its own.
        for point in points(&scene).difference(&known.clone()) {
            plan.extend((0..extent.each).map(|_| Death::at(point.clone(), &mut dice)));
            known.insert(point.clone());
        }
        mix(&mut plan, &mut dice);
        crowd.fill().await;
        if random > 0 && (plan.is_empty() || dice.throw(4) == 0) {
            random -= 1;
            die_at_random(&scene, &http, &mut dice).await;
            *kills.entry("at random".to_owned()).or_default() += 1;
        } else if let Some(death) = plan.pop_front() {
            if die(&scene, &death, &mut crowd).await {
                *kills.entry(death.point).or_default() += 1;
            } else if death.patience < PATIENCE {
                plan.push_back(Death { passes: 1, patience: PATIENCE, ..death });
            } else {
                missed.push(death.point);
            }
        } else if random == 0 {
            break;
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

/// How the store is to die.
struct Death {
    /// At which point …
    point: String,
    /// … the how-manieth time that somebody comes by …
    passes: u64,
    /// … within this time.
    patience: Duration,
}

impl Death {
    fn at(point: String, dice: &mut Dice) -> Self {
        Self { point, passes: 1 + dice.throw(2), patience: LIFE }
    }
}

/// Mixes (Fisher and Yates).
fn mix<T>(things: &mut VecDeque<T>, dice: &mut Dice) {
    for last in (1..things.len()).rev() {
        things.swap(last, usize::try_from(dice.throw(last as u64 + 1)).expect("an index"));
    }
}

/// One life of the store; `false` when nobody came by where it was to die, and it was killed in the end.
async fn die(scene: &Scene, Death { point, passes, patience }: &Death, crowd: &mut Crowd<'_>) -> bool {
    let mut node = scene.start(Some(&format!("kill {point} {passes}")));
    let end = Instant::now() + *patience;
    while Instant::now() < end {
        if node.dies(Duration::from_millis(50)).await {
            return true;
        }
        crowd.fill().await;
    }
    node.kill();
    false
}

/// One life of the store, which ends anywhere.
async fn die_at_random(scene: &Scene, http: &Client, dice: &mut Dice) {
    let node = scene.start(Some(&list(scene)));
    scene.ready(http).await;
    // When it dies, not when anything is done.
    sleep(Duration::from_millis(dice.throw(900))).await;
    node.kill();
}

/// Lets a few errands pass undisturbed: the points at which the store can die are those that somebody comes by.
async fn learn(scene: &Scene, http: &Client) {
    let node = scene.start(Some(&list(scene)));
    scene.ready(http).await;
    let mut crowd = Crowd::new(scene, http.clone());
    let quiet = QUIET_AREAS.len() * STEERED.len();
    crowd.left = (0..quiet).map(|nth| errand(&QUIET_AREAS, nth, PEOPLE - 1 - nth)).collect();
    while !crowd.left.is_empty() {
        crowd.fill().await;
        sleep(Duration::from_millis(50)).await;
    }
    for (errand, end) in crowd.finish().await {
        end.unwrap_or_else(|Stuck(why)| panic!("{errand:?} undisturbed: {why}\n{}", scene.log()));
    }
    node.kill();
}

/// Has the store write down the points that it passes.
fn list(scene: &Scene) -> String {
    format!("list {}", scene.file("points").display())
}

/// The commits that were passed so far on somebody's errand.
fn points(scene: &Scene) -> BTreeSet<String> {
    let text = std::fs::read_to_string(scene.file("points")).expect("the points");
    let commits = |point: &&str| point.ends_with(":before") || point.ends_with(":after");
    let asides = |point: &&str| ASIDES.iter().any(|aside| point.starts_with(aside));
    text.lines().filter(commits).filter(|point| !asides(point)).map(str::to_owned).collect()
}

/// What is on nobody's way: the sample's accounts and stock, the probe of `/readyz`, the nightly comparison.
const ASIDES: [&str; 3] = ["demo/", "web/health.rs", "jobs/reconcile.rs"];

/// Buyers that there are, more than any trial has.
const PEOPLE: usize = 2_000;

/// The errand of this number among those who buy in these areas.
fn errand(areas: &[&str], nth: usize, buyer: usize) -> Errand {
    let area = areas[nth % areas.len()];
    let row = nth / areas.len();
    let line = STEERED.get(row).map_or_else(|| format!("{:04}", 100 + row), |line| (*line).to_owned());
    let picture = PICTURES[nth % PICTURES.len()];
    Errand { buyer, number: format!("+1{area}555{line}"), picture, release: nth.is_multiple_of(3) }
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
        let left = (0..PEOPLE - 10).map(|nth| errand(&AREAS, nth, nth)).collect();
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
