//! The chain over JSON-RPC: accounts become a [`ChainView`], wishes become transactions. Nothing else in the
//! service knows of either.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Instant;

use io_api::settlement::Settlement;
use io_api::{Address, Digest};
use io_chain::{ChainError, Outgoing, SendPolicy};
use io_client::{AccountData, escrow, oracle, pda, staking};
use io_pow::ClassParams;
use solana_account::Account;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::node::Action;
use crate::view::{
    ChainView, Class, Commit, Device, EpochRecord, Lease, Operator, Params, SealedHead,
};

const CLOCK: Pubkey = Pubkey::from_str_const("SysvarC1ock11111111111111111111111111111111");
const SLOT_HASHES: Pubkey = Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111");
/// Epochs before the one in progress whose records are read.
const EPOCHS_BACK: u64 = 4;
/// Epochs after its end for which a lease is still looked at.
const LEASE_EPOCHS_BACK: i64 = 4;
const SEALED: u8 = 2;
/// A vote simulated a moment before others' may be the one that seals, and a price may find more rows to
/// aggregate: twice and more of what the simulation used. At the highest fee this costs 2,000 lamports.
const HEADROOM_UNITS: u32 = 20_000;

/// What changes slowly: devices, stakes, roots, leases.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    devices: Arc<BTreeMap<u32, Device>>,
    commits: Arc<HashMap<(Address, u8), Vec<Commit>>>,
    leases: Arc<Vec<Lease>>,
}

/// The chain, with the operator's key.
#[derive(Clone)]
pub struct Chain {
    rpc: io_chain::Chain,
    key: Arc<Keypair>,
}

fn missing(address: Pubkey) -> ChainError {
    ChainError::Missing(address)
}

fn decode<T: AccountData>(address: Pubkey, account: Option<&Account>) -> Result<T, ChainError> {
    let account = account.ok_or(ChainError::Missing(address))?;
    T::decode_owned(&account.owner, &account.data).map_err(|error| ChainError::Decode {
        address,
        reason: error.to_string(),
    })
}

fn address(key: &Pubkey) -> Address {
    Address(key.to_bytes())
}

/// A digest that may be absent, which the programs write as zeros.
fn present(bytes: [u8; 32]) -> Option<Digest> {
    (bytes != [0; 32]).then_some(Digest(bytes))
}

/// Text in a zero padded field.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches('\0')
        .to_owned()
}

impl Chain {
    /// The chain behind `rpc_url`, to which `key` signs.
    #[must_use]
    pub fn new(rpc_url: &str, key: &ed25519_dalek::SigningKey, priority_fee_cap: u64) -> Self {
        let policy = SendPolicy {
            max_priority_fee_micro_lamports: priority_fee_cap,
            headroom_units: HEADROOM_UNITS,
            ..SendPolicy::towards(rpc_url)
        };
        Self {
            rpc: io_chain::Chain::new(rpc_url, policy, io_client::generated::program_error),
            key: Arc::new(Keypair::new_from_array(key.to_bytes())),
        }
    }

