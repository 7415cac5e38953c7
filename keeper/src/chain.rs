//! What the loops see of the chain, and the one way they act on it.
use anyhow::{Context as _, Result};
use io_chain::{Chain, ChainClock, ChainError};
use io_client::timeline::Timeline;
use io_client::{AccountData, oracle};
use io_peers::Peers;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use tokio::sync::Mutex;

use crate::health::Health;
use crate::services::watch::Watched;

/// Shared by all loops.
pub struct Keeper {
    /// The cluster.
    pub chain: Chain,
    /// Pays.
    pub payer: Keypair,
    /// What the health endpoints tell.
    pub health: Health,
    /// Reads from operators.
    pub peers: Peers,
    /// What the watch has seen.
    pub watched: Mutex<Watched>,
}

/// The chain's time, and when things are due: what every loop begins with.
pub struct Now {
    /// Slot and time.
    pub clock: ChainClock,
    /// When things are due.
    pub timeline: Timeline,
}

impl Now {
    /// The epoch in progress; none before genesis.
    #[must_use]
    pub fn epoch(&self) -> Option<u64> {
        self.timeline.epoch_at(self.clock.unix_timestamp)
    }
}

/// How a crank ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Turned {
    /// Landed.
    Done,
    /// Another keeper was first, or it is not due after all: nothing is wrong.
    Moot(&'static str),
}

impl Keeper {
    /// One account of our programs; none if it does not exist.
    ///
    /// # Errors
    /// The node's failure, or an account that is not what it should be.
    pub async fn read<T: AccountData>(&self, address: &Pubkey) -> Result<Option<T>> {
        Ok(self.chain.fetch_optional(address, T::decode).await?)
    }

    /// One account that genesis made.
    ///
    /// # Errors
    /// As [`Keeper::read`]; and when the network has not been initialized.
    pub async fn require<T: AccountData>(&self, address: &Pubkey) -> Result<T> {
        self.read(address).await?.with_context(|| {
            format!(
                "there is no {} on this chain; run the migrations first",
                T::NAME
            )
        })
    }

    /// Time and parameters.
    ///
    /// # Errors
    /// As [`Keeper::require`].
    pub async fn now(&self) -> Result<Now> {
        let oracle: oracle::accounts::Oracle = self.require(&oracle::oracle_address()).await?;
        let clock = self.chain.clock().await?;
        self.health.saw(clock.slot);
        Ok(Now {
            clock,
            timeline: oracle.timeline(),
        })
    }

    /// Lands one crank. `moot` names the program errors that mean somebody else has turned it.
    ///
    /// # Errors
    /// Any other failure.
    pub async fn turn(
        &self,
        what: &'static str,
        instruction: Instruction,
        moot: &[&str],
    ) -> Result<Turned> {
        match self.attempt(what, instruction).await {
            Ok(()) => Ok(Turned::Done),
            Err(error) => match moot_name(&error, moot) {
                Some(name) => {
                    tracing::debug!(crank = what, reason = name, "not due");
                    Ok(Turned::Moot(name))
                }
                None => Err(anyhow::Error::from(error).context(format!("crank {what}"))),
            },
        }
    }

    /// As [`Keeper::turn`], for a crank that may end `about`: where that is gone, another keeper was first, and the
    /// refusal is the runtime's, which has no name.
    ///
    /// # Errors
    /// As [`Keeper::turn`].
    pub async fn turn_on(
        &self,
        about: &Pubkey,
        what: &'static str,
        instruction: Instruction,
        moot: &[&str],
    ) -> Result<Turned> {
        match self.turn(what, instruction, moot).await {
            Err(_) if self.is_gone(about).await => Ok(Turned::Moot("gone")),
            other => other,
        }
    }

    /// Whether the account is not there any more; an answer that does not come says nothing.
    pub async fn is_gone(&self, address: &Pubkey) -> bool {
        matches!(self.chain.account(address).await, Ok(None))
    }

    /// Lands one crank; the caller judges the refusal.
    ///
    /// # Errors
    /// Whatever the chain says.
    pub async fn attempt(
        &self,
        what: &'static str,
        instruction: Instruction,
    ) -> Result<(), ChainError> {
        let landed = self
            .chain
            .send_instructions(&[instruction], &self.payer, &[])
            .await?;
        tracing::info!(
            crank = what,
            signature = %landed.signature,
            compute_units = landed.compute_units,
            "turned"
        );
        self.health.turned(what);
        Ok(())
    }

    /// The payer's address.
    #[must_use]
    pub fn payer(&self) -> Pubkey {
        self.payer.pubkey()
    }
}

fn moot_name(error: &ChainError, moot: &[&str]) -> Option<&'static str> {
    let name = error.program_error_name()?;
    moot.contains(&name).then_some(name)
}
