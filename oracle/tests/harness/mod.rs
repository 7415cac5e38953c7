//! Operators with real stores and real HTTP on loopback, around a chain that is a few lines of memory: it takes
//! summaries and votes, seals at more than two thirds, and its clock moves when the test says so.
#![allow(dead_code)]

pub mod proofs;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;
use io_api::heartbeat::Heartbeat;
use io_api::settlement::Settlement;
use io_api::{Address, Digest};
use io_client::timeline::Timeline;
use io_core::quorum::exceeds_two_thirds;
use io_oracle::conduct::Conduct;
use io_oracle::fleet::Fleet;
use io_oracle::metrics::Metrics;
use io_oracle::node::{Action, Node};
use io_oracle::settings::Settings;
use io_oracle::settled::Settled;
use io_oracle::store::{HeartbeatWriter, Store};
use io_oracle::view::{ChainView, Class, Commit, Device, EpochRecord, Operator, SealedHead};
use io_oracle::{http, run, services};
use io_peers::Peers;
use io_pow::{ClassParams, Job, Prover};
use proofs::{Committed, Proof};
use tokio::net::TcpListener;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub const BOND: u64 = 6_000_000_000_000;
pub const S0: u64 = 1_000;
const SUPPLIER: Address = Address([77; 32]);

/// The chain.
pub struct World {
    view: Mutex<ChainView>,
    publish: watch::Sender<Arc<ChainView>>,
    settlements: Mutex<BTreeMap<Digest, Settlement>>,
    /// Price posts, in the order they came.
    pub posts: Mutex<Vec<Vec<(u8, u64)>>>,
}

impl World {
    /// `urls` are the operators', in the order of their indices.
    pub fn new(urls: &[String], seed: [u8; 32]) -> Arc<Self> {
        let operators = urls.iter().zip(0u8..).map(|(url, index)| Operator {
            index,
            key: Address(operator_key(index).verifying_key().to_bytes()),
            active: true,
            url: url.clone(),
        });
        let class = Class {
            name: "test-cpu".into(),
            multiplier_milli: 250,
            params: ClassParams::TEST,
            time_ms: 5_000,
            live: true,
        };
        let view = ChainView {
            slot: S0,
            now_ts: 1,
            slot_seen: Some(Instant::now()),
            slot_hashes: Arc::new(
                (S0 - 20..=S0)
                    .map(|slot| (slot, Digest([slot as u8; 32])))
                    .collect(),
            ),
            params: Timeline::PUBLISHED,
            sealed: SealedHead {
                epoch: 0,
                rewards_root: Digest([1; 32]),
            },
            operators: Arc::new(operators.collect()),
            classes: Arc::new(vec![class]),
            devices: Arc::new((0..3).map(|index| (index, device(index))).collect()),
            ..ChainView::default()
        };
        let world = Arc::new(Self {
            publish: watch::channel(Arc::new(view.clone())).0,
            view: Mutex::new(view),
            settlements: Mutex::default(),
            posts: Mutex::default(),
        });
        world.open(1, seed);
        world
    }

    pub fn open(&self, epoch: u64, seed: [u8; 32]) {
        self.change(|view| {
            let seats = view.operators.len();
            let record = EpochRecord {
                epoch,
                s0: Some(S0),
                seed: Digest(seed),
                weights: vec![BOND; seats],
                total_weight: BOND * seats as u64,
                supplier_cap: 1_000_000_007 * epoch,
                summary_roots: vec![Digest::default(); seats],
                votes: vec![Digest::default(); seats],
                ..EpochRecord::default()
            };
            view.epochs.insert(epoch, Arc::new(record));
        });
    }

    /// Changes the chain and shows it to everyone.
    pub fn change(&self, change: impl FnOnce(&mut ChainView)) {
        let mut view = self.view.lock().unwrap();
        change(&mut view);
        self.publish.send_replace(Arc::new(view.clone()));
    }

    /// Moves the clock, and with it to a new slot: heartbeats are bound to one minute's.
    pub fn set_time(&self, now_ts: i64) {
        self.change(|view| {
            view.now_ts = now_ts;
            view.registry_ts = now_ts;
            view.slot += 1;
            let slot = view.slot;
            let hashes = Arc::make_mut(&mut view.slot_hashes);
            hashes.insert(slot, Digest([slot as u8; 32]));
        });
    }

    pub fn record(&self, epoch: u64, change: impl FnOnce(&mut EpochRecord)) {
        self.change(|view| {
            let mut record = view.epochs[&epoch].as_ref().clone();
            change(&mut record);
            view.epochs.insert(epoch, Arc::new(record));
        });
    }

    pub fn view(&self) -> Arc<ChainView> {
        self.publish.borrow().clone()
    }

    fn take(&self, operator: u8, action: Action) {
        match action {
            Action::PostPrices(prices) => self.posts.lock().unwrap().push(prices),
            Action::PostSummary { epoch, root } => {
                self.record(epoch, |record| {
                    record.summary_roots[usize::from(operator)] = root
                });
            }
            Action::Vote(settlement) => {
                let digest = settlement.digest();
                self.settlements.lock().unwrap().insert(digest, *settlement);
                let (epoch, view) = (settlement.epoch, self.view());
                if view.epochs[&epoch].sealed || settlement.prev_root != view.sealed.rewards_root {
                    return;
                }
                self.record(epoch, |record| record.votes[usize::from(operator)] = digest);
                self.change(|view| {
                    let mut record = view.epochs[&epoch].as_ref().clone();
                    let tally =
                        record.votes.iter().filter(|vote| **vote == digest).count() as u64 * BOND;
                    if exceeds_two_thirds(tally, record.total_weight) {
                        record.sealed = true;
                        record.settlement = Some(*settlement);
                        record.sealed_ts = view.now_ts;
                        record.final_ts = view.now_ts + 7_200;
                        view.sealed = SealedHead {
                            epoch,
                            rewards_root: settlement.rewards_root,
                        };
                        view.epochs.insert(epoch, Arc::new(record));
                    }
                });
            }
        }
    }
}

