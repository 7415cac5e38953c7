//! From accounts to what the view holds, and from a settlement to a vote.

use std::collections::BTreeMap;

use io_api::settlement::Settlement;
use io_api::{Address, Digest};
use io_chain::sysvar::{CLOCK, SLOT_HASHES};
use io_chain::{ChainClock, ChainError, SlotHash};
use io_client::classes::change_of;
use io_client::status::{EpochStatus, OperatorStatus};
use io_client::wire::padded_text;
use io_client::{AccountData, oracle};
use io_pow::ClassParams;
use solana_account::Account;
use solana_pubkey::Pubkey;

use crate::view::{Class, Device, EpochRecord, Operator};

fn decoded<T>(
    address: Pubkey,
    account: Option<&Account>,
    decode: impl FnOnce(&Account) -> Result<T, String>,
) -> Result<T, ChainError> {
    let account = account.ok_or(ChainError::Missing(address))?;
    decode(account).map_err(|reason| ChainError::Decode { address, reason })
}

pub(super) fn account<T: AccountData>(
    address: Pubkey,
    account: Option<&Account>,
) -> Result<T, ChainError> {
    decoded(address, account, |account| {
        T::decode_owned(&account.owner, &account.data).map_err(|error| error.to_string())
    })
}

pub(super) fn clock(account: Option<&Account>) -> Result<ChainClock, ChainError> {
    decoded(CLOCK, account, |account| {
        ChainClock::decode(&account.data).map_err(str::to_owned)
    })
}

pub(super) fn slot_hashes(account: Option<&Account>) -> Result<BTreeMap<u64, Digest>, ChainError> {
    let hashes = decoded(SLOT_HASHES, account, |account| {
        SlotHash::decode_all(&account.data).map_err(str::to_owned)
    })?;
    let entries = hashes
        .into_iter()
        .map(|entry| (entry.slot, Digest(entry.hash)));
    Ok(entries.collect())
}

pub(super) fn address(key: &Pubkey) -> Address {
    Address(key.to_bytes())
}

/// A digest that may be absent, which the programs write as zeros.
fn present(bytes: [u8; 32]) -> Option<Digest> {
    (bytes != [0; 32]).then_some(Digest(bytes))
}

pub(super) fn vote_of(settlement: &Settlement) -> oracle::types::SettlementVote {
    oracle::types::SettlementVote {
        epoch: settlement.epoch,
        prev_root: settlement.prev_root.0,
        rewards_root: settlement.rewards_root.0,
        rewards_sum: settlement.rewards_sum,
        n_leaves: settlement.n_leaves,
        usage_root: settlement.usage_root.0,
        verdict_root: settlement.verdict_root.0,
        report_hash: settlement.report_hash.0,
    }
}

pub(super) fn listed_operators(operators: &oracle::accounts::Operators) -> Vec<Operator> {
    (0..operators.count)
        .zip(&operators.entries)
        .map(|(index, operator)| Operator {
            index,
            key: address(&operator.key),
            active: operator.status == OperatorStatus::Active as u8,
            url: padded_text(&operator.url).trim_end_matches('/').to_owned(),
        })
        .collect()
}

pub(super) fn listed_classes(classes: &oracle::accounts::Classes) -> Vec<Class> {
    (0..classes.count)
        .zip(&classes.entries)
        .map(|(number, class)| listed_class(number, class))
        .collect()
}

pub(super) fn class_changes(classes: &oracle::accounts::Classes) -> BTreeMap<u8, (i64, Class)> {
    let change = |number| {
        let (from_ts, next) = change_of(classes, number)?;
        Some((number, (from_ts, listed_class(number, next))))
    };
    (0..classes.count).filter_map(change).collect()
}

fn listed_class(number: u8, class: &oracle::types::GpuClass) -> Class {
    Class {
        name: padded_text(&class.name),
        multiplier_milli: class.multiplier_milli,
        params: ClassParams {
            class: number.into(),
            n: class.n,
            k: class.k,
            panels: class.panels,
            lanes: class.lanes,
            steps: class.steps,
        },
        time_ms: class.time_ms,
        live: class.live != 0,
    }
}

pub(super) fn listed_device(key: &Pubkey, device: &oracle::accounts::Device, stake: u64) -> Device {
    Device {
        address: address(key),
        index: device.index,
        status: device.status,
        class: device.class,
        processors: device.processors,
        tier: device.tier,
        supplier: address(&device.supplier),
        key: address(&device.device_key),
        payee: address(&device.payee),
        stake,
    }
}

pub(super) fn epoch_record(record: &oracle::accounts::EpochRecord, operators: u8) -> EpochRecord {
    let seats = usize::from(operators.max(record.operator_count));
    let sealed = record.status == EpochStatus::Sealed as u8;
    let settlement = &record.settlement;
    EpochRecord {
        epoch: record.epoch,
        sealed,
        void: record.status == EpochStatus::Void as u8,
        s0: (record.s0 > 0).then_some(record.s0),
        seed: Digest(record.seed),
        beacon1: present(record.beacon1),
        beacon2: present(record.beacon2),
        weights: record.weights.iter().copied().take(seats).collect(),
        total_weight: record.total_weight,
        supplier_cap: record.supplier_cap,
        summary_roots: record
            .summary_roots
            .iter()
            .take(seats)
            .map(|root| Digest(*root))
            .collect(),
        votes: record
            .votes
            .iter()
            .take(seats)
            .map(|vote| Digest(*vote))
            .collect(),
        settlement: sealed.then_some(Settlement {
            epoch: settlement.epoch,
            prev_root: Digest(settlement.prev_root),
            rewards_root: Digest(settlement.rewards_root),
            rewards_sum: settlement.rewards_sum,
            n_leaves: settlement.n_leaves,
            usage_root: Digest(settlement.usage_root),
            verdict_root: Digest(settlement.verdict_root),
            report_hash: Digest(settlement.report_hash),
        }),
        sealed_ts: record.sealed_ts,
        final_ts: record.final_ts,
        final_slot: record.final_slot,
    }
}
