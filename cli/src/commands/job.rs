//! `io job`: a renter's orders.
use clap::{Args, Subcommand};
use io_client::escrow::accounts::{Job, Lease};
use io_client::escrow::instructions::{Cancel, CreateJob, Extend, Start};
use io_client::escrow::types::JobOrder;
use io_client::filter::{JOB_RENTER_AT, LEASE_JOB_AT};
use io_client::pda;
use io_client::receipts::receipt;
use io_client::status::{JobStatus, LeaseStatus, Payment};
use io_core::amount::parse_amount;
use io_core::units::IO_DECIMALS;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::amounts::Usd;
use crate::commands::fresh_nonce;
use crate::commands::quote::Order;
use crate::commands::round::round_of;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::session::Session;

mod enter;

use enter::enter;

/// Price units (10⁻⁸ USD) in a micro-dollar.
const PRICE_PER_MICRO: u64 = 100;

/// Jobs: order GPUs, look, start, end early.
#[derive(Subcommand)]
pub enum JobCommand {
    /// Orders GPUs at the board's price and pays for them into the job's vault.
    Create(Create),
    /// Shows one job.
    Show(Which),
    /// Lists a renter's jobs.
    List(Whose),
    /// Lists the leases of a job.
    Leases(Which),
    /// Names the job that the present round draws devices for. Without this it is the largest open one, which
    /// keepers enter.
    Enter(Which),
    /// Starts a job whose GPUs are all leased.
    Start(Which),
    /// Adds hours to a running job, at its own rate, as far as its suppliers allow.
    Extend(More),
    /// Signs for seconds that a lease has served; its supplier is paid by it where the operators fall silent. Sends
    /// nothing.
    SignReceipt(Receipt),
    /// Ends a job; what no lease can earn any more comes back at once.
    Cancel(Which),
}

/// How many hours more.
#[derive(Args)]
pub struct More {
    /// Address of the job.
    job: Pubkey,
    /// Hours to add.
    hours: u32,
}

/// For what.
#[derive(Args)]
pub struct Receipt {
    /// Address of the lease.
    lease: Pubkey,
    /// Seconds served since the job's start, in all; a later receipt takes this one's place.
    seconds: u64,
}

/// Which job.
#[derive(Args)]
pub struct Which {
    /// Address of the job.
    job: Pubkey,
}

/// Whose jobs.
#[derive(Args)]
pub struct Whose {
    /// Another wallet than the keypair's.
    wallet: Option<Pubkey>,
}

/// What to order.
#[derive(Args)]
pub struct Create {
    #[command(flatten)]
    order: Order,
    /// Region of the GPUs; 0 is any.
    #[arg(long, default_value_t = 0)]
    region: u8,
    /// 0 general, 1 training, 2 inference.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2))]
    scenario: u8,
    /// Most to pay per GPU-hour, USD; the price of this moment if not given.
    #[arg(long)]
    max_price: Option<Usd>,
    /// Most to pay per GPU-hour in the payment token; the rate of this moment and 1% if not given.
    #[arg(long)]
    max_rate: Option<String>,
    /// Number of the job, any that this wallet has not used; chosen if not given.
    #[arg(long)]
    nonce: Option<u64>,
}

impl JobCommand {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Create(args) => create(session, args).await,
            Self::Show(which) => show(session, &which.job).await,
            Self::List(whose) => list(session, whose.wallet).await,
            Self::Leases(which) => leases(session, &which.job).await,
            Self::Enter(which) => enter(session, which.job).await,
            Self::Start(which) => start(session, which.job).await,
            Self::Extend(more) => extend(session, more).await,
            Self::SignReceipt(args) => sign_receipt(session, args).await,
            Self::Cancel(which) => cancel(session, which.job).await,
        }
    }
}

