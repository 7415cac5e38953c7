//! The agent's loops against operators on loopback: a whole hour, cheats, dead and lying operators, lateness.

mod network;

use std::sync::Arc;

use io_pow::prove::ProveError;
use io_pow::verify::Verdict;
use io_pow::{ClassParams, Job};
use io_pow_cheats::Cheat;
use io_worker::adapters::chain::DeviceStatus;
use io_worker::round::Miss;
use io_worker::{Backend, BackendError, Committed};
use network::operator::Manner;
use network::{Network, Post, Worker, a_while, cpu, device_address, until};

const EPOCH: u64 = 5;

/// From the draw to the response on chain.
async fn prove(network: &Network) {
    network.chain.world().draw();
    network
        .until("a commit", |world| world.commit(world.epoch()).is_some())
        .await;
    network.chain.world().capture_beacon_1();
    network
        .until("a response", |world| {
            let entry = world.commit(world.epoch());
            entry.is_some_and(|entry| entry.response_root.is_some())
        })
        .await;
}

async fn verdicts(network: &Network, operators: &[usize], device: u32) -> Vec<Verdict> {
    let address = device_address(device);
    let of = |seat: &usize| network.operators[*seat].verdict(EPOCH, &address);
    until("the verdicts", || {
        operators.iter().all(|seat| of(seat).is_some())
    })
    .await;
    operators.iter().filter_map(of).collect()
}

