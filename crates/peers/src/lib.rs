//! Operators, over HTTP, for the other operators and for those who watch them. Whatever they send is limited in size
//! before it is read and checked by whoever asked for it: a peer can be slow, dead or lying.
#![forbid(unsafe_code)]

use std::time::Duration;

use serde::de::DeserializeOwned;

/// Longest JSON answer that is read, bytes.
const MAX_JSON_BYTES: usize = 4 << 20;

/// Why a peer gave nothing usable.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    /// It did not answer, or not in time.
    #[error("the operator at {url} did not answer: {source}; is its listed URL right?")]
    Request {
        /// What was asked.
        url: String,
        /// Why.
        source: reqwest::Error,
    },
    /// It answered with an error.
    #[error("the operator at {url} answered with status {status}")]
    Status {
        /// What was asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// It sent more than it may.
    #[error("the operator at {url} sent more than {limit} bytes; it was cut off")]
    TooLong {
        /// What was asked.
        url: String,
        /// Bytes allowed.
        limit: usize,
    },
    /// It sent something else.
    #[error("the operator at {url} sent something else than was asked: {reason}")]
    Content {
        /// What was asked.
        url: String,
        /// What is wrong.
        reason: String,
    },
}

/// A client for all peers; clones share its connections.
#[derive(Clone, Debug)]
pub struct Peers {
    client: reqwest::Client,
}

impl Peers {
    /// A client that gives a peer up after `timeout`.
    ///
    /// # Errors
    /// When the TLS backend cannot be set up.
    pub fn new(timeout: Duration) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(timeout)
            .connect_timeout(timeout / 2)
            // An operator answers itself or not at all: a redirect could send us anywhere.
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("io-network/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { client })
    }

    /// The body of `base` + `path`, at most `limit` bytes.
    ///
    /// # Errors
    /// [`PeerError`].
    pub async fn bytes(&self, base: &str, path: &str, limit: usize) -> Result<Vec<u8>, PeerError> {
        let url = format!("{}{path}", base.trim_end_matches('/'));
        let failed = |source| PeerError::Request {
            url: url.clone(),
            source,
        };
        let mut response = self.client.get(&url).send().await.map_err(failed)?;
        if !response.status().is_success() {
            return Err(PeerError::Status {
                status: response.status().as_u16(),
                url,
            });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > limit {
                return Err(PeerError::TooLong { url, limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// The JSON of `base` + `path`.
    ///
    /// # Errors
    /// [`PeerError`].
    pub async fn json<T: DeserializeOwned>(&self, base: &str, path: &str) -> Result<T, PeerError> {
        let body = self.bytes(base, path, MAX_JSON_BYTES).await?;
        serde_json::from_slice(&body).map_err(|error| PeerError::Content {
            url: format!("{base}{path}"),
            reason: error.to_string(),
        })
    }
}
