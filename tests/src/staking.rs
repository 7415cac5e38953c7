//! `staking`: its instructions, its accounts as tests read them, its error codes.

pub mod co_stake;
pub mod device;
pub mod slash;

use crate::{
    escrow::hire,
    instruction::{Ix, discriminator},
    send::assert_sent,
    token::{TOKEN_PROGRAM, associated, read_u64, read_u128},
    world::{EMISSIONS, ORACLE, STAKING, SYSTEM_PROGRAM, World, pda, program_data},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Cooldown of every test world: 14 days.
pub const COOLDOWN_S: u32 = 14 * 86_400;
/// Least total stake that earns: 1,000 IO in base units.
pub const MIN_EARNING_STAKE: u64 = 100_000_000_000;

/// Error codes, as the program numbers them.
pub mod errors {
    pub const ZERO_AMOUNT: u32 = 6000;
    pub const ACCRUE_FIRST: u32 = 6001;
    pub const WRONG_VAULT: u32 = 6002;
    pub const NOT_THE_OWNER: u32 = 6003;
    pub const INSUFFICIENT_STAKE: u32 = 6004;
    pub const TICKETS_FULL: u32 = 6005;
    pub const NOTHING_MATURED: u32 = 6006;
    pub const STAKE_LOCKED: u32 = 6007;
    pub const NOTHING_TO_CLAIM: u32 = 6008;
    pub const NOT_THE_SUPPLIER: u32 = 6009;
    pub const DEVICE_RETIRED: u32 = 6010;
    pub const WRONG_DEVICE: u32 = 6011;
    pub const NOT_THE_AUTHORITY: u32 = 6012;
    pub const NOT_THE_PENDING_AUTHORITY: u32 = 6013;
    pub const MIN_EARNING_STAKE_ZERO: u32 = 6014;
    pub const WRONG_MINT: u32 = 6015;
    pub const COOLDOWN_ZERO: u32 = 6018;
    pub const UNKNOWN_CLASS: u32 = 6019;
    pub const CO_STAKE_ABOVE_HALF: u32 = 6020;
    pub const CO_STAKE_BELOW_MINIMUM: u32 = 6021;
    pub const OWNER_CANNOT_CO_STAKE: u32 = 6022;
    pub const CO_STAKE_CLOSED: u32 = 6023;
    pub const REWARD_SHARE_OUT_OF_RANGE: u32 = 6024;
    pub const REWARD_SHARE_FIXED: u32 = 6025;
    pub const REWARD_SHARE_BELOW_MINIMUM: u32 = 6026;
    pub const DEVICE_UNDER_SLASH: u32 = 6027;
    pub const NO_SURPLUS: u32 = 6028;
    pub const NOT_A_STAKE: u32 = 6029;
    pub const NOT_THE_SLASH_AUTHORITY: u32 = 6030;
    pub const NOT_THE_GOVERNANCE: u32 = 6031;
    pub const NOT_THE_PENDING_GOVERNANCE: u32 = 6032;
    pub const NOT_THE_SLASHER: u32 = 6033;
    pub const PROPOSAL_BELOW_MINIMUM: u32 = 6034;
    pub const NOTHING_TO_LOCK: u32 = 6035;
    pub const DAILY_LOCK_LIMIT: u32 = 6036;
    pub const PROPOSAL_RESOLVED: u32 = 6037;
    pub const WRONG_TARGET: u32 = 6038;
    pub const APPEAL_OPEN: u32 = 6039;
    pub const PROPOSAL_LAPSED: u32 = 6040;
    pub const PROPOSAL_STANDS: u32 = 6041;
    pub const NOT_THE_ESCROW: u32 = 6042;
    pub const NOT_GUARANTEED: u32 = 6043;
    pub const NOT_AUTO_COMPOUNDING: u32 = 6044;
    pub const NOTHING_STAKED: u32 = 6045;
    pub const DEVICE_HIRED: u32 = 6046;
    pub const WRONG_HIRE: u32 = 6047;
    pub const COOLDOWN_OUT_OF_RANGE: u32 = 6048;
    pub const MIN_EARNING_STAKE_ABOVE_LIMIT: u32 = 6049;
}

/// `set_auto_compound`.
pub fn set_auto_compound(owner: Pubkey, enabled: bool) -> Instruction {
    Ix::new(STAKING, "set_auto_compound")
        .signer(owner)
        .writes(position(&owner))
        .u8(u8::from(enabled))
        .build()
}

/// `compound`, which nobody need sign.
pub fn compound(owner: &Pubkey) -> Instruction {
    Ix::new(STAKING, "compound")
        .writes(pool())
        .writes(position(owner))
        .writes(reward_vault())
        .writes(stake_vault())
        .reads(emission())
        .reads(TOKEN_PROGRAM)
        .build()
}

/// PDA of the pool.
pub fn pool() -> Pubkey {
    pda(&[b"pool"], &STAKING)
}

/// PDA of the principal's vault.
pub fn stake_vault() -> Pubkey {
    pda(&[b"stake_vault"], &STAKING)
}

/// PDA of the rewards' vault.
pub fn reward_vault() -> Pubkey {
    pda(&[b"reward_vault"], &STAKING)
}

/// PDA of a wallet's delegated stake.
pub fn position(owner: &Pubkey) -> Pubkey {
    pda(&[b"position", owner.as_ref()], &STAKING)
}

/// PDA of a device's stake.
pub fn device_stake(device: &Pubkey) -> Pubkey {
    pda(&[b"device_stake", device.as_ref()], &STAKING)
}

fn emission() -> Pubkey {
    pda(&[b"emission"], &EMISSIONS)
}

/// `initialize`.
pub fn initialize(
    authority: Pubkey,
    mint: Pubkey,
    cooldown_s: u32,
    min_earning_stake: u64,
) -> Instruction {
    Ix::new(STAKING, "initialize")
        .payer(authority)
        .reads(program_data(&STAKING))
        .writes(pool())
        .reads(mint)
        .writes(stake_vault())
        .writes(reward_vault())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u32(cooldown_s)
        .u64(min_earning_stake)
        .build()
}

/// `set_params`.
pub fn set_params(authority: Pubkey, cooldown_s: u32, min_earning_stake: u64) -> Instruction {
    Ix::new(STAKING, "set_params")
        .signer(authority)
        .writes(pool())
        .reads(emission())
        .u32(cooldown_s)
        .u64(min_earning_stake)
        .build()
}

/// `set_authority`.
pub fn set_authority(authority: Pubkey, new_authority: Pubkey) -> Instruction {
    Ix::new(STAKING, "set_authority")
        .signer(authority)
        .writes(pool())
        .key(new_authority)
        .build()
}

/// `accept_authority`.
pub fn accept_authority(pending: Pubkey) -> Instruction {
    Ix::new(STAKING, "accept_authority")
        .signer(pending)
        .writes(pool())
        .build()
}

/// `stake` out of the owner's associated account.
pub fn stake(owner: Pubkey, mint: &Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "stake")
        .payer(owner)
        .writes(pool())
        .writes(position(&owner))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(emission())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(amount)
        .build()
}

