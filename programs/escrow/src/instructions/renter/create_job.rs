use crate::{
    errors::EscrowError,
    events::JobCreated,
    state::{Escrow, Job, JobStatus, Payment},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};
use io_core::{
    iosd::Backing,
    lease,
    pricing::{rate_io, rate_usd_micro},
};
use io_runtime::{
    clock, emit, sibling_books, singletons,
    token::{transfer_checked, TOKEN_2022_PROGRAM},
    AnySpl, CoreErrorExt, Loaded,
};
use oracle::{
    price_feed::{class_price, io_price},
    state::{Classes, Operators, Oracle, PriceBoard, PriceRing},
};

/// Price units (10⁻⁸ dollar) in a micro-dollar, the unit of the rate.
const PRICE_PER_MICRO: u64 = 100;
/// Scenarios: general, train, inference.
const SCENARIOS: u8 = 3;

/// Orders a cluster and funds it: the price of all its hours at the board's rate, and the renter's
/// fees on top, go into the job's own vault. What is not served comes back. Paid in IOSD, IO or USDC,
/// by the mint that is given.
///
/// The board's upper median is taken: whoever asks for a price gets the worse side of it. In IO the
/// rate is reckoned at the lower median of IO; in IOSD the dollar price is divided by the coverage
/// where that is below one, so that a supplier is not paid in what is worth less.
///
/// # Authority
/// The renter, who pays the rent of job and vault and gets it back at the close.
///
/// # Parameters
/// - `nonce`: the renter's number for the job; free again once it is closed.
/// - `order`: [`JobOrder`].
///
/// # Special errors
/// `UnknownClass`, `UnknownScenario`, `PriceAboveMax`, `RateAboveMax`, `WrongPaymentMint`; of the money rules
/// `UnknownTier`, `EmptyLease`; `oracle`'s `NoQuorumPrice`; `MissingAccount` without the mint's token
/// program.
#[derive(Accounts)]
#[instruction(nonce: u64)]
pub struct CreateJob {
    #[account(mut)]
    pub renter: Signer,
    #[account(mut, address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(address = singletons::ORACLE.address)]
    pub oracle: Loaded<Oracle>,
    #[account(address = singletons::OPERATORS.address)]
    pub operators: Loaded<Operators>,
    #[account(address = singletons::PRICES.address)]
    pub prices: Loaded<PriceBoard>,
    #[account(address = singletons::PRICE_RING.address)]
    pub price_ring: Loaded<PriceRing>,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    /// `iosd`'s account, for the coverage.
    #[account(address = singletons::IOSD.address)]
    pub iosd: UncheckedAccount,
    #[account(
        init, payer = renter,
        seeds = [b"job", renter.address().as_ref(), &nonce.to_le_bytes()], bump,
    )]
    pub job: Loaded<Job>,
    #[account(
        init, payer = renter, seeds = [b"vault", job.address().as_ref()], bump,
        token::mint = payment_mint, token::authority = job,
    )]
    pub vault: AnySpl<TokenAccount>,
    pub payment_mint: AnySpl<Mint>,
    #[account(mut)]
    pub source: AnySpl<TokenAccount>,
    /// The mint's.
    pub token_program: UncheckedAccount,
    pub system_program: Program<System>,
}

/// What the renter asks for.
#[derive(Clone, Copy, AnchorDeserialize, AnchorSerialize, IdlType)]
pub struct JobOrder {
    /// Index of the GPU class.
    pub class: u8,
    /// Least connectivity tier, 1 to 4; the price follows it.
    pub tier: u8,
    /// 0: any.
    pub region: u8,
    /// 0 general, 1 train, 2 inference.
    pub scenario: u8,
    pub gpus: u16,
    pub hours: u32,
    /// Most the renter pays per GPU-hour, tier factor included, USD × 10⁸.
    pub max_price: u64,
    /// Most it pays per GPU-hour, payment token base units: what the price of IO or the coverage of
    /// IOSD may make of the dollars.
    pub max_rate: u64,
}

impl CreateJob {
    fn validate(&self, order: &JobOrder) -> Result<()> {
        let Self {
            classes,
            payment_mint,
            source,
            ..
        } = self;
        require!(order.class < classes.count, EscrowError::UnknownClass);
        require!(order.scenario < SCENARIOS, EscrowError::UnknownScenario);
        require!(
            address_eq(source.mint(), payment_mint.address()),
            EscrowError::WrongPaymentMint
        );
        // Not checked: whether the class is live. That is about its proof and its emission; a job
        // pays by attested seconds. Nor the source's owner and balance, which the token program does. Nor that this is
        // the mint's program: the vault was created by that, or not at all.
        Ok(())
    }

