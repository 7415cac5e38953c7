//! Decimal text to USD × 10⁸, exactly: no float touches a price.

/// Why text is not a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not a decimal number.
    #[error("not a plain positive decimal number; point the source at another field")]
    NotDecimal,
    /// Zero, or too large for a price.
    #[error("outside the range of a price; check the source's scale")]
    OutOfRange,
}

/// Digits behind the point that a price keeps.
const PRICE_DECIMALS: i32 = 8;
/// Longest number worth reading.
const MOST_CHARS: usize = 64;

/// `text` (such as `1.232`, `5e-3`) times 10^`scale`, in USD × 10⁸. Digits beyond the eighth are cut off: the
/// error is below 10⁻⁸ USD and the median does not care in whose favour.
///
/// # Errors
/// [`DecimalError`].
pub fn parse_price(text: &str, scale: i32) -> Result<u64, DecimalError> {
    let text = text.trim();
    if text.is_empty() || text.len() > MOST_CHARS {
        return Err(DecimalError::NotDecimal);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent
                .parse::<i32>()
                .map_err(|_| DecimalError::NotDecimal)?,
        ),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(DecimalError::NotDecimal);
    }
    let value: u128 = digits.parse().map_err(|_| DecimalError::OutOfRange)?;
    let shift =
        i64::from(exponent) + i64::from(scale) + i64::from(PRICE_DECIMALS) - fraction.len() as i64;
    let shift = i32::try_from(shift).map_err(|_| DecimalError::OutOfRange)?;
    let power = 10u128.checked_pow(shift.unsigned_abs());
    let price = match (power, shift >= 0) {
        (Some(power), true) => value.checked_mul(power).ok_or(DecimalError::OutOfRange)?,
        (Some(power), false) => value / power,
        (None, _) => return Err(DecimalError::OutOfRange),
    };
    match u64::try_from(price) {
        Ok(0) | Err(_) => Err(DecimalError::OutOfRange),
        Ok(price) => Ok(price),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_figures_are_exact() {
        assert_eq!(parse_price("1.232", 0), Ok(123_200_000));
        assert_eq!(parse_price("5.12", 0), Ok(512_000_000));
        assert_eq!(parse_price(" 8.97 ", 0), Ok(897_000_000));
        assert_eq!(parse_price("123.2", -2), Ok(123_200_000));
        assert_eq!(parse_price("1.5e-3", 0), Ok(150_000));
        assert_eq!(parse_price("12", 3), Ok(1_200_000_000_000));
        assert_eq!(parse_price("0.000000019", 0), Ok(1));
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            ".",
            "-1",
            "+1",
            "1,2",
            "NaN",
            "inf",
            "0x1",
            "1e",
            "1.2.3",
            &"1".repeat(65),
        ] {
            assert_eq!(
                parse_price(text, 0),
                Err(DecimalError::NotDecimal),
                "{text}"
            );
        }
        for text in [
            "0",
            "0.000000001",
            "1e30",
            "999999999999999",
            "1e2147483647",
            "1e-2147483648",
        ] {
            assert_eq!(
                parse_price(text, 0),
                Err(DecimalError::OutOfRange),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn printed_prices_read_back(price in 1u64..) {
            let text = format!("{}.{:08}", price / 100_000_000, price % 100_000_000);
            prop_assert_eq!(parse_price(&text, 0), Ok(price));
        }

        #[test]
        fn no_text_panics(text in ".{0,70}", scale in any::<i32>()) {
            let _ = parse_price(&text, scale);
        }
    }
}
