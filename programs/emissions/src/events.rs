//! What happened, with totals before and after. IO amounts are base units.
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct EmissionInitialized {
    pub authority: Address,
    pub io_mint: Address,
    pub genesis_ts: i64,
    pub epoch_length_s: u32,
    pub stakers_bps: u16,
    pub cpu_bps: u16,
}

#[event(bytemuck)]
pub struct AllocationMinted {
    pub destination: Address,
    pub amount: u64,
    pub allocation: u64,
    /// Bit i: allocation i has been minted.
    pub minted_before: u64,
    pub minted_after: u64,
}

#[event(bytemuck)]
pub struct EmissionAccrued {
    pub epoch_before: u64,
    pub epoch_after: u64,
    pub emitted_before: u64,
    pub emitted_after: u64,
    pub to_stakers: u64,
    pub to_gpu_suppliers: u64,
    pub to_cpu_reserve: u64,
}

#[event(bytemuck)]
pub struct ConservationChecked {
    pub epoch: u64,
    pub io_supply: u64,
    /// The ledger: the supply is at most genesis + emitted + redeemed − burned_for_iosd − fees_burned
    /// − slashed.
    pub genesis: u64,
    pub emitted: u64,
    pub redeemed: u64,
    pub burned_for_iosd: u64,
    pub fees_burned: u64,
    pub slashed: u64,
    pub iosd_supply: u64,
    /// At most minted − redeemed − fees burned of IOSD exist.
    pub iosd_minted: u64,
    pub iosd_redeemed: u64,
    pub iosd_fees_burned: u64,
    /// Sum of the last sealed settlement.
    pub settled: u64,
    pub claimed: u64,
}

#[event(bytemuck)]
pub struct RewardsClaimed {
    pub wallet: Address,
    pub destination: Address,
    /// Epoch of the settlement shown.
    pub epoch: u64,
    pub claimed_before: u64,
    pub claimed_after: u64,
}

#[event(bytemuck)]
pub struct BeneficiaryChanged {
    pub allocation: u64,
    /// Zero: none was named before.
    pub before: Address,
    pub after: Address,
}

#[event(bytemuck)]
pub struct BeneficiaryProposed {
    pub allocation: u64,
    pub beneficiary: Address,
    pub pending_before: Address,
    pub pending_after: Address,
}

#[event(bytemuck)]
pub struct VestedClaimed {
    pub allocation: u64,
    pub beneficiary: Address,
    pub destination: Address,
    pub claimed_before: u64,
    /// All that has vested up to now.
    pub claimed_after: u64,
    pub total: u64,
}

#[event(bytemuck)]
pub struct IoBurned {
    /// Whose tokens.
    pub authority: Address,
    /// 0: for IOSD, 1: a fee.
    pub reason: u64,
    /// Burned in all for this reason.
    pub total_before: u64,
    pub total_after: u64,
}

#[event(bytemuck)]
pub struct IoRedeemed {
    pub destination: Address,
    pub redeemed_before: u64,
    pub redeemed_after: u64,
    pub burned_for_iosd: u64,
}

#[event(bytemuck)]
pub struct SplitChanged {
    /// The new shares count from the end of this epoch.
    pub from_epoch: u64,
    pub stakers_bps_before: u16,
    pub cpu_bps_before: u16,
    pub stakers_bps_after: u16,
    pub cpu_bps_after: u16,
}

#[event(bytemuck)]
pub struct AuthorityProposed {
    pub authority: Address,
    pub pending_before: Address,
    pub pending_after: Address,
}

#[event(bytemuck)]
pub struct AuthorityAccepted {
    pub authority_before: Address,
    pub authority_after: Address,
}
