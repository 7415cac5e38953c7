use crate::{errors::OracleError, events::ParamsChanged, rules::OracleRules, state::Oracle};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{emit, Loaded};

/// Changes the rules from the next opening of an epoch on; a change that is still pending is replaced.
/// Only an opening puts a change in force, so an epoch in progress goes on as it began. What runs over the
/// end of an epoch, the window of its summaries and the time to final, is the next one's.
///
/// # Authority
/// The oracle's authority.
///
/// # Parameters
/// - `rules`: all of them, changed or not; the limits are beside the fields.
///
/// # Special errors
/// `NotTheAuthority`, `ParamOutOfRange`.
#[derive(Accounts)]
pub struct SetParams {
    pub authority: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
}

impl SetParams {
    pub fn set_params(&mut self, rules: &OracleRules) -> Result<()> {
        let Self { authority, oracle } = self;
        require!(
            address_eq(authority.address(), &oracle.authority),
            OracleError::NotTheAuthority
        );
        rules.validate(oracle.epoch_length_s.get())?;
        oracle.next_from_epoch = oracle.opened_epoch.get().saturating_add(1).into();
        oracle.next_rules = *rules;
        emit!(ParamsChanged {
            from_epoch: oracle.next_from_epoch,
            before: oracle.rules(),
            after: *rules,
        });
        Ok(())
    }
}
