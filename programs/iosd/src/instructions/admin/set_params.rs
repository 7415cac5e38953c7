use crate::{
    errors::IosdError,
    events::ParamsChanged,
    state::{Iosd, IosdParams},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, params::next_epoch_ts, singletons, Loaded};
use oracle::state::Oracle;

/// Changes the parameters from the next epoch on; a change that is still pending is replaced. Requests
/// keep the time and the spread they were made with.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `params`: all of them, changed or not; limits at `IosdParams::validate_change`.
///
/// # Special errors
/// `NotTheAuthority`, `BadParameter`, `RequestTimeOutOfRange`, `DeviationOutOfRange`,
/// `SpreadAboveLimit`, `MinRequestAboveLimit`, `WindowOutOfRange`.
#[derive(Accounts)]
pub struct SetParams {
    pub authority: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    /// Says when the next epoch begins.
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
}

impl SetParams {
    pub fn handle(&mut self, params: &IosdParams) -> Result<()> {
        let Self {
            authority,
            iosd,
            oracle,
        } = self;
        require!(
            address_eq(authority.address(), &iosd.authority),
            IosdError::NotTheAuthority
        );
        let length_s = oracle.epoch_length_s.get();
        params.validate_change(length_s)?;
        let now_ts = clock::now_ts();
        iosd.enact(now_ts)?;
        let from_ts = next_epoch_ts(now_ts, oracle.genesis_ts.get(), length_s)
            .ok_or(IosdError::InvariantBroken)?;
        iosd.next = *params;
        iosd.next_from_ts = from_ts.into();
        iosd.invariant()?;
        emit!(ParamsChanged {
            from_ts: from_ts.into(),
            before: iosd.params(),
            after: *params,
        });
        Ok(())
    }
}
