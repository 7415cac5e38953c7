//! Calls by which a challenge acts on the oracle's records, signed by PDA `["disputes"]`.
use crate::errors::DisputesError;
use anchor_lang::{pinocchio::instruction::InstructionAccount, prelude::*};
use io_runtime::{
    cpi::{invoke, MOST_ACCOUNTS},
    ids,
    singletons::DISPUTES,
    token::AsView,
};

/// First 8 bytes of SHA-256("global:hold_up").
const HOLD_UP: [u8; 8] = [0xf4, 0x92, 0x31, 0xbe, 0xfc, 0x65, 0x91, 0xef];
/// First 8 bytes of SHA-256("global:uphold").
const UPHOLD: [u8; 8] = [0x99, 0x87, 0x3b, 0x57, 0xf6, 0x1d, 0xaa, 0xa3];

/// Accounts of `uphold` before the later records.
const UPHOLD_ACCOUNTS: usize = 8;
/// The most records of later epochs: a settlement waits ten epochs at most, so fewer are sealed after it.
pub const MOST_LATER: usize = MOST_ACCOUNTS.wrapping_sub(UPHOLD_ACCOUNTS);

fn of(discriminator: &[u8; 8], epoch: u64) -> [u8; 16] {
    let mut data = [0u8; 16];
    data[..8].copy_from_slice(discriminator);
    data[8..].copy_from_slice(&epoch.to_le_bytes());
    data
}

/// Holds the settlement of `epoch` up for a challenge that is opened now.
#[inline(always)]
pub fn hold_up(
    disputes: &impl AsView,
    oracle: &impl AsView,
    epoch_record: &mut impl AsView,
    epoch: u64,
) {
    let views = [disputes.as_view(), oracle.as_view(), epoch_record.as_view()];
    let metas = [
        InstructionAccount::readonly_signer(views[0].address()),
        InstructionAccount::readonly(views[1].address()),
        InstructionAccount::writable(views[2].address()),
    ];
    // SAFETY: the written account is held by `&mut`.
    unsafe {
        invoke(
            &ids::ORACLE,
            &metas,
            &views,
            &of(&HOLD_UP, epoch),
            &[b"disputes", &[DISPUTES.bump]],
        )
    }
}

/// The accounts of `uphold`, in its order, the signer first.
pub struct Uphold<'a> {
    pub accounts: [&'a AccountView; UPHOLD_ACCOUNTS],
    /// Records of the later sealed epochs, newest first.
    pub later: &'a [AccountView],
}

impl Uphold<'_> {
    /// Has the oracle void the settlement of `epoch` with all built on it, slash its voters and pay the
    /// challenger's part.
    ///
    /// # Errors
    /// `TooManyRecords`.
    ///
    /// # Safety
    /// No reference to the bytes of any of the accounts is live.
    pub unsafe fn call(&self, epoch: u64) -> Result<()> {
        // SAFETY: by this function's own contract.
        unsafe { self.send(epoch, None) }
    }

    /// Has the oracle void the settlement of `epoch` with all built on it, unless it is void, slash the operators in the
    /// seats whose bits are set, for a verdict that they listed, and pay the challenger's part.
    ///
    /// # Errors
    /// `TooManyRecords`.
    ///
    /// # Safety
    /// As [`Self::call`].
    pub unsafe fn verdict(&self, epoch: u64, listers: u32) -> Result<()> {
        // SAFETY: by this function's own contract.
        unsafe { self.send(epoch, Some(listers)) }
    }

    /// # Safety
    /// As [`Self::call`].
    #[inline(never)]
    unsafe fn send(&self, epoch: u64, listers: Option<u32>) -> Result<()> {
        let mut data = [0u8; 21];
        data[..16].copy_from_slice(&of(&UPHOLD, epoch));
        data[16] = listers.is_some().into();
        data[17..].copy_from_slice(&listers.unwrap_or(0).to_le_bytes());
        let [signer, .., token_program] = self.accounts;
        require!(
            self.later.len() <= MOST_LATER,
            DisputesError::TooManyRecords
        );
        let count = UPHOLD_ACCOUNTS.wrapping_add(self.later.len());
        let views: [&AccountView; MOST_ACCOUNTS] = core::array::from_fn(|at| {
            let later = at.checked_sub(UPHOLD_ACCOUNTS);
            match later {
                Some(later) => self.later.get(later).unwrap_or(signer),
                None => self.accounts.get(at).copied().unwrap_or(signer),
            }
        });
        let metas: [InstructionAccount; MOST_ACCOUNTS] = core::array::from_fn(|at| match at {
            0 => InstructionAccount::readonly_signer(signer.address()),
            7 => InstructionAccount::readonly(token_program.address()),
            _ => InstructionAccount::writable(views[at].address()),
        });
        // SAFETY: by this function's own contract.
        unsafe {
            invoke(
                &ids::ORACLE,
                metas.get(..count).unwrap_or_default(),
                views.get(..count).unwrap_or_default(),
                &data,
                &[b"disputes", &[DISPUTES.bump]],
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discriminators_are_the_hashes_of_the_names() {
        for (name, discriminator) in [("hold_up", HOLD_UP), ("uphold", UPHOLD)] {
            let hash = anchor_lang::sha256(alloc::format!("global:{name}").as_bytes());
            assert_eq!(hash[..8], discriminator, "{name}");
        }
    }

    #[test]
    fn all_that_wait_fit_one_call() {
        let waits = oracle::params::MOST_WINDOW_EPOCHS + oracle::settlement::MOST_WAIT_EPOCHS;
        assert!(MOST_LATER as u64 > waits);
    }
}
