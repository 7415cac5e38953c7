use crate::{errors::OracleError, events::SealingPaused, state::Oracle};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, Loaded};

/// How long a pause lasts.
const PAUSE_S: i64 = 72 * 3_600;
/// How long after a pause has lapsed the guardian must wait for the next one.
const PAUSE_REST_S: i64 = 30 * 86_400;

/// Pauses the votes for 72 hours: nothing seals. What is sealed becomes final as before, proofs and
/// prices go on, and the first settlement after the pause pays for its hours. The pause lapses by
/// itself and cannot be renewed until 30 days later, so it is never without end.
///
/// # Authority
/// The guardian.
///
/// # Special errors
/// `NotTheGuardian`, `PausedTooRecently`.
#[derive(Accounts)]
pub struct PauseSealing {
    pub guardian: Signer,
    #[account(mut, seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
}

impl PauseSealing {
    fn validate(&self, now: i64) -> Result<()> {
        require!(
            address_eq(self.guardian.address(), &self.oracle.guardian),
            OracleError::NotTheGuardian
        );
        let last = self.oracle.pause_ends_ts.get();
        require!(
            last == 0 || now >= last.saturating_add(PAUSE_REST_S),
            OracleError::PausedTooRecently
        );
        Ok(())
    }

    pub fn pause_sealing(&mut self) -> Result<()> {
        let now = clock::now_ts();
        self.validate(now)?;
        let before = self.oracle.pause_ends_ts.get();
        let after = now.saturating_add(PAUSE_S);
        self.oracle.pause_ends_ts = after.into();
        emit!(SealingPaused {
            guardian: self.oracle.guardian,
            pause_ends_ts_before: before,
            pause_ends_ts_after: after,
        });
        Ok(())
    }
}