    /// Clock, slot hashes, parameters, operators, classes and the records of the epochs at hand, all as of one
    /// slot, together with `registry`. `before` tells which epochs those are.
    ///
    /// # Errors
    /// [`ChainError`].
    pub async fn view(
        &self,
        before: &ChainView,
        registry: &Registry,
    ) -> Result<ChainView, ChainError> {
        let singletons = [
            CLOCK,
            SLOT_HASHES,
            oracle::oracle_address(),
            oracle::operators_address(),
            oracle::classes_address(),
        ];
        let current = before.epoch().unwrap_or(1);
        // One ahead: the clock may have moved on since `before`.
        let mut wanted: Vec<u64> =
            (current.saturating_sub(EPOCHS_BACK).max(1)..=current + 1).collect();
        if before.sealed.epoch > 0 && !wanted.contains(&before.sealed.epoch) {
            wanted.push(before.sealed.epoch);
        }
        let mut addresses = singletons.to_vec();
        addresses.extend(wanted.iter().map(|epoch| pda::epoch_record(*epoch)));
        let accounts = self.rpc.accounts(&addresses).await?;
        let account = |at: usize| accounts.get(at).and_then(Option::as_ref);

        let (slot, now_ts) = clock(account(0))?;
        let program: oracle::accounts::Oracle = decode(addresses[2], account(2))?;
        let operators: oracle::accounts::Operators = decode(addresses[3], account(3))?;
        let classes: oracle::accounts::Classes = decode(addresses[4], account(4))?;
        let mut epochs = BTreeMap::new();
        for (at, epoch) in wanted.iter().enumerate() {
            if let Some(found) = account(singletons.len() + at) {
                let record: oracle::accounts::EpochRecord =
                    decode(addresses[singletons.len() + at], Some(found))?;
                // The place of epoch e is e + 64's as well.
                if record.epoch == *epoch && record.status != 0 {
                    epochs.insert(*epoch, Arc::new(epoch_record(&record, operators.count)));
                }
            }
        }
        let moved = slot != before.slot || before.slot_seen.is_none();
        Ok(ChainView {
            slot,
            now_ts,
            slot_seen: if moved {
                Some(Instant::now())
            } else {
                before.slot_seen
            },
            slot_hashes: if moved {
                Arc::new(slot_hashes(account(1))?)
            } else {
                before.slot_hashes.clone()
            },
            params: params(&program),
            sealed: SealedHead {
                epoch: program.sealed_epoch,
                rewards_root: Digest(program.sealed_rewards_root),
            },
            operators: Arc::new(listed_operators(&operators)),
            classes: Arc::new(listed_classes(&classes)),
            devices: registry.devices.clone(),
            commits: registry.commits.clone(),
            leases: registry.leases.clone(),
            epochs,
        })
    }

    /// Devices with their stakes, commits and leases.
    ///
    /// # Errors
    /// [`ChainError`].
    pub async fn registry(&self, view: &ChainView) -> Result<Registry, ChainError> {
        let (devices, stakes, commits, leases, jobs) = tokio::try_join!(
            self.all::<oracle::accounts::Device>(),
            self.all::<staking::accounts::DeviceStake>(),
            self.all::<oracle::accounts::Commits>(),
            self.all::<escrow::accounts::Lease>(),
            self.all::<escrow::accounts::Job>(),
        )?;
        let staked: HashMap<Pubkey, u64> = stakes
            .into_iter()
            .map(|(_, stake)| (stake.device, stake.backing()))
            .collect();
        let devices = devices.into_iter().map(|(key, device)| {
            let stake = staked.get(&key).copied().unwrap_or(0);
            (device.index, listed_device(&key, &device, stake))
        });
        let commits = commits.into_iter().map(|(_, commits)| {
            let entries = commits
                .entries
                .iter()
                .filter(|entry| entry.commit_slot > 0)
                .map(|entry| Commit {
                    epoch: entry.epoch,
                    commit_root: Digest(entry.commit_root),
                    commit_slot: entry.commit_slot,
                    response_root: Digest(entry.response_root),
                    response_slot: entry.response_slot,
                });
            (
                (address(&commits.supplier), commits.class),
                entries.collect(),
            )
        });
        let jobs: HashMap<Pubkey, escrow::accounts::Job> = jobs.into_iter().collect();
        let since = view.now_ts.saturating_sub(
            LEASE_EPOCHS_BACK.saturating_mul(i64::from(view.params.epoch_length_s)),
        );
        let leases = leases.into_iter().filter_map(|(key, lease)| {
            let job = jobs.get(&lease.job)?;
            (job.start_ts > 0 && job.end_ts > since).then_some(Lease {
                address: address(&key),
                device: address(&lease.device),
                start_ts: job.start_ts,
                end_ts: job.end_ts,
            })
        });
        Ok(Registry {
            devices: Arc::new(devices.collect()),
            commits: Arc::new(commits.collect()),
            leases: Arc::new(leases.collect()),
        })
    }

    async fn all<T: AccountData>(&self) -> Result<Vec<(Pubkey, T)>, ChainError> {
        let found = self
            .rpc
            .program_accounts(&T::PROGRAM_ID, &T::DISCRIMINATOR, &[])
            .await?;
        found
            .into_iter()
            .map(|(key, account)| Ok((key, decode(key, Some(&account))?)))
            .collect()
    }

    /// Balance of the operator's key, lamports: it pays for its transactions.
    ///
    /// # Errors
    /// [`ChainError`].
    pub async fn balance(&self) -> Result<u64, ChainError> {
        Ok(self
            .rpc
            .account(&self.key.pubkey())
            .await?
            .map_or(0, |account| account.lamports))
    }

