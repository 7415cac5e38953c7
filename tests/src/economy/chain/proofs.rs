//! The steps of an hour's proof of work.

use super::{Chain, number};
use crate::{
    economy::{model::Model, op::Proof},
    oracle::{address::SLOT_HASHES, instructions as oracle, slots},
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::pubkey;

impl Chain {
    pub(super) fn proof(&self, proof: &Proof, model: &Model) -> Instruction {
        let key = |who: usize| self.accounts.key(who);
        match *proof {
            Proof::Draw { epoch } => oracle::capture_challenge(epoch),
            Proof::Beacon { epoch, which } => oracle::capture_beacon(epoch, which),
            Proof::Commit { who, epoch, class } => {
                oracle::post_commit(&key(who), epoch, class, number(epoch + 1))
            }
            Proof::Respond { who, epoch, class } => {
                oracle::post_response(&key(who), epoch, class, number(epoch + 2))
            }
            Proof::Summarize { seat, epoch } => {
                let key = self.accounts.keys[model.oracle.keys[seat]];
                oracle::post_summary(&key, epoch, number(epoch + 3))
            }
        }
    }

    /// Shows the programs the hashes of the slots before this one.
    pub fn show_slot_hashes(&mut self, slot: u64) {
        let sysvar = Account {
            lamports: 1_000_000_000,
            data: slots::sysvar(slot, |_| false),
            owner: pubkey!("Sysvar1111111111111111111111111111111111111"),
            ..Account::default()
        };
        let written = self.world.svm.set_account(SLOT_HASHES, sysvar);
        written.expect("the sysvar is written");
    }
}
