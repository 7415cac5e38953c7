//! Receipts: what a renter signs, and how it is shown.

use super::*;
use io_core::receipt::message;
use solana_keypair::Keypair;
use solana_pubkey::pubkey;
use solana_signer::Signer;

/// The network's program that verifies signatures.
pub const ED25519: Pubkey = pubkey!("Ed25519SigVerify111111111111111111111111111");
/// The sysvar with the transaction's instructions.
pub const INSTRUCTIONS: Pubkey = pubkey!("Sysvar1nstructions1111111111111111111111111");

/// Where an instruction of [`ED25519`] takes its three parts from: offset and number of the instruction, each.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    pub signature: (u16, u16),
    pub key: (u16, u16),
    pub message: (u16, u16),
}

/// All of it in its own data.
pub const OWN: Places = Places {
    signature: (48, u16::MAX),
    key: (16, u16::MAX),
    message: (112, u16::MAX),
};

/// An instruction that verifies whatever lies at `places`; its data holds key, signature and message as usual.
pub fn verify_at(places: Places, key: &Pubkey, signature: &[u8], message: &[u8]) -> Instruction {
    let len = u16::try_from(message.len()).expect("it fits");
    Ix::bare(ED25519)
        .u8(1)
        .u8(0)
        .u16(places.signature.0)
        .u16(places.signature.1)
        .u16(places.key.0)
        .u16(places.key.1)
        .u16(places.message.0)
        .u16(len)
        .u16(places.message.1)
        .raw(key.as_ref())
        .raw(signature)
        .raw(message)
        .build()
}

/// The receipt of `cumulative_s` seconds that `renter` has signed, to be verified.
pub fn receipt(renter: &Keypair, job: &Pubkey, lease: &Pubkey, cumulative_s: u64) -> Instruction {
    let message = receipt_bytes(job, lease, cumulative_s);
    let signature = renter.sign_message(&message);
    verify_at(OWN, &renter.pubkey(), signature.as_ref(), &message)
}

/// What is signed.
pub fn receipt_bytes(job: &Pubkey, lease: &Pubkey, cumulative_s: u64) -> [u8; 116] {
    let [program, job, lease] = [ESCROW, *job, *lease].map(|key| key.to_bytes());
    message(&program, &job, &lease, cumulative_s)
}

/// `claim_receipt` of a job paid in IOSD.
pub fn claim_receipt(
    job: &Pubkey,
    lease: &Pubkey,
    payee: &Pubkey,
    cumulative_s: u64,
) -> Instruction {
    claim_receipt_in(&iosd_mint(), job, lease, payee, cumulative_s)
}

/// `claim_receipt`: accounts job, lease, escrow, oracle, instructions, vault, payee account, token program, mint.
pub fn claim_receipt_in(
    mint: &Pubkey,
    job: &Pubkey,
    lease: &Pubkey,
    payee: &Pubkey,
    cumulative_s: u64,
) -> Instruction {
    Ix::new(ESCROW, "claim_receipt")
        .writes(*job)
        .writes(*lease)
        .reads(escrow())
        .reads(oracle_account("oracle"))
        .reads(INSTRUCTIONS)
        .writes(vault(job))
        .writes(associated(payee, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .u64(cumulative_s)
        .build()
}
