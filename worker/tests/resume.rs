//! A worker that dies at any point goes on where it was, and never promises two things.

mod network;

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use io_api::Digest;
use io_pow::seed::EpochSeed;
use io_pow::verify::Verdict;
use io_pow::{ClassParams, Job};
use io_worker::round::{Miss, Round};
use io_worker::{Backend, BackendError, Committed};
use network::{Network, Post, a_while, cpu, device_address, until};

const EPOCH: u64 = 5;

fn round(network: &Network) -> Round {
    network.store().epoch(EPOCH).unwrap().rounds[&0].clone()
}

fn on_disk(network: &Network, text: &str) -> bool {
    std::fs::read_to_string(network.dir.join("epochs/00000005.json"))
        .is_ok_and(|state| state.contains(text))
}

async fn committed(network: &Network) {
    network
        .until("a commit", |world| world.commit(EPOCH).is_some())
        .await;
}

async fn passes(network: &Network, device: u32) {
    let address = device_address(device);
    let verdict = || network.operators[0].verdict(EPOCH, &address);
    until("a verdict", || verdict().is_some()).await;
    assert_eq!(verdict(), Some(Verdict::Pass));
}

fn posts(network: &Network) -> (Vec<Digest>, Vec<Digest>) {
    let (mut commits, mut responses) = (vec![], vec![]);
    for post in &network.chain.world().posts {
        match post {
            Post::Commit(_, root) => commits.push(*root),
            Post::Response(_, root) => responses.push(*root),
        }
    }
    (commits, responses)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_between_commit_and_beacon() {
    let network = Network::new("before-beacon", 1).await;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    worker.kill().await;
    network.chain.world().capture_beacon_1();
    let worker = network.start_honest();
    passes(&network, 0).await;
    passes(&network, 1).await;
    worker.stop().await;
    let (commits, responses) = posts(&network);
    assert_eq!((commits.len(), responses.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_with_roots_on_disk_that_never_reached_the_chain() {
    let network = Network::new("unsent", 1).await;
    network.chain.world().posts_lost = true;
    let worker = network.start_honest();
    network.chain.world().draw();
    until("a root on disk", || on_disk(&network, "commit")).await;
    worker.kill().await;
    let promised = round(&network);
    // The second device is gone from the configuration; its leaf is promised all the same.
    network.chain.world().posts_lost = false;
    let worker = network.start(cpu(), &[0]);
    committed(&network).await;
    network.chain.world().posts_lost = true;
    network.chain.world().capture_beacon_1();
    until("a response on disk", || {
        !on_disk(&network, "\"response\": null")
    })
    .await;
    worker.kill().await;
    let answered = round(&network).response.unwrap();
    network.chain.world().posts_lost = false;
    let worker = network.start(cpu(), &[0]);
    passes(&network, 0).await;
    worker.stop().await;
    assert_eq!(promised.commit.leaves.len(), 2);
    assert_eq!(answered.leaves.len(), 1);
    assert_eq!(
        posts(&network),
        (vec![promised.commit.root], vec![answered.root])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_any_operator_took_the_proof() {
    let network = Network::new("unreceipted", 1).await;
    network.operators[0].seen().manner = network::operator::Manner::Down;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    network.chain.world().capture_beacon_1();
    until("the landing on disk", || {
        on_disk(&network, "\"landed\": true")
    })
    .await;
    worker.kill().await;
    network.operators[0].seen().manner = network::operator::Manner::Honest;
    // What is left to do needs no proving.
    let worker = network.start(Arc::new(Other::new(9)), &[0, 1]);
    passes(&network, 0).await;
    passes(&network, 1).await;
    worker.stop().await;
}

/// Proves another seed than it was asked for: as a failing memory would, another root each time it is made.
struct Other {
    inner: Arc<dyn Backend>,
    flip: AtomicU8,
}

impl Other {
    fn new(flip: u8) -> Self {
        Self {
            inner: cpu(),
            flip: AtomicU8::new(flip),
        }
    }
}

impl Backend for Other {
    fn name(&self) -> String {
        "other".into()
    }
    fn check(&self, params: &ClassParams) -> Result<(), BackendError> {
        self.inner.check(params)
    }
    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        let flip = self.flip.fetch_add(1, Ordering::Relaxed);
        let seed = EpochSeed(job.seed.0.map(|byte| byte ^ flip));
        self.inner.commit(Job { seed, ..job })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_comes_out_differently_is_not_answered_for() {
    let network = Network::new("differs", 1).await;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    worker.kill().await;
    let promised = round(&network);
    network.chain.world().capture_beacon_1();
    let worker = network.start(Arc::new(Other::new(1)), &[0, 1]);
    a_while().await;
    network.chain.world().slot += 300;
    until("the miss on disk", || on_disk(&network, "response_late")).await;
    worker.stop().await;
    assert_eq!(round(&network).commit, promised.commit);
    assert_eq!(posts(&network), (vec![promised.commit.root], vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_state_directory_is_made_good_by_the_same_proof() {
    let network = Network::new("lost", 1).await;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    worker.kill().await;
    std::fs::remove_dir_all(&network.dir).unwrap();
    network.chain.world().capture_beacon_1();
    let worker = network.start_honest();
    passes(&network, 0).await;
    worker.stop().await;
    assert_eq!(posts(&network).0.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_root_of_another_worker_is_not_answered_for() {
    let network = Network::new("foreign", 1).await;
    network.chain.world().draw();
    let theirs = Digest([7; 32]);
    network
        .chain
        .world()
        .commits
        .push(io_worker::adapters::chain::CommitEntry {
            epoch: EPOCH,
            class: 0,
            commit_root: theirs,
            response_root: None,
        });
    let worker = network.start_honest();
    until("the miss on disk", || on_disk(&network, "other_root")).await;
    network.chain.world().capture_beacon_1();
    a_while().await;
    worker.stop().await;
    assert_eq!(round(&network).missed, Some(Miss::OtherRoot));
    assert_eq!(posts(&network), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_state_of_another_chain_is_not_used() {
    let network = Network::new("reset", 1).await;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    worker.kill().await;
    // The same epoch of a chain that was begun anew.
    {
        let mut world = network.chain.world();
        world.commits.clear();
        world.posts.clear();
        world.records.get_mut(&EPOCH).unwrap().seed = Digest([0xee; 32]);
    }
    let worker = network.start_honest();
    until("the miss on disk", || on_disk(&network, "other_chain")).await;
    worker.stop().await;
    assert_eq!(posts(&network), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_of_the_chain_is_waited_out() {
    let network = Network::new("outage", 1).await;
    let worker = network.start_honest();
    network.chain.world().draw();
    committed(&network).await;
    network.chain.world().down = true;
    a_while().await;
    {
        let mut world = network.chain.world();
        world.down = false;
        world.capture_beacon_1();
    }
    passes(&network, 0).await;
    worker.stop().await;
}
