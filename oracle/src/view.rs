//! The chain as this operator sees it: an immutable snapshot that one service refreshes and all others read.
//! Whoever holds a view knows nothing of RPC, and every decision by time uses the chain's clock in it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use io_api::{Address, Digest, settlement::Settlement};
use io_client::timeline::Timeline;
use io_pow::ClassParams;

/// Slots of an uploaded proof's or heartbeat's slot hash that are remembered, as many as the sysvar holds.
pub const SLOT_HASHES: usize = 512;

/// Everything the services need to know of the chain.
#[derive(Clone, Debug, Default)]
pub struct ChainView {
    /// Slot of the clock.
    pub slot: u64,
    /// Unix seconds of the clock.
    pub now_ts: i64,
    /// When `slot` was first seen, by this machine's monotonic clock: only to tell whether the chain stands still.
    pub slot_seen: Option<std::time::Instant>,
    /// Recent slots and their hashes.
    pub slot_hashes: Arc<BTreeMap<u64, Digest>>,
    /// When things are due.
    pub params: Timeline,
    /// What the next settlement builds on.
    pub sealed: SealedHead,
    /// By index; an operator's index never changes.
    pub operators: Arc<Vec<Operator>>,
    /// By class number. What counts in an epoch: [`ChainView::class`].
    pub classes: Arc<Vec<Class>>,
    /// What follows on a class, by its number, and from when on, unix seconds: the start of an epoch.
    pub class_changes: Arc<BTreeMap<u8, (i64, Class)>>,
    /// Unix seconds of the clock when reading devices, commits and leases began: what happened on chain before is in
    /// them.
    pub registry_ts: i64,
    /// By registry index.
    pub devices: Arc<BTreeMap<u32, Device>>,
    /// Commit and response roots by supplier and class.
    pub commits: Arc<HashMap<(Address, u8), Vec<Commit>>>,
    /// Leases that run or ran lately.
    pub leases: Arc<Vec<Lease>>,
    /// Records of the epochs at hand, by epoch.
    pub epochs: BTreeMap<u64, Arc<EpochRecord>>,
}

/// The last sealed settlement, as far as the next must build on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SealedHead {
    /// Its epoch; 0 before the first.
    pub epoch: u64,
    /// Its rewards root.
    pub rewards_root: Digest,
}

/// An oracle operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Index in the registry.
    pub index: u8,
    /// Key that votes and posts.
    pub key: Address,
    /// Whether it is bonded and not leaving.
    pub active: bool,
    /// HTTP base URL, without a slash at the end.
    pub url: String,
}

/// A GPU class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Name.
    pub name: String,
    /// Multiplier in thousandths.
    pub multiplier_milli: u32,
    /// Dimensions of the proof.
    pub params: ClassParams,
    /// T_class in milliseconds.
    pub time_ms: u32,
    /// Whether the class earns.
    pub live: bool,
}

/// A registered device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Account.
    pub address: Address,
    /// Registry index.
    pub index: u32,
    /// On-chain status: 0 registered, 1 offered, 2 paused, 3 retired.
    pub status: u8,
    /// Class number.
    pub class: u8,
    /// GPUs.
    pub processors: u16,
    /// Connectivity tier, 0 unmeasured.
    pub tier: u8,
    /// Supplier's wallet.
    pub supplier: Address,
    /// Key that signs heartbeats and proofs.
    pub key: Address,
    /// Wallet that is paid.
    pub payee: Address,
    /// Stake behind it, neither cooling nor locked, IO base units.
    pub stake: u64,
}

/// A supplier's roots of one class and epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The epoch.
    pub epoch: u64,
    /// Root over its devices' commitments.
    pub commit_root: Digest,
    /// Slot in which it landed.
    pub commit_slot: u64,
    /// Root over its devices' responses; zero: none yet.
    pub response_root: Digest,
    /// Slot in which that landed.
    pub response_slot: u64,
}

/// A lease, as far as attestation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Account.
    pub address: Address,
    /// The device's account.
    pub device: Address,
    /// When its job started, unix seconds.
    pub start_ts: i64,
    /// When it ends or was cancelled, unix seconds.
    pub end_ts: i64,
}

/// An epoch's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochRecord {
    /// The epoch.
    pub epoch: u64,
    /// Whether it is sealed, and not void.
    pub sealed: bool,
    /// Whether it was sealed and then voided: it is never sealed again, and a later epoch pays for it.
    pub void: bool,
    /// Challenge slot, once drawn.
    pub s0: Option<u64>,
    /// Seed, once drawn; zero before.
    pub seed: Digest,
    /// First beacon, once captured.
    pub beacon1: Option<Digest>,
    /// Second beacon, once captured.
    pub beacon2: Option<Digest>,
    /// Stake by operator index.
    pub weights: Vec<u64>,
    /// Stake of all.
    pub total_weight: u64,
    /// GPU suppliers' emission up to its end, IO base units.
    pub supplier_cap: u64,
    /// Summary root by operator index; zero: none.
    pub summary_roots: Vec<Digest>,
    /// SHA-256 of the vote by operator index; zero: none.
    pub votes: Vec<Digest>,
    /// The sealed settlement, where sealed.
    pub settlement: Option<Settlement>,
    /// When it was sealed, unix seconds.
    pub sealed_ts: i64,
    /// When it is final, unix seconds.
    pub final_ts: i64,
    /// The slot before which it is not final: later than the time only where the chain was halted.
    pub final_slot: u64,
}

