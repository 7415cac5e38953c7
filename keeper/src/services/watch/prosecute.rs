//! A challenge: bond, the leaf before, the leaf after, judgement. Each step looks at what the chain has of it, so a
//! keeper that is killed goes on where it was.
use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use io_client::disputes::accounts::Challenge;
use io_client::disputes::instructions::{JudgeChallenge, OpenChallenge, ProveChallenge};
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::pda;
use io_client::token::token_balance;
use io_core::amount::show_amount;
use io_core::merkle_sum::Tree;
use io_core::merkle_sum::fault::LEAF_BYTES;
use io_core::units::IO_DECIMALS;
use solana_instruction::AccountMeta;
use solana_pubkey::Pubkey;

use super::Case;
use crate::chain::{Keeper, Turned};

/// The settlement is void already, or final, or about to be judged by another.
const OVER: [&str; 4] = ["RootDisproved", "RootFinal", "NotSealed", "WrongEpoch"];

/// A leaf's claimed sum and preimage; nothing where there is none.
fn leaf(tree: &Tree, index: u32) -> (u64, Vec<u8>) {
    let mut preimage = Vec::with_capacity(LEAF_BYTES);
    let Some((wallet, cumulative)) = tree.leaf(index) else {
        return (0, preimage);
    };
    preimage.extend_from_slice(&index.to_le_bytes());
    preimage.extend_from_slice(&wallet);
    preimage.extend_from_slice(&cumulative.to_le_bytes());
    (cumulative, preimage)
}

async fn open(keeper: &Keeper, state: &Oracle, epoch: u64, index: u32) -> Result<Turned> {
    let challenger = keeper.payer();
    let source = pda::associated_token(&challenger, &state.io_mint);
    let held = keeper.chain.fetch_optional(&source, token_balance).await?;
    let held = held.unwrap_or(0);
    ensure!(
        held >= state.challenge_bond,
        "the settlement of epoch {epoch} has to be challenged at leaf {index}, and the wallet {challenger} holds {} IO \
         of the {} IO that a challenge takes as a bond: send it the rest",
        show_amount(held, IO_DECIMALS),
        show_amount(state.challenge_bond, IO_DECIMALS),
    );
    let call = OpenChallenge {
        challenger,
        epoch_record: pda::epoch_record(epoch),
        source,
        io_mint: state.io_mint,
    };
    keeper
        .turn("open_challenge", call.instruction(epoch, index), &OVER)
        .await
}

async fn prove(keeper: &Keeper, epoch: u64, side: u8, tree: &Tree, index: u32) -> Result<Turned> {
    let call = ProveChallenge {
        challenge: pda::challenge(&keeper.payer(), epoch),
        epoch_record: pda::epoch_record(epoch),
    };
    let (sum, preimage) = leaf(tree, index);
    let path = tree.path(index)?;
    let call = call.instruction(side, 0, sum, &preimage, path.as_flattened());
    keeper.turn("prove_challenge", call, &OVER).await
}

/// `later`: the sealed epochs after this one, newest first.
async fn judge(
    keeper: &Keeper,
    state: &Oracle,
    epoch: u64,
    destination: Pubkey,
    later: &[EpochRecord],
) -> Result<Turned> {
    let challenger = keeper.payer();
    let address = pda::challenge(&challenger, epoch);
    let mut call = JudgeChallenge {
        epoch_record: pda::epoch_record(epoch),
        challenge: address,
        challenger,
        destination,
        io_mint: state.io_mint,
        vault: pda::challenge_vault(&address),
    }
    .instruction();
    let later = later.iter().map(|record| pda::epoch_record(record.epoch));
    call.accounts
        .extend(later.map(|record| AccountMeta::new(record, false)));
    let moot = ["ChallengeOpen", "WrongDescendants"];
    keeper
        .turn_on(&address, "judge_challenge", call, &moot)
        .await
}

/// Takes a case as far as it goes now; how many steps landed. `own` are the epochs of this wallet's open challenges.
///
/// # Errors
/// The chain's; and a wallet that does not hold the bond.
pub async fn prosecute(
    keeper: &Keeper,
    state: &Oracle,
    own: &mut BTreeSet<u64>,
    record: &EpochRecord,
    later: &[EpochRecord],
    case: &Case,
) -> Result<u32> {
    let epoch = record.epoch;
    let address = pda::challenge(&keeper.payer(), epoch);
    let mut turned = 0;
    let mut landed = |ended: Turned| {
        let done = ended == Turned::Done;
        turned += u32::from(done);
        done
    };
    let found: Option<Challenge> = keeper.read(&address).await?;
    if found.is_none() {
        if !landed(open(keeper, state, epoch, case.index).await?) {
            return Ok(turned);
        }
        own.insert(epoch);
    }
    let challenge: Challenge = keeper
        .read(&address)
        .await?
        .context("the challenge was opened and is not there; looking again")?;
    let index = challenge.index;
    let before = challenge.has_before == 0 && case.before.leaf(index).is_some();
    if before && !landed(prove(keeper, epoch, 0, &case.before, index).await?) {
        return Ok(turned);
    }
    let after = challenge.has_after == 0 && challenge.fault == 0;
    if after && !landed(prove(keeper, epoch, 1, &case.after, index).await?) {
        return Ok(turned);
    }
    if landed(judge(keeper, state, epoch, challenge.source, later).await?) {
        own.remove(&epoch);
        keeper.health.judged("disproved");
        tracing::warn!(
            epoch,
            index,
            "the settlement is void, and those who voted for it have lost their bonds"
        );
    }
    Ok(turned)
}

/// Ends this wallet's challenges of settlements that are void without them, or that became final; how many.
///
/// # Errors
/// The chain's.
pub async fn collect(keeper: &Keeper, state: &Oracle, own: &mut BTreeSet<u64>) -> Result<u32> {
    let mut turned = 0;
    for epoch in own.clone() {
        let address = pda::challenge(&keeper.payer(), epoch);
        let Some(challenge) = keeper.read::<Challenge>(&address).await? else {
            own.remove(&epoch);
            continue;
        };
        if judge(keeper, state, epoch, challenge.source, &[]).await? == Turned::Done {
            own.remove(&epoch);
            turned += 1;
        }
    }
    Ok(turned)
}
