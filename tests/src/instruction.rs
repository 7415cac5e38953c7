//! Instructions encoded by hand, as the programs' interface document describes them.

use sha2::{Digest, Sha256};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// Builds one instruction: accounts in order, then arguments in order (borsh, little-endian).
pub struct Ix {
    program: Pubkey,
    accounts: Vec<AccountMeta>,
    data: Vec<u8>,
}

/// First eight bytes of `SHA256("namespace:name")`: `global` for instructions, `account`, `event`.
pub fn discriminator(namespace: &str, name: &str) -> [u8; 8] {
    let digest = Sha256::digest(format!("{namespace}:{name}"));
    digest[..8].try_into().expect("a digest has 32 bytes")
}

impl Ix {
    /// An instruction of `program` by its Rust name.
    pub fn new(program: Pubkey, name: &str) -> Self {
        Self {
            program,
            accounts: Vec::new(),
            data: discriminator("global", name).to_vec(),
        }
    }

    /// An instruction without a discriminator, for programs that are not Anchor's.
    pub fn bare(program: Pubkey) -> Self {
        Self {
            program,
            accounts: Vec::new(),
            data: Vec::new(),
        }
    }

    /// A signer whose account is not written.
    pub fn signer(self, key: Pubkey) -> Self {
        self.account(AccountMeta::new_readonly(key, true))
    }

    /// A signer that pays.
    pub fn payer(self, key: Pubkey) -> Self {
        self.account(AccountMeta::new(key, true))
    }

    /// A written account.
    pub fn writes(self, key: Pubkey) -> Self {
        self.account(AccountMeta::new(key, false))
    }

    /// A read account.
    pub fn reads(self, key: Pubkey) -> Self {
        self.account(AccountMeta::new_readonly(key, false))
    }

    /// Any account.
    pub fn account(mut self, meta: AccountMeta) -> Self {
        self.accounts.push(meta);
        self
    }

    /// Raw bytes of an argument.
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.data.extend_from_slice(bytes);
        self
    }

    /// A `u8` argument.
    pub fn u8(self, value: u8) -> Self {
        self.raw(&[value])
    }

    /// A `u16` argument.
    pub fn u16(self, value: u16) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// A `u32` argument.
    pub fn u32(self, value: u32) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// A `u64` argument.
    pub fn u64(self, value: u64) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// An `i64` argument.
    pub fn i64(self, value: i64) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// An address argument.
    pub fn key(self, value: Pubkey) -> Self {
        self.raw(value.as_ref())
    }

    /// A byte-string or list argument: length u32, then the bytes given.
    pub fn bytes(self, value: &[u8]) -> Self {
        let length = u32::try_from(value.len()).expect("an argument fits a transaction");
        self.u32(length).raw(value)
    }

    /// The instruction.
    pub fn build(self) -> Instruction {
        Instruction {
            program_id: self.program,
            accounts: self.accounts,
            data: self.data,
        }
    }
}

/// The same instruction with account `index` replaced, flags kept: how tests pass a wrong account.
pub fn with_account(mut instruction: Instruction, index: usize, key: Pubkey) -> Instruction {
    instruction.accounts[index].pubkey = key;
    instruction
}

/// The same instruction with account `index` not signing.
pub fn unsigned(mut instruction: Instruction, index: usize) -> Instruction {
    instruction.accounts[index].is_signer = false;
    instruction
}