async fn create(session: &Session, args: Create) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let renter = wallet.pubkey();
    let (price, _) = args.order.price(session).await?;
    let max_price = match args.max_price {
        Some(limit) => limit.0,
        None => price
            .rate_usd
            .checked_mul(PRICE_PER_MICRO)
            .ok_or(io_core::CoreError::Overflow)?,
    };
    let max_rate = match &args.max_rate {
        Some(limit) => parse_amount(limit, args.order.pay.decimals())
            .map_err(|error| Failure::Input(format!("--max-rate: {error}")))?,
        // Whose price moves while the transaction is under way is not worth a second try.
        None => price.rate.saturating_add(price.rate / 100),
    };
    let order = JobOrder {
        class: price.class,
        tier: args.order.tier,
        region: args.region,
        scenario: args.scenario,
        gpus: args.order.gpus,
        hours: args.order.hours,
        max_price,
        max_rate,
    };
    let nonce = args.nonce.unwrap_or_else(fresh_nonce);
    let token_program = session.token_program(&price.mint).await?;
    let call = CreateJob {
        renter,
        payment_mint: price.mint,
        source: pda::associated_token_by(&token_program, &renter, &price.mint),
        token_program,
    };
    let landed = session
        .send(&wallet, &[call.instruction(nonce, &order)])
        .await?;
    let address = pda::job(&renter, nonce);
    Ok(sent(
        &landed,
        describe(&address, &session.get(&address).await?),
    ))
}

async fn show(session: &Session, address: &Pubkey) -> Result<Answer, Failure> {
    let job: Job = session.get(address).await?;
    let mut record = describe(address, &job);
    record.extend(round_of(session, address, &job).await?);
    Ok(Answer::Record(record))
}

async fn list(session: &Session, wallet: Option<Pubkey>) -> Result<Answer, Failure> {
    let wallet = session.wallet_address(wallet)?;
    let mut found = session.list::<Job>(JOB_RENTER_AT, &wallet).await?;
    found.sort_by_key(|(_, job)| job.created_ts);
    let columns = vec![
        "job",
        "status",
        "class",
        "gpus",
        "hours",
        "paid_in",
        "deposit",
        "paid",
        "created_ts",
    ];
    let rows = found
        .into_iter()
        .map(|(address, job)| {
            vec![
                text(address),
                JobStatus::from_byte(job.status).map(text).into(),
                Value::from(job.class),
                Value::from(job.gpus),
                Value::from(job.hours),
                paid_in(&job),
                money(&job, job.deposit),
                money(&job, job.paid),
                Value::from(job.created_ts),
            ]
        })
        .collect();
    Ok(Answer::List { columns, rows })
}

async fn leases(session: &Session, address: &Pubkey) -> Result<Answer, Failure> {
    let job: Job = session.get(address).await?;
    let found = session.list::<Lease>(LEASE_JOB_AT, address).await?;
    let rows = found
        .into_iter()
        .map(|(address, lease)| {
            vec![
                text(address),
                LeaseStatus::from_byte(lease.status).map(text).into(),
                text(lease.device),
                text(lease.supplier),
                Value::from(lease.gpus),
                Value::from(lease.paid_s),
                money(&job, lease.paid),
                tokens(lease.guarantee, IO_DECIMALS),
            ]
        })
        .collect();
    Ok(Answer::List {
        columns: vec![
            "lease",
            "status",
            "device",
            "supplier",
            "gpus",
            "paid_s",
            "paid",
            "guarantee_io",
        ],
        rows,
    })
}

async fn start(session: &Session, job: Pubkey) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let signer = wallet.pubkey();
    let found = session.list::<Lease>(LEASE_JOB_AT, &job).await?;
    // A supplier shows its own lease; the renter any.
    let lease = found
        .iter()
        .find(|(_, lease)| lease.supplier == signer)
        .or(found.first());
    let Some((lease, _)) = lease else {
        return Err(Failure::Refused(format!(
            "job {job} has no lease yet: it can start once all its GPUs are leased"
        )));
    };
    let landed = session
        .send(
            &wallet,
            &[Start {
                signer,
                job,
                lease: *lease,
            }
            .instruction()],
        )
        .await?;
    Ok(sent(&landed, describe(&job, &session.get(&job).await?)))
}

