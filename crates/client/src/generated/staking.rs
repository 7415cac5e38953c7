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

    /// PDA `["device_stake", device]` (device: `oracle`'s account): the owner's stake behind one offer.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceStake {
        pub version: u8,
        pub bump: u8,
        pub device: Pubkey,
        pub owner: Pubkey,
        /// IO base units, not cooling.
        pub amount: u64,
        pub locked: u64,
        pub cooling: [super::types::CoolingTicket; 4],
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
            reader.take(32)?;
            Ok(Self {
                version,
                bump,
                device,
                owner,
                amount,
                locked,
                cooling,
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
            out.extend_from_slice(&[0; 32]);
        }
    }

    impl AccountData for DeviceStake {
        const NAME: &'static str = "DeviceStake";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [206, 11, 40, 241, 210, 75, 101, 253];
        const LEN: usize = 192;
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
        pub cooldown_s: u32,
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
            reader.take(4)?;
            reader.take(128)?;
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
            out.extend_from_slice(&[0; 4]);
            out.extend_from_slice(&[0; 128]);
        }
    }

    impl AccountData for Pool {
        const NAME: &'static str = "Pool";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [241, 154, 109, 4, 17, 177, 109, 188];
        const LEN: usize = 400;
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
        /// Slashed stake is locked here first (later issue); withdrawable = amount - locked.
        pub locked: u64,
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
            reader.take(24)?;
            Ok(Self {
                version,
                bump,
                owner,
                amount,
                acc_seen_q64,
                unpaid,
                cooling,
                locked,
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
            out.extend_from_slice(&[0; 24]);
        }
    }

    impl AccountData for Position {
        const NAME: &'static str = "Position";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [170, 188, 143, 228, 122, 64, 247, 208];
        const LEN: usize = 176;
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
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(&[b"device_stake", self.device.as_ref()], &ID)
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

    /// See [`UnstakeDevice`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnstakeDevice {
        /// Signs.
        pub owner: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
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
        DeviceStaked(DeviceStaked),
        DeviceUnstaked(DeviceUnstaked),
        DeviceWithdrawn(DeviceWithdrawn),
        PoolInitialized(PoolInitialized),
        Staked(Staked),
        StakerRewardsClaimed(StakerRewardsClaimed),
        Unstaked(Unstaked),
        Withdrawn(Withdrawn),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AuthorityAccepted(_) => "AuthorityAccepted",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::DeviceStaked(_) => "DeviceStaked",
                Self::DeviceUnstaked(_) => "DeviceUnstaked",
                Self::DeviceWithdrawn(_) => "DeviceWithdrawn",
                Self::PoolInitialized(_) => "PoolInitialized",
                Self::Staked(_) => "Staked",
                Self::StakerRewardsClaimed(_) => "StakerRewardsClaimed",
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
                [186, 48, 153, 211, 170, 140, 33, 201] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceStaked)
                }
                [37, 93, 38, 240, 178, 102, 31, 1] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceUnstaked)
                }
                [37, 232, 35, 236, 125, 10, 125, 158] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceWithdrawn)
                }
                [100, 118, 173, 87, 12, 198, 254, 229] => {
                    Wire::from_wire(fields).ok().map(Self::PoolInitialized)
                }
                [11, 146, 45, 205, 230, 58, 213, 240] => {
                    Wire::from_wire(fields).ok().map(Self::Staked)
                }
                [157, 54, 197, 58, 17, 199, 89, 237] => {
                    Wire::from_wire(fields).ok().map(Self::StakerRewardsClaimed)
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
        }
    }
}

impl std::fmt::Display for StakingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for StakingError {}
