//! An hour from its opening to the claim: four operators, one supplier with two devices.
use anyhow::{Context, Result};
use io_api::Digest;
use io_api::readers::{Epoch, ReportDigest, RewardProof};
use io_chain::{ChainError, Landed, Outgoing, lookup_table};
use io_client::emissions::accounts::{Claim as ClaimAccount, Emission};
use io_client::emissions::emission_address;
use io_client::emissions::instructions::Claim;
use io_client::pda;
use io_client::token::create_associated;
use io_core::merkle_sum::{DEPTH, Tree};
use io_testbed::until;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::network::Network;
use crate::supplier::Supplier;

/// What the bonds of four operators, 60,000 IO each, cover of the first hour: two thirds of them over 72 hours. The
/// GPU suppliers' part of the hour is more, 3,470 IO; the rest comes when more is bonded.
const POOL: u64 = 222_222_222_222;
/// Of that by scores (minutes + 20 × tier + 8 × multiplier in thousandths) × minutes: 2,083 × 3 for the first device
/// and 2,082 × 2 for the second, of 10,413 in all. The unit left over goes to the larger remainder, the first's.
const SHARES: [u64; 2] = [133_358_942_348, 88_863_279_874];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_is_settled_and_each_leaf_is_claimed_once() -> Result<()> {
    let network = Network::start("hour", 4, None).await?;
    let supplier = Supplier::join(&network, 2).await?;
    let record = network.draw(1).await?;
    let (record, proofs) = supplier.prove(&network, &record).await?;
    supplier.upload(&network, 1, &proofs).await?;
    network.beacon(&record, 2).await?;
    let first = network.minute_now(1).await? + 1;
    for minute in first..first + 3 {
        // The second device is heard in two minutes of three.
        let heard = if minute == first + 1 { 1 } else { 2 };
        let heard = &supplier.devices[..heard];
        supplier.minute(&network, 1, minute, heard).await?;
    }
    network.judged(1, &supplier.indices()).await?;
    network.summaries(1).await?;
    let record = network.seal(1).await?;

    let settlement = &record.settlement;
    assert_eq!((record.supplier_cap, settlement.rewards_sum), (POOL, POOL));
    assert_eq!(settlement.n_leaves, 2);
    let votes: Vec<[u8; 32]> = record
        .votes
        .iter()
        .copied()
        .filter(|v| *v != [0; 32])
        .collect();
    assert!(votes.len() >= 3, "sealed by {} of four", votes.len());
    assert!(votes.iter().all(|vote| *vote == votes[0]), "they agree");

    // Every operator serves the root that is on chain, and the same leaves under it.
    let mut leaves: Option<Vec<RewardProof>> = None;
    for operator in &network.operators {
        let digest: ReportDigest = until("the operator to hold the report", async || {
            let found = operator.find("/v1/epochs/1/report").await?;
            Ok(found
                .map(|body| serde_json::from_slice(&body))
                .transpose()?)
        })
        .await?;
        assert_eq!(digest.report_hash, Digest(settlement.report_hash));
        assert_eq!(digest.leaves, 2);
        // Whoever comes after the seal takes the report from the others, who tell no more than the tree.
        if record.votes[operator.seat] != [0; 32] {
            assert_eq!((digest.proofs_passed, digest.proofs_failed), (2, 0));
            assert_eq!(digest.devices_paid, 2);
            assert_eq!((digest.pool, digest.allocated), (POOL, POOL));
            assert_eq!(digest.included, [0, 1, 2, 3]);
        }
        let epoch: Epoch = operator.get("/v1/epochs/1").await?;
        assert_eq!(epoch.status, "sealed");
        let told = epoch.settlement.context("a sealed epoch's settlement")?;
        assert_eq!(told.rewards_root, Digest(settlement.rewards_root));
        // Whoever watches rebuilds the root from the leaves alone.
        let published = operator.find("/v1/epochs/1/leaves").await?;
        let published = io_api::leaves::decode(&published.context("no leaves")?)?;
        let built = Tree::build(DEPTH, published)?.root();
        let sealed = (settlement.rewards_root, settlement.rewards_sum);
        assert_eq!((built.hash, built.sum), sealed);
        let mut here = Vec::new();
        for payee in &supplier.payees {
            let path = format!("/v1/rewards/{payee}");
            let leaf: RewardProof = operator.get(&path).await?;
            assert_eq!(leaf.root, Digest(settlement.rewards_root));
            assert!(!leaf.is_final, "its challenge window is open");
            here.push(leaf);
        }
        assert_eq!(leaves.get_or_insert_with(|| here.clone()), &here);
    }
    let leaves = leaves.context("no operator")?;
    let amounts: Vec<u64> = leaves.iter().map(|leaf| leaf.cumulative).collect();
    assert_eq!(amounts, SHARES);
    let mut indices: Vec<u32> = leaves.iter().map(|leaf| leaf.index).collect();
    indices.sort_unstable();
    assert_eq!(indices, [0, 1]);

    claim(&network, &supplier.payees, &leaves, record.final_ts).await
}

