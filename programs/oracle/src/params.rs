//! Parameters as the authority passes them, and their limits.
use crate::{
    errors::OracleError,
    settlement::MOST_WAIT_EPOCHS,
    state::{GpuClass, Oracle, EPOCH_RING},
};
use anchor_lang::prelude::*;

/// Least distance between opening and the first candidate slot, so that nobody who opens an epoch
/// knows the leader of that slot's hash as his own next turn.
const LEAST_ARM_SLOTS: u32 = 32;
/// Least distance between a deadline and the beacon drawn after it.
const LEAST_BEACON_GAP_SLOTS: u32 = 8;
/// Most epochs between a seal and its end.
pub const MOST_WINDOW_EPOCHS: u64 = 8;
/// Epochs from an epoch's opening to the last moment at which its settlement can slash: votes end
/// after 64, then come the window, the wait for those before, and half an epoch for challenges.
const LEAST_UNBONDING_EPOCHS: u64 = EPOCH_RING + MOST_WINDOW_EPOCHS + MOST_WAIT_EPOCHS + 1;

/// The parameters of `Oracle`, in the order of its fields, fixed at genesis.
#[derive(Clone, Copy, Debug, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OracleParams {
    /// Start of epoch 1, unix seconds; equal to that of `emissions`, above zero.
    pub genesis_ts: i64,
    /// 60 or more; equal to that of `emissions`.
    pub epoch_length_s: u32,
    /// IO base units, above zero.
    pub bond: u64,
    /// At least 75 epochs: a bond outlasts every settlement that its operator may have voted for, which
    /// is sealed within 64 epochs of its opening and final 11 epochs later at the latest. So a seat does
    /// not pass on while a record of its weight can still be voted on or slash it.
    pub unbonding_s: u32,
    /// At most 8 epochs: of the settlements that wait at one time, all fit a transaction that voids them.
    pub challenge_window_s: u32,
    /// Below one epoch.
    pub summary_window_s: u32,
    /// Above zero.
    pub price_max_age_s: u32,
    /// Above zero.
    pub ema_half_life_s: u32,
    /// Above zero.
    pub ring_spacing_s: u32,
    /// 32 or more.
    pub arm_slots: u32,
    /// Above zero.
    pub candidate_spacing_slots: u32,
    /// Above zero.
    pub commit_deadline_slots: u32,
    /// 8 or more.
    pub beacon_gap_slots: u32,
    /// Above zero.
    pub beacon_spacing_slots: u32,
    /// Above zero.
    pub response_slots: u32,
    /// Above zero.
    pub candidate_threshold: u8,
    pub guardian: Address,
    /// What a challenger of a settlement puts down, IO base units.
    pub challenge_bond: u64,
}

impl OracleParams {
    /// # Errors
    /// `ParamOutOfRange`.
    pub fn validate(&self) -> Result<()> {
        let epoch = u64::from(self.epoch_length_s);
        let in_range = self.genesis_ts > 0
            && self.epoch_length_s >= 60
            && self.bond > 0
            && u64::from(self.unbonding_s) >= epoch.saturating_mul(LEAST_UNBONDING_EPOCHS)
            && u64::from(self.challenge_window_s) <= epoch.saturating_mul(MOST_WINDOW_EPOCHS)
            && self.summary_window_s < self.epoch_length_s
            && self.price_max_age_s > 0
            && self.ema_half_life_s > 0
            && self.ring_spacing_s > 0
            && self.arm_slots >= LEAST_ARM_SLOTS
            && self.candidate_spacing_slots > 0
            && self.commit_deadline_slots > 0
            && self.beacon_gap_slots >= LEAST_BEACON_GAP_SLOTS
            && self.beacon_spacing_slots > 0
            && self.response_slots > 0
            && self.candidate_threshold > 0;
        require!(in_range, OracleError::ParamOutOfRange);
        Ok(())
    }

    /// Writes the parameters; the caller has validated them.
    pub fn write_to(&self, oracle: &mut Oracle) {
        oracle.genesis_ts = self.genesis_ts.into();
        oracle.epoch_length_s = self.epoch_length_s.into();
        oracle.bond = self.bond.into();
        oracle.unbonding_s = self.unbonding_s.into();
        oracle.challenge_window_s = self.challenge_window_s.into();
        oracle.summary_window_s = self.summary_window_s.into();
        oracle.price_max_age_s = self.price_max_age_s.into();
        oracle.ema_half_life_s = self.ema_half_life_s.into();
        oracle.ring_spacing_s = self.ring_spacing_s.into();
        oracle.arm_slots = self.arm_slots.into();
        oracle.candidate_spacing_slots = self.candidate_spacing_slots.into();
        oracle.commit_deadline_slots = self.commit_deadline_slots.into();
        oracle.beacon_gap_slots = self.beacon_gap_slots.into();
        oracle.beacon_spacing_slots = self.beacon_spacing_slots.into();
        oracle.response_slots = self.response_slots.into();
        oracle.candidate_threshold = self.candidate_threshold;
        oracle.guardian = self.guardian;
        oracle.challenge_bond = self.challenge_bond.into();
    }
}

/// One class as `set_class` takes it: the fields of `GpuClass`.
#[derive(Clone, Copy, Debug, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct GpuClassParams {
    /// UTF-8, zero padded, not empty.
    pub name: [u8; 24],
    /// Thousandths, above zero.
    pub multiplier_milli: u32,
    pub n: u32,
    pub k: u32,
    pub panels: u32,
    pub lanes: u32,
    pub steps: u32,
    pub time_ms: u32,
    /// Whether devices may be registered in it: only once its proof is calibrated.
    pub live: bool,
}

impl GpuClassParams {
    /// # Errors
    /// `ClassIncomplete` for an empty name, no multiplier, or dimensions or a time of zero.
    pub fn validate(&self) -> Result<()> {
        let complete = self.name[0] != 0
            && [
                self.multiplier_milli,
                self.n,
                self.k,
                self.panels,
                self.lanes,
                self.steps,
                self.time_ms,
            ]
            .iter()
            .all(|value| *value > 0);
        require!(complete, OracleError::ClassIncomplete);
        Ok(())
    }
}

impl From<&GpuClassParams> for GpuClass {
    fn from(params: &GpuClassParams) -> Self {
        Self {
            name: params.name,
            multiplier_milli: params.multiplier_milli.into(),
            n: params.n.into(),
            k: params.k.into(),
            panels: params.panels.into(),
            lanes: params.lanes.into(),
            steps: params.steps.into(),
            time_ms: params.time_ms.into(),
            live: u8::from(params.live),
            _pad: [0; 3],
            _reserved: [0; 8],
        }
    }
}
