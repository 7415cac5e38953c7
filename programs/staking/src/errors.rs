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
}
