//! What the config account says at some time: parameters, the treasury, rounds, fees.
use crate::{
    errors::EscrowError,
    state::{Escrow, EscrowParams, Payment},
};
use anchor_lang::{address_eq, prelude::*};
use io_core::fees::Fees;
use io_runtime::params::in_force;

impl Escrow {
    /// The parameters stored as being in force.
    #[inline(never)]
    pub fn params(&self) -> EscrowParams {
        EscrowParams {
            reservation_fee_bps: self.reservation_fee_bps,
            payment_fee_bps: self.payment_fee_bps,
            fee_burn_bps: self.fee_burn_bps,
            usdc_payment_fee_bps: self.usdc_payment_fee_bps,
            open_timeout_s: self.open_timeout_s,
            matched_timeout_s: self.matched_timeout_s,
            expiry_grace_s: self.expiry_grace_s,
            treasury: self.treasury,
            match_window_s: self.match_window_s,
            match_draw_s: self.match_draw_s,
            match_only_s: self.match_only_s,
        }
    }

    /// Stores `params` as being in force.
    #[inline(never)]
    pub fn set(&mut self, params: &EscrowParams) {
        self.reservation_fee_bps = params.reservation_fee_bps;
        self.payment_fee_bps = params.payment_fee_bps;
        self.fee_burn_bps = params.fee_burn_bps;
        self.usdc_payment_fee_bps = params.usdc_payment_fee_bps;
        self.open_timeout_s = params.open_timeout_s;
        self.matched_timeout_s = params.matched_timeout_s;
        self.expiry_grace_s = params.expiry_grace_s;
        self.treasury = params.treasury;
        self.match_window_s = params.match_window_s;
        self.match_draw_s = params.match_draw_s;
        self.match_only_s = params.match_only_s;
    }

    /// Puts a change in force whose time has come. What reads the account without writing it asks
    /// [`Escrow::treasury_at`] and [`Escrow::rounds_at`]: the parameters that are not copied into jobs.
    #[inline(always)]
    pub fn enact(&mut self, now_ts: i64) {
        if in_force(self.next_from_ts, now_ts) {
            self.enact_next();
        }
    }

    #[cold]
    #[inline(never)]
    fn enact_next(&mut self) {
        let next = self.next;
        self.set(&next);
        self.next_from_ts = 0i64.into();
    }

    /// What ends every instruction that changes the account: somebody is the authority, and what the
    /// program relies on holds for the parameters.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.authority != Address::default() && self.params().validate().is_ok(),
            EscrowError::InvariantBroken
        );
        Ok(())
    }

    /// Who takes fees at `now_ts`.
    #[inline(always)]
    pub fn treasury_at(&self, now_ts: i64) -> &Address {
        if in_force(self.next_from_ts, now_ts) {
            &self.next.treasury
        } else {
            &self.treasury
        }
    }

    /// Length of a window and of the time to draw, seconds, at `now_ts`.
    #[inline(always)]
    pub fn rounds_at(&self, now_ts: i64) -> (u32, u32) {
        if in_force(self.next_from_ts, now_ts) {
            let next = &self.next;
            (next.match_window_s.get(), next.match_draw_s.get())
        } else {
            (self.match_window_s.get(), self.match_draw_s.get())
        }
    }

    /// End of `epoch`, unix seconds: `genesis + epoch · length`.
    ///
    /// # Errors
    /// `InvariantBroken` beyond an i64.
    pub fn epoch_end_ts(&self, epoch: u64) -> Result<i64> {
        let end = epoch
            .checked_mul(u64::from(self.epoch_length_s.get()))
            .and_then(|since| i64::try_from(since).ok())
            .and_then(|since| self.genesis_ts.get().checked_add(since))
            .ok_or(EscrowError::InvariantBroken)?;
        Ok(end)
    }

    /// The token that `mint` is, if jobs may be paid in it.
    ///
    /// # Errors
    /// `WrongPaymentMint`.
    pub fn payment(&self, mint: &Address) -> Result<Payment> {
        if address_eq(mint, &self.iosd_mint) {
            Ok(Payment::Iosd)
        } else if address_eq(mint, &self.io_mint) {
            Ok(Payment::Io)
        } else if address_eq(mint, &self.usdc_mint) {
            Ok(Payment::Usdc)
        } else {
            Err(EscrowError::WrongPaymentMint.into())
        }
    }

    /// Fees of a job paid in `payment`.
    pub fn fees(&self, payment: Payment) -> Fees {
        let (payment_bps, burn_bps) = match payment {
            Payment::Iosd | Payment::Io => (self.payment_fee_bps.get(), self.fee_burn_bps.get()),
            Payment::Usdc => (self.usdc_payment_fee_bps.get(), 0),
        };
        Fees {
            reservation_bps: self.reservation_fee_bps.get(),
            payment_bps,
            burn_bps,
        }
    }
}
