use crate::{
    entries,
    errors::MarketError,
    events::RoundOpened,
    times::{round_times, RoundTimes},
};
use anchor_lang::prelude::*;
use escrow::state::Escrow;
use io_round::Round;
use io_runtime::{clock, emit, singletons, Loaded};

/// Makes the account of a class's round in the present window, for the first who enters it. No account
/// stays: [`super::CloseRound`] gives its rent back.
///
/// # Authority
/// Anyone, who pays the rent until the round is over.
///
/// # Parameters
/// - `class`: index of the GPU class; of one that no device is of, nothing can be entered.
/// - `opens_ts`: when the present window's round opens, unix seconds.
///
/// # Special errors
/// `NoRounds`, `WrongRound` for another opening; a round that exists already fails at its creation.
#[derive(Accounts)]
#[instruction(class: u8, opens_ts: i64)]
pub struct OpenRound {
    #[account(mut)]
    pub payer: Signer,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(
        init, payer = payer,
        seeds = [b"round", &[class], &opens_ts.to_le_bytes()], bump,
    )]
    pub round: Loaded<Round>,
    pub system_program: Program<System>,
}

impl OpenRound {
    pub fn handle(&mut self, bump: u8, class: u8, opens_ts: i64) -> Result<()> {
        let RoundTimes {
            opens_ts: expected_ts,
            closes_ts,
            ends_ts,
        } = round_times(&self.escrow, clock::now_ts())?;
        require!(opens_ts == expected_ts, MarketError::WrongRound);
        let Self { payer, round, .. } = self;
        round.version = 1;
        round.bump = bump;
        round.class = class;
        round.payer = *payer.address();
        round.opens_ts = opens_ts.into();
        round.closes_ts = closes_ts.into();
        round.ends_ts = ends_ts.into();
        entries::invariant(round)?;
        emit!(RoundOpened {
            round: *round.address(),
            payer: round.payer,
            class: u64::from(class),
            opens_ts,
            closes_ts,
            ends_ts,
        });
        Ok(())
    }
}
