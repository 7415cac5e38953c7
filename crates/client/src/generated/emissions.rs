// Written by `cargo xtask client`; do not edit.
//! Program `emissions`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5");

/// Address of the account derived from `["emission"]`.
pub fn emission_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"emission"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["supplier_vault"]`.
pub fn supplier_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"supplier_vault"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["reserve_vault"]`.
pub fn reserve_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"reserve_vault"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["claim", wallet]`: what a payee wallet has taken of its lifetime total.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Claim {
        pub version: u8,
        pub bump: u8,
        pub wallet: Pubkey,
        /// IO base units; never falls.
        pub claimed: u64,
    }

    impl Wire for Claim {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let wallet = Wire::read(reader)?;
            let claimed = Wire::read(reader)?;
            reader.take(16)?;
            Ok(Self {
                version,
                bump,
                wallet,
                claimed,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.wallet.write(out);
            self.claimed.write(out);
            out.extend_from_slice(&[0; 16]);
        }
    }

    impl AccountData for Claim {
        const NAME: &'static str = "Claim";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [155, 70, 22, 176, 123, 215, 246, 102];
        const LEN: usize = 72;
    }

    /// PDA `["emission"]`: the schedule's book-keeping and the IO mint authority.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Emission {
        pub version: u8,
        pub bump: u8,
        /// Bit i set: genesis allocation i has been minted (order of `io_core::units::ALLOCATIONS`).
        pub allocations_minted: u8,
        /// At byte offset 16 of the account; `oracle` reads it there.
        pub split: super::types::EmissionSplit,
        /// Epoch e ends at `genesis_ts + e · epoch_length_s`.
        pub genesis_ts: i64,
        pub epoch_length_s: u32,
        pub authority: Pubkey,
        /// Zero: none proposed.
        pub pending_authority: Pubkey,
        pub io_mint: Pubkey,
        /// Token account PDA `["supplier_vault"]`, authority: this account. GPU suppliers' pool.
        pub supplier_vault: Pubkey,
        /// Token account PDA `["reserve_vault"]`, authority: this account. CPU part until a CPU proof exists.
        pub reserve_vault: Pubkey,
        /// `staking`'s reward vault (PDA `["reward_vault"]` of `staking`).
        pub staker_vault: Pubkey,
        /// Completed epochs already accrued.
        pub accrued_epoch: u64,
        /// S(accrued_epoch), IO base units; never above 300M IO.
        pub emitted: u64,
        /// Parts of `emitted`, IO base units: they sum to it exactly.
        pub stakers_total: u64,
        pub gpu_total: u64,
        pub cpu_total: u64,
        /// Paid out by `claim`, IO base units; never above `gpu_total`.
        pub claimed_total: u64,
        /// Burned by `iosd` against the IOSD it minted, IO base units: fees and slashes are not in it.
        pub burned_for_iosd: u64,
        /// Minted again for redeemed IOSD, IO base units; never above `burned_for_iosd`.
        pub redeemed: u64,
        /// Fees in IO that were burned, IO base units.
        pub fees_burned: u64,
    }

    impl Wire for Emission {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let allocations_minted = Wire::read(reader)?;
            reader.take(5)?;
            let split = Wire::read(reader)?;
            let genesis_ts = Wire::read(reader)?;
            let epoch_length_s = Wire::read(reader)?;
            reader.take(4)?;
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let supplier_vault = Wire::read(reader)?;
            let reserve_vault = Wire::read(reader)?;
            let staker_vault = Wire::read(reader)?;
            let accrued_epoch = Wire::read(reader)?;
            let emitted = Wire::read(reader)?;
            let stakers_total = Wire::read(reader)?;
            let gpu_total = Wire::read(reader)?;
            let cpu_total = Wire::read(reader)?;
            let claimed_total = Wire::read(reader)?;
            let burned_for_iosd = Wire::read(reader)?;
            let redeemed = Wire::read(reader)?;
            let fees_burned = Wire::read(reader)?;
            reader.take(104)?;
            Ok(Self {
                version,
                bump,
                allocations_minted,
                split,
                genesis_ts,
                epoch_length_s,
                authority,
                pending_authority,
                io_mint,
                supplier_vault,
                reserve_vault,
                staker_vault,
                accrued_epoch,
                emitted,
                stakers_total,
                gpu_total,
                cpu_total,
                claimed_total,
                burned_for_iosd,
                redeemed,
                fees_burned,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.allocations_minted.write(out);
            out.extend_from_slice(&[0; 5]);
            self.split.write(out);
            self.genesis_ts.write(out);
            self.epoch_length_s.write(out);
            out.extend_from_slice(&[0; 4]);
            self.authority.write(out);
            self.pending_authority.write(out);
            self.io_mint.write(out);
            self.supplier_vault.write(out);
            self.reserve_vault.write(out);
            self.staker_vault.write(out);
            self.accrued_epoch.write(out);
            self.emitted.write(out);
            self.stakers_total.write(out);
            self.gpu_total.write(out);
            self.cpu_total.write(out);
            self.claimed_total.write(out);
            self.burned_for_iosd.write(out);
            self.redeemed.write(out);
            self.fees_burned.write(out);
            out.extend_from_slice(&[0; 104]);
        }
    }

    impl AccountData for Emission {
        const NAME: &'static str = "Emission";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [56, 101, 133, 79, 248, 233, 131, 140];
        const LEN: usize = 440;
    }

    /// PDA `["grant", allocation u8]`: a genesis allocation that vests, and who it is for. Its schedule is
    /// the genesis table's and nobody can change it or take anything back.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Grant {
        pub version: u8,
        pub bump: u8,
        /// Its number in the genesis table.
        pub allocation: u8,
        /// Whom it pays; zero: the authority has still to name one.
        pub beneficiary: Pubkey,
        /// Who may take over the right; zero: none proposed.
        pub pending_beneficiary: Pubkey,
        /// Token account PDA `["allocation", allocation]`, authority: the emission account.
        pub vault: Pubkey,
        /// IO base units.
        pub total: u64,
        /// Paid out, IO base units; never above what has vested.
        pub claimed: u64,
    }

    impl Wire for Grant {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let allocation = Wire::read(reader)?;
            reader.take(5)?;
            let beneficiary = Wire::read(reader)?;
            let pending_beneficiary = Wire::read(reader)?;
            let vault = Wire::read(reader)?;
            let total = Wire::read(reader)?;
            let claimed = Wire::read(reader)?;
            reader.take(32)?;
            Ok(Self {
                version,
                bump,
                allocation,
                beneficiary,
                pending_beneficiary,
                vault,
                total,
                claimed,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.allocation.write(out);
            out.extend_from_slice(&[0; 5]);
            self.beneficiary.write(out);
            self.pending_beneficiary.write(out);
            self.vault.write(out);
            self.total.write(out);
            self.claimed.write(out);
            out.extend_from_slice(&[0; 32]);
        }
    }

    impl AccountData for Grant {
        const NAME: &'static str = "Grant";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [161, 166, 11, 205, 204, 135, 205, 54];
        const LEN: usize = 160;
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
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 2;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 3;
        /// Place of `supplier_vault` among the accounts.
        pub const SUPPLIER_VAULT: usize = 4;
        /// Place of `reserve_vault` among the accounts.
        pub const RESERVE_VAULT: usize = 5;
        /// Place of `staker_vault` among the accounts.
        pub const STAKER_VAULT: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            genesis_ts: i64,
            epoch_length_s: u32,
            stakers_bps: u16,
            cpu_bps: u16,
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            genesis_ts.write(&mut data);
            epoch_length_s.write(&mut data);
            stakers_bps.write(&mut data);
            cpu_bps.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::pda::program_data(&ID), false),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new(crate::emissions::supplier_vault_address(), false),
                    AccountMeta::new(crate::emissions::reserve_vault_address(), false),
                    AccountMeta::new_readonly(crate::staking::reward_vault_address(), false),
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

    /// See [`MintAllocation`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MintAllocation {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// Whoever the authority names: the allocation is the authority's to place.
        /// Is written.
        pub destination: Pubkey,
    }

    impl MintAllocation {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[154, 188, 80, 182, 152, 157, 121, 171];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 2;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, allocation: u8) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            allocation.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
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

    /// See [`MintVestedAllocation`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MintVestedAllocation {
        /// Signs, is written.
        pub authority: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub grant: Pubkey,
    }

    impl MintVestedAllocation {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[113, 134, 15, 64, 108, 167, 51, 46];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 2;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 3;
        /// Place of `grant` among the accounts.
        pub const GRANT: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 6;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, allocation: u8, beneficiary: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            allocation.write(&mut data);
            beneficiary.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.grant, false),
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

    /// See [`NameBeneficiary`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NameBeneficiary {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub grant: Pubkey,
    }

    impl NameBeneficiary {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[162, 45, 65, 100, 27, 102, 116, 158];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `grant` among the accounts.
        pub const GRANT: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, beneficiary: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            beneficiary.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.grant, false),
                ],
                data,
            }
        }
    }

    /// See [`SetSplit`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SetSplit {
        /// Signs.
        pub authority: Pubkey,
    }

    impl SetSplit {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[133, 67, 66, 245, 114, 175, 32, 51];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, stakers_bps: u16, cpu_bps: u16) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            stakers_bps.write(&mut data);
            cpu_bps.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
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
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, new_authority: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            new_authority.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
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
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`Accrue`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Accrue {
        /// Is written.
        pub io_mint: Pubkey,
    }

    impl Accrue {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[23, 76, 128, 149, 229, 247, 72, 228];
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 0;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 1;
        /// Place of `supplier_vault` among the accounts.
        pub const SUPPLIER_VAULT: usize = 2;
        /// Place of `reserve_vault` among the accounts.
        pub const RESERVE_VAULT: usize = 3;
        /// Place of `staker_vault` among the accounts.
        pub const STAKER_VAULT: usize = 4;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(crate::emissions::supplier_vault_address(), false),
                    AccountMeta::new(crate::emissions::reserve_vault_address(), false),
                    AccountMeta::new(crate::staking::reward_vault_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`AssertConservation`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AssertConservation {
        /// Is read.
        pub io_mint: Pubkey,
        /// Vaults and grants of the allocations that vest; those not minted yet need not exist.
        /// Is read.
        pub seed_vault: Pubkey,
        /// Is read.
        pub series_a_vault: Pubkey,
        /// Is read.
        pub core_vault: Pubkey,
        /// Is read.
        pub seed_grant: Pubkey,
        /// Is read.
        pub series_a_grant: Pubkey,
        /// Is read.
        pub core_grant: Pubkey,
    }

    impl AssertConservation {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[245, 156, 192, 34, 155, 76, 26, 157];
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 0;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 1;
        /// Place of `supplier_vault` among the accounts.
        pub const SUPPLIER_VAULT: usize = 2;
        /// Place of `reserve_vault` among the accounts.
        pub const RESERVE_VAULT: usize = 3;
        /// Place of `seed_vault` among the accounts.
        pub const SEED_VAULT: usize = 4;
        /// Place of `series_a_vault` among the accounts.
        pub const SERIES_A_VAULT: usize = 5;
        /// Place of `core_vault` among the accounts.
        pub const CORE_VAULT: usize = 6;
        /// Place of `seed_grant` among the accounts.
        pub const SEED_GRANT: usize = 7;
        /// Place of `series_a_grant` among the accounts.
        pub const SERIES_A_GRANT: usize = 8;
        /// Place of `core_grant` among the accounts.
        pub const CORE_GRANT: usize = 9;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 10;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 11;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 12;
        /// Place of `reward_vault` among the accounts.
        pub const REWARD_VAULT: usize = 13;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 14;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 15;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 16;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 17;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new_readonly(crate::emissions::supplier_vault_address(), false),
                    AccountMeta::new_readonly(crate::emissions::reserve_vault_address(), false),
                    AccountMeta::new_readonly(self.seed_vault, false),
                    AccountMeta::new_readonly(self.series_a_vault, false),
                    AccountMeta::new_readonly(self.core_vault, false),
                    AccountMeta::new_readonly(self.seed_grant, false),
                    AccountMeta::new_readonly(self.series_a_grant, false),
                    AccountMeta::new_readonly(self.core_grant, false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(crate::staking::stake_vault_address(), false),
                    AccountMeta::new_readonly(crate::staking::reward_vault_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_mint_address(), false),
                    AccountMeta::new_readonly(crate::iosd::io_vault_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_vault_address(), false),
                ],
                data,
            }
        }
    }

    /// See [`ClaimRewards`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Claim {
        /// May be the wallet itself.
        /// Signs, is written.
        pub payer: Pubkey,
        /// Is read.
        pub wallet: Pubkey,
        /// Any final one: `oracle` alone writes these accounts, and every final root is good for ever.
        /// Is read.
        pub epoch_record: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl Claim {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[62, 198, 214, 193, 213, 159, 108, 210];
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 0;
        /// Place of `wallet` among the accounts.
        pub const WALLET: usize = 1;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 2;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 3;
        /// Place of `claim` among the accounts.
        pub const CLAIM: usize = 4;
        /// Place of `supplier_vault` among the accounts.
        pub const SUPPLIER_VAULT: usize = 5;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, index: u32, cumulative: u64, proof: &[u8]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            index.write(&mut data);
            cumulative.write(&mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.payer, true),
                    AccountMeta::new_readonly(self.wallet, false),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(&[b"claim", self.wallet.as_ref()], &ID).0,
                        false,
                    ),
                    AccountMeta::new(crate::emissions::supplier_vault_address(), false),
                    AccountMeta::new(self.destination, false),
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

    /// See [`ClaimVested`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ClaimVested {
        /// Is read.
        pub beneficiary: Pubkey,
        /// Is written.
        pub grant: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub destination: Pubkey,
    }

    impl ClaimVested {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[208, 190, 166, 114, 203, 225, 140, 208];
        /// Place of `beneficiary` among the accounts.
        pub const BENEFICIARY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `grant` among the accounts.
        pub const GRANT: usize = 2;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 3;
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
                    AccountMeta::new_readonly(self.beneficiary, false),
                    AccountMeta::new_readonly(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.grant, false),
                    AccountMeta::new(self.vault, false),
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

    /// See [`HandOverGrant`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct HandOverGrant {
        /// Signs.
        pub beneficiary: Pubkey,
        /// Is written.
        pub grant: Pubkey,
    }

    impl HandOverGrant {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[237, 151, 238, 250, 108, 111, 34, 92];
        /// Place of `beneficiary` among the accounts.
        pub const BENEFICIARY: usize = 0;
        /// Place of `grant` among the accounts.
        pub const GRANT: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, beneficiary: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            beneficiary.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.beneficiary, true),
                    AccountMeta::new(self.grant, false),
                ],
                data,
            }
        }
    }

    /// See [`AcceptGrant`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AcceptGrant {
        /// Signs.
        pub pending_beneficiary: Pubkey,
        /// Is written.
        pub grant: Pubkey,
    }

    impl AcceptGrant {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[118, 243, 8, 11, 104, 96, 113, 128];
        /// Place of `pending_beneficiary` among the accounts.
        pub const PENDING_BENEFICIARY: usize = 0;
        /// Place of `grant` among the accounts.
        pub const GRANT: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_beneficiary, true),
                    AccountMeta::new(self.grant, false),
                ],
                data,
            }
        }
    }

    /// See [`BurnIo`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BurnFees {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// The authority's, of the IO mint: the token program checks both.
        /// Is written.
        pub source: Pubkey,
    }

    impl BurnFees {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[168, 44, 58, 192, 86, 185, 137, 184];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 2;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`BurnIo`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BurnForIosd {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// The authority's, of the IO mint: the token program checks both.
        /// Is written.
        pub source: Pubkey,
    }

    impl BurnForIosd {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[159, 204, 88, 79, 154, 175, 25, 33];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 2;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// See [`Redeem`].
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Redeem {
        /// Signs.
        pub authority: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// Whoever `iosd` pays; the token program refuses another mint's account.
        /// Is written.
        pub destination: Pubkey,
    }

    impl Redeem {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[184, 12, 86, 149, 70, 196, 97, 225];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 1;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 2;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, amount: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            amount.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new(self.io_mint, false),
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

    /// Piecewise split, in force from `from_epoch`. Cumulative totals at epoch n are
    /// `io_core::emission::Split::totals(n)`. 40 bytes, alignment 1.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EmissionSplit {
        /// First epoch boundary this split counts from.
        pub from_epoch: u64,
        /// S(from_epoch), IO base units.
        pub base_emitted: u64,
        /// Stakers' cumulative total at `from_epoch`, IO base units.
        pub base_stakers: u64,
        /// CPU part's cumulative total at `from_epoch`, IO base units.
        pub base_cpu: u64,
        /// Stakers' share of each hour, basis points.
        pub stakers_bps: u16,
        /// CPU part of the suppliers' share, basis points.
        pub cpu_bps: u16,
    }

    impl Wire for EmissionSplit {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let from_epoch = Wire::read(reader)?;
            let base_emitted = Wire::read(reader)?;
            let base_stakers = Wire::read(reader)?;
            let base_cpu = Wire::read(reader)?;
            let stakers_bps = Wire::read(reader)?;
            let cpu_bps = Wire::read(reader)?;
            reader.take(4)?;
            Ok(Self {
                from_epoch,
                base_emitted,
                base_stakers,
                base_cpu,
                stakers_bps,
                cpu_bps,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.from_epoch.write(out);
            self.base_emitted.write(out);
            self.base_stakers.write(out);
            self.base_cpu.write(out);
            self.stakers_bps.write(out);
            self.cpu_bps.write(out);
            out.extend_from_slice(&[0; 4]);
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
        AllocationMinted(AllocationMinted),
        AuthorityAccepted(AuthorityAccepted),
        AuthorityProposed(AuthorityProposed),
        BeneficiaryChanged(BeneficiaryChanged),
        BeneficiaryProposed(BeneficiaryProposed),
        ConservationChecked(ConservationChecked),
        EmissionAccrued(EmissionAccrued),
        EmissionInitialized(EmissionInitialized),
        IoBurned(IoBurned),
        IoRedeemed(IoRedeemed),
        RewardsClaimed(RewardsClaimed),
        SplitChanged(SplitChanged),
        VestedClaimed(VestedClaimed),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AllocationMinted(_) => "AllocationMinted",
                Self::AuthorityAccepted(_) => "AuthorityAccepted",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::BeneficiaryChanged(_) => "BeneficiaryChanged",
                Self::BeneficiaryProposed(_) => "BeneficiaryProposed",
                Self::ConservationChecked(_) => "ConservationChecked",
                Self::EmissionAccrued(_) => "EmissionAccrued",
                Self::EmissionInitialized(_) => "EmissionInitialized",
                Self::IoBurned(_) => "IoBurned",
                Self::IoRedeemed(_) => "IoRedeemed",
                Self::RewardsClaimed(_) => "RewardsClaimed",
                Self::SplitChanged(_) => "SplitChanged",
                Self::VestedClaimed(_) => "VestedClaimed",
            }
        }

        /// The event whose discriminator `data` starts with; `None` for any other data.
        pub fn decode(data: &[u8]) -> Option<Self> {
            let (discriminator, fields) = data.split_first_chunk::<8>()?;
            match *discriminator {
                [131, 170, 56, 153, 104, 215, 163, 243] => {
                    Wire::from_wire(fields).ok().map(Self::AllocationMinted)
                }
                [166, 192, 219, 188, 41, 209, 195, 26] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityAccepted)
                }
                [244, 117, 94, 112, 53, 151, 35, 89] => {
                    Wire::from_wire(fields).ok().map(Self::AuthorityProposed)
                }
                [233, 192, 79, 252, 155, 91, 209, 28] => {
                    Wire::from_wire(fields).ok().map(Self::BeneficiaryChanged)
                }
                [147, 35, 97, 194, 170, 22, 236, 5] => {
                    Wire::from_wire(fields).ok().map(Self::BeneficiaryProposed)
                }
                [69, 201, 41, 235, 182, 176, 5, 195] => {
                    Wire::from_wire(fields).ok().map(Self::ConservationChecked)
                }
                [111, 17, 208, 173, 44, 166, 114, 27] => {
                    Wire::from_wire(fields).ok().map(Self::EmissionAccrued)
                }
                [140, 133, 145, 16, 253, 245, 118, 106] => {
                    Wire::from_wire(fields).ok().map(Self::EmissionInitialized)
                }
                [35, 69, 39, 201, 6, 128, 98, 101] => {
                    Wire::from_wire(fields).ok().map(Self::IoBurned)
                }
                [115, 1, 77, 245, 52, 180, 100, 13] => {
                    Wire::from_wire(fields).ok().map(Self::IoRedeemed)
                }
                [75, 98, 88, 18, 219, 112, 88, 121] => {
                    Wire::from_wire(fields).ok().map(Self::RewardsClaimed)
                }
                [88, 43, 252, 174, 179, 132, 216, 21] => {
                    Wire::from_wire(fields).ok().map(Self::SplitChanged)
                }
                [90, 39, 80, 199, 242, 108, 89, 46] => {
                    Wire::from_wire(fields).ok().map(Self::VestedClaimed)
                }
                _ => None,
            }
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AllocationMinted {
        pub destination: Pubkey,
        pub amount: u64,
        pub allocation: u64,
        /// Bit i: allocation i has been minted.
        pub minted_before: u64,
        pub minted_after: u64,
    }

    impl Wire for AllocationMinted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let destination = Wire::read(reader)?;
            let amount = Wire::read(reader)?;
            let allocation = Wire::read(reader)?;
            let minted_before = Wire::read(reader)?;
            let minted_after = Wire::read(reader)?;
            Ok(Self {
                destination,
                amount,
                allocation,
                minted_before,
                minted_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.destination.write(out);
            self.amount.write(out);
            self.allocation.write(out);
            self.minted_before.write(out);
            self.minted_after.write(out);
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
    pub struct BeneficiaryChanged {
        pub allocation: u64,
        /// Zero: none was named before.
        pub before: Pubkey,
        pub after: Pubkey,
    }

    impl Wire for BeneficiaryChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let allocation = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                allocation,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.allocation.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BeneficiaryProposed {
        pub allocation: u64,
        pub beneficiary: Pubkey,
        pub pending_before: Pubkey,
        pub pending_after: Pubkey,
    }

    impl Wire for BeneficiaryProposed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let allocation = Wire::read(reader)?;
            let beneficiary = Wire::read(reader)?;
            let pending_before = Wire::read(reader)?;
            let pending_after = Wire::read(reader)?;
            Ok(Self {
                allocation,
                beneficiary,
                pending_before,
                pending_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.allocation.write(out);
            self.beneficiary.write(out);
            self.pending_before.write(out);
            self.pending_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ConservationChecked {
        pub epoch: u64,
        pub io_supply: u64,
        /// The ledger: the supply is at most genesis + emitted + redeemed − burned_for_iosd − fees_burned
        /// − slashed.
        pub genesis: u64,
        pub emitted: u64,
        pub redeemed: u64,
        pub burned_for_iosd: u64,
        pub fees_burned: u64,
        pub slashed: u64,
        pub iosd_supply: u64,
        /// At most minted − redeemed − fees burned of IOSD exist.
        pub iosd_minted: u64,
        pub iosd_redeemed: u64,
        pub iosd_fees_burned: u64,
        /// Sum of the last sealed settlement.
        pub settled: u64,
        pub claimed: u64,
    }

    impl Wire for ConservationChecked {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let io_supply = Wire::read(reader)?;
            let genesis = Wire::read(reader)?;
            let emitted = Wire::read(reader)?;
            let redeemed = Wire::read(reader)?;
            let burned_for_iosd = Wire::read(reader)?;
            let fees_burned = Wire::read(reader)?;
            let slashed = Wire::read(reader)?;
            let iosd_supply = Wire::read(reader)?;
            let iosd_minted = Wire::read(reader)?;
            let iosd_redeemed = Wire::read(reader)?;
            let iosd_fees_burned = Wire::read(reader)?;
            let settled = Wire::read(reader)?;
            let claimed = Wire::read(reader)?;
            Ok(Self {
                epoch,
                io_supply,
                genesis,
                emitted,
                redeemed,
                burned_for_iosd,
                fees_burned,
                slashed,
                iosd_supply,
                iosd_minted,
                iosd_redeemed,
                iosd_fees_burned,
                settled,
                claimed,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.io_supply.write(out);
            self.genesis.write(out);
            self.emitted.write(out);
            self.redeemed.write(out);
            self.burned_for_iosd.write(out);
            self.fees_burned.write(out);
            self.slashed.write(out);
            self.iosd_supply.write(out);
            self.iosd_minted.write(out);
            self.iosd_redeemed.write(out);
            self.iosd_fees_burned.write(out);
            self.settled.write(out);
            self.claimed.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EmissionAccrued {
        pub epoch_before: u64,
        pub epoch_after: u64,
        pub emitted_before: u64,
        pub emitted_after: u64,
        pub to_stakers: u64,
        pub to_gpu_suppliers: u64,
        pub to_cpu_reserve: u64,
    }

    impl Wire for EmissionAccrued {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch_before = Wire::read(reader)?;
            let epoch_after = Wire::read(reader)?;
            let emitted_before = Wire::read(reader)?;
            let emitted_after = Wire::read(reader)?;
            let to_stakers = Wire::read(reader)?;
            let to_gpu_suppliers = Wire::read(reader)?;
            let to_cpu_reserve = Wire::read(reader)?;
            Ok(Self {
                epoch_before,
                epoch_after,
                emitted_before,
                emitted_after,
                to_stakers,
                to_gpu_suppliers,
                to_cpu_reserve,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch_before.write(out);
            self.epoch_after.write(out);
            self.emitted_before.write(out);
            self.emitted_after.write(out);
            self.to_stakers.write(out);
            self.to_gpu_suppliers.write(out);
            self.to_cpu_reserve.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EmissionInitialized {
        pub authority: Pubkey,
        pub io_mint: Pubkey,
        pub genesis_ts: i64,
        pub epoch_length_s: u32,
        pub stakers_bps: u16,
        pub cpu_bps: u16,
    }

    impl Wire for EmissionInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let genesis_ts = Wire::read(reader)?;
            let epoch_length_s = Wire::read(reader)?;
            let stakers_bps = Wire::read(reader)?;
            let cpu_bps = Wire::read(reader)?;
            Ok(Self {
                authority,
                io_mint,
                genesis_ts,
                epoch_length_s,
                stakers_bps,
                cpu_bps,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.io_mint.write(out);
            self.genesis_ts.write(out);
            self.epoch_length_s.write(out);
            self.stakers_bps.write(out);
            self.cpu_bps.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct IoBurned {
        /// Whose tokens.
        pub authority: Pubkey,
        /// 0: for IOSD, 1: a fee.
        pub reason: u64,
        /// Burned in all for this reason.
        pub total_before: u64,
        pub total_after: u64,
    }

    impl Wire for IoBurned {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let reason = Wire::read(reader)?;
            let total_before = Wire::read(reader)?;
            let total_after = Wire::read(reader)?;
            Ok(Self {
                authority,
                reason,
                total_before,
                total_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.reason.write(out);
            self.total_before.write(out);
            self.total_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct IoRedeemed {
        pub destination: Pubkey,
        pub redeemed_before: u64,
        pub redeemed_after: u64,
        pub burned_for_iosd: u64,
    }

    impl Wire for IoRedeemed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let destination = Wire::read(reader)?;
            let redeemed_before = Wire::read(reader)?;
            let redeemed_after = Wire::read(reader)?;
            let burned_for_iosd = Wire::read(reader)?;
            Ok(Self {
                destination,
                redeemed_before,
                redeemed_after,
                burned_for_iosd,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.destination.write(out);
            self.redeemed_before.write(out);
            self.redeemed_after.write(out);
            self.burned_for_iosd.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RewardsClaimed {
        pub wallet: Pubkey,
        pub destination: Pubkey,
        /// Epoch of the settlement shown.
        pub epoch: u64,
        pub claimed_before: u64,
        pub claimed_after: u64,
    }

    impl Wire for RewardsClaimed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let wallet = Wire::read(reader)?;
            let destination = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let claimed_before = Wire::read(reader)?;
            let claimed_after = Wire::read(reader)?;
            Ok(Self {
                wallet,
                destination,
                epoch,
                claimed_before,
                claimed_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.wallet.write(out);
            self.destination.write(out);
            self.epoch.write(out);
            self.claimed_before.write(out);
            self.claimed_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SplitChanged {
        /// The new shares count from the end of this epoch.
        pub from_epoch: u64,
        pub stakers_bps_before: u16,
        pub cpu_bps_before: u16,
        pub stakers_bps_after: u16,
        pub cpu_bps_after: u16,
    }

    impl Wire for SplitChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let from_epoch = Wire::read(reader)?;
            let stakers_bps_before = Wire::read(reader)?;
            let cpu_bps_before = Wire::read(reader)?;
            let stakers_bps_after = Wire::read(reader)?;
            let cpu_bps_after = Wire::read(reader)?;
            Ok(Self {
                from_epoch,
                stakers_bps_before,
                cpu_bps_before,
                stakers_bps_after,
                cpu_bps_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.from_epoch.write(out);
            self.stakers_bps_before.write(out);
            self.cpu_bps_before.write(out);
            self.stakers_bps_after.write(out);
            self.cpu_bps_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct VestedClaimed {
        pub allocation: u64,
        pub beneficiary: Pubkey,
        pub destination: Pubkey,
        pub claimed_before: u64,
        /// All that has vested up to now.
        pub claimed_after: u64,
        pub total: u64,
    }

    impl Wire for VestedClaimed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let allocation = Wire::read(reader)?;
            let beneficiary = Wire::read(reader)?;
            let destination = Wire::read(reader)?;
            let claimed_before = Wire::read(reader)?;
            let claimed_after = Wire::read(reader)?;
            let total = Wire::read(reader)?;
            Ok(Self {
                allocation,
                beneficiary,
                destination,
                claimed_before,
                claimed_after,
                total,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.allocation.write(out);
            self.beneficiary.write(out);
            self.destination.write(out);
            self.claimed_before.write(out);
            self.claimed_after.write(out);
            self.total.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum EmissionsError {
    /// 6000: an epoch lasts at least one second; pass a positive length.
    EpochLengthZero = 6000,
    /// 6001: the genesis lies more than one epoch in the past and would emit at once; pass a later time.
    GenesisInThePast = 6001,
    /// 6002: the IO mint's authority is not the emission account; create the mint with that authority.
    WrongMintAuthority = 6002,
    /// 6003: the IO mint has a supply already; genesis starts from an unused mint.
    SupplyNotZero = 6003,
    /// 6004: the IO mint must have 8 decimals; create it so.
    WrongDecimals = 6004,
    /// 6005: the IO mint has a freeze authority; create it without one.
    FreezeAuthorityPresent = 6005,
    /// 6006: the stakers' vault is not the staking program's reward vault of this mint; initialize staking first.
    WrongStakerVault = 6006,
    /// 6007: only the config authority may do this; sign with it.
    NotTheAuthority = 6007,
    /// 6008: only the proposed authority may accept; sign with the key that set_authority named.
    NotThePendingAuthority = 6008,
    /// 6009: there is no allocation of this number; see the genesis table.
    UnknownAllocation = 6009,
    /// 6010: this allocation has been minted; each is minted once.
    AllocationMinted = 6010,
    /// 6011: this allocation vests; mint it with mint_vested_allocation.
    AllocationVests = 6011,
    /// 6012: this allocation does not vest; mint it with mint_allocation.
    AllocationDoesNotVest = 6012,
    /// 6013: the account is not the one the emission account names; pass that one.
    WrongVault = 6013,
    /// 6014: the mint is not IO; pass the IO mint.
    WrongMint = 6014,
    /// 6015: the clock ran behind what is accrued; nothing to do until it catches up.
    ClockBehind = 6015,
    /// 6016: the settlement is not sealed; wait for the operators' vote.
    NotSealed = 6016,
    /// 6017: the settlement may still be challenged; claim after its window.
    NotFinal = 6017,
    /// 6018: nothing is left to claim up to this settlement; wait for the next one.
    NothingToClaim = 6018,
    /// 6019: the claim exceeds what was emitted to suppliers; accrue first.
    ClaimAboveEmission = 6019,
    /// 6020: the hours up to now are not accrued; put accrue before this instruction.
    AccrueFirst = 6020,
    /// 6021: the books do not balance; nothing was changed, report this.
    InvariantBroken = 6021,
    /// 6022: the amount is zero; ask for more.
    ZeroAmount = 6022,
    /// 6023: only iosd's account may do this, through iosd; request and execute there.
    NotIosd = 6023,
    /// 6024: no more IO can be redeemed than was burned for IOSD; ask for less.
    RedeemedAboveBurned = 6024,
    /// 6025: nobody is named to be paid from this grant; the authority names the beneficiary first.
    BeneficiaryNotNamed = 6025,
    /// 6026: the grant has a beneficiary, who alone may hand it over; ask that wallet.
    BeneficiaryNamed = 6026,
    /// 6027: only the grant's beneficiary may hand it over; sign with that wallet.
    NotTheBeneficiary = 6027,
    /// 6028: only the wallet that the beneficiary proposed may take the grant over; sign with it.
    NotThePendingBeneficiary = 6028,
    /// 6029: nothing has vested since the last claim; wait for the end of the month.
    NothingVested = 6029,
    /// 6030: the account is not the one whose books are checked, or its program is not initialized; pass that one.
    WrongBooks = 6030,
    /// 6031: what was emitted is not what the schedule says; stop and report this.
    EmittedOffSchedule = 6031,
    /// 6032: more IO exist than were minted and not burned; stop and report this.
    SupplyAboveLedger = 6032,
    /// 6033: suppliers have claimed more than the last settlement sums to; stop and report this.
    ClaimedAboveSettled = 6033,
    /// 6034: the last settlement sums to more than suppliers were emitted; stop and report this.
    SettledAboveEmission = 6034,
    /// 6035: the suppliers' vault holds less than what is unclaimed; stop and report this.
    SupplierVaultShort = 6035,
    /// 6036: the reserve vault holds less than the CPU part; stop and report this.
    CpuReserveShort = 6036,
    /// 6037: the vault of a vesting allocation holds less than its grant has still to pay; stop and report this.
    AllocationVaultShort = 6037,
    /// 6038: the stake vault holds less than all stakes; stop and report this.
    StakeVaultShort = 6038,
    /// 6039: the stakers' reward vault holds less than their unpaid rewards and reserve; stop and report this.
    RewardVaultShort = 6039,
    /// 6040: iosd counts other burns or redemptions than emissions; stop and report this.
    IosdBooksDiffer = 6040,
    /// 6041: more IOSD exist than were minted and not burned; stop and report this.
    IosdSupplyAboveLedger = 6041,
    /// 6042: a vault of iosd holds less than its requests have locked; stop and report this.
    IosdVaultShort = 6042,
}

impl EmissionsError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::EpochLengthZero,
        Self::GenesisInThePast,
        Self::WrongMintAuthority,
        Self::SupplyNotZero,
        Self::WrongDecimals,
        Self::FreezeAuthorityPresent,
        Self::WrongStakerVault,
        Self::NotTheAuthority,
        Self::NotThePendingAuthority,
        Self::UnknownAllocation,
        Self::AllocationMinted,
        Self::AllocationVests,
        Self::AllocationDoesNotVest,
        Self::WrongVault,
        Self::WrongMint,
        Self::ClockBehind,
        Self::NotSealed,
        Self::NotFinal,
        Self::NothingToClaim,
        Self::ClaimAboveEmission,
        Self::AccrueFirst,
        Self::InvariantBroken,
        Self::ZeroAmount,
        Self::NotIosd,
        Self::RedeemedAboveBurned,
        Self::BeneficiaryNotNamed,
        Self::BeneficiaryNamed,
        Self::NotTheBeneficiary,
        Self::NotThePendingBeneficiary,
        Self::NothingVested,
        Self::WrongBooks,
        Self::EmittedOffSchedule,
        Self::SupplyAboveLedger,
        Self::ClaimedAboveSettled,
        Self::SettledAboveEmission,
        Self::SupplierVaultShort,
        Self::CpuReserveShort,
        Self::AllocationVaultShort,
        Self::StakeVaultShort,
        Self::RewardVaultShort,
        Self::IosdBooksDiffer,
        Self::IosdSupplyAboveLedger,
        Self::IosdVaultShort,
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
            Self::EpochLengthZero => "EpochLengthZero",
            Self::GenesisInThePast => "GenesisInThePast",
            Self::WrongMintAuthority => "WrongMintAuthority",
            Self::SupplyNotZero => "SupplyNotZero",
            Self::WrongDecimals => "WrongDecimals",
            Self::FreezeAuthorityPresent => "FreezeAuthorityPresent",
            Self::WrongStakerVault => "WrongStakerVault",
            Self::NotTheAuthority => "NotTheAuthority",
            Self::NotThePendingAuthority => "NotThePendingAuthority",
            Self::UnknownAllocation => "UnknownAllocation",
            Self::AllocationMinted => "AllocationMinted",
            Self::AllocationVests => "AllocationVests",
            Self::AllocationDoesNotVest => "AllocationDoesNotVest",
            Self::WrongVault => "WrongVault",
            Self::WrongMint => "WrongMint",
            Self::ClockBehind => "ClockBehind",
            Self::NotSealed => "NotSealed",
            Self::NotFinal => "NotFinal",
            Self::NothingToClaim => "NothingToClaim",
            Self::ClaimAboveEmission => "ClaimAboveEmission",
            Self::AccrueFirst => "AccrueFirst",
            Self::InvariantBroken => "InvariantBroken",
            Self::ZeroAmount => "ZeroAmount",
            Self::NotIosd => "NotIosd",
            Self::RedeemedAboveBurned => "RedeemedAboveBurned",
            Self::BeneficiaryNotNamed => "BeneficiaryNotNamed",
            Self::BeneficiaryNamed => "BeneficiaryNamed",
            Self::NotTheBeneficiary => "NotTheBeneficiary",
            Self::NotThePendingBeneficiary => "NotThePendingBeneficiary",
            Self::NothingVested => "NothingVested",
            Self::WrongBooks => "WrongBooks",
            Self::EmittedOffSchedule => "EmittedOffSchedule",
            Self::SupplyAboveLedger => "SupplyAboveLedger",
            Self::ClaimedAboveSettled => "ClaimedAboveSettled",
            Self::SettledAboveEmission => "SettledAboveEmission",
            Self::SupplierVaultShort => "SupplierVaultShort",
            Self::CpuReserveShort => "CpuReserveShort",
            Self::AllocationVaultShort => "AllocationVaultShort",
            Self::StakeVaultShort => "StakeVaultShort",
            Self::RewardVaultShort => "RewardVaultShort",
            Self::IosdBooksDiffer => "IosdBooksDiffer",
            Self::IosdSupplyAboveLedger => "IosdSupplyAboveLedger",
            Self::IosdVaultShort => "IosdVaultShort",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::EpochLengthZero => "an epoch lasts at least one second; pass a positive length",
            Self::GenesisInThePast => {
                "the genesis lies more than one epoch in the past and would emit at once; pass a later time"
            }
            Self::WrongMintAuthority => {
                "the IO mint's authority is not the emission account; create the mint with that authority"
            }
            Self::SupplyNotZero => {
                "the IO mint has a supply already; genesis starts from an unused mint"
            }
            Self::WrongDecimals => "the IO mint must have 8 decimals; create it so",
            Self::FreezeAuthorityPresent => {
                "the IO mint has a freeze authority; create it without one"
            }
            Self::WrongStakerVault => {
                "the stakers' vault is not the staking program's reward vault of this mint; initialize staking first"
            }
            Self::NotTheAuthority => "only the config authority may do this; sign with it",
            Self::NotThePendingAuthority => {
                "only the proposed authority may accept; sign with the key that set_authority named"
            }
            Self::UnknownAllocation => {
                "there is no allocation of this number; see the genesis table"
            }
            Self::AllocationMinted => "this allocation has been minted; each is minted once",
            Self::AllocationVests => "this allocation vests; mint it with mint_vested_allocation",
            Self::AllocationDoesNotVest => {
                "this allocation does not vest; mint it with mint_allocation"
            }
            Self::WrongVault => {
                "the account is not the one the emission account names; pass that one"
            }
            Self::WrongMint => "the mint is not IO; pass the IO mint",
            Self::ClockBehind => {
                "the clock ran behind what is accrued; nothing to do until it catches up"
            }
            Self::NotSealed => "the settlement is not sealed; wait for the operators' vote",
            Self::NotFinal => "the settlement may still be challenged; claim after its window",
            Self::NothingToClaim => {
                "nothing is left to claim up to this settlement; wait for the next one"
            }
            Self::ClaimAboveEmission => {
                "the claim exceeds what was emitted to suppliers; accrue first"
            }
            Self::AccrueFirst => {
                "the hours up to now are not accrued; put accrue before this instruction"
            }
            Self::InvariantBroken => "the books do not balance; nothing was changed, report this",
            Self::ZeroAmount => "the amount is zero; ask for more",
            Self::NotIosd => {
                "only iosd's account may do this, through iosd; request and execute there"
            }
            Self::RedeemedAboveBurned => {
                "no more IO can be redeemed than was burned for IOSD; ask for less"
            }
            Self::BeneficiaryNotNamed => {
                "nobody is named to be paid from this grant; the authority names the beneficiary first"
            }
            Self::BeneficiaryNamed => {
                "the grant has a beneficiary, who alone may hand it over; ask that wallet"
            }
            Self::NotTheBeneficiary => {
                "only the grant's beneficiary may hand it over; sign with that wallet"
            }
            Self::NotThePendingBeneficiary => {
                "only the wallet that the beneficiary proposed may take the grant over; sign with it"
            }
            Self::NothingVested => {
                "nothing has vested since the last claim; wait for the end of the month"
            }
            Self::WrongBooks => {
                "the account is not the one whose books are checked, or its program is not initialized; pass that one"
            }
            Self::EmittedOffSchedule => {
                "what was emitted is not what the schedule says; stop and report this"
            }
            Self::SupplyAboveLedger => {
                "more IO exist than were minted and not burned; stop and report this"
            }
            Self::ClaimedAboveSettled => {
                "suppliers have claimed more than the last settlement sums to; stop and report this"
            }
            Self::SettledAboveEmission => {
                "the last settlement sums to more than suppliers were emitted; stop and report this"
            }
            Self::SupplierVaultShort => {
                "the suppliers' vault holds less than what is unclaimed; stop and report this"
            }
            Self::CpuReserveShort => {
                "the reserve vault holds less than the CPU part; stop and report this"
            }
            Self::AllocationVaultShort => {
                "the vault of a vesting allocation holds less than its grant has still to pay; stop and report this"
            }
            Self::StakeVaultShort => {
                "the stake vault holds less than all stakes; stop and report this"
            }
            Self::RewardVaultShort => {
                "the stakers' reward vault holds less than their unpaid rewards and reserve; stop and report this"
            }
            Self::IosdBooksDiffer => {
                "iosd counts other burns or redemptions than emissions; stop and report this"
            }
            Self::IosdSupplyAboveLedger => {
                "more IOSD exist than were minted and not burned; stop and report this"
            }
            Self::IosdVaultShort => {
                "a vault of iosd holds less than its requests have locked; stop and report this"
            }
        }
    }
}

impl std::fmt::Display for EmissionsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for EmissionsError {}
