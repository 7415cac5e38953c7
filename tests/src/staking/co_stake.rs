//! Co-stakes: others' IO behind a device.

use super::{device_stake, pool, stake_vault, tickets};
use crate::{
    instruction::Ix,
    token::{TOKEN_PROGRAM, associated, read_u64},
    world::{STAKING, SYSTEM_PROGRAM, World, pda},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// PDA of a wallet's part in a device's stake.
pub fn co_stake(device: &Pubkey, owner: &Pubkey) -> Pubkey {
    pda(&[b"co_stake", device.as_ref(), owner.as_ref()], &STAKING)
}

/// `set_co_stake_terms`.
pub fn set_terms(owner: Pubkey, device: Pubkey, share_bps: u16, open: bool) -> Instruction {
    Ix::new(STAKING, "set_co_stake_terms")
        .signer(owner)
        .writes(device_stake(&device))
        .u16(share_bps)
        .u8(u8::from(open))
        .build()
}

/// `join_co_stake` out of the co-staker's associated account.
pub fn join(
    owner: Pubkey,
    device: Pubkey,
    mint: &Pubkey,
    amount: u64,
    min_share_bps: u16,
) -> Instruction {
    Ix::new(STAKING, "join_co_stake")
        .payer(owner)
        .writes(pool())
        .reads(device)
        .writes(device_stake(&device))
        .writes(co_stake(&device, &owner))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(amount)
        .u16(min_share_bps)
        .build()
}

/// `leave_co_stake`.
pub fn leave(owner: Pubkey, device: Pubkey, shares: u64) -> Instruction {
    Ix::new(STAKING, "leave_co_stake")
        .signer(owner)
        .reads(pool())
        .reads(device)
        .writes(device_stake(&device))
        .writes(co_stake(&device, &owner))
        .u64(shares)
        .build()
}

/// `withdraw_co_stake` into the co-staker's associated account.
pub fn withdraw(owner: Pubkey, device: Pubkey, mint: &Pubkey) -> Instruction {
    Ix::new(STAKING, "withdraw_co_stake")
        .signer(owner)
        .writes(pool())
        .writes(device_stake(&device))
        .writes(co_stake(&device, &owner))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// A co-stake's figures: all amounts are shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoStakeView {
    pub generation: u32,
    pub shares: u64,
    pub cooling: [(u64, i64); 4],
}

impl World {
    /// A co-stake's figures.
    pub fn co_stake(&self, device: &Pubkey, owner: &Pubkey) -> CoStakeView {
        let data = self.data(&co_stake(device, owner));
        CoStakeView {
            generation: (read_u64(&data, 8) >> 32) as u32,
            shares: read_u64(&data, 8 + 72),
            cooling: tickets(&data, 8 + 80),
        }
    }
}
