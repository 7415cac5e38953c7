//! Whole tokens as text, and base units: exact in both directions, no float on the way.

use core::fmt;
use std::format;
use std::string::{String, ToString};

/// Why text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Not digits with at most one point.
    NotDecimal {
        /// What was given.
        text: String,
    },
    /// More digits behind the point than the token has.
    TooFine {
        /// What was given.
        text: String,
        /// Digits the token has.
        decimals: u8,
    },
    /// Does not fit 64 bits.
    TooLarge {
        /// What was given.
        text: String,
    },
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDecimal { text } => write!(
                f,
                "{text:?} is not an amount: write digits with at most one point, such as 60000 or 0.5"
            ),
            Self::TooFine { text, decimals } => write!(
                f,
                "{text} has more than {decimals} digits behind the point, and the token has no more: round it yourself"
            ),
            Self::TooLarge { text } => write!(
                f,
                "{text} is more than any token account can hold: lower it"
            ),
        }
    }
}

impl core::error::Error for AmountError {}

/// `text` whole tokens in base units of 10^-`decimals`. Nothing is rounded: what cannot be said exactly
/// is refused.
///
/// # Errors
/// [`AmountError`].
pub fn parse_amount(text: &str, decimals: u8) -> Result<u64, AmountError> {
    let not_decimal = || AmountError::NotDecimal {
        text: text.to_string(),
    };
    let too_large = || AmountError::TooLarge {
        text: text.to_string(),
    };
    let (whole, fraction) = match text.split_once('.') {
        // "5." is a slip of the hand: half an amount may be missing.
        Some((_, "")) => return Err(not_decimal()),
        Some(parts) => parts,
        None => (text, ""),
    };
    if whole.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return Err(not_decimal());
    }
    let places = usize::from(decimals);
    if fraction.len() > places {
        return Err(AmountError::TooFine {
            text: text.to_string(),
            decimals,
        });
    }
    // Padded to all decimals, the digits without the point are the base units.
    let digits = format!("{whole}{fraction:0<places$}");
    digits.parse().map_err(|_| too_large())
}

/// Base units as whole tokens, exactly, without trailing zeros behind the point.
#[must_use]
pub fn show_amount(base_units: u64, decimals: u8) -> String {
    let places = usize::from(decimals);
    let digits = format!("{base_units:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_tokens_become_base_units_exactly() {
        for (text, decimals, want) in [
            ("60000", 8, 6_000_000_000_000),
            ("0.5", 6, 500_000),
            ("0", 8, 0),
            ("007", 0, 7),
            ("4566.21004566", 8, 456_621_004_566),
            ("184467440737.09551615", 8, u64::MAX),
        ] {
            assert_eq!(parse_amount(text, decimals), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_said_exactly_is_refused_by_kind() {
        for text in [
            "", ".", ".5", "5.", "-1", "+1", "1e3", "1,000", " 1", "1.2.3", "1_0", "١",
        ] {
            assert!(
                matches!(parse_amount(text, 8), Err(AmountError::NotDecimal { .. })),
                "{text}"
            );
        }
        assert_eq!(
            parse_amount("1.0000001", 6),
            Err(AmountError::TooFine {
                text: "1.0000001".to_string(),
                decimals: 6
            })
        );
        assert!(matches!(
            parse_amount("1.0", 0),
            Err(AmountError::TooFine { decimals: 0, .. })
        ));
        assert!(matches!(
            parse_amount("184467440737.09551616", 8),
            Err(AmountError::TooLarge { .. })
        ));
    }

    #[test]
    fn what_is_shown_is_what_would_be_parsed() {
        for (units, decimals, want) in [
            (0, 8, "0"),
            (1, 8, "0.00000001"),
            (150_000_000, 8, "1.5"),
            (6_000_000_000_000, 8, "60000"),
            (u64::MAX, 8, "184467440737.09551615"),
            (7, 0, "7"),
        ] {
            assert_eq!(show_amount(units, decimals), want);
            assert_eq!(parse_amount(want, decimals), Ok(units));
        }
    }
}
