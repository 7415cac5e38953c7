//! `io iosd coverage`.
use clap::Args;
use io_client::iosd::accounts::Iosd;
use io_client::iosd::iosd_address;
use io_client::oracle::accounts::PriceRing;
use io_client::oracle::price_ring_address;
use io_client::token::Mint;
use io_core::iosd::Backing;
use io_core::price::redemption_price;
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS, PRICE_DECIMALS};
use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Answer, tokens};
use crate::session::{Session, iosd_mint};

/// Takes nothing: it is the same for everybody.
#[derive(Args)]
pub struct Coverage {}

/// What redemptions have left, and the IOSD that share it.
///
/// # Errors
/// [`Failure`].
pub async fn read_backing(session: &Session) -> Result<Backing, Failure> {
    let state: Iosd = session.get(&iosd_address()).await?;
    let mint = session.chain.fetch(&iosd_mint(), Mint::decode).await?;
    Ok(Backing {
        burned: state.burned_io,
        redeemed: state.redeemed_io,
        supply: mint.supply,
    })
}

impl Coverage {
    pub(super) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let state: Iosd = session.get(&iosd_address()).await?;
        let ring: PriceRing = session.get(&price_ring_address()).await?;
        let backing = read_backing(session).await?;
        let mut fields = vec![
            ("burned_io", tokens(backing.burned, IO_DECIMALS)),
            ("redeemed_io", tokens(backing.redeemed, IO_DECIMALS)),
            ("outstanding_iosd", tokens(backing.supply, IOSD_DECIMALS)),
        ];
        // The price a redemption would get now, were it the first one after a request.
        let now_ts = session.chain.clock().await?.unix_timestamp;
        let price = newest_price(&ring, state.params_at(now_ts).redeem_spread_bps)?;
        fields.push((
            "redemption_price_usd",
            price.map(|price| tokens(price, PRICE_DECIMALS)).into(),
        ));
        let covered = price.map(|price| backing.coverage_bps(price)).transpose()?;
        fields.push(("coverage_bps", covered.map(Value::from).into()));
        Ok(Answer::Record(fields))
    }
}

/// The redemption price at the ring's newest entry; none in an empty ring.
fn newest_price(ring: &PriceRing, spread_bps: u16) -> Result<Option<u64>, Failure> {
    let Some(newest) = ring.newest() else {
        return Ok(None);
    };
    let confidence = u64::from(newest.confidence);
    Ok(Some(redemption_price(
        newest.upper,
        newest.ema,
        confidence,
        spread_bps,
    )?))
}
