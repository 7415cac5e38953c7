//! Programs, sysvars and program-derived addresses.
use crate::world::{EMISSIONS, ORACLE, pda};
use solana_pubkey::{Pubkey, pubkey};

pub const SLOT_HASHES: Pubkey = pubkey!("SysvarS1otHashes111111111111111111111111111");

/// An account of `oracle` that exists once, by its seed.
pub fn singleton(seed: &str) -> Pubkey {
    pda(&[seed.as_bytes()], &ORACLE)
}

pub fn emission() -> Pubkey {
    pda(&[b"emission"], &EMISSIONS)
}

pub fn epoch_record(epoch: u64) -> Pubkey {
    pda(&[b"epoch", &[(epoch % 64) as u8]], &ORACLE)
}

pub fn device(supplier: &Pubkey, nonce: u32) -> Pubkey {
    pda(
        &[b"device", supplier.as_ref(), &nonce.to_le_bytes()],
        &ORACLE,
    )
}

pub fn commits(supplier: &Pubkey, class: u8) -> Pubkey {
    pda(&[b"commit", supplier.as_ref(), &[class]], &ORACLE)
}
