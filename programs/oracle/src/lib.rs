//! `oracle`: operators and their bonds, the device registry, the hour's challenge and beacons, the
//! vote on its settlement, and the price board.
#![cfg_attr(target_os = "solana", no_std)]
// The dispatcher, which names these imports, is left out where the crate is a dependency.
#![cfg_attr(feature = "no-entrypoint", allow(unused_imports))]
extern crate alloc;

use alloc::vec::Vec;
use anchor_lang::prelude::*;

pub mod challenge;
pub mod classes;
pub mod commits;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod loaded;
pub mod params;
pub mod price_feed;
pub mod price_ring;
pub mod rules;
pub mod seats;
pub mod settlement;
pub mod slot_hashes;
pub mod state;
pub mod supplier_cap;
pub mod timeline;
pub mod void;

#[cfg(test)]
mod state_layout;

use instructions::*;
use params::{GpuClassParams, OracleParams};
use rules::OracleRules;
use settlement::SettlementVote;

declare_id!("orGNbtCwF9SkjVzsdo16tb5FhvkjS2YAekzD65dDQ9a");

// Not in builds as a dependency: two programs' dispatchers do not link into one binary.
#[cfg(not(feature = "no-entrypoint"))]
#[program]
pub mod oracle {
    use super::*;

    pub fn initialize(ctx: &mut Context<Initialize>, params: OracleParams) -> Result<()> {
        ctx.accounts.initialize(&params, &ctx.bumps)
    }

    pub fn initialize_prices(ctx: &mut Context<InitializePrices>) -> Result<()> {
        ctx.accounts.initialize_prices(&ctx.bumps)
    }

    pub fn set_authority(ctx: &mut Context<Handover>, pending_authority: &Address) -> Result<()> {
        ctx.accounts.set_authority(*pending_authority)
    }

    pub fn accept_authority(ctx: &mut Context<Handover>) -> Result<()> {
        ctx.accounts.accept_authority()
    }

    pub fn set_guardian(ctx: &mut Context<Handover>, pending_guardian: &Address) -> Result<()> {
        ctx.accounts.set_guardian(*pending_guardian)
    }

    pub fn accept_guardian(ctx: &mut Context<Handover>) -> Result<()> {
        ctx.accounts.accept_guardian()
    }

    pub fn pause_sealing(ctx: &mut Context<PauseSealing>) -> Result<()> {
        ctx.accounts.pause_sealing()
    }

    pub fn void_epoch(ctx: &mut Context<VoidEpoch>) -> Result<()> {
        let later = ctx.remaining_accounts()?;
        ctx.accounts.void_epoch(&later)
    }

    pub fn set_params(ctx: &mut Context<SetParams>, rules: OracleRules) -> Result<()> {
        ctx.accounts.set_params(&rules)
    }

    pub fn set_class(ctx: &mut Context<SetClass>, index: u8, class: GpuClassParams) -> Result<()> {
        ctx.accounts.set_class(index, &class)
    }

    pub fn set_tier(ctx: &mut Context<SetTier>, tier: u8) -> Result<()> {
        ctx.accounts.set_tier(tier)
    }

    pub fn add_operator(
        ctx: &mut Context<AddOperator>,
        wallet: &Address,
        key: &Address,
        url: &[u8],
    ) -> Result<()> {
        ctx.accounts.add_operator(*wallet, *key, url)
    }

    pub fn bond(ctx: &mut Context<Bond>, amount: u64) -> Result<()> {
        ctx.accounts.bond(amount)
    }

    pub fn unbond(ctx: &mut Context<Unbond>, wallet: &Address) -> Result<()> {
        ctx.accounts.unbond(wallet)
    }

    pub fn withdraw_bond(ctx: &mut Context<WithdrawBond>) -> Result<()> {
        ctx.accounts.withdraw_bond()
    }

    pub fn rotate_operator(
        ctx: &mut Context<RotateOperator>,
        key: &Address,
        url: &[u8],
    ) -> Result<()> {
        ctx.accounts.rotate_operator(*key, url)
    }

    pub fn register_device(
        ctx: &mut Context<RegisterDevice>,
        nonce: u32,
        params: DeviceParams,
    ) -> Result<()> {
        let bump = ctx.bumps.device;
        ctx.accounts.register_device(nonce, &params, bump)
    }

    pub fn offer_device(ctx: &mut Context<ManageDevice>, floor_price: u64) -> Result<()> {
        ctx.accounts.offer_device(floor_price)
    }

    pub fn pause_device(ctx: &mut Context<ManageDevice>) -> Result<()> {
        ctx.accounts.pause_device()
    }

    pub fn retire_device(ctx: &mut Context<ManageDevice>) -> Result<()> {
        ctx.accounts.retire_device()
    }

    pub fn rotate_device_key(ctx: &mut Context<ManageDevice>, key: &Address) -> Result<()> {
        ctx.accounts.rotate_device_key(*key)
    }

    pub fn set_payee(ctx: &mut Context<ManageDevice>, payee: &Address) -> Result<()> {
        ctx.accounts.set_payee(*payee)
    }

    pub fn open_epoch(ctx: &mut Context<OpenEpoch>, epoch: u64) -> Result<()> {
        let bump = ctx.bumps.epoch_record;
        ctx.accounts.open_epoch(epoch, bump)
    }

    pub fn capture_challenge(ctx: &mut Context<CaptureChallenge>) -> Result<()> {
        ctx.accounts.capture_challenge()
    }

    pub fn capture_beacon(ctx: &mut Context<CaptureBeacon>, which: u8) -> Result<()> {
        ctx.accounts.capture_beacon(which)
    }

    pub fn post_commit(ctx: &mut Context<PostCommit>, class: u8, root: &[u8; 32]) -> Result<()> {
        let bump = ctx.bumps.commits;
        ctx.accounts.post_commit(class, *root, bump)
    }

    pub fn post_response(
        ctx: &mut Context<PostResponse>,
        class: u8,
        root: &[u8; 32],
    ) -> Result<()> {
        ctx.accounts.post_response(class, *root)
    }

    pub fn post_summary(ctx: &mut Context<PostSummary>, epoch: u64, root: &[u8; 32]) -> Result<()> {
        ctx.accounts.post_summary(epoch, *root)
    }

    pub fn vote(ctx: &mut Context<Vote>, settlement: SettlementVote) -> Result<()> {
        ctx.accounts.vote(&settlement)
    }

    pub fn post_prices(ctx: &mut Context<PostPrices>, prices: Vec<FeedValue>) -> Result<()> {
        ctx.accounts.post_prices(&prices)
    }

    pub fn hold_up(ctx: &mut Context<HoldUp>, epoch: u64) -> Result<()> {
        ctx.accounts.hold_up(epoch)
    }

    pub fn uphold(
        ctx: &mut Context<Uphold>,
        epoch: u64,
        of_verdict: bool,
        listers: u32,
    ) -> Result<()> {
        let later = ctx.remaining_accounts()?;
        ctx.accounts.uphold(epoch, of_verdict, listers, &later)
    }
}