/// `unstake`.
pub fn unstake(owner: Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "unstake")
        .signer(owner)
        .writes(pool())
        .writes(position(&owner))
        .reads(emission())
        .u64(amount)
        .build()
}

/// `withdraw` into the owner's associated account.
pub fn withdraw(owner: Pubkey, mint: &Pubkey) -> Instruction {
    Ix::new(STAKING, "withdraw")
        .signer(owner)
        .writes(pool())
        .writes(position(&owner))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `claim_rewards` into the owner's associated account.
pub fn claim_rewards(owner: Pubkey, mint: &Pubkey) -> Instruction {
    Ix::new(STAKING, "claim_rewards")
        .signer(owner)
        .writes(pool())
        .writes(position(&owner))
        .writes(reward_vault())
        .writes(associated(&owner, mint))
        .reads(emission())
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `stake_device` out of the owner's associated account.
pub fn stake_device(owner: Pubkey, device: Pubkey, mint: &Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "stake_device")
        .payer(owner)
        .writes(pool())
        .reads(device)
        .writes(device_stake(&device))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(device::classes())
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(amount)
        .build()
}

/// `unstake_device`.
pub fn unstake_device(owner: Pubkey, device: Pubkey, amount: u64) -> Instruction {
    Ix::new(STAKING, "unstake_device")
        .signer(owner)
        .writes(pool())
        .reads(device)
        .writes(device_stake(&device))
        .reads(hire(&device))
        .u64(amount)
        .build()
}

/// `withdraw_device` into the owner's associated account.
pub fn withdraw_device(owner: Pubkey, device: Pubkey, mint: &Pubkey) -> Instruction {
    Ix::new(STAKING, "withdraw_device")
        .signer(owner)
        .writes(pool())
        .writes(device_stake(&device))
        .writes(stake_vault())
        .writes(associated(&owner, mint))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// The pool's figures, IO base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolView {
    pub delegated_total: u64,
    pub device_total: u64,
    pub cooling_total: u64,
    pub co_total: u64,
    pub slashed_total: u64,
    pub guarantees_paid: u64,
    pub acc_q64: u128,
    pub folded_epoch: u64,
    pub folded_total: u64,
    pub reserve: u64,
    pub rewards_paid: u64,
}

/// A position's figures, IO base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionView {
    pub amount: u64,
    pub unpaid: u64,
    pub cooling: [(u64, i64); 4],
    pub locked: u64,
}

