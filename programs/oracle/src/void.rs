//! Voiding a sealed settlement with all that were built on it.
use crate::{
    errors::OracleError,
    events::EpochsVoided,
    state::{EpochRecord, EpochStatus, Oracle},
};
use anchor_lang::prelude::*;
use io_runtime::{emit, Loaded};

/// Voids `first` and every sealed epoch after it, and puts what `first` built on back as what the next
/// settlement builds on. The caller has checked that `first` may be voided; all later ones then may:
/// none of them is final before it.
///
/// `later`: the records of the sealed epochs after `first`, newest first, each built on the next.
///
/// # Errors
/// `WrongDescendants` for any other list.
pub fn void_with_descendants(
    oracle: &mut Oracle,
    first: &mut EpochRecord,
    later: &[AccountView],
) -> Result<()> {
    let (epoch, head) = (first.epoch.get(), oracle.sealed_epoch.get());
    let sum_before = oracle.sealed_rewards_sum.get();
    let mut expected = head;
    for view in later {
        // SAFETY: nothing else refers to the account: it is none of the instruction's own, and `record`
        // is dropped before the next one is loaded.
        let mut record = unsafe { Loaded::<EpochRecord>::load_mut(*view)? };
        // A record lies before those built on it, so the walk ends, and none is met twice.
        require!(
            expected > epoch
                && record.epoch.get() == expected
                && record.status == EpochStatus::Sealed as u8,
            OracleError::WrongDescendants
        );
        record.status = EpochStatus::Void as u8;
        expected = record.prev_epoch.get();
    }
    require!(expected == epoch, OracleError::WrongDescendants);
    first.status = EpochStatus::Void as u8;
    oracle.undo_seal(first);
    require!(
        oracle.sealed_epoch.get() < epoch && oracle.sealed_rewards_sum.get() <= sum_before,
        OracleError::WrongDescendants
    );
    emit!(EpochsVoided {
        epoch,
        head_before: head,
        head_after: oracle.sealed_epoch.get(),
        rewards_sum_before: sum_before,
        rewards_sum_after: oracle.sealed_rewards_sum.get(),
        rewards_root_after: oracle.sealed_rewards_root,
    });
    Ok(())
}
