//! `io iosd`: IOSD by burning IO and back, in two steps: a request now, its execution at the next quorum
//! price.
use clap::{Args, Subcommand};
use io_client::filter::REQUEST_OWNER_AT;
use io_client::iosd::accounts::Request;
use io_client::iosd::instructions::{Collect, RequestMintExactIn, RequestMintExactOut};
use io_client::pda;
use io_client::status::{RequestKind, RequestStatus};
use io_core::units::{IO_DECIMALS, IOSD_DECIMALS};
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::amounts::{Io, Iosd};
use crate::commands::fresh_nonce;
use crate::failure::Failure;
use crate::landing::sent;
use crate::output::{Answer, text, tokens};
use crate::session::{Session, iosd_mint};

pub(crate) mod coverage;
mod redeem;

use coverage::Coverage;
use redeem::Redeem;

/// IOSD: mint by burning IO, redeem for what was burned, and what became of it.
#[derive(Subcommand)]
pub enum IosdCommand {
    /// Locks IO for IOSD at the first price that lands from now on; a keeper executes it within a minute.
    Mint(Mint),
    /// Locks IOSD for IO at the first price that lands from now on; a keeper executes it within a minute.
    Redeem(Redeem),
    /// What was burned for IOSD, what was redeemed, what is outstanding and how far it is covered.
    Coverage(Coverage),
    /// Lists a wallet's requests that are not closed yet.
    Requests(Requests),
    /// Collects what a request could not deliver because a token account was gone.
    Collect(CollectArgs),
}

impl IosdCommand {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Self::Mint(args) => args.run(session).await,
            Self::Redeem(args) => args.run(session).await,
            Self::Coverage(args) => args.run(session).await,
            Self::Requests(args) => args.run(session).await,
            Self::Collect(args) => args.run(session).await,
        }
    }
}

/// Either all of an amount of IO, or as much IO as an amount of IOSD takes.
#[derive(Args)]
pub struct Mint {
    /// Whole IO to burn, all of it.
    #[arg(long, requires = "min_out", conflicts_with_all = ["iosd", "max_in"], required_unless_present = "iosd")]
    io: Option<Io>,
    /// Least IOSD to take for it; else everything is refunded.
    #[arg(long)]
    min_out: Option<Iosd>,
    /// Whole IOSD to get, exactly.
    #[arg(long, requires = "max_in", conflicts_with = "min_out")]
    iosd: Option<Iosd>,
    /// Most IO to burn for it. That much is locked; what is not needed comes back.
    #[arg(long)]
    max_in: Option<Io>,
    /// Number of the request, any that this wallet has not used; chosen if not given.
    #[arg(long)]
    nonce: Option<u64>,
}

impl Mint {
    async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let nonce = self.nonce.unwrap_or_else(fresh_nonce);
        let io_source = pda::associated_token(&owner, &io_mint);
        let iosd_account = pda::associated_token(&owner, &iosd_mint());
        let call = match (self.io, self.min_out, self.iosd, self.max_in) {
            (Some(io), Some(min_out), None, None) => RequestMintExactIn {
                owner,
                io_source,
                iosd_account,
            }
            .instruction(nonce, io.0, min_out.0),
            (None, None, Some(iosd), Some(max_in)) => RequestMintExactOut {
                owner,
                io_source,
                iosd_account,
            }
            .instruction(nonce, iosd.0, max_in.0),
            _ => {
                return Err(Failure::Input(
                    "say either --io with --min-out, or --iosd with --max-in".to_string(),
                ));
            }
        };
        let mut all = session.own_accounts(&owner, &[iosd_mint()]).await?;
        all.push(call);
        let landed = session.send(&wallet, &all).await?;
        let address = pda::request(&owner, nonce);
        let mut fields = vec![("request", text(address)), ("nonce", Value::from(nonce))];
        // A keeper may have executed and closed it already.
        if let Some(request) = session.find::<Request>(&address).await? {
            fields.push(("locked_io", tokens(request.locked, IO_DECIMALS)));
        }
        Ok(sent(&landed, fields))
    }
}

/// Whose.
#[derive(Args)]
pub struct Requests {
    /// Another wallet than the keypair's.
    wallet: Option<Pubkey>,
}

impl Requests {
    async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet_address(self.wallet)?;
        let mut found = session.list::<Request>(REQUEST_OWNER_AT, &wallet).await?;
        found.sort_by_key(|(_, request)| request.seq);
        let rows = found
            .into_iter()
            .map(|(address, r)| {
                let kind = RequestKind::from_byte(r.kind);
                let redeems = matches!(
                    kind,
                    Some(RequestKind::RedeemExactIn | RequestKind::RedeemExactOut)
                );
                let (given, got) = if redeems {
                    (("IOSD", IOSD_DECIMALS), ("IO", IO_DECIMALS))
                } else {
                    (("IO", IO_DECIMALS), ("IOSD", IOSD_DECIMALS))
                };
                vec![
                    text(address),
                    Value::from(r.seq),
                    kind.map(text).into(),
                    RequestStatus::from_byte(r.status).map(text).into(),
                    tokens(r.locked, given.1),
                    text(given.0),
                    tokens(r.out, got.1),
                    text(got.0),
                    Value::from(r.created_ts),
                    tokens(r.owed_io, IO_DECIMALS),
                    tokens(r.owed_iosd, IOSD_DECIMALS),
                ]
            })
            .collect();
        Ok(Answer::List {
            columns: vec![
                "request",
                "seq",
                "kind",
                "status",
                "locked",
                "locked_token",
                "limit",
                "limit_token",
                "created_ts",
                "owed_io",
                "owed_iosd",
            ],
            rows,
        })
    }
}

/// Which.
#[derive(Args)]
pub struct CollectArgs {
    /// Address of the request.
    request: Pubkey,
}

impl CollectArgs {
    async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let wallet = session.wallet()?;
        let owner = wallet.pubkey();
        let io_mint = session.io_mint().await?;
        let mints = [io_mint, iosd_mint()];
        let mut all = session.own_accounts(&owner, &mints).await?;
        let call = Collect {
            owner,
            request: self.request,
            io_destination: pda::associated_token(&owner, &io_mint),
            iosd_destination: pda::associated_token(&owner, &iosd_mint()),
        };
        all.push(call.instruction());
        let landed = session.send(&wallet, &all).await?;
        Ok(sent(&landed, vec![("request", text(self.request))]))
    }
}