    /// Payment token base units per GPU-hour of `rate_usd` micro-dollars.
    fn rate(&self, payment: Payment, rate_usd: u64, now_ts: i64) -> Result<u64> {
        if payment == Payment::Usdc {
            return Ok(rate_usd);
        }
        let price = io_price(&self.oracle, &self.price_ring, now_ts)?
            .lower
            .get();
        if payment == Payment::Io {
            return rate_io(rate_usd, price).or_program_error();
        }
        let iosd = self.iosd.account();
        let backing = Backing {
            burned: sibling_books::word(iosd, sibling_books::iosd::BURNED_IO)?,
            redeemed: sibling_books::word(iosd, sibling_books::iosd::REDEEMED_IO)?,
            supply: self.payment_mint.supply(),
        };
        backing.lease_amount(rate_usd, price).or_program_error()
    }

    pub fn handle(
        &mut self,
        job_bump: u8,
        vault_bump: u8,
        nonce: u64,
        order: JobOrder,
    ) -> Result<()> {
        self.validate(&order)?;
        let now_ts = clock::now_ts();
        self.escrow.enact(now_ts);
        let board = class_price(
            &self.oracle,
            &self.operators,
            &self.prices,
            order.class,
            now_ts,
        )?;
        let rate_usd = rate_usd_micro(board.aggregate.upper, order.tier).or_program_error()?;
        require!(
            rate_usd
                .checked_mul(PRICE_PER_MICRO)
                .is_some_and(|price| price <= order.max_price),
            EscrowError::PriceAboveMax
        );
        let payment = self.escrow.payment(self.payment_mint.address())?;
        let rate = self.rate(payment, rate_usd, now_ts)?;
        require!(rate <= order.max_rate, EscrowError::RateAboveMax);
        let deposit = lease::deposit(rate, order.gpus, order.hours).or_program_error()?;
        let fees = self.escrow.fees(payment);
        let fee_reserved = fees.renter_reserve(deposit).or_program_error()?;
        let funded = deposit
            .checked_add(fee_reserved)
            .ok_or(EscrowError::InvariantBroken)?;

        let Self {
            renter,
            payment_mint,
            vault,
            source,
            ..
        } = self;
        transfer_checked(source, payment_mint, vault, renter, funded, &[]);

        let job = &mut self.job;
        job.version = 1;
        job.bump = job_bump;
        job.vault_bump = vault_bump;
        job.status = JobStatus::Open as u8;
        job.class = order.class;
        job.tier = order.tier;
        job.region = order.region;
        job.scenario = order.scenario;
        job.renter = *self.renter.address();
        job.nonce = nonce.into();
        job.payment_mint = *self.payment_mint.address();
        job.gpus = order.gpus.into();
        job.hours = order.hours.into();
        job.rate = rate.into();
        job.deposit = deposit.into();
        job.fee_reserved = fee_reserved.into();
        job.created_ts = now_ts.into();
        job.reservation_fee_bps = fees.reservation_bps.into();
        job.payment_fee_bps = fees.payment_bps.into();
        job.fee_burn_bps = fees.burn_bps.into();
        job.open_timeout_s = self.escrow.open_timeout_s;
        job.matched_timeout_s = self.escrow.matched_timeout_s;
        job.expiry_grace_s = self.escrow.expiry_grace_s;
        job.payment = payment as u8;
        let of_2022 = payment == Payment::Usdc
            && address_eq(self.payment_mint.program(), &TOKEN_2022_PROGRAM);
        job.token_2022 = u8::from(of_2022);
        job.most_hours = u32::MAX.into();
        if self.escrow.match_window_s.get() > 0 {
            let only_s = i64::from(self.escrow.match_only_s.get());
            job.match_only_until_ts = now_ts.saturating_add(only_s).into();
        }
        let created = self.escrow.jobs_created.get();
        self.escrow.jobs_created = created
            .checked_add(1)
            .ok_or(EscrowError::InvariantBroken)?
            .into();

        job.invariant(self.vault.amount())?;
        emit!(JobCreated {
            job: *job.address(),
            renter: job.renter,
            payment_mint: job.payment_mint,
            rate,
            deposit,
            fee_reserved,
            jobs_created_before: created,
            jobs_created_after: self.escrow.jobs_created.get(),
        });
        Ok(())
    }
}
