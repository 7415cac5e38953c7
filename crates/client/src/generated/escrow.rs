// Written by `cargo xtask client`; do not edit.
//! Program `escrow`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("esiGnLJ1MnFAopmuAdgihDr8yBP1yK3Pc3Yvw831Cmi");

/// Address of the account derived from `["escrow"]`.
pub fn escrow_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"escrow"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["escrow"]`: fees and time limits.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Escrow {
        pub version: u8,
        pub bump: u8,
        pub authority: Pubkey,
        pub pending_authority: Pubkey,
        pub iosd_mint: Pubkey,
        /// Owner of the token accounts that fees go to.
        pub treasury: Pubkey,
        /// Reservation fee of each side, on amounts paid.
        pub reservation_fee_bps: u16,
        /// Payment fee of each side on payments in IO and IOSD.
        pub payment_fee_bps: u16,
        /// Burned part of fees in IO and IOSD; those in USDC all go to the treasury.
        pub fee_burn_bps: u16,
        /// Payment fee of each side on payments in USDC.
        pub usdc_payment_fee_bps: u16,
        pub open_timeout_s: u32,
        pub matched_timeout_s: u32,
        /// After the end, before a job that still has leases may expire.
        pub expiry_grace_s: u32,
        /// Copied from `oracle`, which never changes it: `withdraw` then needs one account less.
        pub epoch_length_s: u32,
        pub jobs_created: u64,
        /// Copied from `oracle`, as above.
        pub genesis_ts: i64,
        pub io_mint: Pubkey,
        pub usdc_mint: Pubkey,
        /// From when on `next` is in force, unix seconds; 0: no change is pending.
        pub next_from_ts: i64,
        pub next: super::types::EscrowParams,
        /// See [`EscrowParams`].
        pub match_window_s: u32,
        pub match_draw_s: u32,
        pub match_only_s: u32,
    }

    impl Wire for Escrow {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let authority = Wire::read(reader)?;
            let pending_authority = Wire::read(reader)?;
            let iosd_mint = Wire::read(reader)?;
            let treasury = Wire::read(reader)?;
            let reservation_fee_bps = Wire::read(reader)?;
            let payment_fee_bps = Wire::read(reader)?;
            let fee_burn_bps = Wire::read(reader)?;
            let usdc_payment_fee_bps = Wire::read(reader)?;
            let open_timeout_s = Wire::read(reader)?;
            let matched_timeout_s = Wire::read(reader)?;
            let expiry_grace_s = Wire::read(reader)?;
            let epoch_length_s = Wire::read(reader)?;
            let jobs_created = Wire::read(reader)?;
            let genesis_ts = Wire::read(reader)?;
            let io_mint = Wire::read(reader)?;
            let usdc_mint = Wire::read(reader)?;
            let next_from_ts = Wire::read(reader)?;
            let next = Wire::read(reader)?;
            let match_window_s = Wire::read(reader)?;
            let match_draw_s = Wire::read(reader)?;
            let match_only_s = Wire::read(reader)?;
            reader.take(36)?;
            Ok(Self {
                version,
                bump,
                authority,
                pending_authority,
                iosd_mint,
                treasury,
                reservation_fee_bps,
                payment_fee_bps,
                fee_burn_bps,
                usdc_payment_fee_bps,
                open_timeout_s,
                matched_timeout_s,
                expiry_grace_s,
                epoch_length_s,
                jobs_created,
                genesis_ts,
                io_mint,
                usdc_mint,
                next_from_ts,
                next,
                match_window_s,
                match_draw_s,
                match_only_s,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.authority.write(out);
            self.pending_authority.write(out);
            self.iosd_mint.write(out);
            self.treasury.write(out);
            self.reservation_fee_bps.write(out);
            self.payment_fee_bps.write(out);
            self.fee_burn_bps.write(out);
            self.usdc_payment_fee_bps.write(out);
            self.open_timeout_s.write(out);
            self.matched_timeout_s.write(out);
            self.expiry_grace_s.write(out);
            self.epoch_length_s.write(out);
            self.jobs_created.write(out);
            self.genesis_ts.write(out);
            self.io_mint.write(out);
            self.usdc_mint.write(out);
            self.next_from_ts.write(out);
            self.next.write(out);
            self.match_window_s.write(out);
            self.match_draw_s.write(out);
            self.match_only_s.write(out);
            out.extend_from_slice(&[0; 36]);
        }
    }

    impl AccountData for Escrow {
        const NAME: &'static str = "Escrow";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [31, 213, 123, 187, 186, 22, 218, 155];
        const LEN: usize = 368;
    }

    /// PDA `["hire", device]`: exists while the device is leased, so that it serves one job at a time.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Hire {
        pub version: u8,
        pub bump: u8,
        pub device: Pubkey,
        pub lease: Pubkey,
    }

    impl Wire for Hire {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            reader.take(6)?;
            let device = Wire::read(reader)?;
            let lease = Wire::read(reader)?;
            Ok(Self {
                version,
                bump,
                device,
                lease,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            out.extend_from_slice(&[0; 6]);
            self.device.write(out);
            self.lease.write(out);
        }
    }

    impl AccountData for Hire {
        const NAME: &'static str = "Hire";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [2, 111, 55, 82, 182, 144, 174, 81];
        const LEN: usize = 80;
    }

    /// PDA `["job", renter, nonce u64 LE]`; its vault is token account PDA `["vault", job]`. A closed job
    /// leaves no account behind.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Job {
        pub version: u8,
        pub bump: u8,
        pub vault_bump: u8,
        pub status: u8,
        pub class: u8,
        pub tier: u8,
        /// 0: any.
        pub region: u8,
        pub scenario: u8,
        pub renter: Pubkey,
        pub nonce: u64,
        pub payment_mint: Pubkey,
        /// GPUs wanted and GPUs leased so far.
        pub gpus: u16,
        pub gpus_matched: u16,
        pub hours: u32,
        /// Payment token base units per GPU-hour, fixed at creation from the board.
        pub rate: u64,
        /// Most that the leases can be paid in all, without renter's fees, token base units; a
        /// cancellation lowers it to what they may still have earned.
        pub deposit: u64,
        /// Renter's fees reserved on top, token base units.
        pub fee_reserved: u64,
        /// Gross paid out of the deposit (supplier's net + supplier's fee).
        pub paid: u64,
        /// Renter-side fees taken out of `fee_reserved`.
        pub fee_paid: u64,
        /// Returned to the renter so far.
        pub refunded: u64,
        pub created_ts: i64,
        pub matched_ts: i64,
        pub start_ts: i64,
        /// Planned end while running; the moment of the cancellation once cancelled. A job that ended
        /// before it ran has `start_ts == end_ts`.
        pub end_ts: i64,
        /// Leases accepted and not yet closed.
        pub leases_open: u16,
        /// Terms at creation: a param change touches no job.
        pub reservation_fee_bps: u16,
        pub payment_fee_bps: u16,
        pub fee_burn_bps: u16,
        pub open_timeout_s: u32,
        pub matched_timeout_s: u32,
        pub expiry_grace_s: u32,
        /// Longest it may be extended to: the least that a supplier allowed when it accepted.
        pub most_hours: u32,
        /// Fees of both sides taken by payments and still in the vault: what is to be burned of them,
        /// token base units.
        pub burn_due: u64,
        /// And what is the treasury's.
        pub treasury_due: u64,
        /// See [`Payment`].
        pub payment: u8,
        /// 1: it expired because nothing had been sealed for 14 days. Nobody could show then what was
        /// served, so no supplier loses a guarantee.
        pub unjudged: u8,
        /// Before this time, unix seconds, only devices that a round drew for it may take it; 0: any may.
        pub match_only_until_ts: i64,
        /// 1: the payment mint is of Token-2022, for clients; the program asks the mint.
        pub token_2022: u8,
    }

    impl Wire for Job {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let vault_bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let tier = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            let scenario = Wire::read(reader)?;
            let renter = Wire::read(reader)?;
            let nonce = Wire::read(reader)?;
            let payment_mint = Wire::read(reader)?;
            let gpus = Wire::read(reader)?;
            let gpus_matched = Wire::read(reader)?;
            let hours = Wire::read(reader)?;
            let rate = Wire::read(reader)?;
            let deposit = Wire::read(reader)?;
            let fee_reserved = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let fee_paid = Wire::read(reader)?;
            let refunded = Wire::read(reader)?;
            let created_ts = Wire::read(reader)?;
            let matched_ts = Wire::read(reader)?;
            let start_ts = Wire::read(reader)?;
            let end_ts = Wire::read(reader)?;
            let leases_open = Wire::read(reader)?;
            let reservation_fee_bps = Wire::read(reader)?;
            let payment_fee_bps = Wire::read(reader)?;
            let fee_burn_bps = Wire::read(reader)?;
            let open_timeout_s = Wire::read(reader)?;
            let matched_timeout_s = Wire::read(reader)?;
            let expiry_grace_s = Wire::read(reader)?;
            let most_hours = Wire::read(reader)?;
            let burn_due = Wire::read(reader)?;
            let treasury_due = Wire::read(reader)?;
            let payment = Wire::read(reader)?;
            let unjudged = Wire::read(reader)?;
            let match_only_until_ts = Wire::read(reader)?;
            let token_2022 = Wire::read(reader)?;
            reader.take(21)?;
            Ok(Self {
                version,
                bump,
                vault_bump,
                status,
                class,
                tier,
                region,
                scenario,
                renter,
                nonce,
                payment_mint,
                gpus,
                gpus_matched,
                hours,
                rate,
                deposit,
                fee_reserved,
                paid,
                fee_paid,
                refunded,
                created_ts,
                matched_ts,
                start_ts,
                end_ts,
                leases_open,
                reservation_fee_bps,
                payment_fee_bps,
                fee_burn_bps,
                open_timeout_s,
                matched_timeout_s,
                expiry_grace_s,
                most_hours,
                burn_due,
                treasury_due,
                payment,
                unjudged,
                match_only_until_ts,
                token_2022,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.vault_bump.write(out);
            self.status.write(out);
            self.class.write(out);
            self.tier.write(out);
            self.region.write(out);
            self.scenario.write(out);
            self.renter.write(out);
            self.nonce.write(out);
            self.payment_mint.write(out);
            self.gpus.write(out);
            self.gpus_matched.write(out);
            self.hours.write(out);
            self.rate.write(out);
            self.deposit.write(out);
            self.fee_reserved.write(out);
            self.paid.write(out);
            self.fee_paid.write(out);
            self.refunded.write(out);
            self.created_ts.write(out);
            self.matched_ts.write(out);
            self.start_ts.write(out);
            self.end_ts.write(out);
            self.leases_open.write(out);
            self.reservation_fee_bps.write(out);
            self.payment_fee_bps.write(out);
            self.fee_burn_bps.write(out);
            self.open_timeout_s.write(out);
            self.matched_timeout_s.write(out);
            self.expiry_grace_s.write(out);
            self.most_hours.write(out);
            self.burn_due.write(out);
            self.treasury_due.write(out);
            self.payment.write(out);
            self.unjudged.write(out);
            self.match_only_until_ts.write(out);
            self.token_2022.write(out);
            out.extend_from_slice(&[0; 21]);
        }
    }

    impl AccountData for Job {
        const NAME: &'static str = "Job";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [75, 124, 80, 203, 161, 180, 202, 80];
        const LEN: usize = 248;
    }

    /// PDA `["lease", job, device, job.created_ts i64 LE]`: one host of the cluster.
    ///
    /// The creation time is in the seeds because a renter may use a closed job's nonce again: the seconds
    /// attested for the old lease must not be the new one's.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Lease {
        pub version: u8,
        pub bump: u8,
        pub status: u8,
        /// 1: by its final settlement the guarantee is the renter's.
        pub at_fault: u8,
        pub gpus: u16,
        pub job: Pubkey,
        pub device: Pubkey,
        pub supplier: Pubkey,
        /// Wallet that is paid, copied from the device at acceptance.
        pub payee: Pubkey,
        pub accepted_ts: i64,
        /// Attested seconds already paid for.
        pub paid_s: u64,
        /// Gross paid so far, payment token base units.
        pub paid: u64,
        /// Index in the usage tree at the last withdrawal; u32::MAX before.
        pub usage_index: u32,
        /// The price of its first hour, locked out of the owner's own part of the device's stake, IO base
        /// units.
        pub guarantee: u64,
        /// Paid the rent of lease and hire, and gets it back.
        pub payer: Pubkey,
    }

    impl Wire for Lease {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let status = Wire::read(reader)?;
            let at_fault = Wire::read(reader)?;
            reader.take(2)?;
            let gpus = Wire::read(reader)?;
            let job = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let supplier = Wire::read(reader)?;
            let payee = Wire::read(reader)?;
            let accepted_ts = Wire::read(reader)?;
            let paid_s = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let usage_index = Wire::read(reader)?;
            reader.take(4)?;
            let guarantee = Wire::read(reader)?;
            let payer = Wire::read(reader)?;
            reader.take(24)?;
            Ok(Self {
                version,
                bump,
                status,
                at_fault,
                gpus,
                job,
                device,
                supplier,
                payee,
                accepted_ts,
                paid_s,
                paid,
                usage_index,
                guarantee,
                payer,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.status.write(out);
            self.at_fault.write(out);
            out.extend_from_slice(&[0; 2]);
            self.gpus.write(out);
            self.job.write(out);
            self.device.write(out);
            self.supplier.write(out);
            self.payee.write(out);
            self.accepted_ts.write(out);
            self.paid_s.write(out);
            self.paid.write(out);
            self.usage_index.write(out);
            out.extend_from_slice(&[0; 4]);
            self.guarantee.write(out);
            self.payer.write(out);
            out.extend_from_slice(&[0; 24]);
        }
    }

    impl AccountData for Lease {
        const NAME: &'static str = "Lease";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [14, 103, 218, 61, 248, 234, 105, 84];
        const LEN: usize = 240;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// `initialize` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Initialize {
        /// Signs, is written.
        pub authority: Pubkey,
        /// A mint of 6 decimals that is taken at a dollar: the USDC of the cluster. It may be of Token-2022, without
        /// extensions that touch what accounts hold.
        /// Is read.
        pub usdc_mint: Pubkey,
    }

    impl Initialize {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[175, 175, 109, 31, 13, 152, 155, 237];
        /// Place of `authority` among the accounts.
        pub const AUTHORITY: usize = 0;
        /// Place of `program_data` among the accounts.
        pub const PROGRAM_DATA: usize = 1;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 2;
        /// Place of `iosd_mint` among the accounts.
        pub const IOSD_MINT: usize = 3;
        /// Place of `usdc_mint` among the accounts.
        pub const USDC_MINT: usize = 4;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 5;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 6;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, params: &super::types::EscrowParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.authority, true),
                    AccountMeta::new_readonly(crate::pda::program_data(&ID), false),
                    AccountMeta::new(crate::escrow::escrow_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_mint_address(), false),
                    AccountMeta::new_readonly(self.usdc_mint, false),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `set_params` of `escrow`.
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
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, params: &super::types::EscrowParams) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            params.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::escrow::escrow_address(), false),
                ],
                data,
            }
        }
    }

    /// `create_job` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CreateJob {
        /// Signs, is written.
        pub renter: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
        /// Is written.
        pub source: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
    }

    impl CreateJob {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[178, 130, 217, 110, 100, 27, 82, 119];
        /// Place of `renter` among the accounts.
        pub const RENTER: usize = 0;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 2;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 3;
        /// Place of `prices` among the accounts.
        pub const PRICES: usize = 4;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 5;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 6;
        /// Place of `iosd` among the accounts.
        pub const IOSD: usize = 7;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 8;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 9;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 10;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 11;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 12;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 13;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, nonce: u64, order: &super::types::JobOrder) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            nonce.write(&mut data);
            order.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.renter, true),
                    AccountMeta::new(crate::escrow::escrow_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::operators_address(), false),
                    AccountMeta::new_readonly(crate::oracle::prices_address(), false),
                    AccountMeta::new_readonly(crate::oracle::price_ring_address(), false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new_readonly(crate::iosd::iosd_address(), false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"job", self.renter.as_ref(), &nonce.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[
                                b"vault",
                                Pubkey::find_program_address(
                                    &[b"job", self.renter.as_ref(), &nonce.to_wire()],
                                    &ID,
                                )
                                .0
                                .as_ref(),
                            ],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new_readonly(self.payment_mint, false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `accept` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Accept {
        /// Signs, is written.
        pub supplier: Pubkey,
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub lease: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is read.
        pub round: Option<Pubkey>,
    }

    impl Accept {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[65, 150, 70, 216, 133, 6, 107, 4];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 2;
        /// Place of `lease` among the accounts.
        pub const LEASE: usize = 3;
        /// Place of `hire` among the accounts.
        pub const HIRE: usize = 4;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 5;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 6;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 7;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 8;
        /// Place of `price_ring` among the accounts.
        pub const PRICE_RING: usize = 9;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 10;
        /// Place of `staking_program` among the accounts.
        pub const STAKING_PROGRAM: usize = 11;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 12;
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 13;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, min_rate: u64, most_hours: u32) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            min_rate.write(&mut data);
            most_hours.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.supplier, true),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.lease, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(&[b"hire", self.device.as_ref()], &ID).0,
                        false,
                    ),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(crate::oracle::price_ring_address(), false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ"),
                        false,
                    ),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                    self.round
                        .map_or(AccountMeta::new_readonly(ID, false), |key| {
                            AccountMeta::new_readonly(key, false)
                        }),
                ],
                data,
            }
        }
    }

    /// `start` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Start {
        /// Signs.
        pub signer: Pubkey,
        /// Is written.
        pub job: Pubkey,
        /// The signing supplier's lease; any of the job's when the renter signs.
        /// Is read.
        pub lease: Pubkey,
    }

    impl Start {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[62, 15, 117, 236, 47, 1, 89, 139];
        /// Place of `signer` among the accounts.
        pub const SIGNER: usize = 0;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 1;
        /// Place of `lease` among the accounts.
        pub const LEASE: usize = 2;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.signer, true),
                    AccountMeta::new(self.job, false),
                    AccountMeta::new_readonly(self.lease, false),
                ],
                data,
            }
        }
    }

    /// `extend` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Extend {
        /// Signs.
        pub renter: Pubkey,
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub source: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl Extend {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[228, 127, 0, 1, 227, 154, 54, 168];
        /// Place of `renter` among the accounts.
        pub const RENTER: usize = 0;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 1;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 2;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, hours: u32) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            hours.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.renter, true),
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `withdraw` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Withdraw {
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub lease: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub payee_account: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl Withdraw {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[183, 18, 70, 156, 148, 109, 161, 34];
        /// Place of `job` among the accounts.
        pub const JOB: usize = 0;
        /// Place of `lease` among the accounts.
        pub const LEASE: usize = 1;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 2;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 3;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 4;
        /// Place of `payee_account` among the accounts.
        pub const PAYEE_ACCOUNT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            usage_index: u32,
            cumulative_s: u64,
            first_hour_s: u32,
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            usage_index.write(&mut data);
            cumulative_s.write(&mut data);
            first_hour_s.write(&mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.lease, false),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.payee_account, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `claim_receipt` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ClaimReceipt {
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub lease: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub payee_account: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl ClaimReceipt {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[152, 17, 220, 46, 22, 147, 138, 116];
        /// Place of `job` among the accounts.
        pub const JOB: usize = 0;
        /// Place of `lease` among the accounts.
        pub const LEASE: usize = 1;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 2;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 3;
        /// Place of `instructions` among the accounts.
        pub const INSTRUCTIONS: usize = 4;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 5;
        /// Place of `payee_account` among the accounts.
        pub const PAYEE_ACCOUNT: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, cumulative_s: u64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            cumulative_s.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.lease, false),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("Sysvar1nstructions1111111111111111111111111"),
                        false,
                    ),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.payee_account, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `cancel` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Cancel {
        /// Signs.
        pub renter: Pubkey,
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub renter_account: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl Cancel {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[232, 219, 223, 41, 219, 236, 220, 190];
        /// Place of `renter` among the accounts.
        pub const RENTER: usize = 0;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 1;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 2;
        /// Place of `renter_account` among the accounts.
        pub const RENTER_ACCOUNT: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.renter, true),
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.renter_account, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `expire` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Expire {
        /// A final epoch past the job's end; none for a job that never ran, or after the silence.
        /// Is read.
        pub epoch_record: Option<Pubkey>,
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub renter_account: Option<Pubkey>,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl Expire {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[243, 83, 205, 58, 57, 201, 247, 146];
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 3;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 4;
        /// Place of `renter_account` among the accounts.
        pub const RENTER_ACCOUNT: usize = 5;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 6;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    self.epoch_record
                        .map_or(AccountMeta::new_readonly(ID, false), |key| {
                            AccountMeta::new_readonly(key, false)
                        }),
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.vault, false),
                    self.renter_account
                        .map_or(AccountMeta::new_readonly(ID, false), |key| {
                            AccountMeta::new(key, false)
                        }),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `collect_fees` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CollectFees {
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub treasury_account: Pubkey,
        /// Is written.
        pub payment_mint: Pubkey,
        /// Is written.
        pub books: Pubkey,
        /// Is read.
        pub books_program: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
    }

    impl CollectFees {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[164, 152, 207, 99, 30, 186, 19, 182];
        /// Place of `job` among the accounts.
        pub const JOB: usize = 0;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 2;
        /// Place of `treasury_account` among the accounts.
        pub const TREASURY_ACCOUNT: usize = 3;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 4;
        /// Place of `books` among the accounts.
        pub const BOOKS: usize = 5;
        /// Place of `books_program` among the accounts.
        pub const BOOKS_PROGRAM: usize = 6;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 7;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.job, false),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.treasury_account, false),
                    AccountMeta::new(self.payment_mint, false),
                    AccountMeta::new(self.books, false),
                    AccountMeta::new_readonly(self.books_program, false),
                    AccountMeta::new_readonly(self.token_program, false),
                ],
                data,
            }
        }
    }

    /// `close_lease` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CloseLease {
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub lease: Pubkey,
        /// Is written.
        pub hire: Pubkey,
        /// Is written.
        pub payer: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// Is written.
        pub renter_account: Option<Pubkey>,
    }

    impl CloseLease {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[255, 18, 132, 70, 221, 92, 32, 155];
        /// Place of `job` among the accounts.
        pub const JOB: usize = 0;
        /// Place of `lease` among the accounts.
        pub const LEASE: usize = 1;
        /// Place of `hire` among the accounts.
        pub const HIRE: usize = 2;
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 3;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 4;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 5;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 6;
        /// Place of `stake_vault` among the accounts.
        pub const STAKE_VAULT: usize = 7;
        /// Place of `renter_account` among the accounts.
        pub const RENTER_ACCOUNT: usize = 8;
        /// Place of `staking_program` among the accounts.
        pub const STAKING_PROGRAM: usize = 9;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 10;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.lease, false),
                    AccountMeta::new(self.hire, false),
                    AccountMeta::new(self.payer, false),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new(crate::staking::pool_address(), false),
                    AccountMeta::new(crate::staking::stake_vault_address(), false),
                    self.renter_account
                        .map_or(AccountMeta::new_readonly(ID, false), |key| {
                            AccountMeta::new(key, false)
                        }),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ"),
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

    /// `close` of `escrow`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Close {
        /// Is written.
        pub job: Pubkey,
        /// Is written.
        pub vault: Pubkey,
        /// Is written.
        pub renter: Pubkey,
        /// Is written.
        pub renter_account: Pubkey,
        /// The mint's.
        /// Is read.
        pub token_program: Pubkey,
        /// Is read.
        pub payment_mint: Pubkey,
    }

    impl Close {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[98, 165, 201, 177, 108, 65, 206, 96];
        /// Place of `job` among the accounts.
        pub const JOB: usize = 0;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 1;
        /// Place of `renter` among the accounts.
        pub const RENTER: usize = 2;
        /// Place of `renter_account` among the accounts.
        pub const RENTER_ACCOUNT: usize = 3;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 4;
        /// Place of `payment_mint` among the accounts.
        pub const PAYMENT_MINT: usize = 5;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.job, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new(self.renter, false),
                    AccountMeta::new(self.renter_account, false),
                    AccountMeta::new_readonly(self.token_program, false),
                    AccountMeta::new_readonly(self.payment_mint, false),
                ],
                data,
            }
        }
    }

    /// `set_authority` of `escrow`.
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
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, pending: Pubkey) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            pending.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.authority, true),
                    AccountMeta::new(crate::escrow::escrow_address(), false),
                ],
                data,
            }
        }
    }

    /// `accept_authority` of `escrow`.
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
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.pending_authority, true),
                    AccountMeta::new(crate::escrow::escrow_address(), false),
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

    /// What the authority may change, from the start of an epoch on. A job keeps the terms of its creation.
    /// 64 bytes, alignment 1.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EscrowParams {
        /// Of each side, on amounts paid.
        pub reservation_fee_bps: u16,
        /// Of each side, on amounts paid in IO and IOSD.
        pub payment_fee_bps: u16,
        /// Burned part of fees in IO and IOSD; the rest, and all of those in USDC, goes to the treasury.
        pub fee_burn_bps: u16,
        /// Of each side, on amounts paid in USDC.
        pub usdc_payment_fee_bps: u16,
        /// From creation until the job must be fully matched.
        pub open_timeout_s: u32,
        /// From the match until the job must be started.
        pub matched_timeout_s: u32,
        /// From the end until an unsettled job may expire.
        pub expiry_grace_s: u32,
        /// Owner of the token accounts that fees go to.
        pub treasury: Pubkey,
        /// From one draw of devices for jobs to the next; 0: none are held, and an open job is the first
        /// supplier's that takes it.
        pub match_window_s: u32,
        /// From the close of a round's entries until its draw must be done and accepted.
        pub match_draw_s: u32,
        /// From creation on, how long a job may only be taken by devices that were drawn for it.
        pub match_only_s: u32,
    }

    impl Wire for EscrowParams {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let reservation_fee_bps = Wire::read(reader)?;
            let payment_fee_bps = Wire::read(reader)?;
            let fee_burn_bps = Wire::read(reader)?;
            let usdc_payment_fee_bps = Wire::read(reader)?;
            let open_timeout_s = Wire::read(reader)?;
            let matched_timeout_s = Wire::read(reader)?;
            let expiry_grace_s = Wire::read(reader)?;
            let treasury = Wire::read(reader)?;
            let match_window_s = Wire::read(reader)?;
            let match_draw_s = Wire::read(reader)?;
            let match_only_s = Wire::read(reader)?;
            Ok(Self {
                reservation_fee_bps,
                payment_fee_bps,
                fee_burn_bps,
                usdc_payment_fee_bps,
                open_timeout_s,
                matched_timeout_s,
                expiry_grace_s,
                treasury,
                match_window_s,
                match_draw_s,
                match_only_s,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.reservation_fee_bps.write(out);
            self.payment_fee_bps.write(out);
            self.fee_burn_bps.write(out);
            self.usdc_payment_fee_bps.write(out);
            self.open_timeout_s.write(out);
            self.matched_timeout_s.write(out);
            self.expiry_grace_s.write(out);
            self.treasury.write(out);
            self.match_window_s.write(out);
            self.match_draw_s.write(out);
            self.match_only_s.write(out);
        }
    }

    /// What the renter asks for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobOrder {
        /// Index of the GPU class.
        pub class: u8,
        /// Least connectivity tier, 1 to 4; the price follows it.
        pub tier: u8,
        /// 0: any.
        pub region: u8,
        /// 0 general, 1 train, 2 inference.
        pub scenario: u8,
        pub gpus: u16,
        pub hours: u32,
        /// Most the renter pays per GPU-hour, tier factor included, USD × 10⁸.
        pub max_price: u64,
        /// Most it pays per GPU-hour, payment token base units: what the price of IO or the coverage of
        /// IOSD may make of the dollars.
        pub max_rate: u64,
    }

    impl Wire for JobOrder {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let class = Wire::read(reader)?;
            let tier = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            let scenario = Wire::read(reader)?;
            let gpus = Wire::read(reader)?;
            let hours = Wire::read(reader)?;
            let max_price = Wire::read(reader)?;
            let max_rate = Wire::read(reader)?;
            Ok(Self {
                class,
                tier,
                region,
                scenario,
                gpus,
                hours,
                max_price,
                max_rate,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.class.write(out);
            self.tier.write(out);
            self.region.write(out);
            self.scenario.write(out);
            self.gpus.write(out);
            self.hours.write(out);
            self.max_price.write(out);
            self.max_rate.write(out);
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
        EscrowInitialized(EscrowInitialized),
        FeesCollected(FeesCollected),
        JobCancelled(JobCancelled),
        JobClosed(JobClosed),
        JobCreated(JobCreated),
        JobExpired(JobExpired),
        JobExtended(JobExtended),
        JobStarted(JobStarted),
        LeaseAccepted(LeaseAccepted),
        LeaseClosed(LeaseClosed),
        LeasePaid(LeasePaid),
        ParamsChanged(ParamsChanged),
        ReceiptPaid(ReceiptPaid),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::AuthorityAccepted(_) => "AuthorityAccepted",
                Self::AuthorityProposed(_) => "AuthorityProposed",
                Self::EscrowInitialized(_) => "EscrowInitialized",
                Self::FeesCollected(_) => "FeesCollected",
                Self::JobCancelled(_) => "JobCancelled",
                Self::JobClosed(_) => "JobClosed",
                Self::JobCreated(_) => "JobCreated",
                Self::JobExpired(_) => "JobExpired",
                Self::JobExtended(_) => "JobExtended",
                Self::JobStarted(_) => "JobStarted",
                Self::LeaseAccepted(_) => "LeaseAccepted",
                Self::LeaseClosed(_) => "LeaseClosed",
                Self::LeasePaid(_) => "LeasePaid",
                Self::ParamsChanged(_) => "ParamsChanged",
                Self::ReceiptPaid(_) => "ReceiptPaid",
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
                [222, 186, 157, 47, 145, 142, 176, 248] => {
                    Wire::from_wire(fields).ok().map(Self::EscrowInitialized)
                }
                [233, 23, 117, 225, 107, 178, 254, 8] => {
                    Wire::from_wire(fields).ok().map(Self::FeesCollected)
                }
                [203, 84, 143, 130, 48, 134, 74, 191] => {
                    Wire::from_wire(fields).ok().map(Self::JobCancelled)
                }
                [123, 63, 243, 153, 174, 212, 2, 55] => {
                    Wire::from_wire(fields).ok().map(Self::JobClosed)
                }
                [48, 110, 162, 177, 67, 74, 159, 131] => {
                    Wire::from_wire(fields).ok().map(Self::JobCreated)
                }
                [213, 123, 115, 173, 157, 242, 12, 71] => {
                    Wire::from_wire(fields).ok().map(Self::JobExpired)
                }
                [173, 200, 121, 177, 158, 177, 162, 106] => {
                    Wire::from_wire(fields).ok().map(Self::JobExtended)
                }
                [8, 44, 116, 171, 51, 119, 74, 188] => {
                    Wire::from_wire(fields).ok().map(Self::JobStarted)
                }
                [141, 159, 108, 11, 12, 69, 28, 62] => {
                    Wire::from_wire(fields).ok().map(Self::LeaseAccepted)
                }
                [75, 156, 130, 204, 31, 95, 218, 182] => {
                    Wire::from_wire(fields).ok().map(Self::LeaseClosed)
                }
                [77, 177, 202, 37, 114, 255, 255, 108] => {
                    Wire::from_wire(fields).ok().map(Self::LeasePaid)
                }
                [174, 49, 9, 64, 58, 171, 241, 24] => {
                    Wire::from_wire(fields).ok().map(Self::ParamsChanged)
                }
                [157, 21, 81, 52, 230, 114, 139, 82] => {
                    Wire::from_wire(fields).ok().map(Self::ReceiptPaid)
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
    pub struct EscrowInitialized {
        pub authority: Pubkey,
        pub treasury: Pubkey,
        pub iosd_mint: Pubkey,
        pub usdc_mint: Pubkey,
    }

    impl Wire for EscrowInitialized {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let authority = Wire::read(reader)?;
            let treasury = Wire::read(reader)?;
            let iosd_mint = Wire::read(reader)?;
            let usdc_mint = Wire::read(reader)?;
            Ok(Self {
                authority,
                treasury,
                iosd_mint,
                usdc_mint,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.authority.write(out);
            self.treasury.write(out);
            self.iosd_mint.write(out);
            self.usdc_mint.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FeesCollected {
        pub job: Pubkey,
        pub burned: u64,
        pub to_treasury: u64,
        /// Of the vault, for leases, renter and fees.
        pub held_before: u64,
        pub held_after: u64,
    }

    impl Wire for FeesCollected {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let burned = Wire::read(reader)?;
            let to_treasury = Wire::read(reader)?;
            let held_before = Wire::read(reader)?;
            let held_after = Wire::read(reader)?;
            Ok(Self {
                job,
                burned,
                to_treasury,
                held_before,
                held_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.burned.write(out);
            self.to_treasury.write(out);
            self.held_before.write(out);
            self.held_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobCancelled {
        pub job: Pubkey,
        pub end_ts: i64,
        pub refunded: u64,
        pub deposit_before: u64,
        pub deposit_after: u64,
    }

    impl Wire for JobCancelled {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let end_ts = Wire::read(reader)?;
            let refunded = Wire::read(reader)?;
            let deposit_before = Wire::read(reader)?;
            let deposit_after = Wire::read(reader)?;
            Ok(Self {
                job,
                end_ts,
                refunded,
                deposit_before,
                deposit_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.end_ts.write(out);
            self.refunded.write(out);
            self.deposit_before.write(out);
            self.deposit_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobClosed {
        pub job: Pubkey,
        pub renter: Pubkey,
        pub paid: u64,
        /// Swept by this instruction, donations included.
        pub swept: u64,
        pub refunded_before: u64,
        pub refunded_after: u64,
    }

    impl Wire for JobClosed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let renter = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let swept = Wire::read(reader)?;
            let refunded_before = Wire::read(reader)?;
            let refunded_after = Wire::read(reader)?;
            Ok(Self {
                job,
                renter,
                paid,
                swept,
                refunded_before,
                refunded_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.renter.write(out);
            self.paid.write(out);
            self.swept.write(out);
            self.refunded_before.write(out);
            self.refunded_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobCreated {
        pub job: Pubkey,
        pub renter: Pubkey,
        pub payment_mint: Pubkey,
        /// Per GPU-hour.
        pub rate: u64,
        pub deposit: u64,
        pub fee_reserved: u64,
        pub jobs_created_before: u64,
        pub jobs_created_after: u64,
    }

    impl Wire for JobCreated {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let renter = Wire::read(reader)?;
            let payment_mint = Wire::read(reader)?;
            let rate = Wire::read(reader)?;
            let deposit = Wire::read(reader)?;
            let fee_reserved = Wire::read(reader)?;
            let jobs_created_before = Wire::read(reader)?;
            let jobs_created_after = Wire::read(reader)?;
            Ok(Self {
                job,
                renter,
                payment_mint,
                rate,
                deposit,
                fee_reserved,
                jobs_created_before,
                jobs_created_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.renter.write(out);
            self.payment_mint.write(out);
            self.rate.write(out);
            self.deposit.write(out);
            self.fee_reserved.write(out);
            self.jobs_created_before.write(out);
            self.jobs_created_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobExpired {
        pub job: Pubkey,
        pub status_before: u64,
        /// 1 when it expired because nothing had been sealed for 14 days.
        pub unjudged: u64,
        /// By this instruction; 0 where the renter could not be paid.
        pub refunded: u64,
        pub deposit_before: u64,
        pub deposit_after: u64,
    }

    impl Wire for JobExpired {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let status_before = Wire::read(reader)?;
            let unjudged = Wire::read(reader)?;
            let refunded = Wire::read(reader)?;
            let deposit_before = Wire::read(reader)?;
            let deposit_after = Wire::read(reader)?;
            Ok(Self {
                job,
                status_before,
                unjudged,
                refunded,
                deposit_before,
                deposit_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.status_before.write(out);
            self.unjudged.write(out);
            self.refunded.write(out);
            self.deposit_before.write(out);
            self.deposit_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobExtended {
        pub job: Pubkey,
        /// In all.
        pub hours: u64,
        pub end_ts: i64,
        pub deposit_before: u64,
        pub deposit_after: u64,
        /// In all.
        pub fee_reserved: u64,
    }

    impl Wire for JobExtended {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let hours = Wire::read(reader)?;
            let end_ts = Wire::read(reader)?;
            let deposit_before = Wire::read(reader)?;
            let deposit_after = Wire::read(reader)?;
            let fee_reserved = Wire::read(reader)?;
            Ok(Self {
                job,
                hours,
                end_ts,
                deposit_before,
                deposit_after,
                fee_reserved,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.hours.write(out);
            self.end_ts.write(out);
            self.deposit_before.write(out);
            self.deposit_after.write(out);
            self.fee_reserved.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobStarted {
        pub job: Pubkey,
        pub by: Pubkey,
        pub start_ts: i64,
        pub end_ts: i64,
    }

    impl Wire for JobStarted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let by = Wire::read(reader)?;
            let start_ts = Wire::read(reader)?;
            let end_ts = Wire::read(reader)?;
            Ok(Self {
                job,
                by,
                start_ts,
                end_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.by.write(out);
            self.start_ts.write(out);
            self.end_ts.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LeaseAccepted {
        pub job: Pubkey,
        pub lease: Pubkey,
        pub device: Pubkey,
        pub supplier: Pubkey,
        pub gpus_matched_before: u64,
        pub gpus_matched_after: u64,
        pub gpus_wanted: u64,
        /// Locked of the owner's stake, IO base units.
        pub guarantee: u64,
    }

    impl Wire for LeaseAccepted {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let lease = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let supplier = Wire::read(reader)?;
            let gpus_matched_before = Wire::read(reader)?;
            let gpus_matched_after = Wire::read(reader)?;
            let gpus_wanted = Wire::read(reader)?;
            let guarantee = Wire::read(reader)?;
            Ok(Self {
                job,
                lease,
                device,
                supplier,
                gpus_matched_before,
                gpus_matched_after,
                gpus_wanted,
                guarantee,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.lease.write(out);
            self.device.write(out);
            self.supplier.write(out);
            self.gpus_matched_before.write(out);
            self.gpus_matched_after.write(out);
            self.gpus_wanted.write(out);
            self.guarantee.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LeaseClosed {
        pub job: Pubkey,
        pub lease: Pubkey,
        pub paid: u64,
        /// IO base units.
        pub guarantee: u64,
        /// 1 when the guarantee went to the renter.
        pub forfeited: u64,
        pub leases_open_before: u64,
        pub leases_open_after: u64,
    }

    impl Wire for LeaseClosed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let lease = Wire::read(reader)?;
            let paid = Wire::read(reader)?;
            let guarantee = Wire::read(reader)?;
            let forfeited = Wire::read(reader)?;
            let leases_open_before = Wire::read(reader)?;
            let leases_open_after = Wire::read(reader)?;
            Ok(Self {
                job,
                lease,
                paid,
                guarantee,
                forfeited,
                leases_open_before,
                leases_open_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.lease.write(out);
            self.paid.write(out);
            self.guarantee.write(out);
            self.forfeited.write(out);
            self.leases_open_before.write(out);
            self.leases_open_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LeasePaid {
        pub job: Pubkey,
        pub lease: Pubkey,
        pub payee: Pubkey,
        pub epoch: u64,
        /// Seconds paid for in all.
        pub paid_s: u64,
        pub gross: u64,
        pub to_supplier: u64,
        /// Of the fees taken, what is to be burned.
        pub burn_due: u64,
        /// And what is the treasury's.
        pub treasury_due: u64,
        pub job_paid_before: u64,
        pub job_paid_after: u64,
        /// 1 when this was the lease's final settlement.
        pub settled: u64,
        /// 1 when by this settlement the guarantee is the renter's.
        pub at_fault: u64,
    }

    impl Wire for LeasePaid {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let lease = Wire::read(reader)?;
            let payee = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let paid_s = Wire::read(reader)?;
            let gross = Wire::read(reader)?;
            let to_supplier = Wire::read(reader)?;
            let burn_due = Wire::read(reader)?;
            let treasury_due = Wire::read(reader)?;
            let job_paid_before = Wire::read(reader)?;
            let job_paid_after = Wire::read(reader)?;
            let settled = Wire::read(reader)?;
            let at_fault = Wire::read(reader)?;
            Ok(Self {
                job,
                lease,
                payee,
                epoch,
                paid_s,
                gross,
                to_supplier,
                burn_due,
                treasury_due,
                job_paid_before,
                job_paid_after,
                settled,
                at_fault,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.lease.write(out);
            self.payee.write(out);
            self.epoch.write(out);
            self.paid_s.write(out);
            self.gross.write(out);
            self.to_supplier.write(out);
            self.burn_due.write(out);
            self.treasury_due.write(out);
            self.job_paid_before.write(out);
            self.job_paid_after.write(out);
            self.settled.write(out);
            self.at_fault.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ParamsChanged {
        /// Start of the epoch from which on the new ones count.
        pub from_ts: i64,
        /// In force when the change was made.
        pub before: super::types::EscrowParams,
        pub after: super::types::EscrowParams,
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
    pub struct ReceiptPaid {
        pub job: Pubkey,
        pub lease: Pubkey,
        pub payee: Pubkey,
        /// Seconds paid for in all.
        pub paid_s_before: u64,
        pub paid_s_after: u64,
        pub gross: u64,
        pub to_supplier: u64,
        /// Of the fees taken, what is to be burned.
        pub burn_due: u64,
        /// And what is the treasury's.
        pub treasury_due: u64,
        pub job_paid_before: u64,
        pub job_paid_after: u64,
    }

    impl Wire for ReceiptPaid {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let lease = Wire::read(reader)?;
            let payee = Wire::read(reader)?;
            let paid_s_before = Wire::read(reader)?;
            let paid_s_after = Wire::read(reader)?;
            let gross = Wire::read(reader)?;
            let to_supplier = Wire::read(reader)?;
            let burn_due = Wire::read(reader)?;
            let treasury_due = Wire::read(reader)?;
            let job_paid_before = Wire::read(reader)?;
            let job_paid_after = Wire::read(reader)?;
            Ok(Self {
                job,
                lease,
                payee,
                paid_s_before,
                paid_s_after,
                gross,
                to_supplier,
                burn_due,
                treasury_due,
                job_paid_before,
                job_paid_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.lease.write(out);
            self.payee.write(out);
            self.paid_s_before.write(out);
            self.paid_s_after.write(out);
            self.gross.write(out);
            self.to_supplier.write(out);
            self.burn_due.write(out);
            self.treasury_due.write(out);
            self.job_paid_before.write(out);
            self.job_paid_after.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum EscrowError {
    /// 6000: a parameter is out of range; fees of one side at most 10,000 basis points together, times positive.
    BadParameter = 6000,
    /// 6001: the payment mint is not accepted; pay in IOSD, IO or USDC, by the mints that the config names.
    WrongPaymentMint = 6001,
    /// 6002: no GPU class has this index; pick one of the listed classes.
    UnknownClass = 6002,
    /// 6003: a scenario is 0 (general), 1 (train) or 2 (inference).
    UnknownScenario = 6003,
    /// 6004: the board's price is above the most you pay; raise max_price or wait.
    PriceAboveMax = 6004,
    /// 6005: the job is not open to this; read its status again.
    WrongJobStatus = 6005,
    /// 6006: the time for this has run out; the job can only expire now.
    TooLate = 6006,
    /// 6007: only the device's supplier may accept; sign with its wallet.
    NotTheSupplier = 6007,
    /// 6008: the device is not offered; offer it first.
    DeviceNotOffered = 6008,
    /// 6009: the device does not fit the job; class, region and connectivity tier must match.
    DeviceDoesNotFit = 6009,
    /// 6010: the host has more GPUs than the job still wants; offer a smaller one.
    TooManyGpus = 6010,
    /// 6011: the stake account is not this device's; pass the one derived from it.
    WrongDeviceStake = 6011,
    /// 6012: the device is not staked enough; stake up to its requirement.
    StakeBelowRequirement = 6012,
    /// 6013: the job pays less per GPU-hour than min_rate.
    RateBelowMinimum = 6013,
    /// 6014: the lease belongs to another job; pass one of this job's.
    WrongLease = 6014,
    /// 6015: only the renter or a supplier of the job may start it.
    NotAParty = 6015,
    /// 6016: only the job's renter may do this; sign with its wallet.
    NotTheRenter = 6016,
    /// 6017: the epoch is not final yet; wait until its challenge window has passed.
    EpochNotFinal = 6017,
    /// 6018: the proof does not lead to the epoch's usage root; fetch the leaf of that epoch.
    BadUsageProof = 6018,
    /// 6019: nothing is due: these seconds have been paid.
    NothingDue = 6019,
    /// 6020: the lease has had its final settlement; close it.
    LeaseSettled = 6020,
    /// 6021: the treasury's token account is not the treasury's; pass one of its accounts of the payment mint.
    WrongTreasury = 6021,
    /// 6022: the vault is not this job's; pass the one derived from it.
    WrongVault = 6022,
    /// 6023: the job has ended; settle and close its leases instead.
    JobEnded = 6023,
    /// 6024: it is too early; wait until the job's time and grace have run out and an epoch past its end is final.
    TooEarly = 6024,
    /// 6025: the lease may still earn; settle it with an epoch past the job's end, or expire the job.
    LeaseNotSettled = 6025,
    /// 6026: a lease of the job is still open; close the leases first.
    LeasesOpen = 6026,
    /// 6027: the wallet is not the one this pays; pass the one the account names.
    WrongRecipient = 6027,
    /// 6028: the hire is not this lease's; pass the one derived from its device.
    WrongHire = 6028,
    /// 6029: only the config authority may do this; sign with its key.
    NotTheAuthority = 6029,
    /// 6030: only the proposed authority may accept; sign with its key.
    NotThePendingAuthority = 6030,
    /// 6031: an internal total does not hold; nothing was changed, report this as a bug.
    InvariantBroken = 6031,
    /// 6032: each side pays at most 1,000 basis points in fees; lower them.
    FeeAboveLimit = 6032,
    /// 6033: times to match and start are a sixtieth of an epoch to 720 epochs, the grace 24 to 1,440, a window of rounds a whole part of an epoch and its draw a sixtieth at least; stay within.
    TimeOutOfRange = 6033,
    /// 6034: the rate in the payment token is above the most you pay; raise max_rate or wait.
    RateAboveMax = 6034,
    /// 6035: most_hours is below the hours of the order; allow at least those.
    TooFewHours = 6035,
    /// 6036: a supplier of the job has not agreed to that many hours; extend by fewer or order anew.
    AboveMostHours = 6036,
    /// 6037: fees are still due; collect them first, or wait until 30 days after the end.
    FeesDue = 6037,
    /// 6038: the account is not the one that counts what is burned; pass emissions' for IO, iosd's for IOSD.
    WrongBooks = 6038,
    /// 6039: the guarantee is the renter's; pass a token account of IO that the renter owns.
    NoRenterAccount = 6039,
    /// 6040: the job waits for the devices that a round draws for it; opt in, or wait until it is free.
    DrawnOnly = 6040,
    /// 6041: the device was not drawn for this job, or the time to take it is over.
    NotDrawn = 6041,
    /// 6042: the renter's receipt for these seconds is not verified right before this; put the Ed25519 program's instruction there, with key, signature and message in its own data.
    BadReceipt = 6042,
}

impl EscrowError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::BadParameter,
        Self::WrongPaymentMint,
        Self::UnknownClass,
        Self::UnknownScenario,
        Self::PriceAboveMax,
        Self::WrongJobStatus,
        Self::TooLate,
        Self::NotTheSupplier,
        Self::DeviceNotOffered,
        Self::DeviceDoesNotFit,
        Self::TooManyGpus,
        Self::WrongDeviceStake,
        Self::StakeBelowRequirement,
        Self::RateBelowMinimum,
        Self::WrongLease,
        Self::NotAParty,
        Self::NotTheRenter,
        Self::EpochNotFinal,
        Self::BadUsageProof,
        Self::NothingDue,
        Self::LeaseSettled,
        Self::WrongTreasury,
        Self::WrongVault,
        Self::JobEnded,
        Self::TooEarly,
        Self::LeaseNotSettled,
        Self::LeasesOpen,
        Self::WrongRecipient,
        Self::WrongHire,
        Self::NotTheAuthority,
        Self::NotThePendingAuthority,
        Self::InvariantBroken,
        Self::FeeAboveLimit,
        Self::TimeOutOfRange,
        Self::RateAboveMax,
        Self::TooFewHours,
        Self::AboveMostHours,
        Self::FeesDue,
        Self::WrongBooks,
        Self::NoRenterAccount,
        Self::DrawnOnly,
        Self::NotDrawn,
        Self::BadReceipt,
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
            Self::BadParameter => "BadParameter",
            Self::WrongPaymentMint => "WrongPaymentMint",
            Self::UnknownClass => "UnknownClass",
            Self::UnknownScenario => "UnknownScenario",
            Self::PriceAboveMax => "PriceAboveMax",
            Self::WrongJobStatus => "WrongJobStatus",
            Self::TooLate => "TooLate",
            Self::NotTheSupplier => "NotTheSupplier",
            Self::DeviceNotOffered => "DeviceNotOffered",
            Self::DeviceDoesNotFit => "DeviceDoesNotFit",
            Self::TooManyGpus => "TooManyGpus",
            Self::WrongDeviceStake => "WrongDeviceStake",
            Self::StakeBelowRequirement => "StakeBelowRequirement",
            Self::RateBelowMinimum => "RateBelowMinimum",
            Self::WrongLease => "WrongLease",
            Self::NotAParty => "NotAParty",
            Self::NotTheRenter => "NotTheRenter",
            Self::EpochNotFinal => "EpochNotFinal",
            Self::BadUsageProof => "BadUsageProof",
            Self::NothingDue => "NothingDue",
            Self::LeaseSettled => "LeaseSettled",
            Self::WrongTreasury => "WrongTreasury",
            Self::WrongVault => "WrongVault",
            Self::JobEnded => "JobEnded",
            Self::TooEarly => "TooEarly",
            Self::LeaseNotSettled => "LeaseNotSettled",
            Self::LeasesOpen => "LeasesOpen",
            Self::WrongRecipient => "WrongRecipient",
            Self::WrongHire => "WrongHire",
            Self::NotTheAuthority => "NotTheAuthority",
            Self::NotThePendingAuthority => "NotThePendingAuthority",
            Self::InvariantBroken => "InvariantBroken",
            Self::FeeAboveLimit => "FeeAboveLimit",
            Self::TimeOutOfRange => "TimeOutOfRange",
            Self::RateAboveMax => "RateAboveMax",
            Self::TooFewHours => "TooFewHours",
            Self::AboveMostHours => "AboveMostHours",
            Self::FeesDue => "FeesDue",
            Self::WrongBooks => "WrongBooks",
            Self::NoRenterAccount => "NoRenterAccount",
            Self::DrawnOnly => "DrawnOnly",
            Self::NotDrawn => "NotDrawn",
            Self::BadReceipt => "BadReceipt",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::BadParameter => {
                "a parameter is out of range; fees of one side at most 10,000 basis points together, times positive"
            }
            Self::WrongPaymentMint => {
                "the payment mint is not accepted; pay in IOSD, IO or USDC, by the mints that the config names"
            }
            Self::UnknownClass => "no GPU class has this index; pick one of the listed classes",
            Self::UnknownScenario => "a scenario is 0 (general), 1 (train) or 2 (inference)",
            Self::PriceAboveMax => {
                "the board's price is above the most you pay; raise max_price or wait"
            }
            Self::WrongJobStatus => "the job is not open to this; read its status again",
            Self::TooLate => "the time for this has run out; the job can only expire now",
            Self::NotTheSupplier => "only the device's supplier may accept; sign with its wallet",
            Self::DeviceNotOffered => "the device is not offered; offer it first",
            Self::DeviceDoesNotFit => {
                "the device does not fit the job; class, region and connectivity tier must match"
            }
            Self::TooManyGpus => {
                "the host has more GPUs than the job still wants; offer a smaller one"
            }
            Self::WrongDeviceStake => {
                "the stake account is not this device's; pass the one derived from it"
            }
            Self::StakeBelowRequirement => {
                "the device is not staked enough; stake up to its requirement"
            }
            Self::RateBelowMinimum => "the job pays less per GPU-hour than min_rate",
            Self::WrongLease => "the lease belongs to another job; pass one of this job's",
            Self::NotAParty => "only the renter or a supplier of the job may start it",
            Self::NotTheRenter => "only the job's renter may do this; sign with its wallet",
            Self::EpochNotFinal => {
                "the epoch is not final yet; wait until its challenge window has passed"
            }
            Self::BadUsageProof => {
                "the proof does not lead to the epoch's usage root; fetch the leaf of that epoch"
            }
            Self::NothingDue => "nothing is due: these seconds have been paid",
            Self::LeaseSettled => "the lease has had its final settlement; close it",
            Self::WrongTreasury => {
                "the treasury's token account is not the treasury's; pass one of its accounts of the payment mint"
            }
            Self::WrongVault => "the vault is not this job's; pass the one derived from it",
            Self::JobEnded => "the job has ended; settle and close its leases instead",
            Self::TooEarly => {
                "it is too early; wait until the job's time and grace have run out and an epoch past its end is final"
            }
            Self::LeaseNotSettled => {
                "the lease may still earn; settle it with an epoch past the job's end, or expire the job"
            }
            Self::LeasesOpen => "a lease of the job is still open; close the leases first",
            Self::WrongRecipient => {
                "the wallet is not the one this pays; pass the one the account names"
            }
            Self::WrongHire => "the hire is not this lease's; pass the one derived from its device",
            Self::NotTheAuthority => "only the config authority may do this; sign with its key",
            Self::NotThePendingAuthority => {
                "only the proposed authority may accept; sign with its key"
            }
            Self::InvariantBroken => {
                "an internal total does not hold; nothing was changed, report this as a bug"
            }
            Self::FeeAboveLimit => "each side pays at most 1,000 basis points in fees; lower them",
            Self::TimeOutOfRange => {
                "times to match and start are a sixtieth of an epoch to 720 epochs, the grace 24 to 1,440, a window of rounds a whole part of an epoch and its draw a sixtieth at least; stay within"
            }
            Self::RateAboveMax => {
                "the rate in the payment token is above the most you pay; raise max_rate or wait"
            }
            Self::TooFewHours => "most_hours is below the hours of the order; allow at least those",
            Self::AboveMostHours => {
                "a supplier of the job has not agreed to that many hours; extend by fewer or order anew"
            }
            Self::FeesDue => {
                "fees are still due; collect them first, or wait until 30 days after the end"
            }
            Self::WrongBooks => {
                "the account is not the one that counts what is burned; pass emissions' for IO, iosd's for IOSD"
            }
            Self::NoRenterAccount => {
                "the guarantee is the renter's; pass a token account of IO that the renter owns"
            }
            Self::DrawnOnly => {
                "the job waits for the devices that a round draws for it; opt in, or wait until it is free"
            }
            Self::NotDrawn => {
                "the device was not drawn for this job, or the time to take it is over"
            }
            Self::BadReceipt => {
                "the renter's receipt for these seconds is not verified right before this; put the Ed25519 program's instruction there, with key, signature and message in its own data"
            }
        }
    }
}

impl std::fmt::Display for EscrowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for EscrowError {}
