use crate::{errors::OracleError, events::ParamsChanged, params::OracleRules, state::Oracle};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, Loaded};

/// Changes the rules from the opening of the next epoch on; a change that is still pending is replaced.
/// What an epoch began with holds through it: only an opening puts a change in force. Bonds that are
/// leaving and challenges that are open keep the time and the bond they began with.
///
/// # Authority
/// The oracle's authority.
///
/// # Parameters
/// - `rules`: all of them, changed or not; limits at `OracleRules::validate_change`.
/// - `challenge_bond`: what a challenger of a settlement puts down, IO base units, 1 to 10,000 IO.
///
/// # Special errors
/// `NotTheAuthority`, `ParamOutOfRange`, `ChangeOutOfRange`.
#[derive(Accounts)]
pub struct SetParams {
    pub authority: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
}

impl SetParams {
    pub fn set_params(&mut self, rules: &OracleRules, challenge_bond: u64) -> Result<()> {
        let Self { authority, oracle } = self;
        require!(
            address_eq(authority.address(), &oracle.authority),
            OracleError::NotTheAuthority
        );
        rules.validate_change(challenge_bond, oracle.epoch_length_s.get())?;
        // Before the genesis the next one is the first.
        let epoch = oracle.epoch_at(clock::now_ts()).unwrap_or(0);
        oracle.next_from_epoch = epoch.saturating_add(1).into();
        oracle.next_challenge_bond = challenge_bond.into();
        oracle.next_rules = *rules;
        emit!(ParamsChanged {
            from_epoch: oracle.next_from_epoch,
            before: *oracle.rules(),
            after: *rules,
            challenge_bond_before: oracle.challenge_bond,
            challenge_bond_after: oracle.next_challenge_bond,
        });
        Ok(())
    }
}
