//! A price source for each operator and feed, which says what the test says, or nothing.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

type Quotes = Arc<Mutex<BTreeMap<(usize, u8), String>>>;

pub struct Sources {
    address: String,
    quotes: Quotes,
}

async fn answer(
    State(quotes): State<Quotes>,
    Path(of): Path<(usize, u8)>,
) -> Result<Json<Value>, StatusCode> {
    let quotes = quotes.lock().unwrap();
    let usd = quotes.get(&of).ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(Json(json!({ "usd": usd })))
}

impl Sources {
    pub async fn serve() -> Result<Self> {
        let quotes = Quotes::default();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?.to_string();
        let app = Router::new()
            .route("/{operator}/{feed}", get(answer))
            .with_state(quotes.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { address, quotes })
    }

    pub fn url(&self, operator: usize, feed: u8) -> String {
        format!("http://{}/{operator}/{feed}", self.address)
    }

    pub fn say(&self, operator: usize, feed: u8, usd: &str) {
        let mut quotes = self.quotes.lock().unwrap();
        quotes.insert((operator, feed), usd.to_owned());
    }

    /// The feed's sources of all operators are down.
    pub fn go_down(&self, feed: u8) {
        self.quotes.lock().unwrap().retain(|(_, of), _| *of != feed);
    }
}
