//! `io stake`, `io unstake`, `io withdraw`: delegated stake.
use clap::Args;
use io_client::emissions::instructions::Accrue;
use io_client::pda;
use io_client::staking::accounts::Position;
use io_client::staking::instructions;
use io_core::units::IO_DECIMALS;
use solana_signer::Signer;

use crate::amounts::Io;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, tokens};
use crate::session::Session;

/// Stakes IO, which earns the stakers' pool from the current hour on.
#[derive(Args)]
pub struct Stake {
    /// Whole IO, such as 1000 or 0.5.
    amount: Io,
}

impl Stake {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let call = instructions::Stake {
            owner,
            source: pda::associated_token(&owner, &io_mint),
        };
        // Stake may only change when every completed hour has been minted.
        let landed = session
            .send(
                &wallet,
                &[
                    Accrue { io_mint }.instruction(),
                    call.instruction(self.amount.0),
                ],
            )
            .await?;
        let position: Position = session.get(&pda::position(&owner)).await?;
        Ok(sent(
            &landed,
            vec![
                ("added_io", tokens(self.amount.0, IO_DECIMALS)),
                ("staked_io", tokens(position.amount, IO_DECIMALS)),
            ],
        ))
    }
}

/// Takes IO out of the stake; it can be withdrawn after the cooldown.
#[derive(Args)]
pub struct Unstake {
    /// Whole IO.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    amount: Option<Io>,
    /// Everything staked.
    #[arg(long)]
    all: bool,
}

impl Unstake {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let address = pda::position(&owner);
        let Some(position) = session.find::<Position>(&address).await? else {
            return Err(Failure::Refused(format!(
                "{owner} has never staked: there is nothing to take out"
            )));
        };
        let amount = self.amount.map_or(position.amount, |amount| amount.0);
        let call = instructions::Unstake {
            owner,
            position: address,
        };
        let landed = session
            .send(
                &wallet,
                &[Accrue { io_mint }.instruction(), call.instruction(amount)],
            )
            .await?;
        let after: Position = session.get(&address).await?;
        let unlock_ts = after
            .cooling
            .iter()
            .filter(|ticket| ticket.amount > 0)
            .map(|ticket| ticket.unlock_ts)
            .max();
        Ok(sent(
            &landed,
            vec![
                ("taken_out_io", tokens(amount, IO_DECIMALS)),
                ("staked_io", tokens(after.amount, IO_DECIMALS)),
                ("withdrawable_from_ts", unlock_ts.into()),
            ],
        ))
    }
}

/// Withdraws what has cooled down.
#[derive(Args)]
pub struct Withdraw {}

impl Withdraw {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let before = session.balance(&owner, &io_mint).await?;
        let call = instructions::Withdraw {
            owner,
            position: pda::position(&owner),
            destination: pda::associated_token(&owner, &io_mint),
        };
        let mut all = session.own_accounts(&owner, &[io_mint]).await?;
        all.push(call.instruction());
        let landed = session.send(&wallet, &all).await?;
        let after = session.balance(&owner, &io_mint).await?;
        Ok(sent(
            &landed,
            vec![
                (
                    "withdrawn_io",
                    tokens(after.saturating_sub(before), IO_DECIMALS),
                ),
                ("io", tokens(after, IO_DECIMALS)),
            ],
        ))
    }
}
