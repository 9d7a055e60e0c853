//! Several nodes on one PostgreSQL, behind a proxy that asks them in turn (crash point C15).

use futures::{StreamExt as _, stream};
use plusone::{http_client::http_client, store::Store};
use reqwest::{Client, header::COOKIE};
use sqlx::{Connection as _, PgConnection};
use std::{io::Write as _, net::SocketAddr, time::Duration};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    books,
    buyer::{Buyer, Done, Errand},
    cluster::Cluster,
    database::{Database, on_postgres},
    people,
    processes::{Node, PATIENCE, Scene, free_port},
    proxy::Proxy,
};

/// Errands of one test.
const ERRANDS: usize = 24;
/// Of them at once.
const AT_ONCE: usize = 6;
/// A page that is told by nobody looks for itself only after 15 seconds.
const AT_ONCE_TOLD: Duration = Duration::from_secs(10);

/// Nodes at addresses of their own, and the proxy before them.
struct House {
    scene: Scene,
    addrs: Vec<SocketAddr>,
    nodes: Vec<Option<Node>>,
    _proxy: Proxy,
    /// A new connection each time, so that each request goes to the next node.
    http: Client,
}

impl House {
    async fn open(database: &str, count: usize) -> Self {
        // Which TLS there is, is settled by the first client.
        drop(http_client());
        let http = Client::builder().no_proxy().pool_max_idle_per_host(0).build().expect("a client");
        let scene = Scene::open(database);
        let addrs: Vec<SocketAddr> = (0..count).map(|_| free_port()).collect();
        let proxy = Proxy::open(scene.addr, addrs.clone()).await;
        let mut house = Self { scene, addrs, nodes: Vec::new(), _proxy: proxy, http };
        for node in 0..count {
            house.nodes.push(None);
            house.start(node).await;
        }
        house
    }

    async fn start(&mut self, node: usize) {
        self.nodes[node] = Some(self.scene.start_at(self.addrs[node], None));
        self.scene.ready_at(self.addrs[node], &self.http).await;
    }

    fn kill(&mut self, node: usize) {
        self.nodes[node].take().expect("it runs").kill();
    }

    /// Sends buyers on errands, six at a time, while `trouble` goes on; what they came away with.
    async fn errands(&mut self, trouble: impl AsyncFnOnce(&mut Self)) -> Vec<Done> {
        let (http, url) = (self.http.clone(), self.scene.url.clone());
        let errands = tokio::spawn(async move {
            let errands = (0..ERRANDS).map(|buyer| {
                let (http, url) = (http.clone(), url.clone());
                let number = format!("+1416555{:04}", 100 + buyer);
                let errand = Errand { buyer, number, picture: "front.jpg", release: buyer.is_multiple_of(4) };
                async move { errand.run(&http, &url, 2 * PATIENCE).await }
            });
            stream::iter(errands).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await
        });
        trouble(self).await;
        assert!(!errands.is_finished(), "the trouble met nobody");
        let ended = errands.await.expect("no buyer panics");
        let ended: Result<Vec<Done>, _> = ended.into_iter().collect();
        ended.unwrap_or_else(|stuck| panic!("{stuck:?}\n{}", self.scene.log()))
    }

    async fn agrees(&self, db: &Database, done: &[Done]) {
        assert_eq!(done.len(), ERRANDS);
        let end = Instant::now() + PATIENCE;
        loop {
            let left = books::left_over(db).await;
            if left.is_empty() {
                break;
            }
            assert!(Instant::now() < end, "{left:?}");
            sleep(Duration::from_millis(50)).await;
        }
        let found = books::compare(&self.scene.ledger, db, done).await;
        assert!(found.lost.is_empty() && found.twice.is_empty(), "{found:?}");
    }
}

#[tokio::test]
async fn nodes_that_die_are_not_missed() {
    on_postgres(async |db: Database| {
        people::add(&db, ERRANDS).await;
        let mut house = House::open(&db.url, 3).await;
        let done = house
            .errands(async |house: &mut House| {
                for turn in 0..6 {
                    let node = turn % 3;
                    // When it dies, not when anything is done.
                    sleep(Duration::from_millis(300 + 170 * turn as u64)).await;
                    house.kill(node);
                    house.start(node).await;
                }
            })
            .await;
        house.agrees(&db, &done).await;
    })
    .await;
}

#[tokio::test]
async fn a_restart_of_the_database_is_outlived() {
    let Some(cluster) = Cluster::start() else {
        // Not `eprintln!`, which the test runner swallows.
        writeln!(std::io::stderr(), "skipped: TEST_POSTGRES_BIN is not set").ok();
        return;
    };
    let store = Store::open(&cluster.url()).await.expect("opens");
    store.migrate().await.expect("migrates");
    let db = Database { store, url: cluster.url() };
    people::add(&db, ERRANDS).await;
    db.store.close().await;
    let mut house = House::open(&db.url, 2).await;
    let done = house
        .errands(async |_: &mut House| {
            for turn in 0..3 {
                // When it dies, not when anything is done.
                sleep(Duration::from_millis(900 + 400 * turn)).await;
                cluster.restart();
            }
        })
        .await;
    let store = Store::open(&cluster.url()).await.expect("opens");
    house.agrees(&Database { store, url: cluster.url() }, &done).await;
    for (node, addr) in house.addrs.iter().enumerate() {
        house.scene.ready_at(*addr, &house.http).await;
        assert!(house.nodes[node].as_mut().expect("it runs").ended().is_none(), "no node had to be started again");
    }
}

#[tokio::test]
async fn a_page_at_one_node_sees_what_another_did() {
    on_postgres(async |db: Database| {
        people::add(&db, 1).await;
        let house = House::open(&db.url, 2).await;
        let [here, there] = [0, 1].map(|node| format!("http://{}", house.addrs[node]));
        let buyer = Buyer::enter(&house.http, &there, 0, PATIENCE).await.expect("signed in");
        let events = house.http.get(format!("{here}/events")).header(COOKIE, buyer.cookie());
        let mut events = events.send().await.expect("a stream");
        let mut told = async || {
            let told = async {
                loop {
                    let chunk = events.chunk().await.expect("in good order").expect("the stream goes on");
                    if String::from_utf8_lossy(&chunk).contains("event: changed") {
                        return;
                    }
                }
            };
            timeout(AT_ONCE_TOLD, told).await.expect("the other node's change is told");
        };
        buyer.buy("+14165550900").await.expect("held");
        told().await;
        // Word that is lost while the connections are made again is made up for.
        let mut past = PgConnection::connect(&db.url).await.expect("a connection");
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' \
            AND datname = current_database()";
        sqlx::query(cut).execute(&mut past).await.expect("cut off");
        buyer.buy("+14165550901").await.expect("held");
        told().await;
    })
    .await;
}
