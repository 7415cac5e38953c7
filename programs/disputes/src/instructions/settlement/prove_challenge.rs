use crate::{
    contest::require_contestable,
    errors::DisputesError,
    events::EvidenceShown,
    evidence::{tree, SIDE_BEFORE},
    state::Challenge,
};
use anchor_lang::prelude::*;
use io_core::merkle_sum::{
    fault::{open, Opening, Shown},
    DEPTH,
};
use io_runtime::{clock, emit, CoreErrorExt, Loaded, SolSha256};
use oracle::state::EpochRecord;

/// Puts one piece of evidence into a challenge: a leaf of the tree before, a leaf of the tree after, or
/// a node of the tree after that contradicts itself (`io_core::merkle_sum::fault`).
///
/// # Authority
/// Anyone: what is shown is true whoever shows it.
///
/// # Parameters
/// - `side`: 0, the tree the settlement builds on (its leaf only), or 1, the settlement's own.
/// - `level`: 0 for the challenged leaf, 1 to 20 for the node so many levels above it.
/// - `sum`: what the parent, or the settlement, claims as the node's sum.
/// - `preimage`: of a leaf 44 bytes (index u32 ‖ wallet ‖ cumulative u64), none for an absent one; of a
///   node 80 bytes (hash ‖ sum u64, twice).
/// - `proof`: 40 bytes a level (sibling hash ‖ sum u64) from there up to the root.
///
/// # Special errors
/// `WrongEpoch`, `NotSealed`, `RootFinal`, `RootDisproved`, `UnknownSide`, `NoFault` for what is sound
/// and no leaf; `7008`, `7009` and `7025` for a path that does not lead from there to the root.
#[derive(Accounts)]
pub struct ProveChallenge {
    #[account(mut)]
    pub challenge: Loaded<Challenge>,
    pub epoch_record: Loaded<EpochRecord>,
}

impl ProveChallenge {
    pub fn prove_challenge(&mut self, side: u8, opening: &Opening) -> Result<()> {
        let (challenge, record) = (&mut *self.challenge, &*self.epoch_record);
        require!(record.epoch == challenge.epoch, DisputesError::WrongEpoch);
        require_contestable(record, clock::now())?;
        let (root, n_leaves) = tree(record, side)?;
        let index = challenge.index.get();
        let shown = open::<SolSha256>(&root, n_leaves, DEPTH, index, opening).or_program_error()?;
        match shown {
            Shown::Leaf(leaf) if side == SIDE_BEFORE => {
                challenge.has_before = 1;
                challenge.wallet_before = Address::new_from_array(leaf.wallet);
                challenge.cumulative_before = leaf.cumulative.into();
            }
            Shown::Leaf(leaf) => {
                challenge.has_after = 1;
                challenge.wallet_after = Address::new_from_array(leaf.wallet);
                challenge.cumulative_after = leaf.cumulative.into();
            }
            // The tree before had its own time to be challenged.
            Shown::Fault(fault) if side != SIDE_BEFORE => challenge.fault = fault as u8,
            _ => return Err(DisputesError::NoFault.into()),
        }
        emit!(EvidenceShown {
            epoch: challenge.epoch.get(),
            challenger: challenge.challenger,
            side: side.into(),
            level: opening.level.into(),
            proven_fault: challenge.proven_fault().unwrap_or(0).into(),
        });
        Ok(())
    }
}
