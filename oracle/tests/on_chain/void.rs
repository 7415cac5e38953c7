//! What operators do when the guardian voids a settlement: they go on from the last good one.
use anyhow::{Context as _, Result};
use io_api::Digest;
use io_api::readers::{Epoch, RewardProof};
use io_chain::Outgoing;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::oracle::instructions::VoidEpoch;
use io_client::oracle::oracle_address;
use io_client::pda;
use io_testbed::until;
use solana_keypair::read_keypair_file;
use solana_signer::Signer;

use crate::network::Network;
use crate::supplier::Supplier;

/// Is not there when the settlement is voided.
const AWAY: usize = 1;

/// An hour in which the supplier's only device proves itself and is heard for three minutes.
async fn settle(network: &Network, supplier: &Supplier, epoch: u64) -> Result<EpochRecord> {
    let record = network.draw(epoch).await?;
    let (record, proofs) = supplier.prove(network, &record).await?;
    supplier.upload(network, epoch, &proofs).await?;
    network.beacon(&record, 2).await?;
    let first = network.minute_now(epoch).await? + 1;
    for minute in first..first + 3 {
        let heard = &supplier.devices;
        supplier.minute(network, epoch, minute, heard).await?;
    }
    network.judged(epoch, &supplier.indices()).await?;
    network.summaries(epoch).await?;
    network.seal(epoch).await
}

async fn void(network: &Network, epoch: u64) -> Result<()> {
    let file = network.bed.key_file("guardian.json");
    let guardian = read_keypair_file(&file).map_err(|e| anyhow::anyhow!("{e}"))?;
    let payer = network.bed.wallet("payer").await?;
    let call = VoidEpoch {
        guardian: guardian.pubkey(),
        epoch_record: pda::epoch_record(epoch),
    };
    let outgoing = Outgoing {
        instructions: &[call.instruction()],
        payer: &payer,
        signers: &[&guardian],
        tables: &[],
    };
    let landed = network.bed.chain().send(&outgoing).await;
    landed.context("the void of a settlement that is not final")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_void_the_next_hour_pays_from_the_last_good_settlement() -> Result<()> {
    let mut network = Network::start("void", 4, None).await?;
    let supplier = Supplier::join(&network, 1).await?;
    let good = settle(&network, &supplier, 1).await?;
    let bad = settle(&network, &supplier, 2).await?;
    assert!(bad.settlement.rewards_sum > good.settlement.rewards_sum);

    // Three see it happen; the fourth comes back to a chain that knows less than its own database.
    network.operators[AWAY].kill()?;
    void(&network, 2).await?;
    network.operators[AWAY].start().await?;
    let head: Oracle = network.bed.get(&oracle_address()).await?;
    assert_eq!(head.sealed_epoch, 1);
    assert_eq!(head.sealed_rewards_root, good.settlement.rewards_root);
    assert_eq!(head.sealed_rewards_sum, good.settlement.rewards_sum);
    assert_eq!(head.sealed_supplier_cap, good.supplier_cap);

    let path = format!("/v1/rewards/{}", supplier.payees[0]);
    for operator in &network.operators {
        until("the operator to call it void", async || {
            let Some(body) = operator.find("/v1/epochs/2").await? else {
                return Ok(None);
            };
            let epoch: Epoch = serde_json::from_slice(&body)?;
            Ok((epoch.status == "void").then_some(()))
        })
        .await?;
        // Nobody is led to claim by it, and what was good still is.
        let void = operator.find(&format!("{path}?epoch=2")).await?;
        assert!(void.is_none(), "a leaf of the void settlement is served");
        let leaf: RewardProof = until("the leaf of the first hour", async || {
            let found = operator.find(&path).await?;
            Ok(found
                .map(|body| serde_json::from_slice(&body))
                .transpose()?)
        })
        .await?;
        assert_eq!(leaf.epoch, 1);
        assert_eq!(leaf.root, Digest(good.settlement.rewards_root));
    }

    // The third hour builds on the first and pays for the second too, to the last unit.
    let next = settle(&network, &supplier, 3).await?;
    assert_eq!(next.prev_epoch, 1);
    assert_eq!(next.settlement.prev_root, good.settlement.rewards_root);
    assert_eq!(next.settlement.rewards_sum, next.supplier_cap);
    let votes = next.votes.iter().filter(|vote| **vote != [0; 32]);
    let votes: Vec<&[u8; 32]> = votes.collect();
    assert!(votes.len() >= 3, "sealed by {} of four", votes.len());
    assert!(votes.iter().all(|vote| *vote == votes[0]), "they agree");
    for operator in &network.operators {
        let leaf: RewardProof = until("the operator to serve the third hour", async || {
            let found = operator.find(&format!("{path}?epoch=3")).await?;
            Ok(found
                .map(|body| serde_json::from_slice(&body))
                .transpose()?)
        })
        .await?;
        assert_eq!(leaf.cumulative, next.settlement.rewards_sum);
        assert_eq!(leaf.root, Digest(next.settlement.rewards_root));
    }
    for operator in &mut network.operators {
        operator.check()?;
    }
    Ok(())
}
