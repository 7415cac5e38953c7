use crate::{
    errors::IosdError,
    events::MintingPaused,
    state::{Iosd, PAUSE_REST_S, PAUSE_S},
};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{clock, emit, Loaded};

/// Pauses requests and executions of mints for 72 hours. Refunds and collections go on. The pause
/// lapses by itself and cannot be renewed until 30 days later, so it is never without end.
///
/// # Authority
/// The guardian.
///
/// # Special errors
/// `NotTheGuardian`, `PausedTooRecently`.
#[derive(Accounts)]
pub struct PauseMinting {
    pub guardian: Signer,
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
}

impl PauseMinting {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self { guardian, iosd } = self;
        require!(
            address_eq(guardian.address(), &iosd.guardian),
            IosdError::NotTheGuardian
        );
        let last = iosd.pause_ends_ts.get();
        require!(
            last == 0 || now_ts >= last.saturating_add(PAUSE_REST_S),
            IosdError::PausedTooRecently
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        let now_ts = clock::now_ts();
        self.iosd.enact(now_ts)?;
        self.validate(now_ts)?;
        let before = self.iosd.pause_ends_ts.get();
        let after = now_ts.saturating_add(PAUSE_S);
        self.iosd.pause_ends_ts = after.into();
        self.iosd.invariant()?;
        emit!(MintingPaused {
            guardian: *self.guardian.address(),
            pause_ends_ts_before: before,
            pause_ends_ts_after: after,
        });
        Ok(())
    }
}
