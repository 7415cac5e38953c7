//! Seven operators over real HTTP: one is dead and one lies. The other five settle each hour, exactly.

mod harness;

use std::sync::Arc;

use harness::{BOND, Running, World, device, heartbeat, listener, prove, until};
use io_api::readers::{ReportDigest, RewardProof};
use io_api::receipt::Receipt;
use io_api::settlement::Settlement;
use io_api::{Address, Digest};
use io_core::hash::HostSha256;
use io_core::merkle_sum::{self, DEPTH, Node as TreeNode};
use io_oracle::conduct::{Conduct, Honest};
use io_oracle::rotation;
use io_pow::Prover;
use io_pow_cheats::Cheat;

const DEAD: u8 = 2;
const LIAR: u8 = 5;

/// Proposes and votes a root of its own making.
struct PaysItself;

impl Conduct for PaysItself {
    fn settlement(&self, settlement: &mut Settlement) {
        settlement.rewards_root = Digest([0xee; 32]);
    }
}

/// A seed by which the liar proposes first.
fn seed_of_the_liar(epoch: u64) -> [u8; 32] {
    (0u8..)
        .map(|byte| [byte; 32])
        .find(|seed| rotation::proposer(seed, epoch, 0, &[BOND; 7]) == Some(LIAR))
        .unwrap()
}

async fn settle(world: &Arc<World>, alive: &[&Running], epoch: u64) {
    let start = 3_600 * (epoch as i64 - 1);
    let client = reqwest::Client::new();
    // Device 1 fills only part of its memory; device 2 sends heartbeats and no proof.
    let proofs = prove(world, epoch, |index, job| match index {
        1 => Cheat::LazyFill { fraction: 3_000 }.commit(job).unwrap(),
        _ => Prover::commit(job).unwrap(),
    });
    for proof in &proofs {
        let address = device(proof.index).address;
        for operator in alive {
            let url = format!("{}/v1/proofs/{epoch}/{address}", operator.url);
            let answer = client
                .post(url)
                .body(proof.body.clone())
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
            let receipt: Receipt = answer.json().await.unwrap();
            assert_eq!(receipt.verify(), Ok(()));
            assert_eq!(receipt.operator, operator.node.address());
            assert_eq!(receipt.body_hash, io_api::proof::body_hash(&proof.body));
        }
    }
    for minute in 0..3 {
        world.set_time(start + 60 * minute + 5);
        for index in 0..3 {
            for operator in alive {
                let url = format!("{}/v1/heartbeats", operator.url);
                let answer = client
                    .post(url)
                    .json(&heartbeat(world, index))
                    .send()
                    .await
                    .unwrap();
                assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
            }
        }
    }
    world.record(epoch, |record| {
        record.beacon2 = Some(Digest([epoch as u8 + 61; 32]))
    });
    // The drawn verify at once; whoever replaces the dead one, when it has been silent for a minute.
    for second in 0..20 {
        tokio::time::sleep(std::time::Duration::from_millis(40)).await;
        world.set_time(start + 130 + 6 * second);
    }
    world.set_time(start + 3_600);
    until("all summaries on chain", || {
        let posted = world.view().epochs[&epoch]
            .summary_roots
            .iter()
            .filter(|r| **r != Digest::default())
            .count();
        world.change(|_| {});
        posted == alive.len()
    })
    .await;
    // Rounds pass until an honest one proposes.
    let mut now = start + 3_660;
    for _ in 0..7 {
        world.set_time(now);
        for _ in 0..40 {
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            world.change(|_| {});
            if world.view().epochs[&epoch].sealed {
                return;
            }
        }
        now += 120;
    }
    panic!("epoch {epoch} was not sealed in seven rounds");
}

