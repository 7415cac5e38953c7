//! Refusals of `market`. Those of the money rules are `7000 + CoreError::code()`.
use anchor_lang::prelude::*;

/// Append only: codes are quoted by clients.
#[error_code]
pub enum MarketError {
    // 6000
    #[msg("no rounds are held; take an open job directly")]
    NoRounds,
    // 6001
    #[msg("the round is not at this point; entries come between opening and close, the draw before its end, closing after")]
    WrongRoundTime,
    // 6002
    #[msg("the round is another class's or another window's; pass the one derived from class and time")]
    WrongRound,
    // 6003
    #[msg("the round is full of larger stakes; stake more, or enter the next one")]
    RoundFull,
    // 6004
    #[msg("the device is in the round already, or a job of this renter that is larger or was named; enter the next one, or name the job with the renter's signature")]
    AlreadyEntered,
    // 6005
    #[msg("only the device's supplier may opt it in; sign with its wallet")]
    NotTheSupplier,
    // 6006
    #[msg("the device is not offered; offer it first")]
    DeviceNotOffered,
    // 6007
    #[msg("the hire is not this device's; pass the one derived from it")]
    WrongHire,
    // 6008
    #[msg("the device is hired; opt in again once its lease is closed")]
    DeviceHired,
    // 6009
    #[msg("the stake account is not this device's; pass the one derived from it")]
    WrongDeviceStake,
    // 6010
    #[msg("the device is not staked enough; stake up to its requirement")]
    StakeBelowRequirement,
    // 6011
    #[msg("the job is not open; only open jobs wait for devices")]
    WrongJobStatus,
    // 6012
    #[msg("the job is free for any supplier before the round ends; take it directly then")]
    TooLate,
    // 6013
    #[msg("the stake position is not the renter's; pass the one derived from its wallet")]
    WrongPosition,
    // 6014
    #[msg(
        "only the job's renter may name it; sign with its wallet, or enter it without a signature"
    )]
    NotTheRenter,
    // 6015
    #[msg("the round has been drawn; read what it assigned")]
    AlreadyDrawn,
    // 6016
    #[msg("the armed slot has not passed yet; try again in a moment")]
    SlotNotReached,
    // 6017
    #[msg("the wallet is not the one that paid for the round; pass the one the account names")]
    WrongRecipient,
    // 6018
    #[msg("an internal total does not hold; nothing was changed, report this as a bug")]
    InvariantBroken,
}
