use crate::{
    errors::EscrowError,
    events::ParamsChanged,
    state::{Escrow, EscrowParams},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, params::next_epoch_ts, singletons, Loaded};

/// Changes fees, time limits and treasury from the next epoch on; a change that is still pending is
/// replaced. Jobs keep the terms of their creation; fees go to the treasury of the moment they are paid.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `params`: all of them, changed or not; limits at `EscrowParams::validate_change`.
///
/// # Special errors
/// `NotTheAuthority`, `BadParameter`, `FeeAboveLimit`, `TimeOutOfRange`.
#[derive(Accounts)]
pub struct SetParams {
    pub authority: Signer,
    #[account(mut, address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
}

impl SetParams {
    pub fn handle(&mut self, params: &EscrowParams) -> Result<()> {
        let Self { authority, escrow } = self;
        require!(
            address_eq(authority.address(), &escrow.authority),
            EscrowError::NotTheAuthority
        );
        let length_s = escrow.epoch_length_s.get();
        params.validate_change(length_s)?;
        let now_ts = clock::now_ts();
        escrow.enact(now_ts);
        let from_ts = next_epoch_ts(now_ts, escrow.genesis_ts.get(), length_s)
            .ok_or(EscrowError::InvariantBroken)?;
        escrow.next = *params;
        escrow.next_from_ts = from_ts.into();
        escrow.invariant()?;
        emit!(ParamsChanged {
            from_ts: from_ts.into(),
            before: escrow.params(),
            after: *params,
        });
        Ok(())
    }
}
