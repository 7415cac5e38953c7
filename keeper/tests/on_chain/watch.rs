//! All operators together seal a settlement that takes from a wallet, and another on top of it. One keeper that
//! watches undoes both, takes their bonds and is paid for it.
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use io_api::leaves::encode;
use io_client::disputes::accounts::Challenge;
use io_client::oracle::accounts::{EpochRecord, Operators, Oracle};
use io_client::oracle::events::Event as OracleEvent;
use io_client::oracle::{operators_address, oracle_address};
use io_client::status::EpochStatus;
use io_client::{ProgramEvent, pda};
use io_core::merkle_sum::{DEPTH, Tree};
use io_testbed::until;

use crate::stage::{OPERATORS, Stage};
use crate::votes::seal;

/// What the operators publish, by epoch.
type Published = Arc<Mutex<HashMap<u64, Vec<u8>>>>;

const VICTIM: [u8; 32] = [1; 32];
const THIEF: [u8; 32] = [2; 32];

fn tree(leaves: &[([u8; 32], u64)]) -> Result<Tree> {
    Ok(Tree::build(DEPTH, leaves.iter().copied())?)
}

fn publish(published: &Published, epoch: u64, tree: &Tree) {
    let leaves = (0..tree.n_leaves()).filter_map(|index| tree.leaf(index));
    let mut published = published.lock().unwrap_or_else(PoisonError::into_inner);
    published.insert(epoch, encode(leaves));
}

async fn leaves(
    State(published): State<Published>,
    Path(epoch): Path<u64>,
) -> Result<Vec<u8>, StatusCode> {
    let published = published.lock().unwrap_or_else(PoisonError::into_inner);
    published.get(&epoch).cloned().ok_or(StatusCode::NOT_FOUND)
}

/// An operator's HTTP side, as far as a watch reads it.
async fn serve(address: SocketAddr, published: Published) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await?;
    let routes = Router::new()
        .route("/v1/epochs/{epoch}/leaves", get(leaves))
        .with_state(published);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_watch_undoes_what_all_operators_have_sealed() -> Result<()> {
    let stage = Stage::set("watch").await?;
    let published = Published::default();
    // One operator is down and one serves what is not so; the third serves what was sealed.
    serve(stage.operators[1], {
        let other = Published::default();
        for epoch in 1..=3 {
            publish(&other, epoch, &tree(&[(THIEF, 7)])?);
        }
        other
    })
    .await?;
    serve(stage.operators[2], published.clone()).await?;
    let mut keeper = stage.keeper("keeper").await?;
    stage.hour(1).await?;
    stage.hour(2).await?;

    let honest = tree(&[(VICTIM, 100), (THIEF, 50)])?;
    seal(&stage, 1, &honest).await?;
    publish(&published, 1, &honest);
    until("the first settlement to be checked", async || {
        Ok((stage.judged(&keeper, "sound").await? == 1).then_some(()))
    })
    .await?;

    // The theft, whose leaves nobody publishes for now, and a sound settlement on top of it.
    let theft = tree(&[(VICTIM, 40), (THIEF, 150)])?;
    seal(&stage, 2, &theft).await?;
    stage.hour(3).await?;
    let on_top = tree(&[(VICTIM, 45), (THIEF, 160)])?;
    seal(&stage, 3, &on_top).await?;
    publish(&published, 3, &on_top);
    until("the watch to miss leaves", async || {
        Ok((stage.judged(&keeper, "unpublished").await? == 1).then_some(()))
    })
    .await?;
    assert!(
        keeper.log().contains("no operator serves leaves"),
        "{}",
        keeper.log()
    );

    // Published, and the watch has nothing to put down: it says so.
    publish(&published, 2, &theft);
    until("the watch to ask for the bond", async || {
        let asks = keeper.log().contains("takes as a bond: send it the rest");
        Ok(asks.then_some(()))
    })
    .await?;
    let state: Oracle = stage.bed.get(&oracle_address()).await?;
    assert_eq!((state.sealed_epoch, state.sealed_rewards_sum), (3, 205));
    let before: Operators = stage.bed.get(&operators_address()).await?;
    let bonds: u64 = before.entries.iter().map(|operator| operator.bond).sum();
    assert!(bonds > 0);

    stage
        .bed
        .give_io(&keeper.wallet, state.challenge_bond)
        .await?;
    let state = until("the last good settlement to be the head", async || {
        let state: Oracle = stage.bed.get(&oracle_address()).await?;
        Ok((state.sealed_epoch == 1).then_some(state))
    })
    .await?;
    assert_eq!(state.sealed_rewards_root, honest.root().hash);
    assert_eq!((state.sealed_rewards_sum, state.sealed_n_leaves), (150, 2));
    for epoch in [2, 3] {
        let record: EpochRecord = stage.bed.get(&pda::epoch_record(epoch)).await?;
        assert_eq!(record.status, EpochStatus::Void as u8, "epoch {epoch}");
        assert_eq!(record.disproved, u8::from(epoch == 2));
    }
    let after: Operators = stage.bed.get(&operators_address()).await?;
    let left = after.entries.iter().map(|operator| operator.bond);
    assert_eq!(left.sum::<u64>(), 0, "all {OPERATORS} voted for it");
    let held = stage
        .bed
        .balance(&keeper.wallet, &stage.bed.network.io_mint)
        .await?;
    assert_eq!(held, state.challenge_bond + bonds / 4);
    let challenge = pda::challenge(&keeper.wallet, 2);
    assert!(stage.bed.find::<Challenge>(&challenge).await?.is_none());
    let (events, _) = stage.bed.history(&challenge).await?;
    let judged: Vec<_> = events
        .into_iter()
        .filter_map(|event| match event {
            ProgramEvent::Oracle(OracleEvent::SettlementDisproved(of)) => {
                Some((of.epoch, of.slashed, of.burned))
            }
            _ => None,
        })
        .collect();
    assert_eq!(judged, [(2, bonds, bonds - bonds / 4)]);
    until("the watch to note it", async || {
        Ok((stage.judged(&keeper, "disproved").await? == 1).then_some(()))
    })
    .await?;
    assert_eq!(stage.judged(&keeper, "faulty").await?, 1);
    assert_eq!(stage.judged(&keeper, "unpublished").await?, 1);
    keeper.check()
}
