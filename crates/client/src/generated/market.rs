// Written by `cargo xtask client`; do not edit.
//! Program `market`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("madD9kcgZr6u5X5sPJZQYu3XcFz3XdgjhsCA4mT6mUq");

/// Address of the account derived from `["market"]`.
pub fn market_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"market"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["round", class u8, opens_ts i64 LE]`: one window's devices and jobs of a class. Whoever opens it
    /// pays the rent of 8,560 bytes and gets it back once the round is over.
    ///
    /// A window begins every `match_window_s` after genesis. Its first `match_draw_s` belong to the draw of
    /// the round before; then this one opens, and takes entries until the window's end. After that it is
    /// drawn and accepted within `match_draw_s`, and the next one opens as it ends: no device and no job is
    /// in two at a time.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Round {
        pub version: u8,
        pub bump: u8,
        pub class: u8,
        /// Entries in use of each kind.
        pub devices_len: u8,
        pub jobs_len: u8,
        /// 1: drawn, and [`DeviceEntry::job`] says to whom.
        pub drawn: u8,
        /// Paid the rent.
        pub payer: Pubkey,
        /// Entries count from here on, unix seconds.
        pub opens_ts: i64,
        /// From here on no entry counts, and the draw may be armed.
        pub closes_ts: i64,
        /// From here on nothing is drawn or accepted, and anyone may close the account.
        pub ends_ts: i64,
        /// The draw takes the hash of the first slot at or after this one; 0: not armed.
        pub armed_slot: u64,
        /// SHA256("io-match/1" ‖ program id ‖ this account ‖ slot hash); zero until drawn.
        pub seed: [u8; 32],
        /// In the order of their registry index.
        pub devices: [super::types::DeviceEntry; 64],
        /// In no order.
        pub jobs: [super::types::JobEntry; 32],
    }

    impl Wire for Round {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let devices_len = Wire::read(reader)?;
            let jobs_len = Wire::read(reader)?;
            let drawn = Wire::read(reader)?;
            reader.take(2)?;
            let payer = Wire::read(reader)?;
            let opens_ts = Wire::read(reader)?;
            let closes_ts = Wire::read(reader)?;
            let ends_ts = Wire::read(reader)?;
            let armed_slot = Wire::read(reader)?;
            let seed = Wire::read(reader)?;
            let devices = Wire::read(reader)?;
            let jobs = Wire::read(reader)?;
            Ok(Self {
                version,
                bump,
                class,
                devices_len,
                jobs_len,
                drawn,
                payer,
                opens_ts,
                closes_ts,
                ends_ts,
                armed_slot,
                seed,
                devices,
                jobs,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.class.write(out);
            self.devices_len.write(out);
            self.jobs_len.write(out);
            self.drawn.write(out);
            out.extend_from_slice(&[0; 2]);
            self.payer.write(out);
            self.opens_ts.write(out);
            self.closes_ts.write(out);
            self.ends_ts.write(out);
            self.armed_slot.write(out);
            self.seed.write(out);
            self.devices.write(out);
            self.jobs.write(out);
        }
    }

    impl AccountData for Round {
        const NAME: &'static str = "Round";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [87, 127, 165, 51, 73, 78, 116, 174];
        const LEN: usize = 8560;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// `open_round` of `market`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenRound {
        /// Signs, is written.
        pub payer: Pubkey,
        /// Is written.
        pub round: Pubkey,
    }

    impl OpenRound {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[66, 235, 123, 240, 8, 35, 185, 159];
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 0;
        /// Place of `escrow` among the accounts.
        pub const ESCROW: usize = 1;
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 2;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, class: u8, opens_ts: i64) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            class.write(&mut data);
            opens_ts.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.payer, true),
                    AccountMeta::new_readonly(crate::escrow::escrow_address(), false),
                    AccountMeta::new(self.round, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("11111111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `enter_device` of `market`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EnterDevice {
        /// Signs.
        pub supplier: Pubkey,
        /// Is written.
        pub round: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Is written.
        pub device_stake: Pubkey,
        /// The device's hire: while it is not hired there is no account at that address.
        /// Is read.
        pub hire: Pubkey,
    }

    impl EnterDevice {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[110, 64, 230, 209, 253, 191, 239, 189];
        /// Place of `supplier` among the accounts.
        pub const SUPPLIER: usize = 0;
        /// Place of `market` among the accounts.
        pub const MARKET: usize = 1;
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 2;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 3;
        /// Place of `device_stake` among the accounts.
        pub const DEVICE_STAKE: usize = 4;
        /// Place of `hire` among the accounts.
        pub const HIRE: usize = 5;
        /// Place of `pool` among the accounts.
        pub const POOL: usize = 6;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 7;
        /// Place of `staking_program` among the accounts.
        pub const STAKING_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            min_rate_iosd: u64,
            min_rate_io: u64,
            min_rate_usdc: u64,
            most_hours: u32,
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            min_rate_iosd.write(&mut data);
            min_rate_io.write(&mut data);
            min_rate_usdc.write(&mut data);
            most_hours.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(self.supplier, true),
                    AccountMeta::new_readonly(crate::market::market_address(), false),
                    AccountMeta::new(self.round, false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(self.device_stake, false),
                    AccountMeta::new_readonly(self.hire, false),
                    AccountMeta::new_readonly(crate::staking::pool_address(), false),
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("st5ZmP6bsHkWJXaNDHxTmwn6W999BkNMHyz2mQA2DYQ"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `enter_job` of `market`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EnterJob {
        /// Is written.
        pub round: Pubkey,
        /// Is read.
        pub job: Pubkey,
        /// The renter's position in `staking`; no account is there while it has none.
        /// Is read.
        pub position: Pubkey,
        /// Signs.
        pub renter: Option<Pubkey>,
    }

    impl EnterJob {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[167, 69, 120, 11, 161, 14, 69, 1];
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 0;
        /// Place of `job` among the accounts.
        pub const JOB: usize = 1;
        /// Place of `position` among the accounts.
        pub const POSITION: usize = 2;
        /// Place of `renter` among the accounts.
        pub const RENTER: usize = 3;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.round, false),
                    AccountMeta::new_readonly(self.job, false),
                    AccountMeta::new_readonly(self.position, false),
                    self.renter
                        .map_or(AccountMeta::new_readonly(ID, false), |key| {
                            AccountMeta::new_readonly(key, true)
                        }),
                ],
                data,
            }
        }
    }

    /// `draw` of `market`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Draw {
        /// Is written.
        pub round: Pubkey,
    }

    impl Draw {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[61, 40, 62, 184, 31, 176, 24, 130];
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 0;
        /// Place of `slot_hashes` among the accounts.
        pub const SLOT_HASHES: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.round, false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111"),
                        false,
                    ),
                ],
                data,
            }
        }
    }

    /// `close_round` of `market`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CloseRound {
        /// Is written.
        pub round: Pubkey,
        /// Is written.
        pub payer: Pubkey,
    }

    impl CloseRound {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[149, 14, 81, 88, 230, 226, 234, 37];
        /// Place of `round` among the accounts.
        pub const ROUND: usize = 0;
        /// Place of `payer` among the accounts.
        pub const PAYER: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.round, false),
                    AccountMeta::new(self.payer, false),
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

    /// A device that its supplier has opted in, as it was then. 80 bytes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceEntry {
        pub device: Pubkey,
        /// What it weighs in the draw: its owner's stake and the co-stakes at work, IO base units.
        pub stake: u64,
        /// Least per GPU-hour in base units of IOSD, IO and USDC; u64::MAX: not in this token.
        pub min_rates: [u64; 3],
        pub most_hours: u32,
        /// In the registry.
        pub index: u32,
        pub gpus: u16,
        pub tier: u8,
        pub region: u8,
        /// Number of the job it was drawn for; 255: none.
        pub job: u8,
    }

    impl Wire for DeviceEntry {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let device = Wire::read(reader)?;
            let stake = Wire::read(reader)?;
            let min_rates = Wire::read(reader)?;
            let most_hours = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let gpus = Wire::read(reader)?;
            let tier = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            let job = Wire::read(reader)?;
            reader.take(3)?;
            Ok(Self {
                device,
                stake,
                min_rates,
                most_hours,
                index,
                gpus,
                tier,
                region,
                job,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.device.write(out);
            self.stake.write(out);
            self.min_rates.write(out);
            self.most_hours.write(out);
            self.index.write(out);
            self.gpus.write(out);
            self.tier.write(out);
            self.region.write(out);
            self.job.write(out);
            out.extend_from_slice(&[0; 3]);
        }
    }

    /// A job that was entered, as it was then. 104 bytes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobEntry {
        pub job: Pubkey,
        pub renter: Pubkey,
        /// Of the job: its address may be used again.
        pub created_ts: i64,
        /// The renter's delegated stake, IO base units.
        pub stake: u64,
        pub rate: u64,
        pub hours: u32,
        /// GPUs it still wanted.
        pub gpus: u16,
        pub tier: u8,
        pub region: u8,
        pub payment: u8,
        /// 1: its renter has named it, and another job of the same renter takes its place only if it does so again.
        pub named: u8,
    }

    impl Wire for JobEntry {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let job = Wire::read(reader)?;
            let renter = Wire::read(reader)?;
            let created_ts = Wire::read(reader)?;
            let stake = Wire::read(reader)?;
            let rate = Wire::read(reader)?;
            let hours = Wire::read(reader)?;
            let gpus = Wire::read(reader)?;
            let tier = Wire::read(reader)?;
            let region = Wire::read(reader)?;
            let payment = Wire::read(reader)?;
            let named = Wire::read(reader)?;
            reader.take(6)?;
            Ok(Self {
                job,
                renter,
                created_ts,
                stake,
                rate,
                hours,
                gpus,
                tier,
                region,
                payment,
                named,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.job.write(out);
            self.renter.write(out);
            self.created_ts.write(out);
            self.stake.write(out);
            self.rate.write(out);
            self.hours.write(out);
            self.gpus.write(out);
            self.tier.write(out);
            self.region.write(out);
            self.payment.write(out);
            self.named.write(out);
            out.extend_from_slice(&[0; 6]);
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
        DeviceEntered(DeviceEntered),
        JobEntered(JobEntered),
        RoundArmed(RoundArmed),
        RoundClosed(RoundClosed),
        RoundDrawn(RoundDrawn),
        RoundOpened(RoundOpened),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::DeviceEntered(_) => "DeviceEntered",
                Self::JobEntered(_) => "JobEntered",
                Self::RoundArmed(_) => "RoundArmed",
                Self::RoundClosed(_) => "RoundClosed",
                Self::RoundDrawn(_) => "RoundDrawn",
                Self::RoundOpened(_) => "RoundOpened",
            }
        }

        /// The event whose discriminator `data` starts with; `None` for any other data.
        pub fn decode(data: &[u8]) -> Option<Self> {
            let (discriminator, fields) = data.split_first_chunk::<8>()?;
            match *discriminator {
                [235, 21, 40, 129, 98, 193, 77, 33] => {
                    Wire::from_wire(fields).ok().map(Self::DeviceEntered)
                }
                [183, 240, 115, 97, 183, 107, 165, 68] => {
                    Wire::from_wire(fields).ok().map(Self::JobEntered)
                }
                [66, 250, 177, 121, 45, 220, 17, 185] => {
                    Wire::from_wire(fields).ok().map(Self::RoundArmed)
                }
                [45, 243, 28, 22, 132, 70, 175, 226] => {
                    Wire::from_wire(fields).ok().map(Self::RoundClosed)
                }
                [147, 89, 5, 223, 177, 229, 18, 87] => {
                    Wire::from_wire(fields).ok().map(Self::RoundDrawn)
                }
                [99, 173, 228, 72, 142, 57, 109, 178] => {
                    Wire::from_wire(fields).ok().map(Self::RoundOpened)
                }
                _ => None,
            }
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceEntered {
        pub round: Pubkey,
        pub device: Pubkey,
        /// The one whose place it took; zero: none's.
        pub displaced: Pubkey,
        /// What it weighs, IO base units.
        pub stake: u64,
        pub devices_before: u64,
        pub devices_after: u64,
    }

    impl Wire for DeviceEntered {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let displaced = Wire::read(reader)?;
            let stake = Wire::read(reader)?;
            let devices_before = Wire::read(reader)?;
            let devices_after = Wire::read(reader)?;
            Ok(Self {
                round,
                device,
                displaced,
                stake,
                devices_before,
                devices_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.device.write(out);
            self.displaced.write(out);
            self.stake.write(out);
            self.devices_before.write(out);
            self.devices_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JobEntered {
        pub round: Pubkey,
        pub job: Pubkey,
        /// The one whose place it took, the renter's own or another's; zero: none's.
        pub displaced: Pubkey,
        /// The renter's, IO base units.
        pub stake: u64,
        /// 1: the renter has named it.
        pub named: u64,
        pub jobs_before: u64,
        pub jobs_after: u64,
    }

    impl Wire for JobEntered {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let job = Wire::read(reader)?;
            let displaced = Wire::read(reader)?;
            let stake = Wire::read(reader)?;
            let named = Wire::read(reader)?;
            let jobs_before = Wire::read(reader)?;
            let jobs_after = Wire::read(reader)?;
            Ok(Self {
                round,
                job,
                displaced,
                stake,
                named,
                jobs_before,
                jobs_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.job.write(out);
            self.displaced.write(out);
            self.stake.write(out);
            self.named.write(out);
            self.jobs_before.write(out);
            self.jobs_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RoundArmed {
        pub round: Pubkey,
        /// 0: it was not; another slot: its hash has left the chain's memory.
        pub armed_before: u64,
        pub armed_slot: u64,
    }

    impl Wire for RoundArmed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let armed_before = Wire::read(reader)?;
            let armed_slot = Wire::read(reader)?;
            Ok(Self {
                round,
                armed_before,
                armed_slot,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.armed_before.write(out);
            self.armed_slot.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RoundClosed {
        pub round: Pubkey,
        pub payer: Pubkey,
        /// 1 when it was drawn.
        pub drawn: u64,
    }

    impl Wire for RoundClosed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let payer = Wire::read(reader)?;
            let drawn = Wire::read(reader)?;
            Ok(Self {
                round,
                payer,
                drawn,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.payer.write(out);
            self.drawn.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RoundDrawn {
        pub round: Pubkey,
        pub seed: [u8; 32],
        pub devices: u64,
        pub jobs: u64,
        /// Devices that were drawn for a job.
        pub given: u64,
    }

    impl Wire for RoundDrawn {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let seed = Wire::read(reader)?;
            let devices = Wire::read(reader)?;
            let jobs = Wire::read(reader)?;
            let given = Wire::read(reader)?;
            Ok(Self {
                round,
                seed,
                devices,
                jobs,
                given,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.seed.write(out);
            self.devices.write(out);
            self.jobs.write(out);
            self.given.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RoundOpened {
        pub round: Pubkey,
        pub payer: Pubkey,
        pub class: u64,
        pub opens_ts: i64,
        pub closes_ts: i64,
        pub ends_ts: i64,
    }

    impl Wire for RoundOpened {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let round = Wire::read(reader)?;
            let payer = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let opens_ts = Wire::read(reader)?;
            let closes_ts = Wire::read(reader)?;
            let ends_ts = Wire::read(reader)?;
            Ok(Self {
                round,
                payer,
                class,
                opens_ts,
                closes_ts,
                ends_ts,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.round.write(out);
            self.payer.write(out);
            self.class.write(out);
            self.opens_ts.write(out);
            self.closes_ts.write(out);
            self.ends_ts.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum MarketError {
    /// 6000: no rounds are held; take an open job directly.
    NoRounds = 6000,
    /// 6001: the round is not at this point; entries come between opening and close, the draw before its end, closing after.
    WrongRoundTime = 6001,
    /// 6002: the round is another class's or another window's; pass the one derived from class and time.
    WrongRound = 6002,
    /// 6003: the round is full of larger stakes; stake more, or enter the next one.
    RoundFull = 6003,
    /// 6004: the device is in the round already, or a job of this renter that is larger or was named; enter the next one, or name the job with the renter's signature.
    AlreadyEntered = 6004,
    /// 6005: only the device's supplier may opt it in; sign with its wallet.
    NotTheSupplier = 6005,
    /// 6006: the device is not offered; offer it first.
    DeviceNotOffered = 6006,
    /// 6007: the hire is not this device's; pass the one derived from it.
    WrongHire = 6007,
    /// 6008: the device is hired; opt in again once its lease is closed.
    DeviceHired = 6008,
    /// 6009: the stake account is not this device's; pass the one derived from it.
    WrongDeviceStake = 6009,
    /// 6010: the device is not staked enough; stake up to its requirement.
    StakeBelowRequirement = 6010,
    /// 6011: the job is not open; only open jobs wait for devices.
    WrongJobStatus = 6011,
    /// 6012: the job is free for any supplier before the round ends; take it directly then.
    TooLate = 6012,
    /// 6013: the stake position is not the renter's; pass the one derived from its wallet.
    WrongPosition = 6013,
    /// 6014: only the job's renter may name it; sign with its wallet, or enter it without a signature.
    NotTheRenter = 6014,
    /// 6015: the round has been drawn; read what it assigned.
    AlreadyDrawn = 6015,
    /// 6016: the armed slot has not passed yet; try again in a moment.
    SlotNotReached = 6016,
    /// 6017: the wallet is not the one that paid for the round; pass the one the account names.
    WrongRecipient = 6017,
    /// 6018: an internal total does not hold; nothing was changed, report this as a bug.
    InvariantBroken = 6018,
}

impl MarketError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::NoRounds,
        Self::WrongRoundTime,
        Self::WrongRound,
        Self::RoundFull,
        Self::AlreadyEntered,
        Self::NotTheSupplier,
        Self::DeviceNotOffered,
        Self::WrongHire,
        Self::DeviceHired,
        Self::WrongDeviceStake,
        Self::StakeBelowRequirement,
        Self::WrongJobStatus,
        Self::TooLate,
        Self::WrongPosition,
        Self::NotTheRenter,
        Self::AlreadyDrawn,
        Self::SlotNotReached,
        Self::WrongRecipient,
        Self::InvariantBroken,
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
            Self::NoRounds => "NoRounds",
            Self::WrongRoundTime => "WrongRoundTime",
            Self::WrongRound => "WrongRound",
            Self::RoundFull => "RoundFull",
            Self::AlreadyEntered => "AlreadyEntered",
            Self::NotTheSupplier => "NotTheSupplier",
            Self::DeviceNotOffered => "DeviceNotOffered",
            Self::WrongHire => "WrongHire",
            Self::DeviceHired => "DeviceHired",
            Self::WrongDeviceStake => "WrongDeviceStake",
            Self::StakeBelowRequirement => "StakeBelowRequirement",
            Self::WrongJobStatus => "WrongJobStatus",
            Self::TooLate => "TooLate",
            Self::WrongPosition => "WrongPosition",
            Self::NotTheRenter => "NotTheRenter",
            Self::AlreadyDrawn => "AlreadyDrawn",
            Self::SlotNotReached => "SlotNotReached",
            Self::WrongRecipient => "WrongRecipient",
            Self::InvariantBroken => "InvariantBroken",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::NoRounds => "no rounds are held; take an open job directly",
            Self::WrongRoundTime => {
                "the round is not at this point; entries come between opening and close, the draw before its end, closing after"
            }
            Self::WrongRound => {
                "the round is another class's or another window's; pass the one derived from class and time"
            }
            Self::RoundFull => {
                "the round is full of larger stakes; stake more, or enter the next one"
            }
            Self::AlreadyEntered => {
                "the device is in the round already, or a job of this renter that is larger or was named; enter the next one, or name the job with the renter's signature"
            }
            Self::NotTheSupplier => {
                "only the device's supplier may opt it in; sign with its wallet"
            }
            Self::DeviceNotOffered => "the device is not offered; offer it first",
            Self::WrongHire => "the hire is not this device's; pass the one derived from it",
            Self::DeviceHired => "the device is hired; opt in again once its lease is closed",
            Self::WrongDeviceStake => {
                "the stake account is not this device's; pass the one derived from it"
            }
            Self::StakeBelowRequirement => {
                "the device is not staked enough; stake up to its requirement"
            }
            Self::WrongJobStatus => "the job is not open; only open jobs wait for devices",
            Self::TooLate => {
                "the job is free for any supplier before the round ends; take it directly then"
            }
            Self::WrongPosition => {
                "the stake position is not the renter's; pass the one derived from its wallet"
            }
            Self::NotTheRenter => {
                "only the job's renter may name it; sign with its wallet, or enter it without a signature"
            }
            Self::AlreadyDrawn => "the round has been drawn; read what it assigned",
            Self::SlotNotReached => "the armed slot has not passed yet; try again in a moment",
            Self::WrongRecipient => {
                "the wallet is not the one that paid for the round; pass the one the account names"
            }
            Self::InvariantBroken => {
                "an internal total does not hold; nothing was changed, report this as a bug"
            }
        }
    }
}

impl std::fmt::Display for MarketError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for MarketError {}
