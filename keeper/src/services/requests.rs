//! Resolves IOSD requests, mints and redemptions, in their order: executes each at the first quorum price after
//! it, refunds those that cannot be, and moves the queue past what was refunded out of order.
use anyhow::{Context, Result};
use io_client::filter::REQUEST_SEQ_AT;
use io_client::iosd::{
    self,
    accounts::{Iosd, Request},
    instructions::{Execute, Refund, Skip},
};
use io_client::oracle::accounts::PriceRing;
use io_client::status::{RequestKind, RequestStatus};
use io_client::{AccountData, oracle};
use solana_pubkey::Pubkey;

use crate::chain::{Keeper, Turned};

/// Resolved in one look at most, so that other loops get their turn at the node.
const MOST_PER_LOOK: u32 = 32;

async fn head_of_queue(keeper: &Keeper, state: &Iosd) -> Result<Option<(Pubkey, Request)>> {
    if state.head_seq >= state.next_seq {
        return Ok(None);
    }
    let seq = state.head_seq.to_le_bytes();
    let found = keeper
        .chain
        .program_accounts(
            &iosd::ID,
            &Request::DISCRIMINATOR,
            &[(REQUEST_SEQ_AT, &seq)],
        )
        .await?;
    match found.into_iter().next() {
        Some((address, account)) => Ok(Some((address, Request::decode(&account.data)?))),
        None => Ok(None),
    }
}

/// Vault and account that a refund of a request moves its tokens between; none for a kind that this
/// keeper does not know.
fn refund_between(state: &Iosd, request: &Request) -> Option<(Pubkey, Pubkey)> {
    Some(match RequestKind::from_byte(request.kind)? {
        RequestKind::MintExactIn | RequestKind::MintExactOut => {
            (state.io_vault, request.io_account)
        }
        RequestKind::RedeemExactIn | RequestKind::RedeemExactOut => {
            (state.iosd_vault, request.iosd_account)
        }
    })
}

async fn refund(
    keeper: &Keeper,
    state: &Iosd,
    address: Pubkey,
    request: &Request,
    entry: u8,
) -> Result<Turned> {
    let (vault, account) = refund_between(state, request).with_context(|| {
        format!(
            "request {address} is of kind {}; update the keeper",
            request.kind
        )
    })?;
    let instruction = Refund {
        request: address,
        owner: request.owner,
        vault,
        account,
    }
    .instruction(entry);
    let moot = ["AlreadyResolved", "NotFirstInQueue", "StillExecutable"];
    keeper.turn_on(&address, "refund", instruction, &moot).await
}

/// Executes the request, or refunds it where its price, limit or window or a pause of minting refuses:
/// the program takes a refund only of what it would not execute.
async fn execute(
    keeper: &Keeper,
    state: &Iosd,
    address: Pubkey,
    request: &Request,
    entry: u8,
) -> Result<Turned> {
    let instruction = Execute {
        request: address,
        owner: request.owner,
        io_mint: state.io_mint,
        io_account: request.io_account,
        iosd_account: request.iosd_account,
    }
    .instruction(entry);
    let Err(error) = keeper.attempt("execute", instruction).await else {
        return Ok(Turned::Done);
    };
    if keeper.is_gone(&address).await {
        return Ok(Turned::Moot("gone"));
    }
    match error.program_error_name() {
        None => Err(anyhow::Error::from(error).context("crank execute")),
        Some(name @ ("AlreadyResolved" | "NotFirstInQueue")) => Ok(Turned::Moot(name)),
        Some(_) => refund(keeper, state, address, request, entry).await,
    }
}

/// Looks once, and goes on while the head of the queue can be resolved.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let mut resolved = 0;
    while resolved < MOST_PER_LOOK {
        let state: Iosd = keeper.require(&iosd::iosd_address()).await?;
        let Some((address, request)) = head_of_queue(keeper, &state).await? else {
            break;
        };
        let turned = if request.status != RequestStatus::Pending as u8 {
            let instruction = Skip {
                request: address,
                owner: request.owner,
            }
            .instruction();
            keeper
                .turn_on(&address, "skip", instruction, &["NotFirstInQueue"])
                .await?
        } else {
            let now = keeper.now().await?;
            let ring: PriceRing = keeper.require(&oracle::price_ring_address()).await?;
            match ring.first_after(request.slot) {
                _ if now.clock.unix_timestamp > request.expires_ts => {
                    refund(keeper, &state, address, &request, 0).await?
                }
                Some(entry) => execute(keeper, &state, address, &request, entry).await?,
                None => break,
            }
        };
        if turned != Turned::Done {
            break;
        }
        resolved += 1;
    }
    Ok(resolved)
}
