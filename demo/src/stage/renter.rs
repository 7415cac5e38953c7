//! A renter: burns IO for IOSD, is quoted a price, rents two hosts of the sample fleet for a week, and ends it
//! early.
use std::time::Duration;

use anyhow::{Context, Result, bail};
use io_client::escrow::accounts::{Escrow, Job};
use io_client::iosd::accounts::Iosd;
use io_client::staking::accounts::DeviceStake;
use io_client::token::token_balance;
use io_client::{AccountData, escrow, iosd, pda};
use io_core::amount::show_amount;
use io_core::fees::{FeeSplit, Fees};
use io_core::lease::{clamp_seconds, payable};
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS, ONE_IO};
use io_localnet::Cheats;
use io_migrations::Network;
use serde_json::Value;
use solana_pubkey::Pubkey;

use super::hour::Clockwork;
use super::places::Places;
use super::suppliers::HOST_GPUS;
use super::wait::until;
use super::wallet::{Wallet, amount, text};
use crate::story::{Invariant, Receipt};

/// Class of the GPUs that are ordered.
pub const ORDERED_CLASS: &str = "A100-SXM4-80GB";
/// The order: 16 GPUs in ultra high speed hosts for a week.
const ORDER: &str = "--class A100-SXM4-80GB --gpus 16 --hours 168 --tier 4";
/// What it costs at the published $1.232 per GPU-hour.
const PRICE_IOSD: &str = "3311.616";
/// IOSD per GPU-hour of the order, base units: $1.232.
const RATE_IOSD: u64 = 1_232_000;
/// IOSD to obtain: the price and the reservation fee, and a little more.
const MINT_IOSD: u64 = 3_330_000_000;
/// Most IO to burn for it; at $3.00 it takes 1,110.
const MAX_IO: u64 = 1_250;
/// The longest that prices take to be posted after a jump, real time.
const PRICES: Duration = Duration::from_secs(10);
/// The longest that the keeper takes to close what has ended, real time.
const CLOSING: Duration = Duration::from_secs(15);

/// The renter and what was ordered.
pub struct Renter {
    wallet: Wallet,
    job: Option<Pubkey>,
    leases: Vec<String>,
    /// From the job's start to the renter's cancellation, unix seconds.
    ran: Option<(i64, i64)>,
    /// What was paid so far.
    bill: Option<Bill>,
    /// The hosts have drawn what was due after the end.
    settled: bool,
}

/// What the order came to, computed from attested seconds by the rules of `io-core` alone: what the chain moved
/// must be this, to the unit.
#[derive(Debug, Clone, Default)]
pub struct Bill {
    leases: Vec<FeeSplit>,
}

impl Bill {
    fn sum(&self, part: impl Fn(&FeeSplit) -> u64) -> u64 {
        self.leases.iter().map(part).sum()
    }

    /// Fees burned, IOSD base units.
    #[must_use]
    pub fn burned(&self) -> u64 {
        self.sum(|lease| lease.burned)
    }