/// Offset of the first cooling ticket in a position account.
pub const POSITION_COOLING_AT: usize = 8 + 72;
/// Offset of `locked` in a position account.
pub const POSITION_LOCKED_AT: usize = 8 + 136;
/// Offset of `delegated_total` in the pool account.
pub const POOL_DELEGATED_AT: usize = 8 + 168;

fn tickets(data: &[u8], at: usize) -> [(u64, i64); 4] {
    std::array::from_fn(|i| {
        let at = at + 16 * i;
        (read_u64(data, at), read_u64(data, at + 8).cast_signed())
    })
}

impl World {
    /// Initializes `staking` with the default parameters.
    pub fn initialize_staking(&mut self) {
        let authority = self.authority.insecure_clone();
        let mint = self.io_mint;
        let instruction = initialize(authority.pubkey(), mint, COOLDOWN_S, MIN_EARNING_STAKE);
        assert_sent(self.send(&[instruction], &[&authority]));
    }

    /// The pool's figures.
    pub fn pool(&self) -> PoolView {
        let data = self.data(&pool());
        PoolView {
            delegated_total: read_u64(&data, 8 + 168),
            device_total: read_u64(&data, 8 + 176),
            cooling_total: read_u64(&data, 8 + 184),
            co_total: read_u64(&data, 8 + 488),
            slashed_total: read_u64(&data, 8 + 496),
            guarantees_paid: read_u64(&data, 8 + 504),
            acc_q64: read_u128(&data, 8 + 192),
            folded_epoch: read_u64(&data, 8 + 216),
            folded_total: read_u64(&data, 8 + 224),
            reserve: read_u64(&data, 8 + 232),
            rewards_paid: read_u64(&data, 8 + 240),
        }
    }

    /// A position's figures.
    pub fn position(&self, owner: &Pubkey) -> PositionView {
        let data = self.data(&position(owner));
        PositionView {
            amount: read_u64(&data, 8 + 40),
            unpaid: read_u64(&data, 8 + 64),
            cooling: tickets(&data, POSITION_COOLING_AT),
            locked: read_u64(&data, POSITION_LOCKED_AT),
        }
    }

    /// Writes a device of `supplier` as `oracle` would; `status` 0 registered … 3 retired.
    pub fn put_device(&mut self, supplier: Pubkey, nonce: u32, status: u8) -> Pubkey {
        let key = pda(
            &[b"device", supplier.as_ref(), &nonce.to_le_bytes()],
            &ORACLE,
        );
        let mut data = discriminator("account", "Device").to_vec();
        data.extend_from_slice(&[1, 255, status, 0, 1, 0, 1, 0]);
        data.extend_from_slice(&nonce.to_le_bytes());
        data.extend_from_slice(&nonce.to_le_bytes());
        data.extend_from_slice(supplier.as_ref());
        data.extend_from_slice(&[7; 32]);
        data.extend_from_slice(supplier.as_ref());
        data.extend_from_slice(&[0; 8 + 8 + 16]);
        self.put_account(key, ORACLE, data);
        if self.svm.get_account(&device::classes()).is_none() {
            self.put_classes(&[1_000]);
        }
        key
    }
}
