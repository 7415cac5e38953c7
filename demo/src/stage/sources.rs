//! The exchange that the operators ask for prices: a local HTTP server of figures of April 2024.
use std::time::Instant;

use anyhow::{Context, Result};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use io_core::amount::parse_amount;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const MARKET: &str = include_str!("../../data/market_2024_04.csv");
/// The seller whose price per GPU-hour is the network's own.
pub const SELLER: &str = "io.net";
/// USD × 10⁴ for one IO. The token was not traded in April 2024: this figure, and how it moves, is the demo's own.
const IO_USD_E4: i64 = 30_000;
/// How far it strays, USD × 10⁴, in a minute and all in all.
const IO_STEP_E4: i64 = 60;
const IO_SPAN_E4: i64 = 900;
/// Real seconds between two moves: about one jump of the demo's clock.
const IO_MOVES_S: u64 = 2;
/// USD for an hour of the CPU test class, the demo's own as well.
const TEST_CLASS_USD: &str = "0.25";

/// What an operator asks for a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Name of the source.
    pub name: String,
    /// Number on the price board.
    pub number: u8,
    /// Address of a JSON object with the member `usd`.
    pub url: String,
}

/// The published price per GPU-hour of a class, as it stands in the file.
fn published(class: &str) -> Option<&'static str> {
    let mut rows = MARKET.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.find_map(|row| {
        let mut cells = row.split(',');
        let (seller, of, price) = (cells.next()?, cells.next()?, cells.next()?);
        (seller == SELLER && of == class).then_some(price)
    })
}

/// All published prices per GPU-hour of a class, USD × 10⁸, with their sellers.
///
/// # Errors
/// The file holds something else than a price.
pub fn market(class: &str) -> Result<Vec<(String, u64)>> {
    let rows = MARKET.lines().filter(|line| !line.starts_with('#')).skip(1);
    let of_class = rows.filter_map(|row| {
        let mut cells = row.split(',');
        let (seller, of, price) = (cells.next()?, cells.next()?, cells.next()?);
        (of == class).then_some((seller, price))
    });
    of_class
        .map(|(seller, price)| Ok((seller.to_owned(), parse_amount(price, 8)?)))
        .collect()
}

/// The sample price of IO after `moves` moves: a walk that turns back at the edges of its span, the same in every
/// run.
fn io_usd(moves: u64) -> String {
    let mut price = IO_USD_E4;
    for at in 1..=moves {
        // splitmix64's finaliser: any even spread does.
        let mut draw = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        draw = (draw ^ (draw >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        draw = (draw ^ (draw >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let step = (draw >> 33) as i64 % (2 * IO_STEP_E4 + 1) - IO_STEP_E4;
        price = (price + step).clamp(IO_USD_E4 - IO_SPAN_E4, IO_USD_E4 + IO_SPAN_E4);
    }
    format!("{}.{:04}", price / 10_000, price % 10_000)
}

fn price_of(feed: u8, classes: &[String], moves: u64) -> Option<String> {
    let Some(class) = feed.checked_sub(1) else {
        return Some(io_usd(moves));
    };
    match classes.get(usize::from(class))?.as_str() {
        "test-cpu" => Some(TEST_CLASS_USD.to_owned()),
        other => published(other).map(str::to_owned),
    }
}

/// What the server knows.
#[derive(Clone)]
struct Exchange {
    classes: Vec<String>,
    opened: Instant,
}

async fn answer(
    State(exchange): State<Exchange>,
    Path(feed): Path<u8>,
) -> Result<Json<Value>, StatusCode> {
    let moves = exchange.opened.elapsed().as_secs() / IO_MOVES_S;
    let usd = price_of(feed, &exchange.classes, moves).ok_or(StatusCode::NOT_FOUND)?;
    Ok(Json(json!({ "usd": usd })))
}

/// Serves until the process ends; the feeds it has a price for.
///
/// # Errors
/// No free port.
pub async fn serve(classes: Vec<String>) -> Result<Vec<Feed>> {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .context("no free port for the price source")?;
    let address = listener.local_addr()?;
    let count = u8::try_from(classes.len()).context("too many classes")?;
    let feeds = (0..=count)
        .filter(|feed| price_of(*feed, &classes, 0).is_some())
        .map(|number| Feed {
            name: format!("sample market, feed {number}"),
            number,
            url: format!("http://{address}/feeds/{number}"),
        });
    let feeds = feeds.collect();
    let app = Router::new()
        .route("/feeds/{feed}", get(answer))
        .with_state(Exchange {
            classes,
            opened: Instant::now(),
        });
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(feeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_price_is_served_and_an_unknown_class_has_none() {
        let classes = ["test-cpu", "A100-SXM4-80GB", "L4"].map(str::to_owned);
        let price = |feed| price_of(feed, &classes, 0);
        assert_eq!(price(0).as_deref(), Some("3.0000"));
        assert_eq!(price(2).as_deref(), Some("1.232"));
        assert_eq!(price(3), None);
        assert_eq!(price(4), None);
    }

    #[test]
    fn the_price_of_io_moves_and_stays_within_its_span() {
        let prices: Vec<String> = (0..500).map(io_usd).collect();
        let distinct: std::collections::BTreeSet<_> = prices.iter().collect();
        assert!(distinct.len() > 100, "{}", distinct.len());
        for price in &prices {
            let e4 = parse_amount(price, 4).unwrap();
            assert!((29_100..=30_900).contains(&e4), "{price}");
        }
    }

    #[test]
    fn every_seller_of_the_file_has_a_price() {
        let market = market("A100-SXM4-80GB").unwrap();
        assert_eq!(market.len(), 4);
        assert!(market.contains(&("io.net".to_owned(), 123_200_000)));
    }
}
