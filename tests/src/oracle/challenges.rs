//! Instructions of the guardian and of challengers, and the steps a test takes with them.
use super::OracleWorld;
use super::accounts::SEALED;
use super::address::{epoch_record, singleton};
use super::instructions::{Settlement, instruction, payer, read, signer, write};
use super::tree::{Opened, SumTree};
use super::world::CHALLENGE_BOND;
use crate::send::{Outcome, Sent};
use crate::token::{TOKEN_PROGRAM, associated};
use crate::world::{DISPUTES, ORACLE, SYSTEM_PROGRAM, pda};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Sides of a challenge's evidence.
pub const BEFORE: u8 = 0;
pub const AFTER: u8 = 1;

pub fn set_guardian(guardian: &Pubkey, pending: &Pubkey) -> Instruction {
    let accounts = vec![signer(guardian), write(singleton("oracle"))];
    instruction("set_guardian", accounts, &[pending.as_ref()])
}

pub fn accept_guardian(pending: &Pubkey) -> Instruction {
    let accounts = vec![signer(pending), write(singleton("oracle"))];
    instruction("accept_guardian", accounts, &[])
}

pub fn pause_sealing(guardian: &Pubkey) -> Instruction {
    let accounts = vec![signer(guardian), write(singleton("oracle"))];
    instruction("pause_sealing", accounts, &[])
}

/// `later`: the sealed epochs after `epoch`, newest first.
pub fn void_epoch(guardian: &Pubkey, epoch: u64, later: &[u64]) -> Instruction {
    let mut accounts = vec![
        signer(guardian),
        write(singleton("oracle")),
        write(epoch_record(epoch)),
    ];
    accounts.extend(later.iter().map(|epoch| write(epoch_record(*epoch))));
    instruction("void_epoch", accounts, &[])
}

/// A challenger's account for an epoch's settlement.
pub fn challenge(challenger: &Pubkey, epoch: u64) -> Pubkey {
    let seeds: [&[u8]; 3] = [b"challenge", challenger.as_ref(), &epoch.to_le_bytes()];
    pda(&seeds, &DISPUTES)
}

/// The vault of a challenge's bond.
pub fn vault(challenge: &Pubkey) -> Pubkey {
    pda(&[b"bond", challenge.as_ref()], &DISPUTES)
}

/// What signs for `disputes`.
pub fn signature() -> Pubkey {
    pda(&[b"disputes"], &DISPUTES)
}

/// An instruction of `disputes`.
fn call(name: &str, accounts: Vec<AccountMeta>, args: &[&[u8]]) -> Instruction {
    Instruction {
        program_id: DISPUTES,
        ..instruction(name, accounts, args)
    }
}

/// The oracle's own, which only `disputes` may call.
pub fn hold_up(epoch: u64) -> Instruction {
    let accounts = vec![
        signer(&signature()),
        read(singleton("oracle")),
        write(epoch_record(epoch)),
    ];
    instruction("hold_up", accounts, &[&epoch.to_le_bytes()])
}

/// The oracle's own, which only `disputes` may call. `later`: as in [`judge_challenge`].
pub fn uphold(epoch: u64, destination: Pubkey, io_mint: Pubkey, later: &[u64]) -> Instruction {
    let mut accounts = vec![
        signer(&signature()),
        write(singleton("oracle")),
        write(singleton("operators")),
        write(epoch_record(epoch)),
        write(destination),
        write(singleton("bond_vault")),
        write(io_mint),
        read(TOKEN_PROGRAM),
    ];
    accounts.extend(later.iter().map(|epoch| write(epoch_record(*epoch))));
    // Of the settlement itself: nobody is named.
    instruction("uphold", accounts, &[&epoch.to_le_bytes(), &[0; 5]])
}

pub fn open_challenge(
    challenger: &Pubkey,
    io_mint: &Pubkey,
    epoch: u64,
    index: u32,
) -> Instruction {
    let accounts = vec![
        payer(challenger),
        read(singleton("oracle")),
        write(epoch_record(epoch)),
        write(challenge(challenger, epoch)),
        write(associated(challenger, io_mint)),
        write(vault(&challenge(challenger, epoch))),
        read(*io_mint),
        read(signature()),
        read(ORACLE),
        read(TOKEN_PROGRAM),
        read(SYSTEM_PROGRAM),
    ];
    let args: [&[u8]; 2] = [&epoch.to_le_bytes(), &index.to_le_bytes()];
    call("open_challenge", accounts, &args)
}

