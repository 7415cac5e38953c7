//! Refusals of `escrow`. Those of the money rules are `7000 + CoreError::code()`, those of a price
//! without quorum are `oracle`'s.
use anchor_lang::prelude::*;

/// Append only: codes are quoted by clients.
#[error_code]
pub enum EscrowError {
    // 6000
    #[msg("a parameter is out of range; fees of one side at most 10,000 basis points together, times positive")]
    BadParameter,
    // 6001
    #[msg("the payment mint is not accepted; pay in IOSD, IO or USDC, by the mints that the config names")]
    WrongPaymentMint,
    // 6002
    #[msg("no GPU class has this index; pick one of the listed classes")]
    UnknownClass,
    // 6003
    #[msg("a scenario is 0 (general), 1 (train) or 2 (inference)")]
    UnknownScenario,
    // 6004
    #[msg("the board's price is above the most you pay; raise max_price or wait")]
    PriceAboveMax,
    // 6005
    #[msg("the job is not open to this; read its status again")]
    WrongJobStatus,
    // 6006
    #[msg("the time for this has run out; the job can only expire now")]
    TooLate,
    // 6007
    #[msg("only the device's supplier may accept; sign with its wallet")]
    NotTheSupplier,
    // 6008
    #[msg("the device is not offered; offer it first")]
    DeviceNotOffered,
    // 6009
    #[msg("the device does not fit the job; class, region and connectivity tier must match")]
    DeviceDoesNotFit,
    // 6010
    #[msg("the host has more GPUs than the job still wants; offer a smaller one")]
    TooManyGpus,
    // 6011
    #[msg("the stake account is not this device's; pass the one derived from it")]
    WrongDeviceStake,
    // 6012
    #[msg("the device is not staked enough; stake up to its requirement")]
    StakeBelowRequirement,
    // 6013
    #[msg("the job pays less per GPU-hour than min_rate")]
    RateBelowMinimum,
    // 6014
    #[msg("the lease belongs to another job; pass one of this job's")]
    WrongLease,
    // 6015
    #[msg("only the renter or a supplier of the job may start it")]
    NotAParty,
    // 6016
    #[msg("only the job's renter may do this; sign with its wallet")]
    NotTheRenter,
    // 6017
    #[msg("the epoch is not final yet; wait until its challenge window has passed")]
    EpochNotFinal,
    // 6018
    #[msg("the proof does not lead to the epoch's usage root; fetch the leaf of that epoch")]
    BadUsageProof,
    // 6019
    #[msg("nothing is due: these seconds have been paid")]
    NothingDue,
    // 6020
    #[msg("the lease has had its final settlement; close it")]
    LeaseSettled,
    // 6021
    #[msg("the treasury's token account is not the treasury's; pass one of its accounts of the payment mint")]
    WrongTreasury,
    // 6022
    #[msg("the vault is not this job's; pass the one derived from it")]
    WrongVault,
    // 6023
    #[msg("the job has ended; settle and close its leases instead")]
    JobEnded,
    // 6024
    #[msg("it is too early; wait until the job's time and grace have run out and an epoch past its end is final")]
    TooEarly,
    // 6025
    #[msg(
        "the lease may still earn; settle it with an epoch past the job's end, or expire the job"
    )]
    LeaseNotSettled,
    // 6026
    #[msg("a lease of the job is still open; close the leases first")]
    LeasesOpen,
    // 6027
    #[msg("the wallet is not the one this pays; pass the one the account names")]
    WrongRecipient,
    // 6028
    #[msg("the hire is not this lease's; pass the one derived from its device")]
    WrongHire,
    // 6029
    #[msg("only the config authority may do this; sign with its key")]
    NotTheAuthority,
    // 6030
    #[msg("only the proposed authority may accept; sign with its key")]
    NotThePendingAuthority,
    // 6031
    #[msg("an internal total does not hold; nothing was changed, report this as a bug")]
    InvariantBroken,
    // 6032
    #[msg("each side pays at most 1,000 basis points in fees; lower them")]
    FeeAboveLimit,
    // 6033
    #[msg("times to match and start are a sixtieth of an epoch to 720 epochs, the grace 24 to 1,440, a window of rounds a whole part of an epoch and its draw a sixtieth at least; stay within")]
    TimeOutOfRange,
    // 6034
    #[msg("the rate in the payment token is above the most you pay; raise max_rate or wait")]
    RateAboveMax,
    // 6035
    #[msg("most_hours is below the hours of the order; allow at least those")]
    TooFewHours,
    // 6036
    #[msg(
        "a supplier of the job has not agreed to that many hours; extend by fewer or order anew"
    )]
    AboveMostHours,
    // 6037
    #[msg("fees are still due; collect them first, or wait until 30 days after the end")]
    FeesDue,
    // 6038
    #[msg("the account is not the one that counts what is burned; pass emissions' for IO, iosd's for IOSD")]
    WrongBooks,
    // 6039
    #[msg("the guarantee is the renter's; pass a token account of IO that the renter owns")]
    NoRenterAccount,
    // 6040
    #[msg(
        "the job waits for the devices that a round draws for it; opt in, or wait until it is free"
    )]
    DrawnOnly,
    // 6041
    #[msg("the device was not drawn for this job, or the time to take it is over")]
    NotDrawn,
    // 6042
    #[msg("the renter's receipt for these seconds is not verified right before this; put the Ed25519 program's instruction there, with key, signature and message in its own data")]
    BadReceipt,
}
