//! Refusals of `iosd`. Those of the money rules are `7000 + CoreError::code()`.
use anchor_lang::prelude::*;

/// Append only: codes are quoted by clients.
#[error_code]
pub enum IosdError {
    // 6000
    #[msg("the guardian has paused minting; wait until the pause lapses, or collect the refund after the request's time")]
    MintPaused,
    // 6001
    #[msg("the request locks less than the minimum; lock more")]
    RequestTooSmall,
    // 6002
    #[msg("the limit is zero; name the least you accept or the amount you want")]
    ZeroLimit,
    // 6003
    #[msg("this is not the mint or the vault of the program; pass the one its account names")]
    WrongVault,
    // 6004
    #[msg("the IO account is not the owner's account of the IO mint; pass one that is")]
    WrongIoAccount,
    // 6005
    #[msg("the IOSD account is not the owner's account of the IOSD mint; pass one that is")]
    WrongIosdAccount,
    // 6006
    #[msg(
        "this request has been resolved already; nothing is left to do but collect what it owes"
    )]
    AlreadyResolved,
    // 6007
    #[msg("requests are resolved in order; resolve the one at the head of the queue first")]
    NotFirstInQueue,
    // 6008
    #[msg("the request's time is over; call refund")]
    RequestTimedOut,
    // 6009
    #[msg("the wallet is not the request's owner; pass the owner")]
    WrongOwner,
    // 6010
    #[msg("the ring has no entry at this index; pass the first entry after the request")]
    NoSuchEntry,
    // 6011
    #[msg("some value of this price landed before the request; wait for a later entry")]
    PriceTooEarly,
    // 6012
    #[msg("an earlier entry already postdates the request; pass the first one")]
    NotTheFirstPrice,
    // 6013
    #[msg("the ring no longer holds the entries around the request; wait for the refund")]
    PriceRolledOff,
    // 6014
    #[msg("the price has left its moving average; the request can only be refunded")]
    PriceDeviates,
    // 6015
    #[msg("the price does not meet the owner's limit; the request can only be refunded")]
    LimitNotMet,
    // 6016
    #[msg("the request can still be executed; call execute, or wait until its time is over")]
    StillExecutable,
    // 6017
    #[msg("the request waits for its price; resolve it first")]
    StillPending,
    // 6018
    #[msg("nothing is owed to this request; there is nothing to collect")]
    NothingOwed,
    // 6019
    #[msg("the IO mint must be minted by the emissions program alone, have 8 decimals and no freeze authority; pass that mint")]
    UnfitIoMint,
    // 6020
    #[msg("a parameter is out of range; durations, capacities and minimums are positive, deviation and spread at most 10,000 basis points")]
    BadParameter,
    // 6021
    #[msg("only the guardian may pause minting; sign with its key")]
    NotTheGuardian,
    // 6022
    #[msg("minting was paused too recently; the guardian must wait until 30 days after the last pause")]
    PausedTooRecently,
    // 6023
    #[msg("only the config authority may do this; sign with its key")]
    NotTheAuthority,
    // 6024
    #[msg("only the proposed authority may accept; sign with its key")]
    NotThePendingAuthority,
    // 6025
    #[msg("an internal total does not hold; nothing was changed, report this as a bug")]
    InvariantBroken,
    // 6026
    #[msg("the amount is zero; burn more")]
    ZeroAmount,
    // 6027
    #[msg("this is not the emissions program or its account; pass those")]
    WrongEmission,
    // 6028
    #[msg("a request lives a sixtieth of an epoch to 24 epochs; stay within")]
    RequestTimeOutOfRange,
    // 6029
    #[msg("the price may be 100 to 2,500 basis points from its average; stay within")]
    DeviationOutOfRange,
    // 6030
    #[msg("the spread on a redemption is at most 500 basis points; lower it")]
    SpreadAboveLimit,
    // 6031
    #[msg("the least a request locks is at most 1,000 IO or 1,000 IOSD; lower it")]
    MinRequestAboveLimit,
    // 6032
    #[msg("a window is 10,000 to 1,000,000 IOSD over 1 to 168 epochs; stay within")]
    WindowOutOfRange,
}
