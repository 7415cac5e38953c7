//! `io iosd redeem`.
use clap::Args;
use io_client::iosd::accounts::Request;
use io_client::iosd::instructions::{RequestRedeemExactIn, RequestRedeemExactOut};
use io_client::pda;
use io_core::units::IOSD_DECIMALS;
use serde_json::Value;
use solana_signer::Signer;

use crate::amounts::{Io, Iosd};
use crate::commands::fresh_nonce;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::session::{Session, iosd_mint};

/// Either all of an amount of IOSD, or as much IOSD as an amount of IO takes.
#[derive(Args)]
pub struct Redeem {
    /// Whole IOSD to redeem, all of it.
    #[arg(long, requires = "min_out", conflicts_with_all = ["io", "max_in"], required_unless_present = "io")]
    iosd: Option<Iosd>,
    /// Least IO to take for it; else everything is refunded.
    #[arg(long)]
    min_out: Option<Io>,
    /// Whole IO to get, exactly.
    #[arg(long, requires = "max_in", conflicts_with = "min_out")]
    io: Option<Io>,
    /// Most IOSD to redeem for it. That much is locked; what is not needed comes back.
    #[arg(long)]
    max_in: Option<Iosd>,
    /// Number of the request, any that this wallet has not used; chosen if not given.
    #[arg(long)]
    nonce: Option<u64>,
}

impl Redeem {
    pub(super) async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let nonce = self.nonce.unwrap_or_else(fresh_nonce);
        let iosd_source = pda::associated_token(&owner, &iosd_mint());
        let io_account = pda::associated_token(&owner, &io_mint);
        let call = match (self.iosd, self.min_out, self.io, self.max_in) {
            (Some(iosd), Some(min_out), None, None) => RequestRedeemExactIn {
                owner,
                iosd_source,
                io_account,
            }
            .instruction(nonce, iosd.0, min_out.0),
            (None, None, Some(io), Some(max_in)) => RequestRedeemExactOut {
                owner,
                iosd_source,
                io_account,
            }
            .instruction(nonce, io.0, max_in.0),
            _ => {
                return Err(Failure::Input(
                    "say either --iosd with --min-out, or --io with --max-in".to_string(),
                ));
            }
        };
        let mut all = session.own_accounts(&owner, &[io_mint]).await?;
        all.push(call);
        let landed = session.send(&wallet, &all).await?;
        let address = pda::request(&owner, nonce);
        let mut fields = vec![("request", text(address)), ("nonce", Value::from(nonce))];
        // A keeper may have executed and closed it already.
        if let Some(request) = session.find::<Request>(&address).await? {
            fields.push(("locked_iosd", tokens(request.locked, IOSD_DECIMALS)));
        }
        Ok(sent(&landed, fields))
    }
}
