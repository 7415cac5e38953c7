//! `io device opt-in`: enters a device into the present round.
use clap::Args;
use io_client::market::accounts::Round;
use io_client::market::instructions::{EnterDevice, OpenRound};
use io_client::oracle::accounts::Device;
use io_client::pda;
use io_client::status::Payment;
use io_core::amount::parse_amount;
use io_core::matching::REFUSED;
use io_core::units::IO_DECIMALS;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::commands::round::present;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// On which terms. Whoever draws may then accept a job in the supplier's name until the round ends.
#[derive(Args)]
pub struct OptIn {
    /// Address of the device.
    device: Pubkey,
    /// Least taken per GPU-hour of jobs paid in IOSD; none of those if not given.
    #[arg(long)]
    min_rate_iosd: Option<String>,
    /// Of jobs paid in IO.
    #[arg(long)]
    min_rate_io: Option<String>,
    /// Of jobs paid in USDC.
    #[arg(long)]
    min_rate_usdc: Option<String>,
    /// Longest job taken, hours; also the longest that its renter may extend it to.
    #[arg(long)]
    most_hours: u32,
}

impl OptIn {
    /// In the order of the instruction's arguments.
    fn min_rates(&self) -> Result<[u64; 3], Failure> {
        let rate = |given: &Option<String>, payment: Payment| match given {
            None => Ok(REFUSED),
            Some(text) => parse_amount(text, payment.decimals()).map_err(|error| {
                let token = payment.symbol().to_lowercase();
                Failure::Input(format!("--min-rate-{token}: {error}"))
            }),
        };
        let rates = [
            rate(&self.min_rate_iosd, Payment::Iosd)?,
            rate(&self.min_rate_io, Payment::Io)?,
            rate(&self.min_rate_usdc, Payment::Usdc)?,
        ];
        if rates == [REFUSED; 3] {
            return Err(Failure::Input(
                "for which tokens? Give --min-rate-iosd, --min-rate-io or --min-rate-usdc"
                    .to_string(),
            ));
        }
        Ok(rates)
    }
}

/// Enters the device, opening the round where nobody has.
///
/// # Errors
/// [`Failure`].
pub(super) async fn opt_in(session: &Session, args: OptIn) -> Result<Answer, Failure> {
    let wallet = session.wallet()?;
    let supplier = wallet.pubkey();
    let [iosd, io, usdc] = args.min_rates()?;
    let times = present(session).await?;
    let device: Device = session.get(&args.device).await?;
    let round = pda::round(device.class, times.opens_ts);
    let mut all = Vec::new();
    if session.find::<Round>(&round).await?.is_none() {
        let open = OpenRound {
            payer: supplier,
            round,
        };
        all.push(open.instruction(device.class, times.opens_ts));
    }
    let enter = EnterDevice {
        supplier,
        round,
        device: args.device,
        device_stake: pda::device_stake(&args.device),
        hire: pda::hire(&args.device),
    };
    all.push(enter.instruction(iosd, io, usdc, args.most_hours));
    let landed = session.send(&wallet, &all).await?;
    let entered: Round = session.get(&round).await?;
    let own = entered.entered_devices().iter();
    let stake = own
        .filter(|entry| entry.device == args.device)
        .map(|entry| entry.stake)
        .next();
    Ok(sent(
        &landed,
        vec![
            ("device", text(args.device)),
            ("round", text(round)),
            (
                "weighs_io",
                stake.map(|stake| tokens(stake, IO_DECIMALS)).into(),
            ),
            ("devices", Value::from(entered.devices_len)),
            ("jobs", Value::from(entered.jobs_len)),
            ("closes_ts", Value::from(entered.closes_ts)),
            ("ends_ts", Value::from(entered.ends_ts)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_without_a_rate_is_refused_and_none_at_all_is_an_error() {
        let mut args = OptIn {
            device: Pubkey::default(),
            min_rate_iosd: Some("1.2".to_string()),
            min_rate_io: None,
            min_rate_usdc: Some("0".to_string()),
            most_hours: 1,
        };
        assert_eq!(args.min_rates().ok(), Some([1_200_000, REFUSED, 0]));
        args.min_rate_iosd = None;
        args.min_rate_usdc = None;
        assert!(args.min_rates().is_err());
        args.min_rate_io = Some("a lot".to_string());
        let error = args.min_rates().err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("--min-rate-io")));
    }
}