async fn check_books(world: &Arc<World>, operator: &Running, epoch: u64) {
    until("the seal to be followed", || {
        world.change(|_| {});
        operator
            .node
            .settled
            .all()
            .first()
            .is_some_and(|sealed| sealed.settlement.epoch == epoch)
    })
    .await;
    let settlement = world.view().epochs[&epoch].settlement.unwrap();
    // All of every hour so far went to the one device that proved.
    assert_eq!(settlement.rewards_sum, 1_000_000_007 * epoch);
    assert_eq!(settlement.n_leaves, 1);
    let payee: Address = device(0).payee;
    let url = format!("{}/v1/rewards/{payee}?epoch={epoch}", operator.url);
    let leaf: RewardProof = reqwest::get(url).await.unwrap().json().await.unwrap();
    assert_eq!(leaf.cumulative, 1_000_000_007 * epoch);
    let root = TreeNode {
        hash: settlement.rewards_root.0,
        sum: settlement.rewards_sum,
    };
    let proof = hex::decode(&leaf.proof).unwrap();
    let verified = merkle_sum::verify::<HostSha256>(
        &root,
        1,
        DEPTH,
        leaf.index,
        &payee.0,
        leaf.cumulative,
        &proof,
    );
    assert_eq!(verified, Ok(()));
    let digest = operator
        .node
        .store
        .report_digest(epoch)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(digest.report_hash, settlement.report_hash);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn seven_operators_settle_with_one_dead_and_one_lying_and_survive_a_restart() {
    let mut listeners = Vec::new();
    for _ in 0..7 {
        listeners.push(listener().await);
    }
    let urls: Vec<String> = listeners.iter().map(|(_, url)| url.clone()).collect();
    let world = World::new(&urls, seed_of_the_liar(1));
    let mut operators: Vec<Option<Running>> = Vec::new();
    for (index, (listener, _)) in (0u8..).zip(listeners) {
        let conduct: Arc<dyn Conduct> = if index == LIAR {
            Arc::new(PaysItself)
        } else {
            Arc::new(Honest)
        };
        let database = harness::database(&format!("agreement-{index}"));
        let running = match index {
            // Its port is closed: connections are refused.
            DEAD => None,
            _ => Some(harness::start(&world, index, listener, database, conduct, None).await),
        };
        operators.push(running);
    }
    let alive: Vec<&Running> = operators.iter().flatten().collect();
    settle(&world, &alive, 1).await;
    for operator in &alive {
        check_books(&world, operator, 1).await;
    }
    let refused: u64 = alive
        .iter()
        .map(|o| o.node.metrics.proposals_refused_total.get())
        .sum();
    assert!(
        refused >= 5,
        "the liar proposed first and was refused by all others: {refused}"
    );
    let digest = alive[0].node.store.report_digest(1).await.unwrap().unwrap();
    assert_eq!(
        (
            digest.proofs_passed,
            digest.proofs_failed,
            digest.devices_paid
        ),
        (1, 1, 1)
    );
    assert_eq!(digest.included, [0, 1, 3, 4, 5, 6]);

    // One operator is killed and comes back with nothing but its store; another comes back without even that.
    let first = operators[0].take().unwrap().stop().await;
    operators[6].take().unwrap().stop().await;
    let (listener_0, url_0) = listener().await;
    let (listener_6, url_6) = listener().await;
    world.change(|view| {
        let mut operators = view.operators.as_ref().clone();
        operators[0].url = url_0;
        operators[6].url = url_6;
        view.operators = Arc::new(operators);
    });
    operators[0] = Some(harness::start(&world, 0, listener_0, first, Arc::new(Honest), None).await);
    let restored = operators[0].as_ref().unwrap().node.settled.all();
    assert_eq!(
        restored.len(),
        1,
        "the books are back before anyone is asked"
    );
    let empty = harness::database("agreement-6-empty");
    operators[6] = Some(harness::start(&world, 6, listener_6, empty, Arc::new(Honest), None).await);

    world.open(2, [9; 32]);
    world.set_time(3_601);
    let alive: Vec<&Running> = operators.iter().flatten().collect();
    settle(&world, &alive, 2).await;
    for operator in &alive {
        check_books(&world, operator, 2).await;
    }
    // The one that came back without its store tells the hour it was not there for as those who built it do.
    let newcomer = operators[6].as_ref().unwrap();
    let url = format!("{}/v1/epochs/1/report", newcomer.url);
    let served: ReportDigest = reqwest::get(url).await.unwrap().json().await.unwrap();
    assert_eq!(served, digest);
    assert_eq!(
        (served.pool, served.allocated),
        (1_000_000_007, 1_000_000_007)
    );
    for operator in operators.into_iter().flatten() {
        operator.stop().await;
    }
}
