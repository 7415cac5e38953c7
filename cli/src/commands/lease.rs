//! `io lease`: a supplier takes a job and is paid by attested seconds.
use clap::{Args, Subcommand};
use io_client::escrow::accounts::{Job, Lease};
use io_client::escrow::instructions::{Accept, ClaimReceipt, Withdraw};
use io_client::pda;
use io_client::receipts::{receipt, verification};
use io_client::status::Payment;
use io_core::amount::parse_amount;
use io_core::units::IO_DECIMALS;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::commands::job::{money, paid_in};
use crate::failure::Failure;
use crate::landing::{send_proof, sent};
use crate::operator::{proof_bytes, usage_proof};
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// Leases: take an open job with a device, be paid.
#[derive(Subcommand)]
pub enum LeaseCommand {
    /// Leases a device to an open job.
    Accept(AcceptArgs),
    /// Pays the lease's payee what its attested seconds have earned; anyone may.
    Withdraw(WithdrawArgs),
    /// Pays the lease's payee by a receipt that the renter has signed, where nothing has been sealed for seven days
    /// past the end; anyone may.
    ClaimReceipt(ReceiptArgs),
}

/// What for what.
#[derive(Args)]
pub struct AcceptArgs {
    /// Address of the job.
    job: Pubkey,
    /// Address of the device.
    device: Pubkey,
    /// Least taken per GPU-hour, in the token the job is paid in; the job's rate as it stands if not given.
    #[arg(long)]
    min_rate: Option<String>,
    /// Longest the renter may extend the job to, hours in all; the hours of the order if not given.
    #[arg(long)]
    most_hours: Option<u32>,
}

/// For what, by whose proof.
#[derive(Args)]
pub struct WithdrawArgs {
    /// Address of the lease.
    lease: Pubkey,
    /// URL of the operator to ask for the proof; the listed ones in turn if not given.
    #[arg(long)]
    operator: Option<String>,
    /// A lookup table that an earlier command has made.
    #[arg(long)]
    lookup_table: Option<Pubkey>,
}

/// For what, by which receipt.
#[derive(Args)]
pub struct ReceiptArgs {
    /// Address of the lease.
    lease: Pubkey,
    /// Seconds that the receipt is for.
    seconds: u64,
    /// The receipt, as `io job sign-receipt` shows it.
    receipt: String,
}

impl ReceiptArgs {
    fn signature(&self) -> Result<[u8; 64], Failure> {
        let mut signature = [0; 64];
        hex::decode_to_slice(&self.receipt, &mut signature)
            .map_err(|_| Failure::Input("a receipt is 128 hexadecimal digits".to_string()))?;
        Ok(signature)
    }
}

impl LeaseCommand {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Accept(args) => accept(session, args).await,
            Self::Withdraw(args) => withdraw(session, args).await,
            Self::ClaimReceipt(args) => claim_receipt(session, args).await,
        }
    }
}

async fn accept(session: &Session, args: AcceptArgs) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let job: Job = session.get(&args.job).await?;
    let address = pda::lease(&args.job, &args.device, job.created_ts);
    let call = Accept {
        supplier: wallet.pubkey(),
        job: args.job,
        lease: address,
        device: args.device,
        device_stake: pda::device_stake(&args.device),
        round: None,
    };
    let decimals = Payment::from_byte(job.payment).map_or(0, Payment::decimals);
    let min_rate = match &args.min_rate {
        Some(rate) => parse_amount(rate, decimals)
            .map_err(|error| Failure::Input(format!("--min-rate: {error}")))?,
        None => job.rate,
    };
    let most_hours = args.most_hours.unwrap_or(job.hours);
    let landed = session
        .send(&wallet, &[call.instruction(min_rate, most_hours)])
        .await?;
    let lease: Lease = session.get(&address).await?;
    Ok(sent(
        &landed,
        vec![
            ("lease", text(address)),
            ("gpus", Value::from(lease.gpus)),
            ("paid_in", paid_in(&job)),
            ("rate_per_gpu_hour", money(&job, job.rate)),
            ("guarantee_io", tokens(lease.guarantee, IO_DECIMALS)),
            ("payee", text(lease.payee)),
        ],
    ))
}

async fn withdraw(session: &Session, args: WithdrawArgs) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let lease: Lease = session.get(&args.lease).await?;
    let job: Job = session.get(&lease.job).await?;
    let proof = usage_proof(session, args.operator.as_deref(), &args.lease).await?;
    // A transaction of its own: the one with the proof has no room left.
    if let Some(create) = session
        .missing_payment_account(&wallet.pubkey(), &lease.payee, &job)
        .await?
    {
        session.send(&wallet, &[create]).await?;
    }
    let call = Withdraw {
        job: lease.job,
        lease: args.lease,
        epoch_record: pda::epoch_record(proof.epoch),
        vault: pda::job_vault(&lease.job),
        payee_account: job.account_of(&lease.payee),
        token_program: job.token_program(),
        payment_mint: job.payment_mint,
    };
    let bytes = proof_bytes(&proof.proof)?;
    let instruction = call.instruction(proof.index, proof.cumulative_s, proof.first_hour_s, &bytes);
    let (landed, table) = send_proof(session, &wallet, &[instruction], args.lookup_table).await?;
    // Closed at once by its last payment's crank, perhaps.
    let after = session.find::<Lease>(&args.lease).await?;
    let paid = after.map(|after| after.paid);
    Ok(sent(
        &landed,
        vec![
            ("lease", text(args.lease)),
            ("attested_s", Value::from(proof.cumulative_s)),
            ("paid_in", paid_in(&job)),
            (
                "paid_now",
                paid.map(|paid| money(&job, paid.saturating_sub(lease.paid)))
                    .into(),
            ),
            ("paid_in_all", paid.map(|paid| money(&job, paid)).into()),
            ("lookup_table", table.map(text).into()),
        ],
    ))
}

async fn claim_receipt(session: &Session, args: ReceiptArgs) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let signature = args.signature()?;
    let lease: Lease = session.get(&args.lease).await?;
    let job: Job = session.get(&lease.job).await?;
    let mut all = Vec::new();
    let payer = wallet.pubkey();
    all.extend(
        session
            .missing_payment_account(&payer, &lease.payee, &job)
            .await?,
    );
    let signed = receipt(&lease.job, &args.lease, args.seconds);
    all.push(verification(&job.renter, &signature, &signed));
    let call = ClaimReceipt {
        job: lease.job,
        lease: args.lease,
        vault: pda::job_vault(&lease.job),
        payee_account: job.account_of(&lease.payee),
        token_program: job.token_program(),
        payment_mint: job.payment_mint,
    };
    all.push(call.instruction(args.seconds));
    let landed = session.send(&wallet, &all).await?;
    let after: Lease = session.get(&args.lease).await?;
    Ok(sent(
        &landed,
        vec![
            ("lease", text(args.lease)),
            ("paid_in", paid_in(&job)),
            (
                "paid_now",
                money(&job, after.paid.saturating_sub(lease.paid)),
            ),
            ("paid_in_all", money(&job, after.paid)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_128_digits() {
        let args = |receipt: String| ReceiptArgs {
            lease: Pubkey::default(),
            seconds: 1,
            receipt,
        };
        assert_eq!(args("0a".repeat(64)).signature().ok(), Some([10; 64]));
        for wrong in ["", "0a", &"0a".repeat(63), &"0g".repeat(64)] {
            assert!(args(wrong.to_string()).signature().is_err(), "{wrong}");
        }
    }
}
