//! SHA-256 behind a trait: the syscall in programs, the `sha2` crate on hosts.

/// A SHA-256 implementation without state.
pub trait Sha256 {
    /// The digest of the concatenation of `parts`.
    fn hash_parts(parts: &[&[u8]]) -> [u8; 32];
}

/// SHA-256 on hosts, with the processor's SHA instructions where it has them.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub struct HostSha256;

#[cfg(feature = "std")]
impl Sha256 for HostSha256 {
    fn hash_parts(parts: &[&[u8]]) -> [u8; 32] {
        use sha2::Digest;
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1: the digest of "abc", however it is cut.
    #[test]
    fn abc() {
        let want = [
            0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae,
            0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61,
            0xf2, 0x00, 0x15, 0xad,
        ];
        assert_eq!(HostSha256::hash_parts(&[b"abc"]), want);
        assert_eq!(HostSha256::hash_parts(&[b"a", b"", b"bc"]), want);
    }
}
