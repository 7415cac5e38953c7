//! Devices and what stands behind them.

use super::{device_stake, stake_vault, tickets};
use crate::{
    instruction::{Ix, discriminator},
    token::{TOKEN_PROGRAM, associated, read_u64},
    world::{ORACLE, STAKING, World, pda},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// PDA of the oracle's classes.
pub fn classes() -> Pubkey {
    pda(&[b"classes"], &ORACLE)
}

/// `withdraw_surplus` into the owner's associated account.
pub fn withdraw_surplus(owner: Pubkey, device: Pubkey, mint: &Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "withdraw_surplus")
        .signer(owner)
        .writes(super::pool())
        .reads(device)
        .reads(classes())
        .writes(device_stake(&device))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(TOKEN_PROGRAM)
        .u64(amount)
        .build()
}

/// `note_requirement`.
pub fn note_requirement(device: Pubkey) -> Instruction {
    Ix::new(STAKING, "note_requirement")
        .reads(super::pool())
        .reads(device)
        .reads(classes())
        .writes(device_stake(&device))
        .build()
}

/// A device stake's figures, IO base units, shares and seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceStakeView {
    pub amount: u64,
    pub locked: u64,
    pub cooling: [(u64, i64); 4],
    pub guarantee: u64,
    pub co_total: u64,
    pub co_shares: u64,
    pub co_active_shares: u64,
    pub co_locked: u64,
    pub requirement: u64,
    pub requirement_next: u64,
    pub lowered_ts: i64,
    pub co_generation: u32,
    pub reward_share_bps: u16,
    pub co_open: u8,
}

impl DeviceStakeView {
    /// The owner's part, cooling included.
    pub fn own_total(&self) -> u64 {
        self.amount + self.cooling.iter().map(|ticket| ticket.0).sum::<u64>()
    }
}

impl World {
    /// A device stake's figures.
    pub fn device_stake(&self, device: &Pubkey) -> DeviceStakeView {
        let data = self.data(&device_stake(device));
        let at = |offset: usize| read_u64(&data, 8 + offset);
        DeviceStakeView {
            amount: at(72),
            locked: at(80),
            cooling: tickets(&data, 8 + 88),
            guarantee: at(152),
            co_total: at(160),
            co_shares: at(168),
            co_active_shares: at(176),
            co_locked: at(184),
            requirement: at(192),
            requirement_next: at(200),
            lowered_ts: at(208).cast_signed(),
            co_generation: at(216) as u32,
            reward_share_bps: u16::from_le_bytes([data[8 + 220], data[8 + 221]]),
            co_open: data[8 + 222],
        }
    }

    /// Writes the oracle's classes, each of a multiplier in thousandths.
    pub fn put_classes(&mut self, multipliers: &[u32]) {
        let mut data = discriminator("account", "Classes").to_vec();
        data.resize(8 + crate::oracle::accounts::CLASSES_LEN, 0);
        data[8] = 1;
        data[10] = u8::try_from(multipliers.len()).expect("at most 32");
        for (class, multiplier) in multipliers.iter().enumerate() {
            let at = 8 + 8 + 64 * class + 24;
            data[at..at + 4].copy_from_slice(&multiplier.to_le_bytes());
        }
        self.put_account(classes(), ORACLE, data);
    }

    /// Changes how many processors a device has.
    pub fn set_processors(&mut self, device: &Pubkey, processors: u16) {
        self.edit(device, |data| {
            data[8 + 4..8 + 6].copy_from_slice(&processors.to_le_bytes());
        });
    }

    /// Changes a device's status: 0 registered … 3 retired.
    pub fn set_device_status(&mut self, device: &Pubkey, status: u8) {
        self.edit(device, |data| data[8 + 2] = status);
    }
}