/// Somebody without a part in it sends the claims.
async fn claim(
    network: &Network,
    payees: &[Pubkey],
    leaves: &[RewardProof],
    final_ts: i64,
) -> Result<()> {
    let (bed, mint) = (&network.bed, network.bed.network.io_mint);
    let sender = bed.wallet("sender").await?;
    for payee in payees {
        let account = create_associated(&sender.pubkey(), payee, &mint);
        bed.send(&[account], &sender).await?;
    }
    let balances = async || -> Result<Vec<u64>> {
        let mut found = Vec::new();
        for payee in payees {
            found.push(bed.balance(payee, &mint).await?);
        }
        Ok(found)
    };
    let refusal = |sent: Result<Landed, ChainError>| {
        let error = sent.expect_err("the claim must be refused");
        error.program_error_name().unwrap_or("another").to_owned()
    };
    let call = |leaf: &RewardProof, payee: &Pubkey, cumulative: u64| -> Result<Instruction> {
        let call = Claim {
            payer: sender.pubkey(),
            wallet: *payee,
            epoch_record: pda::epoch_record(leaf.epoch),
            destination: pda::associated_token(payee, &mint),
        };
        Ok(call.instruction(leaf.index, cumulative, &hex::decode(&leaf.proof)?))
    };
    let first = call(&leaves[0], &payees[0], leaves[0].cumulative)?;
    let table = table(network, &sender, &first, payees).await?;
    let send = async |call: Instruction| {
        let outgoing = Outgoing {
            instructions: &[call],
            payer: &sender,
            signers: &[],
            tables: std::slice::from_ref(&table),
        };
        bed.chain().send(&outgoing).await
    };

    assert_eq!(refusal(send(first).await), "NotFinal");
    bed.pass_time(final_ts).await?;
    until("the operators to call it final", async || {
        let leaf: RewardProof = network.operators[0]
            .get(&format!("/v1/rewards/{}", payees[0]))
            .await?;
        Ok(leaf.is_final.then_some(()))
    })
    .await?;
    let more = call(&leaves[0], &payees[0], leaves[0].cumulative + 1)?;
    assert_eq!(refusal(send(more).await), "RootMismatch");
    let others = call(&leaves[0], &payees[1], leaves[0].cumulative)?;
    assert_eq!(refusal(send(others).await), "RootMismatch");
    assert_eq!(balances().await?, [0, 0]);

    for (leaf, payee) in leaves.iter().zip(payees) {
        send(call(leaf, payee, leaf.cumulative)?).await?;
        let again = call(leaf, payee, leaf.cumulative)?;
        assert_eq!(refusal(send(again).await), "NothingToClaim");
        let claimed: ClaimAccount = bed.get(&pda::claim(payee)).await?;
        assert_eq!(claimed.claimed, leaf.cumulative);
    }
    assert_eq!(balances().await?, SHARES);
    let emission: Emission = bed.get(&emission_address()).await?;
    assert_eq!(emission.claimed_total, POOL);
    assert!(
        emission.accrued_epoch >= 3,
        "two hours and more have passed"
    );
    assert_eq!(
        emission.emitted,
        io_core::emission::cumulative(emission.accrued_epoch)
    );
    Ok(())
}

/// A lookup table of what the claims name: with a proof of 20 levels they would not fit otherwise.
async fn table(
    network: &Network,
    sender: &Keypair,
    call: &Instruction,
    payees: &[Pubkey],
) -> Result<solana_message::AddressLookupTableAccount> {
    let (chain, owner) = (network.bed.chain(), sender.pubkey());
    let mut addresses: Vec<Pubkey> = call.accounts.iter().map(|meta| meta.pubkey).collect();
    for payee in payees {
        let account = pda::associated_token(payee, &network.bed.network.io_mint);
        addresses.extend([*payee, pda::claim(payee), account]);
    }
    addresses.retain(|address| *address != owner);
    addresses.sort_unstable();
    addresses.dedup();
    let newest = chain.slot_hashes().await?[0].slot;
    let (create, table) = lookup_table::create(&owner, &owner, newest);
    let extend = lookup_table::extend(&table, &owner, &owner, &addresses);
    let landed = network.bed.send(&[create, extend], sender).await?;
    until("the lookup table to be usable", async || {
        Ok((chain.clock().await?.slot > landed.slot).then_some(()))
    })
    .await?;
    Ok(chain.lookup_table(&table).await?)
}
