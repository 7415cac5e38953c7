//! Invariant 7 on the raw records, whatever the model says: no operator counts twice; a final root never changes; a
//! sealed one only by a challenge or the guardian, inside its window.

use super::{Broken, holds};
use crate::{
    economy::op::Op,
    oracle::{
        accounts::{OPEN, SEALED, VOID},
        address::{epoch_record, singleton},
        instructions::Settlement,
    },
    world::World,
};
use io_client::{
    AccountData,
    oracle::accounts::{EpochRecord, Operators},
};
use io_core::quorum::exceeds_two_thirds;
use sha2::{Digest, Sha256};
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// Places of the ring of records.
const PLACES: u64 = 64;

static RECORDS: LazyLock<HashMap<Pubkey, u64>> = LazyLock::new(|| {
    let places = 0..PLACES;
    places.map(|place| (epoch_record(place), place)).collect()
});

/// A record as it was seen last.
#[derive(Clone, Debug)]
struct Seen {
    epoch: u64,
    status: u8,
    settlement: Vec<u8>,
    final_ts: i64,
    final_slot: u64,
    latest: (i64, u64),
}

impl Seen {
    fn is_final(&self, now: i64, slot: u64) -> bool {
        self.status == SEALED && now >= self.final_ts && slot >= self.final_slot
    }
}

/// What was seen of every record.
#[derive(Clone, Debug, Default)]
pub struct Seals {
    seen: BTreeMap<u64, Seen>,
    /// The largest sum of a final settlement, IO base units.
    pub final_sum: u64,
}

