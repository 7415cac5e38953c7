// Written by `cargo xtask client`; do not edit.
//! Program `iosd`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("usP6UyZkt3tqnbXfie6yeeaT5e7UBBedaJcDoARLqF6");

/// Address of the account derived from `["iosd"]`.
pub fn iosd_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"iosd"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["iosd_mint"]`.
pub fn iosd_mint_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"iosd_mint"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["io_vault"]`.
pub fn io_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"io_vault"], &ID).0);
    *ADDRESS
}

/// Address of the account derived from `["iosd_vault"]`.
pub fn iosd_vault_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"iosd_vault"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["iosd"]`: parameters, counters and the IOSD mint authority.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Iosd {
        pub version: u8,
        pub bump: u8,
        pub authority: Pubkey,
        pub pending_authority: Pubkey,
        pub guardian: Pubkey,
        pub io_mint: Pubkey,
        pub iosd_mint: Pubkey,
        /// Token account PDA `["io_vault"]`: IO locked in mints, or owed by resolved requests.
        pub io_vault: Pubkey,
        /// Token account PDA `["iosd_vault"]`: IOSD locked in redemptions, or owed by resolved requests.
        pub iosd_vault: Pubkey,
        pub price_ring: Pubkey,
        pub request_ttl_s: u32,
        pub max_deviation_bps: u16,
        /// On top of the redemption price, for those who hold on.
        pub redeem_spread_bps: u16,
        pub min_request_io: u64,
        /// Decaying window on minting, IOSD base units.
        pub mint_window_capacity: u64,
        pub mint_window_used: u64,
        pub mint_window_updated_ts: i64,
        /// Of both windows.
        pub window_length_s: u32,
        /// IO burned by mints (never by fees or slashes), base units. `emissions` counts the same.
        pub burned_io: u64,
        pub minted_iosd: u64,
        /// IO minted again by redemptions, base units. `emissions` counts the same.
        pub redeemed_io: u64,
        /// IO locked in pending mints, and owed by resolved requests that have not been collected.
        pub locked_io: u64,
        /// IOSD locked in pending redemptions, and owed by resolved requests that have not been collected.
        pub locked_iosd: u64,
        pub next_seq: u64,
        /// Requests are resolved in order: only this one may be executed.
        pub head_seq: u64,
        /// Minting is paused before this time (unix seconds); 0: never paused.
        pub pause_ends_ts: i64,
        /// Least IOSD a redemption locks, base units.
        pub min_request_iosd: u64,
        /// Decaying window on redemptions, IOSD base units.
        pub redeem_window_capacity: u64,
        pub redeem_window_used: u64,
        pub redeem_window_updated_ts: i64,
        /// IOSD burned by redemptions, base units.
        pub redeemed_iosd: u64,
        /// IOSD burned as fees through `burn_fees`, base units.
        pub fees_burned_iosd: u64,
        /// From when on `next` is in force, unix seconds; 0: no change is pending.
        pub next_from_ts: i64,
        pub next: super::types::IosdParams,
    }

    impl Wire for Iosd {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            let guardian = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let iosd_mint = Wire::read(reader)?;
            let io_vault = Wire::read(reader)?;
            let iosd_vault = Wire::read(reader)?;
            let price_ring = Wire::read(reader)?;
            let request_ttl_s = Wire::read(reader)?;
            let max_deviation_bps = Wire::read(reader)?;
            let redeem_spread_bps = Wire::read(reader)?;
            let min_request_io = Wire::read(reader)?;
            let mint_window_capacity = Wire::read(reader)?;
            let mint_window_used = Wire::read(reader)?;
            let mint_window_updated_ts = Wire::read(reader)?;
            let window_length_s = Wire::read(reader)?;
            reader.take(4)?;
            let burned_io = Wire::read(reader)?;
            let minted_iosd = Wire::read(reader)?;
            let redeemed_io = Wire::read(reader)?;
            let locked_io = Wire::read(reader)?;
            let locked_iosd = Wire::read(reader)?;
            let next_seq = Wire::read(reader)?;
            let head_seq = Wire::read(reader)?;
            let pause_ends_ts = Wire::read(reader)?;
            let min_request_iosd = Wire::read(reader)?;
            let redeem_window_capacity = Wire::read(reader)?;
            let redeem_window_used = Wire::read(reader)?;
            let redeem_window_updated_ts = Wire::read(reader)?;
            let redeemed_iosd = Wire::read(reader)?;
            let fees_burned_iosd = Wire::read(reader)?;
            let next_from_ts = Wire::read(reader)?;
            let next = Wire::read(reader)?;
            reader.take(60)?;
            Ok(Self {
                version,
                bump,
                authority,
                pending_authority,
                guardian,
                io_mint,
                iosd_mint,
                io_vault,
                iosd_vault,
                price_ring,
                request_ttl_s,
                max_deviation_bps,
                redeem_spread_bps,
                min_request_io,
                mint_window_capacity,
                mint_window_used,
                mint_window_updated_ts,
                window_length_s,
                burned_io,
                minted_iosd,
                redeemed_io,
                locked_io,
                locked_iosd,
                next_seq,
                head_seq,
                pause_ends_ts,
                min_request_iosd,
                redeem_window_capacity,
                redeem_window_used,
                redeem_window_updated_ts,
                redeemed_iosd,
                fees_burned_iosd,
                next_from_ts,
                next,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.authority.write(out);
            self.pending_authority.write(out);
            self.guardian.write(out);
            self.io_mint.write(out);
            self.iosd_mint.write(out);
            self.io_vault.write(out);
            self.iosd_vault.write(out);
            self.price_ring.write(out);
            self.request_ttl_s.write(out);
            self.max_deviation_bps.write(out);
            self.redeem_spread_bps.write(out);
            self.min_request_io.write(out);
            self.mint_window_capacity.write(out);
            self.mint_window_used.write(out);
            self.mint_window_updated_ts.write(out);
            self.window_length_s.write(out);
            out.extend_from_slice(&[0; 4]);
            self.burned_io.write(out);
            self.minted_iosd.write(out);
            self.redeemed_io.write(out);
            self.locked_io.write(out);
            self.locked_iosd.write(out);
            self.next_seq.write(out);
            self.head_seq.write(out);
            self.pause_ends_ts.write(out);
            self.min_request_iosd.write(out);
            self.redeem_window_capacity.write(out);
            self.redeem_window_used.write(out);
            self.redeem_window_updated_ts.write(out);
            self.redeemed_iosd.write(out);
            self.fees_burned_iosd.write(out);
            self.next_from_ts.write(out);
            self.next.write(out);
            out.extend_from_slice(&[0; 60]);
        }
    }

    impl AccountData for Iosd {
        const NAME: &'static str = "Iosd";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [126, 49, 193, 52, 75, 47, 225, 154];
        const LEN: usize = 576;
    }

    /// PDA `["request", owner, nonce u64 LE]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Request {
        pub version: u8,
        pub bump: u8,
        pub status: u8,
        pub kind: u8,
        /// Place in the one queue of mints and redemptions.
        pub seq: u64,
        pub nonce: u64,
        pub owner: Pubkey,
        /// Owner's IO and IOSD accounts, for proceeds, refunds and change.
        pub io_account: Pubkey,
        pub iosd_account: Pubkey,
        /// Locked, base units of IO (mint) or IOSD (redemption): the limit `max_in` of an exact output.
        pub locked: u64,
        /// Exact output wanted, or the least output accepted (`min_out`), base units of IOSD (mint) or IO
        /// (redemption).
        pub out: u64,
        pub slot: u64,
        pub created_ts: i64,
        /// Left to collect where the named accounts were not usable at resolution.
        pub owed_io: u64,
        pub owed_iosd: u64,
        /// Until then (inclusive) it may be executed, unix seconds.
        pub expires_ts: i64,
        /// `Iosd::redeem_spread_bps` when it was made.
        pub redeem_spread_bps: u16,
    }

    impl Wire for Request {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            let kind = Wire::read(reader)?;
            reader.take(4)?;
            let seq = Wire::read(reader)?;
            let nonce = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let io_account = Wire::read(reader)?;
            let iosd_account = Wire::read(reader)?;
            let locked = Wire::read(reader)?;
            let out = Wire::read(reader)?;
            let slot = Wire::read(reader)?;
            let created_ts = Wire::read(reader)?;
            let owed_io = Wire::read(reader)?;
            let owed_iosd = Wire::read(reader)?;
            let expires_ts = Wire::read(reader)?;
            let redeem_spread_bps = Wire::read(reader)?;
            reader.take(22)?;
            Ok(Self {
                version,
                bump,
                status,
                kind,
                seq,
                nonce,
                owner,
                io_account,
                iosd_account,
                locked,
                out,
                slot,
                created_ts,
                owed_io,
                owed_iosd,
                expires_ts,
                redeem_spread_bps,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.status.write(out);
            self.kind.write(out);
            out.extend_from_slice(&[0; 4]);
            self.seq.write(out);
            self.nonce.write(out);
            self.owner.write(out);
            self.io_account.write(out);
            self.iosd_account.write(out);
            self.locked.write(out);
            self.out.write(out);
            self.slot.write(out);
            self.created_ts.write(out);
            self.owed_io.write(out);
            self.owed_iosd.write(out);
            self.expires_ts.write(out);
            self.redeem_spread_bps.write(out);
            out.extend_from_slice(&[0; 22]);
        }
    }

    impl AccountData for Request {
        const NAME: &'static str = "Request";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [125, 172, 150, 161, 162, 115, 39, 71];
        const LEN: usize = 208;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// `initialize` of `iosd`.
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
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 2;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 3;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 4;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 5;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 6;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 7;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 8;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 9;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, params: &super::types::IosdParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::pda::program_data(&ID), false),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new(crate::iosd::iosd_mint_address(), false),
                    AccountMeta::new(crate::iosd::io_vault_address(), false),
                    AccountMeta::new(crate::iosd::iosd_vault_address(), false),
                    AccountMeta::new_readonly(crate::oracle::price_ring_address(), false),
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

    /// `set_params` of `iosd`.
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
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, params: &super::types::IosdParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                ],
                data,
            }
        }
    }

    /// `request_mint_exact_in` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestMintExactIn {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub io_source: Pubkey,
        /// Is read.
        pub iosd_account: Pubkey,
    }

    impl RequestMintExactIn {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[208, 113, 15, 151, 114, 127, 148, 79];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 2;
        /// Place of `io_source` among the accounts.
        pub const IO_SOURCE: usize = 3;
        /// Place of `iosd_account` among the accounts.
        pub const IOSD_ACCOUNT: usize = 4;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u64, io_in: u64, min_out: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            io_in.write(&mut data);
            min_out.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"request", self.owner.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(self.io_source, false),
                    AccountMeta::new_readonly(self.iosd_account, false),
                    AccountMeta::new(crate::iosd::io_vault_address(), false),
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

    /// `request_mint_exact_out` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestMintExactOut {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub io_source: Pubkey,
        /// Is read.
        pub iosd_account: Pubkey,
    }

    impl RequestMintExactOut {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[247, 11, 112, 121, 84, 184, 150, 196];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 2;
        /// Place of `io_source` among the accounts.
        pub const IO_SOURCE: usize = 3;
        /// Place of `iosd_account` among the accounts.
        pub const IOSD_ACCOUNT: usize = 4;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u64, iosd_out: u64, max_in: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            iosd_out.write(&mut data);
            max_in.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"request", self.owner.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(self.io_source, false),
                    AccountMeta::new_readonly(self.iosd_account, false),
                    AccountMeta::new(crate::iosd::io_vault_address(), false),
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

    /// `request_redeem_exact_in` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestRedeemExactIn {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub iosd_source: Pubkey,
        /// Is read.
        pub io_account: Pubkey,
    }

    impl RequestRedeemExactIn {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[90, 71, 51, 170, 2, 182, 93, 130];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 2;
        /// Place of `iosd_source` among the accounts.
        pub const IOSD_SOURCE: usize = 3;
        /// Place of `io_account` among the accounts.
        pub const IO_ACCOUNT: usize = 4;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u64, iosd_in: u64, min_out: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            iosd_in.write(&mut data);
            min_out.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"request", self.owner.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(self.iosd_source, false),
                    AccountMeta::new_readonly(self.io_account, false),
                    AccountMeta::new(crate::iosd::iosd_vault_address(), false),
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

    /// `request_redeem_exact_out` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestRedeemExactOut {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub iosd_source: Pubkey,
        /// Is read.
        pub io_account: Pubkey,
    }

    impl RequestRedeemExactOut {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[67, 193, 85, 238, 89, 88, 131, 136];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 2;
        /// Place of `iosd_source` among the accounts.
        pub const IOSD_SOURCE: usize = 3;
        /// Place of `io_account` among the accounts.
        pub const IO_ACCOUNT: usize = 4;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u64, io_out: u64, max_in: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            io_out.write(&mut data);
            max_in.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"request", self.owner.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(self.iosd_source, false),
                    AccountMeta::new_readonly(self.io_account, false),
                    AccountMeta::new(crate::iosd::iosd_vault_address(), false),
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

    /// `execute` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Execute {
        /// Is written.
        pub request: Pubkey,
        /// Gets the request's rent.
        /// Is written.
        pub owner: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// May have been closed since; then its part is owed.
        /// Is written.
        pub io_account: Pubkey,
        /// May have been closed since; then its part is owed.
        /// Is written.
        pub iosd_account: Pubkey,
    }

    impl Execute {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[130, 221, 242, 154, 13, 193, 189, 29];
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 0;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 1;
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 2;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 3;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 4;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 5;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 6;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 7;
        /// Place of `io_account` among the accounts.
        pub const IO_ACCOUNT: usize = 8;
        /// Place of `iosd_account` among the accounts.
        pub const IOSD_ACCOUNT: usize = 9;
        /// Place of `emission` among the accounts.
        pub const EMISSION: usize = 10;
        /// Place of `emissions_program` among the accounts.
        pub const EMISSIONS_PROGRAM: usize = 11;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 12;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, entry_index: u8) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            entry_index.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(self.request, false),
                    AccountMeta::new(self.owner, false),
                    AccountMeta::new_readonly(crate::oracle::price_ring_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(crate::iosd::iosd_mint_address(), false),
                    AccountMeta::new(crate::iosd::io_vault_address(), false),
                    AccountMeta::new(crate::iosd::iosd_vault_address(), false),
                    AccountMeta::new(self.io_account, false),
                    AccountMeta::new(self.iosd_account, false),
                    AccountMeta::new(crate::emissions::emission_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("emYsEPQ88Xe4o4KWjh4CufrVUJRwtgnGMxdCvonuUy5"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `refund` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Refund {
        /// Is written.
        pub request: Pubkey,
        /// Gets the request's rent.
        /// Is written.
        pub owner: Pubkey,
        /// Where the tokens are: the IO vault for a mint, the IOSD vault for a redemption.
        /// Is written.
        pub vault: Pubkey,
        /// Where they came from: the request's account of the same token. May have been closed since; then
        /// the refund is owed.
        /// Is written.
        pub account: Pubkey,
    }

    impl Refund {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[2, 96, 183, 251, 63, 208, 46, 46];
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 0;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 1;
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 2;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 3;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 4;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 5;
        /// Place of `account` among the accounts.
        pub const ACCOUNT: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, entry_index: u8) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            entry_index.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(self.request, false),
                    AccountMeta::new(self.owner, false),
                    AccountMeta::new_readonly(crate::oracle::price_ring_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_mint_address(), false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.account, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `collect` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Collect {
        /// Signs, is written.
        pub owner: Pubkey,
        /// Is written.
        pub request: Pubkey,
        /// Is written.
        pub io_destination: Pubkey,
        /// Is written.
        pub iosd_destination: Pubkey,
    }

    impl Collect {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[208, 47, 194, 155, 17, 98, 82, 236];
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 2;
        /// Place of `io_vault` among the accounts.
        pub const IO_VAULT: usize = 3;
        /// Place of `iosd_vault` among the accounts.
        pub const IOSD_VAULT: usize = 4;
        /// Place of `io_destination` among the accounts.
        pub const IO_DESTINATION: usize = 5;
        /// Place of `iosd_destination` among the accounts.
        pub const IOSD_DESTINATION: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.owner, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(self.request, false),
                    AccountMeta::new(crate::iosd::io_vault_address(), false),
                    AccountMeta::new(crate::iosd::iosd_vault_address(), false),
                    AccountMeta::new(self.io_destination, false),
                    AccountMeta::new(self.iosd_destination, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `skip` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Skip {
        /// Is written.
        pub request: Pubkey,
        /// Gets the request's rent.
        /// Is written.
        pub owner: Pubkey,
    }

    impl Skip {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[154, 63, 181, 53, 19, 26, 117, 45];
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 0;
        /// Place of `request` among the accounts.
        pub const REQUEST: usize = 1;
        /// Place of `owner` among the accounts.
        pub const OWNER: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(self.request, false),
                    AccountMeta::new(self.owner, false),
                ],
                data,
            }
        }
    }

    /// `burn_fees` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BurnFees {
        /// Signs.
        pub authority: Pubkey,
        /// The authority's, of the IOSD mint: the token program checks both.
        /// Is written.
        pub source: Pubkey,
    }

    impl BurnFees {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[168, 44, 58, 192, 86, 185, 137, 184];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 2;
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
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                    AccountMeta::new(crate::iosd::iosd_mint_address(), false),
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

    /// `pause_minting` of `iosd`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PauseMinting {
        /// Signs.
        pub guardian: Pubkey,
    }

    impl PauseMinting {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[15, 247, 181, 3, 81, 145, 229, 68];
        /// Place of `guardian` among the accounts.
        pub const GUARDIAN: usize = 0;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.guardian, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                ],
                data,
            }
        }
    }

    /// `set_authority` of `iosd`.
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
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, pending: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            pending.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
                ],
                data,
            }
        }
    }

    /// `accept_authority` of `iosd`.
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
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_authority, true),
                    AccountMeta::new(crate::iosd::iosd_address(), false),
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

    /// What the authority may change, from the start of an epoch on. 76 bytes, alignment 1.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct IosdParams {
        /// Seconds after which a request can only be refunded; a request keeps those of its creation.
        pub request_ttl_s: u32,
        /// How far the price may be from its moving average.
        pub max_deviation_bps: u16,
        /// Least IO a request locks, base units.
        pub min_request_io: u64,
        /// Least IOSD a redemption locks, base units.
        pub min_request_iosd: u64,
        /// IOSD base units that may be minted within `window_length_s`.
        pub mint_window_capacity: u64,
        /// IOSD base units that may be redeemed within `window_length_s`.
        pub redeem_window_capacity: u64,
        pub window_length_s: u32,
        /// On top of the price of a redemption; a request keeps that of its creation.
        pub redeem_spread_bps: u16,
        /// May pause minting for 72 hours, nothing else.
        pub guardian: Pubkey,
    }

    impl Wire for IosdParams {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request_ttl_s = Wire::read(reader)?;
            let max_deviation_bps = Wire::read(reader)?;
            let min_request_io = Wire::read(reader)?;
            let min_request_iosd = Wire::read(reader)?;
            let mint_window_capacity = Wire::read(reader)?;
            let redeem_window_capacity = Wire::read(reader)?;
            let window_length_s = Wire::read(reader)?;
            let redeem_spread_bps = Wire::read(reader)?;
            let guardian = Wire::read(reader)?;
            Ok(Self {
                request_ttl_s,
                max_deviation_bps,
                min_request_io,
                min_request_iosd,
                mint_window_capacity,
                redeem_window_capacity,
                window_length_s,
                redeem_spread_bps,
                guardian,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request_ttl_s.write(out);
            self.max_deviation_bps.write(out);
            self.min_request_io.write(out);
            self.min_request_iosd.write(out);
            self.mint_window_capacity.write(out);
            self.redeem_window_capacity.write(out);
            self.window_length_s.write(out);
            self.redeem_spread_bps.write(out);
            self.guardian.write(out);
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
        FeesBurned(FeesBurned),
        IosdInitialized(IosdInitialized),
        MintExecuted(MintExecuted),
        MintRequested(MintRequested),
        MintingPaused(MintingPaused),
        OwedCollected(OwedCollected),
        ParamsChanged(ParamsChanged),
        QueueAdvanced(QueueAdvanced),
        RedemptionExecuted(RedemptionExecuted),
        RedemptionRequested(RedemptionRequested),
        RequestRefunded(RequestRefunded),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AuthorityAccepted(_) => "AuthorityAccepted",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::FeesBurned(_) => "FeesBurned",
                Self::IosdInitialized(_) => "IosdInitialized",
                Self::MintExecuted(_) => "MintExecuted",
                Self::MintRequested(_) => "MintRequested",
                Self::MintingPaused(_) => "MintingPaused",
                Self::OwedCollected(_) => "OwedCollected",
                Self::ParamsChanged(_) => "ParamsChanged",
                Self::QueueAdvanced(_) => "QueueAdvanced",
                Self::RedemptionExecuted(_) => "RedemptionExecuted",
                Self::RedemptionRequested(_) => "RedemptionRequested",
                Self::RequestRefunded(_) => "RequestRefunded",
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
                [156, 235, 149, 7, 62, 121, 205, 23] => {
                    Wire::from_wire(fields).ok().map(Self::FeesBurned)
                }
                [76, 82, 111, 144, 209, 213, 2, 194] => {
                    Wire::from_wire(fields).ok().map(Self::IosdInitialized)
                }
                [55, 135, 108, 73, 5, 190, 237, 44] => {
                    Wire::from_wire(fields).ok().map(Self::MintExecuted)
                }
                [35, 69, 51, 130, 53, 43, 189, 196] => {
                    Wire::from_wire(fields).ok().map(Self::MintRequested)
                }
                [46, 27, 29, 35, 231, 194, 1, 191] => {
                    Wire::from_wire(fields).ok().map(Self::MintingPaused)
                }
                [103, 84, 236, 203, 203, 191, 167, 158] => {
                    Wire::from_wire(fields).ok().map(Self::OwedCollected)
                }
                [174, 49, 9, 64, 58, 171, 241, 24] => {
                    Wire::from_wire(fields).ok().map(Self::ParamsChanged)
                }
                [154, 224, 219, 156, 53, 68, 69, 219] => {
                    Wire::from_wire(fields).ok().map(Self::QueueAdvanced)
                }
                [174, 218, 5, 56, 36, 46, 53, 212] => {
                    Wire::from_wire(fields).ok().map(Self::RedemptionExecuted)
                }
                [245, 155, 98, 131, 210, 25, 137, 146] => {
                    Wire::from_wire(fields).ok().map(Self::RedemptionRequested)
                }
                [126, 255, 48, 225, 122, 117, 26, 159] => {
                    Wire::from_wire(fields).ok().map(Self::RequestRefunded)
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
    pub struct FeesBurned {
        pub authority: Pubkey,
        pub total_before: u64,
        pub total_after: u64,
    }

    impl Wire for FeesBurned {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let total_before = Wire::read(reader)?;
            let total_after = Wire::read(reader)?;
            Ok(Self {
                authority,
                total_before,
                total_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.total_before.write(out);
            self.total_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct IosdInitialized {
        pub authority: Pubkey,
        pub guardian: Pubkey,
        pub io_mint: Pubkey,
        pub iosd_mint: Pubkey,
    }

    impl Wire for IosdInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let guardian = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let iosd_mint = Wire::read(reader)?;
            Ok(Self {
                authority,
                guardian,
                io_mint,
                iosd_mint,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.guardian.write(out);
            self.io_mint.write(out);
            self.iosd_mint.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MintExecuted {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub seq: u64,
        /// USD × 10⁸ per IO, after the margins.
        pub price: u64,
        pub io_burned: u64,
        pub io_returned: u64,
        pub iosd_minted: u64,
        pub burned_io_before: u64,
        pub burned_io_after: u64,
        pub minted_iosd_before: u64,
        pub minted_iosd_after: u64,
        /// Left to `collect` because the owner's account was not usable.
        pub owed_io: u64,
        pub owed_iosd: u64,
    }

    impl Wire for MintExecuted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let seq = Wire::read(reader)?;
            let price = Wire::read(reader)?;
            let io_burned = Wire::read(reader)?;
            let io_returned = Wire::read(reader)?;
            let iosd_minted = Wire::read(reader)?;
            let burned_io_before = Wire::read(reader)?;
            let burned_io_after = Wire::read(reader)?;
            let minted_iosd_before = Wire::read(reader)?;
            let minted_iosd_after = Wire::read(reader)?;
            let owed_io = Wire::read(reader)?;
            let owed_iosd = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                seq,
                price,
                io_burned,
                io_returned,
                iosd_minted,
                burned_io_before,
                burned_io_after,
                minted_iosd_before,
                minted_iosd_after,
                owed_io,
                owed_iosd,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.seq.write(out);
            self.price.write(out);
            self.io_burned.write(out);
            self.io_returned.write(out);
            self.iosd_minted.write(out);
            self.burned_io_before.write(out);
            self.burned_io_after.write(out);
            self.minted_iosd_before.write(out);
            self.minted_iosd_after.write(out);
            self.owed_io.write(out);
            self.owed_iosd.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MintRequested {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub seq: u64,
        /// 0: exact input, 1: exact output.
        pub kind: u64,
        pub locked_io: u64,
        pub out_iosd: u64,
        pub total_locked_io_before: u64,
        pub total_locked_io_after: u64,
    }

    impl Wire for MintRequested {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let seq = Wire::read(reader)?;
            let kind = Wire::read(reader)?;
            let locked_io = Wire::read(reader)?;
            let out_iosd = Wire::read(reader)?;
            let total_locked_io_before = Wire::read(reader)?;
            let total_locked_io_after = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                seq,
                kind,
                locked_io,
                out_iosd,
                total_locked_io_before,
                total_locked_io_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.seq.write(out);
            self.kind.write(out);
            self.locked_io.write(out);
            self.out_iosd.write(out);
            self.total_locked_io_before.write(out);
            self.total_locked_io_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MintingPaused {
        pub guardian: Pubkey,
        pub pause_ends_ts_before: i64,
        pub pause_ends_ts_after: i64,
    }

    impl Wire for MintingPaused {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let guardian = Wire::read(reader)?;
            let pause_ends_ts_before = Wire::read(reader)?;
            let pause_ends_ts_after = Wire::read(reader)?;
            Ok(Self {
                guardian,
                pause_ends_ts_before,
                pause_ends_ts_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.guardian.write(out);
            self.pause_ends_ts_before.write(out);
            self.pause_ends_ts_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwedCollected {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub io: u64,
        pub iosd: u64,
        pub total_locked_io_before: u64,
        pub total_locked_io_after: u64,
        pub total_locked_iosd_before: u64,
        pub total_locked_iosd_after: u64,
    }

    impl Wire for OwedCollected {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let io = Wire::read(reader)?;
            let iosd = Wire::read(reader)?;
            let total_locked_io_before = Wire::read(reader)?;
            let total_locked_io_after = Wire::read(reader)?;
            let total_locked_iosd_before = Wire::read(reader)?;
            let total_locked_iosd_after = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                io,
                iosd,
                total_locked_io_before,
                total_locked_io_after,
                total_locked_iosd_before,
                total_locked_iosd_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.io.write(out);
            self.iosd.write(out);
            self.total_locked_io_before.write(out);
            self.total_locked_io_after.write(out);
            self.total_locked_iosd_before.write(out);
            self.total_locked_iosd_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParamsChanged {
        /// Start of the epoch from which on the new ones count, unix seconds.
        pub from_ts: i64,
        /// In force when the change was made.
        pub before: super::types::IosdParams,
        pub after: super::types::IosdParams,
    }

    impl Wire for ParamsChanged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let from_ts = Wire::read(reader)?;
            let before = Wire::read(reader)?;
            let after = Wire::read(reader)?;
            Ok(Self {
                from_ts,
                before,
                after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.from_ts.write(out);
            self.before.write(out);
            self.after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct QueueAdvanced {
        pub request: Pubkey,
        pub head_seq_before: u64,
        pub head_seq_after: u64,
    }

    impl Wire for QueueAdvanced {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let head_seq_before = Wire::read(reader)?;
            let head_seq_after = Wire::read(reader)?;
            Ok(Self {
                request,
                head_seq_before,
                head_seq_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.head_seq_before.write(out);
            self.head_seq_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RedemptionExecuted {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub seq: u64,
        /// USD × 10⁸ per IO, margins and spread included. What was paid is less where the part of what
        /// was left (`burned_io` less `redeemed_io_before`, over `iosd_supply_before`) was.
        pub price: u64,
        pub iosd_burned: u64,
        pub iosd_returned: u64,
        pub io_minted: u64,
        pub burned_io: u64,
        pub redeemed_io_before: u64,
        pub redeemed_io_after: u64,
        pub redeemed_iosd_before: u64,
        pub redeemed_iosd_after: u64,
        pub iosd_supply_before: u64,
        pub iosd_supply_after: u64,
        /// Left to `collect` because the owner's account was not usable.
        pub owed_io: u64,
        pub owed_iosd: u64,
    }

    impl Wire for RedemptionExecuted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let seq = Wire::read(reader)?;
            let price = Wire::read(reader)?;
            let iosd_burned = Wire::read(reader)?;
            let iosd_returned = Wire::read(reader)?;
            let io_minted = Wire::read(reader)?;
            let burned_io = Wire::read(reader)?;
            let redeemed_io_before = Wire::read(reader)?;
            let redeemed_io_after = Wire::read(reader)?;
            let redeemed_iosd_before = Wire::read(reader)?;
            let redeemed_iosd_after = Wire::read(reader)?;
            let iosd_supply_before = Wire::read(reader)?;
            let iosd_supply_after = Wire::read(reader)?;
            let owed_io = Wire::read(reader)?;
            let owed_iosd = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                seq,
                price,
                iosd_burned,
                iosd_returned,
                io_minted,
                burned_io,
                redeemed_io_before,
                redeemed_io_after,
                redeemed_iosd_before,
                redeemed_iosd_after,
                iosd_supply_before,
                iosd_supply_after,
                owed_io,
                owed_iosd,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.seq.write(out);
            self.price.write(out);
            self.iosd_burned.write(out);
            self.iosd_returned.write(out);
            self.io_minted.write(out);
            self.burned_io.write(out);
            self.redeemed_io_before.write(out);
            self.redeemed_io_after.write(out);
            self.redeemed_iosd_before.write(out);
            self.redeemed_iosd_after.write(out);
            self.iosd_supply_before.write(out);
            self.iosd_supply_after.write(out);
            self.owed_io.write(out);
            self.owed_iosd.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RedemptionRequested {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub seq: u64,
        /// 2: exact input, 3: exact output.
        pub kind: u64,
        pub locked_iosd: u64,
        pub out_io: u64,
        pub total_locked_iosd_before: u64,
        pub total_locked_iosd_after: u64,
    }

    impl Wire for RedemptionRequested {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let seq = Wire::read(reader)?;
            let kind = Wire::read(reader)?;
            let locked_iosd = Wire::read(reader)?;
            let out_io = Wire::read(reader)?;
            let total_locked_iosd_before = Wire::read(reader)?;
            let total_locked_iosd_after = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                seq,
                kind,
                locked_iosd,
                out_io,
                total_locked_iosd_before,
                total_locked_iosd_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.seq.write(out);
            self.kind.write(out);
            self.locked_iosd.write(out);
            self.out_io.write(out);
            self.total_locked_iosd_before.write(out);
            self.total_locked_iosd_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestRefunded {
        pub request: Pubkey,
        pub owner: Pubkey,
        pub seq: u64,
        /// As `Request::kind`: amounts are IO below 2, IOSD from 2 on.
        pub kind: u64,
        pub returned: u64,
        /// Left to `collect` because the owner's account was not usable.
        pub owed: u64,
        pub total_locked_before: u64,
        pub total_locked_after: u64,
    }

    impl Wire for RequestRefunded {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let request = Wire::read(reader)?;
            let owner = Wire::read(reader)?;
            let seq = Wire::read(reader)?;
            let kind = Wire::read(reader)?;
            let returned = Wire::read(reader)?;
            let owed = Wire::read(reader)?;
            let total_locked_before = Wire::read(reader)?;
            let total_locked_after = Wire::read(reader)?;
            Ok(Self {
                request,
                owner,
                seq,
                kind,
                returned,
                owed,
                total_locked_before,
                total_locked_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.request.write(out);
            self.owner.write(out);
            self.seq.write(out);
            self.kind.write(out);
            self.returned.write(out);
            self.owed.write(out);
            self.total_locked_before.write(out);
            self.total_locked_after.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum IosdError {
    /// 6000: the guardian has paused minting; wait until the pause lapses, or collect the refund after the request's time.
    MintPaused = 6000,
    /// 6001: the request locks less than the minimum; lock more.
    RequestTooSmall = 6001,
    /// 6002: the limit is zero; name the least you accept or the amount you want.
    ZeroLimit = 6002,
    /// 6003: this is not the mint or the vault of the program; pass the one its account names.
    WrongVault = 6003,
    /// 6004: the IO account is not the owner's account of the IO mint; pass one that is.
    WrongIoAccount = 6004,
    /// 6005: the IOSD account is not the owner's account of the IOSD mint; pass one that is.
    WrongIosdAccount = 6005,
    /// 6006: this request has been resolved already; nothing is left to do but collect what it owes.
    AlreadyResolved = 6006,
    /// 6007: requests are resolved in order; resolve the one at the head of the queue first.
    NotFirstInQueue = 6007,
    /// 6008: the request's time is over; call refund.
    RequestTimedOut = 6008,
    /// 6009: the wallet is not the request's owner; pass the owner.
    WrongOwner = 6009,
    /// 6010: the ring has no entry at this index; pass the first entry after the request.
    NoSuchEntry = 6010,
    /// 6011: some value of this price landed before the request; wait for a later entry.
    PriceTooEarly = 6011,
    /// 6012: an earlier entry already postdates the request; pass the first one.
    NotTheFirstPrice = 6012,
    /// 6013: the ring no longer holds the entries around the request; wait for the refund.
    PriceRolledOff = 6013,
    /// 6014: the price has left its moving average; the request can only be refunded.
    PriceDeviates = 6014,
    /// 6015: the price does not meet the owner's limit; the request can only be refunded.
    LimitNotMet = 6015,
    /// 6016: the request can still be executed; call execute, or wait until its time is over.
    StillExecutable = 6016,
    /// 6017: the request waits for its price; resolve it first.
    StillPending = 6017,
    /// 6018: nothing is owed to this request; there is nothing to collect.
    NothingOwed = 6018,
    /// 6019: the IO mint must be minted by the emissions program alone, have 8 decimals and no freeze authority; pass that mint.
    UnfitIoMint = 6019,
    /// 6020: a parameter is out of range; durations, capacities and minimums are positive, deviation and spread at most 10,000 basis points.
    BadParameter = 6020,
    /// 6021: only the guardian may pause minting; sign with its key.
    NotTheGuardian = 6021,
    /// 6022: minting was paused too recently; the guardian must wait until 30 days after the last pause.
    PausedTooRecently = 6022,
    /// 6023: only the config authority may do this; sign with its key.
    NotTheAuthority = 6023,
    /// 6024: only the proposed authority may accept; sign with its key.
    NotThePendingAuthority = 6024,
    /// 6025: an internal total does not hold; nothing was changed, report this as a bug.
    InvariantBroken = 6025,
    /// 6026: the amount is zero; burn more.
    ZeroAmount = 6026,
    /// 6027: this is not the emissions program or its account; pass those.
    WrongEmission = 6027,
    /// 6028: a request lives a sixtieth of an epoch to 24 epochs; stay within.
    RequestTimeOutOfRange = 6028,
    /// 6029: the price may be 100 to 2,500 basis points from its average; stay within.
    DeviationOutOfRange = 6029,
    /// 6030: the spread on a redemption is at most 500 basis points; lower it.
    SpreadAboveLimit = 6030,
    /// 6031: the least a request locks is at most 1,000 IO or 1,000 IOSD; lower it.
    MinRequestAboveLimit = 6031,
    /// 6032: a window is 10,000 to 1,000,000 IOSD over 1 to 168 epochs; stay within.
    WindowOutOfRange = 6032,
}

impl IosdError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::MintPaused,
        Self::RequestTooSmall,
        Self::ZeroLimit,
        Self::WrongVault,
        Self::WrongIoAccount,
        Self::WrongIosdAccount,
        Self::AlreadyResolved,
        Self::NotFirstInQueue,
        Self::RequestTimedOut,
        Self::WrongOwner,
        Self::NoSuchEntry,
        Self::PriceTooEarly,
        Self::NotTheFirstPrice,
        Self::PriceRolledOff,
        Self::PriceDeviates,
        Self::LimitNotMet,
        Self::StillExecutable,
        Self::StillPending,
        Self::NothingOwed,
        Self::UnfitIoMint,
        Self::BadParameter,
        Self::NotTheGuardian,
        Self::PausedTooRecently,
        Self::NotTheAuthority,
        Self::NotThePendingAuthority,
        Self::InvariantBroken,
        Self::ZeroAmount,
        Self::WrongEmission,
        Self::RequestTimeOutOfRange,
        Self::DeviationOutOfRange,
        Self::SpreadAboveLimit,
        Self::MinRequestAboveLimit,
        Self::WindowOutOfRange,
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
            Self::MintPaused => "MintPaused",
            Self::RequestTooSmall => "RequestTooSmall",
            Self::ZeroLimit => "ZeroLimit",
            Self::WrongVault => "WrongVault",
            Self::WrongIoAccount => "WrongIoAccount",
            Self::WrongIosdAccount => "WrongIosdAccount",
            Self::AlreadyResolved => "AlreadyResolved",
            Self::NotFirstInQueue => "NotFirstInQueue",
            Self::RequestTimedOut => "RequestTimedOut",
            Self::WrongOwner => "WrongOwner",
            Self::NoSuchEntry => "NoSuchEntry",
            Self::PriceTooEarly => "PriceTooEarly",
            Self::NotTheFirstPrice => "NotTheFirstPrice",
            Self::PriceRolledOff => "PriceRolledOff",
            Self::PriceDeviates => "PriceDeviates",
            Self::LimitNotMet => "LimitNotMet",
            Self::StillExecutable => "StillExecutable",
            Self::StillPending => "StillPending",
            Self::NothingOwed => "NothingOwed",
            Self::UnfitIoMint => "UnfitIoMint",
            Self::BadParameter => "BadParameter",
            Self::NotTheGuardian => "NotTheGuardian",
            Self::PausedTooRecently => "PausedTooRecently",
            Self::NotTheAuthority => "NotTheAuthority",
            Self::NotThePendingAuthority => "NotThePendingAuthority",
            Self::InvariantBroken => "InvariantBroken",
            Self::ZeroAmount => "ZeroAmount",
            Self::WrongEmission => "WrongEmission",
            Self::RequestTimeOutOfRange => "RequestTimeOutOfRange",
            Self::DeviationOutOfRange => "DeviationOutOfRange",
            Self::SpreadAboveLimit => "SpreadAboveLimit",
            Self::MinRequestAboveLimit => "MinRequestAboveLimit",
            Self::WindowOutOfRange => "WindowOutOfRange",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::MintPaused => {
                "the guardian has paused minting; wait until the pause lapses, or collect the refund after the request's time"
            }
            Self::RequestTooSmall => "the request locks less than the minimum; lock more",
            Self::ZeroLimit => {
                "the limit is zero; name the least you accept or the amount you want"
            }
            Self::WrongVault => {
                "this is not the mint or the vault of the program; pass the one its account names"
            }
            Self::WrongIoAccount => {
                "the IO account is not the owner's account of the IO mint; pass one that is"
            }
            Self::WrongIosdAccount => {
                "the IOSD account is not the owner's account of the IOSD mint; pass one that is"
            }
            Self::AlreadyResolved => {
                "this request has been resolved already; nothing is left to do but collect what it owes"
            }
            Self::NotFirstInQueue => {
                "requests are resolved in order; resolve the one at the head of the queue first"
            }
            Self::RequestTimedOut => "the request's time is over; call refund",
            Self::WrongOwner => "the wallet is not the request's owner; pass the owner",
            Self::NoSuchEntry => {
                "the ring has no entry at this index; pass the first entry after the request"
            }
            Self::PriceTooEarly => {
                "some value of this price landed before the request; wait for a later entry"
            }
            Self::NotTheFirstPrice => {
                "an earlier entry already postdates the request; pass the first one"
            }
            Self::PriceRolledOff => {
                "the ring no longer holds the entries around the request; wait for the refund"
            }
            Self::PriceDeviates => {
                "the price has left its moving average; the request can only be refunded"
            }
            Self::LimitNotMet => {
                "the price does not meet the owner's limit; the request can only be refunded"
            }
            Self::StillExecutable => {
                "the request can still be executed; call execute, or wait until its time is over"
            }
            Self::StillPending => "the request waits for its price; resolve it first",
            Self::NothingOwed => "nothing is owed to this request; there is nothing to collect",
            Self::UnfitIoMint => {
                "the IO mint must be minted by the emissions program alone, have 8 decimals and no freeze authority; pass that mint"
            }
            Self::BadParameter => {
                "a parameter is out of range; durations, capacities and minimums are positive, deviation and spread at most 10,000 basis points"
            }
            Self::NotTheGuardian => "only the guardian may pause minting; sign with its key",
            Self::PausedTooRecently => {
                "minting was paused too recently; the guardian must wait until 30 days after the last pause"
            }
            Self::NotTheAuthority => "only the config authority may do this; sign with its key",
            Self::NotThePendingAuthority => {
                "only the proposed authority may accept; sign with its key"
            }
            Self::InvariantBroken => {
                "an internal total does not hold; nothing was changed, report this as a bug"
            }
            Self::ZeroAmount => "the amount is zero; burn more",
            Self::WrongEmission => "this is not the emissions program or its account; pass those",
            Self::RequestTimeOutOfRange => {
                "a request lives a sixtieth of an epoch to 24 epochs; stay within"
            }
            Self::DeviationOutOfRange => {
                "the price may be 100 to 2,500 basis points from its average; stay within"
            }
            Self::SpreadAboveLimit => {
                "the spread on a redemption is at most 500 basis points; lower it"
            }
            Self::MinRequestAboveLimit => {
                "the least a request locks is at most 1,000 IO or 1,000 IOSD; lower it"
            }
            Self::WindowOutOfRange => {
                "a window is 10,000 to 1,000,000 IOSD over 1 to 168 epochs; stay within"
            }
        }
    }
}

impl std::fmt::Display for IosdError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for IosdError {}