fn receipts(network: &Network, device: u32) -> Vec<u8> {
    let state = network.store().epoch(EPOCH).unwrap();
    let mut seats: Vec<u8> = state.receipts[&device_address(device)]
        .iter()
        .map(|held| {
            assert_eq!(held.receipt.verify(), Ok(()));
            held.seat
        })
        .collect();
    seats.sort_unstable();
    seats
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operator_passes_every_device_and_signs_for_it() {
    let network = Network::new("whole", 4).await;
    let worker = network.start_honest();
    prove(&network).await;
    for device in [0, 1] {
        let passed = verdicts(&network, &[0, 1, 2, 3], device).await;
        assert_eq!(passed, [Verdict::Pass; 4]);
    }
    a_while().await;
    worker.stop().await;
    assert_eq!(receipts(&network, 0), [0, 1, 2, 3]);
    assert_eq!(receipts(&network, 1), [0, 1, 2, 3]);
    // Each root once, each proof once.
    assert_eq!(network.chain.world().posts.len(), 2);
    for operator in &network.operators {
        assert_eq!(operator.seen().uploads, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_dead_and_one_lying_operator_of_seven_do_not_matter() {
    let network = Network::new("seven", 7).await;
    network.operators[1].seen().manner = Manner::Down;
    network.operators[4].seen().manner = Manner::FalseReceipts;
    let worker = network.start_honest();
    prove(&network).await;
    let honest = [0, 2, 3, 5, 6];
    assert_eq!(verdicts(&network, &honest, 1).await, [Verdict::Pass; 5]);
    assert_eq!(verdicts(&network, &honest, 0).await, [Verdict::Pass; 5]);
    a_while().await;
    let asked = network.operators[4].seen().uploads;
    a_while().await;
    // Five of seven are enough: the liar is not asked for ever.
    assert_eq!(network.operators[4].seen().uploads, asked);
    worker.stop().await;
    assert_eq!(receipts(&network, 0), [0, 2, 3, 5, 6]);
    assert_eq!(receipts(&network, 1), [0, 2, 3, 5, 6]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_that_comes_back_is_sent_what_the_quorum_lacks() {
    let network = Network::new("back", 3).await;
    network.operators[2].seen().manner = Manner::Down;
    let worker = network.start_honest();
    prove(&network).await;
    // Two of three are not more than two thirds.
    assert_eq!(verdicts(&network, &[0, 1], 0).await, [Verdict::Pass; 2]);
    network.operators[2].seen().manner = Manner::Honest;
    assert_eq!(verdicts(&network, &[2], 0).await, [Verdict::Pass]);
    assert_eq!(verdicts(&network, &[2], 1).await, [Verdict::Pass]);
    a_while().await;
    worker.stop().await;
    assert_eq!(receipts(&network, 0), [0, 1, 2]);
}

struct Cheating(Cheat);

impl Backend for Cheating {
    fn name(&self) -> String {
        "cheat".into()
    }
    fn check(&self, _: &ClassParams) -> Result<(), BackendError> {
        Ok(())
    }
    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        Ok(Box::new(self.0.commit(job).map_err(BackendError::Prove)?))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cheating_backend_is_caught_by_every_operator() {
    let network = Network::new("cheat", 3).await;
    let lazy = Cheat::LazyFill { fraction: 9_000 };
    let worker = network.start(Arc::new(Cheating(lazy)), &[0, 1]);
    prove(&network).await;
    for verdict in verdicts(&network, &[0, 1, 2], 0).await {
        let Verdict::Fail(fault) = verdict else {
            panic!("passed")
        };
        assert_eq!(fault.reason(), 7);
    }
    worker.stop().await;
}

/// Cannot prove one device.
struct Broken(Arc<dyn Backend>);

impl Backend for Broken {
    fn name(&self) -> String {
        "broken".into()
    }
    fn check(&self, params: &ClassParams) -> Result<(), BackendError> {
        self.0.check(params)
    }
    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        if job.device == device_address(0).0 {
            let needed = 1 << 40;
            return Err(BackendError::Prove(ProveError::OutOfMemory { needed }));
        }
        self.0.commit(job)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_fails_does_not_cost_the_others_their_hour() {
    let network = Network::new("broken", 1).await;
    let worker = network.start(Arc::new(Broken(cpu())), &[0, 1]);
    prove(&network).await;
    assert_eq!(verdicts(&network, &[0], 1).await, [Verdict::Pass]);
    worker.stop().await;
    assert_eq!(
        network.operators[0].verdict(EPOCH, &device_address(0)),
        None
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_starts_after_the_deadline_promises_nothing() {
    let network = Network::new("late", 1).await;
    {
        let mut world = network.chain.world();
        world.draw();
        world.slot += 101;
    }
    let worker = network.start_honest();
    until("the miss on disk", || {
        std::fs::read_to_string(network.dir.join("epochs/00000005.json"))
            .is_ok_and(|text| text.contains("commit_late"))
    })
    .await;
    worker.stop().await;
    assert_eq!(network.chain.world().posts, []);
    assert_eq!(
        network.store().epoch(EPOCH).unwrap().idle[&0],
        Miss::CommitLate
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_epoch_is_proved_anew() {
    let network = Network::new("next", 1).await;
    let worker = network.start_honest();
    prove(&network).await;
    {
        let mut world = network.chain.world();
        world.now_ts += 3_600;
        world.slot += 9_000;
    }
    prove(&network).await;
    let address = device_address(1);
    until("the next verdict", || {
        network.operators[0].verdict(EPOCH + 1, &address).is_some()
    })
    .await;
    assert_eq!(
        network.operators[0].verdict(EPOCH + 1, &address),
        Some(Verdict::Pass)
    );
    worker.stop().await;
    let world = network.chain.world();
    let epochs: Vec<u64> = world
        .posts
        .iter()
        .map(|post| match post {
            Post::Commit(epoch, _) | Post::Response(epoch, _) => *epoch,
        })
        .collect();
    assert_eq!(epochs, [5, 5, 6, 6]);
}

fn heard(network: &Network, seat: usize, device: u32) -> Vec<(u64, u8)> {
    let seen = network.operators[seat].seen();
    let minutes = seen.minutes.get(&device_address(device));
    minutes.into_iter().flatten().copied().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_chain_minute_is_heard_by_every_operator_that_lives() {
    let network = Network::new("minutes", 3).await;
    network.operators[1].seen().manner = Manner::Down;
    network.chain.world().devices[1].status = DeviceStatus::Paused;
    let worker: Worker = network.start_honest();
    // Across the epoch's edge.
    network.chain.world().now_ts += 57 * 60;
    let mut expected = Vec::new();
    for minute in [(5, 57), (5, 58), (5, 59), (6, 0), (6, 1)] {
        until("a heartbeat", || {
            [0, 2]
                .iter()
                .all(|seat| heard(&network, *seat, 0).last() == Some(&minute))
        })
        .await;
        expected.push(minute);
        network.chain.world().now_ts += 60;
    }
    // An operator that comes back hears the minute in progress; those it missed are gone.
    network.operators[1].seen().manner = Manner::Honest;
    until("the third operator", || {
        heard(&network, 1, 0).last() == Some(&(6, 2))
    })
    .await;
    worker.stop().await;
    assert_eq!(heard(&network, 1, 0), [(6, 2)]);
    let minutes: Vec<_> = heard(&network, 0, 0)
        .into_iter()
        .filter(|minute| expected.contains(minute))
        .collect();
    assert_eq!(minutes, expected);
    // In maintenance.
    assert_eq!(heard(&network, 0, 1), []);
}
