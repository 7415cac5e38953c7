//! `io price`: the board's quorum prices.
use clap::Args;
use io_client::wire::padded_text;
use io_core::units::PRICE_DECIMALS;
use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Answer, text, tokens};
use crate::price_board::Board;
use crate::session::Session;

/// What the operators' quorum says IO and GPU-hours cost, USD.
#[derive(Args)]
pub struct Price {
    /// One GPU class only, by name or number.
    #[arg(long)]
    class: Option<String>,
}

impl Price {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let board = Board::read(session).await?;
        let mut feeds = vec![(0u8, "IO".to_string())];
        let classes = board
            .classes
            .entries
            .iter()
            .take(usize::from(board.classes.count));
        feeds.extend((1u8..).zip(classes.map(|class| padded_text(&class.name))));
        if let Some(class) = &self.class {
            let wanted = board.class(class)?.saturating_add(1);
            feeds.retain(|(feed, _)| *feed == wanted);
        }
        let mut rows = Vec::with_capacity(feeds.len());
        for (feed, name) in feeds {
            let price = board.feed(feed)?;
            let usd = |pick: fn(&io_core::price::Aggregate) -> u64| -> Value {
                price
                    .as_ref()
                    .map(|price| tokens(pick(price), PRICE_DECIMALS))
                    .into()
            };
            rows.push(vec![
                Value::from(feed),
                text(name),
                usd(|p| p.lower),
                usd(|p| p.upper),
                usd(|p| p.confidence),
            ]);
        }
        Ok(Answer::List {
            columns: vec!["feed", "of", "lower_usd", "upper_usd", "confidence_usd"],
            rows,
        })
    }
}