async fn extend(session: &Session, more: More) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let renter = wallet.pubkey();
    let job: Job = session.get(&more.job).await?;
    let call = Extend {
        renter,
        job: more.job,
        vault: pda::job_vault(&more.job),
        source: job.account_of(&renter),
        token_program: job.token_program(),
        payment_mint: job.payment_mint,
    };
    let landed = session
        .send(&wallet, &[call.instruction(more.hours)])
        .await?;
    Ok(sent(
        &landed,
        describe(&more.job, &session.get(&more.job).await?),
    ))
}

async fn sign_receipt(session: &Session, args: Receipt) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let lease: Lease = session.get(&args.lease).await?;
    let job: Job = session.get(&lease.job).await?;
    if job.renter != wallet.pubkey() {
        return Err(Failure::Refused(format!(
            "lease {} is of a job of {}: only that wallet's receipts count",
            args.lease, job.renter
        )));
    }
    let signed = wallet.sign_message(&receipt(&lease.job, &args.lease, args.seconds));
    Ok(Answer::Record(vec![
        ("lease", text(args.lease)),
        ("seconds", Value::from(args.seconds)),
        ("receipt", text(hex::encode(signed.as_ref()))),
    ]))
}

async fn cancel(session: &Session, address: Pubkey) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let renter = wallet.pubkey();
    let job: Job = session.get(&address).await?;
    let missing = session.missing_payment_account(&renter, &renter, &job);
    let mut all = Vec::from_iter(missing.await?);
    let call = Cancel {
        renter,
        job: address,
        vault: pda::job_vault(&address),
        renter_account: job.account_of(&renter),
        token_program: job.token_program(),
        payment_mint: job.payment_mint,
    };
    all.push(call.instruction());
    let landed = session.send(&wallet, &all).await?;
    Ok(sent(
        &landed,
        describe(&address, &session.get(&address).await?),
    ))
}

/// Zero stands for "not yet" in a job's times.
fn time(ts: i64) -> Value {
    if ts == 0 {
        Value::Null
    } else {
        Value::from(ts)
    }
}

/// An amount of the job's token.
pub(super) fn money(job: &Job, base_units: u64) -> Value {
    let payment = Payment::from_byte(job.payment);
    payment
        .map(|payment| tokens(base_units, payment.decimals()))
        .into()
}

/// Name of the job's token.
pub(super) fn paid_in(job: &Job) -> Value {
    let payment = Payment::from_byte(job.payment);
    payment.map(|payment| text(payment.symbol())).into()
}

fn describe(address: &Pubkey, job: &Job) -> Vec<(&'static str, Value)> {
    vec![
        ("job", text(address)),
        ("status", JobStatus::from_byte(job.status).map(text).into()),
        ("renter", text(job.renter)),
        ("class", Value::from(job.class)),
        ("tier", Value::from(job.tier)),
        ("region", Value::from(job.region)),
        ("gpus", Value::from(job.gpus)),
        ("gpus_matched", Value::from(job.gpus_matched)),
        ("hours", Value::from(job.hours)),
        // None before the first supplier has accepted.
        (
            "most_hours",
            (job.most_hours < u32::MAX)
                .then(|| Value::from(job.most_hours))
                .into(),
        ),
        ("paid_in", paid_in(job)),
        ("rate_per_gpu_hour", money(job, job.rate)),
        ("deposit", money(job, job.deposit)),
        ("fee_reserved", money(job, job.fee_reserved)),
        ("paid", money(job, job.paid)),
        ("fee_paid", money(job, job.fee_paid)),
        ("refunded", money(job, job.refunded)),
        ("created_ts", time(job.created_ts)),
        ("start_ts", time(job.start_ts)),
        ("end_ts", time(job.end_ts)),
        ("leases_open", Value::from(job.leases_open)),
    ]
}
