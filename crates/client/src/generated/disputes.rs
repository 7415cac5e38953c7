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

    /// PDA `["proof", challenger, epoch u64 LE, registry index u32 LE]`: an open challenge of the verdict on a device in the
    /// settlement of an epoch, and the evidence so far.
    ///
    /// What the chain says of the hour and the device is copied in when it is opened, so that each piece of evidence
    /// needs this account only.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProofChallenge {
        pub version: u8,
        pub bump: u8,
        /// What has been shown: bits of [`shown`].
        pub shown: u8,
        /// The challenger is right, by this reason: 1 to 7 a check of the proof (`io_pow`), from 8 on [`proven`]; 0: not yet.
        pub proven: u8,
        /// [`PASS`] or [`FAIL`], as the settlement's verdict tree has it.
        pub verdict: u8,
        /// Reason of a failure.
        pub reason: u8,
        pub epoch: u64,
        pub challenger: Pubkey,
        /// Token account that the bond came from, to which everything is paid.
        pub source: Pubkey,
        /// Token account PDA `["bond", challenge]`, authority: PDA `["disputes"]`.
        pub vault: Pubkey,
        /// IO base units put down.
        pub bond: u64,
        pub opened_ts: i64,
        pub device: Pubkey,
        pub supplier: Pubkey,
        /// Registry index.
        pub index: u32,
        pub gpus: u32,
        pub class: u32,
        pub n: u32,
        pub k: u32,
        pub panels: u32,
        pub lanes: u32,
        pub steps: u32,
        /// Where the failure is, `4096 · GPU + position`.
        pub place: u32,
        /// Bit s: the operator in seat s has listed what is proven wrong.
        pub listers: u32,
        /// The hour's seed and beacons.
        pub seed: [u8; 32],
        pub beacon1: [u8; 32],
        pub beacon2: [u8; 32],
        /// The device's leaves in its supplier's two trees, as the verdict leaf has them.
        pub commit: [u8; 32],
        pub response: [u8; 32],
        /// One GPU: ordinal, seed, roots of its walk, its bundle's steps and its bundle's paths.
        pub gpu: u32,
        /// One sample of it, 0..64, and the segment that the first beacon drew for it.
        pub sample: u32,
        pub lane: u32,
        pub segment: u32,
        pub gpu_seed: [u8; 32],
        pub root: [u8; 32],
        pub bundle: [u8; 32],
        pub steps_root: [u8; 32],
        pub paths_root: [u8; 32],
        pub lane_root: [u8; 32],
        /// Checkpoints that the segment starts from and ends in.
        pub previous: [u8; 32],
        pub next: [u8; 32],
        /// The state before step `expected_step` (64: after the last), as the step before it leads to.
        pub expected: [u8; 32],
        pub expected_step: u32,
    }

    impl Wire for ProofChallenge {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let version = Wire::read(reader)?;
            let bump = Wire::read(reader)?;
            let shown = Wire::read(reader)?;
            let proven = Wire::read(reader)?;
            let verdict = Wire::read(reader)?;
            let reason = Wire::read(reader)?;
            reader.take(2)?;
            let epoch = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let source = Wire::read(reader)?;
            let vault = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let opened_ts = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let supplier = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let gpus = Wire::read(reader)?;
            let class = Wire::read(reader)?;
            let n = Wire::read(reader)?;
            let k = Wire::read(reader)?;
            let panels = Wire::read(reader)?;
            let lanes = Wire::read(reader)?;
            let steps = Wire::read(reader)?;
            let place = Wire::read(reader)?;
            let listers = Wire::read(reader)?;
            let seed = Wire::read(reader)?;
            let beacon1 = Wire::read(reader)?;
            let beacon2 = Wire::read(reader)?;
            let commit = Wire::read(reader)?;
            let response = Wire::read(reader)?;
            let gpu = Wire::read(reader)?;
            let sample = Wire::read(reader)?;
            let lane = Wire::read(reader)?;
            let segment = Wire::read(reader)?;
            let gpu_seed = Wire::read(reader)?;
            let root = Wire::read(reader)?;
            let bundle = Wire::read(reader)?;
            let steps_root = Wire::read(reader)?;
            let paths_root = Wire::read(reader)?;
            let lane_root = Wire::read(reader)?;
            let previous = Wire::read(reader)?;
            let next = Wire::read(reader)?;
            let expected = Wire::read(reader)?;
            let expected_step = Wire::read(reader)?;
            reader.take(4)?;
            reader.take(64)?;
            Ok(Self {
                version,
                bump,
                shown,
                proven,
                verdict,
                reason,
                epoch,
                challenger,
                source,
                vault,
                bond,
                opened_ts,
                device,
                supplier,
                index,
                gpus,
                class,
                n,
                k,
                panels,
                lanes,
                steps,
                place,
                listers,
                seed,
                beacon1,
                beacon2,
                commit,
                response,
                gpu,
                sample,
                lane,
                segment,
                gpu_seed,
                root,
                bundle,
                steps_root,
                paths_root,
                lane_root,
                previous,
                next,
                expected,
                expected_step,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.version.write(out);
            self.bump.write(out);
            self.shown.write(out);
            self.proven.write(out);
            self.verdict.write(out);
            self.reason.write(out);
            out.extend_from_slice(&[0; 2]);
            self.epoch.write(out);
            self.challenger.write(out);
            self.source.write(out);
            self.vault.write(out);
            self.bond.write(out);
            self.opened_ts.write(out);
            self.device.write(out);
            self.supplier.write(out);
            self.index.write(out);
            self.gpus.write(out);
            self.class.write(out);
            self.n.write(out);
            self.k.write(out);
            self.panels.write(out);
            self.lanes.write(out);
            self.steps.write(out);
            self.place.write(out);
            self.listers.write(out);
            self.seed.write(out);
            self.beacon1.write(out);
            self.beacon2.write(out);
            self.commit.write(out);
            self.response.write(out);
            self.gpu.write(out);
            self.sample.write(out);
            self.lane.write(out);
            self.segment.write(out);
            self.gpu_seed.write(out);
            self.root.write(out);
            self.bundle.write(out);
            self.steps_root.write(out);
            self.paths_root.write(out);
            self.lane_root.write(out);
            self.previous.write(out);
            self.next.write(out);
            self.expected.write(out);
            self.expected_step.write(out);
            out.extend_from_slice(&[0; 4]);
            out.extend_from_slice(&[0; 64]);
        }
    }

    impl AccountData for ProofChallenge {
        const NAME: &'static str = "ProofChallenge";
        const PROGRAM_ID: Pubkey = super::ID;
        const DISCRIMINATOR: [u8; 8] = [11, 2, 121, 201, 223, 144, 85, 210];
        const LEN: usize = 776;
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

    /// `open_proof_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OpenProofChallenge {
        /// Signs, is written.
        pub challenger: Pubkey,
        /// Is written.
        pub epoch_record: Pubkey,
        /// Is read.
        pub device: Pubkey,
        /// Where the bond comes from. It is paid in the end, too.
        /// Is written.
        pub source: Pubkey,
        /// Is read.
        pub io_mint: Pubkey,
    }

    impl OpenProofChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[85, 57, 223, 152, 164, 112, 215, 9];
        /// Place of `challenger` among the accounts.
        pub const CHALLENGER: usize = 0;
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `classes` among the accounts.
        pub const CLASSES: usize = 3;
        /// Place of `device` among the accounts.
        pub const DEVICE: usize = 4;
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 5;
        /// Place of `source` among the accounts.
        pub const SOURCE: usize = 6;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 7;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 8;
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 9;
        /// Place of `oracle_program` among the accounts.
        pub const ORACLE_PROGRAM: usize = 10;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 11;
        /// Place of `system_program` among the accounts.
        pub const SYSTEM_PROGRAM: usize = 12;
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
                    AccountMeta::new_readonly(crate::oracle::classes_address(), false),
                    AccountMeta::new_readonly(self.device, false),
                    AccountMeta::new(
                        Pubkey::find_program_address(
                            &[
                                b"proof",
                                self.challenger.as_ref(),
                                &epoch.to_wire(),
                                &index.to_wire(),
                            ],
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
                                    &[
                                        b"proof",
                                        self.challenger.as_ref(),
                                        &epoch.to_wire(),
                                        &index.to_wire(),
                                    ],
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

    /// `show_verdict` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowVerdict {
        /// Is written.
        pub challenge: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
    }

    impl ShowVerdict {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[152, 238, 190, 159, 126, 24, 149, 144];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            verdict: u8,
            reason: u8,
            place: u32,
            commit: [u8; 32],
            response: [u8; 32],
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            verdict.write(&mut data);
            reason.write(&mut data);
            place.write(&mut data);
            commit.write(&mut data);
            response.write(&mut data);
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

    /// `show_absence` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowAbsence {
        /// Is written.
        pub challenge: Pubkey,
        /// `oracle`'s commits of the supplier in the class, whether or not they exist.
        /// Is read.
        pub commits: Pubkey,
    }

    impl ShowAbsence {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[76, 165, 81, 228, 20, 171, 73, 133];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// Place of `commits` among the accounts.
        pub const COMMITS: usize = 1;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self, stage: u8, leaf: [u8; 32], proof: &[u8]) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            stage.write(&mut data);
            leaf.write(&mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(self.challenge, false),
                    AccountMeta::new_readonly(self.commits, false),
                ],
                data,
            }
        }
    }

    /// `show_gpu` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowGpu {
        /// Is written.
        pub challenge: Pubkey,
    }

    impl ShowGpu {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[20, 215, 128, 165, 48, 26, 31, 228];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            gpu: u32,
            root: [u8; 32],
            bundle_root: [u8; 32],
            steps_root: [u8; 32],
            paths_root: [u8; 32],
            proofs: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            gpu.write(&mut data);
            root.write(&mut data);
            bundle_root.write(&mut data);
            steps_root.write(&mut data);
            paths_root.write(&mut data);
            write_list(proofs, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![AccountMeta::new(self.challenge, false)],
                data,
            }
        }
    }

    /// `show_path` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowPath {
        /// Is written.
        pub challenge: Pubkey,
    }

    impl ShowPath {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[202, 33, 197, 85, 90, 218, 203, 39];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            kind: u8,
            sample: u8,
            leaf: [u8; 32],
            siblings: &[u8],
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            kind.write(&mut data);
            sample.write(&mut data);
            leaf.write(&mut data);
            write_list(siblings, &mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![AccountMeta::new(self.challenge, false)],
                data,
            }
        }
    }

    /// `show_step` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowStep {
        /// Is written.
        pub challenge: Pubkey,
    }

    impl ShowStep {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[139, 69, 137, 51, 16, 55, 80, 24];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            position: u16,
            state: [u8; 32],
            address: u32,
            line: &[u8],
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            position.write(&mut data);
            state.write(&mut data);
            address.write(&mut data);
            write_list(line, &mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![AccountMeta::new(self.challenge, false)],
                data,
            }
        }
    }

    /// `show_probe` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowProbe {
        /// Is written.
        pub challenge: Pubkey,
    }

    impl ShowProbe {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[205, 132, 129, 63, 80, 208, 250, 122];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// The instruction, ready for a transaction.
        pub fn instruction(
            &self,
            probe: u8,
            state: [u8; 32],
            address: u32,
            line: &[u8],
            proof: &[u8],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            probe.write(&mut data);
            state.write(&mut data);
            address.write(&mut data);
            write_list(line, &mut data);
            write_list(proof, &mut data);
            Instruction {
                program_id: ID,
                accounts: vec![AccountMeta::new(self.challenge, false)],
                data,
            }
        }
    }

    /// `show_lister` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ShowLister {
        /// Is written.
        pub challenge: Pubkey,
        /// Is read.
        pub epoch_record: Pubkey,
    }

    impl ShowLister {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[146, 210, 141, 229, 227, 142, 76, 116];
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// The instruction, ready for a transaction.
        #[allow(clippy::too_many_arguments)]
        pub fn instruction(
            &self,
            seat: u8,
            minutes: u64,
            on_time: bool,
            rows: &[u8],
            shard: [u8; 32],
            shards: &[u8],
            rest: [u8; 32],
        ) -> Instruction {
            let mut data = Self::DISCRIMINATOR.to_vec();
            seat.write(&mut data);
            minutes.write(&mut data);
            on_time.write(&mut data);
            write_list(rows, &mut data);
            shard.write(&mut data);
            write_list(shards, &mut data);
            rest.write(&mut data);
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

    /// `uphold_proof_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UpholdProofChallenge {
        /// Is written.
        pub epoch_record: Pubkey,
        /// Is read.
        pub challenge: Pubkey,
        /// Is written.
        pub destination: Pubkey,
        /// Is written.
        pub io_mint: Pubkey,
    }

    impl UpholdProofChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[49, 179, 242, 150, 236, 222, 144, 193];
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 0;
        /// Place of `operators` among the accounts.
        pub const OPERATORS: usize = 1;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 2;
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `bond_vault` among the accounts.
        pub const BOND_VAULT: usize = 5;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 6;
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 7;
        /// Place of `oracle_program` among the accounts.
        pub const ORACLE_PROGRAM: usize = 8;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 9;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new(crate::oracle::oracle_address(), false),
                    AccountMeta::new(crate::oracle::operators_address(), false),
                    AccountMeta::new(self.epoch_record, false),
                    AccountMeta::new_readonly(self.challenge, false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new(crate::oracle::bond_vault_address(), false),
                    AccountMeta::new(self.io_mint, false),
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

    /// `close_proof_challenge` of `disputes`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CloseProofChallenge {
        /// Is read.
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

    impl CloseProofChallenge {
        /// First bytes of the instruction's data.
        pub const DISCRIMINATOR: &'static [u8] = &[27, 179, 176, 64, 67, 35, 148, 181];
        /// Place of `oracle` among the accounts.
        pub const ORACLE: usize = 0;
        /// Place of `epoch_record` among the accounts.
        pub const EPOCH_RECORD: usize = 1;
        /// Place of `challenge` among the accounts.
        pub const CHALLENGE: usize = 2;
        /// Place of `challenger` among the accounts.
        pub const CHALLENGER: usize = 3;
        /// Place of `destination` among the accounts.
        pub const DESTINATION: usize = 4;
        /// Place of `io_mint` among the accounts.
        pub const IO_MINT: usize = 5;
        /// Place of `vault` among the accounts.
        pub const VAULT: usize = 6;
        /// Place of `disputes` among the accounts.
        pub const DISPUTES: usize = 7;
        /// Place of `token_program` among the accounts.
        pub const TOKEN_PROGRAM: usize = 8;
        /// The instruction, ready for a transaction.
        pub fn instruction(&self) -> Instruction {
            let data = Self::DISCRIMINATOR.to_vec();
            Instruction {
                program_id: ID,
                accounts: vec![
                    AccountMeta::new_readonly(crate::oracle::oracle_address(), false),
                    AccountMeta::new_readonly(self.epoch_record, false),
                    AccountMeta::new(self.challenge, false),
                    AccountMeta::new(self.challenger, false),
                    AccountMeta::new(self.destination, false),
                    AccountMeta::new(self.io_mint, false),
                    AccountMeta::new(self.vault, false),
                    AccountMeta::new_readonly(crate::disputes::disputes_address(), false),
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
        CheckMade(CheckMade),
        EvidenceShown(EvidenceShown),
        ListerShown(ListerShown),
        ProofChallengeClosed(ProofChallengeClosed),
        ProofChallengeOpened(ProofChallengeOpened),
    }

    impl Event {
        /// The event's name.
        pub fn name(&self) -> &'static str {
            match self {
                Self::ChallengeJudged(_) => "ChallengeJudged",
                Self::ChallengeOpened(_) => "ChallengeOpened",
                Self::CheckMade(_) => "CheckMade",
                Self::EvidenceShown(_) => "EvidenceShown",
                Self::ListerShown(_) => "ListerShown",
                Self::ProofChallengeClosed(_) => "ProofChallengeClosed",
                Self::ProofChallengeOpened(_) => "ProofChallengeOpened",
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
                [82, 151, 12, 146, 36, 56, 158, 43] => {
                    Wire::from_wire(fields).ok().map(Self::CheckMade)
                }
                [194, 175, 204, 16, 178, 196, 17, 210] => {
                    Wire::from_wire(fields).ok().map(Self::EvidenceShown)
                }
                [73, 247, 166, 169, 146, 206, 32, 220] => {
                    Wire::from_wire(fields).ok().map(Self::ListerShown)
                }
                [161, 208, 139, 242, 81, 207, 20, 85] => {
                    Wire::from_wire(fields).ok().map(Self::ProofChallengeClosed)
                }
                [61, 79, 216, 182, 251, 59, 175, 15] => {
                    Wire::from_wire(fields).ok().map(Self::ProofChallengeOpened)
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

    /// A piece of evidence was taken.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CheckMade {
        pub challenge: Pubkey,
        pub epoch: u64,
        pub index: u64,
        /// Bits of `proof::shown`.
        pub shown_before: u64,
        pub shown_after: u64,
        /// What is proven (`ProofChallenge::proven`); 0: nothing yet.
        pub proven_before: u64,
        pub proven_after: u64,
    }

    impl Wire for CheckMade {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let challenge = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let shown_before = Wire::read(reader)?;
            let shown_after = Wire::read(reader)?;
            let proven_before = Wire::read(reader)?;
            let proven_after = Wire::read(reader)?;
            Ok(Self {
                challenge,
                epoch,
                index,
                shown_before,
                shown_after,
                proven_before,
                proven_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.challenge.write(out);
            self.epoch.write(out);
            self.index.write(out);
            self.shown_before.write(out);
            self.shown_after.write(out);
            self.proven_before.write(out);
            self.proven_after.write(out);
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

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ListerShown {
        pub challenge: Pubkey,
        pub epoch: u64,
        pub seat: u64,
        /// A bit for each seat.
        pub listers_before: u64,
        pub listers_after: u64,
    }

    impl Wire for ListerShown {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let challenge = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let seat = Wire::read(reader)?;
            let listers_before = Wire::read(reader)?;
            let listers_after = Wire::read(reader)?;
            Ok(Self {
                challenge,
                epoch,
                seat,
                listers_before,
                listers_after,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.challenge.write(out);
            self.epoch.write(out);
            self.seat.write(out);
            self.listers_before.write(out);
            self.listers_after.write(out);
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProofChallengeClosed {
        pub challenge: Pubkey,
        pub challenger: Pubkey,
        pub epoch: u64,
        pub index: u64,
        pub proven: u64,
        /// Of the bond's vault to where the bond came from, IO base units.
        pub returned: u64,
        /// Of the bond's vault, IO base units.
        pub burned: u64,
    }

    impl Wire for ProofChallengeClosed {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let challenge = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let proven = Wire::read(reader)?;
            let returned = Wire::read(reader)?;
            let burned = Wire::read(reader)?;
            Ok(Self {
                challenge,
                challenger,
                epoch,
                index,
                proven,
                returned,
                burned,
            })
        }

        fn write(&self, out: &mut Vec<u8>) {
            self.challenge.write(out);
            self.challenger.write(out);
            self.epoch.write(out);
            self.index.write(out);
            self.proven.write(out);
            self.returned.write(out);
            self.burned.write(out);
        }
    }

    /// A challenge of the verdict on a device was opened. Times are unix seconds.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ProofChallengeOpened {
        pub challenge: Pubkey,
        pub challenger: Pubkey,
        pub device: Pubkey,
        pub epoch: u64,
        /// The device's, in the registry.
        pub index: u64,
        /// IO base units.
        pub bond: u64,
        pub final_ts_before: i64,
        pub final_ts_after: i64,
    }

    impl Wire for ProofChallengeOpened {
        fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            let challenge = Wire::read(reader)?;
            let challenger = Wire::read(reader)?;
            let device = Wire::read(reader)?;
            let epoch = Wire::read(reader)?;
            let index = Wire::read(reader)?;
            let bond = Wire::read(reader)?;
            let final_ts_before = Wire::read(reader)?;
            let final_ts_after = Wire::read(reader)?;
            Ok(Self {
                challenge,
                challenger,
                device,
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
            self.device.write(out);
            self.epoch.write(out);
            self.index.write(out);
            self.bond.write(out);
            self.final_ts_before.write(out);
            self.final_ts_after.write(out);
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
    /// 6012: the hour drew no challenge or no beacon; nothing was proved in it.
    NothingProved = 6012,
    /// 6013: the device has another registry index; pass the account of the challenged one.
    WrongDevice = 6013,
    /// 6014: the table of classes does not have the device's class; read the class list.
    UnknownClass = 6014,
    /// 6015: the verdict leaf does not lead to the settlement's verdict root; open it from the operators' report.
    NotInTheVerdicts = 6015,
    /// 6016: only a pass or a failure can be challenged; this device was not judged.
    NoVerdict = 6016,
    /// 6017: show the verdict first, then the GPU, then the lane of the sample.
    ShowFirst = 6017,
    /// 6018: the device has no such GPU; count from 0.
    UnknownGpu = 6018,
    /// 6019: the roots do not lead to the device's leaves; open them from its commitment and response.
    NotInTheLeaves = 6019,
    /// 6020: the piece does not lead to the bundle; open it from the device's response.
    NotInTheBundle = 6020,
    /// 6021: samples are 0 to 63, positions 0 to 4095, kinds of path 0 to 2, stages 0 and 1.
    OutOfRange = 6021,
    /// 6022: a proof, path or line has another length than it must have; see docs/protocol.md.
    WrongLength = 6022,
    /// 6023: the commits are not this supplier's and class's; pass the account derived from them.
    WrongCommits = 6023,
    /// 6024: the commits of the hour have been overwritten; whether one was missing can no longer be shown.
    CommitsOverwritten = 6024,
    /// 6025: the leaf is the device's own, or does not lead to the supplier's root; nothing is missing.
    NothingMissing = 6025,
    /// 6026: the challenge is not won; show first that the verdict is wrong.
    NotWon = 6026,
    /// 6027: the row does not lead to the operator's summary with this verdict; it did not list it.
    NotInTheSummary = 6027,
    /// 6028: there is no such seat, or it posted no summary; seats are 0 to 31.
    UnknownSeat = 6028,
    /// 6029: the verdict has been shown already, and another one cannot be.
    AlreadyShown = 6029,
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
        Self::NothingProved,
        Self::WrongDevice,
        Self::UnknownClass,
        Self::NotInTheVerdicts,
        Self::NoVerdict,
        Self::ShowFirst,
        Self::UnknownGpu,
        Self::NotInTheLeaves,
        Self::NotInTheBundle,
        Self::OutOfRange,
        Self::WrongLength,
        Self::WrongCommits,
        Self::CommitsOverwritten,
        Self::NothingMissing,
        Self::NotWon,
        Self::NotInTheSummary,
        Self::UnknownSeat,
        Self::AlreadyShown,
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
            Self::NothingProved => "NothingProved",
            Self::WrongDevice => "WrongDevice",
            Self::UnknownClass => "UnknownClass",
            Self::NotInTheVerdicts => "NotInTheVerdicts",
            Self::NoVerdict => "NoVerdict",
            Self::ShowFirst => "ShowFirst",
            Self::UnknownGpu => "UnknownGpu",
            Self::NotInTheLeaves => "NotInTheLeaves",
            Self::NotInTheBundle => "NotInTheBundle",
            Self::OutOfRange => "OutOfRange",
            Self::WrongLength => "WrongLength",
            Self::WrongCommits => "WrongCommits",
            Self::CommitsOverwritten => "CommitsOverwritten",
            Self::NothingMissing => "NothingMissing",
            Self::NotWon => "NotWon",
            Self::NotInTheSummary => "NotInTheSummary",
            Self::UnknownSeat => "UnknownSeat",
            Self::AlreadyShown => "AlreadyShown",
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
            Self::NothingProved => {
                "the hour drew no challenge or no beacon; nothing was proved in it"
            }
            Self::WrongDevice => {
                "the device has another registry index; pass the account of the challenged one"
            }
            Self::UnknownClass => {
                "the table of classes does not have the device's class; read the class list"
            }
            Self::NotInTheVerdicts => {
                "the verdict leaf does not lead to the settlement's verdict root; open it from the operators' report"
            }
            Self::NoVerdict => {
                "only a pass or a failure can be challenged; this device was not judged"
            }
            Self::ShowFirst => "show the verdict first, then the GPU, then the lane of the sample",
            Self::UnknownGpu => "the device has no such GPU; count from 0",
            Self::NotInTheLeaves => {
                "the roots do not lead to the device's leaves; open them from its commitment and response"
            }
            Self::NotInTheBundle => {
                "the piece does not lead to the bundle; open it from the device's response"
            }
            Self::OutOfRange => {
                "samples are 0 to 63, positions 0 to 4095, kinds of path 0 to 2, stages 0 and 1"
            }
            Self::WrongLength => {
                "a proof, path or line has another length than it must have; see docs/protocol.md"
            }
            Self::WrongCommits => {
                "the commits are not this supplier's and class's; pass the account derived from them"
            }
            Self::CommitsOverwritten => {
                "the commits of the hour have been overwritten; whether one was missing can no longer be shown"
            }
            Self::NothingMissing => {
                "the leaf is the device's own, or does not lead to the supplier's root; nothing is missing"
            }
            Self::NotWon => "the challenge is not won; show first that the verdict is wrong",
            Self::NotInTheSummary => {
                "the row does not lead to the operator's summary with this verdict; it did not list it"
            }
            Self::UnknownSeat => {
                "there is no such seat, or it posted no summary; seats are 0 to 31"
            }
            Self::AlreadyShown => "the verdict has been shown already, and another one cannot be",
        }
    }
}

impl std::fmt::Display for DisputesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for DisputesError {}
