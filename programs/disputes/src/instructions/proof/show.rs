use crate::proof::ProofChallenge;
use crate::{errors::DisputesError, events::CheckMade};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Evidence that needs the challenge only: all it is opened from, and against, is in there.
///
/// # Authority
/// Anyone: what is shown is true whoever shows it.
#[derive(Accounts)]
pub struct Show {
    #[account(mut)]
    pub challenge: Loaded<ProofChallenge>,
}

/// Takes a piece of evidence by `take`, after what must come before it.
pub(crate) fn taking(
    challenge: &mut Loaded<ProofChallenge>,
    first: u8,
    take: impl FnOnce(&mut ProofChallenge) -> Result<()>,
) -> Result<()> {
    require!(challenge.has(first), DisputesError::ShowFirst);
    let (shown_before, proven_before) = (challenge.shown, challenge.proven);
    take(challenge)?;
    emit!(CheckMade {
        challenge: *challenge.address(),
        epoch: challenge.epoch.get(),
        index: challenge.index.get().into(),
        shown_before: shown_before.into(),
        shown_after: challenge.shown.into(),
        proven_before: proven_before.into(),
        proven_after: challenge.proven.into(),
    });
    Ok(())
}
