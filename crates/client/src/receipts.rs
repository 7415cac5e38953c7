//! Receipts: what a renter signs for seconds that it was served, and how a transaction shows it.
use io_core::receipt::{LEN, message};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::escrow;

/// The network's program that verifies signatures.
pub const ED25519_ID: Pubkey =
    Pubkey::from_str_const("Ed25519SigVerify111111111111111111111111111");
/// One signature and a byte of padding; then offset of signature, key and message and the message's length, each part "in
/// this instruction" (65,535). `escrow` takes no other.
const HEADER: [u8; 16] = [
    1, 0, 48, 0, 0xff, 0xff, 16, 0, 0xff, 0xff, 112, 0, LEN as u8, 0, 0xff, 0xff,
];

/// What the renter of `job` signs for `cumulative_s` seconds of `lease`, in all.
#[must_use]
pub fn receipt(job: &Pubkey, lease: &Pubkey, cumulative_s: u64) -> [u8; LEN] {
    let [program, job, lease] = [escrow::ID, *job, *lease].map(|key| key.to_bytes());
    message(&program, &job, &lease, cumulative_s)
}

/// The instruction that has the network verify it: goes right before `claim_receipt`.
#[must_use]
pub fn verification(renter: &Pubkey, signature: &[u8; 64], receipt: &[u8; LEN]) -> Instruction {
    let data = [&HEADER[..], renter.as_ref(), signature, receipt].concat();
    Instruction {
        program_id: ED25519_ID,
        accounts: Vec::new(),
        data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_lie_where_the_header_says() {
        let (renter, job, lease) = (
            Pubkey::new_from_array([1; 32]),
            Pubkey::new_from_array([2; 32]),
            Pubkey::new_from_array([3; 32]),
        );
        let signed = receipt(&job, &lease, 5);
        let data = verification(&renter, &[4; 64], &signed).data;
        let part = |at: usize, len: usize| -> &[u8] {
            let from = usize::from(u16::from_le_bytes([data[at], data[at + 1]]));
            &data[from..from + len]
        };
        assert_eq!(part(2, 64), [4; 64]);
        assert_eq!(part(6, 32), [1; 32]);
        assert_eq!(part(10, LEN), signed);
        assert_eq!(usize::from(data[12]), LEN);
        assert_eq!(data.len(), 112 + LEN);
    }
}
