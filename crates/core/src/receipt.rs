//! What a renter signs for seconds that it was served.
//!
//! A receipt is cumulative: the seconds in all since the lease's start, so that one receipt replaces those before it and
//! showing one twice pays nothing. It names the program, the job and the lease; a lease's address is derived from the
//! job's time of creation as well, so that no receipt is good for a later job at the same address. The text in front
//! keeps it apart from anything else that a wallet signs: no transaction begins with it.

/// First bytes of every receipt.
pub const DOMAIN: [u8; 12] = *b"io-receipt/1";
/// Bytes of a receipt: domain ‖ program ‖ job ‖ lease ‖ cumulative seconds u64 LE.
pub const LEN: usize = 116;

/// The bytes that the renter signs for `cumulative_s` seconds of `lease`, in all.
#[inline(always)]
pub fn message(
    program: &[u8; 32],
    job: &[u8; 32],
    lease: &[u8; 32],
    cumulative_s: u64,
) -> [u8; LEN] {
    let mut message = [0; LEN];
    message[..12].copy_from_slice(&DOMAIN);
    message[12..44].copy_from_slice(program);
    message[44..76].copy_from_slice(job);
    message[76..108].copy_from_slice(lease);
    message[108..].copy_from_slice(&cumulative_s.to_le_bytes());
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_where_it_is_said_to_be() {
        let receipt = message(&[1; 32], &[2; 32], &[3; 32], 0x0405);
        assert_eq!(receipt[..12], *b"io-receipt/1");
        assert_eq!(receipt[12..44], [1; 32]);
        assert_eq!(receipt[44..76], [2; 32]);
        assert_eq!(receipt[76..108], [3; 32]);
        assert_eq!(receipt[108..], [5, 4, 0, 0, 0, 0, 0, 0]);
    }
}