impl Seals {
    /// Looks at the records that `instructions`, which landed for `op`, name.
    ///
    /// # Errors
    /// What changed that must not.
    pub fn look(
        &mut self,
        op: &Op,
        instructions: &[Instruction],
        world: &World,
    ) -> Result<(), Broken> {
        let named = instructions.iter().flat_map(|i| &i.accounts);
        let mut places: Vec<u64> = named
            .filter_map(|meta| RECORDS.get(&meta.pubkey).copied())
            .collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            if let Some(account) = world.svm.get_account(&epoch_record(place)) {
                let now = EpochRecord::decode(&account.data);
                let now = now.map_err(|error| error.to_string())?;
                self.record(op, place, &now, world)?;
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        op: &Op,
        place: u64,
        record: &EpochRecord,
        world: &World,
    ) -> Result<(), Broken> {
        let clock = world.svm.get_sysvar::<Clock>();
        let (now, slot) = (clock.unix_timestamp, clock.slot);
        let after = seen(record);
        if let Some(before) = self.seen.get(&place) {
            let was_final = before.is_final(now, slot);
            if before.epoch != after.epoch {
                holds(
                    "7: a later epoch takes a record",
                    after.epoch > before.epoch,
                )?;
                let waits = before.status == SEALED && !was_final;
                holds("7: nobody takes the record of what waits", !waits)?;
            } else if before.status != OPEN {
                let same = before.settlement == after.settlement;
                holds("7: a sealed settlement stays as it is", same)?;
                let by_whom = matches!(op, Op::Void { .. } | Op::Judge { .. });
                match (before.status, after.status) {
                    (SEALED, SEALED) => {
                        let later = after.final_ts >= before.final_ts
                            && after.final_slot >= before.final_slot
                            && (after.final_ts, after.final_slot) <= after.latest
                            && after.latest == before.latest;
                        holds("7: final later, and not for ever", later)?;
                        let moved = after.final_ts != before.final_ts;
                        holds("7: a final root is final", !(was_final && moved))?;
                    }
                    (SEALED, VOID) => {
                        holds("7: who voids a sealed root", by_whom)?;
                        holds("7: a final root never changes", !was_final)?;
                    }
                    (VOID, VOID) => {}
                    (from, to) => return Err(format!("7: a record goes from {from} to {to}")),
                }
            } else if after.status != OPEN {
                let voted = matches!(op, Op::Vote { .. }) && after.status == SEALED;
                holds("7: only a vote seals", voted)?;
            }
        } else {
            holds("7: a record begins open", after.status == OPEN)?;
        }
        if after.status != OPEN {
            quorum(record)?;
        }
        if after.is_final(now, slot) {
            self.final_sum = self.final_sum.max(record.settlement.rewards_sum);
        }
        self.seen.insert(place, after);
        Ok(())
    }
}

fn seen(record: &EpochRecord) -> Seen {
    Seen {
        epoch: record.epoch,
        status: record.status,
        settlement: bytes(record),
        final_ts: record.final_ts,
        final_slot: record.final_slot,
        latest: (record.latest_final_ts, record.latest_final_slot),
    }
}

fn bytes(record: &EpochRecord) -> Vec<u8> {
    let sealed = &record.settlement;
    let settlement = Settlement {
        epoch: sealed.epoch,
        prev_root: sealed.prev_root,
        rewards_root: sealed.rewards_root,
        rewards_sum: sealed.rewards_sum,
        n_leaves: sealed.n_leaves,
        usage_root: sealed.usage_root,
        verdict_root: sealed.verdict_root,
        report_hash: sealed.report_hash,
    };
    settlement.encode()
}

/// Those who voted for what is sealed have more than two thirds of the weight of all, each counted once.
fn quorum(record: &EpochRecord) -> Result<(), Broken> {
    let digest: [u8; 32] = Sha256::digest(bytes(record)).into();
    let votes = record.votes.iter().zip(&record.weights);
    let tally: u64 = votes
        .filter(|(vote, _)| **vote == digest)
        .map(|(_, weight)| weight)
        .sum();
    let all: u64 = record.weights.iter().sum();
    holds("7: the weights are the whole", all == record.total_weight)?;
    let most = record.weights.iter().copied().max().unwrap_or(0);
    let alone = u128::from(most) * 3 > u128::from(all);
    // Of fewer than four who are bonded nobody can be held below a third.
    let few = record.weights.iter().filter(|weight| **weight > 0).count() < 4;
    holds("7: nobody holds a third alone", few || !alone)?;
    let sealed = exceeds_two_thirds(tally, record.total_weight);
    holds("7: sealed by more than two thirds", sealed)
}

/// No wallet and no key has two seats.
///
/// # Errors
/// If one has.
pub fn nobody_sits_twice(world: &World) -> Result<(), Broken> {
    let operators = Operators::decode(&world.data(&singleton("operators")));
    let operators = operators.map_err(|error| error.to_string())?;
    let listed = operators.entries.iter().filter(|entry| entry.status != 0);
    let (mut wallets, mut keys): (Vec<_>, Vec<_>) =
        listed.map(|entry| (entry.wallet, entry.key)).unzip();
    let seats = wallets.len();
    for names in [&mut wallets, &mut keys] {
        names.sort_unstable();
        names.dedup();
    }
    let once = wallets.len() == seats && keys.len() == seats;
    holds("7: no operator counts twice", once)
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_client::wire::Wire;

    /// A record of three equal weights, which have all voted for what it would seal.
    fn record(epoch: u64, status: u8) -> EpochRecord {
        let mut data = EpochRecord::DISCRIMINATOR.to_vec();
        data.resize(EpochRecord::LEN, 0);
        let mut record = EpochRecord::decode(&data).expect("zeros");
        (record.epoch, record.status) = (epoch, status);
        record.weights[..3].fill(1);
        record.total_weight = 3;
        record.settlement.epoch = epoch;
        let digest: [u8; 32] = Sha256::digest(bytes(&record)).into();
        record.votes[..3].fill(digest);
        (record.final_ts, record.latest_final_ts) = (crate::world::GENESIS_TS + 100, i64::MAX);
        (record.final_slot, record.latest_final_slot) = (0, u64::MAX);
        record
    }

    /// Each of `records` takes the place of the one before, the last by `op`; what is found.
    fn found(records: &[EpochRecord], op: &Op, seconds: i64) -> Result<(), Broken> {
        let mut world = World::new();
        let mut seals = Seals::default();
        let (last, first) = records.split_last().expect("one");
        for (one, op) in first
            .iter()
            .map(|one| (one, &Op::Vote { seat: 0, epoch: 1 }))
            .chain([(last, op)])
        {
            let mut data = EpochRecord::DISCRIMINATOR.to_vec();
            one.write(&mut data);
            let key = epoch_record(one.epoch);
            world.put_account(key, crate::world::ORACLE, data);
            let named = crate::instruction::Ix::bare(crate::world::ORACLE).writes(key);
            if std::ptr::eq(one, last) {
                world.set_clock(crate::world::GENESIS_TS + seconds, 1_000);
            }
            seals.look(op, &[named.build()], &world)?;
        }
        Ok(())
    }

    #[test]
    fn what_changes_a_root_is_found() {
        let (open, sealed, void) = (record(1, OPEN), record(1, SEALED), record(1, VOID));
        let vote = Op::Vote { seat: 0, epoch: 1 };
        let by_guardian = Op::Void { epoch: 1 };
        assert_eq!(found(&[open.clone(), sealed.clone()], &vote, 0), Ok(()));
        let voided = [open.clone(), sealed.clone(), void.clone()];
        assert_eq!(found(&voided, &by_guardian, 99), Ok(()));
        assert!(found(&voided, &by_guardian, 100).is_err(), "it was final");
        assert!(found(&voided, &vote, 0).is_err(), "a vote voids nothing");
        assert!(found(&[open.clone(), sealed.clone()], &Op::Accrue, 0).is_err());
        assert!(found(&[open.clone(), sealed.clone(), open.clone()], &vote, 0).is_err());
        let mut other = sealed.clone();
        other.settlement.rewards_sum = 7;
        assert!(found(&[open.clone(), sealed.clone(), other], &vote, 0).is_err());
        let mut later = sealed.clone();
        later.final_ts += 1;
        let held_up = [open.clone(), sealed.clone(), later];
        assert_eq!(found(&held_up, &vote, 99), Ok(()));
        assert!(found(&held_up, &vote, 100).is_err(), "it was final");
        // Two of three are not more than two thirds.
        let mut few = sealed.clone();
        few.votes[2] = [0; 32];
        assert!(found(&[open.clone(), few], &vote, 0).is_err());
        let waits = [open, sealed.clone(), record(65, OPEN)];
        assert!(found(&waits, &Op::OpenEpoch, 99).is_err());
        assert_eq!(found(&waits, &Op::OpenEpoch, 100), Ok(()));
    }
}
