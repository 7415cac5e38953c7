// Written by `cargo xtask client`; do not edit.
//! Program `disputes`.
use solana_pubkey::Pubkey;
use std::sync::LazyLock;

/// Address of the program.
pub const ID: Pubkey = Pubkey::from_str_const("diWjSonsH8Jf5KeQjzrwWP1NYeSYV6N5cxAzu8SfKLA");

/// Address of the account derived from `["disputes"]`.
pub fn disputes_address() -> Pubkey {
    static ADDRESS: LazyLock<Pubkey> =
        LazyLock::new(|| Pubkey::find_program_address(&[b"disputes"], &ID).0);
    *ADDRESS
}

/// Accounts, read whole.
pub mod accounts {
    use crate::account::AccountData;
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// PDA `["challenge", challenger, epoch u64 LE]`: an open challenge of the settlement of an epoch, and
    /// the evidence so far. 240 bytes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Challenge {
        pub version: u8,
        pub bump: u8,
        /// 1: the leaf of the tree before, or after, is shown.
        pub has_before: u8,
        pub has_after: u8,
        /// What a single node of the tree after shows (`io_core::merkle_sum::fault::Fault`); 0: nothing.
        pub fault: u8,
        pub epoch: u64,
        pub challenger: Pubkey,
        /// IO base units put down; the vault holds them, and what anybody may have sent there.
        pub bond: u64,
        pub opened_ts: i64,
        /// The challenged leaf.
        pub index: u32,
        pub wallet_before: Pubkey,
        pub cumulative_before: u64,
        pub wallet_after: Pubkey,
        pub cumulative_after: u64,
        /// Token account that the bond came from, to which everything is paid.
        pub source: Pubkey,
        /// Token account PDA `["bond", challenge]`, authority: PDA `["disputes"]`.
        pub vault: Pubkey,
    }

    impl Wire for Challenge {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let has_before = Wire::read(reader)?;
            let has_after = Wire::read(reader)?;
            let fault = Wire::read(reader)?;
            reader.take(3)?;
            let epoch = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let opened_ts = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            reader.take(4)?;
            let wallet_before = Wire::read(reader)?;
            let cumulative_before = Wire::read(reader)?;
            let wallet_after = Wire::read(reader)?;
            let cumulative_after = Wire::read(reader)?;
            let source = Wire::read(reader)?;
            let vault = Wire::read(reader)?;
            reader.take(24)?;
            Ok(Self {
                version,
                bump,
                has_before,
                has_after,
                fault,
                epoch,
                challenger,
                bond,
                opened_ts,
                index,
                wallet_before,
                cumulative_before,
                wallet_after,
                cumulative_after,
                source,
                vault,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.has_before.write(out);
            self.has_after.write(out);
            self.fault.write(out);
            out.extend_from_slice(&[0; 3]);
            self.epoch.write(out);
            self.challenger.write(out);
            self.bond.write(out);
            self.opened_ts.write(out);
            self.index.write(out);
            out.extend_from_slice(&[0; 4]);
            self.wallet_before.write(out);
            self.cumulative_before.write(out);
            self.wallet_after.write(out);
            self.cumulative_after.write(out);
            self.source.write(out);
            self.vault.write(out);
            out.extend_from_slice(&[0; 24]);
        }
    }

    impl AccountData for Challenge {
        const NAME: &'static str = "Challenge";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [119, 250, 161, 121, 119, 81, 22, 208];
        const LEN: usize = 248;
    }
}

/// Instructions: fill in the accounts, call `instruction`.
#[allow(unused_imports)]
pub mod instructions {
    use super::ID;
    use crate::wire::{Wire, write_list, write_text};
    use solana_instruction::{AccountMeta, Instruction};
    use solana_pubkey::Pubkey;

