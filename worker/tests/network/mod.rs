//! A chain in memory that keeps the oracle program's rules about roots, and operators that serve the real HTTP
//! messages on loopback and check proofs with the real verifier.
#![allow(dead_code, unused_imports)]

pub mod chain;
pub mod operator;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;
use io_api::{Address, Digest};
use io_pow::ClassParams;
use io_worker::adapters::chain::{Device, DeviceStatus};
use io_worker::adapters::operators::Operators;
use io_worker::adapters::store::Store;
use io_worker::services::{self, Context, LocalDevice};
use io_worker::{Backend, backend::cpu::CpuBackend};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use chain::{FakeChain, Post, Record, World};

pub const SUPPLIER: Address = Address([0x55; 32]);
pub const GENESIS_TS: i64 = 1_700_000_000;
pub const EPOCH_S: i64 = 3_600;
/// Small enough for many proofs in one test on a busy machine.
pub const PARAMS: ClassParams = ClassParams {
    class: 0,
    n: 128,
    k: 64,
    panels: 1,
    lanes: 8,
    steps: 128,
};
pub const BEACON_1: Digest = Digest([0xb1; 32]);
pub const BEACON_2: Digest = Digest([0xb2; 32]);

pub fn device_address(nonce: u32) -> Address {
    Address([0xd0 + u8::try_from(nonce).unwrap(); 32])
}

pub fn device_key(nonce: u32) -> SigningKey {
    SigningKey::from_bytes(&[0x10 + u8::try_from(nonce).unwrap(); 32])
}

/// The chain, its operators and a state directory that is removed at the end.
pub struct Network {
    pub chain: FakeChain,
    pub operators: Vec<operator::Stub>,
    pub dir: PathBuf,
}

impl Drop for Network {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

impl Network {
    /// Two devices, of one and of two GPUs, at registry indices 3 and 9, and operators of equal weight.
    pub async fn new(name: &str, operators: usize) -> Self {
        let device = |nonce: u32, index, processors| Device {
            address: device_address(nonce),
            nonce,
            index,
            class: 0,
            processors,
            device_key: Address(device_key(nonce).verifying_key().to_bytes()),
            status: DeviceStatus::Offered,
        };
        let chain = FakeChain(Arc::new(Mutex::new(World {
            slot: 1_000,
            now_ts: GENESIS_TS + 4 * EPOCH_S + 30,
            records: BTreeMap::new(),
            operators: vec![],
            weights: vec![],
            devices: vec![device(0, 3, 1), device(1, 9, 2)],
            commits: vec![],
            posts: vec![],
            posts_lost: false,
            down: false,
        })));
        let mut stubs = Vec::new();
        for seat in 0..operators {
            stubs.push(operator::Stub::start(u8::try_from(seat).unwrap(), chain.clone()).await);
        }
        {
            let mut world = chain.world();
            world.operators = stubs.iter().map(operator::Stub::listed).collect();
            world.weights = vec![6_000_000_000_000; operators];
        }
        let dir = std::env::temp_dir().join(format!("io-worker-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        Self {
            chain,
            operators: stubs,
            dir,
        }
    }

    /// The state directory, once the worker that had it is gone: a loop that outlived its worker would keep it.
    pub fn store(&self) -> Store {
        let begun = Instant::now();
        loop {
            match Store::open(&self.dir, SUPPLIER) {
                Ok(store) => return store,
                Err(error) if begun.elapsed() > Duration::from_secs(10) => panic!("{error}"),
                Err(_) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    pub fn context(&self, backend: Arc<dyn Backend>, nonces: &[u32]) -> Context<FakeChain> {
        Context {
            chain: self.chain.clone(),
            backend,
            operators: Operators::new(Duration::from_secs(5)).unwrap(),
            store: self.store(),
            devices: nonces
                .iter()
                .map(|nonce| LocalDevice {
                    address: device_address(*nonce),
                    key: device_key(*nonce),
                })
                .collect(),
            poll: Duration::from_millis(10),
            uploads_at_once: 4,
        }
    }

    pub fn start(&self, backend: Arc<dyn Backend>, nonces: &[u32]) -> Worker {
        let (context, shutdown) = (self.context(backend, nonces), CancellationToken::new());
        let task = tokio::spawn(services::run(context, shutdown.clone()));
        Worker { shutdown, task }
    }

    /// A worker with the CPU backend and both devices.
    pub fn start_honest(&self) -> Worker {
        self.start(cpu(), &[0, 1])
    }

    /// Waits until something holds of the world.
    pub async fn until(&self, what: &str, holds: impl Fn(&World) -> bool) {
        until(what, || holds(&self.chain.world())).await;
    }
}

pub fn cpu() -> Arc<dyn Backend> {
    Arc::new(CpuBackend::new(1).unwrap())
}

/// Waits until something holds; a minute is for machines that do much else.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Long enough for a worker to do several things that it must not do.
pub async fn a_while() {
    tokio::time::sleep(Duration::from_millis(300)).await;
}

pub struct Worker {
    shutdown: CancellationToken,
    task: JoinHandle<Result<(), services::supervisor::ServiceFailed>>,
}

impl Worker {
    pub async fn stop(self) {
        self.shutdown.cancel();
        self.task.await.unwrap().unwrap();
    }

    /// Dies without a word, as with a power cut; what is on disk is what there is.
    pub async fn kill(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}
