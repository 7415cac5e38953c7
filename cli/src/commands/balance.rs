//! `io balance`: what a wallet has, wherever it is.
use clap::Args;
use io_chain::ChainError;
use io_client::pda;
use io_client::staking::accounts::{Pool, Position};
use io_client::staking::pool_address;
use io_core::accumulator::Accumulator;
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS};
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::output::{Answer, text, tokens};
use crate::session::{Session, iosd_mint};

const SOL_DECIMALS: u8 = 9;

/// What a wallet has: SOL, IO, IOSD, stake and rewards.
#[derive(Args)]
pub struct Balance {
    /// Another wallet than the keypair's.
    wallet: Option<Pubkey>,
}

impl Balance {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet_address(self.wallet)?;
        let io_mint = session.io_mint().await?;
        let lamports = session
            .chain
            .rpc()
            .get_balance(&wallet)
            .await
            .map_err(|error| {
                Failure::from(ChainError::Node {
                    url: session.chain.url(),
                    reason: error.to_string(),
                })
            })?;
        let stake = Stake::read(session, &wallet).await?;
        Ok(Answer::Record(vec![
            ("wallet", text(wallet)),
            ("sol", tokens(lamports, SOL_DECIMALS)),
            (
                "io",
                tokens(session.balance(&wallet, &io_mint).await?, IO_DECIMALS),
            ),
            (
                "iosd",
                tokens(session.balance(&wallet, &iosd_mint()).await?, IOSD_DECIMALS),
            ),
            ("staked_io", tokens(stake.staked, IO_DECIMALS)),
            ("cooling_io", tokens(stake.cooling, IO_DECIMALS)),
            ("withdrawable_io", tokens(stake.matured, IO_DECIMALS)),
            ("staker_rewards_io", tokens(stake.rewards, IO_DECIMALS)),
        ]))
    }
}

/// A wallet's delegated stake, IO base units.
#[derive(Default)]
struct Stake {
    staked: u64,
    /// Unstaked, not yet withdrawable.
    cooling: u64,
    matured: u64,
    /// Up to the last hour that the pool has taken in; `io claim` brings it up to date first.
    rewards: u64,
}

impl Stake {
    async fn read(session: &Session, wallet: &Pubkey) -> Result<Self, Failure> {
        let Some(position) = session.find::<Position>(&pda::position(wallet)).await? else {
            return Ok(Self::default());
        };
        let pool: Pool = session.get(&pool_address()).await?;
        let now_ts = session.chain.clock().await?.unix_timestamp;
        Self::of(&position, &pool, now_ts)
    }

    fn of(position: &Position, pool: &Pool, now_ts: i64) -> Result<Self, Failure> {
        let overflow = io_core::CoreError::Overflow;
        let accumulator = Accumulator {
            per_unit_q64: pool.acc_q64,
            remainder_q64: pool.acc_remainder_q64,
        };
        let earned = accumulator.earned(position.amount, position.acc_seen_q64)?;
        let mut stake = Self {
            staked: position.amount,
            rewards: position.unpaid.checked_add(earned).ok_or(overflow)?,
            ..Self::default()
        };
        for ticket in &position.cooling {
            let sum = if ticket.unlock_ts <= now_ts {
                &mut stake.matured
            } else {
                &mut stake.cooling
            };
            *sum = sum.checked_add(ticket.amount).ok_or(overflow)?;
        }
        Ok(stake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_client::AccountData;

    #[test]
    fn cooling_stake_matures_by_its_time_and_rewards_follow_the_accumulator() {
        let (mut position, mut pool) = (Position::zeroed().unwrap(), Pool::zeroed().unwrap());
        position.amount = 10;
        position.unpaid = 4;
        position.acc_seen_q64 = 1 << 64;
        pool.acc_q64 = 3 << 64;
        (position.cooling[0].amount, position.cooling[0].unlock_ts) = (5, 100);
        (position.cooling[1].amount, position.cooling[1].unlock_ts) = (7, 101);
        let stake = Stake::of(&position, &pool, 100).unwrap();
        // Two whole units for each of ten, and four from before.
        assert_eq!((stake.staked, stake.rewards), (10, 24));
        assert_eq!((stake.matured, stake.cooling), (5, 7));
    }
}
