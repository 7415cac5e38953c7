//! What a jump of the clock does, in numbers. `cargo test -p io-localnet --test time_travel --
//! --nocapture` prints them.
mod wallet;

use std::time::{Duration, Instant};

use io_localnet::{CheatError, Cheats, Localnet, LocalnetConfig};
use solana_commitment_config::CommitmentConfig;
use solana_keypair::Keypair;
use solana_pubkey::{Pubkey, pubkey};
use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_signer::Signer;
use wallet::{client, confirm, signed, transfer};

const SLOT_HASHES: Pubkey = pubkey!("SysvarS1otHashes111111111111111111111111111");

struct Chain {
    chain: Localnet,
    rpc: RpcClient,
    cheats: Cheats,
    wallet: Keypair,
}

fn start(slot_time_ms: u64) -> Chain {
    let wallet = Keypair::new();
    let chain = Localnet::start(LocalnetConfig {
        slot_time_ms,
        airdrop: vec![(wallet.pubkey(), 1_000_000_000_000)],
        ..LocalnetConfig::default()
    })
    .unwrap();
    Chain {
        rpc: client(chain.rpc_url()),
        cheats: Cheats::new(chain.rpc_url()),
        chain,
        wallet,
    }
}

/// (slot, hash), newest first.
async fn slot_hashes(rpc: &RpcClient) -> Vec<(u64, [u8; 32])> {
    let data = rpc.get_account_data(&SLOT_HASHES).await.unwrap();
    let count = u64::from_le_bytes(data[..8].try_into().unwrap());
    data[8..]
        .chunks_exact(40)
        .take(usize::try_from(count).unwrap())
        .map(|entry| {
            (
                u64::from_le_bytes(entry[..8].try_into().unwrap()),
                entry[8..].try_into().unwrap(),
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_skips_slots_and_costs_one_block() {
    let Chain {
        chain, rpc, cheats, ..
    } = start(400);
    // At the tip: the confirmed height trails by a slot, and right after a jump that slot was skipped.
    let height = || rpc.get_block_height_with_commitment(CommitmentConfig::processed());
    // A chain that has made no block yet reports a height of 31: wait for its first.
    let placeholder = height().await.unwrap();
    while height().await.unwrap() == placeholder {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let before = cheats.clock().await.unwrap();
    let height_before = height().await.unwrap();
    let after = cheats.travel_by(3_600).await.unwrap();
    let height_after = height().await.unwrap();

    let jumped = after.unix_timestamp - before.unix_timestamp;
    assert!((3_600..=3_602).contains(&jumped), "jumped {jumped} s");
    let slots = after.slot - before.slot;
    // Up to three fewer: the target is a whole second, and the clock stood somewhere within one.
    assert!(
        (8_997..=9_010).contains(&slots),
        "an hour of 400 ms slots is 9,000, not {slots}"
    );
    let blocks = height_after - height_before;
    assert!(
        (1..=5).contains(&blocks),
        "a jump makes one block, and a tick may fall in: {blocks}"
    );

    // The skipped slots have no hash: the entries are the blocks that were made.
    let hashes = slot_hashes(&rpc).await;
    assert!(
        hashes.windows(2).all(|pair| pair[0].0 > pair[1].0),
        "newest first"
    );
    assert!(
        hashes
            .iter()
            .all(|(slot, _)| *slot <= before.slot + 5 || *slot >= after.slot - 5),
        "no entry lies in the skipped hour"
    );
    println!(
        "1 h at 400 ms: {slots} slots, {blocks} blocks, {} SlotHashes entries",
        hashes.len()
    );
    chain.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_follows_the_wall_between_jumps_and_never_goes_back() {
    let Chain { chain, cheats, .. } = start(50);
    let first = cheats.travel_by(60).await.unwrap();
    let started = Instant::now();
    tokio::time::sleep(Duration::from_secs(4)).await;
    let second = cheats.clock().await.unwrap();
    let wall_s = started.elapsed().as_secs_f64();
    let chain_s = second.unix_timestamp - first.unix_timestamp;
    println!(
        "{chain_s} chain seconds and {} slots in {wall_s:.2} s at 50 ms",
        second.slot - first.slot
    );
    // Late by what the machine is busy with, never early.
    assert!((1..=5).contains(&chain_s));
    let error = cheats.travel_to(first.unix_timestamp).await.unwrap_err();
    assert!(matches!(error, CheatError::PastTime { .. }), "{error}");
    let error = cheats.travel_by(0).await.unwrap_err();
    assert!(matches!(error, CheatError::PastTime { .. }), "{error}");
    chain.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shorter_block_interval_makes_time_run_faster() {
    let chain = Localnet::start(LocalnetConfig {
        slot_time_ms: 400,
        block_interval_ms: Some(50),
        ..LocalnetConfig::default()
    })
    .unwrap();
    let cheats = Cheats::new(chain.rpc_url());
    let first = cheats.clock().await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let second = cheats.clock().await.unwrap();
    let (seconds, slots) = (
        second.unix_timestamp - first.unix_timestamp,
        second.slot - first.slot,
    );
    println!("{seconds} chain seconds and {slots} slots in 3 s");
    // Eight times as fast, less what a busy machine loses.
    assert!((8..=25).contains(&seconds), "{seconds} s");
    assert!(
        slots.abs_diff(u64::try_from(seconds).unwrap() * 10 / 4) <= 3,
        "{slots} slots"
    );
    chain.stop().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_minutes_passes_quickly_and_leaves_transactions_in_flight_alive() {
    for slot_time_ms in [50, 100] {
        let Chain {
            chain,
            rpc,
            cheats,
            wallet,
        } = start(slot_time_ms);
        let to = Pubkey::new_unique();
        let start_ts = cheats.clock().await.unwrap().unix_timestamp;
        let blockhash = rpc.get_latest_blockhash().await.unwrap();
        let started = Instant::now();
        let mut worst = Duration::ZERO;
        for minute in 1..=20 {
            let one = Instant::now();
            let clock = cheats.travel_to(start_ts + 60 * minute).await.unwrap();
            worst = worst.max(one.elapsed());
            assert!((0..=1).contains(&(clock.unix_timestamp - start_ts - 60 * minute)));
        }
        let per_jump = started.elapsed() / 20;
        println!(
            "{slot_time_ms} ms slots: {per_jump:?} a jump of 60 s with two clock reads, worst {worst:?}"
        );
        // Signed before twenty jumps, sent after: the blockhash has aged by some twenty blocks of 150.
        let transaction = signed(
            &wallet,
            transfer(&wallet.pubkey(), &to, 1_000_000_000),
            blockhash,
        );
        let signature = rpc.send_transaction(&transaction).await.unwrap();
        confirm(&rpc, &signature).await;
        assert_eq!(rpc.get_balance(&to).await.unwrap(), 1_000_000_000);
        chain.stop().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blockhash_expires_after_150_blocks_made_by_jumps() {
    let Chain {
        chain,
        rpc,
        cheats,
        wallet,
    } = start(400);
    let to = Pubkey::new_unique();
    let blockhash = rpc.get_latest_blockhash().await.unwrap();
    for _ in 0..160 {
        cheats.travel_by(1).await.unwrap();
    }
    let transaction = signed(
        &wallet,
        transfer(&wallet.pubkey(), &to, 1_000_000_000),
        blockhash,
    );
    let error = rpc.send_transaction(&transaction).await.unwrap_err();
    assert!(error.to_string().contains("Blockhash not found"), "{error}");
    assert_eq!(rpc.get_balance(&to).await.unwrap(), 0);
    chain.stop().unwrap();
}
