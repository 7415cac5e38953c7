//! What jobs are paid in: mint, decimals, fees and rate of each token, as `escrow` has them.
use io_core::{
    CoreError,
    fees::Fees,
    iosd::Backing,
    pricing::rate_io,
    units::{IO_DECIMALS, IOSD_DECIMALS},
};
use solana_pubkey::Pubkey;

use crate::escrow::{
    accounts::{Escrow, Job},
    types::EscrowParams,
};
use crate::pda::{TOKEN_2022_PROGRAM_ID, TOKEN_PROGRAM_ID, associated_token_by};
use crate::status::Payment;

impl Job {
    /// The token program of what it is paid in.
    #[must_use]
    pub const fn token_program(&self) -> Pubkey {
        if self.token_2022 == 1 {
            TOKEN_2022_PROGRAM_ID
        } else {
            TOKEN_PROGRAM_ID
        }
    }

    /// A wallet's associated account of what it is paid in.
    #[must_use]
    pub fn account_of(&self, wallet: &Pubkey) -> Pubkey {
        associated_token_by(&self.token_program(), wallet, &self.payment_mint)
    }
}

impl Payment {
    /// The mint that `escrow` takes for it.
    #[must_use]
    pub fn mint(self, escrow: &Escrow) -> Pubkey {
        match self {
            Self::Iosd => escrow.iosd_mint,
            Self::Io => escrow.io_mint,
            Self::Usdc => escrow.usdc_mint,
        }
    }

    /// Digits behind the point.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        match self {
            // USDC has IOSD's, which `escrow` checks at genesis.
            Self::Iosd | Self::Usdc => IOSD_DECIMALS,
            Self::Io => IO_DECIMALS,
        }
    }

    /// As people write it.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Iosd => "IOSD",
            Self::Io => "IO",
            Self::Usdc => "USDC",
        }
    }

    /// Fees of a job created now.
    #[must_use]
    pub fn fees(self, params: &EscrowParams) -> Fees {
        let (payment_bps, burn_bps) = match self {
            Self::Iosd | Self::Io => (params.payment_fee_bps, params.fee_burn_bps),
            Self::Usdc => (params.usdc_payment_fee_bps, 0),
        };
        Fees {
            reservation_bps: params.reservation_fee_bps,
            payment_bps,
            burn_bps,
        }
    }

    /// Base units per GPU-hour of `rate_usd` micro-dollars, at the lower median `io_price` (USD × 10⁸) of the newest
    /// entry of the ring and what backs the IOSD.
    ///
    /// # Errors
    /// Those of the money rules.
    pub fn rate(self, rate_usd: u64, io_price: u64, backing: &Backing) -> Result<u64, CoreError> {
        match self {
            Self::Usdc => Ok(rate_usd),
            Self::Io => rate_io(rate_usd, io_price),
            Self::Iosd => backing.lease_amount(rate_usd, io_price),
        }
    }
}

impl std::str::FromStr for Payment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL
            .iter()
            .find(|payment| payment.symbol().eq_ignore_ascii_case(text));
        found
            .copied()
            .ok_or_else(|| format!("{text:?} is no payment; jobs are paid in iosd, io or usdc"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_has_its_rate() {
        let half = Backing {
            burned: 100_000_000,
            redeemed: 0,
            supply: 4_000_000,
        };
        let rate = |payment: Payment| payment.rate(1_232_000, 200_000_000, &half);
        assert_eq!(rate(Payment::Usdc), Ok(1_232_000));
        assert_eq!(rate(Payment::Io), Ok(61_600_000));
        assert_eq!(rate(Payment::Iosd), Ok(2_464_000));
        assert_eq!("usdc".parse(), Ok(Payment::Usdc));
        assert!("dollars".parse::<Payment>().is_err());
    }
}
