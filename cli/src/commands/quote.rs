//! `io quote`: what GPUs cost now.
use clap::Args;
use io_client::escrow::accounts::Escrow;
use io_client::escrow::escrow_address;
use io_client::status::Payment;
use io_client::wire::padded_text;
use io_core::lease::deposit;
use io_core::pricing::rate_usd_micro;
use serde_json::Value;
use solana_pubkey::Pubkey;

use crate::commands::iosd::coverage::read_backing;
use crate::failure::Failure;
use crate::output::{Answer, text, tokens};
use crate::price_board::Board;
use crate::session::Session;

/// What to rent.
#[derive(Args, Clone)]
pub struct Order {
    /// GPU class, by name or number.
    #[arg(long)]
    pub class: String,
    /// Number of GPUs.
    #[arg(long)]
    pub gpus: u16,
    /// Hours.
    #[arg(long)]
    pub hours: u32,
    /// Least connectivity tier, 1 (low) to 4 (ultra high); the price follows it.
    #[arg(long, default_value_t = 4)]
    pub tier: u8,
    /// What to pay in: iosd, io or usdc.
    #[arg(long, default_value = "iosd")]
    pub pay: Payment,
}

/// The price of an order, base units of the payment token.
pub struct Price {
    /// Number of the class.
    pub class: u8,
    /// Dollars per GPU-hour, tier factor included, micro-dollars.
    pub rate_usd: u64,
    /// The payment token's mint.
    pub mint: Pubkey,
    /// Per GPU-hour.
    pub rate: u64,
    /// For all GPUs and hours.
    pub deposit: u64,
    /// The renter's reservation fee on top.
    pub fee: u64,
}

impl Order {
    /// What `create_job` would charge now.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn price(&self, session: &Session) -> Result<(Price, Board), Failure> {
        let board = Board::read(session).await?;
        let escrow: Escrow = session.get(&escrow_address()).await?;
        let class = board.class(&self.class)?;
        let rate_usd = rate_usd_micro(board.class_price(class)?.upper, self.tier)?;
        let rate = match self.pay {
            Payment::Usdc => rate_usd,
            Payment::Io | Payment::Iosd => {
                let backing = read_backing(session).await?;
                self.pay.rate(rate_usd, board.io_price()?, &backing)?
            }
        };
        let deposit = deposit(rate, self.gpus, self.hours)?;
        let fees = self.pay.fees(&escrow.params_at(board.now_ts));
        let fee = fees.renter_reserve(deposit)?;
        Ok((
            Price {
                class,
                rate_usd,
                mint: self.pay.mint(&escrow),
                rate,
                deposit,
                fee,
            },
            board,
        ))
    }
}

/// The price of GPUs at this moment; it is fixed when the job is created.
#[derive(Args)]
pub struct Quote {
    #[command(flatten)]
    order: Order,
}

impl Quote {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let (price, board) = self.order.price(session).await?;
        let total = price
            .deposit
            .checked_add(price.fee)
            .ok_or(io_core::CoreError::Overflow)?;
        let decimals = self.order.pay.decimals();
        let name = board
            .classes
            .entries
            .get(usize::from(price.class))
            .map(|class| padded_text(&class.name));
        Ok(Answer::Record(vec![
            ("class", name.map(text).into()),
            ("gpus", Value::from(self.order.gpus)),
            ("hours", Value::from(self.order.hours)),
            ("tier", Value::from(self.order.tier)),
            ("paid_in", text(self.order.pay.symbol())),
            ("rate_per_gpu_hour", tokens(price.rate, decimals)),
            ("price", tokens(price.deposit, decimals)),
            ("fee", tokens(price.fee, decimals)),
            ("total", tokens(total, decimals)),
        ]))
    }
}
