//! The `disputes` program in tests. Its instructions are in [`crate::oracle::challenges`], beside the
//! guardian's.

/// Error codes of `disputes`: 6000 plus the position in its list.
pub mod error {
    pub const WRONG_EPOCH: u32 = 6000;
    pub const NOT_SEALED: u32 = 6001;
    pub const ROOT_FINAL: u32 = 6002;
    pub const ROOT_DISPROVED: u32 = 6003;
    pub const LEAF_OUT_OF_RANGE: u32 = 6004;
    pub const UNKNOWN_SIDE: u32 = 6005;
    pub const NO_FAULT: u32 = 6006;
    pub const CHALLENGE_OPEN: u32 = 6007;
    pub const WRONG_CHALLENGER: u32 = 6008;
    pub const WRONG_VAULT: u32 = 6009;
    pub const WRONG_IO_MINT: u32 = 6010;
    pub const TOO_MANY_RECORDS: u32 = 6011;
}
