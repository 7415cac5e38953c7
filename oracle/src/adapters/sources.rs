//! Price sources over HTTP: fetch, find the value, read it exactly.

use std::time::Duration;

use serde_json::Value;

use crate::prices::{DecimalError, Observation, parse_price};
use crate::settings::SourceSettings;

/// Longest answer that is read, bytes.
const MAX_BYTES: usize = 1 << 20;

/// Why a source gave no observation.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It did not answer.
    #[error("source {name} did not answer: {source}; check its URL")]
    Request {
        /// Its name.
        name: String,
        /// Why.
        source: reqwest::Error,
    },
    /// Its answer is not what the settings say.
    #[error("source {name}: {reason}; correct its pointer in the settings")]
    Content {
        /// Its name.
        name: String,
        /// What is missing.
        reason: String,
    },
    /// The value is not a price.
    #[error("source {name}: the value is {error}")]
    Price {
        /// Its name.
        name: String,
        /// Why.
        error: DecimalError,
    },
}

/// A client for all sources.
#[derive(Clone, Debug)]
pub struct Sources {
    client: reqwest::Client,
}

impl Sources {
    /// A client that gives a source up after `timeout`.
    ///
    /// # Errors
    /// When the TLS backend cannot be set up.
    pub fn new(timeout: Duration) -> Result<Self, reqwest::Error> {
        let user_agent = concat!("io-oracle/", env!("CARGO_PKG_VERSION"));
        Ok(Self {
            client: reqwest::Client::builder()
                .timeout(timeout)
                .user_agent(user_agent)
                .build()?,
        })
    }

    /// What a source says now. Its time is its own where it gives one, else `fetched_ts`, the chain's clock when
    /// the request was made: an answer cannot be younger than the question.
    ///
    /// # Errors
    /// [`SourceError`].
    pub async fn observe(
        &self,
        source: &SourceSettings,
        fetched_ts: i64,
    ) -> Result<Observation, SourceError> {
        let failed = |error| SourceError::Request {
            name: source.name.clone(),
            source: error,
        };
        let response = self.client.get(&source.url).send().await.map_err(failed)?;
        let mut response = response.error_for_status().map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > MAX_BYTES {
                return Err(content(
                    source,
                    format!("it sent more than {MAX_BYTES} bytes"),
                ));
            }
            body.extend_from_slice(&chunk);
        }
        read(source, &body, fetched_ts)
    }
}

fn content(source: &SourceSettings, reason: String) -> SourceError {
    SourceError::Content {
        name: source.name.clone(),
        reason,
    }
}

fn read(source: &SourceSettings, body: &[u8], fetched_ts: i64) -> Result<Observation, SourceError> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| content(source, format!("its answer is not JSON: {error}")))?;
    let at = |pointer: &str| {
        let found = value.pointer(pointer);
        found.ok_or_else(|| content(source, format!("its answer has nothing at {pointer}")))
    };
    let text = match at(&source.pointer)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => {
            return Err(content(
                source,
                format!("{} is neither text nor number", source.pointer),
            ));
        }
    };
    let price = parse_price(&text, source.scale).map_err(|error| SourceError::Price {
        name: source.name.clone(),
        error,
    })?;
    let ts = match &source.time_pointer {
        None => fetched_ts,
        Some(pointer) => at(pointer)?
            .as_i64()
            .ok_or_else(|| content(source, format!("{pointer} is not a time in unix seconds")))?,
    };
    Ok(Observation { price, ts })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(time_pointer: Option<&str>) -> SourceSettings {
        SourceSettings {
            name: "s".into(),
            url: String::new(),
            pointer: "/data/0/price".into(),
            time_pointer: time_pointer.map(str::to_owned),
            feed: 0,
            scale: 0,
        }
    }

    #[test]
    fn values_are_read_exactly_and_keep_their_time() {
        let body = br#"{"data":[{"price":"1.232"}],"ts":900}"#;
        let own = read(&source(Some("/ts")), body, 1_000).unwrap();
        assert_eq!(
            own,
            Observation {
                price: 123_200_000,
                ts: 900
            }
        );
        let number = br#"{"data":[{"price":8.97}]}"#;
        let fetched = read(&source(None), number, 1_000).unwrap();
        assert_eq!(
            fetched,
            Observation {
                price: 897_000_000,
                ts: 1_000
            }
        );
    }

    #[test]
    fn answers_of_another_shape_are_named() {
        for (body, reason) in [
            (&b"<html>"[..], "not JSON"),
            (br#"{"data":[]}"#, "nothing at /data/0/price"),
            (br#"{"data":[{"price":[1]}]}"#, "neither text nor number"),
            (
                br#"{"data":[{"price":"-1"}]}"#,
                "not a plain positive decimal",
            ),
            (br#"{"data":[{"price":1}],"ts":"now"}"#, "/ts is not a time"),
        ] {
            let error = read(&source(Some("/ts")), body, 1).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