impl EpochRecord {
    /// Whether its settlement can still be voted on, once its summaries are closed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.sealed && !self.void
    }

    /// Whether its settlement is final at `now_ts` and `slot`.
    #[must_use]
    pub const fn is_final(&self, now_ts: i64, slot: u64) -> bool {
        self.sealed && now_ts >= self.final_ts && slot >= self.final_slot
    }
}

impl ChainView {
    /// The epoch whose settlement is agreed on next: the newest whose summaries are closed, past the last
    /// seal. It also pays for older ones that missed their seal or lost it.
    #[must_use]
    pub fn next_to_settle(&self) -> Option<&Arc<EpochRecord>> {
        self.epochs.values().rev().find(|record| {
            record.is_open()
                && record.epoch > self.sealed.epoch
                && self.now_ts >= self.params.cutoff_ts(record.epoch)
        })
    }

    /// The epoch in progress.
    #[must_use]
    pub fn epoch(&self) -> Option<u64> {
        self.params.epoch_at(self.now_ts)
    }

    /// The operator with this key.
    #[must_use]
    pub fn operator_of(&self, key: &Address) -> Option<&Operator> {
        self.operators.iter().find(|operator| operator.key == *key)
    }

    /// The device with this account.
    #[must_use]
    pub fn device(&self, address: &Address) -> Option<&Device> {
        self.devices
            .values()
            .find(|device| device.address == *address)
    }

    /// The roots of a device's supplier for an epoch.
    #[must_use]
    pub fn commit(&self, device: &Device, epoch: u64) -> Option<&Commit> {
        self.commits
            .get(&(device.supplier, device.class))?
            .iter()
            .find(|commit| commit.epoch == epoch)
    }

    /// Class `number` as it counts in `epoch`, whenever that is asked.
    #[must_use]
    pub fn class(&self, number: u8, epoch: u64) -> Option<&Class> {
        let listed = self.classes.get(usize::from(number))?;
        match self.class_changes.get(&number) {
            Some((from_ts, next)) if self.params.start_ts(epoch) >= *from_ts => Some(next),
            _ => Some(listed),
        }
    }

    /// All classes as they count in `epoch`, by their numbers.
    pub fn classes_of(&self, epoch: u64) -> impl Iterator<Item = &Class> {
        (0u8..=u8::MAX).map_while(move |number| self.class(number, epoch))
    }

    /// The minutes of `epoch` in which a lease ran. The minute it starts in counts and the one it ends in does
    /// not, so that its length is right to a minute; the program pays no more than the time that passed.
    #[must_use]
    pub fn lease_minutes(&self, lease: &Lease, epoch: u64) -> u64 {
        let minute_s = i64::from(self.params.minute_s());
        let start = self.params.start_ts(epoch);
        (0..60).fold(0, |map, minute| {
            let ends = start.saturating_add(minute_s.saturating_mul(minute + 1));
            if ends > lease.start_ts && ends <= lease.end_ts {
                map | 1 << minute
            } else {
                map
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMELINE: Timeline = Timeline {
        genesis_ts: 1_000,
        ..Timeline::PUBLISHED
    };

    fn record(epoch: u64, sealed: bool, void: bool) -> (u64, Arc<EpochRecord>) {
        let record = EpochRecord {
            epoch,
            sealed,
            void,
            ..EpochRecord::default()
        };
        (epoch, Arc::new(record))
    }

    #[test]
    fn a_void_epoch_is_passed_over_and_the_next_one_settles() {
        let mut view = ChainView {
            params: TIMELINE,
            // Epochs 1 to 3 are over, their summaries closed; 4 is in progress.
            now_ts: TIMELINE.cutoff_ts(3),
            sealed: SealedHead {
                epoch: 3,
                rewards_root: Digest([3; 32]),
            },
            epochs: [
                record(1, true, false),
                record(2, true, false),
                record(3, true, false),
                record(4, false, false),
            ]
            .into(),
            ..ChainView::default()
        };
        assert_eq!(view.next_to_settle(), None, "all are sealed");
        // 2 is voided, and 3 with it: the head goes back to 1.
        view.sealed.epoch = 1;
        view.epochs
            .extend([record(2, false, true), record(3, false, true)]);
        assert_eq!(view.next_to_settle(), None, "void ones are not voted on");
        view.now_ts = TIMELINE.cutoff_ts(4) - 1;
        assert_eq!(view.next_to_settle(), None, "summaries are still taken");
        view.now_ts = TIMELINE.cutoff_ts(4);
        let next = view.next_to_settle().map(|record| record.epoch);
        assert_eq!(next, Some(4), "it pays for 2 and 3");
    }

    #[test]
    fn final_is_sealed_and_past_its_time() {
        let mut record = EpochRecord {
            sealed: true,
            final_ts: 100,
            final_slot: 9,
            ..EpochRecord::default()
        };
        assert!(record.is_final(100, 9) && !record.is_open());
        assert!(!record.is_final(99, 9) && !record.is_final(100, 8));
        record.sealed = false;
        assert!(record.is_open());
        record.void = true;
        assert!(!record.is_final(100, 9) && !record.is_open());
    }

    #[test]
    fn a_lease_of_an_hour_has_sixty_minutes_whenever_it_starts() {
        let view = ChainView {
            params: TIMELINE,
            ..ChainView::default()
        };
        for shift in [0, 1, 59, 60, 1_799, 3_599] {
            let lease = Lease {
                address: Address::default(),
                device: Address::default(),
                start_ts: 1_000 + shift,
                end_ts: 4_600 + shift,
            };
            let minutes: u32 = (1..4)
                .map(|e| view.lease_minutes(&lease, e).count_ones())
                .sum();
            assert_eq!(minutes, 60, "started {shift} s into the epoch");
        }
    }
}
