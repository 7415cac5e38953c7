//! From accounts to a view.

use std::collections::{BTreeSet, HashMap};

use io_api::{Address, Digest};
use io_chain::ChainClock;
use io_chain::sysvar::CLOCK;
use io_client::account::AccountData;
use io_client::classes::class_at;
use io_client::oracle::accounts;
use io_client::status::{DeviceStatus as Status, EpochStatus, OperatorStatus};
use io_client::timeline::{CHALLENGE_CANDIDATES, Timeline};
use io_client::wire::padded_text;
use io_client::{oracle, pda};
use io_pow::ClassParams;
use solana_account::Account;
use solana_pubkey::Pubkey;

use super::classes_of;
use crate::adapters::chain::{
    ChainError, Challenge, Class, CommitEntry, Device, DeviceStatus, Epoch, Operator, View,
};

/// Accounts by address; absent ones are `None`.
pub(super) type Accounts = HashMap<Pubkey, Option<Account>>;

/// What a look is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Guess {
    /// The epoch in progress.
    pub(super) epoch: u64,
    /// Classes of the supplier's devices.
    pub(super) classes: BTreeSet<u8>,
}

/// What a look found.
#[derive(Debug)]
pub(super) enum Look {
    /// All of it.
    Whole(Box<View>),
    /// It was made for another epoch or other classes: look again for these.
    Elsewhere(Guess),
}

fn malformed(what: impl std::fmt::Display, why: impl std::fmt::Display) -> ChainError {
    ChainError::Malformed(format!("{what} ({why})"))
}

fn account<'a>(accounts: &'a Accounts, address: &Pubkey) -> Option<&'a Account> {
    accounts.get(address).and_then(Option::as_ref)
}

fn decoded<T: AccountData>(account: &Account) -> Result<T, ChainError> {
    T::decode_owned(&account.owner, &account.data).map_err(|error| malformed(T::NAME, error))
}

fn required<T: AccountData>(accounts: &Accounts, address: &Pubkey) -> Result<T, ChainError> {
    match account(accounts, address) {
        Some(account) => decoded(account),
        None => Err(ChainError::Missing(format!(
            "there is no {} account {address} on chain",
            T::NAME
        ))),
    }
}

/// Makes a view of the accounts, if they are those of the epoch in progress.
pub(super) fn look(
    accounts: &Accounts,
    supplier: &Pubkey,
    devices: &[Pubkey],
    guess: &Guess,
) -> Result<Look, ChainError> {
    let clock = account(accounts, &CLOCK).map_or(&[][..], |account| &account.data);
    let clock = ChainClock::decode(clock).map_err(|error| malformed("Clock", error))?;
    let now_ts = clock.unix_timestamp;
    let params: accounts::Oracle = required(accounts, &oracle::oracle_address())?;
    let timeline = params.timeline();
    if timeline.epoch_length_s == 0 {
        return Err(malformed("Oracle", "an epoch of no length"));
    }
    // Before genesis, the first one is waited for.
    let epoch = timeline.epoch_at(now_ts).unwrap_or(1);
    let devices: Vec<Device> = devices
        .iter()
        .filter_map(|address| Some(device(address, account(accounts, address)?)))
        .collect::<Result<_, _>>()?;
    let better = Guess {
        epoch,
        classes: classes_of(&devices),
    };
    if better != *guess {
        return Ok(Look::Elsewhere(better));
    }
    let mut epochs = Vec::new();
    for number in [epoch.saturating_sub(1), epoch] {
        let Some(found) = account(accounts, &pda::epoch_record(number)) else {
            continue;
        };
        let record: accounts::EpochRecord = decoded(found)?;
        // The address is used again 64 epochs later.
        if record.epoch == number {
            epochs.push(epoch_of(&record, &timeline));
        }
    }
    let mut commits = Vec::new();
    for class in &guess.classes {
        let Some(found) = account(accounts, &pda::commits(supplier, *class)) else {
            continue;
        };
        let ring: accounts::Commits = decoded(found)?;
        let used = ring.entries.iter().filter(|entry| entry.commit_slot > 0);
        commits.extend(used.map(|entry| CommitEntry {
            epoch: entry.epoch,
            class: *class,
            commit_root: Digest(entry.commit_root),
            response_root: (entry.response_slot > 0).then_some(Digest(entry.response_root)),
        }));
    }
    Ok(Look::Whole(Box::new(View {
        slot: clock.slot,
        now_ts,
        epoch,
        minute: timeline.minute_at(now_ts).map_or(0, |(_, minute)| minute),
        epochs,
        operators: operators_of(
            &required(accounts, &oracle::operators_address())?,
            params.bond,
        ),
        classes: classes_on_chain(&required(accounts, &oracle::classes_address())?, now_ts),
        devices,
        commits,
    })))
}

fn epoch_of(record: &accounts::EpochRecord, timeline: &Timeline) -> Epoch {
    Epoch {
        epoch: record.epoch,
        open: record.status == EpochStatus::Open as u8,
        no_challenge: record.s0 == 0 && record.next_candidate >= CHALLENGE_CANDIDATES,
        challenge: (record.s0 > 0).then(|| Challenge {
            seed: Digest(record.seed),
            commit_deadline_slot: timeline.commit_deadline(record.s0),
            response_deadline_slot: timeline.response_deadline(record.s0),
            beacon1: (record.beacon1_slot > 0).then_some(Digest(record.beacon1)),
        }),
        summary_cutoff_ts: timeline.cutoff_ts(record.epoch),
        weights: record.weights.to_vec(),
        total_weight: record.total_weight,
    }
}

fn operators_of(registry: &accounts::Operators, bond: u64) -> Vec<Operator> {
    let seats = (0_u8..).zip(&registry.entries);
    let active = seats.filter(|(_, entry)| entry.status == OperatorStatus::Active as u8);
    active
        .map(|(seat, entry)| Operator {
            seat,
            key: Address(entry.key.to_bytes()),
            url: padded_text(&entry.url),
            bonded: entry.bond >= bond,
        })
        .collect()
}

/// The classes as they count now: in the whole epoch, since they change at its start.
fn classes_on_chain(registry: &accounts::Classes, now_ts: i64) -> Vec<Class> {
    (0..registry.count)
        .filter_map(|number| Some((u32::from(number), class_at(registry, number, now_ts)?)))
        .map(|(class, entry)| Class {
            name: padded_text(&entry.name),
            multiplier_milli: entry.multiplier_milli,
            live: entry.live != 0,
            params: ClassParams {
                class,
                n: entry.n,
                k: entry.k,
                panels: entry.panels,
                lanes: entry.lanes,
                steps: entry.steps,
            },
        })
        .collect()
}

/// A device's account.
pub(super) fn device(address: &Pubkey, account: &Account) -> Result<Device, ChainError> {
    let device: accounts::Device = decoded(account)?;
    let status = match Status::from_byte(device.status) {
        Some(Status::Registered) => DeviceStatus::Registered,
        Some(Status::Offered) => DeviceStatus::Offered,
        Some(Status::Paused) => DeviceStatus::Paused,
        Some(Status::Retired) => DeviceStatus::Retired,
        None => return Err(malformed("Device", "a status that is not known")),
    };
    Ok(Device {
        address: Address(address.to_bytes()),
        nonce: device.nonce,
        index: device.index,
        class: device.class,
        processors: device.processors,
        device_key: Address(device.device_key.to_bytes()),
        status,
    })
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
