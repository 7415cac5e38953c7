use crate::{
    errors::IosdError,
    events::QueueAdvanced,
    state::{Iosd, Request},
};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Moves the queue past a request at its head that was refunded out of order, and closes it unless it
/// still owes something.
///
/// # Authority
/// Anyone.
///
/// # Special errors
/// `StillPending`, `NotFirstInQueue`.
#[derive(Accounts)]
pub struct Skip {
    #[account(mut, seeds = [b"iosd"], bump)]
    pub iosd: Loaded<Iosd>,
    #[account(mut)]
    pub request: Loaded<Request>,
    /// Gets the request's rent.
    #[account(mut, address = request.owner @ IosdError::WrongOwner)]
    pub owner: UncheckedAccount,
}

impl Skip {
    pub fn handle(&mut self) -> Result<()> {
        let Self {
            iosd,
            request,
            owner,
        } = self;
        require!(!request.is_pending(), IosdError::StillPending);
        request.require_first(iosd)?;
        let head = iosd.head_seq.get();
        iosd.advance()?;
        let next = iosd.head_seq.get();
        iosd.invariant()?;
        emit!(QueueAdvanced {
            request: *request.address(),
            head_seq_before: head,
            head_seq_after: next,
        });
        if request.is_done(next) {
            request.close(*owner.account())?;
        }
        Ok(())
    }
}
