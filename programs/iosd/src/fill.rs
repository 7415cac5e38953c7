//! What a request gets at its price, or why it gets nothing.
use crate::{
    errors::IosdError,
    state::{Iosd, Request, RequestKind},
};
use anchor_lang::prelude::*;
use io_core::{
    iosd::{mint_exact_in, mint_exact_out, Window},
    price::{deviation_ok, mint_price, redemption_price},
};
use io_runtime::CoreErrorExt;
use oracle::state::RingEntry;

/// A request that can be executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// USD × 10⁸ per IO, margins and spread included.
    pub price: u64,
    /// Burned of what is locked, base units; the rest goes back.
    pub burned: u64,
    /// Minted of the other token, base units.
    pub minted: u64,
    /// The side's window once this is consumed.
    pub window: Window,
}

/// The fill of `request` at `entry`. Input rounds up and output down: a mint for the holders of IOSD,
/// a redemption for those who stay.
///
/// Every error here is a reason to refund at once: price and limit cannot change any more, and a full
/// window is the rate limit at work.
///
/// # Errors
/// `PriceDeviates`, `LimitNotMet`; of the money rules `PriceNotPositive`, `ZeroOutput`, `WindowFull`,
/// `RedemptionAboveBurned`, `Overflow`.
pub fn fill(
    iosd: &Iosd,
    request: &Request,
    entry: &RingEntry,
    iosd_supply: u64,
    now_ts: i64,
) -> Result<Fill> {
    let kind = request.kind()?;
    if kind.is_mint() {
        mint(iosd, request, kind, entry, now_ts)
    } else {
        redemption(iosd, request, kind, entry, iosd_supply, now_ts)
    }
}

/// At min(lower median, EMA) − 2 × confidence.
fn mint(
    iosd: &Iosd,
    request: &Request,
    kind: RequestKind,
    entry: &RingEntry,
    now_ts: i64,
) -> Result<Fill> {
    let (spot, ema) = (entry.lower.get(), entry.ema.get());
    require!(
        deviation_ok(spot, ema, iosd.max_deviation_bps.get()),
        IosdError::PriceDeviates
    );
    let price = mint_price(spot, ema, u64::from(entry.confidence.get())).or_program_error()?;
    let (locked, wanted) = (request.locked.get(), request.out.get());
    let (burned, minted) = if kind.is_exact_in() {
        let out = mint_exact_in(locked, price).or_program_error()?;
        require!(out >= wanted, IosdError::LimitNotMet);
        (locked, out)
    } else {
        let needed = mint_exact_out(wanted, price).or_program_error()?;
        require!(needed <= locked, IosdError::LimitNotMet);
        (needed, wanted)
    };
    let mut window = iosd.mint_window();
    window.try_consume(now_ts, minted).or_program_error()?;
    Ok(Fill {
        price,
        burned,
        minted,
        window,
    })
}

