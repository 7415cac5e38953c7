//! Error codes, as the program numbers them.

pub const MINT_PAUSED: u32 = 6000;
pub const REQUEST_TOO_SMALL: u32 = 6001;
pub const ZERO_LIMIT: u32 = 6002;
pub const WRONG_VAULT: u32 = 6003;
pub const WRONG_IO_ACCOUNT: u32 = 6004;
pub const WRONG_IOSD_ACCOUNT: u32 = 6005;
pub const ALREADY_RESOLVED: u32 = 6006;
pub const NOT_FIRST_IN_QUEUE: u32 = 6007;
pub const REQUEST_TIMED_OUT: u32 = 6008;
pub const WRONG_OWNER: u32 = 6009;
pub const NO_SUCH_ENTRY: u32 = 6010;
pub const PRICE_TOO_EARLY: u32 = 6011;
pub const NOT_THE_FIRST_PRICE: u32 = 6012;
pub const PRICE_ROLLED_OFF: u32 = 6013;
pub const PRICE_DEVIATES: u32 = 6014;
pub const LIMIT_NOT_MET: u32 = 6015;
pub const STILL_EXECUTABLE: u32 = 6016;
pub const STILL_PENDING: u32 = 6017;
pub const NOTHING_OWED: u32 = 6018;
pub const UNFIT_IO_MINT: u32 = 6019;
pub const BAD_PARAMETER: u32 = 6020;
pub const NOT_THE_GUARDIAN: u32 = 6021;
pub const PAUSED_TOO_RECENTLY: u32 = 6022;
pub const NOT_THE_AUTHORITY: u32 = 6023;
pub const NOT_THE_PENDING_AUTHORITY: u32 = 6024;
pub const ZERO_AMOUNT: u32 = 6026;
pub const WRONG_EMISSION: u32 = 6027;
pub const REQUEST_TIME_OUT_OF_RANGE: u32 = 6028;
pub const DEVIATION_OUT_OF_RANGE: u32 = 6029;
pub const SPREAD_ABOVE_LIMIT: u32 = 6030;
pub const MIN_REQUEST_ABOVE_LIMIT: u32 = 6031;
pub const WINDOW_OUT_OF_RANGE: u32 = 6032;
/// `CoreError::PriceNotPositive`.
pub const PRICE_NOT_POSITIVE: u32 = 7014;
/// `CoreError::ZeroOutput`.
pub const ZERO_OUTPUT: u32 = 7015;
/// `CoreError::WindowFull`.
pub const WINDOW_FULL: u32 = 7017;
/// `CoreError::RedemptionAboveBurned`.
pub const REDEMPTION_ABOVE_BURNED: u32 = 7024;
/// `RuntimeError::NotTheProgramData`.
pub const NOT_THE_PROGRAM_DATA: u32 = 7900;
/// `RuntimeError::NotTheUpgradeAuthority`.
pub const NOT_THE_UPGRADE_AUTHORITY: u32 = 7901;
