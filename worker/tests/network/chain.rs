//! The chain: the oracle program's rules about roots, over a few lines of memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use io_api::{Address, Digest};
use io_worker::adapters::chain::{
    Chain, ChainError, Challenge, Class, CommitEntry, Device, Epoch, Operator, View,
};

use super::{BEACON_1, EPOCH_S, GENESIS_TS, PARAMS, SUPPLIER, device_address};

const COMMIT_SLOTS: u64 = 100;
const RESPONSE_SLOTS: u64 = 200;

/// A post as it reached the chain, whether taken or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    Commit(u64, Digest),
    Response(u64, Digest),
}

#[derive(Clone)]
pub struct Record {
    pub s0: u64,
    pub seed: Digest,
    pub beacon1: Option<Digest>,
    pub open: bool,
}

pub struct World {
    pub slot: u64,
    pub now_ts: i64,
    pub records: BTreeMap<u64, Record>,
    pub operators: Vec<Operator>,
    pub weights: Vec<u64>,
    pub devices: Vec<Device>,
    pub commits: Vec<CommitEntry>,
    pub posts: Vec<Post>,
    /// Posts are lost on their way.
    pub posts_lost: bool,
    /// The node does not answer.
    pub down: bool,
}

impl World {
    pub fn epoch(&self) -> u64 {
        u64::try_from((self.now_ts - GENESIS_TS) / EPOCH_S).unwrap() + 1
    }

    /// Draws the challenge of the epoch in progress, now.
    pub fn draw(&mut self) {
        let epoch = self.epoch();
        let record = Record {
            s0: self.slot,
            seed: Digest([u8::try_from(epoch).unwrap(); 32]),
            beacon1: None,
            open: true,
        };
        self.records.insert(epoch, record);
    }

    pub fn capture_beacon_1(&mut self) {
        let epoch = self.epoch();
        let record = self.records.get_mut(&epoch).unwrap();
        self.slot = record.s0 + COMMIT_SLOTS + 10;
        record.beacon1 = Some(BEACON_1);
    }

    pub fn commit(&self, epoch: u64) -> Option<CommitEntry> {
        let mut entries = self.commits.iter();
        entries.find(|entry| entry.epoch == epoch).copied()
    }

    pub fn device(&self, address: &Address) -> Option<&Device> {
        self.devices
            .iter()
            .find(|device| device.address == *address)
    }
}

#[derive(Clone)]
pub struct FakeChain(pub Arc<Mutex<World>>);

impl FakeChain {
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }
}

fn refused(name: &str) -> ChainError {
    ChainError::Refused {
        code: 6_000,
        name: name.into(),
        message: "as the program would".into(),
    }
}

impl Chain for FakeChain {
    fn supplier(&self) -> Address {
        SUPPLIER
    }

    fn device_address(&self, nonce: u32) -> Address {
        device_address(nonce)
    }

    async fn observe(&self) -> Result<View, ChainError> {
        let world = self.world();
        if world.down {
            return Err(ChainError::Unreachable("down".into()));
        }
        let epoch = world.epoch();
        let start = |epoch: u64| GENESIS_TS + i64::try_from(epoch - 1).unwrap() * EPOCH_S;
        let records = world
            .records
            .iter()
            .filter(|(number, _)| **number + 1 >= epoch);
        let epochs = records
            .map(|(number, record)| Epoch {
                epoch: *number,
                open: record.open,
                no_challenge: false,
                challenge: Some(Challenge {
                    seed: record.seed,
                    commit_deadline_slot: record.s0 + COMMIT_SLOTS,
                    response_deadline_slot: record.s0 + COMMIT_SLOTS + RESPONSE_SLOTS,
                    beacon1: record.beacon1,
                }),
                summary_cutoff_ts: start(number + 1) + 60,
                weights: world.weights.clone(),
                total_weight: world.weights.iter().sum(),
            })
            .collect();
        Ok(View {
            slot: world.slot,
            now_ts: world.now_ts,
            epoch,
            minute: u8::try_from((world.now_ts - start(epoch)) / 60).unwrap(),
            epochs,
            operators: world.operators.clone(),
            classes: vec![Class {
                name: "test".into(),
                multiplier_milli: 250,
                live: true,
                params: PARAMS,
            }],
            devices: world.devices.clone(),
            commits: world.commits.clone(),
        })
    }

    async fn post_commit(&self, epoch: u64, class: u8, root: Digest) -> Result<(), ChainError> {
        let mut world = self.world();
        if world.posts_lost {
            return Err(ChainError::NotSent("lost".into()));
        }
        world.posts.push(Post::Commit(epoch, root));
        let record = world.records[&epoch].clone();
        if !record.open {
            return Err(refused("WrongEpoch"));
        }
        if world.slot > record.s0 + COMMIT_SLOTS {
            return Err(refused("CommitTooLate"));
        }
        if world.commit(epoch).is_some() {
            return Err(refused("AlreadyCommitted"));
        }
        world.commits.push(CommitEntry {
            epoch,
            class,
            commit_root: root,
            response_root: None,
        });
        Ok(())
    }

    async fn post_response(&self, epoch: u64, _: u8, root: Digest) -> Result<(), ChainError> {
        let mut world = self.world();
        if world.posts_lost {
            return Err(ChainError::NotSent("lost".into()));
        }
        world.posts.push(Post::Response(epoch, root));
        let record = world.records[&epoch].clone();
        if record.beacon1.is_none() {
            return Err(refused("BeaconNotCaptured"));
        }
        if world.slot > record.s0 + COMMIT_SLOTS + RESPONSE_SLOTS {
            return Err(refused("ResponseTooLate"));
        }
        let entry = world.commits.iter_mut().find(|entry| entry.epoch == epoch);
        let entry = entry.ok_or_else(|| refused("NotCommitted"))?;
        if entry.response_root.is_some() {
            return Err(refused("AlreadyResponded"));
        }
        entry.response_root = Some(root);
        Ok(())
    }

    async fn lamports(&self) -> Result<u64, ChainError> {
        Ok(1_000_000_000)
    }

    async fn device_stake(&self, _: Address) -> Result<u64, ChainError> {
        Ok(20_000_000_000)
    }

    async fn registered_devices(&self) -> Result<Vec<Device>, ChainError> {
        Ok(self.world().devices.clone())
    }
}
