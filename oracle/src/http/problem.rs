//! Errors as answers: what is wrong, and what to do about it.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use io_api::ErrorBody;

use crate::store::StoreError;

/// An error answer.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    body: ErrorBody,
}

impl Problem {
    /// A problem named `code`.
    pub fn new(
        status: StatusCode,
        code: &str,
        error: impl Into<String>,
        what_to_do: impl Into<String>,
    ) -> Self {
        let (error, what_to_do) = (error.into(), what_to_do.into());
        Self {
            status,
            body: ErrorBody {
                code: code.to_owned(),
                error,
                what_to_do,
            },
        }
    }

    /// 400.
    pub fn bad_request(
        code: &str,
        error: impl Into<String>,
        what_to_do: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, error, what_to_do)
    }

    /// 404.
    pub fn not_found(code: &str, error: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, error, what_to_do)
    }

    /// 409: right in itself, not now.
    pub fn conflict(code: &str, error: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, error, what_to_do)
    }

    /// 503: try again, here or at another operator.
    pub fn unavailable(code: &str, error: impl Into<String>) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            code,
            error,
            "try again soon, or ask another operator",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        // What the database said is for the operator's log, not for strangers.
        tracing::error!(%error, "the store failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "store_failed",
            "this operator's database failed",
            "try again later, or ask another operator",
        )
    }
}

/// Answer to unknown paths.
pub async fn not_found() -> Problem {
    Problem::not_found(
        "no_such_path",
        "there is nothing at this path",
        "see the list of paths in the documentation",
    )
}