    /// Does on chain what is asked; returns once it is confirmed.
    ///
    /// # Errors
    /// [`ChainError`].
    pub async fn submit(&self, action: &Action) -> Result<(), ChainError> {
        use oracle::instructions::{PostPrices, PostSummary, Vote};
        let key = self.key.pubkey();
        let instruction = match action {
            Action::PostSummary { epoch, root } => PostSummary {
                key,
                epoch_record: pda::epoch_record(*epoch),
            }
            .instruction(*epoch, root.0),
            Action::Vote(settlement) => Vote {
                key,
                epoch_record: pda::epoch_record(settlement.epoch),
            }
            .instruction(&vote_of(settlement)),
            Action::PostPrices(prices) => {
                let values: Vec<_> = prices
                    .iter()
                    .map(|(feed, price)| oracle::types::FeedValue {
                        feed: *feed,
                        price: *price,
                    })
                    .collect();
                PostPrices { key }.instruction(&values)
            }
        };
        let outgoing = Outgoing {
            instructions: &[instruction],
            payer: &self.key,
            signers: &[],
            tables: &[],
        };
        self.rpc.send(&outgoing).await?;
        Ok(())
    }
}

fn vote_of(settlement: &Settlement) -> oracle::types::SettlementVote {
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

/// Slot and unix seconds: the first and the fifth word of the sysvar.
fn clock(account: Option<&Account>) -> Result<(u64, i64), ChainError> {
    let data = &account.ok_or_else(|| missing(CLOCK))?.data;
    match (
        data.first_chunk::<8>(),
        data.get(32..).and_then(|rest| rest.first_chunk::<8>()),
    ) {
        (Some(slot), Some(ts)) => Ok((u64::from_le_bytes(*slot), i64::from_le_bytes(*ts))),
        _ => Err(ChainError::Decode {
            address: CLOCK,
            reason: "it is shorter than 40 bytes".into(),
        }),
    }
}

/// A count, then entries of slot and hash.
fn slot_hashes(account: Option<&Account>) -> Result<BTreeMap<u64, Digest>, ChainError> {
    let data = &account.ok_or_else(|| missing(SLOT_HASHES))?.data;
    let (entries, _) = data.get(8..).unwrap_or(&[]).as_chunks::<40>();
    let entry = |entry: &[u8; 40]| {
        let (slot, hash) = entry.split_first_chunk::<8>()?;
        Some((u64::from_le_bytes(*slot), Digest(hash.try_into().ok()?)))
    };
    Ok(entries.iter().filter_map(entry).collect())
}

fn params(program: &oracle::accounts::Oracle) -> Params {
    Params {
        genesis_ts: program.genesis_ts,
        epoch_length_s: program.epoch_length_s,
        summary_window_s: program.summary_window_s,
        price_max_age_s: program.price_max_age_s,
        commit_deadline_slots: program.commit_deadline_slots,
        beacon_gap_slots: program.beacon_gap_slots,
        beacon_spacing_slots: program.beacon_spacing_slots,
        response_slots: program.response_slots,
    }
}

fn listed_operators(operators: &oracle::accounts::Operators) -> Vec<Operator> {
    (0..operators.count)
        .zip(&operators.entries)
        .map(|(index, operator)| Operator {
            index,
            key: address(&operator.key),
            active: operator.status == 1,
            url: text(&operator.url).trim_end_matches('/').to_owned(),
        })
        .collect()
}

fn listed_classes(classes: &oracle::accounts::Classes) -> Vec<Class> {
    (0..classes.count)
        .zip(&classes.entries)
        .map(|(number, class)| Class {
            name: text(&class.name),
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
        })
        .collect()
}

fn listed_device(key: &Pubkey, device: &oracle::accounts::Device, stake: u64) -> Device {
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

fn epoch_record(record: &oracle::accounts::EpochRecord, operators: u8) -> EpochRecord {
    let seats = usize::from(operators.max(record.operator_count));
    let sealed = record.status == SEALED;
    let settlement = &record.settlement;
    EpochRecord {
        epoch: record.epoch,
        sealed,
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
        settlement: sealed.then(|| Settlement {
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
    }
}
