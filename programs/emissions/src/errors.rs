//! Append only: clients quote the codes.
use anchor_lang::prelude::*;

#[error_code]
pub enum EmissionsError {
    // 6000
    #[msg("an epoch lasts at least one second; pass a positive length")]
    EpochLengthZero,
    // 6001
    #[msg("the genesis lies more than one epoch in the past and would emit at once; pass a later time")]
    GenesisInThePast,
    // 6002
    #[msg(
        "the IO mint's authority is not the emission account; create the mint with that authority"
    )]
    WrongMintAuthority,
    // 6003
    #[msg("the IO mint has a supply already; genesis starts from an unused mint")]
    SupplyNotZero,
    // 6004
    #[msg("the IO mint must have 8 decimals; create it so")]
    WrongDecimals,
    // 6005
    #[msg("the IO mint has a freeze authority; create it without one")]
    FreezeAuthorityPresent,
    // 6006
    #[msg("the stakers' vault is not the staking program's reward vault of this mint; initialize staking first")]
    WrongStakerVault,
    // 6007
    #[msg("only the config authority may do this; sign with it")]
    NotTheAuthority,
    // 6008
    #[msg("only the proposed authority may accept; sign with the key that set_authority named")]
    NotThePendingAuthority,
    // 6009
    #[msg("there is no allocation of this number; see the genesis table")]
    UnknownAllocation,
    // 6010
    #[msg("this allocation has been minted; each is minted once")]
    AllocationMinted,
    // 6011
    #[msg("this allocation vests; mint it with mint_vested_allocation")]
    AllocationVests,
    // 6012
    #[msg("this allocation does not vest; mint it with mint_allocation")]
    AllocationDoesNotVest,
    // 6013
    #[msg("the account is not the one the emission account names; pass that one")]
    WrongVault,
    // 6014
    #[msg("the mint is not IO; pass the IO mint")]
    WrongMint,
    // 6015
    #[msg("the clock ran behind what is accrued; nothing to do until it catches up")]
    ClockBehind,
    // 6016
    #[msg("the settlement is not sealed; wait for the operators' vote")]
    NotSealed,
    // 6017
    #[msg("the settlement may still be challenged; claim after its window")]
    NotFinal,
    // 6018
    #[msg("nothing is left to claim up to this settlement; wait for the next one")]
    NothingToClaim,
    // 6019
    #[msg("the claim exceeds what was emitted to suppliers; accrue first")]
    ClaimAboveEmission,
    // 6020
    #[msg("the hours up to now are not accrued; put accrue before this instruction")]
    AccrueFirst,
    // 6021
    #[msg("the books do not balance; nothing was changed, report this")]
    InvariantBroken,
    // 6022
    #[msg("the amount is zero; ask for more")]
    ZeroAmount,
    // 6023
    #[msg("only iosd's account may do this, through iosd; request and execute there")]
    NotIosd,
    // 6024
    #[msg("no more IO can be redeemed than was burned for IOSD; ask for less")]
    RedeemedAboveBurned,
    // 6025
    #[msg("nobody is named to be paid from this grant; the authority names the beneficiary first")]
    BeneficiaryNotNamed,
    // 6026
    #[msg("the grant has a beneficiary, who alone may hand it over; ask that wallet")]
    BeneficiaryNamed,
    // 6027
    #[msg("only the grant's beneficiary may hand it over; sign with that wallet")]
    NotTheBeneficiary,
    // 6028
    #[msg("only the wallet that the beneficiary proposed may take the grant over; sign with it")]
    NotThePendingBeneficiary,
    // 6029
    #[msg("nothing has vested since the last claim; wait for the end of the month")]
    NothingVested,
    // 6030
    #[msg("the account is not the one whose books are checked, or its program is not initialized; pass that one")]
    WrongBooks,
    // 6031
    #[msg("what was emitted is not what the schedule says; stop and report this")]
    EmittedOffSchedule,
    // 6032
    #[msg("more IO exist than were minted and not burned; stop and report this")]
    SupplyAboveLedger,
    // 6033
    #[msg("suppliers have claimed more than the last settlement sums to; stop and report this")]
    ClaimedAboveSettled,
    // 6034
    #[msg("the last settlement sums to more than suppliers were emitted; stop and report this")]
    SettledAboveEmission,
    // 6035
    #[msg("the suppliers' vault holds less than what is unclaimed; stop and report this")]
    SupplierVaultShort,
    // 6036
    #[msg("the reserve vault holds less than the CPU part; stop and report this")]
    CpuReserveShort,
    // 6037
    #[msg("the vault of a vesting allocation holds less than its grant has still to pay; stop and report this")]
    AllocationVaultShort,
    // 6038
    #[msg("the stake vault holds less than all stakes; stop and report this")]
    StakeVaultShort,
    // 6039
    #[msg("the stakers' reward vault holds less than their unpaid rewards and reserve; stop and report this")]
    RewardVaultShort,
    // 6040
    #[msg("iosd counts other burns or redemptions than emissions; stop and report this")]
    IosdBooksDiffer,
    // 6041
    #[msg("more IOSD exist than were minted and not burned; stop and report this")]
    IosdSupplyAboveLedger,
    // 6042
    #[msg("a vault of iosd holds less than its requests have locked; stop and report this")]
    IosdVaultShort,
}
