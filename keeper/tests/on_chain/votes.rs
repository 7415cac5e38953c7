//! The operators' votes. Their keys are the test's, and they agree on whatever it says.
use anyhow::Result;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::oracle::instructions::Vote;
use io_client::oracle::oracle_address;
use io_client::oracle::types::SettlementVote;
use io_client::pda;
use io_core::merkle_sum::Tree;
use solana_signer::Signer;

use crate::stage::{OPERATORS, Stage};

/// All operators vote for the rewards of `tree` as the settlement of `epoch`, in which nothing was attested. When it
/// will be final, unix seconds.
pub async fn seal(stage: &Stage, epoch: u64, tree: &Tree) -> Result<i64> {
    let timeline = &stage.bed.timeline;
    stage.bed.pass_time(timeline.cutoff_ts(epoch)).await?;
    let state: Oracle = stage.bed.get(&oracle_address()).await?;
    let root = tree.root();
    let vote = SettlementVote {
        epoch,
        prev_root: state.sealed_rewards_root,
        rewards_root: root.hash,
        rewards_sum: root.sum,
        n_leaves: tree.n_leaves(),
        usage_root: [1; 32],
        verdict_root: [2; 32],
        report_hash: [3; 32],
    };
    for seat in 0..OPERATORS {
        let key = stage.bed.operator(seat)?;
        let call = Vote {
            key: key.pubkey(),
            epoch_record: pda::epoch_record(epoch),
        };
        stage.bed.send(&[call.instruction(&vote)], &key).await?;
    }
    let record: EpochRecord = stage.bed.get(&pda::epoch_record(epoch)).await?;
    Ok(record.final_ts)
}
