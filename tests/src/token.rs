//! SPL mints and token accounts, written and read as bytes.

use crate::{
    instruction::Ix,
    world::{SYSTEM_PROGRAM, World},
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::{Pubkey, pubkey};

/// SPL Token.
pub const TOKEN_PROGRAM: Pubkey = pubkey!("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// Associated Token Account program.
pub const ASSOCIATED_TOKEN_PROGRAM: Pubkey =
    pubkey!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

const MINT_LEN: usize = 82;
const TOKEN_ACCOUNT_LEN: usize = 165;
const SUPPLY_AT: usize = 36;
const AMOUNT_AT: usize = 64;
const STATE_AT: usize = 108;

/// The associated token account of `owner`.
pub fn associated(owner: &Pubkey, mint: &Pubkey) -> Pubkey {
    let seeds = [owner.as_ref(), TOKEN_PROGRAM.as_ref(), mint.as_ref()];
    Pubkey::find_program_address(&seeds, &ASSOCIATED_TOKEN_PROGRAM).0
}

/// Makes the associated token account of `owner`, which `payer` pays for.
pub fn create_associated(payer: Pubkey, owner: Pubkey, mint: Pubkey) -> Instruction {
    Ix::bare(ASSOCIATED_TOKEN_PROGRAM)
        .payer(payer)
        .writes(associated(&owner, &mint))
        .reads(owner)
        .reads(mint)
        .reads(SYSTEM_PROGRAM)
        .reads(TOKEN_PROGRAM)
        .build()
}

impl World {
    /// Writes an unused mint.
    pub fn put_mint(
        &mut self,
        key: Pubkey,
        decimals: u8,
        authority: Option<Pubkey>,
        freeze_authority: Option<Pubkey>,
        supply: u64,
    ) {
        let mut data = vec![0u8; MINT_LEN];
        if let Some(authority) = authority {
            data[0] = 1;
            data[4..36].copy_from_slice(authority.as_ref());
        }
        data[SUPPLY_AT..SUPPLY_AT + 8].copy_from_slice(&supply.to_le_bytes());
        data[44] = decimals;
        data[45] = 1;
        if let Some(freeze) = freeze_authority {
            data[46] = 1;
            data[50..82].copy_from_slice(freeze.as_ref());
        }
        self.put_account(key, TOKEN_PROGRAM, data);
    }

    /// Writes an empty token account at any address.
    pub fn put_token_account(&mut self, key: Pubkey, mint: Pubkey, owner: Pubkey) {
        let mut data = vec![0u8; TOKEN_ACCOUNT_LEN];
        data[..32].copy_from_slice(mint.as_ref());
        data[32..64].copy_from_slice(owner.as_ref());
        data[STATE_AT] = 1;
        self.put_account(key, TOKEN_PROGRAM, data);
    }

    /// The owner's associated account of `mint`, written if it does not exist.
    pub fn token_account(&mut self, owner: &Pubkey, mint: &Pubkey) -> Pubkey {
        let key = associated(owner, mint);
        if self.svm.get_account(&key).is_none() {
            self.put_token_account(key, *mint, *owner);
        }
        key
    }

    /// Puts tokens out of nowhere into a token account, supply included: tests need holders before
    /// the schedule has paid any.
    pub fn give_tokens(&mut self, account: &Pubkey, amount: u64) {
        let mut token = self
            .svm
            .get_account(account)
            .expect("the token account exists");
        let mint = Pubkey::try_from(&token.data[..32]).expect("32 bytes");
        add_u64(&mut token, AMOUNT_AT, amount);
        self.svm
            .set_account(*account, token)
            .expect("the account is written");
        let mut mint_account = self.svm.get_account(&mint).expect("the mint exists");
        add_u64(&mut mint_account, SUPPLY_AT, amount);
        self.svm
            .set_account(mint, mint_account)
            .expect("the mint is written");
    }

    /// The owner's associated IO account with `amount` base units more in it.
    pub fn give_io(&mut self, owner: &Pubkey, amount: u64) -> Pubkey {
        let mint = self.io_mint;
        let account = self.token_account(owner, &mint);
        self.give_tokens(&account, amount);
        account
    }

    /// Base units in a token account; 0 when it does not exist.
    pub fn token_balance(&self, account: &Pubkey) -> u64 {
        self.svm
            .get_account(account)
            .map_or(0, |a| read_u64(&a.data, AMOUNT_AT))
    }

    /// Base units in existence.
    pub fn supply(&self, mint: &Pubkey) -> u64 {
        let account = self.svm.get_account(mint).expect("the mint exists");
        read_u64(&account.data, SUPPLY_AT)
    }
}

fn add_u64(account: &mut Account, at: usize, amount: u64) {
    let sum = read_u64(&account.data, at)
        .checked_add(amount)
        .expect("fits 64 bits");
    account.data[at..at + 8].copy_from_slice(&sum.to_le_bytes());
}

/// A little-endian u64 at byte `at`.
pub fn read_u64(data: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(data[at..at + 8].try_into().expect("8 bytes"))
}

/// A little-endian u128 at byte `at`.
pub fn read_u128(data: &[u8], at: usize) -> u128 {
    u128::from_le_bytes(data[at..at + 16].try_into().expect("16 bytes"))
}

/// An address at byte `at`.
pub fn read_key(data: &[u8], at: usize) -> Pubkey {
    Pubkey::try_from(&data[at..at + 32]).expect("32 bytes")
}
