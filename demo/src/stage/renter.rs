//! A renter: burns IO for IOSD, is quoted a price, rents two hosts of the sample fleet for a week, and ends it
//! early.
use std::time::Duration;

use anyhow::{Context, Result, bail};
use io_core::units::{IOSD_DECIMALS, ONE_IO};
use io_localnet::Cheats;
use io_migrations::Network;

use super::hour::Clockwork;
use super::places::Places;
use super::wait::until;
use super::wallet::{Wallet, amount, text};
use crate::story::Receipt;

/// The order: 16 GPUs in ultra high speed hosts for a week.
const ORDER: &str = "--class A100-SXM4-80GB --gpus 16 --hours 168 --tier 4";
/// What it costs at the published $1.232 per GPU-hour.
const PRICE_IOSD: &str = "3311.616";
/// IOSD to obtain: the price and the reservation fee, and a little more.
const MINT_IOSD: &str = "3330";
/// Most IO to burn for it; at $3.00 it takes 1,110.
const MAX_IO: u64 = 1_250;
/// The longest that prices take to be posted after a jump, real time.
const PRICES: Duration = Duration::from_secs(10);

/// The renter and what was ordered.
pub struct Renter {
    wallet: Wallet,
    job: Option<String>,
    leases: Vec<String>,
}

fn receipt(what: String) -> Receipt {
    Receipt {
        who: "renter".to_owned(),
        role: "renter".to_owned(),
        what,
    }
}

impl Renter {
    /// A renter with IO.
    ///
    /// # Errors
    /// The chain refuses.
    pub async fn new(network: &Network, cheats: &Cheats, places: &Places) -> Result<Self> {
        let wallet = Wallet::new(network, cheats, places, "renter", MAX_IO * ONE_IO).await?;
        Ok(Self {
            wallet,
            job: None,
            leases: Vec::new(),
        })
    }

    /// Burns IO for IOSD: request, and execution by the keeper at a later quorum price.
    ///
    /// # Errors
    /// It was not executed within five minutes of the chain's time.
    pub async fn mint(&self, clockwork: &Clockwork<'_>) -> Result<Receipt> {
        let before = self.wallet.io("balance").await?;
        self.wallet
            .io(&format!("iosd mint --iosd {MINT_IOSD} --max-in {MAX_IO}"))
            .await?;
        for _ in 0..5 {
            clockwork.minute().await?;
            let minted = until(Duration::from_secs(1), async || {
                let after = self.wallet.io("balance").await?;
                let held = amount(&after, "iosd", IOSD_DECIMALS)?;
                Ok((held > 0).then_some(after))
            })
            .await?;
            if let Some(after) = minted {
                return Ok(receipt(format!(
                    "had {} IO, burned some for {} IOSD and has {} IO",
                    text(&before, "io")?,
                    text(&after, "iosd")?,
                    text(&after, "io")?
                )));
            }
        }
        let requests = self.wallet.io("iosd requests").await?;
        bail!("the keeper did not execute the mint of IOSD: {requests}")
    }

    /// Orders, has the hosts accept, starts.
    ///
    /// # Errors
    /// The quote is not the published price, or the chain refuses a step.
    pub async fn rent(&mut self, hosts: &[(Wallet, String)]) -> Result<Receipt> {
        let mut last = None;
        let quote = until(PRICES, async || {
            match self.wallet.io(&format!("quote {ORDER}")).await {
                Ok(quote) => Ok(Some(quote)),
                Err(error) => {
                    last = Some(error);
                    Ok(None)
                }
            }
        })
        .await?;
        let Some(quote) = quote else {
            return Err(last.context("the quote never came")?);
        };
        let price = text(&quote, "price_iosd")?;
        if price != PRICE_IOSD {
            bail!("the quote is {price} IOSD and not {PRICE_IOSD}");
        }
        let job = self.wallet.io(&format!("job create {ORDER}")).await?;
        let job = text(&job, "job")?.to_owned();
        for (host, device) in hosts {
            let lease = host.io(&format!("lease accept {job} {device}")).await?;
            self.leases.push(text(&lease, "lease")?.to_owned());
        }
        self.wallet.io(&format!("job start {job}")).await?;
        self.job = Some(job);
        Ok(receipt(format!(
            "was quoted {price} IOSD for 16 A100-SXM4-80GB for a week, paid it with {} IOSD of fee into the job's vault",
            text(&quote, "reservation_fee_iosd")?
        )))
    }

    /// The hosts draw what final epochs attest.
    ///
    /// # Errors
    /// The chain or the operators refuse.
    pub async fn pay(&self, hosts: &[(Wallet, String)]) -> Result<Vec<Receipt>> {
        let mut receipts = Vec::new();
        for ((host, _), lease) in hosts.iter().zip(&self.leases) {
            let paid = host.io(&format!("lease withdraw {lease}")).await?;
            receipts.push(Receipt {
                who: host.name.clone(),
                role: "host".to_owned(),
                what: format!(
                    "drew {} for {} attested seconds in all",
                    // Not told where the keeper has closed the settled lease in between.
                    paid.get("paid_now_iosd")
                        .and_then(serde_json::Value::as_str)
                        .map_or("the rest".to_owned(), |paid| format!("{paid} IOSD")),
                    paid.get("attested_s").cloned().unwrap_or_default()
                ),
            });
        }
        Ok(receipts)
    }

    /// Ends the job early.
    ///
    /// # Errors
    /// The chain refuses.
    pub async fn cancel(&self) -> Result<Receipt> {
        let job = self.job.as_deref().context("nothing was ordered")?;
        let ended = self.wallet.io(&format!("job cancel {job}")).await?;
        Ok(receipt(format!(
            "cancelled the rest and got {} IOSD back at once",
            text(&ended, "refunded_iosd")?
        )))
    }

    /// Address of the job, once ordered.
    pub fn job(&self) -> Option<&str> {
        self.job.as_deref()
    }

    /// What the renter holds in the end.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn holds(&self) -> Result<Receipt> {
        let balance = self.wallet.io("balance").await?;
        Ok(receipt(format!(
            "holds {} IOSD and {} IO in the end",
            text(&balance, "iosd")?,
            text(&balance, "io")?
        )))
    }
}
