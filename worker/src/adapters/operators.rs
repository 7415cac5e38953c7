//! The operators' HTTP interface. What they answer is checked: an operator may be anything, a liar included.

use std::time::Duration;

use io_api::challenge::Challenge;
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};
use io_api::receipt::Receipt;
use io_api::{Address, Digest, ErrorBody};
use reqwest::{Client, RequestBuilder, redirect};
use serde::de::DeserializeOwned;

use super::chain::Operator;

/// No answer of an operator to a worker is longer; a liar's could be endless.
const MOST_ANSWER_BYTES: usize = 256 * 1024;

/// Why an operator did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperatorError {
    /// `operator_unreachable`
    #[error("does not answer: {0}")]
    Unreachable(String),
    /// `operator_refused`
    #[error("refuses with status {status}: {code}: {error}; {what_to_do}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Stable name of the refusal.
        code: String,
        /// What is wrong.
        error: String,
        /// What to do about it.
        what_to_do: String,
    },
    /// `operator_malformed`
    #[error("answers something that is not of the protocol: {0}")]
    Malformed(String),
    /// `bad_receipt`
    #[error("gives a receipt that does not hold: {0}")]
    BadReceipt(&'static str),
}

impl OperatorError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "operator_unreachable",
            Self::Refused { .. } => "operator_refused",
            Self::Malformed(_) => "operator_malformed",
            Self::BadReceipt(_) => "bad_receipt",
        }
    }
}

/// Speaks to operators.
#[derive(Clone, Debug)]
pub struct Operators {
    client: Client,
}

impl Operators {
    /// With a limit on every request's time.
    ///
    /// # Errors
    /// [`OperatorError::Unreachable`] if the system has no TLS roots to offer.
    pub fn new(timeout: Duration) -> Result<Self, OperatorError> {
        let client = Client::builder()
            .timeout(timeout)
            .connect_timeout(timeout.min(Duration::from_secs(3)))
            // A URL on chain is the operator's word; where that server points next is not.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|error| OperatorError::Unreachable(error.to_string()))?;
        Ok(Self { client })
    }

    /// `GET /v1/challenge`
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn challenge(&self, operator: &Operator) -> Result<Challenge, OperatorError> {
        ask(self.client.get(url(operator, "challenge")?)).await
    }

    /// `POST /v1/heartbeats`
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn heartbeat(
        &self,
        operator: &Operator,
        heartbeat: &Heartbeat,
    ) -> Result<HeartbeatAccepted, OperatorError> {
        ask(self
            .client
            .post(url(operator, "heartbeats")?)
            .json(heartbeat))
        .await
    }

    /// `POST /v1/proofs/{epoch}/{device}`. The receipt is by that operator, for exactly this body.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn upload(
        &self,
        operator: &Operator,
        epoch: u64,
        device: &Address,
        body: Vec<u8>,
    ) -> Result<Receipt, OperatorError> {
        let hash = io_api::proof::body_hash(&body);
        let url = url(operator, &format!("proofs/{epoch}/{device}"))?;
        let request = self
            .client
            .post(url)
            .header("content-type", "application/octet-stream")
            .body(body);
        let receipt: Receipt = ask(request).await?;
        check(&receipt, operator, epoch, device, &hash)?;
        Ok(receipt)
    }
}

fn check(
    receipt: &Receipt,
    operator: &Operator,
    epoch: u64,
    device: &Address,
    body_hash: &Digest,
) -> Result<(), OperatorError> {
    let holds = |what, condition: bool| {
        if condition {
            Ok(())
        } else {
            Err(OperatorError::BadReceipt(what))
        }
    };
    holds("it is by another key", receipt.operator == operator.key)?;
    holds("it is for another device", receipt.device == *device)?;
    holds("it is for another epoch", receipt.epoch == epoch)?;
    holds("it is for another body", receipt.body_hash == *body_hash)?;
    holds("its signature is wrong", receipt.verify().is_ok())
}

fn url(operator: &Operator, path: &str) -> Result<String, OperatorError> {
    let base = operator.url.trim_end_matches('/');
    if base.starts_with("http://") || base.starts_with("https://") {
        Ok(format!("{base}/v1/{path}"))
    } else {
        Err(OperatorError::Unreachable(format!(
            "{base:?} is not an http or https URL"
        )))
    }
}

async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, OperatorError> {
    let unreachable = |error: reqwest::Error| OperatorError::Unreachable(error.to_string());
    let mut answer = request.send().await.map_err(unreachable)?;
    let status = answer.status();
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
        if bytes.len() + chunk.len() > MOST_ANSWER_BYTES {
            return Err(OperatorError::Malformed(format!(
                "more than {MOST_ANSWER_BYTES} bytes"
            )));
        }
        bytes.extend_from_slice(&chunk);
    }
    if status.is_success() {
        return serde_json::from_slice(&bytes)
            .map_err(|error| OperatorError::Malformed(error.to_string()));
    }
    let body = serde_json::from_slice(&bytes).unwrap_or(ErrorBody {
        code: "unnamed".into(),
        error: "no reason given".into(),
        what_to_do: "look at the operator's log".into(),
    });
    Err(OperatorError::Refused {
        status: status.as_u16(),
        code: body.code,
        error: body.error,
        what_to_do: body.what_to_do,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;

    #[test]
    fn a_receipt_must_be_for_this_and_by_that_operator() {
        let key = SigningKey::from_bytes(&[1; 32]);
        let operator = Operator {
            seat: 0,
            key: Address(key.verifying_key().to_bytes()),
            url: "http://x".into(),
            bonded: true,
        };
        let (device, hash) = (Address([2; 32]), Digest([3; 32]));
        let good = Receipt::signed(&key, device, 5, hash, 9);
        let checked = |receipt: &Receipt| check(receipt, &operator, 5, &device, &hash);
        assert_eq!(checked(&good), Ok(()));
        let stranger = SigningKey::from_bytes(&[9; 32]);
        for bad in [
            Receipt::signed(&stranger, device, 5, hash, 9),
            Receipt::signed(&key, Address([9; 32]), 5, hash, 9),
            Receipt::signed(&key, device, 6, hash, 9),
            Receipt::signed(&key, device, 5, Digest([9; 32]), 9),
            Receipt { slot: 10, ..good },
        ] {
            assert_eq!(checked(&bad).unwrap_err().code(), "bad_receipt");
        }
    }

    #[test]
    fn only_web_addresses_are_asked() {
        let operator = |url: &str| Operator {
            seat: 0,
            key: Address([0; 32]),
            url: url.into(),
            bonded: true,
        };
        assert_eq!(
            url(&operator("http://a:1/"), "challenge").unwrap(),
            "http://a:1/v1/challenge"
        );
        for bad in ["", "file:///etc/passwd", "a:1"] {
            assert_eq!(
                url(&operator(bad), "challenge").unwrap_err().code(),
                "operator_unreachable"
            );
        }
    }
}
