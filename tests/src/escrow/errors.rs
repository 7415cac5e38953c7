//! Error codes, as the program numbers them.

pub const BAD_PARAMETER: u32 = 6000;
pub const WRONG_PAYMENT_MINT: u32 = 6001;
pub const UNKNOWN_CLASS: u32 = 6002;
pub const UNKNOWN_SCENARIO: u32 = 6003;
pub const PRICE_ABOVE_MAX: u32 = 6004;
pub const WRONG_JOB_STATUS: u32 = 6005;
pub const TOO_LATE: u32 = 6006;
pub const NOT_THE_SUPPLIER: u32 = 6007;
pub const DEVICE_NOT_OFFERED: u32 = 6008;
pub const DEVICE_DOES_NOT_FIT: u32 = 6009;
pub const TOO_MANY_GPUS: u32 = 6010;
pub const WRONG_DEVICE_STAKE: u32 = 6011;
pub const STAKE_BELOW_REQUIREMENT: u32 = 6012;
pub const RATE_BELOW_MINIMUM: u32 = 6013;
pub const WRONG_LEASE: u32 = 6014;
pub const NOT_A_PARTY: u32 = 6015;
pub const NOT_THE_RENTER: u32 = 6016;
pub const EPOCH_NOT_FINAL: u32 = 6017;
pub const BAD_USAGE_PROOF: u32 = 6018;
pub const NOTHING_DUE: u32 = 6019;
pub const LEASE_SETTLED: u32 = 6020;
pub const WRONG_TREASURY: u32 = 6021;
pub const WRONG_VAULT: u32 = 6022;
pub const JOB_ENDED: u32 = 6023;
pub const TOO_EARLY: u32 = 6024;
pub const LEASE_NOT_SETTLED: u32 = 6025;
pub const LEASES_OPEN: u32 = 6026;
pub const WRONG_RECIPIENT: u32 = 6027;
pub const WRONG_HIRE: u32 = 6028;
pub const NOT_THE_AUTHORITY: u32 = 6029;
pub const NOT_THE_PENDING_AUTHORITY: u32 = 6030;
pub const FEE_ABOVE_LIMIT: u32 = 6032;
pub const TIME_OUT_OF_RANGE: u32 = 6033;
pub const RATE_ABOVE_MAX: u32 = 6034;
pub const TOO_FEW_HOURS: u32 = 6035;
pub const ABOVE_MOST_HOURS: u32 = 6036;
pub const FEES_DUE: u32 = 6037;
pub const WRONG_BOOKS: u32 = 6038;
pub const NO_RENTER_ACCOUNT: u32 = 6039;
pub const DRAWN_ONLY: u32 = 6040;
pub const NOT_DRAWN: u32 = 6041;
pub const BAD_RECEIPT: u32 = 6042;
/// `CoreError::ProofLength`.
pub const PROOF_LENGTH: u32 = 7008;
/// `CoreError::UnknownTier`.
pub const UNKNOWN_TIER: u32 = 7018;
/// `CoreError::EmptyLease`.
pub const EMPTY_LEASE: u32 = 7019;
/// `RuntimeError::NotTheUpgradeAuthority`.
pub const NOT_THE_UPGRADE_AUTHORITY: u32 = 7901;
/// `RuntimeError::WrongTokenMint`.
pub const WRONG_TOKEN_MINT: u32 = 7902;
/// `RuntimeError::WrongTokenOwner`.
pub const WRONG_TOKEN_OWNER: u32 = 7903;
/// `RuntimeError::NotTheAssociatedAccount`.
pub const NOT_THE_ASSOCIATED_ACCOUNT: u32 = 7904;
