//! Amounts on the command line: whole tokens, told apart by type so that no IO is taken for an IOSD.
use std::str::FromStr;

use io_core::amount::{AmountError, parse_amount};
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS, PRICE_DECIMALS};

macro_rules! amount {
    ($(#[$docs:meta])* $name:ident, $decimals:expr) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub u64);

        impl FromStr for $name {
            type Err = AmountError;
            fn from_str(text: &str) -> Result<Self, AmountError> {
                parse_amount(text, $decimals).map(Self)
            }
        }
    };
}

amount!(
    /// IO, in base units of 10⁻⁸.
    Io, IO_DECIMALS
);
amount!(
    /// IOSD, in base units of 10⁻⁶.
    Iosd, IOSD_DECIMALS
);
amount!(
    /// A price, USD × 10⁸.
    Usd, PRICE_DECIMALS
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_has_its_own_decimals() {
        assert_eq!("1.5".parse(), Ok(Io(150_000_000)));
        assert_eq!("1.5".parse(), Ok(Iosd(1_500_000)));
        assert_eq!("1.232".parse(), Ok(Usd(123_200_000)));
        assert!(matches!(
            "0.0000001".parse::<Iosd>(),
            Err(AmountError::TooFine { decimals: 6, .. })
        ));
    }
}
