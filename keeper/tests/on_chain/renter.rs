//! A renter: asks for IOSD, orders jobs that nobody serves.
use anyhow::{Context, Result};
use io_client::escrow::accounts::Job;
use io_client::escrow::events::Event as EscrowEvent;
use io_client::escrow::instructions::CreateJob;
use io_client::escrow::types::JobOrder;
use io_client::iosd::accounts::{Iosd, Request};
use io_client::iosd::events::Event as IosdEvent;
use io_client::iosd::instructions::RequestMintExactOut;
use io_client::token::create_associated;
use io_client::{ProgramEvent, iosd, pda};
use io_testbed::until;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::stage::{IO_USD, Stage};

/// IOSD base units of one request, and the IO base units it costs at $3 and without a margin: 30 IOSD for 10 IO.
pub const IOSD: u64 = 30_000_000;
pub const COST: u64 = 1_000_000_000;
/// Most IO for it: the rest comes back.
const MOST: u64 = 1_500_000_000;
/// What a job of one hour on one GPU at $0.25 takes out of the wallet: the price, and 0.25% of it rounded up.
pub const DEPOSIT: u64 = 250_000;
pub const FEE: u64 = 625;

pub struct Renter {
    pub wallet: Keypair,
}

impl Renter {
    /// With IO for `requests` requests.
    pub async fn new(stage: &Stage, name: &str, requests: u64) -> Result<Self> {
        let wallet = stage.bed.wallet(name).await?;
        let address = wallet.pubkey();
        // All of it may be locked at the same time.
        stage.bed.give_io(&address, requests * MOST).await?;
        let account = create_associated(&address, &address, &stage.iosd_mint);
        stage.bed.send(&[account], &wallet).await?;
        Ok(Self { wallet })
    }

    pub fn address(&self) -> Pubkey {
        self.wallet.pubkey()
    }

    pub fn iosd_account(&self, stage: &Stage) -> Pubkey {
        pda::associated_token(&self.address(), &stage.iosd_mint)
    }

    pub async fn iosd(&self, stage: &Stage) -> Result<u64> {
        stage.bed.balance(&self.address(), &stage.iosd_mint).await
    }

    pub async fn io(&self, stage: &Stage) -> Result<u64> {
        let mint = stage.bed.network.io_mint;
        stage.bed.balance(&self.address(), &mint).await
    }

    /// Asks for IOSD; the number of the request in the queue.
    pub async fn request(&self, stage: &Stage, nonce: u64) -> Result<u64> {
        let call = RequestMintExactOut {
            owner: self.address(),
            io_source: pda::associated_token(&self.address(), &stage.bed.network.io_mint),
            iosd_account: self.iosd_account(stage),
        };
        let call = call.instruction(nonce, IOSD, MOST);
        stage.bed.send(&[call], &self.wallet).await?;
        let request: Request = stage.bed.get(&pda::request(&self.address(), nonce)).await?;
        Ok(request.seq)
    }

    /// Orders a GPU for an hour; the job's address.
    pub async fn order(&self, stage: &Stage, nonce: u64) -> Result<Pubkey> {
        let call = CreateJob {
            renter: self.address(),
            payment_mint: stage.iosd_mint,
            source: self.iosd_account(stage),
            token_program: pda::TOKEN_PROGRAM_ID,
        };
        let order = JobOrder {
            class: 0,
            tier: 4,
            region: 0,
            scenario: 0,
            gpus: 1,
            hours: 1,
            max_price: IO_USD,
            max_rate: u64::MAX,
        };
        let call = call.instruction(nonce, &order);
        stage.bed.send(&[call], &self.wallet).await?;
        Ok(pda::job(&self.address(), nonce))
    }
}

impl Stage {
    /// Waits until the queue is resolved up to `seq`.
    pub async fn resolved(&self, seq: u64) -> Result<Iosd> {
        until("the requests to be resolved", async || {
            let money: Iosd = self.bed.get(&iosd::iosd_address()).await?;
            Ok((money.head_seq > seq).then_some(money))
        })
        .await
    }

    /// Waits until a job is gone.
    pub async fn closed(&self, job: &Pubkey) -> Result<()> {
        until("the job to be closed", async || {
            let found: Option<Job> = self.bed.find(job).await?;
            Ok(found.is_none().then_some(()))
        })
        .await
    }

    /// That the request was executed once, at the price of the board.
    pub async fn executed_once(&self, renter: &Renter, nonce: u64) -> Result<()> {
        let request = pda::request(&renter.address(), nonce);
        let (events, _) = self.bed.history(&request).await?;
        let executed: Vec<_> = events
            .into_iter()
            .filter_map(|event| match event {
                ProgramEvent::Iosd(IosdEvent::MintExecuted(of)) if of.request == request => {
                    Some((of.price, of.io_burned, of.io_returned, of.iosd_minted))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            executed,
            [(IO_USD, COST, MOST - COST, IOSD)],
            "request {nonce}"
        );
        Ok(())
    }

    /// That the job expired once and was closed once, and all came back at its expiry.
    pub async fn returned_once(&self, job: &Pubkey) -> Result<()> {
        self.returned(job, DEPOSIT + FEE, 0).await
    }

    /// That the job expired once and was closed once, and what came back by each.
    pub async fn returned(&self, job: &Pubkey, by_expiry: u64, by_closing: u64) -> Result<()> {
        let (events, _) = self.bed.history(job).await?;
        let (mut expired, mut closed) = (Vec::new(), Vec::new());
        for event in events {
            match event {
                ProgramEvent::Escrow(EscrowEvent::JobExpired(of)) if of.job == *job => {
                    expired.push(of.refunded);
                }
                ProgramEvent::Escrow(EscrowEvent::JobClosed(of)) if of.job == *job => {
                    closed.push((of.paid, of.swept));
                }
                _ => {}
            }
        }
        assert_eq!(expired, [by_expiry], "{job}");
        assert_eq!(closed, [(0, by_closing)], "{job}");
        Ok(())
    }

    /// The IOSD program's books after `requests` executed requests.
    pub async fn booked(&self, requests: u64) -> Result<()> {
        let money: Iosd = self.bed.get(&iosd::iosd_address()).await?;
        assert_eq!((money.head_seq, money.next_seq), (requests, requests));
        assert_eq!(money.minted_iosd, requests * IOSD);
        assert_eq!(money.burned_io, requests * COST);
        assert_eq!((money.locked_io, money.locked_iosd), (0, 0));
        let supply = self
            .bed
            .chain()
            .fetch(&self.iosd_mint, io_client::token::Mint::decode)
            .await
            .context("the mint of IOSD")?
            .supply;
        assert_eq!(supply, requests * IOSD);
        Ok(())
    }
}
