//! Append only: clients quote the codes.
use anchor_lang::prelude::*;

#[error_code]
pub enum StakingError {
    // 6000
    #[msg("the amount is zero; name how much")]
    ZeroAmount,
    // 6001
    #[msg("the hours up to now are not accrued; put emissions' accrue before this instruction")]
    AccrueFirst,
    // 6002
    #[msg("the account is not the pool's vault; pass the one the pool names")]
    WrongVault,
    // 6003
    #[msg("only the owner of this stake may do this; sign with its wallet")]
    NotTheOwner,
    // 6004
    #[msg("more than is staked and not locked; ask for less")]
    InsufficientStake,
    // 6005
    #[msg("all four cooling tickets are in use; withdraw a matured one or wait for it")]
    TicketsFull,
    // 6006
    #[msg("nothing has finished cooling; wait for the earliest ticket's unlock time")]
    NothingMatured,
    // 6007
    #[msg("stake is locked under a proposed slash; it can leave when the lock lapses")]
    StakeLocked,
    // 6008
    #[msg("no rewards are due; stake earns with the hours")]
    NothingToClaim,
    // 6009
    #[msg("only the device's supplier may stake for it; sign with that wallet")]
    NotTheSupplier,
    // 6010
    #[msg("the device is retired; register another")]
    DeviceRetired,
    // 6011
    #[msg("the device is not the one this stake backs; pass that one")]
    WrongDevice,
    // 6012
    #[msg("only the config authority may do this; sign with it")]
    NotTheAuthority,
    // 6013
    #[msg("only the proposed authority may accept; sign with the key that set_authority named")]
    NotThePendingAuthority,
    // 6014
    #[msg("the least stake that earns must be positive; name at least one base unit")]
    MinEarningStakeZero,
    // 6015
    #[msg("the IO mint must have 8 decimals and no freeze authority; pass the IO mint")]
    WrongMint,
    // 6016
    #[msg("the total does not fit 64 bits; stake less")]
    Overflow,
    // 6017
    #[msg("the books do not balance; nothing was changed, report this")]
    InvariantBroken,
    // 6018
    #[msg("the cooldown must be positive; name at least one second")]
    CooldownZero,
    // 6019
    #[msg(
        "the account's class is not listed; pass the oracle's classes and a device of one of them"
    )]
    UnknownClass,
    // 6020
    #[msg("co-stakes would exceed half of the device's stake; stake less, or let the owner stake more")]
    CoStakeAboveHalf,
    // 6021
    #[msg("a co-stake is at least 50 IO; stake more, or leave with all of it")]
    CoStakeBelowMinimum,
    // 6022
    #[msg("the owner cannot co-stake on his own device; use stake_device")]
    OwnerCannotCoStake,
    // 6023
    #[msg("the owner does not take co-stakes for this device; choose another")]
    CoStakeClosed,
    // 6024
    #[msg("the reward share is at most 10,000 basis points; lower it")]
    RewardShareOutOfRange,
    // 6025
    #[msg("the reward share is fixed while anybody co-stakes; wait until all have left")]
    RewardShareFixed,
    // 6026
    #[msg(
        "the owner shares less of the reward than min_share_bps; ask for less or choose another"
    )]
    RewardShareBelowMinimum,
    // 6027
    #[msg("a slash is proposed against this device; wait until it is confirmed or has lapsed")]
    DeviceUnderSlash,
    // 6028
    #[msg("that much is not above the requirement, which counts for a cooldown after it falls; ask for less, or unstake")]
    NoSurplus,
    // 6029
    #[msg("the account is neither a position nor a device's stake; pass the stake that the evidence names")]
    NotAStake,
    // 6030
    #[msg("only the slash authority may propose slashes; sign with it")]
    NotTheSlashAuthority,
    // 6031
    #[msg("only governance may do this; sign with its key")]
    NotTheGovernance,
    // 6032
    #[msg("only the proposed governance may accept; sign with the key that set_governance named")]
    NotThePendingGovernance,
    // 6033
    #[msg("only oracle executes slashes, for what it has found proven; challenge there")]
    NotTheSlasher,
    // 6034
    #[msg("a slash of less than 50 IO is not proposed; ask for more")]
    ProposalBelowMinimum,
    // 6035
    #[msg("nothing of this stake is left to lock; wait for the open proposals")]
    NothingToLock,
    // 6036
    #[msg("proposals may lock 1% of all stake a day; ask for less or wait")]
    DailyLockLimit,
    // 6037
    #[msg("the proposal was confirmed or has lapsed; there is nothing left to decide")]
    ProposalResolved,
    // 6038
    #[msg("the stake is not the one the proposal names; pass that one")]
    WrongTarget,
    // 6039
    #[msg("the accused may still appeal; confirm when 30 days have passed since the proposal")]
    AppealOpen,
    // 6040
    #[msg("the time to confirm is over; call lapse_slash")]
    ProposalLapsed,
    // 6041
    #[msg("the proposal stands until 44 days after it was made; only governance may dismiss it before")]
    ProposalStands,
    // 6042
    #[msg("only escrow locks, releases and pays guarantees; hire and settle there")]
    NotTheEscrow,
    // 6043
    #[msg("more than is guaranteed; name at most what was locked")]
    NotGuaranteed,
    // 6044
    #[msg("the owner has not signed for it; he may by set_auto_compound")]
    NotAutoCompounding,
    // 6045
    #[msg("nothing is staked for the rewards to join; claim them instead")]
    NothingStaked,
    // 6046
    #[msg("the device is hired; take what is above its requirement by withdraw_surplus, or wait until its lease is closed")]
    DeviceHired,
    // 6047
    #[msg(
        "the account is not the hire of this device; pass the address that escrow derives from it"
    )]
    WrongHire,
    // 6048
    #[msg("the cooldown is 24 to 2,160 epochs; stay within")]
    CooldownOutOfRange,
    // 6049
    #[msg("the least stake that earns is at most a million IO; lower it")]
    MinEarningStakeAboveLimit,
}
