//! Which parameters are in force. A change of the config authority counts from the start of an epoch on:
//! until then the account holds both, and afterwards as well until somebody writes it. Whoever reads a
//! parameter therefore says for when.
use crate::escrow::{accounts::Escrow, types::EscrowParams};
use crate::iosd::{accounts::Iosd, types::IosdParams};
use crate::staking::accounts::Pool;

fn in_force(from_ts: i64, at_ts: i64) -> bool {
    from_ts > 0 && at_ts >= from_ts
}

impl Escrow {
    /// Fees, times and treasury in force at `at_ts`.
    pub fn params_at(&self, at_ts: i64) -> EscrowParams {
        if in_force(self.next_from_ts, at_ts) {
            return self.next.clone();
        }
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
}

impl Iosd {
    /// Limits of minting and redemption in force at `at_ts`.
    pub fn params_at(&self, at_ts: i64) -> IosdParams {
        if in_force(self.next_from_ts, at_ts) {
            return self.next.clone();
        }
        IosdParams {
            request_ttl_s: self.request_ttl_s,
            max_deviation_bps: self.max_deviation_bps,
            min_request_io: self.min_request_io,
            min_request_iosd: self.min_request_iosd,
            mint_window_capacity: self.mint_window_capacity,
            redeem_window_capacity: self.redeem_window_capacity,
            window_length_s: self.window_length_s,
            redeem_spread_bps: self.redeem_spread_bps,
            guardian: self.guardian,
        }
    }
}

impl Pool {
    /// Cooldown that begins at `at_ts`, seconds.
    pub fn cooldown_s_at(&self, at_ts: i64) -> u32 {
        if in_force(self.next_from_ts, at_ts) {
            self.next_cooldown_s
        } else {
            self.cooldown_s
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    fn zeroed<T: AccountData>() -> T {
        let mut data = T::DISCRIMINATOR.to_vec();
        data.resize(T::LEN, 0);
        T::decode(&data).unwrap()
    }

    #[test]
    fn a_change_counts_from_its_moment_on() {
        let (mut escrow, mut iosd, mut pool): (Escrow, Iosd, Pool) = (zeroed(), zeroed(), zeroed());
        escrow.expiry_grace_s = 1;
        escrow.next.expiry_grace_s = 2;
        iosd.min_request_io = 1;
        iosd.next.min_request_io = 2;
        pool.cooldown_s = 1;
        pool.next_cooldown_s = 2;
        for (from_ts, at_ts, want) in [(0, 9, 1), (10, 9, 1), (10, 10, 2)] {
            escrow.next_from_ts = from_ts;
            iosd.next_from_ts = from_ts;
            pool.next_from_ts = from_ts;
            assert_eq!(escrow.params_at(at_ts).expiry_grace_s, want);
            assert_eq!(iosd.params_at(at_ts).min_request_io, u64::from(want));
            assert_eq!(pool.cooldown_s_at(at_ts), want);
        }
    }
}