    /// `open_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenChallenge {
        /// Signs, is written.
        pub challenger: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
        /// Where the bond comes from. It is paid in the end, too.
        /// Is written.
        pub source: Pubkey,
        /// Is read.
        pub io_mint: Pubkey,
    }

    impl OpenChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[56, 176, 3, 12, 28, 205, 10, 5];
        /// Place of `challenger` among the accounts.
        pub const CHALLENGER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 3;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 4;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 5;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 6;
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 7;
        /// Place of `oracle_program` among the accounts.
        pub const ORACLE_PROGRAM: usize = 8;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 9;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 10;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, epoch: u64, index: u32) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            epoch.write(&mut data);
            index.write(&mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.challenger, true),
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[b"challenge", self.challenger.as_ref(), &epoch.to_wire()],
                            &ID,
                        )
                        .0,
                        false,
                    ),
                    AccountMeta::new(self.source, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[
                                b"bond",
                                Pubkey::find_program_address(
                                    &[b"challenge", self.challenger.as_ref(), &epoch.to_wire()],
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
                    AccountMeta::new_readonly(self.io_mint, false),
                    AccountMeta::new_readonly(crate::disputes::disputes_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a"),
                        false,
                    ),
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

    /// `prove_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProveChallenge {
        /// Is written.
        pub challenge: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
    }

    impl ProveChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[93, 40, 61, 112, 83, 40, 179, 247];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            side: u8,
            level: u8,
            sum: u64,
            preimage: &[u8],
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            side.write(&mut data);
            level.write(&mut data);
            sum.write(&mut data);
            write_list(preimage, &mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.challenge, false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                ],
                data,
            }
        }
    }

    /// `judge_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct JudgeChallenge {
        /// Is written.
        pub epoch_record: Pubkey,
        /// Is written.
        pub challenge: Pubkey,
        /// Is written.
        pub challenger: Pubkey,
        /// Is written.
        pub destination: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
        /// Is written.
        pub vault: Pubkey,
    }

    impl JudgeChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[41, 204, 51, 117, 180, 93, 141, 250];
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 0;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 3;
        /// Place of `challenger` among the accounts.
        pub const CHALLENGER: usize = 4;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 5;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 6;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 7;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 8;
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 9;
        /// Place of `oracle_program` among the accounts.
        pub const ORACLE_PROGRAM: usize = 10;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 11;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new(self.challenge, false),
                    AccountMeta::new(self.challenger, false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new_readonly(crate::disputes::disputes_address(), false),
                    AccountMeta::new_readonly(
                        Pubkey::from_str_const("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a"),
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
}

/// Types that arguments and accounts are made of.
#[allow(unused_imports)]
pub mod types {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;
}

/// Events, in the past tense.
#[allow(unused_imports)]
pub mod events {
    use crate::wire::{DecodeError, Reader, Wire};
    use solana_pubkey::Pubkey;

    /// Any event of the program.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        ChallengeJudged(ChallengeJudged),
        ChallengeOpened(ChallengeOpened),
        EvidenceShown(EvidenceShown),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::ChallengeJudged(_) => "ChallengeJudged",
                Self::ChallengeOpened(_) => "ChallengeOpened",
                Self::EvidenceShown(_) => "EvidenceShown",
            }
        }

        /// The event whose discriminator `data` starts with; `None` for any other data.
        pub fn decode(data: &[u8]) -> Option<Self> {
            let (discriminator, fields) = data.split_first_chunk::<8>()?;
            match *discriminator {
                [65, 69, 134, 100, 92, 181, 65, 236] => {
                    Wire::from_wire(fields).ok().map(Self::ChallengeJudged)
                }
                [42, 83, 165, 62, 80, 17, 63, 181] => {
                    Wire::from_wire(fields).ok().map(Self::ChallengeOpened)
                }
                [194, 175, 204, 16, 178, 196, 17, 210] => {
                    Wire::from_wire(fields).ok().map(Self::EvidenceShown)
                }
                _ => None,
            }
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChallengeJudged {
        pub epoch: u64,
        pub challenger: Pubkey,
        /// 0: lost, the bond is burned. 1: won; what the voters lost and the challenger got of it is in the
        /// oracle's `SettlementDisproved`. 2: the settlement was void otherwise, the bond is back.
        pub outcome: u64,
        /// Of the bond's vault to the challenger, IO base units.
        pub returned: u64,
        /// Of the bond's vault, IO base units.
        pub burned: u64,
    }

    impl Wire for ChallengeJudged {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let outcome = Wire::read(reader)?;
            let returned = Wire::read(reader)?;
            let burned = Wire::read(reader)?;
            Ok(Self {
                epoch,
                challenger,
                outcome,
                returned,
                burned,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.challenger.write(out);
            self.outcome.write(out);
            self.returned.write(out);
            self.burned.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChallengeOpened {
        pub challenge: Pubkey,
        pub challenger: Pubkey,
        pub epoch: u64,
        pub index: u64,
        /// IO base units.
        pub bond: u64,
        pub final_ts_before: i64,
        pub final_ts_after: i64,
    }

    impl Wire for ChallengeOpened {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let challenge = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let final_ts_before = Wire::read(reader)?;
            let final_ts_after = Wire::read(reader)?;
            Ok(Self {
                challenge,
                challenger,
                epoch,
                index,
                bond,
                final_ts_before,
                final_ts_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.challenge.write(out);
            self.challenger.write(out);
            self.epoch.write(out);
            self.index.write(out);
            self.bond.write(out);
            self.final_ts_before.write(out);
            self.final_ts_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EvidenceShown {
        pub epoch: u64,
        pub challenger: Pubkey,
        /// 0: the tree before, 1: the settlement's own.
        pub side: u64,
        pub level: u64,
        /// What the evidence proves now (`io_core::merkle_sum::fault::Fault`); 0: nothing yet.
        pub proven_fault: u64,
    }

    impl Wire for EvidenceShown {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let epoch = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let side = Wire::read(reader)?;
            let level = Wire::read(reader)?;
            let proven_fault = Wire::read(reader)?;
            Ok(Self {
                epoch,
                challenger,
                side,
                level,
                proven_fault,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.epoch.write(out);
            self.challenger.write(out);
            self.side.write(out);
            self.level.write(out);
            self.proven_fault.write(out);
        }
    }
}

/// The program's own error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum DisputesError {
    /// 6000: the record holds another epoch; pass that of the challenged one.
    WrongEpoch = 6000,
    /// 6001: no settlement of this epoch is sealed; there is nothing to challenge.
    NotSealed = 6001,
    /// 6002: the settlement is final and never changes; it could be challenged until then.
    RootFinal = 6002,
    /// 6003: a challenge has disproved the settlement already; nothing is left to prove.
    RootDisproved = 6003,
    /// 6004: a leaf index is below 1,048,576; name the wallet's own.
    LeafOutOfRange = 6004,
    /// 6005: side 0 is the tree before, side 1 the settlement's own; pass one of them.
    UnknownSide = 6005,
    /// 6006: this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own.
    NoFault = 6006,
    /// 6007: the challenge can still be won; prove it, or come back when the settlement is final or void.
    ChallengeOpen = 6007,
    /// 6008: the challenge belongs to somebody else; pass its challenger and the account that its bond came from.
    WrongChallenger = 6008,
    /// 6009: the account is not the vault of this challenge's bond, or that of the operators' bonds; pass that.
    WrongVault = 6009,
    /// 6010: the mint is not that of IO; pass the one that the oracle's account names.
    WrongIoMint = 6010,
    /// 6011: no more than 16 settlements wait at one time; pass the records of the later sealed epochs, each once.
    TooManyRecords = 6011,
}

impl DisputesError {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::WrongEpoch,
        Self::NotSealed,
        Self::RootFinal,
        Self::RootDisproved,
        Self::LeafOutOfRange,
        Self::UnknownSide,
        Self::NoFault,
        Self::ChallengeOpen,
        Self::WrongChallenger,
        Self::WrongVault,
        Self::WrongIoMint,
        Self::TooManyRecords,
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
            Self::WrongEpoch => "WrongEpoch",
            Self::NotSealed => "NotSealed",
            Self::RootFinal => "RootFinal",
            Self::RootDisproved => "RootDisproved",
            Self::LeafOutOfRange => "LeafOutOfRange",
            Self::UnknownSide => "UnknownSide",
            Self::NoFault => "NoFault",
            Self::ChallengeOpen => "ChallengeOpen",
            Self::WrongChallenger => "WrongChallenger",
            Self::WrongVault => "WrongVault",
            Self::WrongIoMint => "WrongIoMint",
            Self::TooManyRecords => "TooManyRecords",
        }
    }

    /// What is wrong and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::WrongEpoch => "the record holds another epoch; pass that of the challenged one",
            Self::NotSealed => {
                "no settlement of this epoch is sealed; there is nothing to challenge"
            }
            Self::RootFinal => {
                "the settlement is final and never changes; it could be challenged until then"
            }
            Self::RootDisproved => {
                "a challenge has disproved the settlement already; nothing is left to prove"
            }
            Self::LeafOutOfRange => "a leaf index is below 1,048,576; name the wallet's own",
            Self::UnknownSide => {
                "side 0 is the tree before, side 1 the settlement's own; pass one of them"
            }
            Self::NoFault => {
                "this shows nothing wrong; show a leaf of the tree before, or a leaf or fault of the settlement's own"
            }
            Self::ChallengeOpen => {
                "the challenge can still be won; prove it, or come back when the settlement is final or void"
            }
            Self::WrongChallenger => {
                "the challenge belongs to somebody else; pass its challenger and the account that its bond came from"
            }
            Self::WrongVault => {
                "the account is not the vault of this challenge's bond, or that of the operators' bonds; pass that"
            }
            Self::WrongIoMint => {
                "the mint is not that of IO; pass the one that the oracle's account names"
            }
            Self::TooManyRecords => {
                "no more than 16 settlements wait at one time; pass the records of the later sealed epochs, each once"
            }
        }
    }
}

impl std::fmt::Display for DisputesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for DisputesError {}
