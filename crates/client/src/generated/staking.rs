// Written by `cargo xtask client`; do not edit.
//! Program `staking`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ");

/// Address of the account derived from `["pool"]`.
pub fn pool_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"pool"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["stake_vault"]`.
pub fn stake_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"stake_vault"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["reward_vault"]`.
pub fn reward_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"reward_vault"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["co_stake", device, owner]`: shares of `DeviceStake::co_total`. A share is one base unit until
    /// the device is slashed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoStake {
        pub version: u8,
        pub bump: u8,
        /// `DeviceStake::co_generation` of the shares.
        pub generation: u32,
        pub device: Pubkey,
        pub owner: Pubkey,
        /// Shares at work.
        pub shares: u64,
        /// Shares on their way out: the tickets' amounts are shares.
        pub cooling: [super::types::CoolingTicket; 4],
    }

    impl Wire for CoStake {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(2)?;
            let generation = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let shares = Wire::read(reader)?;
            let cooling = Wire::read(reader)?;
            reader.take(24)?;
            Ok(Self {
                version,
                bump,
                generation,
                device,
                owner,
                shares,
                cooling,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 2]);
            self.generation.write(out);
            self.device.write(out);
            self.owner.write(out);
            self.shares.write(out);
            self.cooling.write(out);
            out.extend_from_slice(&[0; 24]);
        }
    }

    impl AccountData for CoStake {
        const NAME: &'static str = "CoStake";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [111, 189, 53, 175, 147, 86, 221, 2];
        const LEN: usize = 176;
    }

    /// PDA `["device_stake", device]` (device: `oracle`'s account): the stake behind one offer, the owner's
    /// and the total of the co-stakers'. Its rules are in `device_stake`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceStake {
        pub version: u8,
        pub bump: u8,
        pub device: Pubkey,
        pub owner: Pubkey,
        /// The owner's part at work (not cooling), IO base units.
        pub amount: u64,
        /// Of the owner's part, cooling included, locked by proposed slashes, IO base units.
        pub locked: u64,
        pub cooling: [super::types::CoolingTicket; 4],
        /// Of the owner's part, promised to a renter for his first hour, IO base units.
        pub guarantee: u64,
        /// All co-stakes, cooling ones too, IO base units.
        pub co_total: u64,
        /// Shares of `co_total` in existence (see `io_core::co_stake::Pot`).
        pub co_shares: u64,
        /// Those of them at work: the rest cools.
        pub co_active_shares: u64,
        /// Of `co_total`, locked by proposed slashes, IO base units.
        pub co_locked: u64,
        /// What must stay for stake to leave at once, IO base units (see `io_core::requirement`).
        pub requirement: u64,
        /// Highest requirement noted since `lowered_ts`, IO base units.
        pub requirement_next: u64,
        /// Unix seconds at which a lower requirement was noted; 0: none.
        pub lowered_ts: i64,
        /// Times that the co-stakes were slashed whole: shares of older generations are worth nothing.
        pub co_generation: u32,
        /// Of what a co-stake's part of the stake earns, the co-staker's part, basis points.
        pub reward_share_bps: u16,
        /// 1: others may join.
        pub co_open: u8,
        /// Bump of `escrow`'s hire of the device; 0: not derived yet.
        pub hire_bump: u8,
    }

    impl Wire for DeviceStake {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let locked = Wire::read(reader)?;
            let cooling = Wire::read(reader)?;
            let guarantee = Wire::read(reader)?;
            let co_total = Wire::read(reader)?;
            let co_shares = Wire::read(reader)?;
            let co_active_shares = Wire::read(reader)?;
            let co_locked = Wire::read(reader)?;
            let requirement = Wire::read(reader)?;
            let requirement_next = Wire::read(reader)?;
            let lowered_ts = Wire::read(reader)?;
            let co_generation = Wire::read(reader)?;
            let reward_share_bps = Wire::read(reader)?;
            let co_open = Wire::read(reader)?;
            let hire_bump = Wire::read(reader)?;
            reader.take(24)?;
            Ok(Self {
                version,
                bump,
                device,
                owner,
                amount,
                locked,
                cooling,
                guarantee,
                co_total,
                co_shares,
                co_active_shares,
                co_locked,
                requirement,
                requirement_next,
                lowered_ts,
                co_generation,
                reward_share_bps,
                co_open,
                hire_bump,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.device.write(out);
            self.owner.write(out);
            self.amount.write(out);
            self.locked.write(out);
            self.cooling.write(out);
            self.guarantee.write(out);
            self.co_total.write(out);
            self.co_shares.write(out);
            self.co_active_shares.write(out);
            self.co_locked.write(out);
            self.requirement.write(out);
            self.requirement_next.write(out);
            self.lowered_ts.write(out);
            self.co_generation.write(out);
            self.reward_share_bps.write(out);
            self.co_open.write(out);
            self.hire_bump.write(out);
            out.extend_from_slice(&[0; 24]);
        }
    }

    impl AccountData for DeviceStake {
        const NAME: &'static str = "DeviceStake";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [206, 11, 40, 241, 210, 75, 101, 253];
        const LEN: usize = 256;
    }

    /// PDA `["pool"]`: totals and the stakers' accumulator.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Pool {
        pub version: u8,
        pub bump: u8,
        pub authority: Pubkey,
        /// Zero: none proposed.
        pub pending_authority: Pubkey,
        pub io_mint: Pubkey,
        /// Token account PDA `["stake_vault"]`, authority: this account. Principal only.
        pub stake_vault: Pubkey,
        /// Token account PDA `["reward_vault"]`, authority: this account. `emissions` mints into it.
        pub reward_vault: Pubkey,
        /// Delegated stake that earns, IO base units.
        pub delegated_total: u64,
        /// Device stake (not cooling), IO base units.
        pub device_total: u64,
        /// Stake on its way out, of either kind, IO base units.
        pub cooling_total: u64,
        /// Rewards per base unit of delegated stake, 64 fraction bits.
        pub acc_q64: u128,
        /// What the last floor left over, carried into the next distribution (see `io_core::accumulator`).
        pub acc_remainder_q64: u64,
        /// `Emission::accrued_epoch` at the last fold.
        pub folded_epoch: u64,
        /// `Emission::stakers_total` already folded into `acc_q64` or `reserve`, IO base units.
        pub folded_total: u64,
        /// Stakers' part of hours in which less than `min_earning_stake` was staked, IO base units.
        pub reserve: u64,
        /// Paid to stakers, IO base units.
        pub rewards_paid: u64,
        /// Below this total the hour goes to the reserve, IO base units.
        pub min_earning_stake: u64,
        /// Where a change is pending, see [`Pool::cooldown_at`].
        pub cooldown_s: u32,
        /// `cooldown_s` from `next_from_ts` on.
        pub next_cooldown_s: u32,
        /// From when on the next parameters are in force, unix seconds; 0: no change is pending.
        pub next_from_ts: i64,
        /// `Emission::accrued_epoch` at that moment.
        pub next_from_epoch: u64,
        /// `min_earning_stake` of the hours after it.
        pub next_min_earning_stake: u64,
        /// Confirms and dismisses proposed slashes; names itself a successor and the slash authority.
        pub governance: Pubkey,
        /// Zero: none proposed.
        pub pending_governance: Pubkey,
        /// May propose slashes. Zero: nobody may.
        pub slash_authority: Pubkey,
        /// Co-stakes of all devices, cooling ones too, IO base units.
        pub co_total: u64,
        /// Burned by slashes, IO base units; never falls.
        pub slashed_total: u64,
        /// Paid to renters out of lease guarantees, IO base units; never falls.
        pub guarantees_paid: u64,
        /// What proposals locked lately, as of `lock_updated_ts` (see `io_core::slash::lock_window`).
        pub lock_used: u64,
        /// Unix seconds.
        pub lock_updated_ts: i64,
    }

    impl Wire for Pool {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let stake_vault = Wire::read(reader)?;
            let reward_vault = Wire::read(reader)?;
            let delegated_total = Wire::read(reader)?;
            let device_total = Wire::read(reader)?;
            let cooling_total = Wire::read(reader)?;
            let acc_q64 = Wire::read(reader)?;
            let acc_remainder_q64 = Wire::read(reader)?;
            let folded_epoch = Wire::read(reader)?;
            let folded_total = Wire::read(reader)?;
            let reserve = Wire::read(reader)?;
            let rewards_paid = Wire::read(reader)?;
            let min_earning_stake = Wire::read(reader)?;
            let cooldown_s = Wire::read(reader)?;
            let next_cooldown_s = Wire::read(reader)?;
            let next_from_ts = Wire::read(reader)?;
            let next_from_epoch = Wire::read(reader)?;
            let next_min_earning_stake = Wire::read(reader)?;
            reader.take(104)?;
            let governance = Wire::read(reader)?;
            let pending_governance = Wire::read(reader)?;
            let slash_authority = Wire::read(reader)?;
            let co_total = Wire::read(reader)?;
            let slashed_total = Wire::read(reader)?;
            let guarantees_paid = Wire::read(reader)?;
            let lock_used = Wire::read(reader)?;
            let lock_updated_ts = Wire::read(reader)?;
            reader.take(96)?;
            Ok(Self {
                version,
                bump,
                authority,
                pending_authority,
                io_mint,
                stake_vault,
                reward_vault,
                delegated_total,
                device_total,
                cooling_total,
                acc_q64,
                acc_remainder_q64,
                folded_epoch,
                folded_total,
                reserve,
                rewards_paid,
                min_earning_stake,
                cooldown_s,
                next_cooldown_s,
                next_from_ts,
                next_from_epoch,
                next_min_earning_stake,
                governance,
                pending_governance,
                slash_authority,
                co_total,
                slashed_total,
                guarantees_paid,
                lock_used,
                lock_updated_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.authority.write(out);
            self.pending_authority.write(out);
            self.io_mint.write(out);
            self.stake_vault.write(out);
            self.reward_vault.write(out);
            self.delegated_total.write(out);
            self.device_total.write(out);
            self.cooling_total.write(out);
            self.acc_q64.write(out);
            self.acc_remainder_q64.write(out);
            self.folded_epoch.write(out);
            self.folded_total.write(out);
            self.reserve.write(out);
            self.rewards_paid.write(out);
            self.min_earning_stake.write(out);
            self.cooldown_s.write(out);
            self.next_cooldown_s.write(out);
            self.next_from_ts.write(out);
            self.next_from_epoch.write(out);
            self.next_min_earning_stake.write(out);
            out.extend_from_slice(&[0; 104]);
            self.governance.write(out);
            self.pending_governance.write(out);
            self.slash_authority.write(out);
            self.co_total.write(out);
            self.slashed_total.write(out);
            self.guarantees_paid.write(out);
            self.lock_used.write(out);
            self.lock_updated_ts.write(out);
            out.extend_from_slice(&[0; 96]);
        }
    }

    impl AccountData for Pool {
        const NAME: &'static str = "Pool";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [241, 154, 109, 4, 17, 177, 109, 188];
        const LEN: usize = 632;
    }

    /// PDA `["position", owner]`: one wallet's delegated stake.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Position {
        pub version: u8,
        pub bump: u8,
        pub owner: Pubkey,
        /// IO base units that earn.
        pub amount: u64,
        /// `Pool::acc_q64` when `unpaid` was last brought up to date.
        pub acc_seen_q64: u128,
        /// Rewards settled and not yet paid, IO base units.
        pub unpaid: u64,
        pub cooling: [super::types::CoolingTicket; 4],
        /// Locked by proposed slashes, IO base units, of what is staked and what cools; withdrawable =
        /// amount - locked.
        pub locked: u64,
        /// 1: anyone may turn the rewards into stake, which the owner has signed for.
        pub auto_compound: u8,
    }

    impl Wire for Position {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let acc_seen_q64 = Wire::read(reader)?;
            let unpaid = Wire::read(reader)?;
            let cooling = Wire::read(reader)?;
            let locked = Wire::read(reader)?;
            let auto_compound = Wire::read(reader)?;
            reader.take(7)?;
            reader.take(16)?;
            Ok(Self {
                version,
                bump,
                owner,
                amount,
                acc_seen_q64,
                unpaid,
                cooling,
                locked,
                auto_compound,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.owner.write(out);
            self.amount.write(out);
            self.acc_seen_q64.write(out);
            self.unpaid.write(out);
            self.cooling.write(out);
            self.locked.write(out);
            self.auto_compound.write(out);
            out.extend_from_slice(&[0; 7]);
            out.extend_from_slice(&[0; 16]);
        }
    }

    impl AccountData for Position {
        const NAME: &'static str = "Position";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [170, 188, 143, 228, 122, 64, 247, 208];
        const LEN: usize = 176;
    }

    /// PDA `["slash", evidence]`: one piece of evidence, by its hash. It stays for ever, so that evidence
    /// which has lapsed or was judged never locks again.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashProposal {
        pub version: u8,
        pub bump: u8,
        pub status: u8,
        /// A `Position` or a `DeviceStake`.
        pub target: Pubkey,
        /// SHA-256 of the evidence, which names the stake and what it did.
        pub evidence: [u8; 32],
        pub proposer: Pubkey,
        /// IO base units asked for; what follows may be less.
        pub asked: u64,
        /// Locked of the owner's part and of the co-stakers', IO base units.
        pub own_locked: u64,
        pub co_locked: u64,
        /// Burned of each, IO base units: less than locked where others came first.
        pub own_burned: u64,
        pub co_burned: u64,
        pub proposed_ts: i64,
        /// 0 while open.
        pub resolved_ts: i64,
    }

    impl Wire for SlashProposal {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            reader.take(5)?;
            let target = Wire::read(reader)?;
            let evidence = Wire::read(reader)?;
            let proposer = Wire::read(reader)?;
            let asked = Wire::read(reader)?;
            let own_locked = Wire::read(reader)?;
            let co_locked = Wire::read(reader)?;
            let own_burned = Wire::read(reader)?;
            let co_burned = Wire::read(reader)?;
            let proposed_ts = Wire::read(reader)?;
            let resolved_ts = Wire::read(reader)?;
            reader.take(32)?;
            Ok(Self {
                version,
                bump,
                status,
                target,
                evidence,
                proposer,
                asked,
                own_locked,
                co_locked,
                own_burned,
                co_burned,
                proposed_ts,
                resolved_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.status.write(out);
            out.extend_from_slice(&[0; 5]);
            self.target.write(out);
            self.evidence.write(out);
            self.proposer.write(out);
            self.asked.write(out);
            self.own_locked.write(out);
            self.co_locked.write(out);
            self.own_burned.write(out);
            self.co_burned.write(out);
            self.proposed_ts.write(out);
            self.resolved_ts.write(out);
            out.extend_from_slice(&[0; 32]);
        }
    }

    impl AccountData for SlashProposal {
        const NAME: &'static str = "SlashProposal";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [104, 26, 13, 94, 65, 203, 107, 43];
        const LEN: usize = 200;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// See [`Initialize`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Initialize {
        /// Signs, is written.
        pub authority: Pubkey,
        /// Is read.
        pub io_mint: Pubkey,
    }

    impl Initialize {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[175, 175, 109, 31, 13, 152, 155, 237];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `program_data` among the accounts.
        pub const PROGRAM_DATA: usize = 1;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 2;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 3;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 4;
        /// Place of `reward_vault` among the accounts.
        pub const REWARD_VAULT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, cooldown_s: u32, min_earning_stake: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            cooldown_s.write(&mut data);
            min_earning_stake.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::pda::program_data(&ID), false),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(crate::staking::reward_vault_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`SetParams`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetParams {
        /// Signs.
        pub authority: Pubkey,
    }

    impl SetParams {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[27, 234, 178, 52, 147, 2, 187, 141];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, cooldown_s: u32, min_earning_stake: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            cooldown_s.write(&mut data);
            min_earning_stake.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`SetAuthority`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetAuthority {
        /// Signs.
        pub authority: Pubkey,
    }

    impl SetAuthority {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[133, 250, 37, 21, 110, 163, 26, 121];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, new_authority: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            new_authority.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`AcceptAuthority`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AcceptAuthority {
        /// Signs.
        pub pending_authority: Pubkey,
    }

    impl AcceptAuthority {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[107, 86, 198, 91, 33, 12, 107, 160];
        /// Place of `pending_authority` among the accounts.
        pub const PENDING_AUTHORITY: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_authority, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`SetGovernance`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetGovernance {
        /// Signs.
        pub governance: Pubkey,
    }

    impl SetGovernance {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[34, 71, 128, 245, 179, 42, 140, 137];
        /// Place of `governance` among the accounts.
        pub const GOVERNANCE: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, new_governance: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            new_governance.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.governance, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`AcceptGovernance`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AcceptGovernance {
        /// Signs.
        pub pending_governance: Pubkey,
    }

    impl AcceptGovernance {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[248, 124, 36, 211, 224, 191, 79, 227];
        /// Place of `pending_governance` among the accounts.
        pub const PENDING_GOVERNANCE: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_governance, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`SetSlashAuthority`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetSlashAuthority {
        /// Signs.
        pub governance: Pubkey,
    }

    impl SetSlashAuthority {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[238, 118, 102, 67, 38, 193, 62, 183];
        /// Place of `governance` among the accounts.
        pub const GOVERNANCE: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, new_authority: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            new_authority.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.governance, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`Stake`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stake {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub source: Pubkey,
    }

    impl Stake {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[206, 176, 202, 18, 200, 209, 179, 108];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 2;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 3;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 4;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(&[b"position", self.owner.as_ref()], &ID).0,
                        false,
                    ),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`Unstake`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Unstake {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub position: Pubkey,
    }

    impl Unstake {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[90, 95, 107, 42, 205, 124, 50, 225];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 2;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.position, false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`Withdraw`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Withdraw {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub position: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl Withdraw {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[183, 18, 70, 156, 148, 109, 161, 34];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 2;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.position, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`ClaimStakerRewards`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ClaimRewards {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub position: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl ClaimRewards {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[4, 144, 132, 71, 116, 23, 151, 80];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 2;
        /// Place of `reward_vault` among the accounts.
        pub const REWARD_VAULT: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.position, false),
                    AccountMeta::new(crate::staking::reward_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`StakeDevice`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StakeDevice {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub source: Pubkey,
    }

    impl StakeDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[92, 226, 123, 60, 82, 196, 27, 73];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 3;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 4;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 5;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(&[b"device_stake", self.device.as_ref()], &ID)
                            .0,
                        false,
                    ),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`UnstakeDevice`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnstakeDevice {
        /// Signs.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// `escrow`'s hire of the device: while it is not hired there is no account at that address.
        /// Is read.
        pub hire: Pubkey,
    }

    impl UnstakeDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[86, 80, 60, 38, 72, 185, 250, 61];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 3;
        /// Place of `hire` among the accounts.
        pub const HIRE: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new_readonly(self.hire, false),
                ],
                data,
            }
        }
    }

    /// See [`WithdrawDevice`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WithdrawDevice {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl WithdrawDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[99, 218, 16, 91, 70, 54, 141, 49];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 2;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`WithdrawSurplus`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WithdrawSurplus {
        /// Signs.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl WithdrawSurplus {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[150, 183, 243, 31, 213, 21, 79, 26];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 3;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 4;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 5;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`NoteRequirement`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NoteRequirement {
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
    }

    impl NoteRequirement {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[32, 60, 196, 118, 231, 82, 51, 251];
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 0;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 1;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 2;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new(self.device_stake, false),
                ],
                data,
            }
        }
    }

    /// See [`SetCoStakeTerms`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetCoStakeTerms {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
    }

    impl SetCoStakeTerms {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[206, 74, 80, 248, 15, 118, 124, 239];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, reward_share_bps: u16, open: bool) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            reward_share_bps.write(&mut data);
            open.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(self.device_stake, false),
                ],
                data,
            }
        }
    }

    /// See [`JoinCoStake`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JoinCoStake {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub source: Pubkey,
    }

    impl JoinCoStake {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[131, 142, 155, 183, 220, 213, 22, 173];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 3;
        /// Place of `co_stake` among the accounts.
        pub const CO_STAKE: usize = 4;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 5;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64, min_share_bps: u16) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            min_share_bps.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"co_stake", self.device.as_ref(), self.owner.as_ref()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`LeaveCoStake`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LeaveCoStake {
        /// Signs.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub co_stake: Pubkey,
    }

    impl LeaveCoStake {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[50, 51, 205, 49, 246, 172, 15, 36];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 2;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 3;
        /// Place of `co_stake` among the accounts.
        pub const CO_STAKE: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, shares: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            shares.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(self.co_stake, false),
                ],
                data,
            }
        }
    }

    /// See [`WithdrawCoStake`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WithdrawCoStake {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub co_stake: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl WithdrawCoStake {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[153, 77, 145, 23, 69, 12, 247, 93];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 2;
        /// Place of `co_stake` among the accounts.
        pub const CO_STAKE: usize = 3;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 4;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(self.co_stake, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`ProposeSlash`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProposeSlash {
        /// Signs.
        pub slash_authority: Pubkey,
        /// May be the authority itself.
        /// Signs, is written.
        pub payer: Pubkey,
        /// A `Position` or a `DeviceStake`.
        /// Is written.
        pub target: Pubkey,
        /// Is written.
        pub proposal: Pubkey,
    }

    impl ProposeSlash {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[198, 144, 128, 49, 72, 78, 74, 118];
        /// Place of `slash_authority` among the accounts.
        pub const SLASH_AUTHORITY: usize = 0;
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 1;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 2;
        /// Place of `target` among the accounts.
        pub const TARGET: usize = 3;
        /// Place of `proposal` among the accounts.
        pub const PROPOSAL: usize = 4;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64, evidence: [u8; 32]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            evidence.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.slash_authority, true),
                    AccountMeta::new(self.payer, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.target, false),
                    AccountMeta::new(self.proposal, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`ConfirmSlash`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ConfirmSlash {
        /// Signs.
        pub governance: Pubkey,
        /// Is written.
        pub proposal: Pubkey,
        /// Is written.
        pub target: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
    }

    impl ConfirmSlash {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[223, 143, 142, 210, 236, 21, 145, 212];
        /// Place of `governance` among the accounts.
        pub const GOVERNANCE: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `proposal` among the accounts.
        pub const PROPOSAL: usize = 2;
        /// Place of `target` among the accounts.
        pub const TARGET: usize = 3;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 4;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 5;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.governance, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.proposal, false),
                    AccountMeta::new(self.target, false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`LapseSlash`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LapseSlash {
        /// Signs.
        pub caller: Pubkey,
        /// Is written.
        pub proposal: Pubkey,
        /// Is written.
        pub target: Pubkey,
    }

    impl LapseSlash {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[209, 53, 151, 96, 143, 8, 171, 248];
        /// Place of `caller` among the accounts.
        pub const CALLER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `proposal` among the accounts.
        pub const PROPOSAL: usize = 2;
        /// Place of `target` among the accounts.
        pub const TARGET: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.caller, true),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new(self.proposal, false),
                    AccountMeta::new(self.target, false),
                ],
                data,
            }
        }
    }

    /// See [`ExecuteSlash`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ExecuteSlash {
        /// Signs.
        pub slasher: Pubkey,
        /// A `Position` or a `DeviceStake`.
        /// Is written.
        pub target: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
    }

    impl ExecuteSlash {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[15, 240, 38, 73, 175, 55, 88, 55];
        /// Place of `slasher` among the accounts.
        pub const SLASHER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `target` among the accounts.
        pub const TARGET: usize = 2;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 3;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 4;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64, evidence: [u8; 32]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            evidence.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.slasher, true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.target, false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`LockGuarantee`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LockGuarantee {
        /// Signs.
        pub caller: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
    }

    impl LockGuarantee {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[30, 106, 111, 247, 232, 179, 79, 96];
        /// Place of `caller` among the accounts.
        pub const CALLER: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64, required: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            required.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.caller, true),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new(self.device_stake, false),
                ],
                data,
            }
        }
    }

    /// See [`ReleaseGuarantee`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReleaseGuarantee {
        /// Is written.
        pub device_stake: Pubkey,
    }

    impl ReleaseGuarantee {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[145, 5, 2, 78, 58, 97, 34, 192];
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 0;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), true),
                    AccountMeta::new(self.device_stake, false),
                ],
                data,
            }
        }
    }

    /// See [`PayGuarantee`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PayGuarantee {
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl PayGuarantee {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[209, 162, 131, 87, 200, 16, 142, 143];
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 0;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 1;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 2;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), true),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`SetAutoCompound`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetAutoCompound {
        /// Signs.
        pub owner: Pubkey,
        /// Is written.
        pub position: Pubkey,
    }

    impl SetAutoCompound {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[101, 22, 46, 161, 189, 86, 250, 244];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, enabled: bool) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            enabled.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.owner, true),
                    AccountMeta::new(self.position, false),
                ],
                data,
            }
        }
    }

    /// See [`Compound`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Compound {
        /// Is written.
        pub position: Pubkey,
    }

    impl Compound {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[165, 208, 251, 78, 242, 160, 141, 47];
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 0;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 1;
        /// Place of `reward_vault` among the accounts.
        pub const REWARD_VAULT: usize = 2;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 3;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(self.position, false),
                    AccountMeta::new(crate::staking::reward_vault_address(), false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }
}

/// Types that arguments and accounts are made of.
#[allow(unused_imports)]
pub mod types {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// Stake that cools and leaves at `unlock_ts`. Zero amount: free ticket.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoolingTicket {
        /// IO base units.
        pub amount: u64,
        /// Unix seconds.
        pub unlock_ts: i64,
    }

    impl Wire for CoolingTicket {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let amount = Wire::read(reader)?;
            let unlock_ts = Wire::read(reader)?;
            Ok(Self { amount, unlock_ts })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.amount.write(out);
            self.unlock_ts.write(out);
        }
    }
}

/// Events, in the past tense.
#[allow(unused_imports)]
pub mod events {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// Any event of the program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        AuthorityAccepted(AuthorityAccepted),
        AuthorityProposed(AuthorityProposed),
        AutoCompoundSet(AutoCompoundSet),
        CoStakeJoined(CoStakeJoined),
        CoStakeLeft(CoStakeLeft),
        CoStakeTermsSet(CoStakeTermsSet),
        CoStakeWithdrawn(CoStakeWithdrawn),
        DeviceStaked(DeviceStaked),
        DeviceUnstaked(DeviceUnstaked),
        DeviceWithdrawn(DeviceWithdrawn),
        GovernanceAccepted(GovernanceAccepted),
        GovernanceProposed(GovernanceProposed),
        GuaranteeLocked(GuaranteeLocked),
        GuaranteePaid(GuaranteePaid),
        GuaranteeReleased(GuaranteeReleased),
        ParamsChanged(ParamsChanged),
        PoolInitialized(PoolInitialized),
        RequirementNoted(RequirementNoted),
        RewardsCompounded(RewardsCompounded),
        SlashAuthoritySet(SlashAuthoritySet),
        SlashConfirmed(SlashConfirmed),
        SlashExecuted(SlashExecuted),
        SlashLapsed(SlashLapsed),
        SlashProposed(SlashProposed),
        Staked(Staked),
        StakerRewardsClaimed(StakerRewardsClaimed),
        SurplusWithdrawn(SurplusWithdrawn),
        Unstaked(Unstaked),
        Withdrawn(Withdrawn),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AuthorityAccepted(_) => "AuthorityAccepted",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::AutoCompoundSet(_) => "AutoCompoundSet",
                Self::CoStakeJoined(_) => "CoStakeJoined",
                Self::CoStakeLeft(_) => "CoStakeLeft",
                Self::CoStakeTermsSet(_) => "CoStakeTermsSet",
                Self::CoStakeWithdrawn(_) => "CoStakeWithdrawn",
                Self::DeviceStaked(_) => "DeviceStaked",
                Self::DeviceUnstaked(_) => "DeviceUnstaked",
                Self::DeviceWithdrawn(_) => "DeviceWithdrawn",
                Self::GovernanceAccepted(_) => "GovernanceAccepted",
                Self::GovernanceProposed(_) => "GovernanceProposed",
                Self::GuaranteeLocked(_) => "GuaranteeLocked",
                Self::GuaranteePaid(_) => "GuaranteePaid",
                Self::GuaranteeReleased(_) => "GuaranteeReleased",
                Self::ParamsChanged(_) => "ParamsChanged",
                Self::PoolInitialized(_) => "PoolInitialized",
                Self::RequirementNoted(_) => "RequirementNoted",
                Self::RewardsCompounded(_) => "RewardsCompounded",
                Self::SlashAuthoritySet(_) => "SlashAuthoritySet",
                Self::SlashConfirmed(_) => "SlashConfirmed",
                Self::SlashExecuted(_) => "SlashExecuted",
                Self::SlashLapsed(_) => "SlashLapsed",
                Self::SlashProposed(_) => "SlashProposed",
                Self::Staked(_) => "Staked",
                Self::StakerRewardsClaimed(_) => "StakerRewardsClaimed",
                Self::SurplusWithdrawn(_) => "SurplusWithdrawn",
                Self::Unstaked(_) => "Unstaked",
                Self::Withdrawn(_) => "Withdrawn",
            }
        }

        /// The event whose discriminator `data` starts with; `None` for any other data.
        pub fn decode(data: &[u8]) -> Option<Self> {
            let (discriminator, fields) = data.split_first_chunk::<8>()?;
            match *discriminator {
                [166, 192, 219, 188, 41, 209, 195, 26] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityAccepted)
                }
                [244, 117, 94, 112, 53, 151, 35, 89] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityProposed)
                }
                [96, 255, 226, 201, 99, 51, 19, 17] => {
                    Wire::from_wire(fields).ok().map(Self::AutoCompoundSet)
                }
                [38, 188, 37, 48, 78, 249, 165, 210] => {
                    Wire::from_wire(fields).ok().map(Self::CoStakeJoined)
                }
                [7, 137, 174, 134, 12, 48, 253, 101] => {
                    Wire::from_wire(fields).ok().map(Self::CoStakeLeft)
                }
                [158, 43, 111, 48, 210, 83, 202, 128] => {
                    Wire::from_wire(fields).ok().map(Self::CoStakeTermsSet)
                }
                [169, 223, 120, 185, 48, 222, 183, 203] => {
                    Wire::from_wire(fields).ok().map(Self::CoStakeWithdrawn)
                }
                [186, 48, 153, 211, 170, 140, 33, 201] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceStaked)
                }
                [37, 93, 38, 240, 178, 102, 31, 1] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceUnstaked)
                }
                [37, 232, 35, 236, 125, 10, 125, 158] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceWithdrawn)
                }
                [58, 188, 56, 73, 240, 184, 32, 89] => {
                    Wire::from_wire(fields).ok().map(Self::GovernanceAccepted)
                }
                [159, 228, 224, 214, 100, 69, 40, 198] => {
                    Wire::from_wire(fields).ok().map(Self::GovernanceProposed)
                }
                [239, 200, 78, 218, 248, 137, 173, 154] => {
                    Wire::from_wire(fields).ok().map(Self::GuaranteeLocked)
                }
                [76, 125, 84, 182, 201, 68, 115, 151] => {
                    Wire::from_wire(fields).ok().map(Self::GuaranteePaid)
                }
                [122, 142, 166, 125, 197, 150, 58, 123] => {
                    Wire::from_wire(fields).ok().map(Self::GuaranteeReleased)
                }
                [174, 49, 9, 64, 58, 171, 241, 24] => {
                    Wire::from_wire(fields).ok().map(Self::ParamsChanged)
                }
                [100, 118, 173, 87, 12, 198, 254, 229] => {
                    Wire::from_wire(fields).ok().map(Self::PoolInitialized)
                }
                [5, 240, 131, 144, 187, 81, 170, 83] => {
                    Wire::from_wire(fields).ok().map(Self::RequirementNoted)
                }
                [145, 86, 94, 94, 103, 143, 189, 95] => {
                    Wire::from_wire(fields).ok().map(Self::RewardsCompounded)
                }
                [169, 46, 207, 173, 172, 116, 179, 8] => {
                    Wire::from_wire(fields).ok().map(Self::SlashAuthoritySet)
                }
                [182, 20, 36, 192, 196, 205, 25, 37] => {
                    Wire::from_wire(fields).ok().map(Self::SlashConfirmed)
                }
                [170, 48, 78, 119, 242, 155, 108, 61] => {
                    Wire::from_wire(fields).ok().map(Self::SlashExecuted)
                }
                [141, 75, 73, 130, 157, 108, 123, 218] => {
                    Wire::from_wire(fields).ok().map(Self::SlashLapsed)
                }
                [158, 90, 179, 8, 227, 190, 15, 231] => {
                    Wire::from_wire(fields).ok().map(Self::SlashProposed)
                }
                [11, 146, 45, 205, 230, 58, 213, 240] => {
                    Wire::from_wire(fields).ok().map(Self::Staked)
                }
                [157, 54, 197, 58, 17, 199, 89, 237] => {
                    Wire::from_wire(fields).ok().map(Self::StakerRewardsClaimed)
                }
                [29, 6, 61, 94, 79, 60, 172, 245] => {
                    Wire::from_wire(fields).ok().map(Self::SurplusWithdrawn)
                }
                [27, 179, 156, 215, 47, 71, 195, 7] => {
                    Wire::from_wire(fields).ok().map(Self::Unstaked)
                }
                [20, 89, 223, 198, 194, 124, 219, 13] => {
                    Wire::from_wire(fields).ok().map(Self::Withdrawn)
                }
                _ => None,
            }
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuthorityAccepted {
        pub authority_before: Pubkey,
        pub authority_after: Pubkey,
    }

    impl Wire for AuthorityAccepted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority_before = Wire::read(reader)?;
            let authority_after = Wire::read(reader)?;
            Ok(Self {
                authority_before,
                authority_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority_before.write(out);
            self.authority_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuthorityProposed {
        pub authority: Pubkey,
        pub pending_before: Pubkey,
        pub pending_after: Pubkey,
    }

    impl Wire for AuthorityProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let pending_before = Wire::read(reader)?;
            let pending_after = Wire::read(reader)?;
            Ok(Self {
                authority,
                pending_before,
                pending_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.pending_before.write(out);
            self.pending_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AutoCompoundSet {
        pub owner: Pubkey,
        /// 1: anyone may compound.
        pub before: u64,
        pub after: u64,
    }

    impl Wire for AutoCompoundSet {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                owner,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoStakeJoined {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub amount: u64,
        pub shares_before: u64,
        pub shares_after: u64,
        /// All co-stakes of the device afterwards.
        pub device_co_total: u64,
    }

    impl Wire for CoStakeJoined {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let shares_before = Wire::read(reader)?;
            let shares_after = Wire::read(reader)?;
            let device_co_total = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                amount,
                shares_before,
                shares_after,
                device_co_total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.amount.write(out);
            self.shares_before.write(out);
            self.shares_after.write(out);
            self.device_co_total.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoStakeLeft {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub shares_before: u64,
        pub shares_after: u64,
        pub unlock_ts: i64,
    }

    impl Wire for CoStakeLeft {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let shares_before = Wire::read(reader)?;
            let shares_after = Wire::read(reader)?;
            let unlock_ts = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                shares_before,
                shares_after,
                unlock_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.shares_before.write(out);
            self.shares_after.write(out);
            self.unlock_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoStakeTermsSet {
        pub device: Pubkey,
        pub share_bps_before: u16,
        pub share_bps_after: u16,
        /// 1: others may join.
        pub open_before: u16,
        pub open_after: u16,
    }

    impl Wire for CoStakeTermsSet {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let share_bps_before = Wire::read(reader)?;
            let share_bps_after = Wire::read(reader)?;
            let open_before = Wire::read(reader)?;
            let open_after = Wire::read(reader)?;
            Ok(Self {
                device,
                share_bps_before,
                share_bps_after,
                open_before,
                open_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.share_bps_before.write(out);
            self.share_bps_after.write(out);
            self.open_before.write(out);
            self.open_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CoStakeWithdrawn {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub amount: u64,
        pub shares: u64,
        pub shares_cooling: u64,
        /// All co-stakes of the device afterwards.
        pub device_co_total: u64,
    }

    impl Wire for CoStakeWithdrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let shares = Wire::read(reader)?;
            let shares_cooling = Wire::read(reader)?;
            let device_co_total = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                amount,
                shares,
                shares_cooling,
                device_co_total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.amount.write(out);
            self.shares.write(out);
            self.shares_cooling.write(out);
            self.device_co_total.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceStaked {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
    }

    impl Wire for DeviceStaked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                stake_before,
                stake_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceUnstaked {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
        pub unlock_ts: i64,
    }

    impl Wire for DeviceUnstaked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            let unlock_ts = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                stake_before,
                stake_after,
                unlock_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
            self.unlock_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceWithdrawn {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub amount: u64,
        pub cooling_left: u64,
    }

    impl Wire for DeviceWithdrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let cooling_left = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                amount,
                cooling_left,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.amount.write(out);
            self.cooling_left.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GovernanceAccepted {
        pub governance_before: Pubkey,
        pub governance_after: Pubkey,
    }

    impl Wire for GovernanceAccepted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let governance_before = Wire::read(reader)?;
            let governance_after = Wire::read(reader)?;
            Ok(Self {
                governance_before,
                governance_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.governance_before.write(out);
            self.governance_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GovernanceProposed {
        pub governance: Pubkey,
        pub pending_before: Pubkey,
        pub pending_after: Pubkey,
    }

    impl Wire for GovernanceProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let governance = Wire::read(reader)?;
            let pending_before = Wire::read(reader)?;
            let pending_after = Wire::read(reader)?;
            Ok(Self {
                governance,
                pending_before,
                pending_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.governance.write(out);
            self.pending_before.write(out);
            self.pending_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuaranteeLocked {
        pub device: Pubkey,
        pub guarantee_before: u64,
        pub guarantee_after: u64,
        pub requirement: u64,
    }

    impl Wire for GuaranteeLocked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let guarantee_before = Wire::read(reader)?;
            let guarantee_after = Wire::read(reader)?;
            let requirement = Wire::read(reader)?;
            Ok(Self {
                device,
                guarantee_before,
                guarantee_after,
                requirement,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.guarantee_before.write(out);
            self.guarantee_after.write(out);
            self.requirement.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuaranteePaid {
        pub device: Pubkey,
        /// The renter's token account.
        pub destination: Pubkey,
        /// Less than the promise where proven slashes came first.
        pub paid: u64,
        pub guarantee_before: u64,
        pub guarantee_after: u64,
        /// The owner's part, cooling included.
        pub own_before: u64,
        pub own_after: u64,
    }

    impl Wire for GuaranteePaid {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let destination = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let guarantee_before = Wire::read(reader)?;
            let guarantee_after = Wire::read(reader)?;
            let own_before = Wire::read(reader)?;
            let own_after = Wire::read(reader)?;
            Ok(Self {
                device,
                destination,
                paid,
                guarantee_before,
                guarantee_after,
                own_before,
                own_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.destination.write(out);
            self.paid.write(out);
            self.guarantee_before.write(out);
            self.guarantee_after.write(out);
            self.own_before.write(out);
            self.own_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuaranteeReleased {
        pub device: Pubkey,
        pub guarantee_before: u64,
        pub guarantee_after: u64,
    }

    impl Wire for GuaranteeReleased {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let guarantee_before = Wire::read(reader)?;
            let guarantee_after = Wire::read(reader)?;
            Ok(Self {
                device,
                guarantee_before,
                guarantee_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.guarantee_before.write(out);
            self.guarantee_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParamsChanged {
        /// Start of the epoch from which on the new ones count, unix seconds.
        pub from_ts: i64,
        /// In force when the change was made.
        pub min_earning_stake_before: u64,
        pub min_earning_stake_after: u64,
        pub cooldown_s_before: u32,
        pub cooldown_s_after: u32,
    }

    impl Wire for ParamsChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let from_ts = Wire::read(reader)?;
            let min_earning_stake_before = Wire::read(reader)?;
            let min_earning_stake_after = Wire::read(reader)?;
            let cooldown_s_before = Wire::read(reader)?;
            let cooldown_s_after = Wire::read(reader)?;
            Ok(Self {
                from_ts,
                min_earning_stake_before,
                min_earning_stake_after,
                cooldown_s_before,
                cooldown_s_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.from_ts.write(out);
            self.min_earning_stake_before.write(out);
            self.min_earning_stake_after.write(out);
            self.cooldown_s_before.write(out);
            self.cooldown_s_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PoolInitialized {
        pub authority: Pubkey,
        pub io_mint: Pubkey,
        pub min_earning_stake: u64,
        pub cooldown_s: u64,
    }

    impl Wire for PoolInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let min_earning_stake = Wire::read(reader)?;
            let cooldown_s = Wire::read(reader)?;
            Ok(Self {
                authority,
                io_mint,
                min_earning_stake,
                cooldown_s,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.io_mint.write(out);
            self.min_earning_stake.write(out);
            self.cooldown_s.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequirementNoted {
        pub device: Pubkey,
        pub requirement_before: u64,
        pub requirement_after: u64,
        /// What it falls to a cooldown after `lowered_ts`.
        pub requirement_next: u64,
        /// 0: it does not fall.
        pub lowered_ts: i64,
    }

    impl Wire for RequirementNoted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let requirement_before = Wire::read(reader)?;
            let requirement_after = Wire::read(reader)?;
            let requirement_next = Wire::read(reader)?;
            let lowered_ts = Wire::read(reader)?;
            Ok(Self {
                device,
                requirement_before,
                requirement_after,
                requirement_next,
                lowered_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.requirement_before.write(out);
            self.requirement_after.write(out);
            self.requirement_next.write(out);
            self.lowered_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RewardsCompounded {
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
        pub delegated_total: u64,
        pub rewards_paid_after: u64,
    }

    impl Wire for RewardsCompounded {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            let delegated_total = Wire::read(reader)?;
            let rewards_paid_after = Wire::read(reader)?;
            Ok(Self {
                owner,
                stake_before,
                stake_after,
                delegated_total,
                rewards_paid_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
            self.delegated_total.write(out);
            self.rewards_paid_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashAuthoritySet {
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for SlashAuthoritySet {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self { before, after })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashConfirmed {
        pub target: Pubkey,
        pub evidence: [u8; 32],
        pub own_before: u64,
        pub co_before: u64,
        pub own_burned: u64,
        pub co_burned: u64,
        pub slashed_total_before: u64,
        pub slashed_total_after: u64,
    }

    impl Wire for SlashConfirmed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let target = Wire::read(reader)?;
            let evidence = Wire::read(reader)?;
            let own_before = Wire::read(reader)?;
            let co_before = Wire::read(reader)?;
            let own_burned = Wire::read(reader)?;
            let co_burned = Wire::read(reader)?;
            let slashed_total_before = Wire::read(reader)?;
            let slashed_total_after = Wire::read(reader)?;
            Ok(Self {
                target,
                evidence,
                own_before,
                co_before,
                own_burned,
                co_burned,
                slashed_total_before,
                slashed_total_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.target.write(out);
            self.evidence.write(out);
            self.own_before.write(out);
            self.co_before.write(out);
            self.own_burned.write(out);
            self.co_burned.write(out);
            self.slashed_total_before.write(out);
            self.slashed_total_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashExecuted {
        pub target: Pubkey,
        pub evidence: [u8; 32],
        pub own_before: u64,
        pub co_before: u64,
        pub own_burned: u64,
        pub co_burned: u64,
        pub slashed_total_before: u64,
        pub slashed_total_after: u64,
    }

    impl Wire for SlashExecuted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let target = Wire::read(reader)?;
            let evidence = Wire::read(reader)?;
            let own_before = Wire::read(reader)?;
            let co_before = Wire::read(reader)?;
            let own_burned = Wire::read(reader)?;
            let co_burned = Wire::read(reader)?;
            let slashed_total_before = Wire::read(reader)?;
            let slashed_total_after = Wire::read(reader)?;
            Ok(Self {
                target,
                evidence,
                own_before,
                co_before,
                own_burned,
                co_burned,
                slashed_total_before,
                slashed_total_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.target.write(out);
            self.evidence.write(out);
            self.own_before.write(out);
            self.co_before.write(out);
            self.own_burned.write(out);
            self.co_burned.write(out);
            self.slashed_total_before.write(out);
            self.slashed_total_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashLapsed {
        pub target: Pubkey,
        pub evidence: [u8; 32],
        pub own_locked_before: u64,
        pub own_locked_after: u64,
        pub co_locked_before: u64,
        pub co_locked_after: u64,
        /// 1: by governance, before its time was over.
        pub dismissed: u64,
    }

    impl Wire for SlashLapsed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let target = Wire::read(reader)?;
            let evidence = Wire::read(reader)?;
            let own_locked_before = Wire::read(reader)?;
            let own_locked_after = Wire::read(reader)?;
            let co_locked_before = Wire::read(reader)?;
            let co_locked_after = Wire::read(reader)?;
            let dismissed = Wire::read(reader)?;
            Ok(Self {
                target,
                evidence,
                own_locked_before,
                own_locked_after,
                co_locked_before,
                co_locked_after,
                dismissed,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.target.write(out);
            self.evidence.write(out);
            self.own_locked_before.write(out);
            self.own_locked_after.write(out);
            self.co_locked_before.write(out);
            self.co_locked_after.write(out);
            self.dismissed.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SlashProposed {
        pub target: Pubkey,
        pub evidence: [u8; 32],
        pub asked: u64,
        /// The stake as the proposal met it, cooling included.
        pub own_before: u64,
        pub co_before: u64,
        pub own_locked: u64,
        pub co_locked: u64,
        /// What proposals have locked lately, this one included.
        pub locked_today: u64,
    }

    impl Wire for SlashProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let target = Wire::read(reader)?;
            let evidence = Wire::read(reader)?;
            let asked = Wire::read(reader)?;
            let own_before = Wire::read(reader)?;
            let co_before = Wire::read(reader)?;
            let own_locked = Wire::read(reader)?;
            let co_locked = Wire::read(reader)?;
            let locked_today = Wire::read(reader)?;
            Ok(Self {
                target,
                evidence,
                asked,
                own_before,
                co_before,
                own_locked,
                co_locked,
                locked_today,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.target.write(out);
            self.evidence.write(out);
            self.asked.write(out);
            self.own_before.write(out);
            self.co_before.write(out);
            self.own_locked.write(out);
            self.co_locked.write(out);
            self.locked_today.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Staked {
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
        pub delegated_total: u64,
    }

    impl Wire for Staked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            let delegated_total = Wire::read(reader)?;
            Ok(Self {
                owner,
                stake_before,
                stake_after,
                delegated_total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
            self.delegated_total.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StakerRewardsClaimed {
        pub owner: Pubkey,
        pub amount: u64,
        pub rewards_paid_after: u64,
    }

    impl Wire for StakerRewardsClaimed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let rewards_paid_after = Wire::read(reader)?;
            Ok(Self {
                owner,
                amount,
                rewards_paid_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.amount.write(out);
            self.rewards_paid_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SurplusWithdrawn {
        pub device: Pubkey,
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
        pub requirement: u64,
    }

    impl Wire for SurplusWithdrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            let requirement = Wire::read(reader)?;
            Ok(Self {
                device,
                owner,
                stake_before,
                stake_after,
                requirement,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
            self.requirement.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Unstaked {
        pub owner: Pubkey,
        pub stake_before: u64,
        pub stake_after: u64,
        pub delegated_total: u64,
        pub unlock_ts: i64,
    }

    impl Wire for Unstaked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let stake_before = Wire::read(reader)?;
            let stake_after = Wire::read(reader)?;
            let delegated_total = Wire::read(reader)?;
            let unlock_ts = Wire::read(reader)?;
            Ok(Self {
                owner,
                stake_before,
                stake_after,
                delegated_total,
                unlock_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.stake_before.write(out);
            self.stake_after.write(out);
            self.delegated_total.write(out);
            self.unlock_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Withdrawn {
        pub owner: Pubkey,
        pub amount: u64,
        pub cooling_left: u64,
    }

    impl Wire for Withdrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let owner = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let cooling_left = Wire::read(reader)?;
            Ok(Self {
                owner,
                amount,
                cooling_left,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.owner.write(out);
            self.amount.write(out);
            self.cooling_left.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum StakingError {
    /// 6000: the amount is zero; name how much.
    ZeroAmount = 6000,
    /// 6001: the hours up to now are not accrued; put emissions' accrue before this instruction.
    AccrueFirst = 6001,
    /// 6002: the account is not the pool's vault; pass the one the pool names.
    WrongVault = 6002,
    /// 6003: only the owner of this stake may do this; sign with its wallet.
    NotTheOwner = 6003,
    /// 6004: more than is staked and not locked; ask for less.
    InsufficientStake = 6004,
    /// 6005: all four cooling tickets are in use; withdraw a matured one or wait for it.
    TicketsFull = 6005,
    /// 6006: nothing has finished cooling; wait for the earliest ticket's unlock time.
    NothingMatured = 6006,
    /// 6007: stake is locked under a proposed slash; it can leave when the lock lapses.
    StakeLocked = 6007,
    /// 6008: no rewards are due; stake earns with the hours.
    NothingToClaim = 6008,
    /// 6009: only the device's supplier may stake for it; sign with that wallet.
    NotTheSupplier = 6009,
    /// 6010: the device is retired; register another.
    DeviceRetired = 6010,
    /// 6011: the device is not the one this stake backs; pass that one.
    WrongDevice = 6011,
    /// 6012: only the config authority may do this; sign with it.
    NotTheAuthority = 6012,
    /// 6013: only the proposed authority may accept; sign with the key that set_authority named.
    NotThePendingAuthority = 6013,
    /// 6014: the least stake that earns must be positive; name at least one base unit.
    MinEarningStakeZero = 6014,
    /// 6015: the IO mint must have 8 decimals and no freeze authority; pass the IO mint.
    WrongMint = 6015,
    /// 6016: the total does not fit 64 bits; stake less.
    Overflow = 6016,
    /// 6017: the books do not balance; nothing was changed, report this.
    InvariantBroken = 6017,
    /// 6018: the cooldown must be positive; name at least one second.
    CooldownZero = 6018,
    /// 6019: the account's class is not listed; pass the oracle's classes and a device of one of them.
    UnknownClass = 6019,
    /// 6020: co-stakes would exceed half of the device's stake; stake less, or let the owner stake more.
    CoStakeAboveHalf = 6020,
    /// 6021: a co-stake is at least 50 IO; stake more, or leave with all of it.
    CoStakeBelowMinimum = 6021,
    /// 6022: the owner cannot co-stake on his own device; use stake_device.
    OwnerCannotCoStake = 6022,
    /// 6023: the owner does not take co-stakes for this device; choose another.
    CoStakeClosed = 6023,
    /// 6024: the reward share is at most 10,000 basis points; lower it.
    RewardShareOutOfRange = 6024,
    /// 6025: the reward share is fixed while anybody co-stakes; wait until all have left.
    RewardShareFixed = 6025,
    /// 6026: the owner shares less of the reward than min_share_bps; ask for less or choose another.
    RewardShareBelowMinimum = 6026,
    /// 6027: a slash is proposed against this device; wait until it is confirmed or has lapsed.
    DeviceUnderSlash = 6027,
    /// 6028: that much is not above the requirement, which counts for a cooldown after it falls; ask for less, or unstake.
    NoSurplus = 6028,
    /// 6029: the account is neither a position nor a device's stake; pass the stake that the evidence names.
    NotAStake = 6029,
    /// 6030: only the slash authority may propose slashes; sign with it.
    NotTheSlashAuthority = 6030,
    /// 6031: only governance may do this; sign with its key.
    NotTheGovernance = 6031,
    /// 6032: only the proposed governance may accept; sign with the key that set_governance named.
    NotThePendingGovernance = 6032,
    /// 6033: only oracle executes slashes, for what it has found proven; challenge there.
    NotTheSlasher = 6033,
    /// 6034: a slash of less than 50 IO is not proposed; ask for more.
    ProposalBelowMinimum = 6034,
    /// 6035: nothing of this stake is left to lock; wait for the open proposals.
    NothingToLock = 6035,
    /// 6036: proposals may lock 1% of all stake a day; ask for less or wait.
    DailyLockLimit = 6036,
    /// 6037: the proposal was confirmed or has lapsed; there is nothing left to decide.
    ProposalResolved = 6037,
    /// 6038: the stake is not the one the proposal names; pass that one.
    WrongTarget = 6038,
    /// 6039: the accused may still appeal; confirm when 30 days have passed since the proposal.
    AppealOpen = 6039,
    /// 6040: the time to confirm is over; call lapse_slash.
    ProposalLapsed = 6040,
    /// 6041: the proposal stands until 44 days after it was made; only governance may dismiss it before.
    ProposalStands = 6041,
    /// 6042: only escrow locks, releases and pays guarantees; hire and settle there.
    NotTheEscrow = 6042,
    /// 6043: more than is guaranteed; name at most what was locked.
    NotGuaranteed = 6043,
    /// 6044: the owner has not signed for it; he may by set_auto_compound.
    NotAutoCompounding = 6044,
    /// 6045: nothing is staked for the rewards to join; claim them instead.
    NothingStaked = 6045,
    /// 6046: the device is hired; take what is above its requirement by withdraw_surplus, or wait until its lease is closed.
    DeviceHired = 6046,
    /// 6047: the account is not the hire of this device; pass the address that escrow derives from it.
    WrongHire = 6047,
    /// 6048: the cooldown is 24 to 2,160 epochs; stay within.
    CooldownOutOfRange = 6048,
    /// 6049: the least stake that earns is at most a million IO; lower it.
    MinEarningStakeAboveLimit = 6049,
}

impl StakingError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::ZeroAmount,
        Self::AccrueFirst,
        Self::WrongVault,
        Self::NotTheOwner,
        Self::InsufficientStake,
        Self::TicketsFull,
        Self::NothingMatured,
        Self::StakeLocked,
        Self::NothingToClaim,
        Self::NotTheSupplier,
        Self::DeviceRetired,
        Self::WrongDevice,
        Self::NotTheAuthority,
        Self::NotThePendingAuthority,
        Self::MinEarningStakeZero,
        Self::WrongMint,
        Self::Overflow,
        Self::InvariantBroken,
        Self::CooldownZero,
        Self::UnknownClass,
        Self::CoStakeAboveHalf,
        Self::CoStakeBelowMinimum,
        Self::OwnerCannotCoStake,
        Self::CoStakeClosed,
        Self::RewardShareOutOfRange,
        Self::RewardShareFixed,
        Self::RewardShareBelowMinimum,
        Self::DeviceUnderSlash,
        Self::NoSurplus,
        Self::NotAStake,
        Self::NotTheSlashAuthority,
        Self::NotTheGovernance,
        Self::NotThePendingGovernance,
        Self::NotTheSlasher,
        Self::ProposalBelowMinimum,
        Self::NothingToLock,
        Self::DailyLockLimit,
        Self::ProposalResolved,
        Self::WrongTarget,
        Self::AppealOpen,
        Self::ProposalLapsed,
        Self::ProposalStands,
        Self::NotTheEscrow,
        Self::NotGuaranteed,
        Self::NotAutoCompounding,
        Self::NothingStaked,
        Self::DeviceHired,
        Self::WrongHire,
        Self::CooldownOutOfRange,
        Self::MinEarningStakeAboveLimit,
    ];

    /// The code a transaction fails with.
    pub const fn code(self) -> u32 {
        self as u32
    }

    /// The error of a code.
    pub fn from_code(code: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|error| error.code() == code)
    }

    /// The name in the program's source.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroAmount => "ZeroAmount",
            Self::AccrueFirst => "AccrueFirst",
            Self::WrongVault => "WrongVault",
            Self::NotTheOwner => "NotTheOwner",
            Self::InsufficientStake => "InsufficientStake",
            Self::TicketsFull => "TicketsFull",
            Self::NothingMatured => "NothingMatured",
            Self::StakeLocked => "StakeLocked",
            Self::NothingToClaim => "NothingToClaim",
            Self::NotTheSupplier => "NotTheSupplier",
            Self::DeviceRetired => "DeviceRetired",
            Self::WrongDevice => "WrongDevice",
            Self::NotTheAuthority => "NotTheAuthority",
            Self::NotThePendingAuthority => "NotThePendingAuthority",
            Self::MinEarningStakeZero => "MinEarningStakeZero",
            Self::WrongMint => "WrongMint",
            Self::Overflow => "Overflow",
            Self::InvariantBroken => "InvariantBroken",
            Self::CooldownZero => "CooldownZero",
            Self::UnknownClass => "UnknownClass",
            Self::CoStakeAboveHalf => "CoStakeAboveHalf",
            Self::CoStakeBelowMinimum => "CoStakeBelowMinimum",
            Self::OwnerCannotCoStake => "OwnerCannotCoStake",
            Self::CoStakeClosed => "CoStakeClosed",
            Self::RewardShareOutOfRange => "RewardShareOutOfRange",
            Self::RewardShareFixed => "RewardShareFixed",
            Self::RewardShareBelowMinimum => "RewardShareBelowMinimum",
            Self::DeviceUnderSlash => "DeviceUnderSlash",
            Self::NoSurplus => "NoSurplus",
            Self::NotAStake => "NotAStake",
            Self::NotTheSlashAuthority => "NotTheSlashAuthority",
            Self::NotTheGovernance => "NotTheGovernance",
            Self::NotThePendingGovernance => "NotThePendingGovernance",
            Self::NotTheSlasher => "NotTheSlasher",
            Self::ProposalBelowMinimum => "ProposalBelowMinimum",
            Self::NothingToLock => "NothingToLock",
            Self::DailyLockLimit => "DailyLockLimit",
            Self::ProposalResolved => "ProposalResolved",
            Self::WrongTarget => "WrongTarget",
            Self::AppealOpen => "AppealOpen",
            Self::ProposalLapsed => "ProposalLapsed",
            Self::ProposalStands => "ProposalStands",
            Self::NotTheEscrow => "NotTheEscrow",
            Self::NotGuaranteed => "NotGuaranteed",
            Self::NotAutoCompounding => "NotAutoCompounding",
            Self::NothingStaked => "NothingStaked",
            Self::DeviceHired => "DeviceHired",
            Self::WrongHire => "WrongHire",
            Self::CooldownOutOfRange => "CooldownOutOfRange",
            Self::MinEarningStakeAboveLimit => "MinEarningStakeAboveLimit",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::ZeroAmount => "the amount is zero; name how much",
            Self::AccrueFirst => {
                "the hours up to now are not accrued; put emissions' accrue before this instruction"
            }
            Self::WrongVault => "the account is not the pool's vault; pass the one the pool names",
            Self::NotTheOwner => "only the owner of this stake may do this; sign with its wallet",
            Self::InsufficientStake => "more than is staked and not locked; ask for less",
            Self::TicketsFull => {
                "all four cooling tickets are in use; withdraw a matured one or wait for it"
            }
            Self::NothingMatured => {
                "nothing has finished cooling; wait for the earliest ticket's unlock time"
            }
            Self::StakeLocked => {
                "stake is locked under a proposed slash; it can leave when the lock lapses"
            }
            Self::NothingToClaim => "no rewards are due; stake earns with the hours",
            Self::NotTheSupplier => {
                "only the device's supplier may stake for it; sign with that wallet"
            }
            Self::DeviceRetired => "the device is retired; register another",
            Self::WrongDevice => "the device is not the one this stake backs; pass that one",
            Self::NotTheAuthority => "only the config authority may do this; sign with it",
            Self::NotThePendingAuthority => {
                "only the proposed authority may accept; sign with the key that set_authority named"
            }
            Self::MinEarningStakeZero => {
                "the least stake that earns must be positive; name at least one base unit"
            }
            Self::WrongMint => {
                "the IO mint must have 8 decimals and no freeze authority; pass the IO mint"
            }
            Self::Overflow => "the total does not fit 64 bits; stake less",
            Self::InvariantBroken => "the books do not balance; nothing was changed, report this",
            Self::CooldownZero => "the cooldown must be positive; name at least one second",
            Self::UnknownClass => {
                "the account's class is not listed; pass the oracle's classes and a device of one of them"
            }
            Self::CoStakeAboveHalf => {
                "co-stakes would exceed half of the device's stake; stake less, or let the owner stake more"
            }
            Self::CoStakeBelowMinimum => {
                "a co-stake is at least 50 IO; stake more, or leave with all of it"
            }
            Self::OwnerCannotCoStake => {
                "the owner cannot co-stake on his own device; use stake_device"
            }
            Self::CoStakeClosed => {
                "the owner does not take co-stakes for this device; choose another"
            }
            Self::RewardShareOutOfRange => {
                "the reward share is at most 10,000 basis points; lower it"
            }
            Self::RewardShareFixed => {
                "the reward share is fixed while anybody co-stakes; wait until all have left"
            }
            Self::RewardShareBelowMinimum => {
                "the owner shares less of the reward than min_share_bps; ask for less or choose another"
            }
            Self::DeviceUnderSlash => {
                "a slash is proposed against this device; wait until it is confirmed or has lapsed"
            }
            Self::NoSurplus => {
                "that much is not above the requirement, which counts for a cooldown after it falls; ask for less, or unstake"
            }
            Self::NotAStake => {
                "the account is neither a position nor a device's stake; pass the stake that the evidence names"
            }
            Self::NotTheSlashAuthority => {
                "only the slash authority may propose slashes; sign with it"
            }
            Self::NotTheGovernance => "only governance may do this; sign with its key",
            Self::NotThePendingGovernance => {
                "only the proposed governance may accept; sign with the key that set_governance named"
            }
            Self::NotTheSlasher => {
                "only oracle executes slashes, for what it has found proven; challenge there"
            }
            Self::ProposalBelowMinimum => {
                "a slash of less than 50 IO is not proposed; ask for more"
            }
            Self::NothingToLock => {
                "nothing of this stake is left to lock; wait for the open proposals"
            }
            Self::DailyLockLimit => {
                "proposals may lock 1% of all stake a day; ask for less or wait"
            }
            Self::ProposalResolved => {
                "the proposal was confirmed or has lapsed; there is nothing left to decide"
            }
            Self::WrongTarget => "the stake is not the one the proposal names; pass that one",
            Self::AppealOpen => {
                "the accused may still appeal; confirm when 30 days have passed since the proposal"
            }
            Self::ProposalLapsed => "the time to confirm is over; call lapse_slash",
            Self::ProposalStands => {
                "the proposal stands until 44 days after it was made; only governance may dismiss it before"
            }
            Self::NotTheEscrow => {
                "only escrow locks, releases and pays guarantees; hire and settle there"
            }
            Self::NotGuaranteed => "more than is guaranteed; name at most what was locked",
            Self::NotAutoCompounding => {
                "the owner has not signed for it; he may by set_auto_compound"
            }
            Self::NothingStaked => "nothing is staked for the rewards to join; claim them instead",
            Self::DeviceHired => {
                "the device is hired; take what is above its requirement by withdraw_surplus, or wait until its lease is closed"
            }
            Self::WrongHire => {
                "the account is not the hire of this device; pass the address that escrow derives from it"
            }
            Self::CooldownOutOfRange => "the cooldown is 24 to 2,160 epochs; stay within",
            Self::MinEarningStakeAboveLimit => {
                "the least stake that earns is at most a million IO; lower it"
            }
        }
    }
}

impl std::fmt::Display for StakingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for StakingError {}
