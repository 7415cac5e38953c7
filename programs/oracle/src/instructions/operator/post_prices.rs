use crate::{
    errors::OracleError,
    events::{IoPriceRecorded, PricesPosted},
    price_feed::feed_price,
    state::{Operators, Oracle, PriceBoard, PriceRing, FEED_IO_USD, MAX_FEEDS},
};
use anchor_lang::prelude::*;
use bytemuck::Zeroable;
use io_runtime::{emit, Loaded};

/// One feed's value in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct FeedValue {
    /// 0: IO/USD; 1 + c: one GPU-hour of class c.
    pub feed: u8,
    /// USD × 10⁸, above zero.
    pub price: u64,
}

/// Posts an operator's prices. They replace its whole row: a feed left out has no value afterwards,
/// so one stamp serves the row and a stale value cannot look fresh.
///
/// A post with an IO/USD value adds a quorum price to the ring once `ring_spacing_s` have passed
/// since the last, if more than two thirds of the bonds have a fresh one.
///
/// # Authority
/// The operator's hot key; the operator must be active and hold the required bond, else values
/// posted without weight would count, older than they should, once it has bonded.
///
/// # Parameters
/// `prices`: 1 to 32 values of different feeds.
///
/// # Special errors
/// `UnknownOperator`, `BondTooLow`, `PostLength`, `UnknownFeed`, `DuplicateFeed`, `ZeroPrice`,
/// `StampOutOfRange`.
#[derive(Accounts)]
pub struct PostPrices {
    pub key: Signer,
    #[account(seeds = [b"oracle"], bump)]
    pub oracle: Loaded<Oracle>,
    #[account(seeds = [b"operators"], bump)]
    pub operators: Loaded<Operators>,
    #[account(mut, seeds = [b"prices"], bump)]
    pub prices: Loaded<PriceBoard>,
    #[account(mut, seeds = [b"price_ring"], bump)]
    pub price_ring: Loaded<PriceRing>,
}

impl PostPrices {
    fn validate(&self, values: &[FeedValue]) -> Result<(usize, u32)> {
        let seat = self.operators.seat_of_key(self.key.address())?;
        require!(
            self.operators.entries[seat].counted_bond(self.oracle.bond.get()) > 0,
            OracleError::BondTooLow
        );
        require!(
            !values.is_empty() && values.len() <= MAX_FEEDS,
            OracleError::PostLength
        );
        let mut feeds = 0u32;
        for value in values {
            let bit = 1u32
                .checked_shl(value.feed.into())
                .ok_or(OracleError::UnknownFeed)?;
            require!(feeds & bit == 0, OracleError::DuplicateFeed);
            require!(value.price > 0, OracleError::ZeroPrice);
            feeds |= bit;
        }
        Ok((seat, feeds))
    }

    pub fn post_prices(&mut self, values: &[FeedValue]) -> Result<()> {
        let (seat, feeds) = self.validate(values)?;
        let clock = Clock::get()?;
        let landed_ts =
            u32::try_from(clock.unix_timestamp).map_err(|_| OracleError::StampOutOfRange)?;
        let landed_slot = u32::try_from(clock.slot).map_err(|_| OracleError::StampOutOfRange)?;

        let row = &mut self.prices.values[seat];
        *row = Zeroable::zeroed();
        for value in values {
            row[usize::from(value.feed)] = value.price.into();
        }
        self.prices.landed_ts[seat] = landed_ts.into();
        self.prices.landed_slot[seat] = landed_slot.into();
        emit!(PricesPosted {
            seat: seat as u64,
            slot: clock.slot,
            feeds: feeds.into(),
        });
        if feeds & (1 << FEED_IO_USD) != 0 {
            self.record_io_price(clock.unix_timestamp, clock.slot)?;
        }
        Ok(())
    }

    fn record_io_price(&mut self, now: i64, slot: u64) -> Result<()> {
        if !self
            .price_ring
            .is_due(now, slot, self.oracle.ring_spacing_s.get())
        {
            return Ok(());
        }
        let Some(price) = feed_price(
            &self.oracle,
            &self.operators,
            &self.prices,
            FEED_IO_USD,
            now,
        )?
        else {
            return Ok(());
        };
        let ema_before = self.price_ring.newest().map_or(0, |entry| entry.ema.get());
        let half_life_s = self.oracle.ema_half_life_s.get();
        if let Some(entry) = self.price_ring.push(&price, now, slot, half_life_s)? {
            emit!(IoPriceRecorded {
                lower: entry.lower.get(),
                upper: entry.upper.get(),
                ema_before,
                ema_after: entry.ema.get(),
                confidence: entry.confidence.get().into(),
                oldest_slot: entry.oldest_slot.get().into(),
            });
        }
        Ok(())
    }
}