pub fn prove_challenge(challenger: &Pubkey, epoch: u64, side: u8, opened: &Opened) -> Instruction {
    let accounts = vec![
        write(challenge(challenger, epoch)),
        read(epoch_record(epoch)),
    ];
    let args: [&[u8]; 6] = [
        &[side, opened.level],
        &opened.sum.to_le_bytes(),
        &(opened.preimage.len() as u32).to_le_bytes(),
        &opened.preimage,
        &(opened.proof.len() as u32).to_le_bytes(),
        &opened.proof,
    ];
    call("prove_challenge", accounts, &args)
}

/// `later`: the sealed epochs after `epoch`, newest first.
pub fn judge_challenge(
    challenger: &Pubkey,
    io_mint: Pubkey,
    epoch: u64,
    later: &[u64],
) -> Instruction {
    let mut accounts = vec![
        write(singleton("oracle")),
        write(singleton("operators")),
        write(epoch_record(epoch)),
        write(challenge(challenger, epoch)),
        write(*challenger),
        write(associated(challenger, &io_mint)),
        write(singleton("bond_vault")),
        write(io_mint),
        write(vault(&challenge(challenger, epoch))),
        read(signature()),
        read(ORACLE),
        read(TOKEN_PROGRAM),
    ];
    accounts.extend(later.iter().map(|epoch| write(epoch_record(*epoch))));
    call("judge_challenge", accounts, &[])
}

impl OracleWorld {
    /// A settlement of `epoch` with the rewards of `tree`, on what is sealed.
    pub fn settle(&self, epoch: u64, tree: &SumTree, n_leaves: u32) -> Settlement {
        Settlement {
            rewards_root: tree.root().hash,
            n_leaves,
            ..self.settlement(epoch, tree.root().sum, 0)
        }
    }

    /// Opens `epoch` if need be, goes to its votes, and has the first five seats seal `tree`.
    pub fn seal_tree(&mut self, epoch: u64, tree: &SumTree, n_leaves: u32) -> Settlement {
        self.open_if_new(epoch);
        self.go_to_vote(epoch);
        let settlement = self.settle(epoch, tree, n_leaves);
        self.seal(&settlement);
        settlement
    }

    /// Opens `epoch`, unless it is open.
    pub fn open_if_new(&mut self, epoch: u64) {
        let record = self.chain.svm.get_account(&epoch_record(epoch));
        if record.is_none() || self.record(epoch).epoch() != epoch {
            self.open(epoch);
        }
    }

    /// The first five seats vote for a settlement and seal it.
    pub fn seal(&mut self, settlement: &Settlement) {
        for seat in 0..5 {
            self.vote(seat, settlement).expect("a vote");
        }
        assert_eq!(self.record(settlement.epoch).status(), SEALED);
    }

    /// A new wallet with IO for one challenge.
    pub fn challenger(&mut self) -> Keypair {
        let key = self.chain.wallet();
        self.chain.give_io(&key.pubkey(), CHALLENGE_BOND);
        key
    }

    /// Opens a challenge.
    #[track_caller]
    pub fn challenge(&mut self, challenger: &Keypair, epoch: u64, index: u32) -> Sent {
        let mint = self.chain.io_mint;
        let open = open_challenge(&challenger.pubkey(), &mint, epoch, index);
        self.must(&open, &[challenger])
    }

    /// Puts in one piece of evidence, sent by the authority: anyone may.
    pub fn prove(
        &mut self,
        challenger: &Keypair,
        epoch: u64,
        side: u8,
        opened: &Opened,
    ) -> Outcome {
        self.send(
            &prove_challenge(&challenger.pubkey(), epoch, side, opened),
            &[],
        )
    }

    /// Asks for the judgement, sent by the authority: anyone may.
    pub fn judge(&mut self, challenger: &Keypair, epoch: u64, later: &[u64]) -> Outcome {
        let mint = self.chain.io_mint;
        let judge = judge_challenge(&challenger.pubkey(), mint, epoch, later);
        self.send(&judge, &[])
    }

    /// IO in a wallet's associated account.
    pub fn io_of(&self, wallet: &Pubkey) -> u64 {
        self.chain
            .token_balance(&associated(wallet, &self.chain.io_mint))
    }
}
