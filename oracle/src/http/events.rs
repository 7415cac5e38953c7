//! Server-sent events: what happens, as it happens.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event as SseEvent, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::broadcast::error::RecvError;

use crate::node::Node;

/// `GET /v1/events`. A reader that is too slow misses events and is told how many.
pub async fn stream(
    State(node): State<Node>,
) -> Sse<impl Stream<Item = Result<SseEvent, Infallible>>> {
    let start = (node.events.subscribe(), node.closing.clone());
    let events = stream::unfold(start, |(mut events, closing)| async move {
        let received = tokio::select! {
            () = closing.cancelled() => return None,
            received = events.recv() => received,
        };
        let event = match received {
            Ok(event) => SseEvent::default().json_data(&event).unwrap_or_default(),
            Err(RecvError::Lagged(missed)) => {
                SseEvent::default().comment(format!("missed {missed} events"))
            }
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(event), (events, closing)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
