//! Calls that burn and mint IO and IOSD through the programs that count them, on fixed stack buffers like
//! `token`. By discriminator, since programs that `emissions` reads cannot depend on its crate.
use crate::{
    cpi::invoke,
    ids,
    token::{AsView, TOKEN_PROGRAM},
};
use anchor_lang::{
    pinocchio::instruction::InstructionAccount,
    prelude::{AccountView, Address},
};

/// First 8 bytes of SHA-256("global:burn_fees").
const BURN_FEES: [u8; 8] = [0xa8, 0x2c, 0x3a, 0xc0, 0x56, 0xb9, 0x89, 0xb8];
/// First 8 bytes of SHA-256("global:burn_for_iosd").
const BURN_FOR_IOSD: [u8; 8] = [0x9f, 0xcc, 0x58, 0x4f, 0x9a, 0xaf, 0x19, 0x21];
/// First 8 bytes of SHA-256("global:redeem").
const REDEEM: [u8; 8] = [0xb8, 0x0c, 0x56, 0x95, 0x46, 0xc4, 0x61, 0xe1];

/// What the instructions take, in their order.
#[derive(Clone, Copy)]
pub struct EmissionCall<'a> {
    /// Signs: by its seeds, or the transaction.
    pub authority: &'a AccountView,
    /// The account of `emissions` (of `iosd` for fees in IOSD), written.
    pub emission: &'a AccountView,
    /// Its mint, IO (IOSD).
    pub io_mint: &'a AccountView,
    /// Burned from, or minted to.
    pub tokens: &'a AccountView,
    pub token_program: &'a AccountView,
}

impl<'a> EmissionCall<'a> {
    /// The accounts of the caller. Those that the call writes come by `&mut`, so that no typed
    /// reference to their bytes can live across it.
    #[inline(always)]
    pub fn new(
        authority: &'a impl AsView,
        emission: &'a mut impl AsView,
        io_mint: &'a mut impl AsView,
        tokens: &'a mut impl AsView,
        token_program: &'a impl AsView,
    ) -> Self {
        Self {
            authority: authority.as_view(),
            emission: emission.as_view(),
            io_mint: io_mint.as_view(),
            tokens: tokens.as_view(),
            token_program: token_program.as_view(),
        }
    }

    /// Burns fees of `amount` base units out of `tokens`, which the authority owns.
    #[inline(always)]
    pub fn burn_fees(self, amount: u64, seeds: &[&[u8]]) {
        self.call(&ids::EMISSIONS, &BURN_FEES, amount, seeds);
    }

    /// Burns fees of `amount` base units of IOSD, through `iosd`: its instruction has the same name, and
    /// accounts of the same kinds in the same order.
    #[inline(always)]
    pub fn burn_iosd_fees(self, amount: u64, seeds: &[&[u8]]) {
        self.call(&ids::IOSD, &BURN_FEES, amount, seeds);
    }

    /// Burns `amount` base units against which IOSD are minted.
    #[inline(always)]
    pub fn burn_for_iosd(self, amount: u64, seeds: &[&[u8]]) {
        self.call(&ids::EMISSIONS, &BURN_FOR_IOSD, amount, seeds);
    }

    /// Mints `amount` base units to `tokens` for redeemed IOSD.
    #[inline(always)]
    pub fn redeem(self, amount: u64, seeds: &[&[u8]]) {
        self.call(&ids::EMISSIONS, &REDEEM, amount, seeds);
    }

    #[inline(never)]
    fn call(self, program: &Address, discriminator: &[u8; 8], amount: u64, seeds: &[&[u8]]) {
        let mut data = [0u8; 16];
        data[..8].copy_from_slice(discriminator);
        data[8..].copy_from_slice(&amount.to_le_bytes());
        let metas = [
            InstructionAccount::readonly_signer(self.authority.address()),
            InstructionAccount::writable(self.emission.address()),
            InstructionAccount::writable(self.io_mint.address()),
            InstructionAccount::writable(self.tokens.address()),
            InstructionAccount::readonly(&TOKEN_PROGRAM),
        ];
        let views = [
            self.authority,
            self.emission,
            self.io_mint,
            self.tokens,
            self.token_program,
        ];
        // SAFETY: `new` took the written accounts by `&mut`.
        unsafe { invoke(program, &metas, &views, &data, seeds) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discriminators_are_the_hashes_of_the_names() {
        for (name, discriminator) in [
            ("burn_fees", BURN_FEES),
            ("burn_for_iosd", BURN_FOR_IOSD),
            ("redeem", REDEEM),
        ] {
            let hash = anchor_lang::sha256(format!("global:{name}").as_bytes());
            assert_eq!(hash[..8], discriminator, "{name}");
        }
    }
}
