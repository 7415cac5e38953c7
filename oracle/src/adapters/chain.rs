//! The chain over JSON-RPC: accounts become a [`ChainView`], wishes become transactions. Nothing else in the
//! service knows of either.

mod decode;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Instant;

use io_api::{Address, Digest};
use io_chain::sysvar::{CLOCK, SLOT_HASHES};
use io_chain::{ChainError, Outgoing, SendPolicy};
use io_client::status::EpochStatus;
use io_client::{AccountData, escrow, oracle, pda, staking};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::node::Action;
use crate::view::{ChainView, Commit, Device, Lease, SealedHead};
use decode::address;

/// Epochs before the one in progress whose records are read.
const EPOCHS_BACK: u64 = 4;
/// Epochs after its end for which a lease is still looked at.
const LEASE_EPOCHS_BACK: i64 = 4;
/// A vote simulated a moment before others' may be the one that seals, and a price may find more rows to
/// aggregate: twice and more of what the simulation used. At the highest fee this costs 2,000 lamports.
const HEADROOM_UNITS: u32 = 20_000;

/// What changes slowly: devices, stakes, roots, leases.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Unix seconds of the clock when the reading began.
    as_of_ts: i64,
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

        let clock = decode::clock(account(0))?;
        let program: oracle::accounts::Oracle = decode::account(addresses[2], account(2))?;
        let operators: oracle::accounts::Operators = decode::account(addresses[3], account(3))?;
        let classes: oracle::accounts::Classes = decode::account(addresses[4], account(4))?;
        let mut epochs = BTreeMap::new();
        for (at, epoch) in wanted.iter().enumerate() {
            if let Some(found) = account(singletons.len() + at) {
                let record: oracle::accounts::EpochRecord =
                    decode::account(addresses[singletons.len() + at], Some(found))?;
                // The place of epoch e is e + 64's as well.
                if record.epoch == *epoch && record.status != EpochStatus::Empty as u8 {
                    let record = decode::epoch_record(&record, operators.count);
                    epochs.insert(*epoch, Arc::new(record));
                }
            }
        }
        let moved = clock.slot != before.slot || before.slot_seen.is_none();
        Ok(ChainView {
            slot: clock.slot,
            now_ts: clock.unix_timestamp,
            slot_seen: if moved {
                Some(Instant::now())
            } else {
                before.slot_seen
            },
            slot_hashes: if moved {
                Arc::new(decode::slot_hashes(account(1))?)
            } else {
                before.slot_hashes.clone()
            },
            params: program.timeline(),
            sealed: SealedHead {
                epoch: program.sealed_epoch,
                rewards_root: Digest(program.sealed_rewards_root),
            },
            operators: Arc::new(decode::listed_operators(&operators)),
            classes: Arc::new(decode::listed_classes(&classes)),
            class_changes: Arc::new(decode::class_changes(&classes)),
            registry_ts: registry.as_of_ts,
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
            (device.index, decode::listed_device(&key, &device, stake))
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
            as_of_ts: view.now_ts,
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
            .map(|(key, account)| Ok((key, decode::account(key, Some(&account))?)))
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
            .instruction(&decode::vote_of(settlement)),
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
