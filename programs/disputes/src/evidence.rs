//! What the evidence in a challenge proves.
use crate::{errors::DisputesError, state::Challenge};
use anchor_lang::prelude::*;
use io_core::merkle_sum::{
    fault::{compare, Fault, Leaf},
    Node,
};
use oracle::state::EpochRecord;

/// Which tree a piece of evidence is from.
pub const SIDE_BEFORE: u8 = 0;
pub const SIDE_AFTER: u8 = 1;

/// The root and the number of leaves of the tree on `side` of the record's settlement.
///
/// # Errors
/// `UnknownSide`.
pub fn tree(record: &EpochRecord, side: u8) -> Result<(Node, u32)> {
    let settlement = &record.settlement;
    let (hash, sum, n_leaves) = match side {
        SIDE_BEFORE => (
            settlement.prev_root,
            record.prev_rewards_sum,
            record.prev_n_leaves,
        ),
        SIDE_AFTER => (
            settlement.rewards_root,
            settlement.rewards_sum,
            settlement.n_leaves,
        ),
        _ => return Err(DisputesError::UnknownSide.into()),
    };
    let root = Node {
        hash,
        sum: sum.get(),
    };
    Ok((root, n_leaves.get()))
}

impl Challenge {
    /// The fault that the evidence proves.
    pub fn proven_fault(&self) -> Option<u8> {
        if self.fault != 0 {
            return Some(self.fault);
        }
        if self.has_before == 0 || self.has_after == 0 {
            return None;
        }
        let leaf = |wallet: &Address, cumulative: PodU64| Leaf {
            wallet: wallet.to_bytes(),
            cumulative: cumulative.get(),
        };
        let fault: Fault = compare(
            &leaf(&self.wallet_before, self.cumulative_before),
            &leaf(&self.wallet_after, self.cumulative_after),
        )?;
        Some(fault as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use bytemuck::Zeroable;

    #[test]
    fn a_fault_is_proven_by_one_node_or_by_both_leaves() {
        let mut challenge = Challenge::zeroed();
        assert_eq!(challenge.proven_fault(), None);
        challenge.has_before = 1;
        challenge.cumulative_before = 10.into();
        assert_eq!(challenge.proven_fault(), None, "one half proves nothing");
        challenge.has_after = 1;
        challenge.cumulative_after = 10.into();
        assert_eq!(challenge.proven_fault(), None, "it did not fall");
        challenge.cumulative_after = 9.into();
        assert_eq!(challenge.proven_fault(), Some(Fault::Fell as u8));
        challenge.wallet_after = Address::new_from_array([1; 32]);
        assert_eq!(challenge.proven_fault(), Some(Fault::Replaced as u8));
        challenge.has_before = 0;
        assert_eq!(challenge.proven_fault(), None);
        challenge.fault = Fault::Sum as u8;
        assert_eq!(challenge.proven_fault(), Some(Fault::Sum as u8));
    }

    #[test]
    fn each_side_is_its_own_tree() {
        let mut record = Box::new(EpochRecord::zeroed());
        record.settlement.prev_root = [1; 32];
        record.settlement.rewards_root = [2; 32];
        record.settlement.rewards_sum = 20.into();
        record.settlement.n_leaves = 4.into();
        record.prev_rewards_sum = 10.into();
        record.prev_n_leaves = 3.into();
        let node = |byte, sum| Node {
            hash: [byte; 32],
            sum,
        };
        assert_eq!(tree(&record, SIDE_BEFORE), Ok((node(1, 10), 3)));
        assert_eq!(tree(&record, SIDE_AFTER), Ok((node(2, 20), 4)));
        assert_eq!(
            tree(&record, 2),
            Err(ProgramError::from(DisputesError::UnknownSide))
        );
    }
}
