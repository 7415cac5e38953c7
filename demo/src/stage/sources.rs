//! The exchange that the operators ask for prices: a local HTTP server of figures of April 2024.
use anyhow::{Context, Result};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

const MARKET: &str = include_str!("../../data/market_2024_04.csv");
/// The seller whose price per GPU-hour is the network's own.
const SELLER: &str = "io.net";
/// USD for one IO. The token was not traded in April 2024: this figure is the demo's own.
const IO_USD: &str = "3.00";
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

fn price_of(feed: u8, classes: &[String]) -> Option<&'static str> {
    let Some(class) = feed.checked_sub(1) else {
        return Some(IO_USD);
    };
    match classes.get(usize::from(class))?.as_str() {
        "test-cpu" => Some(TEST_CLASS_USD),
        other => published(other),
    }
}

async fn answer(
    State(classes): State<Vec<String>>,
    Path(feed): Path<u8>,
) -> Result<Json<Value>, StatusCode> {
    let usd = price_of(feed, &classes).ok_or(StatusCode::NOT_FOUND)?;
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
        .filter(|feed| price_of(*feed, &classes).is_some())
        .map(|number| Feed {
            name: format!("sample market, feed {number}"),
            number,
            url: format!("http://{address}/feeds/{number}"),
        });
    let feeds = feeds.collect();
    let app = Router::new()
        .route("/feeds/{feed}", get(answer))
        .with_state(classes);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(feeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_price_is_served_and_an_unknown_class_has_none() {
        let classes = ["test-cpu", "A100-SXM4-80GB", "L4"].map(str::to_owned);
        assert_eq!(price_of(0, &classes), Some("3.00"));
        assert_eq!(price_of(2, &classes), Some("1.232"));
        assert_eq!(price_of(3, &classes), None);
        assert_eq!(price_of(4, &classes), None);
    }
}
