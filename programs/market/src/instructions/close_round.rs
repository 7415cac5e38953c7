use crate::{errors::MarketError, events::RoundClosed};
use anchor_lang::prelude::*;
use io_round::Round;
use io_runtime::{clock, emit, Loaded};

/// Closes a round that is over, drawn or not. Its jobs are where they were: those without devices may
/// enter the next one.
///
/// # Authority
/// Anyone; the rent goes to who paid it.
///
/// # Special errors
/// `WrongRoundTime` before the end, `WrongRecipient`.
#[derive(Accounts)]
pub struct CloseRound {
    #[account(mut)]
    pub round: Loaded<Round>,
    #[account(mut, address = round.payer @ MarketError::WrongRecipient)]
    pub payer: UncheckedAccount,
}

impl CloseRound {
    pub fn handle(&mut self) -> Result<()> {
        let Self { round, payer } = self;
        require!(
            clock::now_ts() >= round.ends_ts.get(),
            MarketError::WrongRoundTime
        );
        emit!(RoundClosed {
            round: *round.address(),
            payer: round.payer,
            drawn: u64::from(round.drawn),
        });
        round.close(*payer.account())
    }
}
