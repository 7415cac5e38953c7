//! What is refused before anything is sent.
use io_core::units::BPS;
use solana_pubkey::Pubkey;

use super::{Genesis, GenesisError, field};

/// Classes with a price feed of their own: feed 0 is IO/USD.
const MAX_CLASSES: usize = 31;
/// Seats of operators.
const MAX_OPERATORS: usize = 32;
/// Bytes of an operator's URL on chain.
const URL_BYTES: usize = 64;
/// Bytes of a class's name on chain.
pub(super) const NAME_BYTES: usize = 24;

impl Genesis {
    pub(super) fn check(&self) -> Result<(), GenesisError> {
        for (name, bps) in [
            ("emission.stakers_bps", self.emission.stakers_bps),
            ("emission.cpu_bps", self.emission.cpu_bps),
            ("iosd.max_deviation_bps", self.iosd.max_deviation_bps),
            ("iosd.redeem_spread_bps", self.iosd.redeem_spread_bps),
            (
                "escrow.reservation_fee_bps",
                self.escrow.reservation_fee_bps,
            ),
            ("escrow.payment_fee_bps", self.escrow.payment_fee_bps),
            ("escrow.fee_burn_bps", self.escrow.fee_burn_bps),
            (
                "escrow.usdc_payment_fee_bps",
                self.escrow.usdc_payment_fee_bps,
            ),
        ] {
            if u64::from(bps) > BPS {
                return Err(field(
                    name,
                    format!("{bps} basis points are more than the whole; write at most {BPS}"),
                ));
            }
        }
        if self.emission.epoch_length_s == 0 {
            return Err(field(
                "emission.epoch_length_s",
                "an epoch lasts at least a second; mainnet has 3600",
            ));
        }
        self.min_earning_stake()?;
        self.bond()?;
        self.iosd_params(Pubkey::default())?;
        self.check_classes()?;
        self.check_operators()
    }

    fn check_classes(&self) -> Result<(), GenesisError> {
        if self.classes.len() > MAX_CLASSES {
            return Err(field(
                "class",
                format!(
                    "{} classes are more than the {MAX_CLASSES} there are price feeds for",
                    self.classes.len()
                ),
            ));
        }
        for (index, class) in self.classes.iter().enumerate() {
            if class.name.is_empty() || class.name.len() > NAME_BYTES {
                return Err(field(
                    format!("class[{index}].name"),
                    format!(
                        "{:?} has {} bytes; write 1 to {NAME_BYTES}",
                        class.name,
                        class.name.len()
                    ),
                ));
            }
            if self.classes[..index]
                .iter()
                .any(|other| other.name == class.name)
            {
                return Err(field(
                    format!("class[{index}].name"),
                    format!("{:?} stands there twice; each class once", class.name),
                ));
            }
        }
        Ok(())
    }

    fn check_operators(&self) -> Result<(), GenesisError> {
        if self.operators.len() > MAX_OPERATORS {
            return Err(field(
                "operator",
                format!(
                    "{} operators are more than the {MAX_OPERATORS} seats",
                    self.operators.len()
                ),
            ));
        }
        for (index, operator) in self.operators.iter().enumerate() {
            let url = &operator.url;
            if url.len() > URL_BYTES || !(url.starts_with("http://") || url.starts_with("https://"))
            {
                return Err(field(
                    format!("operator[{index}].url"),
                    format!("{url:?} is not an http or https address of at most {URL_BYTES} bytes"),
                ));
            }
        }
        Ok(())
    }
}