pub fn operator_key(index: u8) -> SigningKey {
    SigningKey::from_bytes(&[index + 1; 32])
}

pub fn device_key(index: u32) -> SigningKey {
    SigningKey::from_bytes(&[index as u8 + 100; 32])
}

pub fn device(index: u32) -> Device {
    Device {
        address: Address([index as u8 + 50; 32]),
        index,
        status: 1,
        class: 0,
        processors: 1,
        tier: 4,
        supplier: SUPPLIER,
        key: Address(device_key(index).verifying_key().to_bytes()),
        payee: Address([index as u8 + 150; 32]),
        stake: 200 * io_core::units::ONE_IO,
    }
}

/// One running operator.
pub struct Running {
    pub node: Node,
    pub url: String,
    stop: CancellationToken,
    tasks: JoinSet<anyhow::Result<()>>,
}

impl Running {
    pub async fn stop(mut self) -> PathBuf {
        self.stop.cancel();
        while let Some(ended) = self.tasks.join_next().await {
            ended.unwrap().unwrap();
        }
        self.node.store.close().await;
        PathBuf::from(self.node.settings.store.url.trim_start_matches("sqlite:"))
    }
}

pub fn database(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("{name}-{}.db", std::process::id()));
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
    path
}

pub async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// Starts operator `index` of `world` with its store at `database`.
pub async fn start(
    world: &Arc<World>,
    index: u8,
    listener: TcpListener,
    database: PathBuf,
    conduct: Arc<dyn Conduct>,
    fleet: Option<Arc<Fleet>>,
) -> Running {
    let url = format!("http://{}", listener.local_addr().unwrap());
    let text = format!(
        "[chain]\nrpc_url = \"http://127.0.0.1:1\"\nkeypair = \"none\"\n[http]\nlisten = \"127.0.0.1:0\"\n\
         [store]\nurl = \"sqlite:{}\"\n[rules]\nleaf_threshold = 1\nrolling_uptime_min = 1\n\
         [agreement]\npeer_timeout_ms = 3000\n",
        database.display()
    );
    let settings = Settings::parse(&text, |_| None).unwrap();
    let store = Store::open(&settings.store.url).await.unwrap();
    let stop = CancellationToken::new();
    let (actions, mut wishes) = mpsc::channel(64);
    let (heartbeats, writing) = HeartbeatWriter::new(store.clone(), stop.clone());
    let rules = run::rules(&settings, fleet.as_deref());
    let node = Node {
        key: Arc::new(operator_key(index)),
        view: world.publish.subscribe(),
        actions,
        store,
        heartbeats,
        peers: Peers::new(Duration::from_millis(settings.agreement.peer_timeout_ms)).unwrap(),
        rules,
        fleet,
        conduct,
        events: broadcast::channel(256).0,
        metrics: Arc::new(Metrics::default()),
        settled: Settled::default(),
        prices: Arc::default(),
        closing: stop.clone(),
        settings: Arc::new(settings),
    };
    services::seal::restore(&node).await.unwrap();
    let mut tasks: JoinSet<anyhow::Result<()>> = JoinSet::new();
    tasks.spawn(async move { Ok(writing.await?) });
    tasks.spawn(services::verify::run(node.clone(), stop.clone()));
    tasks.spawn(services::summarize::run(node.clone(), stop.clone()));
    tasks.spawn(services::agree::run(node.clone(), stop.clone()));
    tasks.spawn(services::seal::run(node.clone(), stop.clone()));
    tasks.spawn(http::serve(node.clone(), listener));
    let (world, ended) = (world.clone(), stop.clone());
    tasks.spawn(async move {
        loop {
            tokio::select! {
                () = ended.cancelled() => return Ok(()),
                Some(action) = wishes.recv() => world.take(index, action),
            }
        }
    });
    // Whoever subscribes sees only later changes; the first look needs one.
    node.view.borrow();
    Running {
        node,
        url,
        stop,
        tasks,
    }
}

/// Has devices 0 and 1 prove in `epoch`; `make` makes each prover. Roots and beacon 1 land on chain, beacon 2
/// does not yet.
pub fn prove(world: &World, epoch: u64, make: impl Fn(u32, Job) -> Prover) -> Vec<Proof> {
    let beacon1 = [epoch as u8 + 31; 32];
    let devices = (0..2).map(|index| proofs::Device {
        index,
        address: device(index).address,
        key: device_key(index),
    });
    let seed = world.view().epochs[&epoch].seed.0;
    let committed = Committed::new(seed, ClassParams::TEST, devices, make);
    let (response_root, proofs) = committed.respond(epoch, &beacon1);
    world.record(epoch, |record| record.beacon1 = Some(Digest(beacon1)));
    world.change(|view| {
        let commit = Commit {
            epoch,
            commit_root: Digest(committed.root()),
            commit_slot: S0 + 40,
            response_root: Digest(response_root),
            response_slot: S0 + 200,
        };
        view.commits = Arc::new([((SUPPLIER, 0), vec![commit])].into());
    });
    proofs
}

pub fn heartbeat(world: &World, index: u32) -> Heartbeat {
    let view = world.view();
    let (slot, hash) = view.slot_hashes.last_key_value().unwrap();
    Heartbeat::signed(&device_key(index), device(index).address, *slot, *hash)
}

/// Waits until `ready`, at most 30 seconds.
pub async fn until(what: &str, mut ready: impl FnMut() -> bool) {
    let started = Instant::now();
    while !ready() {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "waited in vain for: {what}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
