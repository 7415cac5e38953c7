//! SHA-256: the syscall on chain, the `sha2` crate in host tests.
use io_core::hash::Sha256;

/// [`Sha256`] by the `sol_sha256` syscall, which takes the parts without copying them together.
#[derive(Clone, Copy, Debug)]
pub struct SolSha256;

impl Sha256 for SolSha256 {
    #[inline(always)]
    fn hash_parts(parts: &[&[u8]]) -> [u8; 32] {
        #[cfg(target_os = "solana")]
        {
            let mut digest = core::mem::MaybeUninit::<[u8; 32]>::uninit();
            // SAFETY: a slice of `&[u8]` has the layout the syscall reads (pointer, length u64) and
            // lives through the call; the syscall writes exactly 32 bytes.
            unsafe {
                anchor_lang::pinocchio::syscalls::sol_sha256(
                    parts.as_ptr().cast(),
                    parts.len() as u64,
                    digest.as_mut_ptr().cast(),
                );
                digest.assume_init()
            }
        }
        #[cfg(not(target_os = "solana"))]
        {
            anchor_lang::sha256(&parts.concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1.
    #[test]
    fn abc_however_it_is_cut() {
        let whole = SolSha256::hash_parts(&[b"abc"]);
        assert_eq!(whole[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(SolSha256::hash_parts(&[b"a", b"", b"bc"]), whole);
    }
}
