//! `io job enter`: names the job of a renter that the present round draws devices for.
use io_client::escrow::accounts::Job;
use io_client::market::accounts::Round;
use io_client::market::instructions::{EnterJob, OpenRound};
use io_client::pda;
use io_core::units::IO_DECIMALS;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::commands::round::present;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// Enters the job, opening the round where nobody has.
///
/// # Errors
/// [`Failure`].
pub(super) async fn enter(session: &Session, address: Pubkey) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let renter = wallet.pubkey();
    let times = present(session).await?;
    let job: Job = session.get(&address).await?;
    let round = pda::round(job.class, times.opens_ts);
    let mut all = Vec::new();
    if session.find::<Round>(&round).await?.is_none() {
        let open = OpenRound {
            payer: renter,
            round,
        };
        all.push(open.instruction(job.class, times.opens_ts));
    }
    let enter = EnterJob {
        round,
        job: address,
        position: pda::position(&renter),
        renter: Some(renter),
    };
    all.push(enter.instruction());
    let landed = session.send(&wallet, &all).await?;
    let entered: Round = session.get(&round).await?;
    let own = entered.entered_jobs().iter();
    let stake = own
        .filter(|entry| entry.job == address)
        .map(|entry| entry.stake)
        .next();
    Ok(sent(
        &landed,
        vec![
            ("job", text(address)),
            ("round", text(round)),
            (
                "round_priority_io",
                stake.map(|stake| tokens(stake, IO_DECIMALS)).into(),
            ),
            ("round_devices", Value::from(entered.devices_len)),
            ("round_jobs", Value::from(entered.jobs_len)),
            ("round_closes_ts", Value::from(entered.closes_ts)),
            ("round_ends_ts", Value::from(entered.ends_ts)),
        ],
    ))
}
