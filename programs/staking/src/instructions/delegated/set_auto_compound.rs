use crate::{errors::StakingError, events::AutoCompoundSet, state::*, Loaded};
use anchor_lang::prelude::*;

/// Lets anyone turn the owner's rewards into stake from now on, or ends it.
///
/// # Authority
/// The owner.
///
/// # Parameters
/// - `enabled`: whether `compound` may be called.
///
/// # Special errors
/// `NotTheOwner`.
#[derive(Accounts)]
pub struct SetAutoCompound {
    #[account(address = position.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub position: Loaded<Position>,
}

impl SetAutoCompound {
    pub fn handle(&mut self, enabled: bool) -> Result<()> {
        let before = self.position.auto_compound;
        self.position.auto_compound = u8::from(enabled);
        io_runtime::emit!(AutoCompoundSet {
            owner: *self.owner.address(),
            before: before.into(),
            after: u64::from(enabled),
        });
        Ok(())
    }
}
