//! The parameters of the programs' instructions, out of the file.
use io_client::{escrow, iosd, oracle};
use io_core::amount::parse_amount;
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS};
use solana_pubkey::Pubkey;

use super::check::NAME_BYTES;
use super::{Class, Genesis, GenesisError, field};

impl Genesis {
    /// Smallest total that earns, IO base units.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn min_earning_stake(&self) -> Result<u64, GenesisError> {
        io(
            "staking.min_earning_stake_io",
            &self.staking.min_earning_stake_io,
        )
    }

    /// Bond of one operator, IO base units.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn bond(&self) -> Result<u64, GenesisError> {
        io("oracle.bond_io", &self.oracle.bond_io)
    }

    /// Parameters of `oracle::initialize`.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn oracle_params(
        &self,
        genesis_ts: i64,
        guardian: Pubkey,
    ) -> Result<oracle::types::OracleParams, GenesisError> {
        let from = &self.oracle;
        Ok(oracle::types::OracleParams {
            genesis_ts,
            epoch_length_s: self.emission.epoch_length_s,
            bond: self.bond()?,
            unbonding_s: from.unbonding_s,
            challenge_window_s: from.challenge_window_s,
            summary_window_s: from.summary_window_s,
            price_max_age_s: from.price_max_age_s,
            ema_half_life_s: from.ema_half_life_s,
            ring_spacing_s: from.ring_spacing_s,
            arm_slots: from.arm_slots,
            candidate_spacing_slots: from.candidate_spacing_slots,
            commit_deadline_slots: from.commit_deadline_slots,
            beacon_gap_slots: from.beacon_gap_slots,
            beacon_spacing_slots: from.beacon_spacing_slots,
            response_slots: from.response_slots,
            candidate_threshold: from.candidate_threshold,
            guardian,
            challenge_bond: io("oracle.challenge_bond_io", &from.challenge_bond_io)?,
        })
    }

    /// Parameters of `iosd::initialize`.
    ///
    /// # Errors
    /// [`GenesisError::Field`].
    pub fn iosd_params(&self, guardian: Pubkey) -> Result<iosd::types::IosdParams, GenesisError> {
        let from = &self.iosd;
        Ok(iosd::types::IosdParams {
            request_ttl_s: from.request_ttl_s,
            max_deviation_bps: from.max_deviation_bps,
            min_request_io: io("iosd.min_request_io", &from.min_request_io)?,
            min_request_iosd: whole_iosd("iosd.min_request_iosd", &from.min_request_iosd)?,
            mint_window_capacity: whole_iosd("iosd.mint_window_iosd", &from.mint_window_iosd)?,
            redeem_window_capacity: whole_iosd(
                "iosd.redeem_window_iosd",
                &from.redeem_window_iosd,
            )?,
            window_length_s: from.window_s,
            redeem_spread_bps: from.redeem_spread_bps,
            guardian,
        })
    }

    /// Parameters of `escrow::initialize`.
    #[must_use]
    pub fn escrow_params(&self, treasury: Pubkey) -> escrow::types::EscrowParams {
        let from = &self.escrow;
        escrow::types::EscrowParams {
            reservation_fee_bps: from.reservation_fee_bps,
            payment_fee_bps: from.payment_fee_bps,
            fee_burn_bps: from.fee_burn_bps,
            usdc_payment_fee_bps: from.usdc_payment_fee_bps,
            open_timeout_s: from.open_timeout_s,
            matched_timeout_s: from.matched_timeout_s,
            expiry_grace_s: from.expiry_grace_s,
            treasury,
            match_window_s: from.match_window_s,
            match_draw_s: from.match_draw_s,
            match_only_s: from.match_only_s,
        }
    }
}

impl Class {
    /// Parameters of `oracle::set_class`.
    #[must_use]
    pub fn params(&self) -> oracle::types::GpuClassParams {
        let mut name = [0; NAME_BYTES];
        // Checked when the file was read: at most 24 bytes.
        for (to, from) in name.iter_mut().zip(self.name.bytes()) {
            *to = from;
        }
        oracle::types::GpuClassParams {
            name,
            multiplier_milli: self.multiplier_milli,
            n: self.n,
            k: self.k,
            panels: self.panels,
            lanes: self.lanes,
            steps: self.steps,
            time_ms: self.time_ms,
            live: self.live,
        }
    }
}

fn io(name: &str, text: &str) -> Result<u64, GenesisError> {
    parse_amount(text, IO_DECIMALS).map_err(|error| field(name, error))
}

fn whole_iosd(name: &str, text: &str) -> Result<u64, GenesisError> {
    parse_amount(text, IOSD_DECIMALS).map_err(|error| field(name, error))
}
