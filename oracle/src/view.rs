//! The chain as this operator sees it: an immutable snapshot that one service refreshes and all others read.
//! Whoever holds a view knows nothing of RPC, and every decision by time uses the chain's clock in it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use io_api::{Address, Digest, settlement::Settlement};
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
    /// Parameters of the oracle program.
    pub params: Params,
    /// What the next settlement builds on.
    pub sealed: SealedHead,
    /// By index; an operator's index never changes.
    pub operators: Arc<Vec<Operator>>,
    /// By class number.
    pub classes: Arc<Vec<Class>>,
    /// By registry index.
    pub devices: Arc<BTreeMap<u32, Device>>,
    /// Commit and response roots by supplier and class.
    pub commits: Arc<HashMap<(Address, u8), Vec<Commit>>>,
    /// Leases that run or ran lately.
    pub leases: Arc<Vec<Lease>>,
    /// Records of the epochs at hand, by epoch.
    pub epochs: BTreeMap<u64, Arc<EpochRecord>>,
}

/// Parameters of the oracle program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Start of epoch 1, unix seconds.
    pub genesis_ts: i64,
    /// Seconds of an epoch.
    pub epoch_length_s: u32,
    /// Seconds after an epoch's end until which summaries are taken.
    pub summary_window_s: u32,
    /// Age from which a posted price does not count, seconds.
    pub price_max_age_s: u32,
    /// Slots after s0 until which commits land on time.
    pub commit_deadline_slots: u32,
    /// Slots from a deadline to the beacon after it.
    pub beacon_gap_slots: u32,
    /// Slots between the three of a beacon.
    pub beacon_spacing_slots: u32,
    /// Slots after beacon 1 until which responses land on time.
    pub response_slots: u32,
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
    /// Whether it is sealed.
    pub sealed: bool,
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
}

impl Params {
    /// The epoch in progress at `now_ts`, from 1; `None` before genesis.
    #[must_use]
    pub fn epoch_at(&self, now_ts: i64) -> Option<u64> {
        let since = u64::try_from(now_ts.checked_sub(self.genesis_ts)?).ok()?;
        since
            .checked_div(u64::from(self.epoch_length_s))?
            .checked_add(1)
    }

    /// End of an epoch, exclusive, unix seconds; the far future where it does not fit.
    #[must_use]
    pub fn end_ts(&self, epoch: u64) -> i64 {
        let since = epoch.saturating_mul(u64::from(self.epoch_length_s));
        self.genesis_ts
            .saturating_add(i64::try_from(since).unwrap_or(i64::MAX))
    }

    /// Start of an epoch (from 1), unix seconds.
    #[must_use]
    pub fn start_ts(&self, epoch: u64) -> i64 {
        self.end_ts(epoch.saturating_sub(1))
    }

    /// When an epoch's summaries close and its votes begin, unix seconds.
    #[must_use]
    pub fn cutoff_ts(&self, epoch: u64) -> i64 {
        self.end_ts(epoch)
            .saturating_add(i64::from(self.summary_window_s))
    }

    /// Seconds of a minute: a sixtieth of an epoch.
    #[must_use]
    pub const fn minute_s(&self) -> u32 {
        self.epoch_length_s / 60
    }

    /// Epoch and minute (0..60) at `now_ts`.
    #[must_use]
    pub fn minute_at(&self, now_ts: i64) -> Option<(u64, u8)> {
        let epoch = self.epoch_at(now_ts)?;
        let since = now_ts.checked_sub(self.start_ts(epoch))?;
        // Epochs that are no multiple of a minute give their rest to the last one.
        let minute = since.checked_div(i64::from(self.minute_s()))?.min(59);
        Some((epoch, u8::try_from(minute).ok()?))
    }

    /// Last slot at which a commit lands on time.
    #[must_use]
    pub fn commit_deadline(&self, s0: u64) -> u64 {
        s0.saturating_add(self.commit_deadline_slots.into())
    }

    /// Last slot at which a response lands on time.
    #[must_use]
    pub fn response_deadline(&self, s0: u64) -> u64 {
        self.commit_deadline(s0)
            .saturating_add(self.beacon_gap_slots.into())
            .saturating_add(2 * u64::from(self.beacon_spacing_slots))
            .saturating_add(self.response_slots.into())
    }
}

impl ChainView {
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

    const PARAMS: Params = Params {
        genesis_ts: 1_000,
        epoch_length_s: 3_600,
        summary_window_s: 60,
        price_max_age_s: 120,
        commit_deadline_slots: 60,
        beacon_gap_slots: 32,
        beacon_spacing_slots: 8,
        response_slots: 150,
    };

    #[test]
    fn times_are_the_programs() {
        assert_eq!(PARAMS.epoch_at(999), None);
        assert_eq!(
            (PARAMS.epoch_at(1_000), PARAMS.epoch_at(4_600)),
            (Some(1), Some(2))
        );
        assert_eq!((PARAMS.start_ts(2), PARAMS.cutoff_ts(1)), (4_600, 4_660));
        assert_eq!(PARAMS.minute_at(4_599), Some((1, 59)));
        assert_eq!(PARAMS.minute_at(4_660), Some((2, 1)));
        assert_eq!(PARAMS.commit_deadline(5_000), 5_060);
        assert_eq!(PARAMS.response_deadline(5_000), 5_258);
        assert_eq!(Params::default().minute_at(5), None);
    }

    #[test]
    fn a_lease_of_an_hour_has_sixty_minutes_whenever_it_starts() {
        let view = ChainView {
            params: PARAMS,
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
