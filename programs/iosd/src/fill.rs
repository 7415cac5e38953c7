//! What a request gets at its price, or why it gets nothing.
use crate::{
    errors::IosdError,
    state::{Iosd, Request, RequestKind},
};
use anchor_lang::prelude::*;
use io_core::{
    iosd::{mint_exact_in, mint_exact_out, Window},
    price::{deviation_ok, mint_price},
};
use io_runtime::CoreErrorExt;
use oracle::state::RingEntry;

/// A request that can be executed.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    /// USD × 10⁸ per IO: min(lower median, EMA) − 2 × confidence.
    pub price: u64,
    /// Burned, base units; the rest of what is locked goes back.
    pub io_in: u64,
    /// Minted, base units.
    pub iosd_out: u64,
    /// The mint window once this is consumed.
    pub window: Window,
}

/// The fill of `request` at `entry`. Input rounds up and output down, for the holders of IOSD.
///
/// Every error here is a reason to refund at once: price and limit cannot change any more, and a full
/// window is the rate limit at work.
///
/// # Errors
/// `PriceDeviates`, `LimitNotMet`; of the money rules `PriceNotPositive`, `ZeroOutput`, `WindowFull`,
/// `Overflow`.
pub fn fill(iosd: &Iosd, request: &Request, entry: &RingEntry, now_ts: i64) -> Result<Fill> {
    let (spot, ema) = (entry.lower.get(), entry.ema.get());
    require!(
        deviation_ok(spot, ema, iosd.max_deviation_bps.get()),
        IosdError::PriceDeviates
    );
    let price = mint_price(spot, ema, u64::from(entry.confidence.get())).or_program_error()?;
    let (locked_io, wanted) = (request.locked_io.get(), request.out_iosd.get());
    let (io_in, iosd_out) = if request.kind == RequestKind::MintExactIn as u8 {
        let out = mint_exact_in(locked_io, price).or_program_error()?;
        require!(out >= wanted, IosdError::LimitNotMet);
        (locked_io, out)
    } else {
        let needed = mint_exact_out(wanted, price).or_program_error()?;
        require!(needed <= locked_io, IosdError::LimitNotMet);
        (needed, wanted)
    };
    let mut window = iosd.window();
    window.try_consume(now_ts, iosd_out).or_program_error()?;
    Ok(Fill {
        price,
        io_in,
        iosd_out,
        window,
    })
}
