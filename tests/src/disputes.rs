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
    pub const NOTHING_PROVED: u32 = 6012;
    pub const WRONG_DEVICE: u32 = 6013;
    pub const UNKNOWN_CLASS: u32 = 6014;
    pub const NOT_IN_THE_VERDICTS: u32 = 6015;
    pub const NO_VERDICT: u32 = 6016;
    pub const SHOW_FIRST: u32 = 6017;
    pub const UNKNOWN_GPU: u32 = 6018;
    pub const NOT_IN_THE_LEAVES: u32 = 6019;
    pub const NOT_IN_THE_BUNDLE: u32 = 6020;
    pub const OUT_OF_RANGE: u32 = 6021;
    pub const WRONG_LENGTH: u32 = 6022;
    pub const WRONG_COMMITS: u32 = 6023;
    pub const COMMITS_OVERWRITTEN: u32 = 6024;
    pub const NOTHING_MISSING: u32 = 6025;
    pub const NOT_WON: u32 = 6026;
    pub const NOT_IN_THE_SUMMARY: u32 = 6027;
    pub const UNKNOWN_SEAT: u32 = 6028;
    pub const ALREADY_SHOWN: u32 = 6029;
}
