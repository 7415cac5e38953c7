//! [`Chain`] over a cluster's JSON-RPC.

mod decode;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use io_api::{Address, Digest};
use io_chain::sysvar::CLOCK;
use io_chain::{ChainError as RpcError, SendPolicy};
use io_client::account::AccountData;
use io_client::filter::DEVICE_SUPPLIER_AT;
use io_client::{errors, oracle, pda, staking};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::chain::{Chain, ChainError, Device, View};
use decode::{Accounts, Guess, Look};

/// A cluster, on behalf of one supplier.
pub struct RpcChain {
    chain: io_chain::Chain,
    supplier: Keypair,
    devices: Vec<Pubkey>,
    /// What the last look found, so that the next one needs a single call.
    guess: Mutex<Guess>,
}

fn pubkey(address: &Address) -> Pubkey {
    Pubkey::new_from_array(address.0)
}

impl RpcChain {
    /// Nothing is asked yet. `nonces` are those of the supplier's devices, `poll` is how often results are looked
    /// for at most.
    ///
    /// # Errors
    /// [`ChainError::Malformed`] for a key that is not one.
    pub fn new(
        url: &str,
        supplier: &SigningKey,
        nonces: Vec<u32>,
        poll: Duration,
    ) -> Result<Self, ChainError> {
        let supplier = Keypair::try_from(&supplier.to_keypair_bytes()[..])
            .map_err(|error| ChainError::Malformed(format!("the supplier's key ({error})")))?;
        let policy = SendPolicy::towards(url);
        let policy = SendPolicy {
            poll_every: policy.poll_every.min(poll),
            ..policy
        };
        let address = supplier.pubkey();
        Ok(Self {
            chain: io_chain::Chain::new(url, policy, errors::error_text),
            devices: nonces.iter().map(|n| pda::device(&address, *n)).collect(),
            supplier,
            guess: Mutex::default(),
        })
    }

    fn guess(&self) -> Guess {
        let guess = self.guess.lock();
        guess.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// One call, so that all accounts are of one slot (of two calls with a hundred accounts and more: commits come
    /// last, so what landed before the clock's slot is seen).
    async fn fetch(&self, guess: &Guess) -> Result<Accounts, ChainError> {
        let supplier = self.supplier.pubkey();
        let mut addresses = vec![
            CLOCK,
            oracle::oracle_address(),
            oracle::operators_address(),
            oracle::classes_address(),
            pda::epoch_record(guess.epoch),
            pda::epoch_record(guess.epoch.wrapping_sub(1)),
        ];
        addresses.extend(&self.devices);
        addresses.extend(guess.classes.iter().map(|c| pda::commits(&supplier, *c)));
        let accounts = self.chain.accounts(&addresses).await.map_err(told)?;
        Ok(addresses.into_iter().zip(accounts).collect())
    }

    async fn send(&self, instruction: Instruction) -> Result<(), ChainError> {
        let instructions = [instruction];
        let sent = self
            .chain
            .send_instructions(&instructions, &self.supplier, &[]);
        let landed = sent.await.map_err(told)?;
        tracing::debug!(signature = %landed.signature, slot = landed.slot, "landed");
        Ok(())
    }
}

fn told(error: RpcError) -> ChainError {
    match error {
        RpcError::Program(error) => ChainError::Refused {
            code: error.code,
            name: error.name.unwrap_or("unnamed").to_owned(),
            message: error.message.unwrap_or("no reason given").to_owned(),
        },
        RpcError::Node { url, reason } => ChainError::Unreachable(format!("{url}: {reason}")),
        RpcError::Missing(address) => {
            ChainError::Missing(format!("there is no account {address} on chain"))
        }
        RpcError::Decode { address, reason } => {
            ChainError::Malformed(format!("account {address} ({reason})"))
        }
        other => ChainError::NotSent(other.to_string()),
    }
}

impl Chain for RpcChain {
    fn supplier(&self) -> Address {
        Address(self.supplier.pubkey().to_bytes())
    }

    fn device_address(&self, nonce: u32) -> Address {
        Address(pda::device(&self.supplier.pubkey(), nonce).to_bytes())
    }

    async fn observe(&self) -> Result<View, ChainError> {
        let mut guess = self.guess();
        // The first look learns epoch and classes; an epoch's edge costs one more.
        for _ in 0..4 {
            let accounts = self.fetch(&guess).await?;
            match decode::look(&accounts, &self.supplier.pubkey(), &self.devices, &guess)? {
                Look::Whole(view) => return Ok(*view),
                Look::Elsewhere(better) => {
                    *self.guess.lock().unwrap_or_else(PoisonError::into_inner) = better.clone();
                    guess = better;
                }
            }
        }
        Err(ChainError::Unreachable(
            "the epoch changed with every look".to_owned(),
        ))
    }

    async fn post_commit(&self, epoch: u64, class: u8, root: Digest) -> Result<(), ChainError> {
        let supplier = self.supplier.pubkey();
        let post = oracle::instructions::PostCommit {
            supplier,
            epoch_record: pda::epoch_record(epoch),
            commits: pda::commits(&supplier, class),
        };
        self.send(post.instruction(class, root.0)).await
    }

    async fn post_response(&self, epoch: u64, class: u8, root: Digest) -> Result<(), ChainError> {
        let supplier = self.supplier.pubkey();
        let post = oracle::instructions::PostResponse {
            supplier,
            epoch_record: pda::epoch_record(epoch),
            commits: pda::commits(&supplier, class),
        };
        self.send(post.instruction(class, root.0)).await
    }

    async fn lamports(&self) -> Result<u64, ChainError> {
        let account = self.chain.account(&self.supplier.pubkey()).await;
        Ok(account.map_err(told)?.map_or(0, |account| account.lamports))
    }

    async fn device_stake(&self, device: Address) -> Result<u64, ChainError> {
        let address = pda::device_stake(&pubkey(&device));
        let stake = self
            .chain
            .fetch_optional(&address, staking::accounts::DeviceStake::decode)
            .await
            .map_err(told)?;
        Ok(stake.map_or(0, |stake| stake.backing()))
    }

    async fn registered_devices(&self) -> Result<Vec<Device>, ChainError> {
        let supplier = self.supplier.pubkey();
        let found = self
            .chain
            .program_accounts(
                &oracle::ID,
                &oracle::accounts::Device::DISCRIMINATOR,
                &[(DEVICE_SUPPLIER_AT, supplier.as_ref())],
            )
            .await
            .map_err(told)?;
        found
            .iter()
            .map(|(address, account)| decode::device(address, account))
            .collect()
    }
}

/// Classes whose commits are looked at: those of the registered devices.
fn classes_of(devices: &[Device]) -> BTreeSet<u8> {
    devices.iter().map(|device| device.class).collect()
}
