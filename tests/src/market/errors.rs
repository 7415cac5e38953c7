//! Error codes, as the program numbers them.

pub const NO_ROUNDS: u32 = 6000;
pub const WRONG_ROUND_TIME: u32 = 6001;
pub const WRONG_ROUND: u32 = 6002;
pub const ROUND_FULL: u32 = 6003;
pub const ALREADY_ENTERED: u32 = 6004;
pub const NOT_THE_SUPPLIER: u32 = 6005;
pub const DEVICE_NOT_OFFERED: u32 = 6006;
pub const WRONG_HIRE: u32 = 6007;
pub const DEVICE_HIRED: u32 = 6008;
pub const WRONG_DEVICE_STAKE: u32 = 6009;
pub const STAKE_BELOW_REQUIREMENT: u32 = 6010;
pub const WRONG_JOB_STATUS: u32 = 6011;
pub const TOO_LATE: u32 = 6012;
pub const WRONG_POSITION: u32 = 6013;
pub const NOT_THE_RENTER: u32 = 6014;
pub const ALREADY_DRAWN: u32 = 6015;
pub const SLOT_NOT_REACHED: u32 = 6016;
pub const WRONG_RECIPIENT: u32 = 6017;