/// At max(upper median, EMA) + 2 × confidence and the spread, and never more than the part of what is
/// left that the IOSD stand for.
fn redemption(
    iosd: &Iosd,
    request: &Request,
    kind: RequestKind,
    entry: &RingEntry,
    iosd_supply: u64,
    now_ts: i64,
) -> Result<Fill> {
    let (spot, ema) = (entry.upper.get(), entry.ema.get());
    require!(
        deviation_ok(spot, ema, iosd.max_deviation_bps.get()),
        IosdError::PriceDeviates
    );
    let price = redemption_price(
        spot,
        ema,
        u64::from(entry.confidence.get()),
        request.redeem_spread_bps.get(),
    )
    .or_program_error()?;
    let backing = iosd.backing(iosd_supply);
    let (locked, wanted) = (request.locked.get(), request.out.get());
    let (burned, minted) = if kind.is_exact_in() {
        let out = backing.redeem_exact_in(locked, price).or_program_error()?;
        require!(out >= wanted, IosdError::LimitNotMet);
        (locked, out)
    } else {
        let needed = backing.redeem_exact_out(wanted, price).or_program_error()?;
        require!(needed <= locked, IosdError::LimitNotMet);
        (needed, wanted)
    };
    let mut window = iosd.redeem_window();
    window.try_consume(now_ts, burned).or_program_error()?;
    Ok(Fill {
        price,
        burned,
        minted,
        window,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;

    const IO: u64 = 100_000_000;
    const IOSD: u64 = 1_000_000;

    fn iosd() -> Iosd {
        let mut iosd = Iosd::zeroed();
        iosd.max_deviation_bps = 1_000.into();
        iosd.mint_window_capacity = (250_000 * IOSD).into();
        iosd.redeem_window_capacity = (100_000 * IOSD).into();
        iosd.window_length_s = 3_600.into();
        iosd.burned_io = (1_000 * IO).into();
        iosd.minted_iosd = (2_000 * IOSD).into();
        iosd
    }

    fn request(kind: RequestKind, locked: u64, out: u64) -> Request {
        let mut request = Request::zeroed();
        request.kind = kind as u8;
        request.locked = locked.into();
        request.out = out.into();
        request.redeem_spread_bps = 50.into();
        request
    }

    /// Lower $2.00, upper $2.02, average $1.98, confidence 1 cent.
    fn entry() -> RingEntry {
        let mut entry = RingEntry::zeroed();
        entry.lower = 200_000_000.into();
        entry.upper = 202_000_000.into();
        entry.ema = 198_000_000.into();
        entry.confidence = 1_000_000.into();
        entry
    }

    #[test]
    fn each_side_gets_its_margin() {
        let (iosd, entry) = (iosd(), entry());
        let supply = 2_000 * IOSD;
        // min(2.00, 1.98) − 0.02
        let minted = fill(
            &iosd,
            &request(RequestKind::MintExactIn, IO, 1),
            &entry,
            supply,
            0,
        )
        .unwrap();
        assert_eq!(
            (minted.price, minted.burned, minted.minted),
            (196_000_000, IO, 1_960_000)
        );
        // max(2.02, 1.98) + 0.02, and 50 basis points: 2.04 + 0.0102. IO out round down.
        let redeemed = fill(
            &iosd,
            &request(RequestKind::RedeemExactIn, IOSD, 1),
            &entry,
            supply,
            0,
        )
        .unwrap();
        assert_eq!(redeemed.price, 205_020_000);
        assert_eq!(
            (redeemed.burned, redeemed.minted),
            (IOSD, IOSD * 10_000_000_000 / 205_020_000)
        );
        assert_eq!(redeemed.window.used, IOSD);
        // The same the other way: IOSD in round up.
        let back = fill(
            &iosd,
            &request(RequestKind::RedeemExactOut, IOSD, redeemed.minted),
            &entry,
            supply,
            0,
        )
        .unwrap();
        assert_eq!((back.burned, back.minted), (IOSD, redeemed.minted));
    }

    #[test]
    fn below_full_coverage_a_redemption_pays_its_part() {
        let (mut iosd, entry) = (iosd(), entry());
        iosd.redeemed_io = (900 * IO).into();
        let whole = fill(
            &iosd,
            &request(RequestKind::RedeemExactIn, 20 * IOSD, 1),
            &entry,
            2_000 * IOSD,
            0,
        )
        .unwrap();
        assert_eq!(whole.minted, IO, "a hundredth of the 100 IO left");
        let limit = fill(
            &iosd,
            &request(RequestKind::RedeemExactOut, 20 * IOSD - 1, IO),
            &entry,
            2_000 * IOSD,
            0,
        );
        assert_eq!(limit, Err(IosdError::LimitNotMet.into()));
    }

    #[test]
    fn each_side_looks_at_its_own_median_and_window() {
        let (mut iosd, mut entry) = (iosd(), entry());
        let mint = request(RequestKind::MintExactIn, IO, 1);
        let redeem = request(RequestKind::RedeemExactIn, IOSD, 1);
        let supply = 2_000 * IOSD;
        // 10% above the average is 2.178.
        entry.upper = 217_800_001.into();
        assert!(fill(&iosd, &mint, &entry, supply, 0).is_ok());
        assert_eq!(
            fill(&iosd, &redeem, &entry, supply, 0),
            Err(IosdError::PriceDeviates.into())
        );
        entry.upper = 217_800_000.into();
        assert!(fill(&iosd, &redeem, &entry, supply, 0).is_ok());
        iosd.redeem_window_used = (100_000 * IOSD).into();
        assert!(fill(&iosd, &mint, &entry, supply, 0).is_ok());
        // 7017: `CoreError::WindowFull`.
        assert_eq!(
            fill(&iosd, &redeem, &entry, supply, 0),
            Err(ProgramError::Custom(7_017))
        );
        iosd.redeem_window_used = 0.into();
        iosd.mint_window_used = (250_000 * IOSD).into();
        assert!(fill(&iosd, &redeem, &entry, supply, 0).is_ok());
        assert_eq!(
            fill(&iosd, &mint, &entry, supply, 0),
            Err(ProgramError::Custom(7_017))
        );
    }
}