    /// What the renter paid in all, IOSD base units.
    #[must_use]
    pub fn paid_by_renter(&self) -> u64 {
        self.sum(|lease| lease.gross + lease.renter_fee)
    }
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
            ran: None,
            bill: None,
            settled: false,
        })
    }

    /// Burns IO for IOSD: request, and execution by the keeper at a later quorum price.
    ///
    /// # Errors
    /// It was not executed within five minutes of the chain's time.
    pub async fn mint(&self, clockwork: &Clockwork) -> Result<Receipt> {
        let before = self.wallet.io("balance").await?;
        self.wallet
            .io(&format!(
                "iosd mint --iosd {} --max-in {MAX_IO}",
                show_amount(MINT_IOSD, IOSD_DECIMALS)
            ))
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
        let quote = once_priced(&self.wallet, &format!("quote {ORDER}")).await?;
        let price = text(&quote, "price")?;
        if price != PRICE_IOSD {
            bail!("the quote is {price} IOSD and not {PRICE_IOSD}");
        }
        let job = once_priced(&self.wallet, &format!("job create {ORDER}")).await?;
        let job = text(&job, "job")?.to_owned();
        for (host, device) in hosts {
            let lease = once_priced(host, &format!("lease accept {job} {device}")).await?;
            self.leases.push(text(&lease, "lease")?.to_owned());
        }
        self.wallet.io(&format!("job start {job}")).await?;
        self.job = Some(job.parse()?);
        Ok(receipt(format!(
            "was quoted {price} IOSD for 16 A100-SXM4-80GB for a week, paid it with {} IOSD of fee into the job's vault",
            text(&quote, "fee")?
        )))
    }

    /// The hosts draw what final epochs attest.
    ///
    /// # Errors
    /// The chain or the operators refuse.
    pub async fn pay(&mut self, hosts: &[(Wallet, String)]) -> Result<Vec<Receipt>> {
        let mut receipts = Vec::new();
        let mut bill = Bill::default();
        for ((host, _), lease) in hosts.iter().zip(&self.leases) {
            let paid = host.io(&format!("lease withdraw {lease}")).await?;
            let attested_s = paid.get("attested_s").and_then(Value::as_u64);
            let attested_s = attested_s.context("the answer has no attested_s")?;
            let seconds = self.ran.map_or(attested_s, |(start_ts, end_ts)| {
                clamp_seconds(attested_s, end_ts, start_ts, end_ts)
            });
            let gross = payable(seconds, RATE_IOSD, HOST_GPUS)?;
            bill.leases.push(Fees::NETWORK_TOKENS.split(gross)?);
            receipts.push(Receipt {
                who: host.name.clone(),
                role: "host".to_owned(),
                what: format!(
                    "drew {} for {attested_s} attested seconds in all",
                    // Not told where the keeper has closed the settled lease in between.
                    paid.get("paid_now")
                        .and_then(Value::as_str)
                        .map_or("the rest".to_owned(), |paid| format!("{paid} IOSD")),
                ),
            });
        }
        self.bill = Some(bill);
        self.settled = self.ran.is_some();
        Ok(receipts)
    }

    /// Ends the job early.
    ///
    /// # Errors
    /// The chain refuses.
    pub async fn cancel(&mut self, network: &Network) -> Result<Receipt> {
        let address = self.job.context("nothing was ordered")?;
        let ended = self.wallet.io(&format!("job cancel {address}")).await?;
        let job: Job = network.chain.fetch(&address, Job::decode).await?;
        self.ran = Some((job.start_ts, job.end_ts));
        Ok(receipt(format!(
            "cancelled the rest after {} s and got {} IOSD back at once",
            job.end_ts - job.start_ts,
            text(&ended, "refunded")?
        )))
    }

    /// Address of the job, once ordered.
    pub fn job(&self) -> Option<Pubkey> {
        self.job
    }

    /// What the hosts have drawn so far came to.
    pub fn bill(&self) -> Option<&Bill> {
        self.bill.as_ref()
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

    /// Whether everybody has what the bill says, to the unit, and the job is gone.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn reckon(
        &self,
        network: &Network,
        hosts: &[(Wallet, String)],
    ) -> Result<Vec<Invariant>> {
        let (Some(job), Some(bill), true) = (self.job, &self.bill, self.settled) else {
            return Ok(Vec::new());
        };
        let chain = &network.chain;
        let closed = until(CLOSING, async || {
            let open = chain.fetch_optional(&job, Job::decode).await?;
            Ok(open.is_none().then_some(()))
        });
        let closed = closed.await?.is_some();
        let money: Iosd = chain.fetch(&iosd::iosd_address(), Iosd::decode).await?;
        let terms: Escrow = chain
            .fetch(&escrow::escrow_address(), Escrow::decode)
            .await?;
        let holds = async |owner: &Pubkey| {
            let account = pda::associated_token(owner, &money.iosd_mint);
            let found = chain.fetch_optional(&account, token_balance).await?;
            anyhow::Ok(found.unwrap_or(0))
        };
        let shown = |amount: u64| show_amount(amount, IOSD_DECIMALS);
        let figures = |is: u64, expected: u64| format!("{} of {}", shown(is), shown(expected));
        let (is, expected) = (
            holds(&self.wallet.address).await?,
            MINT_IOSD.saturating_sub(bill.paid_by_renter()),
        );
        let mut found = vec![Invariant::judged(
            "the renter has back all it did not use, to the unit, and the job is closed",
            is == expected && closed,
            figures(is, expected),
        )];
        for ((host, _), split) in hosts.iter().zip(&bill.leases) {
            let is = holds(&host.address).await?;
            found.push(Invariant::judged(
                &format!("{} was paid its attested seconds less the fee", host.name),
                is == split.supplier && split.supplier > 0,
                figures(is, split.supplier),
            ));
        }
        let (is, expected) = (
            holds(&terms.treasury).await?,
            bill.sum(|lease| lease.treasury),
        );
        found.push(Invariant::judged(
            "the treasury has its half of the fees",
            is == expected,
            figures(is, expected),
        ));
        for (host, device) in hosts {
            let address = pda::device_stake(&device.parse()?);
            let stake: DeviceStake = chain.fetch(&address, DeviceStake::decode).await?;
            found.push(Invariant::judged(
                &format!("{}'s guarantee went back into its stake", host.name),
                stake.guarantee == 0 && stake.amount >= stake.requirement,
                format!(
                    "{} of {} IO required",
                    show_amount(stake.amount, IO_DECIMALS),
                    show_amount(stake.requirement, IO_DECIMALS)
                ),
            ));
        }
        Ok(found)
    }
}

/// What `line` answers, once the operators' prices are fresh: on a busy machine they may be late, and what needs one is
/// refused until then.
///
/// # Errors
/// The last refusal.
async fn once_priced(wallet: &Wallet, line: &str) -> Result<Value> {
    let mut last = None;
    let answer = until(PRICES, async || match wallet.io(line).await {
        Ok(answer) => Ok(Some(answer)),
        Err(error) => {
            last = Some(error);
            Ok(None)
        }
    })
    .await?;
    match (answer, last) {
        (Some(answer), _) => Ok(answer),
        (None, Some(error)) => Err(error),
        (None, None) => bail!("{line} never answered"),
    }
}
