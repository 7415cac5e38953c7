//! A chain and an instruction that works on it.

use crate::{
    city::City,
    interface::{Call, Interface, called},
    world::SYSTEM_PROGRAM,
};
use solana_account::Account;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// A chain and an instruction that works on it, with its accounts by their names in the IDL.
#[derive(Clone)]
pub struct Scene {
    pub city: City,
    pub instruction: Instruction,
}

impl Scene {
    pub fn new(mut city: City, instruction: Instruction) -> Self {
        let mut signers = instruction.accounts.iter().filter(|meta| meta.is_signer);
        if signers.any(|meta| !meta.pubkey.is_on_curve()) {
            city.take_word_for_programs();
        }
        Self { city, instruction }
    }

    pub fn interface(&self) -> &'static Interface {
        called(&self.instruction.program_id, &self.instruction.data).0
    }

    pub fn call(&self) -> &'static Call {
        called(&self.instruction.program_id, &self.instruction.data).1
    }

    /// The account that the IDL calls `name`.
    #[track_caller]
    pub fn meta(&mut self, name: &str) -> &mut AccountMeta {
        let call = self.call();
        let index = call.accounts.iter().position(|slot| slot.name == name);
        let index = index.unwrap_or_else(|| panic!("{} has no account {name}", call.name));
        &mut self.instruction.accounts[index]
    }

    /// The address given as the account `name`.
    #[track_caller]
    pub fn address(&mut self, name: &str) -> Pubkey {
        self.meta(name).pubkey
    }

    /// A copy of the account `name` at a new address, changed by `edit`; empty where there is none.
    #[track_caller]
    pub fn copy(&mut self, name: &str, edit: impl FnOnce(&mut Account)) -> Pubkey {
        let from = self.address(name);
        let to = self.city.chain.new_key().pubkey();
        let mut account = self.city.chain.svm.get_account(&from).unwrap_or(Account {
            lamports: 1_000_000_000,
            owner: SYSTEM_PROGRAM,
            ..Account::default()
        });
        account.executable = false;
        edit(&mut account);
        let svm = &mut self.city.chain.svm;
        svm.set_account(to, account).expect("the copy is written");
        to
    }

    /// Rewrites bytes of the account `name`, counted from behind its discriminator.
    #[track_caller]
    pub fn edit(&mut self, name: &str, at: usize, bytes: &[u8]) {
        let address = self.address(name);
        self.city.chain.edit(&address, |data| {
            data[8 + at..8 + at + bytes.len()].copy_from_slice(bytes);
        });
    }
}
