//! Instructions of `disputes` about GPU proofs.
use crate::instruction::discriminator;
use crate::oracle::address::{commits, epoch_record, singleton};
use crate::token::{TOKEN_PROGRAM, associated};
use crate::world::{DISPUTES, ORACLE, SYSTEM_PROGRAM, pda};
use io_core::merkle::Verdict;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

fn read(address: Pubkey) -> AccountMeta {
    AccountMeta::new_readonly(address, false)
}

fn write(address: Pubkey) -> AccountMeta {
    AccountMeta::new(address, false)
}

fn instruction(name: &str, accounts: Vec<AccountMeta>, args: &[&[u8]]) -> Instruction {
    let mut data = discriminator("global", name).to_vec();
    args.iter().for_each(|arg| data.extend_from_slice(arg));
    Instruction {
        program_id: DISPUTES,
        accounts,
        data,
    }
}

/// A slice with its length before it.
fn bytes(of: &[u8]) -> Vec<u8> {
    let mut out = (of.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(of);
    out
}

/// Who challenges what.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub challenger: Pubkey,
    pub epoch: u64,
    pub index: u32,
    pub io_mint: Pubkey,
}

impl Case {
    pub fn challenge(&self) -> Pubkey {
        let seeds: [&[u8]; 4] = [
            b"proof",
            self.challenger.as_ref(),
            &self.epoch.to_le_bytes(),
            &self.index.to_le_bytes(),
        ];
        pda(&seeds, &DISPUTES)
    }

    pub fn vault(&self) -> Pubkey {
        pda(&[b"bond", self.challenge().as_ref()], &DISPUTES)
    }

    fn source(&self) -> Pubkey {
        associated(&self.challenger, &self.io_mint)
    }

    /// Signs for the program.
    fn signer() -> Pubkey {
        pda(&[b"disputes"], &DISPUTES)
    }

    pub fn open(&self, device: Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new(self.challenger, true),
            read(singleton("oracle")),
            write(epoch_record(self.epoch)),
            read(singleton("classes")),
            read(device),
            write(self.challenge()),
            write(self.source()),
            write(self.vault()),
            read(self.io_mint),
            read(Self::signer()),
            read(ORACLE),
            read(TOKEN_PROGRAM),
            read(SYSTEM_PROGRAM),
        ];
        let args: [&[u8]; 2] = [&self.epoch.to_le_bytes(), &self.index.to_le_bytes()];
        instruction("open_proof_challenge", accounts, &args)
    }

    pub fn show_verdict(&self, leaf: &Verdict, proof: &[u8]) -> Instruction {
        let accounts = vec![write(self.challenge()), read(epoch_record(self.epoch))];
        let args: [&[u8]; 5] = [
            &[leaf.verdict, leaf.reason],
            &leaf.place.to_le_bytes(),
            &leaf.commit,
            &leaf.response,
            &bytes(proof),
        ];
        instruction("show_verdict", accounts, &args)
    }

    pub fn show_absence(
        &self,
        supplier: &Pubkey,
        class: u8,
        stage: u8,
        leaf: &[u8; 32],
        proof: &[u8],
    ) -> Instruction {
        let accounts = vec![write(self.challenge()), read(commits(supplier, class))];
        let args: [&[u8]; 3] = [&[stage], leaf, &bytes(proof)];
        instruction("show_absence", accounts, &args)
    }

    /// A piece of evidence that needs the challenge only.
    pub fn show(&self, name: &str, args: &[&[u8]]) -> Instruction {
        instruction(name, vec![write(self.challenge())], args)
    }

    pub fn show_gpu(&self, gpu: u32, roots: &[[u8; 32]; 4], proofs: &[u8]) -> Instruction {
        let args: [&[u8]; 3] = [&gpu.to_le_bytes(), roots.as_flattened(), &bytes(proofs)];
        self.show("show_gpu", &args)
    }

    pub fn show_path(
        &self,
        kind: u8,
        sample: u8,
        leaf: &[u8; 32],
        siblings: &[u8],
        proof: &[u8],
    ) -> Instruction {
        let args: [&[u8]; 4] = [&[kind, sample], leaf, &bytes(siblings), &bytes(proof)];
        self.show("show_path", &args)
    }

    pub fn show_step(&self, position: u16, step: &Step<'_>) -> Instruction {
        self.step("show_step", &position.to_le_bytes(), step)
    }

    pub fn show_probe(&self, probe: u8, step: &Step<'_>) -> Instruction {
        self.step("show_probe", &[probe], step)
    }

    fn step(&self, name: &str, at: &[u8], step: &Step<'_>) -> Instruction {
        let args: [&[u8]; 5] = [
            at,
            step.state,
            &step.address.to_le_bytes(),
            &bytes(step.line),
            &bytes(step.proof),
        ];
        self.show(name, &args)
    }

    pub fn show_lister(&self, seat: u8, row: &Row<'_>) -> Instruction {
        let accounts = vec![write(self.challenge()), read(epoch_record(self.epoch))];
        let args: [&[u8]; 6] = [
            &[seat],
            &row.minutes.to_le_bytes(),
            &[row.on_time.into()],
            &[bytes(row.rows), row.shard.to_vec()].concat(),
            &bytes(row.shards),
            row.rest,
        ];
        instruction("show_lister", accounts, &args)
    }

    /// `later`: the sealed epochs after the challenged one, newest first.
    pub fn uphold(&self, later: &[u64]) -> Instruction {
        let mut accounts = vec![
            write(singleton("oracle")),
            write(singleton("operators")),
            write(epoch_record(self.epoch)),
            read(self.challenge()),
            write(self.source()),
            write(singleton("bond_vault")),
            write(self.io_mint),
            read(Self::signer()),
            read(ORACLE),
            read(TOKEN_PROGRAM),
        ];
        accounts.extend(later.iter().map(|epoch| write(epoch_record(*epoch))));
        instruction("uphold_proof_challenge", accounts, &[])
    }

    /// `signed`: by the challenger.
    pub fn close(&self, signed: bool) -> Instruction {
        let accounts = vec![
            read(singleton("oracle")),
            read(epoch_record(self.epoch)),
            write(self.challenge()),
            AccountMeta::new(self.challenger, signed),
            write(self.source()),
            write(self.io_mint),
            write(self.vault()),
            read(Self::signer()),
            read(TOKEN_PROGRAM),
        ];
        instruction("close_proof_challenge", accounts, &[])
    }
}

/// One step of a bundle, opened.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    pub state: &'a [u8; 32],
    pub address: u32,
    pub line: &'a [u8],
    pub proof: &'a [u8],
}

/// One row of a summary, opened.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub minutes: u64,
    pub on_time: bool,
    pub rows: &'a [u8],
    pub shard: &'a [u8; 32],
    pub shards: &'a [u8],
    pub rest: &'a [u8; 32],
}
